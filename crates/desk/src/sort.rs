//! In which order the rows are seen: by any column, and by several.
//!
//! Each account has a rank in each column, which is worked out once for an answer: among the
//! days or the texts of the column. To sort is to count how many have which rank.

use crate::columns::Column;
use crate::decisions::{Choice, Decisions};
use crate::view::AccountIndex;
use chrono::Datelike;
use reprieve_core::answer::{Answer, Row};
use std::cell::RefCell;
use std::rc::Rc;

/// What is not known has the last place in either direction.
const UNKNOWN: u32 = u32::MAX;

/// A column and a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// By what is sorted.
    pub column: Column,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// By what the table is sorted, the most important first; there is always something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort(Vec<SortKey>);

impl Default for Sort {
    /// The order of the answer.
    fn default() -> Sort {
        Sort(vec![SortKey { column: Column::ActBy, descending: false }])
    }
}

impl Sort {
    /// The columns and directions, the most important first.
    pub fn keys(&self) -> &[SortKey] {
        &self.0
    }

    /// By this column alone; once more, the other way round.
    pub fn by(&self, column: Column) -> Sort {
        let descending = match self.0[..] {
            [only] => only.column == column && !only.descending,
            _ => false,
        };
        Sort(vec![SortKey { column, descending }])
    }

    /// By this column besides; once more, the other way round.
    pub(crate) fn and_by(&self, column: Column) -> Sort {
        let mut keys = self.0.clone();
        match keys.iter_mut().find(|key| key.column == column) {
            Some(key) => key.descending = !key.descending,
            None => keys.push(SortKey { column, descending: false }),
        }
        Sort(keys)
    }

    /// Whether what is decided has a say in it.
    pub fn asks_decisions(&self) -> bool {
        self.0.iter().any(|key| key.column == Column::Decision)
    }
}

/// The rank of each account, in the order of [`Answer::flagged`].
#[derive(Debug)]
struct Ranks {
    /// Equals have the same rank, and what is not known has [`UNKNOWN`].
    of: Vec<u32>,
    /// How many ranks there are.
    n: usize,
}

/// The ranks of an answer's accounts, column by column, each worked out when it is asked for
/// first.
#[derive(Debug, Default)]
pub struct RankCache(RefCell<Vec<(Column, Rc<Ranks>)>>);

impl RankCache {
    /// Works out the ranks of a column before they are asked for.
    pub fn prepare(&self, answer: &Answer, column: Column) {
        self.of(answer, column);
    }

    fn of(&self, answer: &Answer, column: Column) -> Rc<Ranks> {
        let known = self.0.borrow().iter().find(|(other, _)| *other == column).cloned();
        let (_, ranks) = known.unwrap_or_else(|| {
            let new = (column, Rc::new(ranks(answer, column)));
            self.0.borrow_mut().push(new.clone());
            new
        });
        ranks
    }
}

/// These accounts in another order. Those that are equal in all keys stay as they are.
pub fn sorted(
    answer: &Answer,
    accounts: &[AccountIndex],
    sort: &Sort,
    cache: &RankCache,
    decisions: &Decisions,
) -> Vec<AccountIndex> {
    let mut order = accounts.to_vec();
    // Sorting by the least important key first, and never changing the order of equals,
    // leaves all keys in their order.
    for (rank, key) in sort.keys().iter().enumerate().rev() {
        let ranks = match key.column {
            // Nobody has the same place as another, so that what follows it has no say, and
            // what goes before it is still the order of the answer, turned round as a whole.
            Column::ActBy if rank + 1 == sort.keys().len() => {
                let n = answer.flagged().len();
                Rc::new(Ranks { of: (0..n as u32).collect(), n })
            }
            Column::Decision => Rc::new(decided(answer, decisions)),
            column => cache.of(answer, column),
        };
        order = arranged(&order, &ranks, key.descending);
    }
    order
}

/// Accounts by their ranks; equals stay as they are. It is a counting sort (Knuth, The Art of
/// Computer Programming, 5.2), because ranks are small numbers.
fn arranged(
    accounts: &[AccountIndex],
    ranks: &Ranks,
    descending: bool,
) -> Vec<AccountIndex> {
    let rank = |account: AccountIndex| match ranks.of[account.get()] {
        UNKNOWN => ranks.n,
        rank if descending => ranks.n - 1 - rank as usize,
        rank => rank as usize,
    };
    // Where the accounts of a rank begin: behind all those of the ranks before it.
    let mut starts = vec![0; ranks.n + 2];
    for &account in accounts {
        starts[rank(account) + 1] += 1;
    }
    for rank in 1..starts.len() {
        starts[rank] += starts[rank - 1];
    }
    let mut order = vec![AccountIndex::new(0); accounts.len()];
    for &account in accounts {
        let at: &mut usize = &mut starts[rank(account)];
        order[*at] = account;
        *at += 1;
    }
    order
}

fn ranks(answer: &Answer, column: Column) -> Ranks {
    let as_of = answer.as_of();
    match column {
        Column::ActBy => deadlines(answer),
        Column::Status => by_day(answer, |row| Some(row.standing() as i64)),
        Column::RestoreDays => {
            by_day(answer, |row| row.milestones()?.restore_days_left(as_of))
        }
        Column::Clock
        | Column::Days
        | Column::Disabled
        | Column::Deprovisioned
        | Column::RestorableUntil
        | Column::LapsedOn => by_day(answer, |row| {
            Some(column.date(&row.milestones()?)?.num_days_from_ce().into())
        }),
        Column::Person
        | Column::LogonName
        | Column::Decision
        | Column::Affiliations
        | Column::Cause
        | Column::Reason
        | Column::Department
        | Column::Center
        | Column::Email => LoweredTexts::of(answer, column).ranks(),
    }
}

fn by_day(answer: &Answer, day: impl Fn(&Row) -> Option<i64>) -> Ranks {
    let mut days: Vec<i64> = answer.flagged().iter().filter_map(&day).collect();
    days.sort_unstable();
    days.dedup();
    let rank = |row| day(row).and_then(|day| days.binary_search(&day).ok());
    let of = |row| rank(row).map_or(UNKNOWN, |rank| rank as u32);
    Ranks { of: answer.flagged().iter().map(of).collect(), n: days.len() }
}

/// The order of the answer, in which accounts with the same state and deadline are equal.
fn deadlines(answer: &Answer) -> Ranks {
    let what = |row: &Row| {
        let standing = row.standing();
        let dates = row.milestones();
        (standing.status(), dates.map(|dates| dates.next_deadline(standing)))
    };
    let flagged = answer.flagged();
    let mut of = Vec::with_capacity(flagged.len());
    let mut n = 0;
    for run in flagged.chunk_by(|a, b| what(a) == what(b)) {
        of.resize(of.len() + run.len(), n as u32);
        n += 1;
    }
    Ranks { of, n }
}

fn decided(answer: &Answer, decisions: &Decisions) -> Ranks {
    let rank = |row: &Row| {
        let choice = decisions.of(answer.logon_name(row)).choice();
        let rank = Choice::ALL.iter().position(|other| *other == choice);
        rank.map_or(UNKNOWN, |rank| rank as u32)
    };
    Ranks { of: answer.flagged().iter().map(rank).collect(), n: Choice::ALL.len() }
}

/// The texts of a column in lower case, one after the other.
struct LoweredTexts {
    text: String,
    ends: Vec<usize>,
}

impl LoweredTexts {
    fn of(answer: &Answer, column: Column) -> LoweredTexts {
        let flagged = answer.flagged();
        let mut texts =
            LoweredTexts { text: String::new(), ends: Vec::with_capacity(flagged.len()) };
        for row in flagged {
            texts.push(&column.text(answer, row));
        }
        texts
    }

    fn push(&mut self, text: &str) {
        if text.is_ascii() {
            let start = self.text.len();
            self.text.push_str(text);
            self.text[start..].make_ascii_lowercase();
        } else {
            self.text.push_str(&text.to_lowercase());
        }
        self.ends.push(self.text.len());
    }

    fn bytes(&self, account: AccountIndex) -> &[u8] {
        let place = account.get();
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text.as_bytes()[start..self.ends[place]]
    }

    /// The rank of each text among all; equal texts have the same, and an empty one none.
    fn ranks(&self) -> Ranks {
        let all = (0..self.ends.len()).map(AccountIndex::new);
        let known = all.filter(|account| !self.bytes(*account).is_empty());
        let mut keyed: Vec<(u64, AccountIndex)> = known.map(|a| (0, a)).collect();
        let mut ranks = Ranks { of: vec![UNKNOWN; self.ends.len()], n: 0 };
        self.rank(&mut keyed, 0, &mut ranks);
        ranks
    }

    /// Ranks texts that have the same first bytes, by the bytes that follow: a few at a time
    /// as one number, for comparing whole texts costs far more (a radix sort from the most
    /// significant digit on, with digits of several bytes).
    fn rank(&self, keyed: &mut [(u64, AccountIndex)], n_same: usize, ranks: &mut Ranks) {
        if n_same >= MAX_CHUNKED {
            keyed.sort_unstable_by_key(|(_, account)| self.bytes(*account));
            let same = |a: &(u64, AccountIndex), b: &(u64, AccountIndex)| {
                self.bytes(a.1) == self.bytes(b.1)
            };
            return keyed.chunk_by(same).for_each(|run| ranks.add(run));
        }
        for (key, account) in keyed.iter_mut() {
            *key = chunk(&self.bytes(*account)[n_same..]);
        }
        keyed.sort_unstable();
        for run in keyed.chunk_by_mut(|a, b| a.0 == b.0) {
            let goes_on = run[0].0 & 0xff > CHUNK as u64;
            if goes_on && run.len() > 1 {
                self.rank(run, n_same + CHUNK, ranks);
            } else {
                ranks.add(run);
            }
        }
    }
}

impl Ranks {
    /// Gives equals the next rank.
    fn add(&mut self, equals: &[(u64, AccountIndex)]) {
        for (_, account) in equals {
            self.of[account.get()] = self.n as u32;
        }
        self.n += 1;
    }
}

/// How many bytes of a text are compared at once.
const CHUNK: usize = 7;

/// How many equal bytes are skipped in chunks, so that no text leads too deep.
const MAX_CHUNKED: usize = 64 * CHUNK;

/// The first bytes of a text, and in the last byte how many there are: more than [`CHUNK`]
/// says that it goes on.
fn chunk(text: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let n = text.len().min(CHUNK);
    bytes[..n].copy_from_slice(&text[..n]);
    bytes[CHUNK] = text.len().min(CHUNK + 1) as u8;
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::tests::answer;
    use crate::decisions::Edit;
    use crate::view::flagged;
    use proptest::prelude::*;
    use std::cmp::Ordering;
    use std::fmt::Write;

    const HEADER: &str = "PennKey\tName\tDepartment\tAll active affiliations\tO365 Ready\t\
        Has mailbox\tScheduled deletion date\n";

    const LIST: &str = "zadams\tAdams, Zoë\tMath\tRTSF\tNo\tY\t12/20/2026\n\
        bbrown\tbrown, Bo\t\t\t\tY\t\n\
        aclark\tClark, Al\tArt\tCTSY\tNo\tY\t11/20/2026\n\
        ddean\tDean, Di\tArt\tRTSF\tYes\tY\t12/20/2026\n";

    fn sort(keys: &[(Column, bool)]) -> Sort {
        let key = |&(column, descending)| SortKey { column, descending };
        Sort(keys.iter().map(key).collect())
    }

    #[track_caller]
    fn check(keys: &[(Column, bool)], expected: &str) {
        let answer = answer(&format!("{HEADER}{LIST}"));
        let accounts: Vec<_> = flagged(&answer).map(|(account, _)| account).collect();
        let mut decisions = Decisions::default();
        let names = vec!["ddean".into()];
        decisions.apply(Edit::Decide { names, choice: Choice::Keep });
        let seen =
            sorted(&answer, &accounts, &sort(keys), &RankCache::default(), &decisions);
        let names: Vec<&str> = seen
            .into_iter()
            .map(|account| answer.logon_name(account.row(&answer).unwrap()))
            .collect();
        assert_eq!(names.join(" "), expected);
    }

    #[test]
    fn what_is_unknown_comes_last_both_ways() {
        check(&[(Column::Department, false)], "aclark ddean zadams bbrown");
        check(&[(Column::Department, true)], "zadams aclark ddean bbrown");
        check(&[(Column::Deprovisioned, false)], "aclark ddean zadams bbrown");
        check(&[(Column::Deprovisioned, true)], "ddean zadams aclark bbrown");
        check(&[(Column::Reason, true)], "ddean aclark zadams bbrown");
    }

    #[test]
    fn several_columns_go_one_after_the_other() {
        use Column::*;
        check(&[(Affiliations, false), (Reason, true)], "aclark ddean zadams bbrown");
        check(&[(Affiliations, false), (Reason, false)], "aclark zadams ddean bbrown");
        check(&[(Deprovisioned, true), (Person, false)], "zadams ddean aclark bbrown");
        check(&[(Decision, false), (LogonName, true)], "ddean zadams bbrown aclark");
        check(&[(Decision, true), (LogonName, false)], "aclark bbrown zadams ddean");
    }

    #[test]
    fn by_the_day_that_counts_is_the_order_of_the_answer() {
        check(&[(Column::ActBy, false)], "aclark ddean zadams bbrown");
        check(&[(Column::ActBy, true)], "bbrown zadams ddean aclark");
        // With something after it, equal deadlines are equal.
        check(
            &[(Column::ActBy, false), (Column::Person, false)],
            "aclark zadams ddean bbrown",
        );
        check(
            &[(Column::ActBy, true), (Column::Person, true)],
            "bbrown ddean zadams aclark",
        );
    }

    #[test]
    fn by_status_those_that_stand_alike_are_together() {
        check(&[(Column::Status, false)], "aclark ddean zadams bbrown");
        check(&[(Column::Status, true)], "bbrown ddean zadams aclark");
    }

    #[test]
    fn clicks_make_keys() {
        let keys = |sort: &Sort| -> Vec<(Column, bool)> {
            sort.keys().iter().map(|key| (key.column, key.descending)).collect()
        };
        let by_name = Sort::default().by(Column::Person);
        assert_eq!(keys(&by_name), [(Column::Person, false)]);
        assert_eq!(keys(&by_name.by(Column::Person)), [(Column::Person, true)]);
        let both = by_name.and_by(Column::Days);
        assert_eq!(keys(&both), [(Column::Person, false), (Column::Days, false)]);
        assert_eq!(
            keys(&both.and_by(Column::Person)),
            [(Column::Person, true), (Column::Days, false)]
        );
        assert_eq!(keys(&both.by(Column::Person)), [(Column::Person, false)]);
        assert_eq!(keys(&both.by(Column::Days)), [(Column::Days, false)]);
    }

    /// Texts that share beginnings of all lengths, or are equal.
    fn texts() -> impl Strategy<Value = Vec<String>> {
        let long = (0usize..600, "[abÄ]{0,2}")
            .prop_map(|(n, end)| format!("{}{end}", "a".repeat(n)));
        prop::collection::vec(prop_oneof!["[aAbzÄ\0]{0,10}", long], 0..40)
    }

    /// How two accounts compare under a key, without any rank.
    fn plainly(answer: &Answer, key: SortKey, a: &Row, b: &Row) -> Ordering {
        let directed = |ordering: Ordering| match key.descending {
            true => ordering.reverse(),
            false => ordering,
        };
        let date = |row: &Row| row.milestones().and_then(|dates| key.column.date(&dates));
        match (date(a), date(b)) {
            (Some(a), Some(b)) => directed(a.cmp(&b)),
            (a, b) if a.is_some() || b.is_some() => b.is_some().cmp(&a.is_some()),
            _ => {
                let text = |row| key.column.text(answer, row).to_lowercase();
                let (a, b) = (text(a), text(b));
                a.is_empty().cmp(&b.is_empty()).then(directed(a.cmp(&b)))
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn ranks_are_in_the_order_of_the_texts(written in texts()) {
            let mut texts = LoweredTexts { text: String::new(), ends: Vec::new() };
            written.iter().for_each(|text| texts.push(text));
            let ranks = texts.ranks().of;
            for (a, b) in (0..written.len()).flat_map(|a| (0..a).map(move |b| (a, b))) {
                let (x, y) = (written[a].to_lowercase(), written[b].to_lowercase());
                let plainly = x.is_empty().cmp(&y.is_empty()).then(x.cmp(&y));
                prop_assert_eq!(ranks[a].cmp(&ranks[b]), plainly, "{:?} {:?}", x, y);
            }
        }

        #[test]
        fn ranks_sort_as_a_plain_comparison_does(
            people in prop::collection::vec(("[a-cÄ]{0,2}", "[AaB]?", 0u32..4), 1..30),
            keys in prop::collection::vec((0usize..5, any::<bool>()), 1..4),
            n_left_out in 0usize..3,
        ) {
            let mut list = HEADER.to_owned();
            for (n, (name, department, month)) in people.iter().enumerate() {
                let date = if *month == 0 { String::new() } else { format!("{month}/1/2027") };
                writeln!(list, "p{n}\t{name}\t{department}\t\tNo\tY\t{date}").unwrap();
            }
            let answer = answer(&list);
            use Column::*;
            let columns = [Person, Department, Disabled, Deprovisioned, LogonName];
            let keys: Vec<_> = keys.into_iter().map(|(n, down)| (columns[n], down)).collect();
            let sort = sort(&keys);
            let mut expected: Vec<_> = flagged(&answer).skip(n_left_out).collect();
            let accounts: Vec<_> = expected.iter().map(|(account, _)| *account).collect();
            expected.sort_by(|(_, a), (_, b)| {
                let compare = |key: &SortKey| plainly(&answer, *key, a, b);
                sort.keys().iter().map(compare).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
            });
            let found =
                sorted(&answer, &accounts, &sort, &RankCache::default(), &Decisions::default());
            prop_assert!(found.into_iter().eq(expected.into_iter().map(|(account, _)| account)));
        }
    }
}
