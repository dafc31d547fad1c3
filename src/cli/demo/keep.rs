//! A place that is kept: the bot's database in a file, and beside it the world that it is about.
//!
//! Either without the other would be a bot that remembers what nobody said, or people whose bot knows nothing of them;
//! so they are taken up together or not at all.

use super::super::Failure;
use crate::sandbox::world::{Unreadable, World};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// The world is written this long after something happened in it, with all that happened meanwhile.
const PAUSE: Duration = Duration::from_millis(250);

/// Where the world beside a database is kept.
pub(super) fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".world.json");
    name.into()
}

/// The world that was left beside `database`; `None` when there is neither yet.
pub(super) fn left(database: &Path) -> Result<Option<World>, Failure> {
    let file = beside(database);
    let (here, there) = (database.display(), file.display());
    let written = match std::fs::read(&file) {
        Ok(written) => written,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if !database.exists() {
                return Ok(None);
            }
            return Err(Failure::misconfigured(format_args!(
                "{here} is there, but the place it belongs to is not ({there}): name a file that does not exist yet."
            )));
        }
        Err(error) => return Err(Failure::misconfigured(format_args!("{there} cannot be read: {error}."))),
    };
    if !database.exists() {
        return Err(Failure::misconfigured(format_args!(
            "{there} is there, but the bot's database {here} is not: remove the one to begin anew."
        )));
    }
    World::read(&written).map(Some).map_err(|error| {
        let why = match error {
            Unreadable::Version => "was written by another version of aktor".to_owned(),
            Unreadable::Damaged(error) => format!("is damaged ({error})"),
        };
        Failure::misconfigured(format_args!(
            "{there} {why}: name another file, or remove both it and {here} to begin anew."
        ))
    })
}

/// Writes the world down whenever something has happened in it.
#[derive(Debug)]
pub(super) struct Keeper {
    world: World,
    file: PathBuf,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Keeper {
    /// Writes it once, then begins to watch.
    pub(super) fn start(world: &World, database: &Path) -> Result<Self, Failure> {
        let (world, file, stop) = (world.clone(), beside(database), CancellationToken::new());
        write(&world, &file).map_err(|error| unwritten(&file, &error))?;
        let task = tokio::spawn(watch(world.clone(), file.clone(), stop.clone()));
        Ok(Self { world, file, stop, task })
    }

    /// Writes it for the last time.
    pub(super) async fn stop(self) -> Result<(), Failure> {
        self.stop.cancel();
        let _ = self.task.await;
        write(&self.world, &self.file).map_err(|error| unwritten(&self.file, &error))
    }
}

async fn watch(world: World, file: PathBuf, stop: CancellationToken) {
    let mut moved = world.moved();
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            changed = moved.changed() => if changed.is_err() { return },
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
        moved.borrow_and_update();
        let (world, to) = (world.clone(), file.clone());
        let written = tokio::task::spawn_blocking(move || write(&world, &to)).await;
        if let Ok(Err(error)) = written {
            tracing::error!(%error, file = %file.display(), "the place could not be kept; it is tried again");
        }
    }
}

/// Whoever reads the file finds the world before or the world after, never half of one.
fn write(world: &World, file: &Path) -> io::Result<()> {
    let mut fresh = file.as_os_str().to_owned();
    fresh.push(".new");
    std::fs::write(&fresh, world.written()?)?;
    std::fs::rename(&fresh, file)
}

fn unwritten(file: &Path, error: &io::Error) -> Failure {
    Failure::failed(format_args!("{} cannot be written: {error}.", file.display()))
}
