//! Addresses as settings hold them: checked once, and shown without what is secret in them.

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// The base address of a server that speaks Discord's protocol, without a slash at its end; paths such
/// as `/api/v10/users/@me` are appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiUrl(String);

impl Default for ApiUrl {
    fn default() -> Self {
        Self("https://discord.com".to_owned())
    }
}

impl ApiUrl {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ApiUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ApiUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| "is not a web address such as https://discord.com")?;
        match url.scheme() {
            "https" => {}
            "http" if on_loopback(&url) => {}
            "http" => {
                return Err(
                    "sends the token in the clear: use https://, or a server on this machine (127.0.0.1)",
                );
            }
            _ => return Err("must start with https://, or with http:// for a server on this machine"),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("must not hold a user name or password");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("must end before any ? or #");
        }
        let base = text.trim_end_matches('/');
        let last_two = base.rsplit('/').take(2).collect::<Vec<_>>();
        if let [version, "api"] = last_two[..]
            && version.strip_prefix('v').is_some_and(|n| n.parse::<u8>().is_ok())
        {
            return Err("must not end in /api and a version: leave that part out, it is added");
        }
        Ok(Self(base.to_owned()))
    }
}

fn on_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// The address of the database. It may hold a password, so it is shown without.
#[derive(Clone)]
pub struct DatabaseUrl(SecretString);

impl Default for DatabaseUrl {
    fn default() -> Self {
        Self("sqlite://aktor.db".into())
    }
}

impl DatabaseUrl {
    /// The whole address, to connect with; never to show.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.expose();
        if address.starts_with("sqlite:") {
            return f.write_str(address);
        }
        // Host and database are enough to recognise it by; options may hold a password too.
        let url = Url::parse(address).map_err(|_| fmt::Error)?;
        write!(f, "{}://{}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        if let Some(path) = text.strip_prefix("sqlite://") {
            let file = path.split('?').next().unwrap_or_default();
            if file.is_empty() || file == ":memory:" || file.ends_with('/') {
                return Err("must name a file, such as sqlite://aktor.db");
            }
            return Ok(Self(text.into()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let whole = Url::parse(text).is_ok_and(|url| url.host_str().is_some_and(|host| !host.is_empty()));
            return if whole {
                Ok(Self(text.into()))
            } else {
                Err(
                    "cannot be read: write postgres://user:password@host/database, with special characters of the password as %XX",
                )
            };
        }
        Err("must start with sqlite:// or postgres://")
    }
}
