//! What lasts when the files go.

use crate::calendar::Calendar;
use crate::columns::Columns;
use crate::decisions::Decisions;
use crate::rules::RulesState;
use crate::timers::Timer;
use crate::toast::Toast;
use std::rc::Rc;

/// What a person did and chose here, which is forgotten only when that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Lasting {
    /// The as-of day, and what is known of the calendar.
    pub calendar: Calendar,
    /// The rules that were met, and which are followed.
    pub rules: RulesState,
    /// What was decided, and the way back.
    pub decisions: Rc<Decisions>,
    /// The waits, also those whose step is not ticked any more.
    pub(crate) timers: Vec<Timer>,
    /// The columns that are wanted.
    pub columns: Columns,
    /// Which keys were used, in the order of [`HintedKey::ALL`].
    pub keys_used: [bool; HintedKey::ALL.len()],
    /// Whether the chart of deadlines is shown.
    pub shows_chart: bool,
    /// What was done last, while it is said.
    pub toast: Option<Toast>,
    pub(crate) n_toasts: u32,
    /// The rules that were followed when somebody began to look at them.
    pub(crate) rules_before: Option<Box<RulesState>>,
    /// Whether the keys are shown.
    pub shows_keys: bool,
    /// Whether it is shown why nothing leaves the computer.
    pub shows_privacy: bool,
    /// The fingerprint of the page's own file, if that was handed over.
    pub fingerprint: Option<Fingerprint>,
}

impl Lasting {
    /// Nothing was done yet.
    pub(crate) fn new(calendar: Calendar, rules: RulesState) -> Lasting {
        Lasting {
            calendar,
            rules,
            decisions: Rc::default(),
            timers: Vec::new(),
            columns: Columns::FIRST,
            keys_used: [false; HintedKey::ALL.len()],
            shows_chart: true,
            toast: None,
            n_toasts: 0,
            rules_before: None,
            shows_keys: false,
            shows_privacy: false,
            fingerprint: None,
        }
    }
}

/// What the page tells that a key does, until somebody did it by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintedKey {
    /// To go to another account.
    Move,
    /// To open its details.
    Open,
    /// To decide about it.
    Decide,
    /// To see all keys.
    Help,
}

impl HintedKey {
    /// All of them.
    pub const ALL: [HintedKey; 4] =
        [HintedKey::Move, HintedKey::Open, HintedKey::Decide, HintedKey::Help];
}

/// What tells whether a file is the one that it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Fingerprint {
    /// The name of the file.
    pub file: String,
    /// Its SHA-256 in hexadecimal digits, or why there is none.
    pub sha256: Result<String, String>,
}
