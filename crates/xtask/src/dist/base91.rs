//! Bytes as 91 printable characters, so that a page can hold them: 13 bits in two of them,
//! where base64 has 12. `loader.js` reads it back.

/// The first character; the 91 that follow each other end with `}`.
const FIRST: u8 = b'#';

/// The only character among them that means something in a script, and what stands for it.
const UNWANTED: u8 = b'<';
const STAND_IN: u8 = b'!';

/// How many bits two characters hold.
const N_BITS: u32 = 13;

/// How many bits at the end are written as a single character.
const MAX_SINGLE_BITS: u32 = N_BITS - 8;

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
    // A pair for so few bits would be read as a byte more than there is, and what follows the
    // end of gzip's stream is an error in browsers.
    match n_bits {
        0 => {}
        1..=MAX_SINGLE_BITS => push(bits, &mut text),
        _ => push_pair(bits, &mut text),
    }
    text
}

fn push_pair(bits: u32, text: &mut String) {
    push(bits % 91, text);
    push(bits / 91, text);
}

fn push(digit: u32, text: &mut String) {
    let character = FIRST + digit as u8;
    text.push(char::from(if character == UNWANTED { STAND_IN } else { character }));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the loader does it.
    fn decode(text: &str) -> Vec<u8> {
        let digit = |byte: u8| {
            let byte = if byte == STAND_IN { UNWANTED } else { byte };
            u32::from(byte - FIRST)
        };
        let (mut bytes, mut bits, mut n_bits) = (Vec::new(), 0, 0);
        for pair in text.as_bytes().chunks(2) {
            bits |=
                (digit(pair[0]) + 91 * pair.get(1).map_or(0, |b| digit(*b))) << n_bits;
            n_bits += N_BITS;
            while n_bits >= 8 {
                bytes.push((bits & 0xff) as u8);
                bits >>= 8;
                n_bits -= 8;
            }
        }
        bytes.truncate((text.len() / 2 * 13 / 8) + text.len() % 2);
        bytes
    }

    #[test]
    fn what_is_written_is_read_again() {
        let bytes: Vec<u8> = (0..5000_u32).map(|n| (n * n % 251) as u8).collect();
        for length in (0..40).chain([4999, 5000]) {
            let text = encode(&bytes[..length]);
            assert!(text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'<'));
            assert_eq!(decode(&text), bytes[..length], "{length} bytes");
        }
    }
}
