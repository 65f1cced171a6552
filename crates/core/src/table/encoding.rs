//! The encodings of text: their names, how bytes become text, and which one a file is in.
//!
//! `encoding_rs` has those of the web, by the WHATWG's Encoding Standard, and `oem_cp` the
//! code pages of DOS.

mod decoder;
mod detection;

use encoding_rs as web;
use oem_cp::code_table;
use std::sync::LazyLock;

pub(super) use decoder::{Decoder, decoded, remove_nul};
pub(super) use detection::{Detected, detect};

/// An encoding of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(Tables);

/// Who has its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tables {
    /// `encoding_rs`.
    Web(&'static web::Encoding),
    /// `oem_cp`: what each byte from 0x80 on stands for.
    Dos(&'static [char; 128]),
}

/// What people call an encoding.
struct Named {
    encoding: Encoding,
    name: &'static str,
    /// Of which languages or programs it is.
    of: &'static str,
}

const fn named(
    encoding: &'static web::Encoding,
    name: &'static str,
    of: &'static str,
) -> Named {
    Named { encoding: Encoding(Tables::Web(encoding)), name, of }
}

const fn dos(table: &'static [char; 128], name: &'static str, of: &'static str) -> Named {
    Named { encoding: Encoding(Tables::Dos(table)), name, of }
}

/// All that can be chosen, those first that lists come in most.
static NAMED: [Named; 42] = [
    named(&web::UTF_8_INIT, "UTF-8", ""),
    named(&web::UTF_16LE_INIT, "UTF-16 LE", ""),
    named(&web::UTF_16BE_INIT, "UTF-16 BE", ""),
    named(&web::WINDOWS_1252_INIT, "Windows-1252", "Western European"),
    named(&web::MACINTOSH_INIT, "Mac Roman", "Western European, old Macs"),
    named(&web::WINDOWS_1250_INIT, "Windows-1250", "Central European"),
    named(&web::WINDOWS_1251_INIT, "Windows-1251", "Cyrillic"),
    named(&web::WINDOWS_1253_INIT, "Windows-1253", "Greek"),
    named(&web::WINDOWS_1254_INIT, "Windows-1254", "Turkish"),
    named(&web::WINDOWS_1255_INIT, "Windows-1255", "Hebrew"),
    named(&web::WINDOWS_1256_INIT, "Windows-1256", "Arabic"),
    named(&web::WINDOWS_1257_INIT, "Windows-1257", "Baltic"),
    named(&web::WINDOWS_1258_INIT, "Windows-1258", "Vietnamese"),
    named(&web::WINDOWS_874_INIT, "Windows-874", "Thai"),
    named(&web::SHIFT_JIS_INIT, "Shift_JIS", "Japanese"),
    named(&web::GB18030_INIT, "GB18030", "Chinese, simplified"),
    named(&web::BIG5_INIT, "Big5", "Chinese, traditional"),
    named(&web::EUC_KR_INIT, "EUC-KR", "Korean"),
    dos(&code_table::DECODING_TABLE_CP437, "DOS 437", "United States"),
    dos(&code_table::DECODING_TABLE_CP850, "DOS 850", "Western European"),
    dos(&code_table::DECODING_TABLE_CP852, "DOS 852", "Central European"),
    dos(&code_table::DECODING_TABLE_CP858, "DOS 858", "Western European, with €"),
    named(&web::IBM866_INIT, "DOS 866", "Cyrillic"),
    named(&web::GBK_INIT, "GBK", "Chinese, simplified"),
    named(&web::EUC_JP_INIT, "EUC-JP", "Japanese"),
    named(&web::ISO_2022_JP_INIT, "ISO-2022-JP", "Japanese"),
    named(&web::KOI8_R_INIT, "KOI8-R", "Russian"),
    named(&web::KOI8_U_INIT, "KOI8-U", "Ukrainian"),
    named(&web::X_MAC_CYRILLIC_INIT, "Mac Cyrillic", "old Macs"),
    named(&web::ISO_8859_2_INIT, "ISO-8859-2", "Central European"),
    named(&web::ISO_8859_3_INIT, "ISO-8859-3", "South European"),
    named(&web::ISO_8859_4_INIT, "ISO-8859-4", "North European"),
    named(&web::ISO_8859_5_INIT, "ISO-8859-5", "Cyrillic"),
    named(&web::ISO_8859_6_INIT, "ISO-8859-6", "Arabic"),
    named(&web::ISO_8859_7_INIT, "ISO-8859-7", "Greek"),
    named(&web::ISO_8859_8_INIT, "ISO-8859-8", "Hebrew"),
    named(&web::ISO_8859_8_I_INIT, "ISO-8859-8-I", "Hebrew"),
    named(&web::ISO_8859_10_INIT, "ISO-8859-10", "Nordic"),
    named(&web::ISO_8859_13_INIT, "ISO-8859-13", "Baltic"),
    named(&web::ISO_8859_14_INIT, "ISO-8859-14", "Celtic"),
    named(&web::ISO_8859_15_INIT, "ISO-8859-15", "Western European, with €"),
    named(&web::ISO_8859_16_INIT, "ISO-8859-16", "South-Eastern European"),
];

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Encoding = Encoding(Tables::Web(&web::UTF_8_INIT));
    /// UTF-16, least significant byte first: what PowerShell calls Unicode.
    pub const UTF_16LE: Encoding = Encoding(Tables::Web(&web::UTF_16LE_INIT));
    /// UTF-16, most significant byte first.
    pub const UTF_16BE: Encoding = Encoding(Tables::Web(&web::UTF_16BE_INIT));
    /// Western European, what Excel calls ANSI.
    pub const WINDOWS_1252: Encoding = Encoding(Tables::Web(&web::WINDOWS_1252_INIT));
    /// Western European, what Excel for Mac calls “Macintosh”.
    pub const MAC_ROMAN: Encoding = Encoding(Tables::Web(&web::MACINTOSH_INIT));
    const DOS_850: Encoding = Encoding(Tables::Dos(&code_table::DECODING_TABLE_CP850));
    const GBK: Encoding = Encoding(Tables::Web(&web::GBK_INIT));
    const GB18030: Encoding = Encoding(Tables::Web(&web::GB18030_INIT));

    /// All that can be chosen, those first that lists come in most.
    pub fn all() -> impl ExactSizeIterator<Item = Encoding> {
        NAMED.iter().map(|known| known.encoding)
    }

    /// The encoding that people call so, whatever the case, spaces and dashes: by its name
    /// here, or by any label of the Encoding Standard.
    pub fn from_name(name: &str) -> Option<Encoding> {
        let plain = |name: &str| {
            name.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "")
        };
        let asked = plain(name);
        // A code page of DOS has many names before its number.
        let dos = ["dos", "cp", "ibm", "oem", "csibm", ""].iter().find_map(|before| {
            let number = asked.strip_prefix(before)?;
            (number.len() == 3).then(|| format!("dos{number}"))
        });
        let is_so = |known: &&Named| {
            let known = plain(known.name);
            known == asked || Some(&known) == dos.as_ref()
        };
        let found = NAMED.iter().find(is_so).map(|known| known.encoding);
        found.or_else(|| Encoding::of_label(name))
    }

    /// The encoding with a label of the Encoding Standard.
    fn of_label(label: &str) -> Option<Encoding> {
        // Its labels for what is never to be decoded lead to no name here.
        let encoding = Encoding(Tables::Web(web::Encoding::for_label(label.as_bytes())?));
        Encoding::all().find(|known| *known == encoding)
    }

    /// Its common name.
    pub fn as_str(self) -> &'static str {
        self.named().map_or("?", |known| known.name)
    }

    /// Its common name, and of which languages or programs it is.
    pub fn title(self) -> String {
        match self.named() {
            Some(Named { name, of, .. }) if !of.is_empty() => format!("{name} ({of})"),
            _ => self.as_str().to_owned(),
        }
    }

    fn named(self) -> Option<&'static Named> {
        NAMED.iter().find(|known| known.encoding == self)
    }

    /// Whether a character has two bytes or four.
    fn is_utf16(self) -> bool {
        self == Encoding::UTF_16LE || self == Encoding::UTF_16BE
    }
}

/// What Windows-1252 makes of the bytes from 0x80 on.
static WINDOWS_1252: LazyLock<Vec<char>> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0xff).collect();
    let (text, _) = web::WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().collect()
});

/// The byte that stands for a character in Windows-1252, if there is one.
pub(crate) fn windows_1252_byte(c: char) -> Option<u8> {
    if c.is_ascii() {
        return u8::try_from(c).ok();
    }
    let place = WINDOWS_1252.iter().position(|known| *known == c)?;
    u8::try_from(0x80 + place).ok()
}

#[cfg(test)]
mod tests;
