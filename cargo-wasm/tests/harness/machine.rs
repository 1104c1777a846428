//! What all cases share: one folder for their projects, and a cache with the sysroots and tools of this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use tempfile::TempDir;

use crate::shell::{self, Place};

/// A first run with an empty cache builds std for both targets, twice each.
const FIRST_BUILD: Duration = Duration::from_secs(900);

/// Parts of the cache that are dear to make. The rest is cheap, and each run makes its own.
const SHARED: [&str; 3] = ["sysroots", "tools", "wasmtime"];

/// This machine, as the cases see it.
#[derive(Default)]
pub struct Machine {
    dir: OnceLock<TempDir>,
}

impl Machine {
    /// Makes the cache, and gets wasm-opt into it when it is not there.
    ///
    /// # Panics
    /// Something is missing that a test may not install by itself.
    pub fn prepare(&self) {
        let cache = self.cache();
        fs::create_dir_all(&cache).expect("the temporary folder can be written");
        for name in SHARED {
            let shared = shared_cache().join(name);
            fs::create_dir_all(&shared).expect("the user's cache can be written");
            std::os::unix::fs::symlink(&shared, cache.join(name)).expect("the folder is new");
        }
        let place = Place {
            root: self.dir(),
            cache: &cache,
            shared_cache: &cache,
            timeout: FIRST_BUILD,
        };
        let report = shell::run("cargo wasm doctor --json", "", &place).expect("doctor runs");
        let findings: Vec<serde_json::Value> =
            serde_json::from_str(&report.stdout).expect("doctor prints JSON");
        for finding in findings.iter().filter(|finding| finding["state"] != "ok") {
            // Binaryen goes into the user's cache; other things change the machine, which is not a test's to do.
            assert_eq!(
                finding["name"], "wasm-opt",
                "this machine lacks something, see `cargo wasm setup`: {finding}"
            );
            for step in finding["fixes"][0]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|step| step.as_str())
            {
                let output = shell::run(step, "", &place).expect("npm runs");
                assert_eq!(output.code, 0, "`{step}`: {}", output.stderr);
            }
        }
    }

    /// The folder of this run.
    pub fn dir(&self) -> &Path {
        let dir = || {
            let keep = std::env::var_os("KEEP").is_some();
            let dir = tempfile::Builder::new()
                .prefix("cargo-wasm-cli-")
                .disable_cleanup(keep)
                .tempdir();
            dir.expect("a temporary folder can be made")
        };
        self.dir.get_or_init(dir).path()
    }

    /// The cache that cases share.
    pub fn cache(&self) -> PathBuf {
        self.dir().join("cache")
    }
}

/// Where cargo-wasm itself would look.
fn shared_cache() -> PathBuf {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("WASMRUST_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|dir| dir.join("wasmrust")))
        .or_else(|| set("HOME").map(|dir| dir.join(".cache").join("wasmrust")))
        .expect("the user has a home")
}
