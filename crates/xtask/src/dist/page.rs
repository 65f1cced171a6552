//! Joins the files that Trunk built into one HTML text. The same files give the same bytes.

use anyhow::{Context, Result, bail};

use super::html::{Tag, tags};
use super::pack::{pack, written};
use super::policy::policy;
use super::wasm::without_custom_sections;

const LOADER: &str = include_str!("loader.js");

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
    let mut at = 0;
    for tag in tags(&index)? {
        joiner.html.push_str(&index[at..tag.place.start]);
        at = tag.place.end;
        if tag.name == "/body" {
            joiner.start(&written(&packed), &module);
        }
        joiner.tag(&tag, &index[tag.place.clone()])?;
    }
    joiner.html.push_str(&index[at..]);
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

    /// Adds a tag, or what it stands for.
    fn tag(&mut self, tag: &Tag, source: &str) -> Result<()> {
        match tag.name.as_str() {
            "link" if !self.keeps_link(tag)? => return Ok(()),
            "script" if !self.keeps_script(tag)? => return Ok(()),
            "style" => self.styles.extend(tag.content.clone()),
            "/head" => {
                let css = std::mem::take(&mut self.css);
                self.html.push_str(&format!("<style>{css}</style>"));
                self.styles.push(css);
            }
            _ => {}
        }
        self.html.push_str(source);
        if tag.name == "meta" && tag.attribute("charset").is_some() {
            self.policy_at = Some(self.html.len());
        }
        Ok(())
    }

    /// Whether a link stays; a stylesheet is read instead.
    fn keeps_link(&mut self, tag: &Tag) -> Result<bool> {
        let href = tag.attribute("href").unwrap_or_default();
        match tag.attribute("rel").unwrap_or_default() {
            "stylesheet" => {
                self.css.push_str(&text((self.read)(file_name(href))?)?);
                Ok(false)
            }
            // Trunk's hints for the files that are inlined here.
            "preload" | "modulepreload" => Ok(false),
            "icon" if href.starts_with("data:") => Ok(true),
            rel => bail!("index.html has a link that cannot be inlined: {rel} {href}"),
        }
    }

    /// Whether a script stays; the policy then allows it.
    fn keeps_script(&mut self, tag: &Tag) -> Result<bool> {
        let content = tag.content.as_deref().unwrap_or_default();
        if let Some(src) = tag.attribute("src") {
            bail!("index.html has a script that is not inline: {src}");
        }
        // Trunk's own start of the page, by files; ours replaces it.
        if content.contains("TrunkApplicationStarted") {
            return Ok(false);
        }
        if !tag.is_data_block() {
            self.scripts.push(content.to_owned());
        }
        Ok(true)
    }

    /// Adds the wasm and the script that starts it.
    fn start(&mut self, wasm: &str, module: &str) {
        self.html.push_str(&format!(
            "\n<script type=\"application/gzip;base64\" id=\"{WASM_ID}\">{wasm}</script>\n\
             <script type=\"module\">{module}</script>\n"
        ));
        self.scripts.push(module.to_owned());
    }

    fn finish(mut self) -> Result<String> {
        let scripts = self.scripts.iter().map(String::as_str);
        let policy = policy(scripts, self.styles.iter().map(String::as_str));
        let meta =
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
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
    let script = format!("{}\n{}", guarded(glue)?, LOADER.replace("INIT", init));
    Ok(escape_script(&script))
}

/// Lets all calls into the wasm go through `web/last_words.js`, which ends them when one fails.
fn guarded(glue: &str) -> Result<String> {
    const EXPORTS: &str = ".exports";
    let (before, after) = glue
        .split_once(EXPORTS)
        .filter(|(_, after)| !after.contains(EXPORTS))
        .context("wasm-bindgen's script does not take the exports of one instance")?;
    let instance = trailing_name(before);
    let before = &before[..before.len() - instance.len()];
    Ok(format!("{before}lastWords.guard({instance}{EXPORTS}){after}"))
}

/// The name in which a script's text ends.
fn trailing_name(script: &str) -> &str {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
    &script[script.trim_end_matches(is_part).len()..]
}

/// The name behind a script's `export { …, name as default }`.
fn default_export(glue: &str) -> Option<&str> {
    let (before, _) = glue.split_once(" as default")?;
    Some(trailing_name(before)).filter(|name| !name.is_empty())
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

#[cfg(test)]
mod tests;
