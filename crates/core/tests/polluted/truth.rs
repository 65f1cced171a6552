//! True tables: what a program would hold before it writes a file. All people, places and
//! prices are invented.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// A table as it is meant.
#[derive(Clone, Debug)]
pub(crate) struct Truth {
    /// The names of its columns.
    pub(crate) header: Vec<String>,
    /// Whether these are names that a policy knows.
    pub(crate) is_known: bool,
    /// Which columns hold numbers, dates or addresses.
    pub(crate) is_value: Vec<bool>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Person,
    Logon,
    Address,
    Count,
    Amount,
    Day,
    Moment,
    Code,
    Marks,
    Word,
    Note,
    Spare,
}

/// A column: what it holds, a name that the policy knows, and one that it does not.
type Column = (Kind, &'static str, &'static str);

const COLUMNS: [Column; 14] = [
    (Kind::Person, "Display Name", "Who"),
    (Kind::Logon, "Logon Name", "Handle"),
    (Kind::Address, "Email Address", "Where to write"),
    (Kind::Count, "Expires in days", "Pieces"),
    (Kind::Amount, "Mailbox Size (MB)", "Price"),
    (Kind::Day, "Scheduled deletion date", "Since"),
    (Kind::Moment, "Last logon", "Seen"),
    (Kind::Code, "PennID", "Shelf"),
    (Kind::Marks, "All active affiliations", "Marks"),
    (Kind::Word, "Department", "City"),
    (Kind::Word, "Job org", "Color of it"),
    (Kind::Note, "O365 Ready", "Remark"),
    (Kind::Note, "Reason flagged", "story"),
    (Kind::Spare, "Has mailbox", "Spare"),
];

const FIRST: [&str; 8] =
    ["Ada", "Grace", "José", "Łucja", "Kathleen", "名子", "Bo", "Zoë"];
const LAST: [&str; 8] =
    ["Lovelace", "Hopper", "García", "O'Brien", "van der Berg", "Ng", "Smith-Roe", "Øst"];
const WORDS: [&str; 10] = [
    "Math",
    "Physics",
    "Oslo",
    "Libraries",
    "Bonn",
    "Kiel",
    "Köln",
    "SAS Computing",
    "Am Hof",
    "red",
];
const PIECES: [&str; 24] = [
    "see",
    "the list",
    "left",
    "No",
    "Sponsor missing",
    " ",
    " ",
    " ",
    ", ",
    ",",
    "; ",
    ";",
    "\"",
    "\"",
    "'",
    "\n",
    "\r\n",
    " | ",
    "|",
    "\t",
    "é",
    "名",
    "5%",
    "\\",
];

impl Kind {
    fn is_value(self) -> bool {
        use Kind::{Address, Amount, Count, Day, Moment};
        matches!(self, Address | Count | Amount | Day | Moment)
    }

    /// A cell of such a column; a count is never empty, so that a row has a value.
    fn cell(self) -> BoxedStrategy<String> {
        let full = self.filled();
        match self {
            Kind::Count => full,
            _ => prop_oneof![9 => full, 1 => Just(String::new())].boxed(),
        }
    }

    fn filled(self) -> BoxedStrategy<String> {
        let letters = "[a-z]{3,8}";
        match self {
            Kind::Person => (select(&FIRST[..]), select(&LAST[..]), any::<bool>())
                .prop_map(|(first, last, is_turned)| match is_turned {
                    true => format!("{last}, {first}"),
                    false => format!("{first} {last}"),
                })
                .boxed(),
            Kind::Logon => (letters, any::<bool>())
                .prop_map(|(name, has_domain)| match has_domain {
                    true => format!("UPENN\\{name}"),
                    false => name,
                })
                .boxed(),
            Kind::Address => letters.prop_map(|name| name + "@upenn.edu").boxed(),
            Kind::Count => "-?[1-9][0-9]{0,3}".boxed(),
            Kind::Amount => "[0-9]{1,3}[.,][0-9]{2}".boxed(),
            Kind::Day => {
                prop_oneof!["2026-1[0-2]-[0-2][1-9]", "1?[1-9]/[12][0-9]/2026"].boxed()
            }
            Kind::Moment => "1?[12]/[12][0-9]/2026 [1-9]:[0-5][0-9]:00 [AP]M".boxed(),
            Kind::Code => "0[0-9]{7}".boxed(),
            Kind::Marks => vec(select(&["STAF", "FAC", "CTSY", "RTSF", "ERF"][..]), 1..4)
                .prop_map(|codes| codes.join(" "))
                .boxed(),
            Kind::Word => select(&WORDS[..]).prop_map(str::to_owned).boxed(),
            Kind::Note => {
                vec(select(&PIECES[..]), 0..7).prop_map(|pieces| pieces.concat()).boxed()
            }
            Kind::Spare => select(&["", "Y", "N"][..]).prop_map(str::to_owned).boxed(),
        }
    }
}

/// A table of two to eight columns; one of them holds values, by which a person can tell the
/// header from the rows.
pub(crate) fn truth(n_rows: std::ops::Range<usize>) -> impl Strategy<Value = Truth> {
    let columns = subsequence(COLUMNS.to_vec(), 2..=8).prop_shuffle();
    (columns, any::<bool>()).prop_flat_map(move |(mut columns, is_known)| {
        if !columns.iter().any(|(kind, ..)| *kind == Kind::Count) {
            columns[0] = COLUMNS[3];
        }
        let cells: Vec<_> = columns.iter().map(|(kind, ..)| kind.cell()).collect();
        vec(cells, n_rows.clone()).prop_map(move |rows| Truth {
            header: columns
                .iter()
                .map(|(_, known, invented)| if is_known { known } else { invented })
                .map(|name| (*name).to_owned())
                .collect(),
            is_known,
            is_value: columns.iter().map(|(kind, ..)| kind.is_value()).collect(),
            rows,
        })
    })
}
