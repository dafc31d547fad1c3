//! `aktor demo`: the bot against a stand-in for Discord, in one program.
//!
//! Only this subcommand and the tests may name the stand-in. It is the same bot as under `aktor run`: real
//! HTTP and WebSocket between the two.

mod print;
mod script;
mod voices;
mod world;

pub use print::Paint;
pub use script::Played;

use super::Failure;
use super::run::stop_signal;
use print::Page;
use script::Play;
use std::io::Write;
use std::path::Path;
use std::time::Instant;
use world::{CHANNEL, Stage};

/// Plays two scripted months (`play`), or keeps running until it is told to stop.
pub(super) fn demo(playing: bool, port: Option<u16>, keep: Option<&Path>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::failed(format_args!("no threads: {error}")))?;
    let mut out = std::io::stdout();
    let paint = Paint::of_stdout();
    let port = port.unwrap_or(0);
    runtime.block_on(async {
        if playing {
            play(&mut out, paint, port, keep).await.map(drop)
        } else {
            stay(&mut out, paint, port, keep).await
        }
    })
}

/// Plays two months onto `out`.
pub async fn play(
    out: &mut (dyn Write + Send),
    paint: Paint,
    port: u16,
    keep: Option<&Path>,
) -> Result<Played, Failure> {
    let began = Instant::now();
    let stage = Stage::open(script::begin(), port, keep).await?;
    let said = [
        "Aktør hos et opdigtet hjemmeplejeteam, fra den 1. oktober til den 1. december 2026.",
        "Ingen af dem findes. Botten er den rigtige; serveren er en stedfortræder for Discord her på maskinen.",
    ];
    for line in said {
        Page::new(out, paint).tell(line)?;
    }
    let mut play = Play::new(stage, out, paint);
    play.set_up().await?;
    play.october().await?;
    play.november().await?;
    let played = play.finale().await?;
    let mut page = Page::new(out, paint);
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

/// Sets the team up, has the first question asked, and keeps running.
async fn stay(
    out: &mut (dyn Write + Send),
    paint: Paint,
    port: u16,
    keep: Option<&Path>,
) -> Result<(), Failure> {
    let stopped = stop_signal().map_err(|error| Failure::failed(format_args!("no signals: {error}")))?;
    let stage = Stage::open(script::begin(), port, keep).await?;
    let (api, web) = (stage.sandbox.base_url(), stage.app.web());
    let mut play = Play::new(stage, out, paint);
    play.set_up().await?;
    play.first_question().await?;
    let Play { stage, .. } = play;
    let said = [
        String::new(),
        format!("Botten og dens stedfortræder for Discord kører nu. Spørgsmålet står i #{CHANNEL}."),
        format!("  Discords REST-adresse her: {api}/api/v10"),
        format!("  Bottens helbred:          http://{web}/readyz og http://{web}/metrics"),
        "Her er ingen side at klikke på endnu, og tiden står stille på den 5. oktober 2026.".to_owned(),
        "`aktor demo --play` viser to hele måneder. Stop med Ctrl-C.".to_owned(),
    ];
    let mut page = Page::new(out, paint);
    for line in said {
        page.line(&line)?;
    }
    stopped.await;
    stage.close().await
}
