//! In which order modules may import each other: each only those that its parent lists above
//! it. So a reader goes from the top to the bottom, and there are no circles.

use super::files::File;

/// A file whose list of modules is an order, and what its modules are called from the inside.
struct Order<'a> {
    /// The file that lists them.
    list: &'a str,
    /// Where they are.
    folder: &'a str,
    /// What stands before the name of one in a path, anywhere in the crate.
    root: &'a str,
}

const ORDERS: &[Order] = &[
    Order { list: "crates/core/src/lib.rs", folder: "crates/core/src", root: "crate::" },
    Order {
        list: "crates/core/src/table/mod.rs",
        folder: "crates/core/src/table",
        root: "crate::table::",
    },
    Order { list: "crates/desk/src/lib.rs", folder: "crates/desk/src", root: "crate::" },
    Order { list: "web/src/main.rs", folder: "web/src", root: "crate::" },
    Order {
        list: "web/src/browser/mod.rs",
        folder: "web/src/browser",
        root: "crate::browser::",
    },
    Order {
        list: "web/src/hooks/mod.rs",
        folder: "web/src/hooks",
        root: "crate::hooks::",
    },
    Order {
        list: "web/src/components/mod.rs",
        folder: "web/src/components",
        root: "crate::components::",
    },
];

/// Every import of a module that is not listed above the one that imports it.
pub(super) fn check_order(files: &[File]) -> Vec<String> {
    let lists = files.iter().filter_map(|file| check_room(files, &file.path));
    ORDERS.iter().map(|order| check(files, order)).chain(lists).flatten().collect()
}

/// The same for a folder of components, if this is what lists them.
fn check_room(files: &[File], list: &str) -> Option<Vec<String>> {
    let folder = list.strip_suffix("/mod.rs")?;
    let name = folder.strip_prefix("web/src/components/")?;
    let root = format!("crate::components::{name}::");
    Some(check(files, &Order { list, folder, root: &root }))
}

fn check(files: &[File], order: &Order) -> Vec<String> {
    let Some(list) = files.iter().find(|file| file.path == order.list) else {
        return vec![format!("{}: is not there, but should list modules", order.list)];
    };
    let modules: Vec<&str> = list.text.lines().filter_map(declared).collect();
    let place = |name: &str| modules.iter().position(|module| *module == name);
    let mut violations = Vec::new();
    for file in files {
        let Some(inside) = file.path.strip_prefix(order.folder) else { continue };
        let inside = inside.trim_start_matches('/').trim_end_matches(".rs");
        let own = inside.split('/').next().unwrap_or_default();
        let Some(own_place) = place(own) else { continue };
        // Tests may know the whole crate.
        if inside.split('/').any(|part| part == "tests") {
            continue;
        }
        let text = without_tests_and_comments(&file.text);
        let is_top = !inside.contains('/');
        let parents = if is_top { &["super::"][..] } else { &[] };
        for root in [order.root].iter().chain(parents) {
            for name in named(&text, root) {
                if place(&name).is_some_and(|place| place > own_place) {
                    violations.push(format!(
                        "{}: imports `{name}`, which {} lists below `{own}`",
                        file.path, order.list
                    ));
                }
            }
        }
    }
    violations.sort();
    violations.dedup();
    violations
}

/// The module that a line declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start_matches("pub(crate) ").trim_start_matches("pub ");
    line.strip_prefix("mod ")?.strip_suffix(';')
}

/// The code of a file up to its tests, which come last.
pub(super) fn without_tests_and_comments(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands behind a root in paths and in groups of imports.
fn named(text: &str, root: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (start, _) in text.match_indices(root) {
        let is_longer = text[..start].ends_with(|c: char| is_in_name(c) || c == ':');
        if is_longer {
            continue;
        }
        match text[start + root.len()..].strip_prefix('{') {
            Some(group) => names.extend(first_names(group)),
            None => names.push(first_name(&text[start + root.len()..])),
        }
    }
    names
}

/// The first names of what stands in a group, up to the brace that closes it.
fn first_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(first_name(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(first_name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

fn first_name(path: &str) -> String {
    path.trim_start().chars().take_while(|c| is_in_name(*c)).collect()
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[track_caller]
    fn imports(text: &str, path: &str, expected: usize) {
        const ORDER: Order = Order { list: "a/lib.rs", folder: "a", root: "crate::" };
        let list =
            file("a/lib.rs", "pub mod first;\npub(crate) mod second;\nmod third;\n");
        let found = check(&[list, file(path, text)], &ORDER);
        assert_eq!(found.len(), expected, "{found:?}");
    }

    #[test]
    fn a_module_imports_what_stands_above_it() {
        imports("use crate::first::X;", "a/second.rs", 0);
        imports("use crate::{first::X, second};", "a/third/deep/file.rs", 0);
        imports("use crate::third::X;", "a/second.rs", 1);
        imports("use crate::{\n    first::{X, Y},\n    third::Z,\n};", "a/second.rs", 1);
        imports("fn x() -> crate::third::X {}", "a/second/mod.rs", 1);
        imports("use super::third;", "a/second.rs", 1);
        // Inside a module, `super` is the module itself or a part of it.
        imports("use super::third;", "a/second/part.rs", 0);
        imports("use other_crate::third::X; use mycrate::third;", "a/second.rs", 0);
    }

    #[test]
    fn the_components_of_a_folder_have_their_order_too() {
        let list = "web/src/components/room/mod.rs";
        let files = [
            file(list, "pub(crate) mod first;\npub(crate) mod second;\n"),
            file("web/src/components/room/first.rs", "use super::second::X;"),
        ];
        assert_eq!(check_room(&files, list).map(|found| found.len()), Some(1));
        assert!(check_room(&files, &files[1].path).is_none());
    }

    #[test]
    fn tests_and_comments_import_what_they_like() {
        imports(
            "x\n#[cfg(test)]\nmod tests {\n    use crate::third::X;\n}",
            "a/first.rs",
            0,
        );
        imports("//! See [`crate::third`].\n", "a/first.rs", 0);
        imports("use crate::third;", "a/first/tests.rs", 0);
    }
}
