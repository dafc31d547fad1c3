//! `aktor run`: the bot, until it is told to stop.

use super::Failure;
use crate::app::{App, AppError};
use crate::clock::Clock;
use crate::config::Config;
use crate::service::random::Random;
use crate::store::StoreError;
use crate::telemetry;

/// Loads the settings and runs the bot until SIGTERM, SIGINT, or the end of its connection.
pub(super) fn run() -> Result<(), Failure> {
    let config = Config::load()?;
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::failed(format_args!("no threads: {error}")))?;
    let ended = runtime.block_on(async {
        let stopped = stop_signal().map_err(|error| Failure::failed(format_args!("no signals: {error}")))?;
        tokio::pin!(stopped);
        let started = App::start(&config, Clock::system(), Random::system(), telemetry::install());
        let mut app = tokio::select! {
            // Whatever does not answer at the start is not waited for.
            () = &mut stopped => return Ok(()),
            started = started => started?,
        };
        tracing::info!(bot = app.identity().name, health = %app.web(), "running");
        tokio::select! {
            () = stopped => {
                tracing::info!("stopping");
                app.stop().await;
                Ok(())
            }
            ended = app.ended() => {
                let failure = ended.err().map(Failure::from);
                app.stop().await;
                failure.map_or(Ok(()), Err)
            }
        }
    });
    // What the system does not answer, such as the look-up of a name, is not waited for either.
    runtime.shutdown_background();
    ended
}

/// Done when the process is asked to stop.
pub(super) fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        if error.is_final() { Self::misconfigured(error) } else { Self::failed(error) }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        AppError::from(error).into()
    }
}
