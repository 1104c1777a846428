//! A page with tests in headless Chromium: served on loopback, and what it reports goes to the terminal.

use std::net::Ipv4Addr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::routing::post;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, timeout_at};
use tower_http::services::ServeDir;

use crate::error::Failure;
use crate::shell;
use crate::toolchain::setup::is_root;
use crate::toolchain::tools;

/// How long Chromium may take until it asks for the page.
const START: Duration = Duration::from_secs(60);

enum Report {
    /// The page is there.
    Output(String),
    Exit(i32),
}

/// Opens `index.html` of the folder and returns the exit code that it reports. `timeout` is in seconds.
///
/// # Errors
/// Chromium is not there or ends early, or time is up.
pub fn run(dir: &Path, timeout: Option<f64>) -> anyhow::Result<i32> {
    let Some(chromium) = tools::chromium() else {
        return Err(Failure::user(
            "Chromium was not found, and tests under host browser run in it",
        )
        .help("`cargo wasm doctor` says how to get it; `CHROMIUM` names one elsewhere")
        .into());
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (sender, mut reports) = unbounded_channel();
        let output = sender.clone();
        let app = Router::new()
            .route(
                "/__wasmrust/output",
                post(async move |text: String| {
                    let _ = output.send(Report::Output(text));
                }),
            )
            .route(
                "/__wasmrust/exit",
                post(async move |code: String| {
                    let _ = sender.send(Report::Exit(code.parse().unwrap_or(101)));
                }),
            )
            .fallback_service(ServeDir::new(dir));
        tokio::spawn(async move { axum::serve(listener, app).await });
        let profile = tempfile::tempdir()?;
        let mut browser = Command::new(&chromium)
            .args(FLAGS)
            .args(is_root().then_some("--no-sandbox"))
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("http://{address}/"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start `{}`", chromium.display()))?;
        let code = listen(&mut reports, &mut browser, timeout).await;
        let _ = browser.kill();
        let _ = browser.wait();
        // Its helpers may still be writing.
        for _ in 0..20 {
            if std::fs::remove_dir_all(profile.path()).is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        code
    })
}

const FLAGS: [&str; 8] = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

async fn listen(
    reports: &mut UnboundedReceiver<Report>,
    browser: &mut Child,
    timeout: Option<f64>,
) -> anyhow::Result<i32> {
    let begin = Instant::now();
    let mut is_there = false;
    loop {
        let limit = match timeout {
            Some(seconds) => Some(Duration::from_secs_f64(seconds)),
            None => (!is_there).then_some(START),
        };
        if limit.is_some_and(|limit| begin.elapsed() > limit) {
            let what = if is_there {
                "the tests did not end"
            } else {
                "Chromium did not open the page"
            };
            let seconds = begin.elapsed().as_secs();
            return Err(Failure::user(format!("{what} within {seconds} s")).into());
        }
        if let Some(status) = browser.try_wait()? {
            return Err(
                Failure::user(format!("Chromium ended before the tests did ({status})"))
                    .help("`cargo wasm doctor` says which one is used")
                    .into(),
            );
        }
        let next = Instant::now() + Duration::from_millis(100);
        match timeout_at(next, reports.recv()).await {
            Ok(Some(Report::Output(text))) => {
                is_there = true;
                shell::output(&text);
            }
            Ok(Some(Report::Exit(code))) => return Ok(code),
            Ok(None) | Err(_) => {}
        }
    }
}
