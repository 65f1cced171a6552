//! Columns of fixed widths with a line of dashes below their names.
//!
//! A column ends where all rows have a space, behind its dashes and before those of the next
//! one. A value that crosses that place, or a row that can be the rest of the one above, is
//! no reason to guess: the file is refused.

use super::{Lines, Oddities, SLICE_LINES, is_cut};
use crate::problem::{Foreign, Problems, Unreadable};
use crate::table::sheet::{SheetRow, Sheets};
use std::ops::Range;

/// Whether lines have a line of dashes below names.
pub(super) fn is_ruled(lines: &[&str]) -> bool {
    lines.windows(2).any(|pair| is_rule(pair[0], pair[1]))
}

/// Whether a line of dashes stands below the names of several columns.
fn is_rule(above: &str, line: &str) -> bool {
    let is_dashes = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte == b'-');
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    let n_columns = words.clone().count();
    n_columns > 1 && words.all(is_dashes) && !above.contains(['\t', '|', ';'])
}

fn refused() -> Unreadable {
    Unreadable::Foreign(Foreign::FixedWidth)
}

/// What a line is.
enum Printed {
    Blank,
    /// Above the table, or prose between its parts.
    Beside(String),
    /// The names of the columns.
    Names(Vec<char>),
    /// The names of the columns once more, as on the next page.
    NamesAgain,
    /// Right below another row or the names.
    Row(Vec<char>),
    /// Behind a blank line.
    Apart(String),
}

/// Goes from line to line.
struct Walk {
    lines: Lines,
    /// A line that was looked at and not used.
    ahead: Option<String>,
    /// The names of the columns, and the dashes below them.
    names: Option<(String, String)>,
    is_in_rows: bool,
}

impl Walk {
    fn next(&mut self) -> Option<(u32, Printed)> {
        let line = self.ahead.take().or_else(|| self.lines.next())?;
        let number = self.lines.number;
        if line.is_empty() {
            self.is_in_rows = false;
            return Some((number, Printed::Blank));
        }
        if self.is_in_rows {
            return Some((number, Printed::Row(line.chars().collect())));
        }
        // Only what stands apart can be the names of columns.
        let below = self.lines.next();
        let is_ruled = below.as_deref().is_some_and(|below| match &self.names {
            None => is_rule(&line, below),
            Some((names, rule)) => *names == line && *rule == below,
        });
        if !is_ruled {
            let printed = match self.names {
                None => Printed::Beside(line),
                Some(_) => Printed::Apart(line),
            };
            self.ahead = below;
            return Some((number, printed));
        }
        self.is_in_rows = true;
        Some((
            number,
            match self.names {
                Some(_) => Printed::NamesAgain,
                None => {
                    let chars = line.chars().collect();
                    self.names = Some((line, below.unwrap_or_default()));
                    Printed::Names(chars)
                }
            },
        ))
    }

    fn rewind(&mut self) {
        self.lines.rewind();
        (self.ahead, self.names, self.is_in_rows) = (None, None, false);
    }
}

/// Between two columns: from where on the first one's dashes are over, and where the next one's
/// begin; and at which of these places all rows have a space.
struct Gap {
    start: usize,
    is_blank: Vec<bool>,
}

impl Gap {
    /// Where the columns part: as far to the right as possible, because a value begins where
    /// its dashes do.
    fn cut(&self) -> Option<usize> {
        self.is_blank.iter().rposition(|is_blank| *is_blank).map(|at| self.start + at)
    }
}

/// A table that was printed.
pub(in crate::table) struct PrintedColumns {
    walk: Walk,
    names: [String; 1],
    is_known: bool,
    gaps: Vec<Gap>,
    /// The space behind each column but the last.
    cuts: Vec<usize>,
    /// The names of the columns, as they are given.
    header: Vec<String>,
    /// The row above, if it stands right above.
    above: Option<Vec<String>>,
    oddities: Oddities,
    beside: Vec<(u32, String)>,
}

impl PrintedColumns {
    pub(in crate::table) fn new(text: String) -> PrintedColumns {
        PrintedColumns {
            walk: Walk {
                lines: Lines::new(text),
                ahead: None,
                names: None,
                is_in_rows: false,
            },
            names: [String::new()],
            is_known: false,
            gaps: Vec::new(),
            cuts: Vec::new(),
            header: Vec::new(),
            above: None,
            oddities: Oddities::default(),
            beside: Vec::new(),
        }
    }

    /// Looks at the next line; says whether there is more.
    fn learn(&mut self) -> Result<bool, Unreadable> {
        match self.walk.next() {
            None => {
                let cuts = self.gaps.iter().map(Gap::cut).collect::<Option<Vec<_>>>();
                self.cuts = cuts.ok_or_else(refused)?;
                return Ok(false);
            }
            Some((_, Printed::Names(line))) => {
                let rule = &self.walk.names.as_ref().ok_or_else(refused)?.1;
                self.gaps = gaps(rule);
                self.narrow(&line)?;
            }
            Some((_, Printed::Row(line))) => self.narrow(&line)?,
            Some(_) => {}
        }
        Ok(true)
    }

    /// Keeps of the gaps what is blank in a line.
    fn narrow(&mut self, line: &[char]) -> Result<(), Unreadable> {
        if line.contains(&'\t') {
            return Err(refused());
        }
        for gap in &mut self.gaps {
            for (at, is_blank) in (gap.start..).zip(&mut gap.is_blank) {
                *is_blank &= line.get(at).is_none_or(|c| *c == ' ');
            }
        }
        Ok(())
    }

    /// The cells of a line; nothing when it is none of the table.
    fn cells(&self, line: &[char]) -> Option<Vec<String>> {
        let is_parted = |cut: &usize| line.get(*cut).is_none_or(|c| *c == ' ');
        if !self.cuts.iter().all(is_parted) {
            return None;
        }
        let starts = std::iter::once(0).chain(self.cuts.iter().copied());
        let ends = self.cuts.iter().copied().chain([line.len()]);
        let cells: Vec<String> = starts
            .zip(ends)
            .map(|(start, end)| {
                let cell = line.get(start..end.min(line.len())).unwrap_or_default();
                cell.iter().collect::<String>().trim().to_owned()
            })
            .collect();
        Some(cells)
    }

    /// The row of a line, unless it can be read otherwise too.
    fn given(&mut self, line: u32, chars: &[char]) -> Result<SheetRow, Unreadable> {
        let cells = self.cells(chars).ok_or_else(refused)?;
        let n_filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        // Two spaces within a value can be the end of one.
        let is_torn = cells.iter().rev().skip(1).any(|cell| cell.contains("  "));
        if n_filled < 2 || cells[0].is_empty() || is_torn || self.may_go_on(&cells) {
            return Err(refused());
        }
        self.above = Some(cells.clone());
        let row = SheetRow { line, cells };
        self.oddities.look(&row);
        Ok(row)
    }

    /// Whether a row can be the rest of the one above: none of its values had room there, and
    /// one of those above fills its column.
    fn may_go_on(&self, cells: &[String]) -> bool {
        let Some(above) = &self.above else { return false };
        let width = |column: usize| {
            let end = self.cuts.get(column).copied();
            let start = column.checked_sub(1).map_or(0, |before| self.cuts[before] + 1);
            end.map(|end| end - start)
        };
        let n_chars = |cell: &str| cell.chars().count();
        let filled = || (0..cells.len()).filter(|&column| !cells[column].is_empty());
        let is_full = |column: usize| {
            let is_long = |width: usize| n_chars(&above[column]) >= width;
            // What is cut off is not wrapped.
            width(column).is_some_and(is_long) && !is_cut(&above[column])
        };
        let had_no_room = |column: usize| {
            let word = cells[column].split(' ').next().unwrap_or_default();
            let n_needed = n_chars(&above[column]) + 1 + n_chars(word);
            width(column).is_none_or(|width| n_needed > width)
        };
        filled().count() < cells.len()
            && filled().any(is_full)
            && filled().all(had_no_room)
    }
}

/// The places between the dashes.
fn gaps(rule: &str) -> Vec<Gap> {
    let chars: Vec<char> = rule.chars().collect();
    let is_end = |at: &usize| chars[*at] == ' ' && *at > 0 && chars[*at - 1] == '-';
    let ends = (0..chars.len()).filter(is_end);
    ends.map(|start| {
        let n_blank = chars[start..].iter().take_while(|c| **c == ' ').count();
        Gap { start, is_blank: vec![true; n_blank] }
    })
    .collect()
}

impl Sheets for PrintedColumns {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn prepare(&mut self) -> Result<bool, Unreadable> {
        for _ in 0..SLICE_LINES {
            if self.is_known {
                break;
            }
            self.is_known = !self.learn()?;
        }
        Ok(!self.is_known)
    }

    fn open(&mut self, _: usize) -> Result<(), Unreadable> {
        self.walk.rewind();
        self.above = None;
        self.beside.clear();
        self.oddities = Oddities::default();
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>, Unreadable> {
        while let Some((line, printed)) = self.walk.next() {
            match printed {
                Printed::Blank | Printed::NamesAgain => self.above = None,
                Printed::Beside(text) if says_removed(&text) => return Err(refused()),
                Printed::Beside(text) => self.beside.push((line, text)),
                Printed::Names(chars) => {
                    let cells = self.cells(&chars).ok_or_else(refused)?;
                    if cells.iter().any(|cell| cell.is_empty() || is_cut(cell)) {
                        return Err(refused());
                    }
                    self.header.clone_from(&cells);
                    return Ok(Some(SheetRow { line, cells }));
                }
                Printed::Row(chars) => return self.given(line, &chars).map(Some),
                Printed::Apart(text) if says_removed(&text) => return Err(refused()),
                // A sentence, such as “3 rows selected.”, or a prompt.
                Printed::Apart(text) if !text.contains("  ") => {
                    self.beside.push((line, text));
                }
                Printed::Apart(text) => {
                    let chars: Vec<char> = text.chars().collect();
                    return self.given(line, &chars).map(Some);
                }
            }
        }
        Ok(None)
    }

    fn header(&self) -> Option<Range<usize>> {
        (!self.header.is_empty()).then_some(0..1)
    }

    fn beside(&mut self) -> Vec<(u32, String)> {
        std::mem::take(&mut self.beside)
    }

    fn report(&self, file: &str, problems: &mut Problems) {
        self.oddities.report(&self.header, file, problems);
    }
}

/// Whether a console says that columns are missing, because there was no room for them.
fn says_removed(line: &str) -> bool {
    line.contains("not fit into the display")
}
