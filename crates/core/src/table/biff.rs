//! Values of cells as Excel's binary formats hold them, XLS and XLSB alike.

/// An RkNumber ([MS-XLS] 2.5.217), a number in four bytes: a whole one, or the beginning of a
/// float, and either perhaps in hundredths.
pub(super) fn rk_number(packed: usize) -> f64 {
    let packed = packed as u32;
    let number = match packed & 2 != 0 {
        true => f64::from(packed as i32 >> 2),
        false => f64::from_bits(u64::from(packed & !3) << 32),
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}

/// A float of eight bytes.
pub(super) fn double(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// A Boolean, or the name of an error by its number (BErr, [MS-XLS] 2.5.10).
pub(super) fn bool_or_error(value: u8, is_error: bool) -> String {
    let text = match (is_error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0f) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1d) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    };
    text.to_owned()
}
