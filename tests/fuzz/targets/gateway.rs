//! Whatever comes over the gateway, it is read or passed over, and what is taken from it is what stood there.

use aktor::discord::gateway::understood;
use aktor::domain::ids::ChannelId;
use aktor::service::incoming::{Incoming, Watched};
use poise::serenity_prelude::GatewayEvent;

/// The channel that the corpus speaks of.
const CHANNEL: i64 = 41_771_983_423_143_937;

pub(crate) fn holds(data: &[u8]) {
    let Ok(GatewayEvent::Dispatch(_, event)) = serde_json::from_slice::<GatewayEvent>(data) else { return };
    let watched = Watched::new();
    let from_elsewhere = understood(&event, &watched);
    let words = matches!(
        from_elsewhere,
        Some(Incoming::Written(..) | Incoming::Edited { .. } | Incoming::Erased { .. })
    );
    assert!(!words, "nobody listens there");
    watched.add(ChannelId(CHANNEL));
    match understood(&event, &watched) {
        Some(Incoming::Written(message, guild)) => {
            assert!(message.human && message.channel == ChannelId(CHANNEL) && guild.0 != 0);
            let frame = String::from_utf8_lossy(data);
            assert!(
                message.text.is_empty()
                    || !frame.contains(r#""content":"""#)
                    || frame.matches("content").count() > 1
            );
        }
        Some(Incoming::Edited { channel, .. } | Incoming::Erased { channel, .. }) => {
            assert_eq!(channel, ChannelId(CHANNEL));
        }
        Some(Incoming::Unparsed { kind }) => {
            assert!(kind.len() <= 48 && kind.chars().all(|c| c.is_ascii_uppercase() || c == '_'), "{kind}");
        }
        _ => {}
    }
}
