//! The XML of the parts of workbooks, as far as tables need it.

use super::archive::{Archive, PartReader, failure};
use crate::problem::{Defect, Unreadable};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// One part, read node by node.
pub(super) struct Xml {
    reader: Reader<PartReader>,
    part: String,
    buffer: Vec<u8>,
}

/// What comes next; names are without their prefix. An element without contents begins and
/// ends.
pub(super) enum Node<'a> {
    Start(Tag<'a>),
    End(Cow<'a, str>),
    /// A piece of text; an element can have several.
    Text(Cow<'a, str>),
    /// The part is over.
    Over,
}

/// The beginning of an element.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)?;
        match quick_xml::escape::unescape(&found.value) {
            Ok(value) => Some(value.into_owned()),
            Err(_) => Some(found.value.into_owned()),
        }
    }
}

impl Xml {
    pub(super) fn open(archive: &Archive, part: &str) -> Result<Xml, Unreadable> {
        let mut reader = Reader::from_reader(archive.part(part)?);
        reader.config_mut().expand_empty_elements = true;
        Ok(Xml { reader, part: part.to_owned(), buffer: Vec::new() })
    }

    pub(super) fn next(&mut self) -> Result<Node<'_>, Unreadable> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().begin_node();
        let broken = |error: quick_xml::Error| {
            let part = &self.part;
            if let quick_xml::Error::Io(error) = &error {
                return failure(part, error);
            }
            let (part, why) = (part.clone(), Some(error.to_string()));
            Unreadable::Damaged(Defect::PartUnreadable { part, why })
        };
        let event = self.reader.read_event_into(&mut self.buffer);
        Ok(match event.map_err(broken)? {
            Event::Start(start) | Event::Empty(start) => Node::Start(Tag(start)),
            Event::End(end) => {
                Node::End(Cow::Owned(end.local_name().into_inner().to_owned()))
            }
            Event::Text(text) => Node::Text(text.into_inner()),
            Event::CData(text) => Node::Text(text.into_inner()),
            Event::GeneralRef(entity) => Node::Text(resolved(&entity)),
            Event::Eof => Node::Over,
            // Comments and instructions are no content; an empty text changes nothing.
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                Node::Text(Cow::Borrowed(""))
            }
        })
    }
}

/// The character that `&amp;` or `&#10;` stands for.
fn resolved(entity: &str) -> Cow<'static, str> {
    let reference = format!("&{entity};");
    match quick_xml::escape::unescape(&reference) {
        Ok(text) => Cow::Owned(text.into_owned()),
        Err(_) => Cow::Owned(reference),
    }
}
