//! When a request may go: the whole bot's pace, the platform's counters, and a breaker. Pure: the time is
//! passed in, nothing waits here.

use super::call::Key;
use super::lane::Lane;
use reqwest::header::HeaderMap;
use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

/// The platform takes 50 requests a second from a bot.
const WHOLE: usize = 50;
/// Of these, work by the calendar uses at most so many.
const BACKGROUND: usize = 40;
/// In the first second it uses no more than this: what an earlier process sent just before it was killed still counts.
const BACKGROUND_AT_FIRST: usize = WHOLE - BACKGROUND;
/// Beyond so many in a second it goes evenly: a burst that the way there holds up would meet the next one.
const EVENLY_FROM: usize = BACKGROUND / 2;
/// The step at which it does, a little shorter than the pace, which is kept by the count of a second.
const STEP: Duration = Duration::from_millis(24);
/// In what time work by the calendar uses no more.
const SECOND: Duration = Duration::from_secs(1);
/// In what time no more than all may go: a second, and a little more since the platform's second is not ours.
const ANY_SECOND: Duration = Duration::from_millis(1_025);
/// Invalid requests in the window below which open the breaker; the platform bans at 10,000.
const MOST_INVALID: usize = 500;
const INVALID_WINDOW: Duration = Duration::from_mins(10);
/// Counters that have not been asked for so long are forgotten.
const FORGET: Duration = Duration::from_mins(5);
const SWEEP_AT: usize = 4_096;
/// How far two answers' ends of one window may lie apart.
const SLACK: Duration = Duration::from_millis(250);
/// How soon to look again while the room of a counter is taken by requests under way.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// The answer to asking for a turn. [`Turn::Go`] has taken its place already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Go,
    Wait(Duration),
    /// The breaker is open for so long.
    Held(Duration),
}

/// What an answer tells of the pace.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Heard {
    pub(super) bucket: Option<String>,
    pub(super) limit: Option<u32>,
    pub(super) remaining: Option<u32>,
    pub(super) reset_after: Option<Duration>,
    pub(super) global: bool,
    /// Counts towards the platform's ban.
    pub(super) invalid: bool,
    /// It was done, and nothing was said of counting.
    pub(super) uncounted: bool,
}

impl Heard {
    pub(super) fn from_headers(status: u16, headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let shared = text("x-ratelimit-scope") == Some("shared");
        Self {
            bucket: text("x-ratelimit-bucket").map(str::to_owned),
            limit: text("x-ratelimit-limit").and_then(|v| v.parse().ok()),
            remaining: text("x-ratelimit-remaining").and_then(|v| v.parse().ok()),
            reset_after: text("x-ratelimit-reset-after").and_then(seconds),
            global: text("x-ratelimit-global").is_some() || text("x-ratelimit-scope") == Some("global"),
            invalid: matches!(status, 401 | 403) || (status == 429 && !shared),
            uncounted: (200..300).contains(&status) && text("x-ratelimit-limit").is_none(),
        }
    }
}

/// A number of seconds, possibly with decimals, that makes sense as a wait.
pub(super) fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.trim().parse().ok()?;
    (seconds.is_finite() && (0.0..=86_400.0).contains(&seconds)).then(|| Duration::from_secs_f64(seconds))
}

/// One of the platform's counters, as far as its answers have told.
#[derive(Debug)]
struct Counter {
    limit: u32,
    remaining: u32,
    /// When the counter is full again; `None`: not told since.
    reset: Option<Instant>,
    /// Sent and not answered.
    under_way: u32,
    used: Instant,
}

/// A place in the map of counters: the platform's own name for it, or the route's until it is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Place {
    Route(Key),
    Named(String, i64),
}

#[derive(Debug)]
pub(super) struct Budget {
    began: Instant,
    counters: HashMap<Place, Counter>,
    /// Which counter a method and pattern draw on.
    names: HashMap<(reqwest::Method, &'static str), String>,
    sent: VecDeque<(Instant, Lane)>,
    invalid: VecDeque<Instant>,
    /// Nothing goes before this.
    closed_until: Instant,
}

impl Budget {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            began: now,
            counters: HashMap::new(),
            names: HashMap::new(),
            sent: VecDeque::new(),
            invalid: VecDeque::new(),
            closed_until: now,
        }
    }

    fn place(&self, key: &Key) -> Place {
        match self.names.get(&(key.method.clone(), key.pattern)) {
            Some(name) => Place::Named(name.clone(), key.major),
            None => Place::Route(key.clone()),
        }
    }

    /// How long the breaker stays open, if it is.
    pub(super) fn held_back(&mut self, now: Instant) -> Option<Duration> {
        while self.invalid.front().is_some_and(|at| now.duration_since(*at) >= INVALID_WINDOW) {
            self.invalid.pop_front();
        }
        if self.invalid.len() < MOST_INVALID {
            return None;
        }
        let oldest = self.invalid.get(self.invalid.len() - MOST_INVALID)?;
        Some(INVALID_WINDOW.saturating_sub(now.duration_since(*oldest)))
    }

    /// Asks for a turn.
    pub(super) fn ask(&mut self, lane: Lane, key: &Key, now: Instant) -> Turn {
        if lane == Lane::Background
            && let Some(time) = self.held_back(now)
        {
            return Turn::Held(time);
        }
        if self.closed_until > now {
            return Turn::Wait(self.closed_until - now);
        }
        if let Some(time) = self.crowded(lane, now) {
            return Turn::Wait(time);
        }
        if self.counters.len() >= SWEEP_AT {
            self.counters.retain(|_, c| c.under_way > 0 || now.duration_since(c.used) < FORGET);
        }
        let place = self.place(key);
        let counter = self.counters.entry(place).or_insert(Counter {
            limit: 1,
            remaining: 1,
            reset: None,
            under_way: 0,
            used: now,
        });
        counter.used = now;
        if counter.reset.is_some_and(|reset| reset <= now) {
            counter.remaining = counter.limit;
            counter.reset = None;
        }
        if counter.under_way >= counter.remaining {
            // A counter that nobody has heard of takes one request at a time: its answer tells the rest.
            return Turn::Wait(match counter.reset {
                Some(reset) if counter.remaining == 0 => reset - now,
                _ => LOOK_AGAIN,
            });
        }
        counter.under_way += 1;
        self.sent.push_back((now, lane));
        Turn::Go
    }

    /// How long until the last second has room for one more of `lane`.
    fn crowded(&mut self, lane: Lane, now: Instant) -> Option<Duration> {
        while self.sent.front().is_some_and(|(at, _)| now.duration_since(*at) >= ANY_SECOND) {
            self.sent.pop_front();
        }
        let whole = self.sent.len().checked_sub(WHOLE).and_then(|over| self.sent.get(over));
        let mut waits = whole.map(|(at, _)| ANY_SECOND.saturating_sub(now.duration_since(*at)));
        if lane == Lane::Background {
            let recent = |at: &Instant| now.duration_since(*at) < SECOND;
            let ours = || self.sent.iter().filter(|(at, lane)| *lane == Lane::Background && recent(at));
            let over = ours().count().checked_sub(BACKGROUND).and_then(|over| ours().nth(over));
            waits = waits.max(over.map(|(at, _)| SECOND.saturating_sub(now.duration_since(*at))));
            let first = ANY_SECOND.saturating_sub(now.duration_since(self.began));
            waits = waits.max((!first.is_zero() && ours().count() >= BACKGROUND_AT_FIRST).then_some(first));
            let last = ours().next_back().filter(|_| ours().count() >= EVENLY_FROM).map(|(at, _)| *at + STEP);
            waits = waits.max(last.filter(|next| *next > now).map(|next| next - now));
        }
        waits.map(|time| time.max(Duration::from_millis(1)))
    }

    /// Takes in what an answer told, or that none came; returns how long its counter is empty.
    pub(super) fn heard(&mut self, key: &Key, heard: &Heard, now: Instant) -> Option<Duration> {
        if heard.invalid {
            self.invalid.push_back(now);
            if self.invalid.len() == MOST_INVALID {
                tracing::error!(
                    "{MOST_INVALID} invalid requests in ten minutes: work by the calendar is held back"
                );
            }
        }
        let before = self.place(key);
        let under_way = self.counters.get(&before).map_or(0, |counter| counter.under_way.saturating_sub(1));
        if let Some(name) = &heard.bucket {
            self.names.insert((key.method.clone(), key.pattern), name.clone());
        }
        let place = self.place(key);
        if place != before {
            // The others that are under way come back under the new name.
            self.counters.remove(&before);
        }
        let counter = self.counters.entry(place).or_insert(Counter {
            limit: 1,
            remaining: 1,
            reset: None,
            under_way,
            used: now,
        });
        counter.under_way = under_way;
        if let (Some(limit), Some(remaining), Some(after)) = (heard.limit, heard.remaining, heard.reset_after)
        {
            let reset = now + after;
            // Answers overtake one another: within one window the smaller number is the later one.
            let same_window =
                counter.limit == limit && counter.reset.is_some_and(|known| known + SLACK > reset);
            counter.remaining = if same_window { counter.remaining.min(remaining) } else { remaining };
            counter.limit = limit.max(1);
            counter.reset = Some(reset);
            return (remaining == 0).then_some(after);
        }
        if heard.uncounted {
            // A server that does not count: the whole bot's pace is enough.
            counter.limit = u32::MAX;
            counter.remaining = u32::MAX;
            counter.reset = None;
        }
        None
    }

    /// Nothing on this counter, or nothing at all, for `time`.
    pub(super) fn pause(&mut self, key: &Key, whole: bool, time: Duration, now: Instant) {
        if whole {
            self.closed_until = self.closed_until.max(now + time);
            return;
        }
        let place = self.place(key);
        let counter = self.counters.entry(place).or_insert(Counter {
            limit: 1,
            remaining: 0,
            reset: None,
            under_way: 0,
            used: now,
        });
        counter.remaining = 0;
        counter.reset = Some(now + time);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::http::Call;

    /// Everyone in `lanes` sends as soon as they may, in that order; the milliseconds at which they did.
    fn sent(lanes: &[Lane]) -> Vec<(u64, Lane)> {
        let (began, key) = (Instant::now(), Call::me().key());
        let mut budget = Budget::new(began);
        let mut sent = Vec::new();
        for millisecond in 0..3_000 {
            let now = began + Duration::from_millis(millisecond);
            for lane in lanes {
                while budget.ask(*lane, &key, now) == Turn::Go {
                    budget.heard(&key, &Heard { uncounted: true, ..Heard::default() }, now);
                    sent.push((millisecond, *lane));
                }
            }
        }
        sent
    }

    #[test]
    fn no_second_has_more_than_fifty_requests_nor_more_than_forty_by_the_calendar() {
        for lanes in [&[Lane::Background, Lane::Person][..], &[Lane::Background], &[Lane::Person]] {
            let sent = sent(lanes);
            for (start, _) in &sent {
                let second: Vec<_> =
                    sent.iter().filter(|(at, _)| (*start..start + 1_000).contains(at)).collect();
                let calendar = second.iter().filter(|(_, lane)| *lane == Lane::Background).count();
                assert!(second.len() <= WHOLE && calendar <= BACKGROUND, "{} from {start} ms", second.len());
            }
            // What may go goes once the first second is over: people take what the calendar leaves.
            let most = if lanes == [Lane::Background] { BACKGROUND } else { WHOLE };
            let later = sent.iter().filter(|(at, _)| *at >= 1_000).count();
            assert!(later >= 2 * most - most / 10, "{lanes:?}: {later} in two seconds");
        }
    }

    #[test]
    fn what_a_killed_process_sent_in_its_last_second_leaves_the_next_ones_first_one_below_fifty() {
        let first = sent(&[Lane::Background]).into_iter().filter(|(at, _)| *at < 1_000).count();
        assert!((1..=WHOLE - BACKGROUND).contains(&first), "{first}");
        // People do not wait for that.
        let people = sent(&[Lane::Person]).into_iter().filter(|(at, _)| *at < 1_000).count();
        assert_eq!(people, WHOLE);
    }

    #[test]
    fn held_up_for_a_fifth_of_a_second_the_calendar_still_keeps_below_fifty() {
        let sent = sent(&[Lane::Background]);
        let later: Vec<u64> = sent.iter().map(|(at, _)| *at).filter(|at| *at >= 1_025).collect();
        for start in &later {
            // What was sent in a second and a fifth may arrive within a second.
            let together = later.iter().filter(|at| (*start..start + 1_200).contains(at)).count();
            assert!(together < WHOLE, "{together} from {start} ms");
        }
    }
}
