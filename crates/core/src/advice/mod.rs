//! Why an account is flagged, what can still be done about it, by whom and until when.
//!
//! All texts are the policy's; here they are chosen for the account and filled in. The page
//! and the command line render the same [`Advice`].

mod groups;

pub use groups::{Group, GroupCourse, GroupStep, groups};

use crate::answer::{Answer, Row, RowRef};
use crate::lifecycle::Milestones;
use crate::policy::{Course, Exception, Placeholder, Step, Template, Wait};
use crate::role::Role;
use crate::source::Kind;
use crate::standing::Cause;
use chrono::{Datelike, NaiveDate};

/// How a day is written in a sentence, seen from the day of which the answer speaks.
pub type WriteDay<'a> = &'a dyn Fn(NaiveDate, NaiveDate) -> String;

/// What is to be said of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What is at stake, in a sentence; empty when nothing is.
    pub summary: String,
    /// The last day on which something can be done that later cannot; `None` when no day is
    /// known, or none is left.
    pub by: Option<NaiveDate>,
    /// Why it is flagged.
    pub why: Why,
    /// Why other numbers hold for it.
    pub exception: Option<ExceptionNote>,
    /// What can be done now, in the order in which it is offered; each has steps.
    pub courses: Vec<CourseAdvice>,
    /// What cannot be done now.
    pub impossible: Vec<ImpossibleNote>,
}

/// Why an account is flagged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// `None` when no file lists affiliations.
    pub cause: Option<Cause>,
    /// In two words.
    pub title: String,
    /// In a sentence.
    pub explanation: String,
    /// What mends it.
    pub advice: String,
    /// Who does that.
    pub who: String,
    /// The cells that led to it.
    pub evidence: Vec<Evidence>,
}

/// A cell of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What its column holds.
    pub role: Role,
    /// The file's name.
    pub file: String,
    /// The physical line, from 1.
    pub line: u32,
    /// The column's name.
    pub column: String,
    /// What it says, trimmed; it may be empty, which says something too.
    pub text: String,
}

/// Why other numbers hold for an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExceptionNote {
    /// Its name in the policy.
    pub id: String,
    /// In two words.
    pub title: String,
    /// In a sentence.
    pub text: String,
    /// The cells that say so.
    pub evidence: Vec<Evidence>,
}

/// A course that is possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseAdvice {
    /// Which one.
    pub course: Course,
    /// What it is called.
    pub title: String,
    /// What is done, in order.
    pub steps: Vec<StepAdvice>,
}

/// One step of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepAdvice {
    /// The name under which a tick is kept.
    pub id: String,
    /// What is done.
    pub title: String,
    /// How.
    pub text: String,
    /// Who does it.
    pub who: String,
    /// What has to be waited for afterwards.
    pub wait: Option<Wait>,
}

/// Something that cannot be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpossibleNote {
    /// What it belongs to.
    pub course: Course,
    /// What cannot be done.
    pub what: String,
    /// Why not.
    pub why: String,
}

impl Advice {
    /// What is to be said of an account of an answer.
    pub fn new(answer: &Answer, row: &Row) -> Advice {
        Advice::with_days(answer, row, &day)
    }

    /// The same with the days written as the reader writes them: `day` is told a day and
    /// the one of which the answer speaks.
    pub fn with_days(answer: &Answer, row: &Row, day: WriteDay<'_>) -> Advice {
        let facts = Facts { answer, row, day };
        let policy = answer.policy();
        let situation = policy.situation(row.standing());
        let impossible = policy
            .impossible
            .iter()
            .filter(|no| no.states.contains(&row.standing().status()));
        Advice {
            summary: situation.map(|text| facts.fill(text, None)).unwrap_or_default(),
            by: last_day(row),
            why: facts.why(),
            exception: facts.exception().map(|exception| ExceptionNote {
                id: exception.id.clone(),
                title: exception.title.clone(),
                text: facts.fill(&exception.text, None),
                evidence: facts.exception_evidence(exception),
            }),
            courses: Course::ALL
                .into_iter()
                .map(|course| facts.course(course))
                .filter(|course| !course.steps.is_empty())
                .collect(),
            impossible: impossible
                .map(|no| ImpossibleNote {
                    course: no.course,
                    what: no.what.clone(),
                    why: facts.fill(&no.why, None),
                })
                .collect(),
        }
    }
}

/// The first step of the first course that is possible.
pub fn next_step<'a>(answer: &'a Answer, row: &Row) -> Option<&'a Step> {
    Course::ALL.into_iter().find_map(|course| steps(answer, row, course).next())
}

/// Whether anything of a course works in the account's state.
pub fn is_possible(answer: &Answer, row: &Row, course: Course) -> bool {
    steps(answer, row, course).next().is_some()
}

/// The steps of a course that work in the account's state and are needed for its cause and
/// exception; of a cause that nobody knows, all but those for others.
pub fn steps<'a>(
    answer: &'a Answer,
    row: &Row,
    course: Course,
) -> impl Iterator<Item = &'a Step> {
    let (status, cause) = (row.standing().status(), row.cause);
    let policy = answer.policy();
    // Accounts for which a course has steps of their own do nothing else in it.
    let exception = row.exception.map(|index| policy.exceptions[index].id.as_str());
    let own = exception.filter(|id| {
        policy.steps_of(course).any(|step| step.exception.as_deref() == Some(id))
    });
    policy.steps_of(course).filter(move |step| {
        let is_needed = step.causes.is_empty() || step.causes.contains(&cause);
        step.exception.as_deref() == own && step.works.contains(&status) && is_needed
    })
}

/// The last day before an account's state gets worse: a working day while there is one.
pub fn last_day(row: &Row) -> Option<NaiveDate> {
    row.milestones()?.last_day(row.standing())
}

/// A day with its weekday, and its year where that is another than this one's.
fn day(date: NaiveDate, as_of: NaiveDate) -> String {
    let form = if date.year() == as_of.year() { "%A %-d %B" } else { "%A %-d %B %Y" };
    date.format(form).to_string()
}

/// An account with all that is known of it, and how to write a day.
#[derive(Clone, Copy)]
struct Facts<'a> {
    answer: &'a Answer,
    row: &'a Row,
    day: WriteDay<'a>,
}

impl<'a> Facts<'a> {
    fn exception(self) -> Option<&'a Exception> {
        self.answer.policy().exceptions.get(self.row.exception?)
    }

    fn why(self) -> Why {
        let text = self.answer.policy().cause(self.row.cause);
        let evidence = [self.affiliations_cell(), self.cell(Role::Reason)];
        Why {
            cause: self.row.cause,
            title: text.title.clone(),
            explanation: self.fill(&text.explanation, None),
            advice: self.fill(&text.advice, None),
            who: text.who.clone(),
            evidence: evidence.into_iter().flatten().collect(),
        }
    }

    fn course(self, course: Course) -> CourseAdvice {
        let policy = self.answer.policy();
        let steps = steps(self.answer, self.row, course).map(|step| {
            let wait = step.wait.as_deref().and_then(|id| policy.wait(id));
            StepAdvice {
                id: step.id.clone(),
                title: step.title.clone(),
                text: self.fill(&step.text, wait),
                who: step.who.clone(),
                wait: wait.cloned(),
            }
        });
        CourseAdvice {
            course,
            title: policy.course_title(course).to_owned(),
            steps: steps.collect(),
        }
    }

    /// The first cell under a role that says something.
    fn cell(self, role: Role) -> Option<Evidence> {
        let says_something = |origin: &&RowRef| {
            self.answer.sources()[origin.source].text(origin.row, role).is_some()
        };
        self.evidence(*self.row.origins.iter().find(says_something)?, role)
    }

    /// The cell that the affiliations come from: an empty one says that there are none.
    fn affiliations_cell(self) -> Option<Evidence> {
        self.row.affiliations.as_ref()?;
        let role = Role::Affiliations;
        let lists = self.row.origins.iter().filter(|origin| {
            let source = &self.answer.sources()[origin.source];
            source.kind != Kind::Directory && source.index(origin.row, role).is_some()
        });
        let says_something = |origin: &&RowRef| {
            self.answer.sources()[origin.source].text(origin.row, role).is_some()
        };
        let origin =
            lists.clone().find(says_something).or_else(|| lists.clone().next())?;
        self.evidence(*origin, role)
    }

    /// The first cells that say so.
    fn exception_evidence(self, exception: &Exception) -> Vec<Evidence> {
        /// So many are proof enough, however many rows an account has.
        const MAX_CELLS: usize = 12;
        let roles = exception.columns.iter();
        let cells = roles.flat_map(|role| {
            let cells = self.row.origins.iter();
            let cells = cells.filter_map(|origin| self.evidence(*origin, *role));
            cells.filter(|cell| exception.is_in(*role, &cell.text))
        });
        cells.take(MAX_CELLS).collect()
    }

    fn evidence(self, origin: RowRef, role: Role) -> Option<Evidence> {
        let source = &self.answer.sources()[origin.source];
        let column = source.index(origin.row, role)?;
        Some(Evidence {
            role,
            file: source.file.clone(),
            line: source.table.line(origin.row),
            column: source.table.column_name_at(origin.row, column),
            text: source.text(origin.row, role).unwrap_or_default().to_owned(),
        })
    }

    fn fill(self, text: &Template, wait: Option<&Wait>) -> String {
        text.fill(|placeholder| {
            self.value(placeholder, wait)
                .unwrap_or_else(|| self.answer.policy().texts.unknown.clone())
        })
    }

    fn value(self, placeholder: Placeholder, wait: Option<&Wait>) -> Option<String> {
        let Facts { answer, row, day } = self;
        let clock = &answer.policy().clock;
        let date = |which: fn(&Milestones) -> NaiveDate| {
            Some(day(which(&row.milestones()?), answer.as_of()))
        };
        let last_day = || row.milestones()?.restorable_until;
        match placeholder {
            Placeholder::LogonName => Some(answer.logon_name(row).to_owned()),
            Placeholder::DisplayName => Some(match answer.display_name(row) {
                name if name.is_empty() => answer.logon_name(row).to_owned(),
                name => name.into_owned(),
            }),
            Placeholder::Affiliations => row.affiliations.as_ref().map(|codes| {
                if codes.is_empty() { "none".to_owned() } else { codes.join(", ") }
            }),
            Placeholder::Reason => Some(answer.text(row, Role::Reason))
                .filter(|s| !s.is_empty())
                .map(str::to_owned),
            Placeholder::AsOf => Some(day(answer.as_of(), answer.as_of())),
            Placeholder::LapsedOn => date(|dates| dates.lapsed_on),
            Placeholder::ActBy => date(|dates| dates.act_by),
            Placeholder::DisabledOn => date(|dates| dates.disabled_on),
            Placeholder::DeprovisionedOn => date(|dates| dates.deprovisioned_on),
            Placeholder::RestorableUntil => {
                last_day().map(|last| day(last, answer.as_of()))
            }
            Placeholder::GoneSince => {
                row.milestones()?.gone_since().map(|first| day(first, answer.as_of()))
            }
            Placeholder::GraceDays => Some(clock.grace_days.to_string()),
            Placeholder::DisableLeadDays => Some(clock.disable_lead_days.to_string()),
            Placeholder::RestoreDays => Some(
                self.exception()
                    .map_or(clock.restore_days, |exception| exception.restore_days)
                    .to_string(),
            ),
            Placeholder::Wait => wait.map(Wait::to_string),
        }
    }
}

#[cfg(test)]
mod tests;
