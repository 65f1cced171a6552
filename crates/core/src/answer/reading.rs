//! How the files of an answer were read, where that was a choice, and the other choice.

use super::Answer;
use crate::logon::LogonName;
use crate::problem::{Code, Doubt, DoubtCode, OtherColumn, Problem, Uncertainty};
use crate::role::Role;
use crate::source::{DateOrder, Kind, OrderReason, Source};
use crate::value::DayOrder;
use std::collections::HashSet;
use std::sync::Arc;

/// Another way to read a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is of another kind.
    Kind(Kind),
    /// A role has another column; its place, from 0.
    Column(Role, usize),
    /// Day and month of its dates come in the other order.
    Dates(DayOrder),
}

impl Answer {
    /// How the order of day and month was settled in a source, a sentence for each column in
    /// which it makes a difference.
    pub fn date_orders(&self, source: usize) -> Vec<(&DateOrder, String)> {
        let orders = self.sources[source].dates.orders().iter();
        orders.map(|order| (order, self.why(source, order))).collect()
    }

    /// The order in a column by which this answer reads it.
    pub fn day_order(&self, source: usize, order: &DateOrder) -> Option<DayOrder> {
        match self.is_turned(source, order) {
            true => Some(DayOrder::DayFirst),
            false => order.order,
        }
    }

    fn is_turned(&self, source: usize, order: &DateOrder) -> bool {
        self.day_first[source].contains(&(order.role, order.column))
    }

    /// Whether the dates of a column make no sense in the order in which they are not read.
    fn is_only_sense(&self, source: usize, order: &DateOrder) -> bool {
        let near = self.made_on[source].unwrap_or(self.as_of);
        let mut assumed = self.sources[source].dates.assumed().iter();
        let dates = assumed.find(|dates| dates.column == order.column);
        let is_month_first =
            dates.is_some_and(|dates| dates.orders(near) == [true, false]);
        is_month_first || self.is_turned(source, order)
    }

    fn why(&self, source: usize, order: &DateOrder) -> String {
        let table = &self.sources[source].table;
        let shown = || {
            let (cell, line) =
                (table.cell(order.row, order.column), table.line(order.row));
            format!("“{}” on line {line}", cell.trim())
        };
        match order.reason {
            OrderReason::Said => "as you say".to_owned(),
            OrderReason::Parts if order.order.is_none() => {
                format!("both occur, as {} and others show; each row by itself", shown())
            }
            OrderReason::Parts => format!("as {} shows", shown()),
            OrderReason::Days(1) => "as the days on 1 row show".to_owned(),
            OrderReason::Days(n) => format!("as the days on {n} rows show"),
            OrderReason::Rules => "by the rules".to_owned(),
            OrderReason::Assumed if self.is_only_sense(source, order) => {
                "in the other order the dates make no sense".to_owned()
            }
            OrderReason::Assumed => "assumed: nothing tells it".to_owned(),
        }
    }

    /// Whether a doubt of the answer says the same as a problem of a file.
    pub fn is_said_by_doubt(&self, problem: &Problem) -> bool {
        let code = match problem.code() {
            Code::ReportStale => DoubtCode::ReportOld,
            Code::SheetUnread => DoubtCode::SheetUnread,
            _ => return false,
        };
        let is_it = |doubt: &Doubt| {
            doubt.code() == code && doubt.file.as_ref() == Some(&problem.file)
        };
        self.doubts.iter().any(is_it)
    }

    /// What is read otherwise when a doubt is right: the place of the file among the sources,
    /// and how; `None` where nothing but another file helps.
    pub fn turn(&self, doubt: &Doubt) -> Option<(usize, Turn)> {
        let at = doubt.source?;
        let source = self.sources.get(at)?;
        match &doubt.what {
            Uncertainty::KindGuessed { .. } => Some((at, Turn::Kind(source.runner_up?))),
            Uncertainty::ColumnUnread { column, role, .. } => {
                let close = source.unread_columns(self.as_of).find(|close| {
                    close.role.title() == *role
                        && source.table.column_name_at(0, close.index) == *column
                })?;
                Some((at, Turn::Column(close.role, close.index)))
            }
            Uncertainty::DateOrderAssumed { .. } => {
                Some((at, Turn::Dates(DayOrder::DayFirst)))
            }
            Uncertainty::NoNamesMatch { other, .. }
            | Uncertainty::FewNamesMatch { other, .. } => {
                let OtherColumn { file, column, .. } = other.as_ref()?;
                let at = self.sources.iter().position(|source| source.file == *file)?;
                let table = &self.sources[at].table;
                let is_it = |index: &usize| table.column_name_at(0, *index) == *column;
                let index = (0..table.n_columns()).find(is_it)?;
                Some((at, Turn::Column(Role::LogonName, index)))
            }
            _ => None,
        }
    }

    /// The column, other than those of the logon names, by which most names of a list are
    /// found: one of a directory in which names of the list are, or one of the list in which
    /// names of a directory are.
    pub(super) fn other_column(&self, list: usize) -> Option<OtherColumn> {
        let names: HashSet<&str> = self.sources[list].logon_names().collect();
        let is_directory = |source: &&Arc<Source>| source.kind == Kind::Directory;
        let is_in_directory =
            |key: &str| self.sources.iter().filter(is_directory).any(|d| d.has_name(key));
        let in_list = found_by_column(&self.sources[list], is_in_directory);
        let in_list = in_list.into_iter().map(|found| (list, found));
        let in_directories =
            self.sources.iter().enumerate().filter(|(_, source)| is_directory(source));
        let in_directories = in_directories.flat_map(|(at, directory)| {
            let found = found_by_column(directory, |key| names.contains(key));
            found.into_iter().map(move |found| (at, found))
        });
        let columns = in_list.chain(in_directories).map(|(source, (column, n_names))| {
            let name = self.sources[source].table.column_name_at(0, column);
            OtherColumn { file: self.sources[source].file.clone(), column: name, n_names }
        });
        columns.filter(|column| column.n_names > 0).max_by_key(|column| column.n_names)
    }
}

/// How many different names are known in each column but that of the logon names, so far as
/// the rows are looked at.
fn found_by_column(
    source: &Source,
    is_known: impl Fn(&str) -> bool,
) -> Vec<(usize, usize)> {
    /// So many cells are looked at that the answer is there at once.
    const MAX_CELLS: usize = 50_000;
    let table = &source.table;
    let n_columns = table.n_columns();
    let n_rows = table.n_rows().min(MAX_CELLS / n_columns.max(1));
    let is_used = |column: &usize| source.index(0, Role::LogonName) == Some(*column);
    let count = |column| {
        let keys = (0..n_rows).filter_map(|row| {
            let key = LogonName::parse(table.cell(row, column))?.key;
            is_known(&key).then_some(key)
        });
        keys.collect::<HashSet<_>>().len()
    };
    let others = (0..n_columns).filter(|column| !is_used(column));
    others.map(|column| (column, count(column))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::answer;
    use super::*;

    /// How the orders of day and month of the last file were settled.
    fn orders(list: &str) -> Vec<(Option<&'static str>, String)> {
        let answer = answer(&[("e.tsv", list)], "2026-11-18");
        let said = answer
            .date_orders(0)
            .into_iter()
            .map(|(order, why)| (answer.day_order(0, order).map(DayOrder::as_str), why));
        said.collect()
    }

    #[test]
    fn an_order_says_how_it_was_settled() {
        let head = "PennKey\tScheduled deletion date";
        let check = |rows: &str, expected: &[(Option<&str>, &str)]| {
            let found = orders(&format!("{head}{rows}"));
            let found: Vec<(Option<&str>, &str)> =
                found.iter().map(|(order, why)| (*order, why.as_str())).collect();
            assert_eq!(found, expected, "{rows}");
        };
        let (month, day) = (Some("month-first"), Some("day-first"));
        check("\na\t12/30/2026\n", &[(month, "as “12/30/2026” on line 2 shows")]);
        check(
            "\na\t1/12/2026\nb\t13/12/2026\n",
            &[(day, "as “13/12/2026” on line 3 shows")],
        );
        check(
            "\na\t12/30/2026\nb\t13/12/2026\n",
            &[(
                None,
                "both occur, as “12/30/2026” on line 2 and others show; each row by itself",
            )],
        );
        check(
            "\tExpires in days\na\t1/12/2026\t13\nb\t2/12/2026\t14\n",
            &[(day, "as the days on 2 rows show")],
        );
        check("\na\t12/8/2026\n", &[(month, "assumed: nothing tells it")]);
        check(
            "\na\t12/2/2026\n",
            &[(month, "in the other order the dates make no sense")],
        );
        check("\na\t1/12/2026\n", &[(day, "in the other order the dates make no sense")]);
        check("\na\t2026-12-01\nb\t12/12/2026\n", &[]);
    }

    #[test]
    fn a_doubt_says_what_reads_the_file_otherwise() {
        let turns = |files: &[(&str, &str)]| {
            let answer = answer(files, "2026-11-18");
            let turns = answer.doubts().iter().map(|doubt| answer.turn(doubt));
            turns.collect::<Vec<_>>()
        };
        let day_first = Some((0, Turn::Dates(DayOrder::DayFirst)));
        let list = "PennKey\tScheduled deletion date\na\t12/8/2026\n";
        assert_eq!(turns(&[("e.tsv", list)]), [day_first]);
        // The names of a list are in another column of the directory, and the other way round.
        let directory = "Display Name,Alias,Logon Name\r\n\
                         \"Lovelace, Ada\",alovel,UPENN\\ada.lovelace\r\n\
                         \"Hopper, Grace\",ghopper,UPENN\\grace.hopper\r\n";
        let names = "alovel\nghopper\n";
        let alias = Some((0, Turn::Column(Role::LogonName, 1)));
        assert_eq!(turns(&[("d.csv", directory), ("l.txt", names)]), [alias]);
        let list = "PennKey\tUPN\tExpires in days\tScheduled deletion date\n\
                    alo\tada.lovelace@upenn.edu\t13\t12/1/2026\n";
        let directory = "Display Name,Logon Name\r\n\"Lovelace, Ada\",ada.lovelace\r\n";
        let column = Some((1, Turn::Column(Role::LogonName, 1)));
        assert_eq!(turns(&[("d.csv", directory), ("l.tsv", list)]), [column]);
        // Nothing but another file helps.
        assert_eq!(turns(&[("d.csv", directory), ("l.txt", "stranger\n")]), [None]);
    }
}
