//! How the tokenizer tells of a page: tag by tag and text by text.
//!
//! Errors, comments and document types are of no use here; saying so at compile time leaves
//! out half of the tokenizer.

use html5gum::{Emitter, Error, State, naive_next_state};
use std::mem::take;

/// What wants to hear of a page.
pub(super) trait Listener {
    /// An element begins. `attribute` is called for each of its attributes before.
    fn start(&mut self, tag: &[u8]);

    /// An attribute of the element that begins next.
    fn attribute(&mut self, name: &[u8], value: &[u8]);

    /// An element ends.
    fn end(&mut self, tag: &[u8]);

    /// A piece of text, with its entities resolved.
    fn text(&mut self, text: &str);
}

/// Turns what the tokenizer finds into calls of a listener.
pub(super) struct Tokens<L> {
    /// Nothing once the page is over.
    listener: Option<L>,
    /// Whether the page is over and the listener has not been handed out.
    is_over: bool,
    /// How many bytes were read since the last pause.
    n_read: usize,
    text: Vec<u8>,
    tag: Vec<u8>,
    is_end: bool,
    last_start_tag: Vec<u8>,
    name: Vec<u8>,
    value: Vec<u8>,
}

/// Where the tokenizer stops.
pub(super) enum HtmlEvent<L> {
    /// There is more to read.
    Pause,
    /// All is read, and the listener has heard it.
    End(L),
}

/// How many bytes are read between two pauses.
const SLICE_BYTES: usize = 64 * 1024;

impl<L: Listener> Tokens<L> {
    pub(super) fn new(listener: L) -> Tokens<L> {
        Tokens {
            listener: Some(listener),
            is_over: false,
            n_read: 0,
            text: Vec::new(),
            tag: Vec::new(),
            is_end: false,
            last_start_tag: Vec::new(),
            name: Vec::new(),
            value: Vec::new(),
        }
    }

    fn flush_text(&mut self) {
        if let Some(listener) = &mut self.listener
            && !self.text.is_empty()
        {
            listener.text(&String::from_utf8_lossy(&self.text));
        }
        self.text.clear();
    }

    /// Hands a long text on while it comes; a character that is not whole waits.
    fn flush_long_text(&mut self) {
        if self.text.len() < SLICE_BYTES {
            return;
        }
        let n_whole = match std::str::from_utf8(&self.text) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let rest = self.text.split_off(n_whole);
        self.flush_text();
        self.text = rest;
    }

    fn flush_attribute(&mut self) {
        if let Some(listener) = &mut self.listener
            && !self.name.is_empty()
            && !self.is_end
        {
            listener.attribute(&self.name, &self.value);
        }
        self.name.clear();
        self.value.clear();
    }
}

// Outlined, because every state of the tokenizer calls them.
impl<L: Listener> Emitter for Tokens<L> {
    type Token = HtmlEvent<L>;

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start_tag = last_start_tag.unwrap_or_default().to_vec();
    }

    #[inline(never)]
    fn emit_eof(&mut self) {
        self.flush_text();
        self.is_over = true;
    }

    #[inline]
    fn move_position(&mut self, offset: isize) {
        self.n_read = self.n_read.saturating_add_signed(offset);
    }

    #[inline]
    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn pop_token(&mut self) -> Option<HtmlEvent<L>> {
        if self.is_over {
            return self.listener.take().map(HtmlEvent::End);
        }
        (self.n_read >= SLICE_BYTES).then(|| {
            self.n_read = 0;
            HtmlEvent::Pause
        })
    }

    #[inline(never)]
    fn emit_string(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
        self.flush_long_text();
    }

    #[inline(never)]
    fn init_start_tag(&mut self) {
        self.tag.clear();
        self.is_end = false;
    }

    #[inline(never)]
    fn init_end_tag(&mut self) {
        self.tag.clear();
        self.is_end = true;
    }

    #[inline(never)]
    fn emit_current_tag(&mut self) -> Option<State> {
        // An element's own text ends before the element does.
        self.flush_text();
        self.flush_attribute();
        let tag = take(&mut self.tag);
        let Some(listener) = &mut self.listener else { return None };
        if self.is_end {
            self.last_start_tag.clear();
            listener.end(&tag);
        } else {
            listener.start(&tag);
            self.last_start_tag = tag;
        }
        naive_next_state(&self.last_start_tag)
    }

    #[inline(never)]
    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.extend_from_slice(name);
    }

    #[inline(never)]
    fn init_attribute(&mut self) {
        self.flush_attribute();
    }

    #[inline(never)]
    fn push_attribute_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    #[inline(never)]
    fn push_attribute_value(&mut self, value: &[u8]) {
        self.value.extend_from_slice(value);
    }

    #[inline(never)]
    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.tag.is_empty() && self.tag == self.last_start_tag
    }

    fn init_comment(&mut self) {}
    fn emit_current_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn set_self_closing(&mut self) {}
    fn init_doctype(&mut self) {}
    fn emit_current_doctype(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
