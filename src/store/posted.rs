//! What is kept together with its posts: they become known while it may be changed, erased, or grow old.

/// Erases inside a transaction the row that `$delete` finds, and makes its work: `$remove` for each of its posts that is
/// known by then (the columns that are returned are pairs of channel and message), and what else follows. Answers whether
/// there was one.
macro_rules! erase_posted {
    ($tx:expr, $delete:expr, $remove:expr, $work:expr, $now:expr) => {{
        let row = $delete.fetch_optional(&mut *$tx).await?;
        if let Some(row) = &row {
            let mut removals = Vec::new();
            for column in (0..row.len()).step_by(2) {
                let channel = row.try_get::<Option<i64>, _>(column)?.map(ChannelId);
                let message = row.try_get::<Option<i64>, _>(column + 1)?.map(MessageId);
                removals.extend(channel.zip(message).map(|(channel, message)| $remove(channel, message)));
            }
            enqueue!($tx, $work.iter().chain(&removals), $now);
        }
        row.is_some()
    }};
}

/// Makes inside a transaction what follows when a post is known to stand: it is removed if what it shows is gone (`$same` is
/// `None`), and brought up to date if that has changed since it was read, or the post may be that of an earlier attempt.
macro_rules! follow_up {
    ($tx:expr, $claim:expr, $same:expr, ($remove:expr, $refresh:expr), $now:expr) => {
        let follows = match $same {
            None => std::slice::from_ref($remove),
            Some(same) if !same || $claim.attempts > 1 => std::slice::from_ref($refresh),
            Some(_) => &[],
        };
        enqueue!($tx, follows, $now);
    };
}

/// Notes, by a query for guild, team, person, channel and message, which posts stand of what is about to be kept no longer.
macro_rules! leave_posts {
    ($($query:literal),+ $(,)?) => {
        concat!(
            "INSERT INTO left_posts (guild_id, team_id, user_id, channel_id, message_id) ",
            $($query,)+
            " ON CONFLICT DO NOTHING"
        )
    };
}

/// Erases what is kept no longer: the rows that `$delete` finds with these values, after noting whose posts are left
/// (`$leave`, with the same values). Answers how many went.
macro_rules! expire {
    ($store:expr, $label:literal, [$($leave:expr),*], $delete:expr, $($value:expr),+) => {{
        let expired = transact!($store, $label, |tx| {
            for leave in [$($leave),*] as [&'static str; _] {
                sqlx::query(leave)$(.bind($value))+.execute(&mut *tx).await?;
            }
            sqlx::query($delete)$(.bind($value))+.execute(&mut *tx).await?.rows_affected()
        });
        $store.erased(expired);
        Ok(expired)
    }};
}

/// At most so many rows are erased in one go, so that nobody waits long for their turn to write.
pub(super) const PART: i64 = 500;

/// Does `$some`, which erases [`PART`] rows at most, until no more are left, and lets others write in between. Answers how many went.
macro_rules! in_parts {
    ($some:expr) => {{
        let mut all = 0;
        loop {
            let some: u64 = $some.await?;
            all += some;
            if some < $crate::store::posted::PART.unsigned_abs() {
                break Ok(all);
            }
        }
    }};
}

pub(super) use {erase_posted, expire, follow_up, in_parts, leave_posts};
