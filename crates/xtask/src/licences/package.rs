//! The licences that a package is used under, and their texts, as they stand in the package.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::list::Licence;
use crate::process::{self, cargo};
use crate::project::Project;

/// A licence that others' work is used under.
struct Known {
    /// In the words of SPDX.
    id: &'static str,
    name: &'static str,
    /// Words that its text has and no other.
    words: &'static str,
    /// Its text, where a package has none of its own; only for licences whose text names
    /// nobody, so that it is everybody's.
    common: Option<&'static str>,
}

/// Of several that a package offers, the first of these counts: the text of the MIT License
/// names the authors.
const KNOWN: [Known; 5] = [
    Known {
        id: "MIT",
        name: "MIT License",
        words: "Permission is hereby granted, free of charge, to any person obtaining a copy",
        common: None,
    },
    Known {
        id: "Apache-2.0",
        name: "Apache License 2.0",
        words: "Apache License Version 2.0, January 2004",
        common: Some(include_str!("../../../../LICENSE-APACHE")),
    },
    Known {
        id: "Zlib",
        name: "zlib License",
        words: "This software is provided 'as-is', without any express or implied warranty",
        common: None,
    },
    Known {
        id: "BSD-3-Clause",
        name: "BSD 3-Clause License",
        words: "Redistribution and use in source and binary forms, with or without",
        common: None,
    },
    Known {
        id: "Unicode-3.0",
        name: "Unicode License v3",
        words: "UNICODE LICENSE V3",
        common: None,
    },
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// What Cargo knows about a package.
#[derive(Deserialize)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// Which licences it is offered under, in the words of SPDX.
    license: Option<String>,
    authors: Vec<String>,
    manifest_path: PathBuf,
}

/// Every package of the lock file, on every system.
pub(super) fn packages(project: &Project) -> Result<Vec<Package>> {
    let mut metadata = cargo(project.root());
    metadata.args(["metadata", "--locked", "--format-version", "1"]);
    let metadata: Metadata = serde_json::from_str(&process::output(&mut metadata)?)
        .context("`cargo metadata` answers in another way than expected")?;
    Ok(metadata.packages)
}

impl Package {
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// The licences that it is used under, each with its text.
    pub(super) fn licences(&self) -> Result<Vec<Licence>> {
        let name = self.name();
        let offered = self
            .license
            .as_deref()
            .with_context(|| format!("{name} names no licence"))?;
        let folder = self.manifest_path.parent().context("a manifest has no folder")?;
        let texts = texts(folder)?;
        let mut licences = Vec::new();
        for choice in choices(offered) {
            let used = KNOWN.iter().filter(|known| choice.contains(&known.id));
            let own = used.clone().find_map(|known| {
                let text = texts.iter().find(|text| has_words(text, known.words))?;
                Some((known, text.clone()))
            });
            let found = own.or_else(|| {
                // A text that needs no name is better than one that this project completes.
                let mut common = used
                    .clone()
                    .filter_map(|known| Some((known, known.common?.to_owned())));
                common.next().or_else(|| {
                    let mit = used.clone().find(|known| known.id == "MIT")?;
                    Some((mit, self.mit()?))
                })
            });
            let Some((known, text)) = found else {
                bail!("{name}: there is no text for {}", choice.join(" or "));
            };
            licences.push(Licence::new(known.name, &name, &text));
        }
        Ok(licences)
    }

    /// The MIT License of a package that packs no text, with those whom its manifest names.
    fn mit(&self) -> Option<String> {
        if self.authors.is_empty() {
            return None;
        }
        let names = self.authors.iter();
        let names = names.map(|author| author.split(" <").next().unwrap_or_default());
        let names = names.collect::<Vec<_>>().join(", ");
        let (_, rest) =
            include_str!("../../../../LICENSE-MIT").split_once("Permission")?;
        Some(format!("MIT License\n\nCopyright (c) {names}\n\nPermission{rest}"))
    }
}

/// What `(MIT OR Apache-2.0) AND Unicode-3.0` asks for: one of each group. A slash is an old
/// way to write `OR`.
fn choices(expression: &str) -> Vec<Vec<&str>> {
    expression
        .split(" AND ")
        .map(|group| {
            let group = group.trim().trim_matches(['(', ')']);
            group.split('/').flat_map(|part| part.split(" OR ")).map(str::trim).collect()
        })
        .collect()
}

/// The texts that stand beside the manifest under a name for licences, in the order of their
/// names.
fn texts(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)
        .with_context(|| format!("cannot read the folder {}", folder.display()))?
    {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        let is_licence = ["LICENSE", "LICENCE", "COPYING"];
        if path.is_file() && is_licence.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    files
        .iter()
        .map(|path| {
            fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))
        })
        .collect()
}

/// Whether a text has some words, however its lines are broken.
fn has_words(text: &str, words: &str) -> bool {
    text.split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_groups_of_which_one_each_is_needed() {
        assert_eq!(choices("MIT"), [["MIT"]]);
        assert_eq!(choices("Unlicense/MIT"), [["Unlicense", "MIT"]]);
        assert_eq!(choices("Apache-2.0 / MIT"), [["Apache-2.0", "MIT"]]);
        assert_eq!(
            choices("(MIT OR Apache-2.0) AND Unicode-3.0"),
            [vec!["MIT", "Apache-2.0"], vec!["Unicode-3.0"]]
        );
        let several = "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT";
        assert_eq!(choices(several)[0].len(), 3);
    }

    #[test]
    fn a_text_is_known_by_its_words() {
        let mit = include_str!("../../../../LICENSE-MIT");
        let apache = include_str!("../../../../LICENSE-APACHE");
        assert!(has_words(mit, KNOWN[0].words) && !has_words(apache, KNOWN[0].words));
        assert!(has_words(apache, KNOWN[1].words) && !has_words(mit, KNOWN[1].words));
    }

    #[test]
    fn a_package_without_a_text_is_refused_or_has_the_common_one() {
        let package = |license: &str| Package {
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            license: Some(license.to_owned()),
            authors: vec![],
            // Its folder has no text of a licence.
            manifest_path: Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"),
        };
        assert!(package("MIT OR Apache-2.0").licences().is_ok());
        for license in ["MIT", "GPL-3.0", "Apache-2.0 AND Zlib"] {
            assert!(package(license).licences().is_err(), "{license}");
        }
        let named = Package { authors: vec!["A <a@b.c>".to_owned()], ..package("MIT") };
        assert!(named.mit().unwrap().contains("Copyright (c) A\n\nPermission is"));
        assert!(named.licences().is_ok());
    }
}
