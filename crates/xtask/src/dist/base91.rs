//! Bytes as 91 printable characters, so that a page can hold them: 13 bits in two of them,
//! where base64 has 12. `loader.js` reads it back.

/// The first character; the 91 that follow each other end with `}`.
const FIRST: u8 = b'#';

/// The only character among them that means something in a script, and what stands for it.
const UNWANTED: u8 = b'<';
const STAND_IN: u8 = b'!';

/// How many bits two characters hold.
const N_BITS: u32 = 13;

/// The bytes as text.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 13 * 16 + 16);
    let (mut bits, mut n_bits) = (0_u32, 0);
    for &byte in bytes {
        bits |= u32::from(byte) << n_bits;
        n_bits += 8;
        if n_bits >= N_BITS {
            push_pair(bits & ((1 << N_BITS) - 1), &mut text);
            bits >>= N_BITS;
            n_bits -= N_BITS;
        }
    }
    if n_bits > 0 {
        push_pair(bits, &mut text);
        // An odd character says that the last pair holds the bits of one more byte, which is none.
        if N_BITS - n_bits >= 8 {
            text.push(char::from(FIRST));
        }
    }
    text
}

fn push_pair(bits: u32, text: &mut String) {
    for digit in [bits % 91, bits / 91] {
        let character = FIRST + digit as u8;
        text.push(char::from(if character == UNWANTED { STAND_IN } else { character }));
    }
}

/// The bytes behind a text, as the loader reads them; `None` for a text that is not one of
/// [`encode`].
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        let byte = if byte == STAND_IN { UNWANTED } else { byte };
        byte.checked_sub(FIRST).filter(|digit| *digit < 91).map(u32::from)
    };
    let (mut bytes, mut bits, mut n_bits) = (Vec::new(), 0, 0);
    let (pairs, odd) = text.as_bytes().as_chunks::<2>();
    for pair in pairs {
        bits |= (digit(pair[0])? + 91 * digit(pair[1])?) << n_bits;
        n_bits += N_BITS;
        while n_bits >= 8 {
            bytes.push((bits & 0xff) as u8);
            bits >>= 8;
            n_bits -= 8;
        }
    }
    bytes.truncate(bytes.len().checked_sub(odd.len())?);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let bytes: Vec<u8> = (0..5000_u32).map(|n| (n * n % 251) as u8).collect();
        for length in (0..40).chain([4999, 5000]) {
            let text = encode(&bytes[..length]);
            assert!(text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'<'));
            assert_eq!(decode(&text).unwrap(), bytes[..length]);
        }
        assert_eq!(decode("a b"), None);
    }
}
