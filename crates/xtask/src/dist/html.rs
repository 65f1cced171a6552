//! Just enough HTML to join a page that we wrote ourselves and to look at the result.
//!
//! Every byte of the input is in exactly one piece, so a page can be copied piece by piece.
//! Elements whose content is not markup (`script`, `style`) are one piece with their content.
//! It is no browser: it refuses what it does not understand instead of mending it.

use anyhow::{Context, Result, bail};

/// A part of an HTML text.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece<'a> {
    /// Text between tags, and the doctype.
    Text(&'a str),
    Comment,
    /// A start or end tag, or a whole element with raw content.
    Tag(Tag<'a>),
}

/// A tag with what belongs to it.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag<'a> {
    /// As it stands in the text, together with the content and the end tag if that is raw.
    pub(crate) source: &'a str,
    /// Lower case, with a leading `/` if it is an end tag.
    pub(crate) name: String,
    /// Names in lower case and values, as written: entities are not resolved.
    pub(crate) attributes: Vec<(String, &'a str)>,
    /// What stands between the tags of a `script` or `style`.
    pub(crate) content: Option<&'a str>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute; empty for one without a value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| *value)
    }

    /// Whether this is a `script` whose type is of something that no browser runs.
    pub(crate) fn is_data_block(&self) -> bool {
        let is_data = |kind: &str| kind.contains('/') && !kind.contains("javascript");
        self.name == "script" && self.attribute("type").is_some_and(is_data)
    }
}

/// Splits an HTML text into its pieces.
pub(crate) fn pieces(html: &str) -> Result<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, length) = piece(rest)
            .with_context(|| format!("in the HTML at `{:.60}`", rest.escape_debug()))?;
        pieces.push(piece);
        rest = &rest[length..];
    }
    Ok(pieces)
}

/// The first piece of a text that is not empty, and its length in bytes.
fn piece(rest: &str) -> Result<(Piece<'_>, usize)> {
    if rest.starts_with("<!--") {
        let end = rest.find("-->").context("a comment does not end")?;
        return Ok((Piece::Comment, end + 3));
    }
    if !starts_tag(rest) {
        // A doctype begins with `<` too, hence the search starts behind the first byte.
        let end = rest.match_indices('<').map(|(at, _)| at).find(|at| *at > 0);
        let end = end.unwrap_or(rest.len());
        return Ok((Piece::Text(&rest[..end]), end));
    }
    let (mut tag, length) = tag(rest)?;
    if tag.name != "script" && tag.name != "style" {
        return Ok((Piece::Tag(tag), length));
    }
    let content = &rest[length..];
    let end_tag = format!("</{}>", tag.name);
    let end = content
        .to_ascii_lowercase()
        .find(&end_tag)
        .with_context(|| format!("a <{}> does not end", tag.name))?;
    tag.content = Some(&content[..end]);
    let length = length + end + end_tag.len();
    tag.source = &rest[..length];
    Ok((Piece::Tag(tag), length))
}

fn starts_tag(rest: &str) -> bool {
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The tag that a text begins with, and its length in bytes.
fn tag(rest: &str) -> Result<(Tag<'_>, usize)> {
    let is_delimiter = |c: char| c.is_ascii_whitespace() || c == '>' || c == '=';
    let after_slash = if rest.starts_with("</") { 2 } else { 1 };
    let name_end = rest[after_slash..]
        .find(|c: char| is_delimiter(c) || c == '/')
        .context("a tag does not end")?
        + after_slash;
    let name = rest[1..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        let skipped =
            rest[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        at = rest.len() - skipped.len();
        if skipped.starts_with('>') {
            let source = &rest[..=at];
            return Ok((Tag { source, name, attributes, content: None }, at + 1));
        }
        let end = skipped
            .find(|c: char| is_delimiter(c) || c == '/')
            .context("a tag does not end")?;
        if end == 0 {
            bail!("an attribute has no name");
        }
        let attribute = skipped[..end].to_ascii_lowercase();
        let (value, length) = value(&skipped[end..])?;
        attributes.push((attribute, value));
        at += end + length;
    }
}

/// The value behind an attribute's name, and the length of all that belongs to it.
fn value(rest: &str) -> Result<(&str, usize)> {
    let trimmed = rest.trim_ascii_start();
    let Some(value) = trimmed.strip_prefix('=').map(str::trim_ascii_start) else {
        return Ok(("", 0));
    };
    let start = rest.len() - value.len();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => {
            let end = value[1..].find(quote).context("a quoted value does not end")?;
            Ok((&value[1..=end], start + end + 2))
        }
        None => {
            let end = value
                .find(|c: char| c.is_ascii_whitespace() || c == '>')
                .context("a tag does not end")?;
            Ok((&value[..end], start + end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn only_tag(html: &str) -> Tag<'_> {
        let mut pieces = pieces(html).unwrap();
        assert_eq!(pieces.len(), 1, "{pieces:?}");
        match pieces.remove(0) {
            Piece::Tag(tag) => tag,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn attributes_come_in_every_notation() {
        let tag = only_tag("<LINK rel=\"css\" href = 'a>b.css' Async data-x=1/>");
        assert_eq!(tag.name, "link");
        assert_eq!(tag.attribute("rel"), Some("css"));
        assert_eq!(tag.attribute("href"), Some("a>b.css"));
        assert_eq!(tag.attribute("async"), Some(""));
        assert_eq!(tag.attribute("data-x"), Some("1/"));
        assert_eq!(tag.attribute("x"), None);
    }

    #[test]
    fn a_script_is_one_piece_with_its_content() {
        let html = "<script type=module>if (1 < 2) { '<p>' }</SCRIPT>";
        let tag = only_tag(html);
        assert_eq!(tag.source, html);
        assert_eq!(tag.content, Some("if (1 < 2) { '<p>' }"));
    }

    #[test]
    fn all_but_comments_is_kept() {
        let html = "<!doctype html>\n<p class=a>1 < 2</p><br/><!-- no -->end";
        let joined: String = pieces(html)
            .unwrap()
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text,
                Piece::Comment => "",
                Piece::Tag(tag) => tag.source,
            })
            .collect();
        assert_eq!(joined, "<!doctype html>\n<p class=a>1 < 2</p><br/>end");
    }

    #[test]
    fn what_does_not_end_is_refused() {
        for html in ["<p", "<p class=\"a", "<!-- ", "<script>", "<p a", "<p ="] {
            assert!(pieces(html).is_err(), "{html}");
        }
    }
}
