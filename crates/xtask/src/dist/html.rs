//! The tags of a page, where they stand in its text and what is in them, as a browser's own
//! tokenizer sees them.
//!
//! Elements whose content is not markup (`script`, `style`) are one tag with their content.
//! What stands in `noscript` is markup, as it is for a browser without scripts.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Result, bail};
use html5gum::{DefaultEmitter, Span, StartTag, State, Token, Tokenizer};

/// A tag with what belongs to it.
#[derive(Debug)]
pub(super) struct Tag {
    /// Where it stands in the text, together with the content and the end tag if that is raw.
    pub(super) place: Range<usize>,
    /// Lower case, with a leading `/` if it is an end tag.
    pub(super) name: String,
    /// Names in lower case and values, entities resolved.
    pub(super) attributes: BTreeMap<String, String>,
    /// What stands between the tags of a `script` or `style`.
    pub(super) content: Option<String>,
}

impl Tag {
    /// The value of an attribute; empty for one without a value.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// Whether this is a `script` whose type is of something that no browser runs.
    pub(super) fn is_data_block(&self) -> bool {
        let is_data = |kind: &str| kind.contains('/') && !kind.contains("javascript");
        self.name == "script" && self.attribute("type").is_some_and(is_data)
    }

    fn start(tag: StartTag<usize>) -> Tag {
        let attributes = tag.attributes.iter();
        let attributes = attributes.map(|(name, value)| (text(name), text(value)));
        let name = text(&tag.name);
        let content = raw_state(&name).map(|_| String::new());
        Tag { place: range(tag.span), name, attributes: attributes.collect(), content }
    }
}

/// The tags of an HTML text, in order. What a browser would have to mend is refused.
pub(super) fn tags(html: &str) -> Result<Vec<Tag>> {
    let mut tokens = Tokenizer::new_with_emitter(html, DefaultEmitter::new_with_span());
    let mut tags: Vec<Tag> = Vec::new();
    // The element whose content is being read, because that is not markup.
    let mut raw: Option<Tag> = None;
    while let Some(token) = tokens.next() {
        let Ok(token) = token;
        match token {
            Token::StartTag(start) => {
                let tag = Tag::start(start);
                let text_state = (tag.name == "title" || tag.name == "textarea")
                    .then_some(State::RcData);
                if let Some(state) = raw_state(&tag.name).or(text_state) {
                    tokens.set_state(state);
                }
                match tag.content {
                    Some(_) => raw = Some(tag),
                    None => tags.push(tag),
                }
            }
            Token::EndTag(end) => match raw.take() {
                Some(mut tag) => {
                    tag.place.end = end.span.end;
                    tags.push(tag);
                }
                None => tags.push(Tag {
                    place: range(end.span),
                    name: format!("/{}", text(&end.name)),
                    attributes: BTreeMap::new(),
                    content: None,
                }),
            },
            Token::String(content) => {
                if let Some(tag) = &mut raw {
                    tag.content = Some(text(&content));
                }
            }
            Token::Error(error) => {
                let near = html.get(error.span.start..).unwrap_or_default();
                bail!("{} in the HTML at `{:.60}`", error.value, near.escape_debug());
            }
            Token::Comment(_) | Token::Doctype(_) => {}
        }
    }
    match raw {
        Some(tag) => bail!("a <{}> does not end", tag.name),
        None => Ok(tags),
    }
}

/// How the content of an element is read that is not markup.
fn raw_state(name: &str) -> Option<State> {
    match name {
        "script" => Some(State::ScriptData),
        "style" => Some(State::RawText),
        _ => None,
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn range(span: Span<usize>) -> Range<usize> {
    span.start..span.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn only_tag(html: &str) -> Tag {
        let mut tags = tags(html).unwrap();
        assert_eq!(tags.len(), 1, "{tags:?}");
        tags.remove(0)
    }

    #[test]
    fn attributes_come_in_every_notation() {
        let tag = only_tag("<LINK rel=\"css\" href = 'a>b&amp;c' Async data-x=1/>");
        assert_eq!(tag.name, "link");
        assert_eq!(tag.attribute("rel"), Some("css"));
        assert_eq!(tag.attribute("href"), Some("a>b&c"));
        assert_eq!(tag.attribute("async"), Some(""));
        assert_eq!(tag.attribute("data-x"), Some("1/"));
        assert_eq!(tag.attribute("x"), None);
    }

    #[test]
    fn a_script_is_one_tag_with_its_content() {
        let html = "é<script type=module>if (1 < 2) { '<p>&amp;é' }</SCRIPT>é";
        let tag = only_tag(html);
        let script = "<script type=module>if (1 < 2) { '<p>&amp;é' }</SCRIPT>";
        assert_eq!(&html[tag.place.clone()], script);
        assert_eq!(tag.content.unwrap(), "if (1 < 2) { '<p>&amp;é' }");
    }

    #[test]
    fn every_tag_is_at_its_place() {
        let html = "<!doctype html>\n<p class=a>1 &lt; 2</p><br><!-- <b> -->\
                    <title>a <b></title><noscript><img src=a></noscript><style></style>";
        let tags = tags(html).unwrap();
        let sources: Vec<&str> =
            tags.iter().map(|tag| &html[tag.place.clone()]).collect();
        let expected = [
            "<p class=a>",
            "</p>",
            "<br>",
            "<title>",
            "</title>",
            "<noscript>",
            "<img src=a>",
            "</noscript>",
            "<style></style>",
        ];
        assert_eq!(sources, expected);
        assert_eq!(tags[8].content.as_deref(), Some(""));
    }

    #[test]
    fn what_a_browser_would_have_to_mend_is_refused() {
        for html in ["<p", "<p class=\"a", "<!-- ", "<script>", "<p a", "<p =", "<p a a>"]
        {
            assert!(tags(html).is_err(), "{html}");
        }
    }
}
