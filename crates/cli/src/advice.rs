//! What to do, once for all accounts that need the same.

use crate::layout::wrap;
use crate::words::{count, day, plain};
use anstyle::Style;
use reprieve_core::advice::{Group, GroupCourse, GroupStep, groups};
use reprieve_core::answer::Answer;
use std::io::{self, Write};

/// What stands before a line that belongs to the one above.
const INDENT: &str = "  ";

/// Writes the groups of an answer below its table: what is possible, in which steps and by whom,
/// and the logon names, ready to be copied. Within `width` cells of a terminal.
pub(crate) fn write_groups(
    answer: &Answer,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for group in groups(answer) {
        let bold = Style::new().bold();
        let head = plain(&head(&group));
        for line in wrap(&head, "", INDENT, width) {
            write!(out, "\n{bold}{line}{bold:#}")?;
        }
        writeln!(out)?;
        for course in &group.courses {
            for line in wrap(&plain(&steps(course)), INDENT, "    ", width) {
                writeln!(out, "{line}")?;
            }
        }
        for line in wrap(&plain(&group.logon_names.join(" ")), INDENT, INDENT, width) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// Such as “expiring, override missing: 3 accounts, the first by Fri 4 Dec 2026”.
fn head(group: &Group) -> String {
    let mut text = format!("{}: {}", group.status().as_str(), group.cause_title);
    if let Some(exception) = &group.exception {
        text += &format!(", {exception}");
    }
    let n = group.logon_names.len();
    text += &format!(" · {}", count(n, "account"));
    if let Some(by) = group.by {
        let first = if n == 1 { "" } else { "the first " };
        text += &format!(" · {first}by {}", day(by));
    }
    text
}

fn steps(course: &GroupCourse) -> String {
    let steps: Vec<String> = course.steps.iter().map(step).collect();
    format!("{}: {}", course.title, steps.join(" → "))
}

fn step(step: &GroupStep) -> String {
    match &step.wait {
        Some(wait) => format!("{} ({}; {wait})", step.title, step.who),
        None => format!("{} ({})", step.title, step.who),
    }
}
