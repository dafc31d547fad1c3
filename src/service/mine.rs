//! `/mine-data`: what is kept about whoever asks, to see, to take along and to erase. Not their answers without a name: nobody
//! knows which are theirs.

use crate::domain::language::Language;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::erasure::erase;
use crate::service::platform::{Card, Look, Post, Row, TextFile};
use crate::service::posts::{GREEN, WARM, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::store::{Leaver, Section};
use crate::text::{consents, mine};
use chrono::SecondsFormat;
use serde_json::{Map, Value, json};

/// The most bytes of one file: Discord takes ten megabytes.
const LARGEST_FILE: usize = 9_000_000;
/// The most files that one answer takes.
const MOST_FILES: usize = 10;

/// What is counted in one line: how it is said, and the sections that belong to it.
type Line = (fn(Language, u32) -> String, &'static [&'static str]);

/// The lines in the order in which they are shown; the last holds every section that has none of its own.
const LINES: [Line; 12] = [
    (mine::mine_answers, &["answers"]),
    (mine::mine_examples_given, &["examples_given"]),
    (mine::mine_examples_about, &["examples_about_you"]),
    (mine::mine_consents, &["consents"]),
    (mine::mine_steps, &["next_steps"]),
    (mine::mine_hands, &["next_steps_you_help_with"]),
    (mine::mine_learnings, &["learnings"]),
    (mine::mine_cards, &["olfa_cards"]),
    (mine::mine_questions, &["suggested_questions"]),
    (mine::mine_meanings, &["suggested_meanings"]),
    (mine::mine_trio, &["trio_seats", "votes_on_letters"]),
    (mine::mine_rest, &[]),
];

impl Core {
    /// `/mine-data vis`: how much there is of what.
    pub async fn my_data(&self, asker: &Asker) -> Result<Post, Failure> {
        let l = asker.language;
        let kept = self.store.kept_about(asker.user, Some(asker.guild)).await?;
        let lines = summary(l, &kept);
        let text = if lines.is_empty() { mine::mine_nothing(l) } else { lines };
        let examples = self.store.examples_with(asker.guild, asker.user, (0, 1)).await?;
        let who_hears = examples
            .first()
            .map(|_| button(consents::button_wider_list(l), Look::Secondary, Action::Consents(0)));
        Ok(Post {
            rows: vec![Row::Buttons(who_hears.into_iter().collect())],
            cards: vec![Card {
                title: mine::mine_title(l),
                text: format!("{text}\n\n{}", mine::mine_what_next(l)),
                footer: mine::mine_footer(l, self.defaults.retention_days),
                colour: GREEN,
                ..Card::default()
            }],
            ..Post::default()
        })
    }

    /// `/mine-data hent`: all of it, as a file that only whoever asks can see.
    pub async fn my_file(&self, asker: &Asker) -> Result<Post, Failure> {
        let l = asker.language;
        let mut kept = self.store.kept_about(asker.user, Some(asker.guild)).await?;
        for row in kept.iter_mut().flat_map(|(_, rows)| rows) {
            name_the_work(row);
        }
        let mut head = Map::new();
        head.insert("person".to_owned(), json!(asker.user.to_string()));
        head.insert("server".to_owned(), json!(asker.guild.to_string()));
        head.insert("made_at".to_owned(), json!(self.now().to_rfc3339_opts(SecondsFormat::Secs, true)));
        head.insert("not_in_here".to_owned(), json!(mine::mine_not_in_file(l)));
        let parts = parts(&head, &kept, LARGEST_FILE);
        if parts.len() > MOST_FILES {
            return Err(Refusal::Said(mine::mine_too_much(l)).into());
        }
        let name = mine::mine_file_name(l);
        let one = parts.len() == 1;
        let files = parts.into_iter().zip(1..).map(|(text, part)| TextFile {
            name: if one { name.clone() } else { format!("{part}-{name}") },
            text,
        });
        Ok(Post { files: files.collect(), ..note(mine::mine_file(l)) })
    }
}

impl Core {
    /// `/mine-data slet`: says what goes and what stays, and asks once more.
    pub async fn ask_to_erase_me(&self, asker: &Asker) -> Result<Post, Failure> {
        let l = asker.language;
        let kept = self.store.kept_about(asker.user, Some(asker.guild)).await?;
        let lines = summary(l, &kept);
        let lines = if lines.is_empty() { mine::mine_nothing(l) } else { lines };
        Ok(Post {
            cards: vec![Card {
                title: mine::erase_me_title(l),
                text: mine::erase_me_question(l),
                fields: vec![
                    (mine::erase_me_goes(l), lines),
                    (mine::erase_me_stays(l), mine::erase_me_what_stays(l)),
                    (mine::erase_me_nameless(l), mine::erase_me_nameless_stays(l)),
                ],
                footer: mine::erase_me_copies(l),
                colour: WARM,
            }],
            rows: vec![Row::Buttons(vec![
                button(mine::button_erase_me_yes(l), Look::Danger, Action::EraseMe(true)),
                button(mine::button_erase_me_no(l), Look::Secondary, Action::EraseMe(false)),
            ])],
            ..Post::default()
        })
    }

    /// *Ja, slet alt om mig*, or not.
    pub async fn erase_me(&self, asker: &Asker, really: bool) -> Result<Post, Failure> {
        let l = asker.language;
        if !really {
            return Ok(note(mine::erase_me_not(l)));
        }
        let leaver =
            Leaver { user: asker.user, guild: Some(asker.guild), at: self.now(), by: asker.user.into() };
        erase(&self.store, &self.random, leaver).await?;
        self.ring();
        Ok(note(mine::erase_me_done(l)))
    }
}

/// All that is kept, as files of at most so many bytes, each a whole object that begins with `head`. Where one is not enough
/// each says which part it is.
pub fn parts(head: &Map<String, Value>, kept: &[Section], most: usize) -> Vec<String> {
    let text = |value: &Map<String, Value>| serde_json::to_string(value).unwrap_or_default();
    // With room for the number of the part.
    let begins = text(head).len() + 32;
    let (mut parts, mut part, mut length) = (Vec::new(), Map::new(), begins);
    for (name, rows) in kept {
        let begun = |part: &mut Map<String, Value>| {
            part.insert((*name).to_owned(), Value::Array(Vec::new()));
            name.len() + 6
        };
        length += begun(&mut part);
        for row in rows {
            let more = text(row).len() + 1;
            if length + more > most && length > begins {
                parts.push(std::mem::take(&mut part));
                length = begins + begun(&mut part);
            }
            length += more;
            if let Some(Value::Array(rows)) = part.get_mut(*name) {
                rows.push(Value::Object(row.clone()));
            }
        }
    }
    parts.push(part);
    let of = parts.len();
    let whole = parts.into_iter().zip(1..).map(|(part, number): (_, usize)| {
        let mut whole = head.clone();
        if of > 1 {
            whole.insert("part".to_owned(), json!(format!("{number}/{of}")));
        }
        whole.extend(part);
        text(&whole)
    });
    whole.collect()
}

/// How much there is of what, one line each; empty when there is nothing.
fn summary(l: Language, kept: &[Section]) -> String {
    let has_line = |name: &str| LINES.iter().any(|(_, names)| names.contains(&name));
    let lines = LINES.iter().filter_map(|(say, names)| {
        let counted =
            kept.iter().filter(|(name, _)| names.contains(name) || names.is_empty() && !has_line(name));
        let count: usize = counted.map(|(_, rows)| rows.len()).sum();
        (count > 0).then(|| say(l, u32::try_from(count).unwrap_or(u32::MAX)))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Says of a piece of work only what kind it is: who else is in it is theirs.
fn name_the_work(row: &mut Map<String, Value>) {
    if let Some(Value::String(job)) = row.get("job") {
        let job: Value = serde_json::from_str(job).unwrap_or_default();
        row.insert("job".to_owned(), job["job"].clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_for_one_file_comes_in_several_and_nothing_is_lost() {
        let row = |n: usize| Map::from_iter([("text".to_owned(), json!(format!("{n:0>90}")))]);
        let kept: Vec<Section> = vec![
            ("answers", (0..50).map(row).collect()),
            ("pace", vec![]),
            ("learnings", (50..60).map(row).collect()),
        ];
        let head = Map::from_iter([("person".to_owned(), json!("7"))]);
        let read = |most: usize| -> Vec<Map<String, Value>> {
            let parts = parts(&head, &kept, most);
            assert!(parts.iter().all(|part| part.len() <= most));
            parts.iter().map(|part| serde_json::from_str(part).unwrap()).collect()
        };
        let one = read(100_000);
        assert_eq!(one.len(), 1);
        assert!(one[0]["pace"] == json!([]) && !one[0].contains_key("part"));
        for most in [200, 1_000, 1_500] {
            let several = read(most);
            assert!(several.len() > 4 && several.iter().all(|part| part["person"] == "7"));
            assert_eq!(several[1]["part"], format!("2/{}", several.len()));
            for (name, rows) in &kept {
                let all: Vec<&Value> =
                    several.iter().filter_map(|part| part.get(*name)?.as_array()).flatten().collect();
                assert_eq!(json!(all), json!(rows));
            }
        }
    }
}
