//! Which changes of files call for a build.

use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// How long nothing may change before a build starts: editors and `git checkout` write many files at once.
const QUIET: Duration = Duration::from_millis(40);

/// Watches folders until it is dropped.
pub struct Watch {
    changes: UnboundedReceiver<()>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches what lies below `folders`, except below `made`, which builds write.
    ///
    /// # Errors
    /// The system cannot watch them.
    pub fn new(folders: &[PathBuf], made: Vec<PathBuf>) -> notify::Result<Watch> {
        let (sender, changes) = unbounded_channel();
        let roots = folders.to_vec();
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                // An error means that events were lost: a build more does no harm.
                let matters = event.map_or(true, |event| {
                    !matches!(event.kind, EventKind::Access(_))
                        && event.paths.iter().any(|path| matters(path, &roots, &made))
                });
                if matters {
                    let _ = sender.send(());
                }
            })?;
        for folder in folders {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(Watch {
            changes,
            _watcher: watcher,
        })
    }

    /// Waits for the next change, and until nothing changes any more.
    pub async fn changed(&mut self) {
        self.changes.recv().await;
        while tokio::time::timeout(QUIET, self.changes.recv())
            .await
            .is_ok()
        {}
    }
}

/// Whether a change of this file can change what is built or served.
fn matters(path: &Path, roots: &[PathBuf], made: &[PathBuf]) -> bool {
    if made.iter().any(|dir| path.starts_with(dir)) {
        return false;
    }
    let below = roots.iter().find_map(|root| path.strip_prefix(root).ok());
    let hidden = |part: Component<'_>| {
        let name = part.as_os_str().to_string_lossy();
        // `.cargo` configures builds.
        (name.starts_with('.') && name != ".cargo") || name == "node_modules" || name.ends_with('~')
    };
    !below.unwrap_or(path).components().any(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_builds_write_and_what_is_hidden_does_not_matter() {
        let (roots, made) = ([PathBuf::from("/.w/p")], [PathBuf::from("/.w/p/target")]);
        let is = |path: &str| matters(Path::new(path), &roots, &made);
        assert!(is("/.w/p/src/lib.rs") && is("/.w/p/index.html") && is("/.w/p/.cargo/config.toml"));
        assert!(!is("/.w/p/target/debug/x") && !is("/.w/p/.git/index"));
        assert!(!is("/.w/p/node_modules/a/b.js") && !is("/.w/p/src/.lib.rs.swp"));
    }
}
