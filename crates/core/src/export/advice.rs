//! The advice as it is written for scripts.

use crate::advice::{
    Advice, CourseAdvice, Evidence, Group, GroupCourse, GroupStep, ImpossibleNote,
    StepAdvice,
};
use crate::answer::{Answer, Place, Row};
use crate::policy::Wait;
use crate::role::Role;
use serde::Serialize;

/// What is to be said of one account.
#[derive(Serialize)]
pub(super) struct AdvicePart {
    summary: String,
    by: Option<String>,
    cause: CauseJson,
    exception: Option<ExceptionJson>,
    courses: Vec<CoursePart>,
    impossible: Vec<ImpossibleJson>,
}

#[derive(Serialize)]
struct CauseJson {
    code: Option<&'static str>,
    title: String,
    explanation: String,
    advice: String,
    who: String,
    evidence: Vec<EvidencePart>,
}

#[derive(Serialize)]
struct EvidencePart {
    role: &'static str,
    file: String,
    line: u32,
    column: String,
    text: String,
}

#[derive(Serialize)]
struct ExceptionJson {
    id: String,
    title: String,
    text: String,
    evidence: Vec<EvidencePart>,
}

#[derive(Serialize)]
struct CoursePart {
    course: &'static str,
    title: String,
    steps: Vec<StepJson>,
}

#[derive(Serialize)]
struct StepJson {
    id: String,
    title: String,
    /// Absent where the step is said of many accounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    who: String,
    wait: Option<WaitJson>,
}

#[derive(Serialize)]
struct WaitJson {
    id: String,
    title: String,
    from_minutes: u16,
    to_minutes: u16,
}

#[derive(Serialize)]
struct ImpossibleJson {
    course: &'static str,
    what: String,
    why: String,
}

/// Accounts that need the same.
#[derive(Serialize)]
pub(super) struct GroupPart {
    status: &'static str,
    cause: Option<&'static str>,
    cause_title: String,
    exception: Option<String>,
    by: Option<String>,
    courses: Vec<CoursePart>,
    logon_names: Vec<String>,
}

impl AdvicePart {
    /// `None` for an account that is not in the answer: it is clear, or not the user's.
    pub(super) fn new(answer: &Answer, row: &Row) -> Option<AdvicePart> {
        if row.place != Place::Answer {
            return None;
        }
        let Advice { summary, by, why, exception, courses, impossible } =
            Advice::new(answer, row);
        Some(AdvicePart {
            summary,
            by: by.map(|by| by.to_string()),
            cause: CauseJson {
                code: why.cause.map(|cause| cause.as_str()),
                title: why.title,
                explanation: why.explanation,
                advice: why.advice,
                who: why.who,
                evidence: evidence(why.evidence),
            },
            exception: exception.map(|note| ExceptionJson {
                id: note.id,
                title: note.title,
                text: note.text,
                evidence: evidence(note.evidence),
            }),
            courses: courses.into_iter().map(CoursePart::from).collect(),
            impossible: impossible.into_iter().map(ImpossibleJson::from).collect(),
        })
    }
}

fn evidence(cells: Vec<Evidence>) -> Vec<EvidencePart> {
    let part = |Evidence { role, file, line, column, text }| EvidencePart {
        role: Role::as_str(role),
        file,
        line,
        column,
        text,
    };
    cells.into_iter().map(part).collect()
}

impl From<CourseAdvice> for CoursePart {
    fn from(CourseAdvice { course, title, steps }: CourseAdvice) -> CoursePart {
        let steps = steps.into_iter().map(StepJson::from).collect();
        CoursePart { course: course.as_str(), title, steps }
    }
}

impl From<GroupCourse> for CoursePart {
    fn from(GroupCourse { course, title, steps }: GroupCourse) -> CoursePart {
        let steps = steps.into_iter().map(StepJson::from).collect();
        CoursePart { course: course.as_str(), title, steps }
    }
}

impl From<StepAdvice> for StepJson {
    fn from(StepAdvice { id, title, text, who, wait }: StepAdvice) -> StepJson {
        StepJson { id, title, text: Some(text), who, wait: wait.map(WaitJson::from) }
    }
}

impl From<GroupStep> for StepJson {
    fn from(GroupStep { id, title, who, wait }: GroupStep) -> StepJson {
        StepJson { id, title, text: None, who, wait: wait.map(WaitJson::from) }
    }
}

impl From<Wait> for WaitJson {
    fn from(Wait { id, title, from_minutes, to_minutes }: Wait) -> WaitJson {
        WaitJson { id, title, from_minutes, to_minutes }
    }
}

impl From<ImpossibleNote> for ImpossibleJson {
    fn from(ImpossibleNote { course, what, why }: ImpossibleNote) -> ImpossibleJson {
        ImpossibleJson { course: course.as_str(), what, why }
    }
}

impl From<Group> for GroupPart {
    fn from(group: Group) -> GroupPart {
        GroupPart {
            status: group.status().as_str(),
            cause: group.cause.map(|cause| cause.as_str()),
            cause_title: group.cause_title,
            exception: group.exception,
            by: group.by.map(|by| by.to_string()),
            courses: group.courses.into_iter().map(CoursePart::from).collect(),
            logon_names: group.logon_names,
        }
    }
}
