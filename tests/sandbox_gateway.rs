//! The gateway of the stand-in keeps Discord's protocol, whoever speaks it.

#[path = "sandbox_gateway/client.rs"]
mod client;
#[path = "sandbox_gateway/closing.rs"]
mod closing;
#[path = "sandbox_gateway/control.rs"]
mod control;
#[path = "sandbox_gateway/hearing.rs"]
mod hearing;
#[path = "sandbox_gateway/protocol.rs"]
mod protocol;
#[path = "sandbox_gateway/resuming.rs"]
mod resuming;
#[path = "sandbox_gateway/wire.rs"]
mod wire;
