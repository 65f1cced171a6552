//! How the tokenizer tells of a page: tag by tag and text by text.
//!
//! Errors, comments and document types are of no use here; saying so at compile time leaves
//! out half of the tokenizer.

use html5gum::{Emitter, Error, State, naive_next_state};
use std::convert::Infallible;
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
#[derive(Debug)]
pub(super) struct Tokens<'a, L> {
    listener: &'a mut L,
    text: Vec<u8>,
    tag: Vec<u8>,
    is_end: bool,
    last_start_tag: Vec<u8>,
    name: Vec<u8>,
    value: Vec<u8>,
}

impl<'a, L: Listener> Tokens<'a, L> {
    pub(super) fn new(listener: &'a mut L) -> Tokens<'a, L> {
        Tokens {
            listener,
            text: Vec::new(),
            tag: Vec::new(),
            is_end: false,
            last_start_tag: Vec::new(),
            name: Vec::new(),
            value: Vec::new(),
        }
    }

    fn flush_text(&mut self) {
        if !self.text.is_empty() {
            self.listener.text(&String::from_utf8_lossy(&self.text));
            self.text.clear();
        }
    }

    fn flush_attribute(&mut self) {
        if !self.name.is_empty() && !self.is_end {
            self.listener.attribute(&self.name, &self.value);
        }
        self.name.clear();
        self.value.clear();
    }
}

// Outlined, because every state of the tokenizer calls them.
impl<L: Listener> Emitter for Tokens<'_, L> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start_tag = last_start_tag.unwrap_or_default().to_vec();
    }

    #[inline(never)]
    fn emit_eof(&mut self) {
        self.flush_text();
    }

    #[inline]
    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    #[inline(never)]
    fn emit_string(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
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
        if self.is_end {
            self.last_start_tag.clear();
            self.listener.end(&tag);
        } else {
            self.listener.start(&tag);
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
