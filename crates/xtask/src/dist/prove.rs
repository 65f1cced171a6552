//! Reads the file that is about to ship and says everything that must not be so.

use anyhow::{Context, Result, bail};

use super::html::{Tag, tags};
use super::imports::strangers;
use super::page::WASM_ID;
use super::policy::policy;
use super::{pack, wasm};

/// The budget of the shipped file.
pub(crate) const MAX_BYTES: usize = 2_500_000;

/// The budget of the module that starts, packed.
pub(crate) const MAX_PACKED_BYTES: usize = 1_300_000;

/// Where programs are built on the usual systems.
const USUAL_FOLDERS: [&str; 5] = ["/home/", "/root/", "/Users/", "C:\\Users", "/.cargo/"];

/// Attributes that make a browser load, send or go somewhere.
const ADDRESSES: [&str; 12] = [
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "manifest",
    "ping",
    "poster",
    "src",
    "srcset",
    "xlink:href",
];

/// Fails with all violations if the page refers to anything outside itself, if its policy is
/// not exactly the one for its inline texts, if it is too big, or if its wasm asks for
/// something new, names its functions or any of the folders in which it was built.
pub(crate) fn prove(html: &str, folders: &[String]) -> Result<()> {
    let tags = tags(html)?;
    let mut violations = Vec::new();
    if html.len() > MAX_BYTES {
        violations.push(format!("{} bytes are more than {MAX_BYTES}", html.len()));
    }
    for tag in &tags {
        check_attributes(tag, &mut violations);
        if tag.name == "style" {
            check_css(content(tag), &mut violations);
        }
    }
    check_policy(&tags, &mut violations);
    for tag in tags.iter().filter(|tag| tag.is_data_block()) {
        if tag.attribute("id") == Some(WASM_ID) {
            check_wasm(content(tag), folders, &mut violations)?;
        }
    }
    if violations.is_empty() {
        return Ok(());
    }
    bail!("{}", violations.join("\n  "));
}

fn content(tag: &Tag) -> &str {
    tag.content.as_deref().unwrap_or_default()
}

fn check_attributes(tag: &Tag, violations: &mut Vec<String>) {
    for (name, value) in &tag.attributes {
        let is_inside = value.starts_with("data:") || value.starts_with('#');
        if ADDRESSES.contains(&name.as_str()) && !is_inside {
            violations.push(format!("<{} {name}=\"{value}\"> refers outside", tag.name));
        }
        // The policy forbids both, so they would silently do nothing.
        if name == "style" || name.starts_with("on") {
            violations.push(format!("<{} {name}=…> is blocked by the policy", tag.name));
        }
    }
    let refreshes = |value: &str| value.eq_ignore_ascii_case("refresh");
    if tag.attribute("http-equiv").is_some_and(refreshes) || tag.name == "base" {
        violations.push(format!("<{}> changes where the page is", tag.name));
    }
}

fn check_css(css: &str, violations: &mut Vec<String>) {
    if css.contains("@import") {
        violations.push("a style imports another".to_owned());
    }
    for (at, _) in css.match_indices("url(") {
        let address = css[at + 4..].trim_start_matches(['"', '\'', ' ']);
        if !address.starts_with("data:") && !address.starts_with('#') {
            violations.push(format!("a style refers to `{:.40}`", address));
        }
    }
}

fn check_wasm(
    block: &str,
    folders: &[String],
    violations: &mut Vec<String>,
) -> Result<()> {
    let packed = pack::read(block).context("the block of wasm cannot be read")?;
    let module = pack::unpack(&packed).context("the block of wasm is not packed")?;
    if packed.len() > MAX_PACKED_BYTES {
        violations.push(format!(
            "{} bytes of packed wasm are more than {MAX_PACKED_BYTES}",
            packed.len()
        ));
    }
    if wasm::has_custom_section(&module)? {
        violations.push("the wasm has a section for debuggers".to_owned());
    }
    for name in strangers(&wasm::imports(&module)?) {
        violations.push(format!(
            "the wasm asks the page for `{name}`, which is new; if that is right, write it \
             with its reason into crates/xtask/src/dist/imports.rs"
        ));
    }
    let folders = folders.iter().map(String::as_str).chain(USUAL_FOLDERS);
    let is_named = |folder: &&str| wasm::find(&module, folder.as_bytes()).is_some();
    for folder in folders.filter(is_named) {
        violations.push(format!("the wasm names a folder of this machine: {folder}"));
    }
    Ok(())
}

fn check_policy(tags: &[Tag], violations: &mut Vec<String>) {
    let is_policy = |tag: &Tag| {
        let names_it =
            |value: &str| value.eq_ignore_ascii_case("content-security-policy");
        tag.name == "meta" && tag.attribute("http-equiv").is_some_and(names_it)
    };
    let Some(at) = tags.iter().position(is_policy) else {
        violations.push("there is no Content-Security-Policy".to_owned());
        return;
    };
    let is_harmless = |tag: &&Tag| {
        let is_charset = tag.name == "meta" && tag.attribute("charset").is_some();
        is_charset || tag.name == "html" || tag.name == "head"
    };
    if let Some(tag) = tags[..at].iter().find(|tag| !is_harmless(tag)) {
        violations.push(format!("<{}> stands before the policy", tag.name));
    }

    let contents = |name: &'static str| {
        let inline = move |tag: &&Tag| tag.name == name && !tag.is_data_block();
        tags.iter().filter(inline).map(content)
    };
    if tags[at].attribute("content")
        != Some(&policy(contents("script"), contents("style")))
    {
        violations
            .push("the policy is not the one for these scripts and styles".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(head: &str, body: &str) -> String {
        let policy = policy(["run()"], ["p{}"]);
        format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8>\
             <meta http-equiv=Content-Security-Policy content=\"{policy}\">\
             <style>p{{}}</style>{head}</head>\
             <body>{body}<script type=module>run()</script></body></html>"
        )
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let error = prove(html, &[]).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn a_page_that_keeps_to_itself_passes() {
        prove(&page("<link rel=icon href=data:,>", "<a href=#main>Skip</a>"), &[])
            .unwrap();
    }

    #[test]
    fn data_blocks_need_no_hash() {
        let block = "<script type=\"application/gzip;base64\">AA</script>";
        prove(&page("", block), &[]).unwrap();
    }

    #[test]
    fn addresses_are_found() {
        check(&page("<link rel=stylesheet href=/a.css>", ""), "href");
        check(&page("", "<img src=\"https://example.org/a.png\">"), "src");
        check(&page("", "<form action=/send></form>"), "action");
        check(&page("<base target=_top>", ""), "where the page is");
        check(&page("<meta http-equiv=Refresh content=1>", ""), "where the page is");
    }

    #[test]
    fn styles_that_load_are_found() {
        check(&page("", "").replace("p{}", "p{background:url( '/a.png')}"), "/a.png");
        check(&page("", "").replace("p{}", "@import 'a.css';"), "imports");
    }

    #[test]
    fn what_the_policy_would_block_is_found() {
        check(&page("", "<p style=color:red>"), "blocked");
        check(&page("", "<p onclick=run()>"), "blocked");
    }

    #[test]
    fn a_policy_that_does_not_fit_is_found() {
        check(&page("", "").replace("run()", "run();"), "not the one");
        check(&page("", "").replace("p{}", "p{ }"), "not the one");
        check(&page("", "<style>b{}</style>"), "not the one");
        check(&page("", "").replace("http-equiv", "name"), "no Content-Security-Policy");
        check(&page("", "").replace("<head>", "<head><style>p{}</style>"), "before");
    }

    /// A page with a module of these sections.
    fn with_wasm(sections: &[&[u8]]) -> String {
        let module = [b"\0asm\x01\0\0\0", &sections.concat()[..]].concat();
        let block = pack::written(&pack::pack(&module).unwrap());
        page("", &format!("<script type=a/b id={WASM_ID}>{block}</script>"))
    }

    #[test]
    fn what_the_wasm_may_not_have_is_found() {
        prove(&with_wasm(&[b"\x01\x02ab"]), &[]).unwrap();
        check(&with_wasm(&[b"\0\x03\x02ab"]), "for debuggers");
        let import = b"\x02\x0a\x01\x01m\x04evil\0\x05";
        check(&with_wasm(&[import]), "`evil`, which is new");
        check(&with_wasm(&[b"\x0b\x0a/home/ada/"]), "folder of this machine: /home/");
        let own = prove(&with_wasm(&[b"\x0b\x05/o/wn"]), &["/o/wn".to_owned()]);
        assert!(own.unwrap_err().to_string().contains("this machine: /o/wn"));
    }

    #[test]
    fn a_page_over_budget_is_found() {
        check(&page("", &" ".repeat(MAX_BYTES)), "bytes are more than");
    }

    #[test]
    fn a_module_over_budget_is_found() {
        // Numbers in which gzip finds nothing to repeat, by xorshift.
        let mut last = 1_u64;
        let noise = std::iter::repeat_with(|| {
            last ^= last << 13;
            last ^= last >> 7;
            last ^= last << 17;
            last as u8
        });
        let code: Vec<u8> = noise.take(MAX_PACKED_BYTES).collect();
        check(&with_wasm(&[b"\x0a\xa0\xac\x4f", &code]), "of packed wasm are more than");
    }
}
