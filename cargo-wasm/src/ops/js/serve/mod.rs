//! The development server: builds, serves on loopback, builds again when files change, and has open pages reload.
//!
//! Pages ask for the state of the build and are answered when it has changed (long polling): it needs nothing but HTTP.

mod watch;

use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Json, Response};
use axum::routing::get;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::watch as state;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::error::{Failure, Rendered, Silent};
use crate::shell;
use watch::Watch;

/// What is served, and how it is built.
pub struct Site {
    pub port: u16,
    pub open: bool,
    /// Folder of the pages.
    pub root: PathBuf,
    /// Folder of the package, which is `/pkg/` whatever its name.
    pub package: PathBuf,
    /// The module's name, for a page where there is none.
    pub name: String,
    /// Folders whose files make a difference.
    pub watched: Vec<PathBuf>,
    /// Folders that builds write.
    pub made: Vec<PathBuf>,
}

/// How the last build went.
#[derive(Debug, Clone, Default, Serialize)]
struct Build {
    /// Counts up with each build that ends; 0 before the first.
    build: u64,
    /// What a failed one said.
    error: Option<String>,
    #[serde(skip)]
    is_running: bool,
}

#[derive(Clone)]
struct Shared {
    site: Arc<Site>,
    builds: state::Receiver<Build>,
}

/// Serves until the process is ended; `build` is called for each build, on a thread of its own.
///
/// # Errors
/// The port is taken, or files cannot be watched.
pub fn serve(
    site: Site,
    build: impl Fn() -> anyhow::Result<()> + Send + Sync + 'static,
) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(run(site, Arc::new(build)))
}

async fn run(
    site: Site,
    build: Arc<dyn Fn() -> anyhow::Result<()> + Send + Sync>,
) -> anyhow::Result<()> {
    let listener = bind(site.port).await?;
    let address = listener.local_addr()?;
    let mut watch = Watch::new(&site.watched, site.made.clone()).map_err(|error| {
        Failure::user(format!("the project's files cannot be watched: {error}"))
            .help("where many are, `sysctl fs.inotify.max_user_watches` says how many may be")
    })?;
    let (sender, builds) = state::channel(Build {
        is_running: true,
        ..Build::default()
    });
    let (open, url) = (site.open, format!("http://{address}/"));
    let shared = Shared {
        site: Arc::new(site),
        builds,
    };
    let app = router(shared);
    tokio::spawn(async move { axum::serve(listener, app).await });
    shell::status("Serving", &url);
    if open {
        open_in_browser(&url);
    }
    loop {
        sender.send_modify(|state| state.is_running = true);
        let begin = Instant::now();
        let build = build.clone();
        let built = tokio::task::spawn_blocking(move || build()).await?;
        let error = built.err().map(|error| explain(&error));
        let how = if error.is_some() { "failed" } else { "done" };
        let seconds = begin.elapsed().as_secs_f64();
        sender.send_modify(|state| {
            state.build += 1;
            state.error = error;
            state.is_running = false;
        });
        shell::status(
            "Watching",
            format!("build {how} after {seconds:.2}s: {url}"),
        );
        watch.changed().await;
    }
}

/// What the page shows of an error; the terminal has it already, or gets it here.
fn explain(error: &anyhow::Error) -> String {
    if error.downcast_ref::<Silent>().is_none() {
        shell::failure(error);
    }
    if let Some(Rendered(errors)) = error.downcast_ref::<Rendered>() {
        let text = errors.join("\n");
        return anstream::adapter::strip_str(&text).to_string();
    }
    match error.downcast_ref::<Failure>() {
        Some(failure) => shell::plain(failure),
        None => format!("{error:#}"),
    }
}

async fn bind(port: u16) -> anyhow::Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let mut failure = Failure::user(format!("port {port} is in use"));
            for next in port.saturating_add(1)..port.saturating_add(100) {
                if TcpListener::bind((Ipv4Addr::LOCALHOST, next)).await.is_ok() {
                    failure = failure.help(format!("`--port {next}` is free"));
                    break;
                }
            }
            Err(failure.into())
        }
        Err(error) => {
            Err(Failure::user(format!("port {port} of 127.0.0.1 cannot be had: {error}")).into())
        }
        Ok(listener) => Ok(listener),
    }
}

fn open_in_browser(url: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let started = Command::new(program)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Err(error) = started {
        shell::warn(format!(
            "no browser could be opened with `{program}`: {error}"
        ));
    }
}

fn router(shared: Shared) -> Router {
    // Isolation is what shared memory and exact clocks ask for; and what was built is never old.
    let headers = [
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-embedder-policy"),
            "require-corp",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let mut app = Router::new()
        .nest_service("/pkg", ServeDir::new(&shared.site.package))
        .fallback_service(ServeDir::new(&shared.site.root))
        .layer(from_fn_with_state(shared.clone(), after_the_build))
        .route("/__wasmrust/state", get(next_state))
        .route(
            "/__wasmrust/client.js",
            get(async || {
                let is_js = [(header::CONTENT_TYPE, "text/javascript")];
                (is_js, include_str!("client.js"))
            }),
        )
        .with_state(shared);
    for (name, value) in headers {
        let value = HeaderValue::from_static(value);
        app = app.layer(SetResponseHeaderLayer::overriding(name, value));
    }
    app
}

#[derive(Deserialize)]
struct Seen {
    seen: u64,
}

/// Answers when a build has ended that the page has not seen.
async fn next_state(
    State(shared): State<Shared>,
    Query(Seen { seen }): Query<Seen>,
) -> Json<Build> {
    let mut builds = shared.builds.clone();
    let news = builds.wait_for(|build| build.build != seen && !build.is_running);
    let build = news.await.map(|build| build.clone()).unwrap_or_default();
    Json(build)
}

/// Whoever asks during a build gets what it makes; pages get the client, too.
async fn after_the_build(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut builds = shared.builds.clone();
    let done = builds.wait_for(|build| !build.is_running).await;
    // The sender lives as long as the server.
    let build = done.map(|build| build.build).unwrap_or_default();
    let path = request.uri().path();
    let is_page = path.ends_with('/') || path.ends_with(".html");
    if request.method() != Method::GET || !is_page || path.contains("..") || path.contains('%') {
        return next.run(request).await;
    }
    let mut file = shared.site.root.join(path.trim_start_matches('/'));
    if path.ends_with('/') {
        file.push("index.html");
    }
    match tokio::fs::read_to_string(&file).await {
        Ok(page) => Html(with_client(&page, build)).into_response(),
        Err(_) if path == "/" || path == "/index.html" => {
            let page = include_str!("index.html").replace("NAME", &shared.site.name);
            Html(with_client(&page, build)).into_response()
        }
        Err(_) => next.run(request).await,
    }
}

/// A page that knows which build it was sent after.
fn with_client(page: &str, build: u64) -> String {
    let client =
        format!("<script type=\"module\" src=\"/__wasmrust/client.js?build={build}\"></script>\n");
    let end = page.rfind("</body>").unwrap_or(page.len());
    format!("{}{client}{}", &page[..end], &page[end..])
}

/// Where a package's pages are: `www`, `public` or `static`, whichever has an `index.html`, else the package's folder.
pub fn pages(folder: &Path) -> PathBuf {
    let named = ["www", "public", "static"].map(|name| folder.join(name));
    let found = named
        .into_iter()
        .find(|dir| dir.join("index.html").is_file());
    found.unwrap_or_else(|| folder.to_owned())
}
