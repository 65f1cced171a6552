//! One cause, one message: problems by kind and cause.

use super::{Code, Finding, Problem};
use std::collections::HashMap;

/// How many lines and texts of a cause are named.
const MAX_NAMED: usize = 3;

/// No further text is named behind so many bytes of them.
const MAX_BYTES: usize = 40;

/// The problems of one kind.
#[derive(Debug)]
pub struct KindOfProblem<'a> {
    /// The kind.
    pub code: Code,
    /// How many problems there are.
    pub n_problems: usize,
    /// Each cause once, what is said of the whole file first.
    pub causes: Vec<Cause<'a>>,
}

/// The problems that have the same sentence, in the same column.
#[derive(Debug)]
pub struct Cause<'a> {
    /// The first of them.
    pub first: &'a Problem,
    /// How many there are.
    pub n_problems: usize,
    /// The first lines, from 1; none when the whole file is meant.
    pub lines: Vec<u32>,
    /// The first different texts.
    pub texts: Vec<&'a str>,
    /// Whether there are more different texts.
    pub has_more_texts: bool,
}

/// The problems by kind, in the order in which the kinds first occur, and by cause.
pub fn by_kind<'a>(
    problems: impl IntoIterator<Item = &'a Problem>,
) -> Vec<KindOfProblem<'a>> {
    let mut kinds: Vec<KindOfProblem<'_>> = Vec::new();
    let mut kind_of: HashMap<Code, usize> = HashMap::new();
    let mut cause_of: HashMap<(&Finding, Option<&str>, bool), usize> = HashMap::new();
    for problem in problems {
        let at = *kind_of.entry(problem.code()).or_insert_with(|| {
            kinds.push(KindOfProblem {
                code: problem.code(),
                n_problems: 0,
                causes: Vec::new(),
            });
            kinds.len() - 1
        });
        let kind = &mut kinds[at];
        kind.n_problems += 1;
        let key = (&problem.finding, problem.column.as_deref(), problem.line.is_some());
        let at = *cause_of.entry(key).or_insert_with(|| {
            kind.causes.push(Cause::new(problem));
            kind.causes.len() - 1
        });
        kind.causes[at].take(problem);
    }
    for kind in &mut kinds {
        kind.causes.sort_by_key(|cause| cause.first.line.is_some());
    }
    kinds
}

impl<'a> Cause<'a> {
    fn new(first: &'a Problem) -> Cause<'a> {
        Cause {
            first,
            n_problems: 0,
            lines: Vec::new(),
            texts: Vec::new(),
            has_more_texts: false,
        }
    }

    fn take(&mut self, problem: &'a Problem) {
        self.n_problems += 1;
        if self.lines.len() < MAX_NAMED {
            self.lines.extend(problem.line);
        }
        if problem.text.is_empty() || self.texts.contains(&problem.text.as_str()) {
            return;
        }
        // One long text is example enough.
        let n_bytes: usize = self.texts.iter().map(|text| text.len()).sum();
        match self.texts.len() < MAX_NAMED && n_bytes < MAX_BYTES {
            true => self.texts.push(&problem.text),
            false => self.has_more_texts = true,
        }
    }

    /// Where they stand, such as `lines 2, 3, 4 and 5 more, column “N”`; nothing when the
    /// whole file is meant.
    pub fn place(&self) -> Option<String> {
        let lines = (!self.lines.is_empty())
            .then(|| super::words::listed_lines(&self.lines, self.n_problems));
        let column = self.first.column.as_ref().map(|name| format!("column “{name}”"));
        match (lines, column) {
            (Some(lines), Some(column)) => Some(format!("{lines}, {column}")),
            (lines, column) => lines.or(column),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cause_is_one_message() {
        let ragged = |line, n_cells| {
            let finding = Finding::Ragged { n_cells, n_expected: 3 };
            Problem::at(finding, "f", line, &format!("row {line}"))
        };
        let date = |line, text| {
            Problem::at(Finding::DateUnreadable, "f", line, text).in_column("Due")
        };
        let mut problems: Vec<Problem> = (2..32).map(|line| ragged(line, 4)).collect();
        problems.push(ragged(40, 2));
        problems.extend([date(5, "tbd"), date(6, "soon"), date(7, "tbd")]);
        problems.push(Problem::of_file(Finding::DateUnreadable, "f"));
        let kinds = by_kind(&problems);
        let said: Vec<(Code, usize, Vec<String>)> = kinds
            .iter()
            .map(|kind| {
                let said = kind.causes.iter().map(|cause| {
                    let place = cause.place().unwrap_or_default();
                    format!("{}×{place}: {}", cause.n_problems, cause.texts.join(", "))
                });
                (kind.code, kind.n_problems, said.collect())
            })
            .collect();
        let expected = [
            (
                Code::Ragged,
                31,
                vec![
                    "30×lines 2, 3, 4 and 27 more: row 2, row 3, row 4".to_owned(),
                    "1×line 40: row 40".to_owned(),
                ],
            ),
            (
                Code::DateUnreadable,
                4,
                vec![
                    "1×: ".to_owned(),
                    "3×lines 5, 6, 7, column “Due”: tbd, soon".to_owned(),
                ],
            ),
        ];
        assert_eq!(said, expected);
        assert!(kinds[0].causes[0].has_more_texts && !kinds[1].causes[1].has_more_texts);
    }
}
