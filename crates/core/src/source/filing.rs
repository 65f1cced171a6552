//! Filing the rows that are left once a table has ended, a slice at a time.

use super::dates::GivenOrder;
use super::finisher::Finisher;
use super::index::{FiledRows, FilingContext, n_first_rows};
use super::recognize::{self, Recognized};
use super::{Config, list};
use crate::policy::Policy;
use crate::problem::{Code, Unreadable};
use crate::table::ReadTable;

/// How many rows are filed in a slice.
const SLICE_ROWS: usize = 250;

/// A table of which all rows are there.
pub(super) struct Filing {
    read: ReadTable,
    recognized: Recognized,
}

impl Filing {
    /// `recognized` is what was recognized before the table ended.
    ///
    /// # Errors
    /// When the table has no usable column.
    pub(super) fn new(
        read: ReadTable,
        recognized: Option<Recognized>,
        config: &Config,
        policy: &Policy,
    ) -> Result<Filing, Unreadable> {
        let recognized = match recognized {
            Some(recognized) => recognized,
            None if read.is_list => list::recognized().called_so(config),
            None => {
                let table = &read.table;
                let n_rows = n_first_rows(table, recognize::SAMPLE_ROWS);
                recognize::recognize(table, n_rows, table.header(), config, policy)?
            }
        };
        Ok(Filing { read, recognized })
    }

    /// Files some rows, and says whether there are more.
    pub(super) fn work(
        &self,
        index: &mut FiledRows,
        config: &Config,
        policy: &Policy,
    ) -> bool {
        index.file(&self.rows(config, policy), SLICE_ROWS)
    }

    /// What comes next, when all rows are filed.
    pub(super) fn finish(
        self,
        index: &mut FiledRows,
        config: &Config,
        policy: &Policy,
    ) -> Finisher {
        index.names.finish();
        let problems = &self.read.problems;
        if !problems.iter().any(|problem| problem.code() == Code::SampleContradicted) {
            index.report_drift(&self.rows(config, policy));
        }
        let Filing { mut read, recognized, .. } = self;
        for problem in std::mem::take(&mut read.problems) {
            index.problems.take(problem);
        }
        let order = GivenOrder { said: config.day_order, by_rules: policy.dates };
        Finisher::new(read.table, read.how, recognized, index, order)
    }

    fn rows<'a>(&'a self, config: &'a Config, policy: &'a Policy) -> FilingContext<'a> {
        let table = &self.read.table;
        FilingContext {
            table,
            header: table.header(),
            kind: self.recognized.kind,
            columns: &self.recognized.columns,
            config,
            policy,
            is_whole: true,
        }
    }
}
