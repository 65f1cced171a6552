//! The rules that the page goes by: which profiles it has met, and which one it follows.

use crate::shared::Shared;
use reprieve_core::policy::Policy;

/// A profile that the page has met.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownProfile {
    /// The file that it was loaded from; `None` when it comes with the program.
    pub file: Option<String>,
    /// As it was built in or loaded.
    pub original: Shared<Policy>,
    /// The same with what was changed on the page.
    pub current: Shared<Policy>,
}

impl KnownProfile {
    fn new(file: Option<String>, policy: Shared<Policy>) -> KnownProfile {
        KnownProfile { file, original: policy.clone(), current: policy }
    }

    /// Whether something of it was changed on the page.
    pub fn is_edited(&self) -> bool {
        self.original != self.current
    }
}

/// All that the page knows of rules.
#[derive(Clone, Debug, PartialEq)]
pub struct RulesState {
    /// Never empty; the first is the one that the page begins with.
    profiles: Vec<KnownProfile>,
    /// The place of the one that is followed.
    followed: usize,
    /// How often all numbers and days have been exchanged at once: what is half written into
    /// a field belongs to those before.
    pub n_exchanged: u32,
    /// Whether they are looked at.
    pub is_open: bool,
    /// Whether the ones that are followed came with a file, and nobody was told yet.
    pub is_news: bool,
}

/// What can happen to the rules.
#[derive(Debug)]
pub enum RulesAction {
    /// Somebody looks at them.
    Opened,
    /// Nobody looks at them any more.
    Closed,
    /// One that comes with the program is followed.
    BuiltInChosen(Shared<Policy>),
    /// One that was met before is followed, by its place.
    Chosen(usize),
    /// One from a file is followed.
    Loaded {
        /// The name of the file.
        file: String,
        /// What it says.
        policy: Shared<Policy>,
    },
    /// Numbers or days are other ones.
    Edited(Shared<Policy>),
    /// All is again as it was built in or loaded.
    Restored,
    /// That they came with a file was read.
    NewsRead,
}

impl RulesState {
    /// The rules that the page begins with.
    pub fn new(policy: Shared<Policy>) -> RulesState {
        RulesState {
            profiles: vec![KnownProfile::new(None, policy)],
            followed: 0,
            n_exchanged: 0,
            is_open: false,
            is_news: false,
        }
    }

    /// The rules that the page begins with.
    pub(crate) fn at_first(&self) -> RulesState {
        RulesState::new(self.profiles[0].original.clone())
    }

    /// Whether there is anything to forget.
    pub fn is_as_at_first(&self) -> bool {
        self.profiles.len() == 1 && !self.profiles[0].is_edited()
    }

    /// The profile that is followed.
    pub fn profile(&self) -> &KnownProfile {
        &self.profiles[self.followed]
    }

    /// The place of the profile that is followed.
    pub fn followed(&self) -> usize {
        self.followed
    }

    /// The policy that is followed.
    pub fn policy(&self) -> &Shared<Policy> {
        &self.profile().current
    }

    /// All that were met, each with its place.
    pub fn profiles(&self) -> impl Iterator<Item = (usize, &KnownProfile)> {
        self.profiles.iter().enumerate()
    }

    /// The place of one that comes with the program, if it was met.
    pub fn built_in(&self, name: &str) -> Option<usize> {
        self.profiles
            .iter()
            .position(|known| known.file.is_none() && known.original.name == name)
    }

    fn follow(&mut self, place: usize) {
        if place < self.profiles.len() && place != self.followed {
            self.followed = place;
            self.n_exchanged += 1;
        }
    }

    /// Follows what was followed before, edits included.
    pub(crate) fn go_back_to(&mut self, before: RulesState) {
        let (n_exchanged, is_news) = (self.n_exchanged + 1, false);
        *self = RulesState { n_exchanged, is_news, ..before };
    }

    /// What is known after something has happened.
    pub fn apply(&mut self, action: RulesAction) {
        match action {
            RulesAction::Opened => (self.is_open, self.is_news) = (true, false),
            RulesAction::Closed => self.is_open = false,
            RulesAction::NewsRead => self.is_news = false,
            RulesAction::Chosen(place) => self.follow(place),
            RulesAction::BuiltInChosen(policy) => {
                let known = self.built_in(&policy.name).unwrap_or_else(|| {
                    self.profiles.push(KnownProfile::new(None, policy));
                    self.profiles.len() - 1
                });
                self.follow(known);
            }
            RulesAction::Loaded { file, policy } => self.load(file, policy),
            RulesAction::Edited(policy) => {
                let profile = &mut self.profiles[self.followed];
                // What is changed back is no change.
                let is_original = policy.settings() == profile.original.settings();
                profile.current =
                    if is_original { profile.original.clone() } else { policy };
            }
            RulesAction::Restored => {
                let profile = &mut self.profiles[self.followed];
                if profile.is_edited() {
                    profile.current = profile.original.clone();
                    self.n_exchanged += 1;
                }
            }
        }
    }

    /// Follows what a file says; what the same file said before makes way for it.
    fn load(&mut self, file: String, policy: Shared<Policy>) {
        let known = self
            .profiles
            .iter()
            .position(|known| known.file.as_deref() == Some(file.as_str()));
        let profile = KnownProfile::new(Some(file), policy);
        match known {
            Some(place) => {
                self.profiles[place] = profile;
                self.followed = place;
            }
            None => {
                self.profiles.push(profile);
                self.followed = self.profiles.len() - 1;
            }
        }
        self.n_exchanged += 1;
        // Who looks at them sees it.
        self.is_news = !self.is_open;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_core::policy::DEFAULT;

    fn built_in(name: &str) -> Shared<Policy> {
        Shared::new(Policy::built_in(name).unwrap())
    }

    fn after(actions: impl IntoIterator<Item = RulesAction>) -> RulesState {
        let mut rules = RulesState::new(built_in(DEFAULT));
        for action in actions {
            rules.apply(action);
        }
        rules
    }

    /// The same with other days of grace.
    fn edited(policy: &Policy, grace_days: u16) -> RulesAction {
        let mut settings = policy.settings();
        settings.clock.grace_days = grace_days;
        RulesAction::Edited(Shared::new(policy.with(&settings).unwrap()))
    }

    fn loaded(file: &str, grace_days: u16) -> RulesAction {
        let text = Policy::built_in("example-30-14").unwrap().to_toml().to_owned();
        let text = text
            .replace("example-30-14", "own")
            .replace("grace_days = 30", &format!("grace_days = {grace_days}"));
        let policy = Shared::new(Policy::from_toml(&text).unwrap());
        RulesAction::Loaded { file: file.to_owned(), policy }
    }

    #[test]
    fn a_change_is_told_and_goes_with_its_undoing() {
        let policy = built_in(DEFAULT);
        let rules = after([edited(&policy, 90)]);
        assert!(rules.policy().is_changed() && rules.profile().is_edited());
        assert!(!rules.is_as_at_first());
        let by_hand = after([edited(&policy, 90), edited(&policy, 60)]);
        assert!(!by_hand.policy().is_changed() && by_hand.is_as_at_first());
        let at_once = after([edited(&policy, 90), RulesAction::Restored]);
        assert!(!at_once.policy().is_changed());
        assert_eq!(at_once.n_exchanged, 1);
    }

    #[test]
    fn a_profile_keeps_its_changes_while_another_is_followed() {
        let policy = built_in(DEFAULT);
        let other = RulesAction::BuiltInChosen(built_in("example-30-14"));
        let mut rules = after([edited(&policy, 90), other]);
        assert_eq!(rules.policy().name, "example-30-14");
        assert!(!rules.policy().is_changed());
        rules.apply(RulesAction::Chosen(0));
        assert_eq!(rules.policy().clock.grace_days, 90);
        rules.apply(RulesAction::Chosen(7));
        assert_eq!(rules.followed(), 0);
        assert!(rules.at_first().is_as_at_first());
    }

    #[test]
    fn a_file_that_comes_again_takes_the_place_of_the_first() {
        let mut rules = after([loaded("own.toml", 20), loaded("own.toml", 25)]);
        assert_eq!(rules.profiles().count(), 2);
        assert_eq!(rules.policy().clock.grace_days, 25);
        assert!(rules.is_news && !rules.policy().is_changed());
        rules.apply(loaded("other.toml", 20));
        assert_eq!(rules.profiles().count(), 3);
        rules.apply(RulesAction::Opened);
        assert!(!rules.is_news);
        rules.apply(loaded("own.toml", 30));
        assert!(!rules.is_news, "it is seen");
    }

    #[test]
    fn a_built_in_profile_is_met_once() {
        let choose = |name| RulesAction::BuiltInChosen(built_in(name));
        let rules =
            after([choose("example-30-14"), choose(DEFAULT), choose("example-30-14")]);
        assert_eq!((rules.profiles().count(), rules.followed()), (2, 1));
    }
}
