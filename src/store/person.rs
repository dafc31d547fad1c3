//! All that is kept about one person, read for that person: every place in which they, or words of theirs, stand.

use super::{Store, StoreError, on_pool};
use crate::domain::ids::{GuildId, UserId};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};
use sqlx::{Column as _, Row as _};

/// What is kept about a person in one respect, such as their answers: one object for each row.
pub type Section = (&'static str, Vec<Map<String, Value>>);

/// A query of one respect, where `team` is the one that a row belongs to. `$1` is the person, `$2` the guild or nothing. Ids of
/// the platform's are text: in JSON a large number is not safe.
macro_rules! of_team {
    ($columns:literal, $from:literal, $whose:literal, $order:literal) => {
        concat!(
            "SELECT t.name AS team, ",
            $columns,
            " FROM ",
            $from,
            " JOIN teams t ON t.id = x.team_id AND t.guild_id = COALESCE($2, t.guild_id) WHERE ",
            $whose,
            " ORDER BY ",
            $order
        )
    };
}

/// Work that tells of the person: its job holds their id.
macro_rules! names_them {
    ($job:literal) => {
        concat!(
            "(",
            $job,
            " LIKE '%:' || CAST(CAST($1 AS BIGINT) AS TEXT) || ',%' OR ",
            $job,
            " LIKE '%:' || CAST(CAST($1 AS BIGINT) AS TEXT) || '}%')"
        )
    };
}

pub(super) use names_them;

/// What others wrote that mentions the person: what it is, when, and the texts in which they may stand.
macro_rules! mentions {
    ($what:literal, $when:literal, $from:literal, $whose:literal, $text:literal) => {
        concat!(
            "SELECT t.name AS team, ",
            $what,
            " AS stands_in, ",
            $when,
            " AS written_at FROM ",
            $from,
            " JOIN teams t ON t.id = x.team_id AND t.guild_id = COALESCE($2, t.guild_id) WHERE ",
            $whose,
            " AND ",
            mentioned!($text)
        )
    };
}

/// Whether the person is mentioned in a text, in either form.
macro_rules! mentioned {
    ($text:literal) => {
        concat!(
            "(",
            $text,
            " LIKE '%<@' || CAST(CAST($1 AS BIGINT) AS TEXT) || '>%' OR ",
            $text,
            " LIKE '%<@!' || CAST(CAST($1 AS BIGINT) AS TEXT) || '>%')"
        )
    };
}

/// Every text that people type for others to read; of what is theirs and not the person's only that they are mentioned.
const MENTIONS: &str = concat!(
    mentions!("'answer'", "x.written_at", "replies x", "x.author_id <> $1", "x.body"),
    " UNION ALL ",
    mentions!("'example'", "x.given_at", "nominations x", "x.giver_id <> $1", "(x.what || ' ' || x.meant)"),
    " UNION ALL ",
    mentions!(
        "'other words for an example'",
        "x.given_at",
        "nominees n JOIN nominations x ON x.id = n.nomination_id",
        "n.user_id <> $1",
        "n.suggestion"
    ),
    " UNION ALL ",
    mentions!("'next step'", "x.agreed_at", "steps x", "x.author_id <> $1", "(x.what || ' ' || x.frame)"),
    " UNION ALL ",
    mentions!(
        "'learning'",
        "x.written_at",
        "learnings x",
        "x.author_id <> $1",
        "(x.tried || ' ' || x.happened || ' ' || x.learned || ' ' || x.next)"
    ),
    " UNION ALL ",
    mentions!(
        "'olfa card'",
        "x.written_at",
        "olfa_cards x",
        "x.author_id <> $1",
        "(x.idea || ' ' || x.organisation || ' ' || x.leadership || ' ' || x.community || ' ' || x.employee)"
    ),
    " UNION ALL ",
    mentions!(
        "'suggested meaning'",
        "x.suggested_at",
        "suggested_meanings x",
        "x.author_id <> $1",
        "x.meaning"
    ),
    " UNION ALL ",
    mentions!("'meaning'", "x.settled_at", "meanings x", "TRUE", "x.meaning"),
    " UNION ALL ",
    mentions!(
        "'question'",
        "x.suggested_at",
        "own_prompts x",
        "COALESCE(x.author_id, 0) <> $1",
        "(x.title || ' ' || x.body || ' ' || COALESCE(x.help, '') || ' ' || COALESCE(x.reason, ''))"
    ),
    " UNION ALL ",
    mentions!(
        "'reworded question'",
        "CAST(NULL AS TIMESTAMPTZ)",
        "prompt_changes x",
        "TRUE",
        "(COALESCE(x.title, '') || ' ' || COALESCE(x.body, '') || ' ' || COALESCE(x.help, ''))"
    ),
    " UNION ALL SELECT name, 'team', created_at FROM teams WHERE guild_id = COALESCE($2, guild_id) AND ",
    mentioned!("(name || ' ' || dosing)"),
    " UNION ALL SELECT CAST(NULL AS TEXT), 'settings', changed_at FROM organisations
        WHERE guild_id = COALESCE($2, guild_id) AND ",
    mentioned!("settings"),
    " ORDER BY 3, 2"
);

/// Every respect, by its name in the file that a person gets.
const SECTIONS: [(&str, &str); 24] = [
    (
        "answers",
        of_team!(
            "x.author_name AS name, x.body AS text, x.via, x.attachments, x.written_at, x.edited_at, x.taken_out_at,
                x.offered_at, CAST(x.channel_id AS TEXT) AS channel, CAST(x.message_id AS TEXT) AS message",
            "replies x",
            "x.author_id = $1",
            "x.written_at, x.id"
        ),
    ),
    (
        "examples_given",
        of_team!(
            "x.giver_name AS name, CASE WHEN x.without_giver THEN 'no' ELSE 'yes' END AS with_name, x.what, x.meant,
                x.expectation, x.value, x.part, x.state, x.given_at, x.asked_at, x.shared_at,
                CAST(x.about_id AS TEXT) AS about_message, CAST(x.message_id AS TEXT) AS message",
            "nominations x",
            "x.giver_id = $1",
            "x.given_at, x.id"
        ),
    ),
    (
        "examples_about_you",
        of_team!(
            "n.name, n.suggestion, x.what, x.meant, x.expectation, x.value, x.part, x.state, x.given_at, x.shared_at,
                CASE WHEN x.without_giver THEN NULL ELSE x.giver_name END AS given_by, CAST(x.message_id AS TEXT) AS message",
            "nominees n JOIN nominations x ON x.id = n.nomination_id",
            "n.user_id = $1",
            "x.given_at, x.id"
        ),
    ),
    (
        "consents",
        of_team!(
            "c.reach, CASE WHEN c.named THEN 'yes' ELSE 'no' END AS with_name, c.version AS version_of_the_words, c.given_at,
                c.renewed_at, c.withdrawn_at, x.given_at AS example_given_at",
            "consents c JOIN nominations x ON x.id = c.nomination_id",
            "c.user_id = $1",
            "x.given_at, x.id, c.reach"
        ),
    ),
    (
        "next_steps",
        of_team!(
            "x.what, x.frame, x.due, x.state, x.agreed_at, x.settled_at, CAST(x.message_id AS TEXT) AS message,
                CAST(x.asked_message_id AS TEXT) AS question",
            "steps x",
            "x.author_id = $1",
            "x.agreed_at, x.id"
        ),
    ),
    (
        "next_steps_you_help_with",
        of_team!(
            "h.name, h.part, h.said_at, x.what, x.due, x.state",
            "step_people h JOIN steps x ON x.id = h.step_id",
            "h.user_id = $1",
            "h.said_at, x.id"
        ),
    ),
    (
        "learnings",
        of_team!(
            "x.author_name AS name, x.tried, x.happened, x.learned, x.next, x.state, x.written_at, x.shared_at,
                CAST(x.message_id AS TEXT) AS message",
            "learnings x",
            "x.author_id = $1",
            "x.written_at, x.id"
        ),
    ),
    (
        "olfa_cards",
        of_team!(
            "x.author_name AS name, x.idea, x.organisation, x.leadership, x.community, x.employee, x.verdict, x.written_at,
                x.shared_at, CAST(x.message_id AS TEXT) AS message",
            "olfa_cards x",
            "x.author_id = $1",
            "x.written_at, x.id"
        ),
    ),
    (
        "suggested_questions",
        of_team!(
            "x.number, x.state, x.theme, x.title, x.body AS text, x.help, x.reason, x.author_name AS name, x.suggested_at,
                x.decided_at",
            "own_prompts x",
            "x.author_id = $1",
            "x.suggested_at, x.number"
        ),
    ),
    (
        "suggested_meanings",
        of_team!(
            "x.word, x.meaning, x.suggested_at",
            "suggested_meanings x",
            "x.author_id = $1",
            "x.suggested_at, x.id"
        ),
    ),
    (
        "trio_seats",
        of_team!(
            "x.seat, x.asked_at, CASE WHEN x.accepted THEN 'yes' WHEN NOT x.accepted THEN 'no' END AS accepted",
            "trio_seats x",
            "x.user_id = $1",
            "x.asked_at, x.seat"
        ),
    ),
    (
        "votes_on_letters",
        of_team!(
            "l.month, CASE WHEN v.approved THEN 'yes' ELSE 'no' END AS approved, v.voted_at",
            "letter_votes v JOIN occasions x ON x.id = v.occasion_id LEFT JOIN letters l ON l.occasion_id = v.occasion_id",
            "v.user_id = $1",
            "v.voted_at, x.id"
        ),
    ),
    (
        "letters_that_leave_you_out",
        of_team!(
            "l.month",
            "letter_absent a JOIN occasions x ON x.id = a.occasion_id LEFT JOIN letters l ON l.occasion_id = a.occasion_id",
            "a.user_id = $1",
            "x.id"
        ),
    ),
    ("pace", of_team!("x.pace", "paces x", "x.user_id = $1", "x.team_id")),
    (
        "teams_you_set_up",
        "SELECT name AS team, created_at FROM teams WHERE created_by = $1 AND guild_id = COALESCE($2, guild_id) ORDER BY created_at, id",
    ),
    (
        "settings_you_changed_last",
        "SELECT changed_at FROM organisations WHERE changed_by = $1 AND guild_id = COALESCE($2, guild_id) ORDER BY guild_id",
    ),
    (
        "administrative_acts",
        "SELECT t.name AS team, x.done_at, x.act, x.about FROM audit x LEFT JOIN teams t ON t.id = x.team_id
         WHERE x.user_id = $1 AND x.guild_id = COALESCE($2, x.guild_id) ORDER BY x.number",
    ),
    (
        "posts_that_still_stand",
        of_team!(
            "CAST(x.channel_id AS TEXT) AS channel, CAST(x.message_id AS TEXT) AS message",
            "left_posts x",
            "x.user_id = $1",
            "x.message_id"
        ),
    ),
    (
        "left_the_server",
        "SELECT noticed_at FROM departures WHERE user_id = $1 AND guild_id = COALESCE($2, guild_id) ORDER BY guild_id",
    ),
    (
        "waits_for_you",
        "SELECT job, created_at FROM waiting WHERE user_id = $1 AND guild_id = COALESCE($2, guild_id)
         ORDER BY created_at, work_key",
    ),
    (
        "waits_for_others_about_you",
        concat!(
            "SELECT job, created_at FROM waiting WHERE user_id <> $1 AND guild_id = COALESCE($2, guild_id) AND ",
            names_them!("job"),
            " ORDER BY created_at, work_key"
        ),
    ),
    (
        "work_about_you",
        concat!(
            "SELECT job, state, due_at, created_at, ended_at FROM deliveries WHERE guild_id = COALESCE($2, guild_id) AND ",
            names_them!("job"),
            " ORDER BY created_at, id"
        ),
    ),
    (
        "quoted_in_letters",
        of_team!(
            "l.month, s.kind, CAST(l.message_id AS TEXT) AS message",
            "letter_sources s JOIN letters l ON l.occasion_id = s.occasion_id JOIN occasions x ON x.id = s.occasion_id",
            "s.user_id = $1",
            "l.month, s.kind, s.source_id"
        ),
    ),
    ("mentions_of_you", MENTIONS),
];

/// A row as an object; a column's value by whichever of our kinds it is of.
macro_rules! object {
    ($row:expr) => {{
        let row = $row;
        let mut object = Map::new();
        for column in row.columns() {
            let at = column.ordinal();
            let value = if let Ok(number) = row.try_get::<Option<i64>, _>(at) {
                number.map(Value::from)
            } else if let Ok(text) = row.try_get::<Option<String>, _>(at) {
                text.map(Value::from)
            } else if let Ok(day) = row.try_get::<Option<NaiveDate>, _>(at) {
                day.map(|day| Value::from(day.to_string()))
            } else {
                row.try_get::<Option<DateTime<Utc>>, _>(at)?.map(|moment| Value::from(moment.to_rfc3339()))
            };
            object.insert(column.name().to_owned(), value.unwrap_or_default());
        }
        object
    }};
}

impl Store {
    /// All that is kept about a person, in one guild or in all: each respect with its rows, those without any included. Of
    /// answers without a name nobody knows whose they are.
    pub async fn kept_about(&self, user: UserId, guild: Option<GuildId>) -> Result<Vec<Section>, StoreError> {
        let mut all = Vec::with_capacity(SECTIONS.len());
        for (name, query) in SECTIONS {
            let rows = on_pool!(self, |pool| {
                let rows =
                    sqlx::query(query).bind(user.0).bind(guild.map(|guild| guild.0)).fetch_all(pool).await?;
                rows.iter().map(|row| Ok(object!(row))).collect::<Result<Vec<_>, sqlx::Error>>()?
            });
            all.push((name, rows));
        }
        Ok(all)
    }
}
