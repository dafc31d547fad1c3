//! The words and frames of Discord's gateway protocol: opcodes, close codes, and how a payload becomes a frame
//! (text, one zlib stream per payload, or one zlib or Zstandard stream per connection). Knows neither sessions nor the world.

use axum::extract::ws::{Message, Utf8Bytes};
use flate2::{Compress, Compression, FlushCompress};
use serde_json::{Value, json};

/// Opcodes, in both directions.
pub mod op {
    /// An event (server to client).
    pub const DISPATCH: u64 = 0;
    /// "I am alive"; from the server: "are you?".
    pub const HEARTBEAT: u64 = 1;
    /// Starts a session.
    pub const IDENTIFY: u64 = 2;
    /// The client's own presence.
    pub const PRESENCE_UPDATE: u64 = 3;
    /// Joins or leaves a voice channel.
    pub const VOICE_STATE_UPDATE: u64 = 4;
    /// Takes a session up again.
    pub const RESUME: u64 = 6;
    /// The server asks the client to connect anew and resume.
    pub const RECONNECT: u64 = 7;
    /// Asks for the members of a guild.
    pub const REQUEST_GUILD_MEMBERS: u64 = 8;
    /// The session is not valid; `d` says whether it can be resumed.
    pub const INVALID_SESSION: u64 = 9;
    /// The first word on a connection.
    pub const HELLO: u64 = 10;
    /// The answer to a heartbeat.
    pub const HEARTBEAT_ACK: u64 = 11;
    /// Asks for soundboard sounds.
    pub const REQUEST_SOUNDBOARD_SOUNDS: u64 = 31;
    /// Asks for what channels show for a moment.
    pub const REQUEST_CHANNEL_INFO: u64 = 43;
}

/// Close codes that the gateway sends.
pub mod close {
    /// Something went wrong here; try to reconnect.
    pub const UNKNOWN_ERROR: u16 = 4000;
    /// No such opcode, or not one for clients.
    pub const UNKNOWN_OPCODE: u16 = 4001;
    /// The payload cannot be read or is larger than 4096 bytes.
    pub const DECODE_ERROR: u16 = 4002;
    /// A payload before IDENTIFY.
    pub const NOT_AUTHENTICATED: u16 = 4003;
    /// The token is wrong.
    pub const AUTHENTICATION_FAILED: u16 = 4004;
    /// A second IDENTIFY on one connection.
    pub const ALREADY_AUTHENTICATED: u16 = 4005;
    /// RESUME with a sequence number that was never sent.
    pub const INVALID_SEQ: u16 = 4007;
    /// More than 120 payloads in 60 seconds.
    pub const RATE_LIMITED: u16 = 4008;
    /// The client stopped sending heartbeats.
    pub const SESSION_TIMED_OUT: u16 = 4009;
    /// `shard` is not `[id, count]` with `id < count`.
    pub const INVALID_SHARD: u16 = 4010;
    /// Too many guilds for one shard.
    pub const SHARDING_REQUIRED: u16 = 4011;
    /// An API version that does not exist.
    pub const INVALID_API_VERSION: u16 = 4012;
    /// Intents that do not exist.
    pub const INVALID_INTENTS: u16 = 4013;
    /// Privileged intents that are not switched on for the application.
    pub const DISALLOWED_INTENTS: u16 = 4014;

    /// The sentence that goes with a code.
    pub(in crate::sandbox) fn reason(code: u16) -> &'static str {
        match code {
            UNKNOWN_ERROR => "Unknown error.",
            UNKNOWN_OPCODE => "Unknown opcode.",
            DECODE_ERROR => "Error while decoding payload.",
            NOT_AUTHENTICATED => "Not authenticated.",
            AUTHENTICATION_FAILED => "Authentication failed.",
            ALREADY_AUTHENTICATED => "Already authenticated.",
            INVALID_SEQ => "Invalid seq.",
            RATE_LIMITED => "Rate limited.",
            SESSION_TIMED_OUT => "Session timed out.",
            INVALID_SHARD => "Invalid shard.",
            SHARDING_REQUIRED => "Sharding required.",
            INVALID_API_VERSION => "Invalid API version.",
            INVALID_INTENTS => "Invalid intent(s).",
            DISALLOWED_INTENTS => "Disallowed intent(s).",
            _ => "",
        }
    }

    /// Whether a session outlives a close with this code; see the table of gateway close event codes.
    pub(in crate::sandbox) fn keeps_session(code: u16) -> bool {
        !matches!(
            code,
            AUTHENTICATION_FAILED
                | INVALID_SEQ
                | SESSION_TIMED_OUT
                | INVALID_SHARD
                | SHARDING_REQUIRED
                | INVALID_API_VERSION
                | INVALID_INTENTS
                | DISALLOWED_INTENTS
        )
    }
}

/// The largest payload that a client may send, in bytes.
pub(super) const LARGEST: usize = 4096;

/// A dispatch with `payload` (already JSON) under the sequence number `seq`.
pub(super) fn dispatch(name: &str, seq: u64, payload: &str) -> Utf8Bytes {
    format!(r#"{{"t":"{name}","s":{seq},"op":{},"d":{payload}}}"#, op::DISPATCH).into()
}

/// A payload without sequence number.
pub(super) fn payload(op: u64, d: &Value) -> Utf8Bytes {
    json!({ "t": null, "s": null, "op": op, "d": d }).to_string().into()
}

/// How payloads become frames on one connection.
#[derive(Debug)]
pub(super) enum Framing {
    /// Text frames.
    Plain,
    /// Binary frames, each a zlib stream of its own (`compress: true` in IDENTIFY).
    EachPayload,
    /// Binary frames of one zlib stream, flushed after each payload (`compress=zlib-stream`).
    Stream(Box<Compress>),
    /// Binary frames of one Zstandard stream (`compress=zstd-stream`), whose blocks are whole as they are; `true` until
    /// it has begun.
    Zstandard(bool),
}

impl Framing {
    /// The framing asked for in the address; unknown kinds of compression are answered in text.
    pub(super) fn asked(compress: Option<&str>) -> Self {
        match compress {
            Some("zlib-stream") => Self::Stream(Box::new(Compress::new(Compression::fast(), true))),
            Some("zstd-stream") => Self::Zstandard(true),
            _ => Self::Plain,
        }
    }

    /// Takes up IDENTIFY's `compress`; a compressed transport stays what it is.
    pub(super) fn compress_payloads(&mut self, compress: bool) {
        if matches!(self, Self::Plain | Self::EachPayload) {
            *self = if compress { Self::EachPayload } else { Self::Plain };
        }
    }

    /// The frame for one payload.
    pub(super) fn frame(&mut self, payload: Utf8Bytes) -> Message {
        match self {
            Self::Plain => Message::Text(payload),
            Self::EachPayload => {
                let mut stream = Compress::new(Compression::fast(), true);
                Message::Binary(deflate(&mut stream, payload.as_bytes(), FlushCompress::Finish).into())
            }
            Self::Stream(stream) => {
                Message::Binary(deflate(stream, payload.as_bytes(), FlushCompress::Sync).into())
            }
            Self::Zstandard(begins) => {
                Message::Binary(raw_blocks(payload.as_bytes(), std::mem::take(begins)).into())
            }
        }
    }
}

/// The largest block of a Zstandard stream.
const BLOCK: usize = 128 * 1024;
/// What begins a Zstandard stream of unknown length without checksum: the magic number, what follows, and a window as
/// large as a block.
const ZSTANDARD: [u8; 6] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38];

/// `input` as raw blocks of a Zstandard stream, none of them the last. A reader cannot tell that nothing was gained.
fn raw_blocks(input: &[u8], begins: bool) -> Vec<u8> {
    let mut output = if begins { ZSTANDARD.to_vec() } else { Vec::new() };
    for block in input.chunks(BLOCK) {
        let header = u32::try_from(block.len() << 3).unwrap_or_default().to_le_bytes();
        output.extend(header.iter().take(3).chain(block));
    }
    output
}

/// Compresses all of `input` and flushes; a sync flush ends in `00 00 FF FF`, which clients wait for.
fn deflate(stream: &mut Compress, input: &[u8], flush: FlushCompress) -> Vec<u8> {
    let start = stream.total_in();
    let mut output = Vec::with_capacity(input.len() / 2 + 64);
    loop {
        let read = usize::try_from(stream.total_in() - start).unwrap_or(usize::MAX);
        let rest = input.get(read..).unwrap_or_default();
        // Room left over after a call says that everything, the flush included, is out.
        output.reserve(1024);
        if stream.compress_vec(rest, &mut output, flush).is_err() || output.len() < output.capacity() {
            return output;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn payloads_of_any_size_inflate_again_in_both_compressions() {
        let mut noise = 1_u32;
        let mut large = String::new();
        while large.len() < 300_000 {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            large.push(char::from(b' ' + u8::try_from(noise >> 26).unwrap()));
        }
        let texts = ["{}", "", "{\"op\":11}", &large, "last"];
        let mut stream = Framing::asked(Some("zlib-stream"));
        let mut inflate = flate2::Decompress::new(true);
        for text in texts {
            let Message::Binary(frame) = stream.frame(text.to_owned().into()) else { panic!("text frame") };
            assert!(text.is_empty() || frame.ends_with(&[0, 0, 0xff, 0xff]));
            let mut read = Vec::with_capacity(text.len() + 1024);
            inflate.decompress_vec(&frame, &mut read, flate2::FlushDecompress::Sync).unwrap();
            assert_eq!(String::from_utf8(read).unwrap(), text);

            let mut each = Framing::Plain;
            each.compress_payloads(true);
            let Message::Binary(frame) = each.frame(text.to_owned().into()) else { panic!("text frame") };
            let mut read = String::new();
            flate2::read::ZlibDecoder::new(&frame[..]).read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
        }
    }
    #[test]
    fn a_zstandard_stream_begins_once_and_no_block_is_too_large() {
        let mut stream = Framing::asked(Some("zstd-stream"));
        let mut sent = |text: &str| match stream.frame(text.to_owned().into()) {
            Message::Binary(frame) => frame.to_vec(),
            other => panic!("{other:?}"),
        };
        assert_eq!(sent("hej"), [&ZSTANDARD[..], &[3 << 3, 0, 0], b"hej"].concat());
        let large = "x".repeat(BLOCK + 1);
        let (header, last) = ([0, 0, 0x10], [1 << 3, 0, 0]);
        assert_eq!(sent(&large), [&header[..], &large.as_bytes()[..BLOCK], &last, b"x"].concat());
    }
}
