//! The licences of what is inside the page and the command line.
//!
//! The texts are collected from the packages themselves, and the lists are kept in the
//! repository, so that the page and the command line are built without this crate; whether
//! they are still true is a check. [`package`] finds the texts of a package, [`library`] those
//! that come with the compiler, and [`mod@list`] is how a list is written.

mod library;
mod list;
mod package;

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::process::{self, cargo};
use crate::project::Project;
use crate::tools::WASM_TARGET;
use list::{Licence, written};
use package::{Package, packages};

/// Something that ships, and the file that says what is inside of it.
struct Product {
    package: &'static str,
    /// As `cargo tree` understands it.
    target: &'static str,
    list: &'static str,
    /// What stands around the list.
    before: &'static str,
    after: &'static str,
}

const PRODUCTS: [Product; 2] = [
    Product {
        package: "reprieve-web",
        target: WASM_TARGET,
        list: "web/licences.html",
        // Nothing runs it, and the page reads it when somebody asks.
        before: "<script type=\"text/plain\" id=\"licences\">\n",
        after: "</script>\n",
    },
    Product {
        package: "reprieve",
        target: "all",
        list: "crates/cli/licences.txt",
        before: "",
        after: "",
    },
];

/// What is written here is under either, as whoever uses it likes.
const OWN: [(&str, &str); 2] =
    [("MIT License", "LICENSE-MIT"), ("Apache License 2.0", "LICENSE-APACHE")];

/// Collects all licences anew.
pub(crate) fn collect(project: &Project) -> Result<()> {
    let packages = packages(project)?;
    for product in &PRODUCTS {
        let list = list(project, product, &packages)?;
        // What is the same keeps its time, so that nothing is compiled again for it.
        if project.read(product.list).is_ok_and(|kept| kept == list) {
            continue;
        }
        fs::write(project.join(product.list), &list)
            .with_context(|| format!("cannot write {}", product.list))?;
        println!("{}: {} kB", product.list, list.len() / 1000);
    }
    Ok(())
}

/// Fails if a list does not say what is inside now.
pub(crate) fn check(project: &Project) -> Result<()> {
    let packages = packages(project)?;
    for product in &PRODUCTS {
        let kept = fs::read_to_string(project.join(product.list)).unwrap_or_default();
        let list = list(project, product, &packages)?;
        if let Some(line) = first_difference(&kept, &list) {
            bail!(
                "{}:{line}: is not what is inside now; `cargo xtask licences` collects it \
                 in a moment",
                product.list
            );
        }
    }
    println!("The licences of all that is inside are there.");
    Ok(())
}

/// The number of the first line that two texts do not share.
fn first_difference(one: &str, other: &str) -> Option<usize> {
    if one == other {
        return None;
    }
    let same = one.lines().zip(other.lines()).take_while(|(one, other)| one == other);
    Some(same.count() + 1)
}

fn list(project: &Project, product: &Product, packages: &[Package]) -> Result<String> {
    let own = OWN
        .into_iter()
        .map(|(name, file)| {
            Ok(Licence::new(name, "Reprieve itself", &project.read(file)?))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut others = library::licences(project)?;
    let inside = inside(project, product)?;
    for name in &inside {
        let package = packages
            .iter()
            .find(|package| package.name() == *name)
            .with_context(|| format!("Cargo knows no package {name}"))?;
        let licences = package.licences()?;
        // The tool that writes a script into the page belongs to its library, and has no
        // place in the lock file.
        if product.target == WASM_TARGET && package.name == "wasm-bindgen" {
            let tool = format!("wasm-bindgen-cli {}", package.version);
            others.extend(licences.iter().map(|licence| licence.about(&tool)));
        }
        others.extend(licences);
    }
    Ok(format!("{}{}{}", product.before, written(own, others)?, product.after))
}

/// Everything that others wrote, each as `name version`: what is linked, and what writes code.
fn inside(project: &Project, product: &Product) -> Result<BTreeSet<String>> {
    let mut tree = cargo(project.root());
    tree.args(["tree", "--locked", "--package", product.package]);
    tree.args(["--target", product.target, "--edges", "normal"]);
    tree.args(["--prefix", "none", "--format", "{p}"]);
    Ok(others(&process::output(&mut tree)?))
}

/// The packages in the output of `cargo tree`, without those of this project.
fn others(tree: &str) -> BTreeSet<String> {
    tree.lines()
        .filter_map(|line| line.split_once(" v"))
        .filter(|(name, _)| *name != "reprieve" && !name.starts_with("reprieve-"))
        .map(|(name, rest)| {
            let version = rest.split_whitespace().next().unwrap_or_default();
            format!("{name} {version}")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_found_in_a_tree() {
        let tree = "reprieve-web v0.1.0 (/home/me/reprieve/web)\n\
                    toml v1.2.1+spec-1.1.0\nyew-macro v0.23.0 (proc-macro)\n\
                    toml v1.2.1+spec-1.1.0 (*)\n\n";
        let expected = ["toml 1.2.1+spec-1.1.0", "yew-macro 0.23.0"];
        assert_eq!(others(tree), expected.map(str::to_owned).into());
    }

    #[test]
    fn a_difference_is_found_by_its_line() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some(2));
        assert_eq!(first_difference("", "a\n"), Some(1));
    }
}
