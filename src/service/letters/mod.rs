//! The monthly letter: what it tells, when it is posted, and by whose leave.

mod approval;
mod corrections;
mod material;
mod posting;
mod render;

pub(in crate::service) use approval::letter_key;

use crate::domain::ids::OccasionId;
use crate::domain::occasion::Occasion;
use crate::domain::team::Team;
use crate::service::core::{Asker, Core};
use crate::service::planning::first_of_month;
use crate::service::platform::Post;
use crate::service::refusal::{Failure, Refusal};
use crate::text::{dates, letter};
use chrono::{Months, NaiveDate};

impl Core {
    /// `/månedsbrev forhåndsvis`: what a month's letter says, or would say today, and why.
    pub async fn preview_letter(&self, asker: &Asker, month: Option<&str>) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        let today = self.today(team.zone);
        let month = match month {
            None => first_of_month(today),
            Some(text) => parse_month(text, today).ok_or_else(|| Refusal::UnknownMonth(text.to_owned()))?,
        };
        let told = self.letter_of(&team, month).await?;
        if told.chosen.is_empty() {
            return Err(
                Refusal::Said(letter::letter_preview_empty(l, &dates::month_and_year(l, month))).into()
            );
        }
        let mut post = render::whole(&team, month, &told);
        post.text = letter::letter_preview_only(l, &dates::month_and_year(l, month));
        render::add_reasons(l, &mut post, &told);
        Ok(post)
    }

    /// A letter's occasion with its team and the first day of its month.
    async fn letter_occasion(&self, id: OccasionId) -> Result<Option<(Occasion, Team, NaiveDate)>, Failure> {
        let Some(occasion) = self.store.occasion(id).await? else { return Ok(None) };
        let Some(team) = self.store.team(occasion.team).await? else { return Ok(None) };
        let month = occasion.date - Months::new(1);
        Ok(Some((occasion, team, month)))
    }
}

/// A month as people type it: `2026-11`, `11-2026`, `11`, `november`, `november 2026`. Without a year it is the
/// newest such month that has begun.
fn parse_month(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "dec"];
    let text = text.trim().to_lowercase();
    let mut year = None;
    let mut month = None;
    for part in text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        match part.parse::<u32>() {
            Ok(number @ 1..=12) if month.is_none() => month = Some(number),
            Ok(number @ 2000..=2100) if year.is_none() => year = Some(i32::try_from(number).ok()?),
            Err(_) if month.is_none() => {
                let known = NAMES.iter().position(|name| part.starts_with(name))?;
                month = Some(u32::try_from(known).ok()? + 1);
            }
            _ => return None,
        }
    }
    let month = month?;
    let this_year = chrono::Datelike::year(&today);
    let date = NaiveDate::from_ymd_opt(year.unwrap_or(this_year), month, 1)?;
    let date = if year.is_none() && date > today { date - Months::new(12) } else { date };
    (date <= today).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::parse_month;
    use chrono::NaiveDate;

    #[test]
    fn a_month_is_understood_as_people_type_it() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let november = NaiveDate::from_ymd_opt(2026, 11, 1);
        for text in ["2026-11", "11-2026", "11", "november", "November 2026", "nov. 2026", " 11/2026 "] {
            assert_eq!(parse_month(text, today), november, "{text}");
        }
        assert_eq!(parse_month("december", today), NaiveDate::from_ymd_opt(2025, 12, 1));
        assert_eq!(parse_month("maj", today), NaiveDate::from_ymd_opt(2026, 5, 1));
        assert_eq!(parse_month("marts", today), NaiveDate::from_ymd_opt(2026, 3, 1));
        for text in ["", "2026", "13", "2026-12", "i går", "november november", "2026-11-21"] {
            assert_eq!(parse_month(text, today), None, "{text}");
        }
    }
}
