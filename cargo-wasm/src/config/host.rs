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
    /// A web page.
    Browser,
    /// Node, and what understands its packages.
    Node,
    /// A bundler for web pages: Vite, webpack.
    Bundler,
}

/// Every host this version builds for.
pub const HOSTS: [Host; 6] = [
    Host::Wasi,
    Host::Component,
    Host::Standalone,
    Host::Browser,
    Host::Node,
    Host::Bundler,
];

impl Host {
    pub fn name(self) -> &'static str {
        match self {
            Host::Wasi => "wasi",
            Host::Component => "component",
            Host::Standalone => "standalone",
            Host::Browser => "browser",
            Host::Node => "node",
            Host::Bundler => "bundler",
        }
    }

    /// Whether JavaScript is what calls: all such hosts get the same package.
    pub fn is_js(self) -> bool {
        matches!(self, Host::Browser | Host::Node | Host::Bundler)
    }

    /// The value of `cfg(wasm_host)`, and the folder of what is built.
    pub fn kind(self) -> &'static str {
        if self.is_js() { "js" } else { self.name() }
    }

    /// The rustc target.
    pub fn target(self) -> &'static str {
        match self {
            Host::Wasi | Host::Component => "wasm32-wasip1",
            Host::Standalone | Host::Browser | Host::Node | Host::Bundler => {
                "wasm32-unknown-unknown"
            }
        }
    }

    /// Reads a host's name; the failure has neither place nor origin yet.
    pub fn parse(name: &str) -> Result<Self, Failure> {
        if let Some(host) = HOSTS.into_iter().find(|host| host.name() == name) {
            return Ok(host);
        }
        let names = HOSTS.map(Host::name);
        let failure = Failure::user(format!("unknown host `{name}`"));
        Err(match nearest(name, names) {
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
    fn names_round_trip() {
        for host in HOSTS {
            assert_eq!(Host::parse(host.name()).unwrap(), host);
        }
        let failure = Host::parse("wassi").unwrap_err();
        assert_eq!(failure.kind, Kind::User);
        assert!(failure.helps[0].contains("`wasi`"));
    }
}
