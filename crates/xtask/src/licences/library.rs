//! Rust's standard library, which is in every program, and is no package.

use anyhow::{Context, Result};

use super::list::Licence;
use crate::process::{self, command};
use crate::project::Project;
use crate::project::toml_string;

/// Where the compiler keeps what it says about licences, in its own folder.
const FOLDER: &str = "share/doc/rust";

/// As it stands in the lists.
fn name(project: &Project) -> Result<String> {
    let version = toml_string(&project.read("rust-toolchain.toml")?, "channel")
        .context("rust-toolchain.toml has no `channel`")?;
    Ok(format!("the Rust standard library {version}"))
}

/// Its licences, and what it says about the code of others that is in it.
pub(super) fn licences(project: &Project) -> Result<Vec<Licence>> {
    let mut rustc = command("rustc", project.root());
    let root = process::output(rustc.args(["--print", "sysroot"]))?;
    let read = |file: &str| {
        let path = std::path::Path::new(root.trim()).join(FOLDER).join(file);
        std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))
    };
    let name = name(project)?;
    let licence = |title: &str, text: &str| Licence::new(title, &name, text);
    Ok(vec![
        licence(
            "Notices of the Rust standard library",
            &notices(&read("COPYRIGHT-library.html")?),
        ),
        licence("Apache License 2.0", &read("licenses/Apache-2.0.txt")?),
        licence("Unicode License v3", &read("licenses/Unicode-3.0.txt")?),
    ])
}

/// The text of the page, without what is folded in it: the texts of the licences, which stand
/// elsewhere in a list.
fn notices(html: &str) -> String {
    let body = html.split_once("<body>").map_or(html, |(_, body)| body);
    let mut parts = body.split("<details>");
    let mut unfolded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        unfolded += part.split_once("</details>").map_or("", |(_, behind)| behind);
    }
    let mut text = String::new();
    for (number, part) in unfolded.split('<').enumerate() {
        text +=
            if number == 0 { part } else { part.split_once('>').map_or("", |(_, t)| t) };
    }
    for (entity, character) in
        [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">")]
    {
        text = text.replace(entity, character);
    }
    let text = text.replace("&amp;", "&").replace("Notices:", "");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_what_stands_between_tags() {
        let html = "<html><title>T</title><body>\n<h1>A</h1>\n\n\
                    <p><b>Authors:</b> B &#60;b@c&#62;</p>\n\
                    <details><summary>MIT</summary><pre>text</pre></details>\n  <p>D</p></body>";
        assert_eq!(notices(html), "A\nAuthors: B <b@c>\nD");
    }
}
