//! Health, readiness and metrics over HTTP, for whoever runs the bot.
//!
//! Shows what others report; decides nothing, and knows no guild, team or person.

use crate::telemetry::{Metrics, Readiness};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::io;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// The address cannot be listened on.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// Another process has the port.
    #[error("port {} on {} is in use: stop the program that has it, or set AKTOR_HTTP_ADDR to another one", .0.port(), .0.ip())]
    InUse(SocketAddr),
    /// Anything else: an address this machine does not have, a port that needs more rights.
    #[error("cannot listen on {0}: {1}; set AKTOR_HTTP_ADDR to an address of this machine")]
    Refused(SocketAddr, io::Error),
}

/// A bound listener that is not served yet.
#[derive(Debug)]
pub struct Web {
    listener: TcpListener,
    address: SocketAddr,
}

impl Web {
    /// Takes `address`; port 0 takes any free port.
    pub async fn bind(address: SocketAddr) -> Result<Self, WebError> {
        let refused = |error: io::Error| match error.kind() {
            io::ErrorKind::AddrInUse => WebError::InUse(address),
            _ => WebError::Refused(address, error),
        };
        let listener = TcpListener::bind(address).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        Ok(Self { listener, address })
    }

    /// Where it listens, with the port that was really taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` is done.
    pub async fn serve(
        self,
        readiness: Readiness,
        metrics: Metrics,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let router = Router::new()
            .route("/healthz", get(async || "ok\n"))
            .route("/readyz", get(readyz).with_state(readiness))
            .route("/metrics", get(show).with_state(metrics));
        axum::serve(self.listener, router).with_graceful_shutdown(stop).await
    }
}

async fn readyz(State(readiness): State<Readiness>) -> (StatusCode, String) {
    let reasons = readiness.reasons();
    if reasons.is_empty() {
        return (StatusCode::OK, "ready\n".to_owned());
    }
    let lines: Vec<_> = reasons.iter().map(ToString::to_string).collect();
    (StatusCode::SERVICE_UNAVAILABLE, lines.join("\n") + "\n")
}

async fn show(State(metrics): State<Metrics>) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, metrics.render()).into_response()
}
