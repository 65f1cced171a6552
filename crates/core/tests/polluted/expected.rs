//! What a reader must find, and what it found instead.

use reprieve_core::problem::Code;

/// What a reader must find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) header: Option<Vec<String>>,
    pub(crate) header_line: Option<u32>,
    pub(crate) n_header_rows: usize,
    /// The rows, with their lines.
    pub(crate) rows: Vec<(u32, Vec<String>)>,
    /// The lines above the header.
    pub(crate) skipped: Vec<u32>,
    pub(crate) n_blank: usize,
    pub(crate) n_repeated: usize,
    /// In the order of lines; those of the whole file have none.
    pub(crate) problems: Vec<(Option<u32>, Code)>,
    /// How many records there are, of whatever kind.
    pub(crate) n_records: usize,
}

impl Expected {
    /// What of it was found differently, in words; nothing if it was found.
    pub(crate) fn difference(&self, found: &Expected) -> String {
        let mut lines = Vec::new();
        let mut compare = |what: &str, expected: String, found: String| {
            if expected != found {
                lines.push(format!("{what}: expected {expected}, found {found}\n"));
            }
        };
        let counts = |e: &Expected| {
            format!("{:?}", (e.n_header_rows, e.n_blank, e.n_repeated, e.n_records))
        };
        compare("header", format!("{:?}", self.header), format!("{:?}", found.header));
        compare(
            "header line",
            format!("{:?}", self.header_line),
            format!("{:?}", found.header_line),
        );
        compare("skipped", format!("{:?}", self.skipped), format!("{:?}", found.skipped));
        compare(
            "problems",
            format!("{:?}", self.problems),
            format!("{:?}", found.problems),
        );
        compare("header rows, blank, repeated, records", counts(self), counts(found));
        for row in 0..self.rows.len().max(found.rows.len()) {
            let [expected, found] =
                [self, found].map(|e| format!("{:?}", e.rows.get(row)));
            compare("row", expected, found);
        }
        lines.concat()
    }
}
