//! Reading one file in slices, so that the page never freezes.

use super::fingerprint::take_fingerprint;
use super::incoming::{Beginning, arrival, beginning_of};
use super::profile::read_profile;
use super::read_queue::ReadQueue;
use crate::browser::{Incoming, PACE_MS, Pace, Pieces, Slice};
use reprieve_core::answer::Row;
use reprieve_core::policy::Policy;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{Config, Kind, Reader, RoleColumn, RoleEvidence, Source};
use reprieve_core::table::Limits;
use reprieve_desk::action::Action;
use reprieve_desk::input::{InputId, Outcome, Said, Terms};
use reprieve_desk::shared::{Shared, Stop};

/// How many bytes are read before the clock is looked at.
const PIECE_BYTES: usize = 16 * 1024;

/// How many accounts are looked up in what is read by now: so many cost few milliseconds.
const MAX_LOOKED_UP: usize = 30_000;

/// A source, or why there is none and whether its file is lost.
type Read = Result<Source, Unreadable>;

/// A file to read.
pub(super) struct Job {
    id: InputId,
    stop: Stop,
    said: Said,
    pub(super) incoming: Incoming,
    /// Whether nothing is known of it yet: it may be a policy profile under another name.
    is_first: bool,
    queue: ReadQueue,
}

impl Job {
    pub(super) fn new(
        queue: &ReadQueue,
        id: InputId,
        incoming: Incoming,
        said: Said,
        is_first: bool,
    ) -> Job {
        let stop = queue.begin(id, said.clone(), is_first);
        Job { id, stop, said, incoming, is_first, queue: queue.clone() }
    }

    /// What came of it; nothing when it was stopped, or is no report.
    pub(super) async fn run(&self) -> Option<Outcome> {
        if self.stop.is_stopped() {
            return None;
        }
        if self.is_first && !self.is_report().await {
            return None;
        }
        loop {
            let policy = self.queue.policy();
            let read = self.read_best(&policy).await;
            if self.stop.is_stopped() {
                return None;
            }
            // Other rules are followed now.
            let Some(read) = read else { continue };
            self.queue.ended(self.id, &self.stop, policy.clone());
            let terms = Terms { policy, said: self.said.clone() };
            return Some(Outcome { id: self.id, terms, read: read.map(Shared::new) });
        }
    }

    /// Whether it is something to read; if not, it is taken for what it is.
    async fn is_report(&self) -> bool {
        let Job { id, incoming, queue, .. } = self;
        let beginning = beginning_of(incoming, &self.stop).await;
        if self.stop.is_stopped() || matches!(beginning, Beginning::Other) {
            return true;
        }
        queue.let_go(*id);
        queue.act.dispatch(Action::Removed { id: *id });
        match beginning {
            Beginning::Profile => {
                read_profile(arrival(*id, incoming), incoming, &queue.act).await;
            }
            Beginning::ThisPage => take_fingerprint(incoming, &queue.act).await,
            Beginning::Other => {}
        }
        false
    }

    /// Reads what was copied as HTML, and as plain text where the HTML has no table whose
    /// header is known; of the two, the one with more names counts. `None` when it was
    /// stopped, or when other rules are followed now.
    async fn read_best(&self, policy: &Shared<Policy>) -> Option<Read> {
        let read = self.read(&self.incoming, policy).await?;
        let is_by_header = |source: &Source| {
            let by_header = |column: &RoleColumn| {
                let evidence = &column.evidence;
                matches!(
                    evidence,
                    RoleEvidence::Header(_) | RoleEvidence::SimilarHeader(_)
                )
            };
            source.columns.iter().any(by_header)
        };
        let plain = match &read {
            Ok(source) if is_by_header(source) => None,
            Ok(_) | Err(_) => self.incoming.plain(),
        };
        let Some(plain) = plain else { return Some(read) };
        let plain = self.read(&plain, policy).await?;
        let n_names = |read: &Read| read.as_ref().map_or(0, |source| source.n_names());
        Some(if n_names(&plain) >= n_names(&read) { plain } else { read })
    }

    /// Says how far it is and what is understood by now.
    fn tell(&self, n_read: u64, reader: &Reader) {
        let so_far = reader.so_far();
        let answer = self.queue.answer();
        let is_directory = so_far.kind == Some(Kind::Directory);
        let flagged = answer.flagged();
        let n_found = (is_directory && (1..=MAX_LOOKED_UP).contains(&flagged.len()))
            .then(|| {
                let is_there = |row: &&Row| reader.has_name(answer.logon_name(row));
                flagged.iter().filter(is_there).count()
            });
        let id = self.id;
        self.queue.act.dispatch(Action::Progressed { id, n_read, so_far, n_found });
    }

    /// Whether nobody wants what these rules make of the file.
    fn is_over(&self, policy: &Shared<Policy>) -> bool {
        self.stop.is_stopped() || self.queue.is_outdated(policy)
    }

    async fn read(&self, incoming: &Incoming, policy: &Shared<Policy>) -> Option<Read> {
        match self.source(incoming, policy).await {
            Ok(source) => Some(Ok(source)),
            Err(Ended::Stopped) => None,
            Err(Ended::Refused(error)) => Some(Err(error)),
        }
    }

    async fn source(
        &self,
        incoming: &Incoming,
        policy: &Shared<Policy>,
    ) -> Result<Source, Ended> {
        let config = Config {
            file: incoming.name().to_owned(),
            kind: self.said.kind,
            modified: incoming.modified(),
            overrides: self.said.wanted.clone(),
            mapping: self.said.mapping.clone(),
            day_order: self.said.day_order,
            limits: Limits::PAGE,
        };
        let mut reader = Reader::new(config, policy.arc()).expecting(incoming.n_bytes());
        let mut turns = Turns::start();
        let mut pieces = incoming.pieces().map_err(Ended::lost)?;
        let fed = self.feed(&mut reader, &mut pieces, &mut turns, policy).await;
        if fed.is_err() {
            pieces.cancel();
        }
        fed?;
        turns.slice.pause().await;
        while reader.work()? {
            self.rest(&reader, &mut turns, policy).await?;
        }
        let source = reader.finish()?;
        turns.slice.pause().await;
        Ok(source)
    }

    /// Hands the pieces of a file to the reader.
    async fn feed(
        &self,
        reader: &mut Reader,
        pieces: &mut Pieces,
        turns: &mut Turns,
        policy: &Shared<Policy>,
    ) -> Result<(), Ended> {
        loop {
            // A slow disk keeps nobody from seeing how far it is, or from stopping it.
            while !pieces.are_there_within(PACE_MS).await {
                if self.is_over(policy) {
                    return Err(Ended::Stopped);
                }
                if turns.n_told < turns.n_read {
                    turns.n_told = turns.n_read;
                    self.tell(turns.n_read, reader);
                }
            }
            let Some(bytes) = pieces.next().await.map_err(Ended::lost)? else {
                return Ok(());
            };
            for piece in bytes.chunks(PIECE_BYTES) {
                reader.push(piece)?;
                turns.n_read += piece.len() as u64;
                self.rest(reader, turns, policy).await?;
                while reader.settle()? {
                    self.rest(reader, turns, policy).await?;
                }
            }
        }
    }

    /// Gives the browser its turn when that is due, and says now and then how far it is.
    async fn rest(
        &self,
        reader: &Reader,
        turns: &mut Turns,
        policy: &Shared<Policy>,
    ) -> Result<(), Ended> {
        if turns.slice.is_over() {
            if turns.pace.is_due() {
                turns.n_told = turns.n_read;
                self.tell(turns.n_read, reader);
            }
            turns.slice.pause().await;
        }
        match self.is_over(policy) {
            true => Err(Ended::Stopped),
            false => Ok(()),
        }
    }
}

/// When the browser had its turn last, and what was told of how many bytes.
struct Turns {
    slice: Slice,
    pace: Pace,
    n_read: u64,
    n_told: u64,
}

impl Turns {
    fn start() -> Turns {
        Turns { slice: Slice::start(), pace: Pace::start(), n_read: 0, n_told: 0 }
    }
}

/// Why no source came of a reading.
enum Ended {
    /// Nobody waits for it any more.
    Stopped,
    /// The browser could not read the file, or there is no table in it that is of use.
    Refused(Unreadable),
}

impl Ended {
    fn lost(reason: String) -> Ended {
        Ended::Refused(Unreadable::BrowserFailed { reason })
    }
}

impl From<Unreadable> for Ended {
    fn from(error: Unreadable) -> Ended {
        Ended::Refused(error)
    }
}
