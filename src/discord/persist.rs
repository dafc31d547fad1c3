//! Answers to people reach the platform although it fails once: a first answer within the three seconds that it
//! has, a later one within its quarter of an hour.

use poise::serenity_prelude as serenity;
use std::time::Duration;

/// *Interaction has already been acknowledged.*
const ACKNOWLEDGED: isize = 40_060;
/// Attempts at a first answer, and how long each may take: three seconds in all.
const FIRST: usize = 3;
const FIRST_WITHIN: Duration = Duration::from_millis(850);
const FIRST_PAUSE: Duration = Duration::from_millis(200);
/// Pauses between the attempts at a later answer.
const LATER: [Duration; 3] = [Duration::from_millis(300), Duration::from_secs(1), Duration::from_secs(4)];

/// Gives the first answer to an interaction. That it is acknowledged already means at the first attempt that the
/// same event came before and is being answered, and later that an attempt which seemed lost was taken.
pub(super) async fn first<F>(attempt: impl Fn() -> F) -> Result<(), serenity::Error>
where
    F: Future<Output = Result<(), serenity::Error>>,
{
    let mut error = serenity::Error::Other("no answer in time");
    for n in 0..FIRST {
        if n > 0 {
            tokio::time::sleep(FIRST_PAUSE).await;
        }
        match tokio::time::timeout(FIRST_WITHIN, attempt()).await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(refused)) if n > 0 && is_acknowledged(&refused) => return Ok(()),
            Ok(Err(refused)) if is_certain(&refused) => return Err(refused),
            Ok(Err(lost)) => error = lost,
            Err(_) => {}
        }
    }
    Err(error)
}

/// Gives a later answer. One that may be given twice (`again`) is repeated also when its outcome is not known.
pub(super) async fn later<F>(again: bool, attempt: impl Fn() -> F) -> Result<(), serenity::Error>
where
    F: Future<Output = Result<(), serenity::Error>>,
{
    for pause in LATER {
        match attempt().await {
            Err(error) if !is_certain(&error) && (again || is_answered(&error)) => {
                tokio::time::sleep(pause).await;
            }
            done => return done,
        }
    }
    attempt().await
}

/// Whether the platform refused a first answer since it has one already.
pub(super) fn is_acknowledged(error: &serenity::Error) -> bool {
    matches!(
        error,
        serenity::Error::Http(serenity::HttpError::UnsuccessfulRequest(answer))
            if answer.error.code == ACKNOWLEDGED
    )
}

/// Whether the platform answered at all.
fn is_answered(error: &serenity::Error) -> bool {
    matches!(error, serenity::Error::Http(serenity::HttpError::UnsuccessfulRequest(_)))
}

/// Whether trying again would end in the same way: a refusal that is none for the pace, a fault of ours, or an
/// answer that was taken but could not be read back.
fn is_certain(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(serenity::HttpError::UnsuccessfulRequest(answer)) => {
            let status = answer.status_code.as_u16();
            status < 500 && status != 429
        }
        serenity::Error::Http(_) | serenity::Error::Io(_) => false,
        _ => true,
    }
}
