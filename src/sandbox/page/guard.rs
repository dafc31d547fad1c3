//! Who may talk to the page: the browser that was given the link, and no other page in it.
//!
//! The port stands open on loopback only. Against other pages of the same browser: the Host header must be ours (a
//! name that an attacker points at 127.0.0.1 is not), a request of another origin is refused, and every call must show
//! the key of this start, which only the printed link holds (in its fragment, which browsers send to nobody).

use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use sha2::{Digest as _, Sha256};

/// What a page of ours may load: its own files, and pictures it was handed over its own connection.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The key of this start, and the port it belongs to.
#[derive(Clone)]
pub(super) struct Guard {
    key: String,
    port: u16,
}

impl Guard {
    pub(super) fn new(key: [u8; 32], port: u16) -> Self {
        Self { key: base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(key), port }
    }

    /// The address with the key, to be printed for one person.
    pub(super) fn link(&self) -> String {
        format!("http://127.0.0.1:{}/#{}", self.port, self.key)
    }

    /// Refuses requests that were not meant for us: 421 under another name, 403 from another origin.
    pub(super) fn place(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        let ours = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let one = |name| {
            let mut all = headers.get_all(name).iter();
            (all.next().map(|value| value.to_str().unwrap_or_default()), all.next().is_some())
        };
        let (host, twice) = one(HOST);
        if twice || !host.is_some_and(|host| ours.iter().any(|own| own == host)) {
            return Err(StatusCode::MISDIRECTED_REQUEST);
        }
        let (origin, twice) = one(ORIGIN);
        let own = |origin: &str| host.is_some_and(|host| origin == format!("http://{host}"));
        if twice || origin.is_some_and(|origin| !own(origin)) {
            return Err(StatusCode::FORBIDDEN);
        }
        Ok(())
    }

    /// Refuses calls that do not show the key (401), and those that a browser makes for another site (403).
    pub(super) fn caller(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        if site.is_some_and(|site| site != b"same-origin") {
            return Err(StatusCode::FORBIDDEN);
        }
        let shown = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let shown = shown.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        // Digests are compared, so that the time it takes tells nothing about the key.
        if Sha256::digest(shown) == Sha256::digest(&self.key) {
            Ok(())
        } else {
            Err(StatusCode::UNAUTHORIZED)
        }
    }
}

/// What every answer says to the browser that gets it.
pub(super) fn seal(response: &mut Response) {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
