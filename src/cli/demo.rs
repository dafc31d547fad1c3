//! `aktor demo`: the bot against a stand-in for Discord, in one program.
//!
//! Only this subcommand and the tests may name the stand-in. It is the same bot as under `aktor run`: real
//! HTTP and WebSocket between the two.

mod company;
mod general;
mod host;
mod keep;
mod print;
mod script;
mod town;
mod voices;
mod world;

pub use print::Paint;
pub use script::Played;

use super::Failure;
use super::run::stop_signal;
use crate::sandbox::page::{self, Page};
use crate::service::random::Random;
use host::Town;
use keep::Keeper;
use print::Page as Paper;
use script::Play;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use world::{Stage, home_care};

/// Plays two scripted months (`play`), or shows the page until it is told to stop.
pub(super) fn demo(playing: bool, port: Option<u16>, keep: Option<&Path>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::failed(format_args!("no threads: {error}")))?;
    let mut out = std::io::stdout();
    let paint = Paint::of_stdout();
    runtime.block_on(async {
        if playing {
            play(&mut out, paint, keep).await.map(drop)
        } else {
            stay(&mut out, paint, port, keep).await
        }
    })
}

/// Plays two months onto `out`.
pub async fn play(
    out: &mut (dyn Write + Send),
    paint: Paint,
    keep: Option<&Path>,
) -> Result<Played, Failure> {
    let began = Instant::now();
    let stage = Stage::open(home_care(), script::begin(), keep).await?;
    let said = [
        "Aktør hos et opdigtet hjemmeplejeteam, fra den 1. oktober til den 1. december 2026.",
        "Ingen af dem findes. Botten er den rigtige; serveren er en stedfortræder for Discord her på maskinen.",
    ];
    for line in said {
        Paper::new(out, paint).tell(line)?;
    }
    let mut play = Play::new(stage, out, paint);
    play.set_up().await?;
    play.october().await?;
    play.november().await?;
    let played = play.finale().await?;
    let mut page = Paper::new(out, paint);
    page.line("")?;
    page.line(&format!("Billedet: {}", played.picture.display()))?;
    if let Some(file) = keep {
        page.line(&format!("Databasen: {}", file.display()))?;
    }
    let seconds = began.elapsed().as_secs_f32();
    let ended = format!("To måneder og {} spørgsmål på {seconds:.1} sekunder.", played.prompts);
    page.line(&ended.replace('.', ",").replace("sekunder,", "sekunder."))?;
    Ok(played)
}

/// Shows the page, and keeps running.
async fn stay(
    out: &mut (dyn Write + Send),
    paint: Paint,
    port: Option<u16>,
    keep: Option<&Path>,
) -> Result<(), Failure> {
    let stopped = stop_signal().map_err(|error| Failure::failed(format_args!("no signals: {error}")))?;
    let town = Arc::new(Town::open(keep).await?);
    let keeper = keep.map(|database| Keeper::start(&town.stage.world, database)).transpose()?;
    let (api, web) = (town.stage.sandbox.base_url(), town.stage.app.web());
    let host = Arc::clone(&town);
    let page = Page::start(town.stage.world.clone(), host, port, Random::system().key()).await;
    let page = page.map_err(|error| refused(port, &error))?;
    let said = [
        "Aktør kører nu hos en opdigtet kommune. Åbn siden i en browser, og prøv den:".to_owned(),
        String::new(),
        format!("  {}", page.link()),
        String::new(),
        format!("Discords REST-adresse her: {api}/api/v10"),
        format!("Bottens helbred:           http://{web}/readyz"),
        "Linket virker kun på denne maskine, og kun så længe demoen kører. Stop med Ctrl-C.".to_owned(),
    ];
    let mut paper = Paper::new(out, paint);
    for line in said {
        paper.line(&line)?;
    }
    if let Some(database) = keep {
        let (here, there) = (database.display(), keep::beside(database));
        paper.line(&format!("Stedet bliver gemt i {here} og {}.", there.display()))?;
        paper.line("Start med samme --keep næste gang, så er alt, som du forlod det.")?;
    }
    stopped.await;
    page.stop().await;
    let closed = match Arc::into_inner(town) {
        Some(town) => town.stage.close().await,
        None => Ok(()),
    };
    match keeper {
        Some(keeper) => keeper.stop().await.and(closed),
        None => closed,
    }
}

fn refused(port: Option<u16>, error: &std::io::Error) -> Failure {
    let port = port.unwrap_or(page::PORT);
    match error.kind() {
        std::io::ErrorKind::AddrInUse => Failure::misconfigured(format_args!(
            "Port {port} on 127.0.0.1 is taken: choose another with --port, or leave --port out and the next free one is taken."
        )),
        std::io::ErrorKind::PermissionDenied => Failure::misconfigured(format_args!(
            "Port {port} may not be used by this account: choose one above 1023 with --port."
        )),
        _ => Failure::failed(format_args!("The page cannot be shown on port {port}: {error}.")),
    }
}
