//! What was granted to the components of a set, and why: what `cargo wasm run --explain` prints.

use std::fmt;

use super::grants::{Grant, Need};
use super::limits::Limits;
use super::link::Link;
use crate::limits::bytes;

/// The components of a set, with what each of them got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// In the order in which they were started: providers first.
    pub members: Vec<MemberReport>,
    /// Components that are not there, and why.
    pub left_out: Vec<(String, String)>,
}

/// What one component got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberReport {
    /// Its name.
    pub name: String,
    /// Why its fallback has its place, if it has.
    pub fallback: Option<String>,
    /// What it asks for.
    pub needs: Vec<Need>,
    /// What came of that.
    pub grants: Vec<Grant>,
    /// Who provides its imports.
    pub links: Vec<Link>,
    /// How much it may take.
    pub limits: Limits,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for member in &self.members {
            write!(f, "{member}")?;
        }
        for (name, why) in &self.left_out {
            writeln!(f, "{name}: left out\n  {}", why.replace('\n', "\n  "))?;
        }
        Ok(())
    }
}

impl fmt::Display for MemberReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.name)?;
        if let Some(why) = &self.fallback {
            writeln!(f, "  is its fallback: {}", why.replace('\n', "\n  "))?;
        }
        for link in &self.links {
            match &link.provider {
                Some(provider) if link.export == link.import => {
                    writeln!(f, "  {} from `{provider}`", link.import)?;
                }
                Some(provider) => writeln!(
                    f,
                    "  {} from `{provider}`, which has {}",
                    link.import, link.export
                )?,
                None => {}
            }
        }
        if self.grants.is_empty() {
            writeln!(f, "  asks the host for nothing")?;
        }
        for grant in &self.grants {
            writeln!(f, "  {grant}")?;
        }
        if let Some(memory) = self.limits.memory {
            writeln!(f, "  memory: at most {}", bytes(memory))?;
        }
        if let Some(time) = self.limits.time {
            writeln!(f, "  time: at most {time:?} for each call")?;
        }
        Ok(())
    }
}
