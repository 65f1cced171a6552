//! The texts for people: what a value may be beyond its type.

use super::{Check, Checked};
use crate::policy::error::cut;
use crate::policy::guidance::{CauseTexts, words_of};
use crate::policy::profile::{
    CausePart, CausesPart, ExceptionPart, Profile, SituationsPart, StepPart, Text,
};
use crate::policy::template::Template;
use crate::policy::{CauseText, Course, Exception, Impossible, Step, Wait};
use crate::standing::{Cause, Standing, Status};
use std::collections::BTreeMap;
use toml::Spanned;

/// What stands for a cause that nobody knows.
const UNKNOWN: &str = "unknown";

impl Check<'_> {
    fn states(self, texts: &Spanned<Vec<Text>>) -> Checked<Vec<Status>> {
        if texts.get_ref().is_empty() {
            return self.refuse(texts, "at least one state is needed");
        }
        self.all(texts.get_ref(), |text| {
            self.word(text, &Status::flagged(), Status::as_str)
        })
    }

    pub(super) fn steps(self, profile: &Profile, waits: &[Wait]) -> Checked<Vec<Step>> {
        let parts = [
            (Course::Keep, &profile.keep),
            (Course::LetGo, &profile.let_go),
            (Course::Reinstate, &profile.reinstate),
        ];
        self.once(parts.iter().flat_map(|(_, parts)| parts.iter()).map(|part| &part.id))?;
        let mut steps = Vec::new();
        for (course, parts) in parts {
            for part in parts {
                steps.push(self.step(course, part, profile, waits)?);
            }
        }
        Ok(steps)
    }

    fn step(
        self,
        course: Course,
        part: &StepPart,
        profile: &Profile,
        waits: &[Wait],
    ) -> Checked<Step> {
        if let Some(wait) = &part.wait
            && !waits.iter().any(|known| known.id == *wait.get_ref())
        {
            let known: Vec<&str> = waits.iter().map(|wait| wait.id.as_str()).collect();
            let (found, known) = (cut(wait.get_ref()), known.join(", "));
            return self.refuse(
                wait,
                format!("there is no wait “{found}”; the waits are: {known}"),
            );
        }
        let text = match &part.wait {
            Some(_) => self.step_template(&part.text)?,
            None => self.template(&part.text)?,
        };
        let exceptions = &profile.exceptions;
        let exception = part.exception.as_ref();
        let is_known =
            |id: &Text| exceptions.iter().any(|e| e.id.get_ref() == id.get_ref());
        if let Some(id) = exception.filter(|id| !is_known(id)) {
            let known: Vec<&str> = exceptions
                .iter()
                .map(|exception| exception.id.get_ref().as_str())
                .collect();
            let (found, known) = (cut(id.get_ref()), known.join(", "));
            return self.refuse(
                id,
                format!("there is no exception “{found}”; the exceptions are: {known}"),
            );
        }
        let causes: Vec<Option<Cause>> =
            Cause::ALL.into_iter().map(Some).chain([None]).collect();
        Ok(Step {
            id: self.plain(&part.id)?,
            course,
            title: self.plain(&part.title)?,
            text,
            who: self.plain(&part.who)?,
            wait: part.wait.as_ref().map(|wait| wait.get_ref().clone()),
            works: self.states(&part.works)?,
            causes: self.all(&part.causes, |text| {
                self.word(text, &causes, |cause| cause.map_or(UNKNOWN, Cause::as_str))
            })?,
            exception: exception.map(|id| id.get_ref().clone()),
        })
    }

    pub(super) fn impossible(self, profile: &Profile) -> Checked<Vec<Impossible>> {
        self.all(&profile.impossible, |part| {
            Ok(Impossible {
                course: self.word(&part.course, &Course::ALL, Course::as_str)?,
                what: self.plain(&part.what)?,
                states: self.states(&part.states)?,
                why: self.template(&part.why)?,
            })
        })
    }

    pub(super) fn exceptions(self, parts: &[ExceptionPart]) -> Checked<Vec<Exception>> {
        self.once(parts.iter().map(|part| &part.id))?;
        self.all(parts, |part| {
            if part.columns.get_ref().is_empty() {
                return self.refuse(&part.columns, "columns: at least one is needed");
            }
            if part.words.get_ref().is_empty() {
                return self.refuse(&part.words, "words: at least one is needed");
            }
            Ok(Exception {
                id: self.plain(&part.id)?,
                title: self.plain(&part.title)?,
                restore_days: part.restore_days.get_ref().0,
                columns: part.columns.get_ref().clone(),
                words: self.all(part.words.get_ref(), |text| {
                    match words_of(text.get_ref()) {
                        words if words.is_empty() => self.refuse(
                            text,
                            format!("“{}” has no letter or digit", cut(text.get_ref())),
                        ),
                        words => Ok(words),
                    }
                })?,
                text: self.template(&part.text)?,
            })
        })
    }

    pub(super) fn causes(self, part: &CausesPart) -> Checked<CauseTexts> {
        let text = |part: &CausePart| {
            Ok(CauseText {
                title: self.plain(&part.title)?,
                explanation: self.template(&part.explanation)?,
                advice: self.template(&part.advice)?,
                who: self.plain(&part.who)?,
            })
        };
        Ok(CauseTexts {
            no_eligible_affiliation: text(&part.no_eligible_affiliation)?,
            override_missing: text(&part.override_missing)?,
            emeritus_only: text(&part.emeritus_only)?,
            registry_disagrees: text(&part.registry_disagrees)?,
            unknown: text(&part.unknown)?,
        })
    }

    pub(super) fn situations(
        self,
        part: &SituationsPart,
    ) -> Checked<BTreeMap<Standing, Template>> {
        let situations = part.0.iter();
        situations.map(|(standing, text)| Ok((*standing, self.template(text)?))).collect()
    }
}
