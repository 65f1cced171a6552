//! Each rule with lines that break it and lines that do not.

use super::*;

/// How many violations a file with this text has.
fn count(path: &str, text: &str) -> usize {
    check_lines(&File { path: path.to_owned(), text: text.to_owned() }).len()
}

#[track_caller]
fn refused(path: &str, line: &str) {
    assert_eq!(count(path, line), 1, "{path}: {line}");
}

#[track_caller]
fn accepted(path: &str, line: &str) {
    assert_eq!(count(path, line), 0, "{path}: {line}");
}

#[test]
fn only_the_browser_module_names_the_browser() {
    refused("web/src/app.rs", "let window = web_sys::window();");
    refused("web/src/app.rs", "pub use js_sys;");
    refused("web/src/hooks/drop.rs", "use gloo::events::EventListener;");
    accepted("web/src/browser/file.rs", "use web_sys::File;");
    accepted("web/src/browser.rs", "use web_sys::File;");
    accepted("web/src/app.rs", "// Everything of web_sys is in `browser`.");
    accepted("web/src/app.rs", "my_web_sys::window(); igloo::build();");
    accepted("crates/core/src/lib.rs", "gloo::x();");
}

#[test]
fn no_other_host_is_named() {
    refused("index.html", "<script src=\"https://example.org/a.js\"></script>");
    refused("index.html", "<script src=\"//example.org/a.js\"></script>");
    refused("web/styles/base.css", "p { background: url(HTTP://example.org/a.png) }");
    accepted("index.html", "<svg xmlns='http://www.w3.org/2000/svg'>");
    accepted("web/src/app.rs", "// https://example.org explains it");
}

#[test]
fn notes_to_oneself_are_found_as_words() {
    for note in NOTES {
        refused("web/styles/base.css", &format!("/* {note}: later */"));
        refused("crates/core/src/lib.rs", &format!("// {note}"));
        accepted("docs/DESIGN.md", &format!("{note} is not a word for a comment."));
        accepted("crates/core/src/lib.rs", &format!("let {note}S = 1;"));
    }
}

#[test]
fn unfinished_code_is_found() {
    for call in UNFINISHED {
        refused("crates/cli/src/main.rs", &format!("    {call}1);"));
    }
}

#[test]
fn tests_that_do_not_run_are_found() {
    for call in SKIPPED {
        refused("tests/browser/a.spec.ts", &format!("  {call}(\"a\", 1);"));
    }
    accepted("tests/browser/a.spec.ts", "  await expect(page).toHaveTitle(\"a\");");
}

#[test]
fn every_file_of_rust_says_what_it_is_for() {
    let check = |path: &str, text: &str| {
        check_module_doc(&File { path: path.to_owned(), text: text.to_owned() })
    };
    assert!(check("web/src/app.rs", "use yew::prelude::*;").is_some());
    assert!(check("web/src/app.rs", "").is_some());
    assert!(check("web/src/app.rs", "//! The root.").is_none());
    assert!(check("web/styles/base.css", "p {}").is_none());
}

#[test]
fn every_stylesheet_is_linked() {
    let file =
        |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let index =
        file("index.html", "<link data-trunk rel=\"css\" href=\"web/styles/a.css\">");
    let files = [index, file("web/styles/a.css", ""), file("web/src/b.css", "")];
    assert_eq!(
        check_stylesheets(&files),
        ["web/src/b.css:1: is not linked in index.html"]
    );
}

#[test]
fn the_bindgen_tool_and_library_agree() {
    let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
    assert!(check_bindgen("wasm_bindgen = \"0.2.130\"", lock).is_none());
    assert!(check_bindgen("wasm_bindgen = \"0.2.129\"", lock).is_some());
    assert!(check_bindgen("", lock).is_some());
}

#[test]
fn this_crate_keeps_the_rules() {
    let project = Project::find().unwrap();
    let files = files::text_files(&project.join("crates/xtask")).unwrap();
    let violations: Vec<String> = files
        .iter()
        .flat_map(|file| check_lines(file).into_iter().chain(check_module_doc(file)))
        .collect();
    assert_eq!(violations, Vec::<String>::new());
    assert!(files.iter().any(|file| file.path == "src/dist/page.rs"));
}
