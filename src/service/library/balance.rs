//! Whether the library has enough of everything, and not too much of anything: counted over the prompts for
//! teams, which are what a team is asked week by week.

use super::Library;
use crate::domain::expectation::Expectation;
use crate::domain::nomination::Value;
use crate::domain::prompt::{Audience, Corner, Courage, Form, Lens, MINUTES, Place, Prompt, Theme};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// One line of the balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is sorted by: theme, form …
    pub group: &'static str,
    /// Which of them.
    pub what: String,
    /// How many there are.
    pub have: usize,
    /// How many there should be.
    pub want: RangeInclusive<usize>,
}

impl Row {
    /// Whether there are as many as there should be.
    pub fn holds(&self) -> bool {
        self.want.contains(&self.have)
    }
}

impl Library {
    /// The balance: every group with what it should hold.
    pub fn balance(&self) -> Vec<Row> {
        let mut table = Table { team: self.for_audience(Audience::Team).collect(), rows: Vec::new() };
        table.rows.push(row("prompts", "all", self.len(), 130..=usize::MAX));
        for audience in Audience::ALL {
            let least = match audience {
                Audience::Team => 130,
                Audience::Trio => 2,
                Audience::Med => 3,
                Audience::Hu => 1,
            };
            let have = self.for_audience(audience).count();
            table.rows.push(row("audience", audience.key(), have, least..=usize::MAX));
        }
        for one in Expectation::ALL {
            table.least("expectation", one.key(), 10, |prompt| prompt.expectation == Some(one));
        }
        for one in Corner::ALL {
            table.least("OLFA", one.key(), 4, |prompt| prompt.corner == Some(one));
        }
        for one in Lens::ALL {
            table.least("KKC", one.key(), 5, |prompt| prompt.lens == Some(one));
        }
        for one in Value::ALL {
            table.least("value", one.key(), 3, |prompt| prompt.value == Some(one));
        }
        for theme in Theme::ALL {
            table.least("theme", theme.key(), least_of_theme(theme), |prompt| prompt.theme == theme);
        }
        for form in Form::ALL {
            let least = if form == Form::Case { 24 } else { 3 };
            table.least("form", form.key(), least, |prompt| prompt.form == form);
        }
        for place in Place::ALL {
            table.least("case from", place.key(), 2, |prompt| prompt.place == Some(place));
        }
        let team = table.team.len();
        for courage in Courage::ALL {
            let want = match courage {
                // About half.
                Courage::Light => team * 2 / 5..=team * 3 / 5,
                Courage::Medium => team / 5..=team / 2,
                // Each needs two lighter ones before it; more would also ask too much.
                Courage::Bold => team / 12..=team / 4,
            };
            table.count("courage", courage.key().to_owned(), want, |prompt| prompt.courage == courage);
        }
        for minutes in MINUTES {
            table.least("minutes", &minutes.to_string(), 5, |prompt| prompt.minutes == minutes);
        }
        table.openings();
        table.rows
    }
}

fn least_of_theme(theme: Theme) -> usize {
    match theme {
        Theme::Safety => 8,
        Theme::Learning | Theme::Celebration | Theme::Freedom | Theme::Across => 6,
        Theme::Citizen | Theme::Digital | Theme::Workplace | Theme::Story => 5,
        Theme::OurWords => 4,
        _ => 3,
    }
}

struct Table<'a> {
    team: Vec<&'a Prompt>,
    rows: Vec<Row>,
}

impl Table<'_> {
    fn least(&mut self, group: &'static str, what: &str, least: usize, is: impl Fn(&Prompt) -> bool) {
        self.count(group, what.to_owned(), least..=usize::MAX, is);
    }

    fn count(
        &mut self,
        group: &'static str,
        what: String,
        want: RangeInclusive<usize>,
        is: impl Fn(&Prompt) -> bool,
    ) {
        let have = self.team.iter().filter(|prompt| is(prompt)).count();
        self.rows.push(Row { group, what, have, want });
    }

    /// The two words that most Danish texts begin with: a team should not hear them every other month.
    fn openings(&mut self) {
        let mut openings: BTreeMap<String, usize> = BTreeMap::new();
        for prompt in &self.team {
            let two: Vec<&str> = prompt.da.text.split_whitespace().take(2).collect();
            *openings.entry(two.join(" ")).or_default() += 1;
        }
        if let Some((words, have)) = openings.into_iter().max_by_key(|(_, count)| *count) {
            self.rows.push(row("begins with", &words, have, 0..=self.team.len() / 20));
        }
    }
}

fn row(group: &'static str, what: &str, have: usize, want: RangeInclusive<usize>) -> Row {
    Row { group, what: what.to_owned(), have, want }
}
