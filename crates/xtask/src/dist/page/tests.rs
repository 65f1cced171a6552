//! Joining, with files of a few bytes.

use super::*;
use crate::dist::prove::prove;

const INDEX: &str = "<!doctype html>
<html><head>
  <meta charset=\"utf-8\">
  <style>html{}</style>
  <template id=\"why\"></template>
  <link rel=\"stylesheet\" href=\"/a.css\">
  <link rel=\"stylesheet\" href=\"/b.css\">
  <link rel=\"icon\" href=\"data:,\">
  <link rel=\"modulepreload\" href=\"/web.js\">
<script type=\"module\">
import init from '/web.js';
dispatchEvent(new CustomEvent(\"TrunkApplicationStarted\"));
</script></head>
<body><noscript>No script.</noscript></body></html>
";
/// What a test replaces.
const TEMPLATE: &str = "<template id=\"why\"></template>";
const GLUE: &str = "let wasm;
async function __wbg_init() { wasm = instance.exports; return '</script>'; }
export { initSync, __wbg_init as default };
";

fn built(name: &str) -> Result<Vec<u8>> {
    Ok(match name {
        "index.html" => INDEX.into(),
        "a.css" => "a{}\r\n".into(),
        "b.css" => "b{}\n".into(),
        "web.js" => GLUE.into(),
        "web_bg.wasm" => b"\0asm\x01\0\0\0".into(),
        other => bail!("no {other}"),
    })
}

fn names() -> Vec<String> {
    ["a.css", "b.css", "index.html", "web.js", "web_bg.wasm"].map(str::to_owned).to_vec()
}

#[test]
fn the_joined_page_is_proven() {
    let page = join(&names(), built).unwrap();
    prove(&page.html, &[]).unwrap();
}

#[test]
fn styles_are_joined_in_order_and_references_are_gone() {
    let html = join(&names(), built).unwrap().html;
    assert!(html.contains("<style>a{}\nb{}\n</style></head>"), "{html}");
    assert!(html.contains("<link rel=\"icon\" href=\"data:,\">"), "{html}");
    for gone in ["stylesheet", "preload", "TrunkApplicationStarted"] {
        assert!(!html.contains(gone), "{gone} in {html}");
    }
}

#[test]
fn the_policy_comes_right_behind_the_charset() {
    let html = join(&names(), built).unwrap().html;
    assert!(html.contains("<meta charset=\"utf-8\"><meta http-equiv="), "{html}");
}

#[test]
fn the_same_files_give_the_same_bytes() {
    assert_eq!(join(&names(), built).unwrap().html, join(&names(), built).unwrap().html);
}

#[test]
fn the_loader_calls_the_default_export() {
    assert!(module(GLUE).unwrap().contains("await __wbg_init({ module_or_path:"));
    assert!(module(&GLUE.replace("as default", "")).is_err());
    assert!(module(&format!("import {{ a }} from './snippets/a.js';\n{GLUE}")).is_err());
}

#[test]
fn every_call_into_the_wasm_is_guarded() {
    let module = module(GLUE).unwrap();
    assert!(module.contains("{ wasm = lastWords.guard(instance.exports); return"));
    let minified = guarded("let n;function e(t){return n=t.exports,n.run(),n}").unwrap();
    assert!(minified.contains("n=lastWords.guard(t.exports),n.run()"), "{minified}");
    assert!(guarded("wasm = other;").is_err());
    assert!(guarded(&format!("{GLUE}{GLUE}")).is_err());
}

#[test]
fn scripts_of_the_page_are_allowed_and_data_is_kept() {
    let more = "<script>run()</script><script type=text/plain>a &amp; b</script>";
    let index = INDEX.replace(TEMPLATE, more);
    let read = |name: &str| match name {
        "index.html" => Ok(index.clone().into_bytes()),
        other => built(other),
    };
    let html = join(&names(), read).unwrap().html;
    assert!(html.contains(more), "{html}");
    prove(&html, &[]).unwrap();
}

#[test]
fn a_script_cannot_end_its_element() {
    assert_eq!(
        escape_script("a < b; '</SCRIPT>'; '<!--'; `<script>`; '</style>é'"),
        "a < b; '\\x3C/SCRIPT>'; '\\x3C!--'; `\\x3Cscript>`; '</style>é'"
    );
}

#[test]
fn what_cannot_be_inlined_is_refused() {
    for tag in ["<script src=/a.js></script>", "<link rel=manifest href=/m.json>"] {
        let index = INDEX.replace(TEMPLATE, tag);
        let read = |name: &str| match name {
            "index.html" => Ok(index.clone().into_bytes()),
            other => built(other),
        };
        assert!(join(&names(), read).is_err(), "{tag}");
    }
}
