//! Texts of a profile with placeholders such as `{act_by}`.

/// What a text may name, and what is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the vocabulary of the domain")]
pub enum Placeholder {
    LogonName,
    DisplayName,
    Affiliations,
    Reason,
    AsOf,
    LapsedOn,
    ActBy,
    DisabledOn,
    DeprovisionedOn,
    RestorableUntil,
    /// The first day on which the contents are lost.
    GoneSince,
    GraceDays,
    DisableLeadDays,
    RestoreDays,
    /// How long a step's wait takes; only in the text of a step that has one.
    Wait,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Placeholder; 15] = [
        Placeholder::LogonName,
        Placeholder::DisplayName,
        Placeholder::Affiliations,
        Placeholder::Reason,
        Placeholder::AsOf,
        Placeholder::LapsedOn,
        Placeholder::ActBy,
        Placeholder::DisabledOn,
        Placeholder::DeprovisionedOn,
        Placeholder::RestorableUntil,
        Placeholder::GoneSince,
        Placeholder::GraceDays,
        Placeholder::DisableLeadDays,
        Placeholder::RestoreDays,
        Placeholder::Wait,
    ];

    /// Its name between the braces.
    pub fn as_str(self) -> &'static str {
        match self {
            Placeholder::LogonName => "logon_name",
            Placeholder::DisplayName => "display_name",
            Placeholder::Affiliations => "affiliations",
            Placeholder::Reason => "reason",
            Placeholder::AsOf => "as_of",
            Placeholder::LapsedOn => "lapsed_on",
            Placeholder::ActBy => "act_by",
            Placeholder::DisabledOn => "disabled_on",
            Placeholder::DeprovisionedOn => "deprovisioned_on",
            Placeholder::RestorableUntil => "restorable_until",
            Placeholder::GoneSince => "gone_since",
            Placeholder::GraceDays => "grace_days",
            Placeholder::DisableLeadDays => "disable_lead_days",
            Placeholder::RestoreDays => "restore_days",
            Placeholder::Wait => "wait",
        }
    }

    fn from_name(name: &str) -> Option<Placeholder> {
        Placeholder::ALL.into_iter().find(|known| known.as_str() == name)
    }
}

/// A text that was checked: each of its braces encloses a known name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    text: String,
}

impl Template {
    /// Checks a text.
    ///
    /// # Errors
    /// The name that is not known, or the brace that stands alone.
    pub(super) fn new(text: String) -> Result<Template, String> {
        let mut rest = text.as_str();
        while let Some(start) = rest.find(['{', '}']) {
            let tail = &rest[start..];
            let name = tail
                .strip_prefix('{')
                .and_then(|tail| tail.split_once('}'))
                .map(|(name, _)| name);
            match name {
                Some(name) if Placeholder::from_name(name).is_some() => {
                    rest = &tail[name.len() + "{}".len()..];
                }
                Some(name) => return Err(format!("{{{name}}}")),
                None => return Err(tail.chars().take(1).collect()),
            }
        }
        Ok(Template { text })
    }

    /// The text as it stands in the profile.
    pub fn as_written(&self) -> &str {
        &self.text
    }

    /// Whether it names something.
    pub fn names(&self, placeholder: Placeholder) -> bool {
        self.text.contains(&format!("{{{}}}", placeholder.as_str()))
    }

    /// The text with every placeholder filled in. What is filled in is not looked at again,
    /// so a name with braces has no power.
    pub fn fill(&self, mut value: impl FnMut(Placeholder) -> String) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some((before, tail)) = rest.split_once('{') {
            out.push_str(before);
            let (name, tail) = tail.split_once('}').unwrap_or((tail, ""));
            out.push_str(
                &Placeholder::from_name(name).map(&mut value).unwrap_or_default(),
            );
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once() {
        let text = "{logon_name}: by {act_by}.".to_owned();
        let template = Template::new(text).unwrap();
        let filled =
            template.fill(|placeholder| format!("<{{{}}}>", placeholder.as_str()));
        assert_eq!(filled, "<{logon_name}>: by <{act_by}>.");
        assert!(template.names(Placeholder::ActBy) && !template.names(Placeholder::Wait));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for (text, found) in [
            ("a {act-by} b", "{act-by}"),
            ("a {", "{"),
            ("}", "}"),
            ("{}", "{}"),
            ("{{act_by}}", "{{act_by}"),
        ] {
            assert_eq!(Template::new(text.to_owned()), Err(found.to_owned()), "{text}");
        }
    }

    #[test]
    fn every_name_is_found_again() {
        for placeholder in Placeholder::ALL {
            assert_eq!(Placeholder::from_name(placeholder.as_str()), Some(placeholder));
        }
    }
}
