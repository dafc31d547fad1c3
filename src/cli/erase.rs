//! `aktor erase --user ID`: one person, erased from everything that is kept, also while the bot runs.

use super::Failure;
use crate::clock::Clock;
use crate::config::Settings;
use crate::domain::audit::Actor;
use crate::domain::ids::{GuildId, UserId};
use crate::service::erasure;
use crate::service::random::Random;
use crate::store::{self, Erased, Leaver, Store, StoreError};
use std::time::Duration;

/// How long the files are waited for that another program is reading.
const FILES_WITHIN: Duration = Duration::from_secs(45);

/// Erases a person, on one server or on all.
pub(super) fn erase(user: u64, guild: Option<u64>) -> Result<(), Failure> {
    let settings = Settings::load()?;
    let url = settings.database_url.expose();
    let leaver = Leaver {
        user: UserId::from_unsigned(user),
        guild: guild.map(GuildId::from_unsigned),
        at: Clock::system().now(),
        by: Actor::Operator,
    };
    // Stopped half-way it would not be known what was done, so it is not.
    let (erased, scrubbed) = super::to_its_end(erased(url, leaver))??;
    let Erased { rows, posts } = erased;
    println!("{user} is erased: {rows} rows. {}", what_follows(posts));
    if url.starts_with("postgres") {
        println!("Copies made before hold {user} still. After putting one back, run this again.");
    } else {
        println!("Copies made before hold {user} still. When one is put back, {user} is erased from it.");
    }
    if scrubbed {
        Ok(())
    } else {
        Err(Failure::failed(
            "Another program is reading the database, so bytes of what was erased may still stand in its files. Run this again to remove them.",
        ))
    }
}

fn what_follows(posts: usize) -> String {
    match posts {
        0 => "Nothing is posted that would have to be changed.".to_owned(),
        _ => format!(
            "Posts, letters and examples to be removed or changed: {posts}. The bot does it within a minute, or as soon as it runs."
        ),
    }
}

async fn erased(url: &str, leaver: Leaver) -> Result<(Erased, bool), StoreError> {
    store::must_exist(url)?;
    let store = Store::open(url).await?;
    let erased = erasure::erase(&store, &Random::system(), leaver).await?;
    let scrubbed = store.scrub_within(FILES_WITHIN).await?;
    store.close().await;
    Ok((erased, scrubbed))
}
