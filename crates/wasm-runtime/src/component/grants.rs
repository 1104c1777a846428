//! What a component is allowed to have, what it asks for, and what it therefore gets.

use std::collections::BTreeSet;
use std::fmt;

use wasm::host::Capability;
use wasmtime_wasi::WasiCtxBuilder;

use super::error::ComponentError;
use super::event::Event;
use super::interface::InterfaceName;
use super::load::Component;
use super::profile::Profile;
use crate::error::{Error, UserError};
use crate::options::{Input, Options, Output, Preopen};
use crate::wasi;

/// What a component may have. The default allows nothing, and what it writes goes nowhere.
///
/// A component gets what is allowed *and* asked for, by an import or by a declaration of the crate `wasm`. What it asks for and is not allowed is an
/// error, unless it is among [`degrade`](Grants::degrade).
#[derive(Clone, Debug)]
pub struct Grants {
    /// Directories it may open; none at all is to be asked for when this is `None`.
    pub files: Option<Vec<Preopen>>,
    /// Environment variables and arguments it may see.
    pub environment: Option<Vec<(String, String)>>,
    /// Its arguments; they are seen where the environment is.
    pub args: Vec<String>,
    /// Sockets, name look-up, and outgoing HTTP.
    pub network: bool,
    /// The time of day and a monotonic clock.
    pub clock: bool,
    /// Random bytes.
    pub random: bool,
    /// Where it reads.
    pub stdin: Input,
    /// Where it writes.
    pub stdout: Output,
    /// Where it writes its complaints.
    pub stderr: Output,
    /// What it may ask for in vain: there are no files, no variables, no connections, and a call for the time, for random bytes or for HTTP traps.
    pub degrade: BTreeSet<Capability>,
}

impl Default for Grants {
    fn default() -> Grants {
        Grants {
            files: None,
            environment: None,
            args: Vec::new(),
            network: false,
            clock: false,
            random: false,
            stdin: Input::Empty,
            stdout: Output::Discard,
            stderr: Output::Discard,
            degrade: BTreeSet::new(),
        }
    }
}

impl Grants {
    /// What an ordinary program needs to start and cannot do harm with: clocks, random bytes, an empty environment and no directories.
    pub fn harmless() -> Grants {
        Grants {
            files: Some(Vec::new()),
            environment: Some(Vec::new()),
            clock: true,
            random: true,
            ..Grants::default()
        }
    }

    /// Whether `capability` is allowed.
    pub fn allows(&self, capability: Capability) -> bool {
        match capability {
            Capability::FileSystem => self.files.is_some(),
            Capability::Environment => self.environment.is_some(),
            Capability::Network => self.network,
            Capability::Clock => self.clock,
            Capability::Random => self.random,
            // A question of what the engine can do, and of where streams go.
            _ => true,
        }
    }

    /// WASI with what is granted of this.
    pub(crate) fn wasi(&self, granted: &[Grant]) -> Result<WasiCtxBuilder, UserError> {
        let has = |capability| {
            granted
                .iter()
                .any(|grant| grant.capability == capability && grant.verdict == Verdict::Granted)
        };
        let files = has(Capability::FileSystem).then(|| self.files.clone());
        let environment = has(Capability::Environment).then(|| self.environment.clone());
        let options = Options {
            args: match environment {
                Some(_) => self.args.clone(),
                None => Vec::new(),
            },
            env: environment.flatten().unwrap_or_default(),
            dirs: files.flatten().unwrap_or_default(),
            stdin: self.stdin.clone(),
            stdout: self.stdout.clone(),
            stderr: self.stderr.clone(),
            ..Options::default()
        };
        options.check()?;
        let mut builder = wasi::builder(&options)?;
        if has(Capability::Network) {
            builder.inherit_network().allow_ip_name_lookup(true);
        }
        Ok(builder)
    }

    /// What `component` asks for and what comes of it.
    ///
    /// # Errors
    /// [`ComponentError::Denied`] for what it may not have, [`ComponentError::Lacking`] for what is not to be had here.
    pub(crate) fn decide(
        &self,
        component: &Component,
        profile: &Profile,
    ) -> Result<(Vec<Grant>, Vec<Event>), Error> {
        let mut granted = Vec::new();
        let mut events = Vec::new();
        for need in component.needs() {
            let name = component.name().to_owned();
            let because = need.because.to_string();
            let capability = need.capability;
            let degrade = self.degrade.contains(&capability);
            let verdict = if self.allows(capability) && profile.offers(capability) {
                Verdict::Granted
            } else if degrade || need.has_fallback {
                events.push(Event::Degraded {
                    component: name,
                    capability,
                    because,
                });
                Verdict::Degraded
            } else if !self.allows(capability) {
                return Err(ComponentError::Denied {
                    component: name,
                    capability,
                    because,
                }
                .into());
            } else {
                return Err(ComponentError::Lacking {
                    component: name,
                    capability,
                    because,
                }
                .into());
            };
            granted.push(Grant {
                capability,
                verdict,
                because: need.because.clone(),
            });
        }
        Ok((granted, events))
    }
}

/// What [`run`](crate::run) grants a program under these options: files and environment are what they say, there are clocks and random bytes, and
/// connections are there to be asked for in vain.
impl From<&Options> for Grants {
    fn from(options: &Options) -> Grants {
        Grants {
            files: Some(options.dirs.clone()),
            environment: Some(options.environment()),
            args: options.args.clone(),
            network: false,
            clock: true,
            random: true,
            stdin: options.stdin.clone(),
            stdout: options.stdout.clone(),
            stderr: options.stderr.clone(),
            degrade: BTreeSet::from([Capability::Network]),
        }
    }
}

/// What a component asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What.
    pub capability: Capability,
    /// What shows that it does.
    pub because: Because,
    /// The component was declared to do without it where it has to.
    pub has_fallback: bool,
}

/// What shows that a component asks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// It imports functions of this interface.
    Imports(String),
    /// This item of it was declared to need it, with `#[wasm::requires]`.
    Declares(String),
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Because::Imports(interface) => write!(f, "it imports `{interface}`"),
            Because::Declares(item) => write!(f, "`{item}` was declared to need it"),
        }
    }
}

/// What came of something that a component asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What it asks for.
    pub capability: Capability,
    /// What came of it.
    pub verdict: Verdict,
    /// Why it was considered at all.
    pub because: Because,
}

/// Whether a component gets what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Granted,
    /// It has to do without.
    Degraded,
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = match self.verdict {
            Verdict::Granted => "granted",
            Verdict::Degraded => "not granted",
        };
        write!(
            f,
            "{}: {verdict}, because {}",
            self.capability, self.because
        )
    }
}

/// The capability that an interface of WASI gives; none for what gives nothing by itself, such as streams and exit codes.
pub(crate) fn capability(interface: &InterfaceName) -> Option<Capability> {
    match (interface.package()?, interface.interface()) {
        ("wasi:filesystem", _) => Some(Capability::FileSystem),
        ("wasi:sockets", _) | ("wasi:http", "outgoing-handler" | "client") => {
            Some(Capability::Network)
        }
        ("wasi:clocks", _) => Some(Capability::Clock),
        ("wasi:random", _) => Some(Capability::Random),
        ("wasi:cli", "environment") => Some(Capability::Environment),
        ("wasi:cli", "stdin" | "stdout" | "stderr") => Some(Capability::Stdio),
        _ => None,
    }
}
