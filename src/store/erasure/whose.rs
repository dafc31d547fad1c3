//! Every place in which a person stands: what of it goes, and what goes on without them. `$1` is the person, `$2` the guild or
//! nothing. A test holds these against the schema.

/// The teams of the guild.
macro_rules! teams {
    () => {
        "SELECT id FROM teams WHERE guild_id = COALESCE($2, guild_id)"
    };
}

/// The occasions of the guild.
macro_rules! occasions {
    () => {
        "SELECT id FROM occasions WHERE guild_id = COALESCE($2, guild_id)"
    };
}

/// Who helps with the person's own steps, which go with them.
pub(super) const HELPERS: &str = "DELETE FROM step_people
    WHERE step_id IN (SELECT id FROM steps WHERE author_id = $1 AND guild_id = COALESCE($2, guild_id))";

/// Whose it is that letters tell: which letter, and what.
pub(super) const SOURCES: &str = concat!(
    "DELETE FROM letter_sources WHERE user_id = $1 AND occasion_id IN (",
    occasions!(),
    ") RETURNING occasion_id, kind, source_id"
);

/// What is left behind when a row of it goes.
#[derive(Clone, Copy)]
pub(super) enum Behind {
    /// A hand lent to a step, which is told without it.
    Hand,
    /// A step, which letters may tell.
    Step,
    /// A learning, which letters may tell.
    Learning,
    /// Posts alone.
    Posts,
}

/// What has posts, or stands in somebody else's: id, team, guild, and up to two places.
pub(super) const LEFT_BEHIND: [(Behind, &str); 5] = [
    (
        Behind::Hand,
        "DELETE FROM step_people WHERE user_id = $1
            AND step_id IN (SELECT id FROM steps WHERE author_id <> $1 AND guild_id = COALESCE($2, guild_id))
         RETURNING step_id, (SELECT team_id FROM steps WHERE id = step_id), (SELECT guild_id FROM steps WHERE id = step_id),
            CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)",
    ),
    (
        Behind::Step,
        "DELETE FROM steps WHERE author_id = $1 AND guild_id = COALESCE($2, guild_id)
         RETURNING id, team_id, guild_id, channel_id, message_id, asked_channel_id, asked_message_id",
    ),
    (
        Behind::Learning,
        "DELETE FROM learnings WHERE author_id = $1 AND guild_id = COALESCE($2, guild_id)
         RETURNING id, team_id, guild_id, channel_id, message_id, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)",
    ),
    (
        Behind::Posts,
        "DELETE FROM olfa_cards WHERE author_id = $1 AND guild_id = COALESCE($2, guild_id)
         RETURNING id, team_id, guild_id, channel_id, message_id, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)",
    ),
    // Of what is kept no longer.
    (
        Behind::Posts,
        "DELETE FROM left_posts WHERE user_id = $1 AND guild_id = COALESCE($2, guild_id)
         RETURNING message_id, team_id, guild_id, channel_id, message_id, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)",
    ),
];

/// The teams in whose TRIO the person is: their letters may wait for nobody else.
pub(super) const TRIOS: &str =
    concat!("SELECT DISTINCT team_id FROM trio_seats WHERE user_id = $1 AND team_id IN (", teams!(), ")");

/// What goes without leaving anything to be done.
pub(super) const SIMPLE: [&str; 12] = [
    "DELETE FROM departures WHERE user_id = $1 AND guild_id = COALESCE($2, guild_id)",
    concat!("DELETE FROM paces WHERE user_id = $1 AND team_id IN (", teams!(), ")"),
    concat!("DELETE FROM trio_seats WHERE user_id = $1 AND team_id IN (", teams!(), ")"),
    concat!("DELETE FROM suggested_meanings WHERE author_id = $1 AND team_id IN (", teams!(), ")"),
    concat!("DELETE FROM letter_votes WHERE user_id = $1 AND occasion_id IN (", occasions!(), ")"),
    concat!("DELETE FROM letter_absent WHERE user_id = $1 AND occasion_id IN (", occasions!(), ")"),
    "DELETE FROM waiting WHERE user_id = $1 AND guild_id = COALESCE($2, guild_id)",
    concat!(
        "UPDATE own_prompts SET state = 'gone', title = '', body = '', help = '', reason = NULL, author_id = NULL,
            author_name = NULL WHERE author_id = $1 AND state <> 'approved' AND team_id IN (",
        teams!(),
        ")"
    ),
    // What TRIO took in is the team's.
    concat!(
        "UPDATE own_prompts SET author_id = NULL, author_name = NULL WHERE author_id = $1 AND team_id IN (",
        teams!(),
        ")"
    ),
    "UPDATE teams SET created_by = 0 WHERE created_by = $1 AND guild_id = COALESCE($2, guild_id)",
    // The act stays, without them.
    "UPDATE audit SET user_id = 0 WHERE user_id = $1 AND guild_id = COALESCE($2, guild_id)",
    "UPDATE organisations SET changed_by = 0 WHERE changed_by = $1 AND guild_id = COALESCE($2, guild_id)",
];

/// Takes mentions of the person (`$1`, `$2`) out of what others wrote; `$4` stands there in Danish, `$5` in English. `$3` is the
/// guild or nothing. `$team` is the row's team.
macro_rules! mention {
    ($table:literal, $column:literal, $team:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET ",
            $column,
            " = REPLACE(REPLACE(",
            $column,
            ", $1, CASE (SELECT language FROM teams WHERE id = ",
            $team,
            ") WHEN 'en' THEN $5 ELSE $4 END), $2,
                CASE (SELECT language FROM teams WHERE id = ",
            $team,
            ") WHEN 'en' THEN $5 ELSE $4 END)
             WHERE (",
            $column,
            " LIKE '%' || $1 || '%' OR ",
            $column,
            " LIKE '%' || $2 || '%')
                AND ",
            $team,
            " IN (SELECT id FROM teams WHERE guild_id = COALESCE($3, guild_id))"
        )
    };
}

/// The answers that mention the person; `$1` to `$3` as in [`mention!`].
pub(super) const MENTIONING: &str =
    "SELECT id FROM replies WHERE (body LIKE '%' || $1 || '%' OR body LIKE '%' || $2 || '%')
    AND team_id IN (SELECT id FROM teams WHERE guild_id = COALESCE($3, guild_id))";

/// Takes mentions of the person out of one answer (`$6`).
pub(super) const MENTIONED_IN: &str =
    concat!(mention!("replies", "body", "replies.team_id"), " AND replies.id = $6");

/// The same of every answer written or changed since `$6`.
pub(super) const MENTIONED_SINCE: &str = concat!(
    mention!("replies", "body", "replies.team_id"),
    " AND (replies.written_at >= $6 OR replies.edited_at >= $6)"
);

/// Every other column with what people type for others to read.
pub(super) const MENTIONS: [&str; 26] = [
    mention!("nominations", "what", "nominations.team_id"),
    mention!("nominations", "meant", "nominations.team_id"),
    mention!(
        "nominees",
        "suggestion",
        "(SELECT n.team_id FROM nominations n WHERE n.id = nominees.nomination_id)"
    ),
    mention!("steps", "what", "steps.team_id"),
    mention!("steps", "frame", "steps.team_id"),
    mention!("learnings", "tried", "learnings.team_id"),
    mention!("learnings", "happened", "learnings.team_id"),
    mention!("learnings", "learned", "learnings.team_id"),
    mention!("learnings", "next", "learnings.team_id"),
    mention!("olfa_cards", "idea", "olfa_cards.team_id"),
    mention!("olfa_cards", "organisation", "olfa_cards.team_id"),
    mention!("olfa_cards", "leadership", "olfa_cards.team_id"),
    mention!("olfa_cards", "community", "olfa_cards.team_id"),
    mention!("olfa_cards", "employee", "olfa_cards.team_id"),
    mention!("suggested_meanings", "meaning", "suggested_meanings.team_id"),
    mention!("meanings", "meaning", "meanings.team_id"),
    mention!("own_prompts", "title", "own_prompts.team_id"),
    mention!("own_prompts", "body", "own_prompts.team_id"),
    mention!("own_prompts", "help", "own_prompts.team_id"),
    mention!("own_prompts", "reason", "own_prompts.team_id"),
    mention!("prompt_changes", "title", "prompt_changes.team_id"),
    mention!("prompt_changes", "body", "prompt_changes.team_id"),
    mention!("prompt_changes", "help", "prompt_changes.team_id"),
    mention!("teams", "name", "teams.id"),
    mention!("teams", "dosing", "teams.id"),
    // Of a server, not of a team: it is in no language.
    "UPDATE organisations SET settings = REPLACE(REPLACE(settings, $1, $4), $2, $4)
     WHERE (settings LIKE '%' || $1 || '%' OR settings LIKE '%' || $2 || '%') AND guild_id = COALESCE($3, guild_id)
        AND $5 = $5",
];

/// Everybody who stands anywhere, with the guild.
pub(in crate::store) const PEOPLE: &str = "SELECT guild_id, author_id FROM replies
    UNION SELECT guild_id, giver_id FROM nominations
    UNION SELECT n.guild_id, e.user_id FROM nominees e JOIN nominations n ON n.id = e.nomination_id
    UNION SELECT n.guild_id, c.user_id FROM consents c JOIN nominations n ON n.id = c.nomination_id
    UNION SELECT guild_id, author_id FROM steps
    UNION SELECT s.guild_id, p.user_id FROM step_people p JOIN steps s ON s.id = p.step_id
    UNION SELECT guild_id, author_id FROM learnings
    UNION SELECT guild_id, author_id FROM olfa_cards
    UNION SELECT t.guild_id, p.user_id FROM paces p JOIN teams t ON t.id = p.team_id
    UNION SELECT t.guild_id, p.user_id FROM trio_seats p JOIN teams t ON t.id = p.team_id
    UNION SELECT t.guild_id, p.author_id FROM suggested_meanings p JOIN teams t ON t.id = p.team_id
    UNION SELECT t.guild_id, p.author_id FROM own_prompts p JOIN teams t ON t.id = p.team_id WHERE p.author_id IS NOT NULL
    UNION SELECT o.guild_id, v.user_id FROM letter_votes v JOIN occasions o ON o.id = v.occasion_id
    UNION SELECT o.guild_id, a.user_id FROM letter_absent a JOIN occasions o ON o.id = a.occasion_id
    UNION SELECT o.guild_id, s.user_id FROM letter_sources s JOIN occasions o ON o.id = s.occasion_id
    UNION SELECT guild_id, user_id FROM waiting
    UNION SELECT guild_id, created_by FROM teams
    UNION SELECT guild_id, changed_by FROM organisations
    UNION SELECT guild_id, user_id FROM audit WHERE user_id IS NOT NULL
    UNION SELECT guild_id, user_id FROM left_posts
    UNION SELECT guild_id, user_id FROM departures";
