//! `/eksempler`: the team's good examples, newest first, page by page. Only what is shared and not withdrawn when the
//! page is turned, naming those alone who said yes to their name.

use super::posts::example_card;
use crate::domain::browse::{Months, Period, fitting};
use crate::domain::consent::{Reach, Telling};
use crate::domain::expectation::Expectation;
use crate::domain::ids::NominationId;
use crate::domain::language::Language;
use crate::domain::team::Team;
use crate::service::action::{Action, Browse, Turn};
use crate::service::core::{Asker, Core};
use crate::service::platform::{Card, Look, Post, Row};
use crate::service::posts::{button, link, note};
use crate::service::refusal::Failure;
use crate::store::{ExampleRow, Mark, Shelf};
use crate::text::{dates, names, nominations};
use chrono::{DateTime, Duration, Utc};

/// The most examples on a page.
const ON_A_PAGE: usize = 4;
/// What the cards of one message may hold together, in UTF-16 units; the platform's limit is 6,000.
const ROOM: usize = 5_900;

/// One page of examples.
struct Page {
    /// Newest first, each as it may be told.
    rows: Vec<(ExampleRow, Telling)>,
    newer: bool,
    older: bool,
}

impl Core {
    /// `/eksempler`: the newest.
    pub async fn examples(
        &self,
        asker: &Asker,
        expectation: Option<Expectation>,
        period: Option<Period>,
    ) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        let months = Months::of(period.unwrap_or(Period::All), self.today(team.zone));
        let newest = Turn::Older(self.tomorrow().timestamp_millis(), NominationId(0));
        self.page_of_examples(asker, &team, Browse { expectation, months, turn: newest }).await
    }

    /// A page turned: *Nyere* or *Ældre*. The team is that of the channel in which it is turned.
    pub async fn turn_examples(&self, asker: &Asker, browse: Browse) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        self.page_of_examples(asker, &team, browse).await
    }

    async fn page_of_examples(&self, asker: &Asker, team: &Team, browse: Browse) -> Result<Post, Failure> {
        let l = asker.language;
        let page = self.read_page(l, &self.shelf(team, browse), browse.turn).await?;
        let (Some(first), Some(last)) = (page.rows.first(), page.rows.last()) else {
            return Ok(note(nothing(l, browse)));
        };
        let turn =
            |label, turn| button(label, Look::Secondary, Action::BrowseExamples(Browse { turn, ..browse }));
        let mut buttons = Vec::new();
        if page.newer {
            let (at, id) = mark(&first.0);
            let newer = Turn::Newer(at.timestamp_millis(), id);
            buttons.push(turn(nominations::button_examples_newer(l), newer));
        }
        if page.older {
            let (at, id) = mark(&last.0);
            let older = Turn::Older(at.timestamp_millis(), id);
            buttons.push(turn(nominations::button_examples_older(l), older));
        }
        let mut heading = vec![nominations::examples_heading(l)];
        heading.extend(filter(l, browse));
        Ok(Post {
            cards: page.rows.iter().map(|(row, telling)| card(l, team, row, telling)).collect(),
            rows: vec![Row::Buttons(buttons)],
            ..note(format!("**{}**", heading.join(" · ")))
        })
    }

    /// What stands on a page: as many as fit, from where it was turned. A page that has become empty since is
    /// the one on its other side.
    async fn read_page(&self, l: Language, among: &Shelf, turn: Turn) -> Result<Page, Failure> {
        let most = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
        let mut older = matches!(turn, Turn::Older(..));
        let (Turn::Older(at, id) | Turn::Newer(at, id)) = turn;
        let from = (DateTime::from_timestamp_millis(at).unwrap_or_default(), id);
        let mut rows = self.examples_beside(l, among, older, from, most).await?;
        if rows.is_empty() {
            // Including the one from which it was turned.
            let from = (from.0, NominationId(if older { id.0 - 1 } else { id.0 + 1 }));
            older = !older;
            rows = self.examples_beside(l, among, older, from, most).await?;
        }
        let sizes = rows.iter().map(|(_, telling)| size(&example_card(l, telling)) + BESIDE);
        let fit = fitting(sizes, ROOM, ON_A_PAGE).min(rows.len());
        let more = rows.len() > fit;
        rows.truncate(fit);
        // What lies on the other side of the page's first.
        let behind = match rows.first() {
            Some((first, _)) => !self.examples_beside(l, among, !older, mark(first), 1).await?.is_empty(),
            None => false,
        };
        if older {
            return Ok(Page { rows, newer: behind, older: more });
        }
        rows.reverse();
        Ok(Page { rows, newer: more, older: behind })
    }

    fn shelf(&self, team: &Team, browse: Browse) -> Shelf {
        let (from, until) = match browse.months.ends() {
            Some((first, last)) => (team.month_bounds(first).0, team.month_bounds(last).1),
            None => (DateTime::UNIX_EPOCH, self.tomorrow()),
        };
        Shelf { team: team.id, expectation: browse.expectation, from, until }
    }

    /// After everything that was ever shared.
    fn tomorrow(&self) -> DateTime<Utc> {
        self.now() + Duration::days(1)
    }

    async fn examples_beside(
        &self,
        l: Language,
        among: &Shelf,
        older: bool,
        from: Mark,
        most: i64,
    ) -> Result<Vec<(ExampleRow, Telling)>, Failure> {
        let rows = if older {
            self.store.examples_before(among, from, most).await?
        } else {
            self.store.examples_after(among, from, most).await?
        };
        let told = |row: ExampleRow| self.told_to(l, &row, Reach::Team).map(|telling| (row, telling));
        Ok(rows.into_iter().filter_map(told).collect())
    }
}

/// Room for the line that says when and where.
const BESIDE: usize = 160;

fn size(card: &Card) -> usize {
    [&card.title, &card.text, &card.footer].into_iter().map(|part| part.encode_utf16().count()).sum()
}

fn mark(row: &ExampleRow) -> Mark {
    (row.shared_at.unwrap_or_default(), row.nomination.id)
}

/// An example with when it was shared and where it stands.
fn card(l: Language, team: &Team, row: &ExampleRow, telling: &Telling) -> Card {
    let mut card = example_card(l, telling);
    let shared = row.shared_at.unwrap_or_default().with_timezone(&team.zone).date_naive();
    // In italics: a line that begins with a number and a full stop would be shown as a list.
    let mut line = format!("*{}*", dates::full_date(l, shared));
    if let Some((channel, message)) = row.shown {
        let address = link(row.guild, channel, message);
        line = format!("{line} · [{}]({address})", nominations::examples_go_there(l));
    }
    card.text = format!("{}\n\n{line}", card.text);
    card
}

/// What was asked for, in words.
fn filter(l: Language, browse: Browse) -> Vec<String> {
    let mut words: Vec<String> = browse.expectation.map(|e| names::expectation(l, e)).into_iter().collect();
    words.extend(browse.months.ends().map(|(first, last)| {
        if first == last {
            dates::month_and_year(l, first)
        } else {
            chrono::Datelike::year(&first).to_string()
        }
    }));
    words
}

fn nothing(l: Language, browse: Browse) -> String {
    let filter = filter(l, browse);
    if filter.is_empty() {
        nominations::examples_none(l)
    } else {
        nominations::examples_none_such(l, &filter.join(" · "))
    }
}
