//! Runs a module in this process's wasmtime, compiled code cached, and times the run.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use wasm_runtime::{Capture, Host, Input, Options, Outcome, Output};

/// A module that can be run again and again.
pub struct Program {
    pub name: String,
    pub wasm: Vec<u8>,
    pub host: Host,
    /// Where compiled code is kept between runs.
    pub cache: PathBuf,
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    pub stdout: Vec<u8>,
    pub stderr: String,
    /// The exit code; `None` for a trap.
    pub code: Option<i32>,
}

impl Program {
    fn options(&self, args: &[String], stdin: Input, stdout: Output, stderr: Output) -> Options {
        let mut argv = vec![self.name.clone()];
        argv.extend(args.iter().cloned());
        Options {
            host: self.host,
            args: argv,
            stdin,
            stdout,
            stderr,
            cache_dir: Some(self.cache.clone()),
            ..Options::default()
        }
    }

    /// Runs it and keeps what it writes.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn run(&self, args: &[String], stdin: Vec<u8>) -> Result<Ended> {
        let (stdout, stderr) = (Capture::new(), Capture::new());
        let streams = (
            Output::Capture(stdout.clone()),
            Output::Capture(stderr.clone()),
        );
        let options = self.options(args, Input::Bytes(stdin), streams.0, streams.1);
        let outcome = wasm_runtime::run(&self.wasm, &self.name, &options)
            .with_context(|| format!("running {}", self.name))?;
        let code = match outcome {
            Outcome::Exited { code, .. } => Some(code),
            Outcome::Trapped(_) => None,
        };
        Ok(Ended {
            stdout: stdout.bytes(),
            stderr: stderr.text(),
            code,
        })
    }

    /// How much processor time a run takes whose output goes nowhere, from loading the compiled code to the end.
    ///
    /// All threads count. The clock on the wall would measure the other work of the machine too.
    ///
    /// # Errors
    /// It cannot be started, or does not end with exit code 0.
    pub fn time(&self, args: &[String], stdin: &[u8]) -> Result<Duration> {
        let options = self.options(
            args,
            Input::Bytes(stdin.to_vec()),
            Output::Discard,
            Output::Discard,
        );
        let start = processor_time();
        let outcome = wasm_runtime::run(&self.wasm, &self.name, &options)
            .with_context(|| format!("running {}", self.name))?;
        let elapsed = processor_time().saturating_sub(start);
        anyhow::ensure!(
            matches!(outcome, Outcome::Exited { code: 0, .. }),
            "{} failed while it was timed",
            self.name
        );
        Ok(elapsed)
    }
}

/// What this process has used so far.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}
