//! What is inside the program, and under which licences.

use super::Folder;
use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn every_package_inside_is_named_with_its_licence() {
    let list = Folder::new("licenses", &[]).run("licenses").answer();
    let listed: BTreeSet<&str> =
        list.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    let packages = packages();
    assert!(packages.len() > 50, "{packages:?}");
    for package in packages {
        assert!(listed.contains(package.as_str()), "{package} is not listed");
    }
    for text in ["The Reprieve authors", "Permission is hereby granted", "Apache License"]
    {
        assert!(list.contains(text), "{text}");
    }
    assert!(list.contains("  the Rust standard library "), "Rust's own is inside too");
}

/// What Cargo puts into the program, on whichever system, as `name version`.
fn packages() -> BTreeSet<String> {
    let mut tree = Command::new(env!("CARGO"));
    tree.current_dir(env!("CARGO_MANIFEST_DIR"));
    tree.args(["tree", "--locked", "--target", "all", "--edges", "normal"]);
    let output = tree.args(["--prefix", "none"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .filter(|(name, _)| !name.starts_with("reprieve"))
        .map(|(name, rest)| format!("{name} {}", rest.split(' ').next().unwrap()))
        .collect()
}
