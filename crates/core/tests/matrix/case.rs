//! The cases: which file is damaged how, and what lies beside it.

use crate::files::{Field, FileKind, Style, Written};
use crate::mutation::Mutation;
use crate::world::{Calendar, World};
use reprieve_core::answer::Answer;
use reprieve_core::policy::{DEFAULT, Policy};
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{Config, Reader, Source};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

static POLICY: LazyLock<Arc<Policy>> =
    LazyLock::new(|| Arc::new(Policy::built_in(DEFAULT).expect("a profile of our own")));

/// One case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) kind: FileKind,
    pub(crate) mutation: Mutation,
    /// The columns that the mutation is about, by their places.
    pub(crate) pair: [usize; 2],
    pub(crate) style: Style,
    /// Whether a directory lies beside a list, or a list beside a directory.
    pub(crate) has_other: bool,
}

impl Case {
    /// All of a kind of file.
    pub(crate) fn all(kind: FileKind) -> Vec<Case> {
        let mut cases = Vec::new();
        for (style, has_other) in settings(kind) {
            let case = |mutation, pair| Case { kind, mutation, pair, style, has_other };
            let of_files = Mutation::OF_FILES.into_iter();
            cases.extend(of_files.map(|mutation| case(mutation, [0, 0])));
            let columns = kind.columns(style);
            for (pair, number) in pairs(kind, style).into_iter().zip(0..) {
                let fields = pair.map(|at| columns[at].0);
                let is_tried =
                    |mutation: &Mutation| mutation.is_tried(kind, fields, number);
                let mutations = Mutation::OF_PAIRS.into_iter().filter(is_tried);
                cases.extend(mutations.map(|mutation| case(mutation, pair)));
            }
        }
        cases
    }

    /// What the two columns hold.
    pub(crate) fn fields(&self) -> [Field; 2] {
        let columns = self.kind.columns(self.style);
        self.pair.map(|at| columns[at].0)
    }

    /// The files that lie beside the damaged one, whole.
    fn others(&self) -> Vec<FileKind> {
        let others: &[(bool, FileKind)] = match self.kind {
            FileKind::Directory => &[(self.has_other, FileKind::Enrollment)],
            FileKind::DeletedEntra | FileKind::DeletedPowerShell => &[
                (self.has_other, FileKind::Directory),
                (self.style.has_days, FileKind::Enrollment),
            ],
            _ => &[(self.has_other, FileKind::Directory)],
        };
        others.iter().filter(|(is_there, _)| *is_there).map(|(_, kind)| *kind).collect()
    }

    /// The file that is damaged.
    pub(crate) fn damaged(&self, world: &World) -> Written {
        let header = self.mutation.header(self.kind, self.style, self.pair);
        Written::new(self.kind, self.style, world, header)
    }
}

/// The spellings of the dates, with and without days, with and without another file. What
/// makes no difference to a kind of file is not tried twice.
fn settings(kind: FileKind) -> Vec<(Style, bool)> {
    let mut settings = Vec::new();
    for calendar in Calendar::ALL {
        for is_day_first in [false, true] {
            for has_other in [false, true] {
                for has_days in [false, true] {
                    let is_bare =
                        matches!(kind, FileKind::Bare | FileKind::BareWithPeople);
                    let is_alone = kind == FileKind::Directory && !has_other;
                    if has_days && (is_bare || is_alone) {
                        continue;
                    }
                    let style = Style { calendar, is_day_first, has_days };
                    settings.push((style, has_other));
                }
            }
        }
    }
    settings
}

/// All pairs of columns that mean something to the rules. A list of names alone has one.
fn pairs(kind: FileKind, style: Style) -> Vec<[usize; 2]> {
    let columns = kind.columns(style);
    if columns.len() == 1 {
        return vec![[0, 0]];
    }
    let of_use: Vec<usize> =
        (0..columns.len()).filter(|&at| is_of_use(columns[at].0)).collect();
    let mut pairs = Vec::new();
    for (n, &a) in of_use.iter().enumerate() {
        pairs.extend(of_use[n + 1..].iter().map(|&b| [a, b]));
    }
    pairs
}

fn is_of_use(field: Field) -> bool {
    !matches!(
        field,
        Field::Phone
            | Field::Active
            | Field::Division
            | Field::School
            | Field::OtherCenter
            | Field::JobTitle
            | Field::Guid
            | Field::UserType
    )
}

/// The files of a case with what core makes of them.
pub(crate) struct Tried {
    pub(crate) answer: Result<Answer, Unreadable>,
    /// In the order of the answer's sources; the damaged one is the first.
    pub(crate) files: Vec<Written>,
}

/// Tries cases of one world, and reads what is whole only once.
pub(crate) struct Trial {
    pub(crate) world: World,
    whole: BTreeMap<(FileKind, Style), (Written, Arc<Source>)>,
}

impl Trial {
    pub(crate) fn new(world: World) -> Trial {
        Trial { world, whole: BTreeMap::new() }
    }

    pub(crate) fn run(&mut self, case: &Case) -> Tried {
        let damaged = case.damaged(&self.world);
        let source = read(&damaged);
        let (mut files, mut sources) = (vec![damaged], Vec::new());
        for kind in case.others() {
            let world = &self.world;
            let whole = self.whole.entry((kind, case.style)).or_insert_with(|| {
                let file = Written::clean(kind, case.style, world);
                let source = read(&file).expect("a whole file is read");
                (file, Arc::new(source))
            });
            files.push(whole.0.clone());
            sources.push(whole.1.clone());
        }
        let answer = source.map(|source| {
            sources.insert(0, Arc::new(source));
            Answer::new(sources, self.world.as_of, &POLICY)
        });
        Tried { answer, files }
    }
}

fn read(file: &Written) -> Result<Source, Unreadable> {
    let mut reader = Reader::new(Config::new(file.kind.file_name()), POLICY.clone());
    reader.push(file.text.as_bytes())?;
    reader.finish()
}
