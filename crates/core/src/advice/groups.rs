//! Accounts that need the same thing, so that it is done for all at once.

use super::{last_day, steps};
use crate::answer::{Answer, Row};
use crate::policy::{Course, Wait};
use crate::standing::{Cause, Standing, Status};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Accounts of the answer with the same state and the same cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// How the most urgent of them stands; all have its status.
    pub standing: Standing,
    /// Their cause; `None` when no file lists affiliations.
    pub cause: Option<Cause>,
    /// What the cause is called.
    pub cause_title: String,
    /// Which of the policy's exceptions they are, by its title.
    pub exception: Option<String>,
    /// The last day to act for the first of them.
    pub by: Option<NaiveDate>,
    /// What can be done about all of them.
    pub courses: Vec<GroupCourse>,
    /// Who they are, in the order of the answer, ready to be copied.
    pub logon_names: Vec<String>,
}

/// A course that is possible for all accounts of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCourse {
    /// Which one.
    pub course: Course,
    /// What it is called.
    pub title: String,
    /// What is done, in order.
    pub steps: Vec<GroupStep>,
}

/// A step as it is said of many accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupStep {
    /// The name under which a tick is kept.
    pub id: String,
    /// What is done.
    pub title: String,
    /// Who does it.
    pub who: String,
    /// What has to be waited for afterwards.
    pub wait: Option<Wait>,
}

impl Group {
    /// Their state.
    pub fn status(&self) -> Status {
        self.standing.status()
    }
}

/// The accounts of the answer, grouped by what they need; the group of the most urgent one
/// comes first.
pub fn groups(answer: &Answer) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<(Status, Option<Cause>, Option<usize>), usize> =
        HashMap::new();
    for row in answer.rows() {
        let key = (row.standing().status(), row.cause, row.exception);
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(empty(answer, row));
            groups.len() - 1
        });
        let group = &mut groups[place];
        group.logon_names.push(answer.logon_name(row).to_owned());
        group.standing = group.standing.min(row.standing());
        group.by = group.by.into_iter().chain(last_day(row)).min();
    }
    groups
}

/// A group for accounts such as this one, in which nobody is yet.
fn empty(answer: &Answer, row: &Row) -> Group {
    let policy = answer.policy();
    let courses = Course::ALL.into_iter().map(|course| GroupCourse {
        course,
        title: policy.course_title(course).to_owned(),
        steps: steps(answer, row, course)
            .map(|step| GroupStep {
                id: step.id.clone(),
                title: step.title.clone(),
                who: step.who.clone(),
                wait: step.wait.as_deref().and_then(|id| policy.wait(id)).cloned(),
            })
            .collect(),
    });
    let exception = row.exception.and_then(|index| policy.exceptions.get(index));
    Group {
        standing: row.standing(),
        cause: row.cause,
        cause_title: policy.cause(row.cause).title.clone(),
        exception: exception.map(|exception| exception.title.clone()),
        by: None,
        courses: courses.filter(|course| !course.steps.is_empty()).collect(),
        logon_names: Vec::new(),
    }
}
