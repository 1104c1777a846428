//! Hosts: what a module is built for. CONTRACTS of names: host, cfg value, target, packaging.

use serde::Serialize;

use crate::error::{Failure, nearest};

/// Where the module will run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Host {
    /// A WASI preview 1 host: wasmtime, wasmer, Node's `node:wasi`.
    Wasi,
    /// The Component Model: a module for WASI preview 1, wrapped.
    Component,
    /// A bare module: no glue, only the imports that the program declares.
    Standalone,
}

/// Every host this version builds for.
pub const HOSTS: [Host; 3] = [Host::Wasi, Host::Component, Host::Standalone];

/// Hosts that the project has names for and that this version does not build yet.
const LATER: [&str; 3] = ["browser", "node", "bundler"];

impl Host {
    pub fn name(self) -> &'static str {
        match self {
            Host::Wasi => "wasi",
            Host::Component => "component",
            Host::Standalone => "standalone",
        }
    }

    /// The rustc target.
    pub fn target(self) -> &'static str {
        match self {
            Host::Wasi | Host::Component => "wasm32-wasip1",
            Host::Standalone => "wasm32-unknown-unknown",
        }
    }

    /// Reads a host's name; the failure has neither place nor origin yet.
    pub fn parse(name: &str) -> Result<Self, Failure> {
        if let Some(host) = HOSTS.into_iter().find(|host| host.name() == name) {
            return Ok(host);
        }
        let names = HOSTS.map(Host::name);
        if LATER.contains(&name) {
            return Err(Failure::unsupported(format!("host `{name}`")).help(format!(
                "this version builds for {}",
                names.map(|n| format!("`{n}`")).join(", ")
            )));
        }
        let failure = Failure::user(format!("unknown host `{name}`"));
        let all = names.iter().chain(&LATER).copied();
        Err(match nearest(name, all) {
            Some(near) => failure.help(format!("a host with a similar name exists: `{near}`")),
            None => failure.help(format!(
                "hosts are {}",
                names.map(|n| format!("`{n}`")).join(", ")
            )),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    #[test]
    fn names_round_trip_and_later_ones_are_said_to_be_so() {
        for host in HOSTS {
            assert_eq!(Host::parse(host.name()).unwrap(), host);
        }
        assert_eq!(Host::parse("browser").unwrap_err().kind, Kind::NotSupported);
        let failure = Host::parse("wassi").unwrap_err();
        assert_eq!(failure.kind, Kind::User);
        assert!(failure.helps[0].contains("`wasi`"));
    }
}
