//! `aktor invite`: the link by which an administrator adds the bot to a server.

use super::Failure;
use crate::config::{self, Sources};
use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use secrecy::ExposeSecret;

/// View Channel, Send Messages, Send Messages in Threads, Create Public Threads, Embed Links,
/// Attach Files, Read Message History.
const PERMISSIONS: u64 = 309_237_763_072;

/// Prints the link for `application`, or for the application whose token is set.
pub(super) fn invite(sources: &Sources, application: Option<u64>) -> Result<(), Failure> {
    let application = match application {
        Some(id) => id,
        None => application_of(config::token(sources)?.expose_secret()).ok_or_else(|| {
            Failure::misconfigured(
                "The token does not tell its application: copy the Application ID from the Discord Developer \
                 Portal (General Information) and give it with --application.",
            )
        })?,
    };
    println!("{}", link(application));
    Ok(())
}

fn link(application: u64) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot%20applications.commands&permissions={PERMISSIONS}"
    )
}

/// The application's id: the token's first part is its digits in base64.
fn application_of(token: &str) -> Option<u64> {
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let (first, _) = token.split_once('.')?;
    let digits = GeneralPurpose::new(&STANDARD, lenient).decode(first).ok()?;
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{PERMISSIONS, application_of, link};

    #[test]
    fn the_link_asks_for_exactly_the_permissions_that_are_told() {
        let bits = [10, 11, 38, 35, 14, 15, 16];
        assert_eq!(bits.into_iter().map(|bit| 1_u64 << bit).sum::<u64>(), PERMISSIONS);
        assert_eq!(
            link(42),
            "https://discord.com/oauth2/authorize?client_id=42&scope=bot%20applications.commands&permissions=309237763072"
        );
    }

    #[test]
    fn the_application_is_read_from_the_token() {
        assert_eq!(application_of("MTIzNDU2Nzg5MDEyMzQ1Njc4.x.y"), Some(123_456_789_012_345_678));
        assert_eq!(application_of("MTIzNDU2Nzg5MDEyMzQ1Njc4OQ==.x.y"), Some(1_234_567_890_123_456_789));
        for odd in ["", "MTIz", "sandbox.token", "aGVq.x.y"] {
            assert_eq!(application_of(odd), None, "{odd}");
        }
    }
}
