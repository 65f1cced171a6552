//! The text of a page, as the tokenizer reads it: the library's own reader borrows its text,
//! and a page that is read in slices has to keep it.

use html5gum::Reader;
use std::convert::Infallible;

/// How many bytes are handed over at a time, so that a text without a tag is no single piece.
const MAX_CHUNK: usize = 16 * 1024;

/// A text and how far it is read.
#[derive(Debug)]
pub(super) struct PageText {
    html: String,
    at: usize,
}

impl PageText {
    pub(super) fn new(html: String) -> PageText {
        PageText { html, at: 0 }
    }

    fn rest(&self) -> &[u8] {
        &self.html.as_bytes()[self.at..]
    }
}

/// Whether these bytes end the name of an attribute: no other text ends at both. The tokenizer
/// calls itself once more for each attribute with a value in double quotes, until the stack is
/// full, unless there is a space before the equals sign, which changes nothing.
fn is_in_attribute_name(needle: &[u8]) -> bool {
    needle.contains(&b'=') && needle.contains(&b'/')
}

impl Reader for PageText {
    type Error = Infallible;

    #[inline]
    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let byte = self.rest().first().copied();
        self.at += usize::from(byte.is_some());
        Ok(byte)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        _: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        let start = self.at;
        let rest = self.rest();
        if is_in_attribute_name(needle) && rest.first() == Some(&b'=') {
            return Ok(Some(b" "));
        }
        let rest = &rest[..rest.len().min(MAX_CHUNK)];
        let n_bytes = match rest.iter().position(|byte| needle.contains(byte)) {
            // What is looked for stands alone.
            Some(0) => 1,
            Some(n_bytes) => n_bytes,
            None => rest.len(),
        };
        self.at += n_bytes;
        Ok((n_bytes > 0).then(|| &self.html.as_bytes()[start..self.at]))
    }

    fn try_read_string(
        &mut self,
        text: &[u8],
        is_exact: bool,
    ) -> Result<bool, Infallible> {
        let is_there = self.rest().get(..text.len()).is_some_and(|next| match is_exact {
            true => next == text,
            false => next.eq_ignore_ascii_case(text),
        });
        if is_there {
            self.at += text.len();
        }
        Ok(is_there)
    }
}
