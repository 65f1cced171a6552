//! Joins the files that Trunk built into one HTML text. The same files give the same bytes.

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::base91;
use super::html::{Piece, Tag, pieces};
use super::lean::lean;
use super::pack::pack;
use super::policy::policy;
use super::wasm::without_custom_sections;

const LOADER: &str = concat!(include_str!("unpack.js"), include_str!("loader.js"));

/// Where `loader.js` finds the wasm.
pub(super) const WASM_ID: &str = "reprieve-wasm";

/// The page as it ships, and what its wasm weighs.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) html: String,
    pub(crate) wasm_bytes: usize,
    pub(crate) packed_bytes: usize,
}

/// Joins the files of these names, of which one is `index.html`.
pub(crate) fn join(
    names: &[String],
    read: impl Fn(&str) -> Result<Vec<u8>>,
) -> Result<Page> {
    let wasm = without_custom_sections(&read(only_file(names, ".wasm")?)?)?;
    let packed = pack(&wasm)?;
    let module = module(&text(read(only_file(names, ".js")?)?)?)?;
    let index = text(read("index.html")?)?;

    let mut joiner = Joiner::new(read);
    for piece in pieces(&index)? {
        match piece {
            Piece::Text(text) => joiner.html.push_str(text),
            Piece::Comment => joiner.drop_line(),
            Piece::Tag(tag) if tag.name == "/body" => {
                joiner.start(&base91::encode(&packed), &module);
                joiner.html.push_str(tag.source);
            }
            Piece::Tag(tag) => joiner.tag(&tag)?,
        }
    }
    let html = joiner.finish()?;
    Ok(Page { html, wasm_bytes: wasm.len(), packed_bytes: packed.len() })
}

/// The page so far, and what its policy has to allow.
struct Joiner<R> {
    read: R,
    html: String,
    /// Where the policy goes, before anything that it has to judge.
    policy_at: Option<usize>,
    css: String,
    styles: Vec<String>,
    scripts: Vec<String>,
}

impl<R: Fn(&str) -> Result<Vec<u8>>> Joiner<R> {
    fn new(read: R) -> Joiner<R> {
        let (html, css) = (String::new(), String::new());
        Joiner { read, html, policy_at: None, css, styles: vec![], scripts: vec![] }
    }

    fn tag(&mut self, tag: &Tag) -> Result<()> {
        match tag.name.as_str() {
            "meta" if tag.attribute("charset").is_some() => {
                self.html.push_str(tag.source);
                self.policy_at = Some(self.html.len());
            }
            "link" => self.link(tag)?,
            "script" => self.script(tag)?,
            "style" => {
                self.styles.extend(tag.content.map(str::to_owned));
                self.html.push_str(tag.source);
            }
            "/head" => {
                let css = std::mem::take(&mut self.css);
                self.html.push_str(&format!("\n<style>{css}</style>\n{}", tag.source));
                self.styles.push(css);
            }
            _ => self.html.push_str(tag.source),
        }
        Ok(())
    }

    fn link(&mut self, tag: &Tag) -> Result<()> {
        let href = tag.attribute("href").unwrap_or_default();
        match tag.attribute("rel").unwrap_or_default() {
            "stylesheet" => {
                let css = text((self.read)(file_name(href))?)?;
                self.css.push_str(&lean(&css)?);
                self.drop_line();
            }
            // Trunk's hints for the files that are inlined here.
            "preload" | "modulepreload" => self.drop_line(),
            "icon" if href.starts_with("data:") => self.html.push_str(tag.source),
            "icon" => {
                let bytes = (self.read)(file_name(href))?;
                let url = data_url(href, &bytes)?;
                self.html.push_str(&tag.source.replacen(href, &url, 1));
            }
            rel => bail!("index.html has a link that cannot be inlined: {rel} {href}"),
        }
        Ok(())
    }

    fn script(&mut self, tag: &Tag) -> Result<()> {
        let content = tag.content.unwrap_or_default();
        if let Some(src) = tag.attribute("src") {
            bail!("index.html has a script that is not inline: {src}");
        }
        // Trunk's own start of the page, by files; ours replaces it.
        if content.contains("TrunkApplicationStarted") {
            self.drop_line();
            return Ok(());
        }
        if tag.is_data_block() {
            self.html.push_str(tag.source);
            return Ok(());
        }
        let script = lean(content)?;
        self.html.push_str(&tag.source.replacen(content, &script, 1));
        self.scripts.push(script);
        Ok(())
    }

    /// Adds the wasm and the script that starts it.
    fn start(&mut self, wasm: &str, module: &str) {
        self.html.push_str(&format!(
            "<script type=\"application/x-lzma;base91\" id=\"{WASM_ID}\">{wasm}</script>\n\
             <script type=\"module\">{module}</script>\n"
        ));
        self.scripts.push(module.to_owned());
    }

    /// Forgets the space before something that is left out, so that no empty lines remain.
    fn drop_line(&mut self) {
        self.html.truncate(self.html.trim_end().len());
    }

    fn finish(mut self) -> Result<String> {
        let scripts = self.scripts.iter().map(String::as_str);
        let policy = policy(scripts, self.styles.iter().map(String::as_str));
        let meta = format!(
            "\n  <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"
        );
        let at = self.policy_at.context("index.html has no <meta charset>")?;
        self.html.insert_str(at, &meta);
        Ok(self.html)
    }
}

/// The inline module: what wasm-bindgen wrote, and the loader that calls it.
fn module(glue: &str) -> Result<String> {
    if glue.lines().any(|line| line.starts_with("import ")) {
        bail!("wasm-bindgen's script imports other files, which cannot be inlined");
    }
    let init =
        default_export(glue).context("wasm-bindgen's script has no default export")?;
    let script = format!("{}{}", guarded(glue)?, LOADER.replace("INIT", init));
    Ok(escape_script(&lean(&script)?))
}

/// Lets all calls into the wasm go through `web/last_words.js`, which ends them when one fails.
fn guarded(glue: &str) -> Result<String> {
    const EXPORTS: &str = "wasm = instance.exports;";
    if glue.matches(EXPORTS).count() != 1 {
        bail!("wasm-bindgen's script does not take the exports once, as `{EXPORTS}`");
    }
    Ok(glue.replace(EXPORTS, "wasm = lastWords.guard(instance.exports);"))
}

/// The name behind a script's `export { …, name as default }`.
fn default_export(glue: &str) -> Option<&str> {
    let before = glue.split(" as default").next().filter(|before| *before != glue)?;
    before.rsplit(|c: char| c == '{' || c == ',' || c.is_whitespace()).next()
}

/// Keeps the HTML parser from ending a script early. In JavaScript these sequences stand only
/// in strings, templates and regular expressions, where `\x3C` means `<`.
fn escape_script(script: &str) -> String {
    let mut escaped = String::with_capacity(script.len());
    for (at, character) in script.char_indices() {
        let rest = &script.as_bytes()[at..];
        let starts = |word: &str| {
            rest.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
        };
        match character {
            '<' if ["</script", "<script", "<!--"].into_iter().any(starts) => {
                escaped.push_str("\\x3C");
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// A file as text with the line ends that the HTML parser makes of any, because hashes are
/// taken of what the parser sees.
fn text(bytes: Vec<u8>) -> Result<String> {
    Ok(String::from_utf8(bytes)
        .context("a built file is not UTF-8")?
        .replace("\r\n", "\n"))
}

fn only_file<'a>(names: &'a [String], suffix: &str) -> Result<&'a str> {
    let mut matching = names.iter().filter(|name| name.ends_with(suffix));
    match (matching.next(), matching.next()) {
        (Some(name), None) => Ok(name),
        (None, _) => bail!("Trunk built no {suffix} file"),
        (Some(one), Some(other)) => {
            bail!("Trunk built several {suffix} files: {one}, {other}")
        }
    }
}

/// The name in Trunk's folder behind an address such as `/base.css`.
fn file_name(href: &str) -> &str {
    href.trim_start_matches("./").trim_start_matches('/')
}

fn data_url(name: &str, bytes: &[u8]) -> Result<String> {
    let media_type = match name.rsplit_once('.') {
        Some((_, "svg")) => "image/svg+xml",
        Some((_, "png")) => "image/png",
        Some((_, "ico")) => "image/x-icon",
        _ => bail!("the icon {name} is neither SVG nor PNG nor ICO"),
    };
    Ok(format!("data:{media_type};base64,{}", STANDARD.encode(bytes)))
}

#[cfg(test)]
mod tests;
