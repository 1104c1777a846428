//! A component that answers HTTP requests, asked by a client over real sockets.

mod common;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use wasm_runtime::Error;
use wasm_runtime::component::{
    Event, EventLog, Limits, Runtime, RuntimeOptions, ServeOptions, Server,
};

fn handler() -> Vec<u8> {
    common::component(
        include_str!("fixtures/http.wat"),
        include_str!("fixtures/http.wit"),
    )
}

fn serve(options: ServeOptions) -> (Server, EventLog) {
    let log = EventLog::default();
    let runtime = Runtime::new(RuntimeOptions {
        observer: Some(Arc::new(log.clone())),
        time_limits: true,
        ..RuntimeOptions::default()
    })
    .unwrap();
    let component = runtime.load("greeter", &handler()).unwrap();
    let server = runtime
        .serve(&component, "127.0.0.1:0".parse().unwrap(), options)
        .unwrap();
    (server, log)
}

/// One request on a connection of its own: status and body, which may be cut off.
fn get(address: SocketAddr, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut text = Vec::new();
    // A body that breaks off ends in an error, after what came of it.
    let _ = stream.read_to_end(&mut text);
    let text = String::from_utf8_lossy(&text).into_owned();
    let status = text.split(' ').nth(1).unwrap_or("0").parse().unwrap();
    let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    (status, body.into())
}

/// The only event of a failed request, with its status.
fn failure(log: &EventLog) -> (u16, String) {
    match log.take().as_slice() {
        [
            Event::RequestFailed {
                status,
                why,
                component,
                ..
            },
        ] => {
            assert_eq!(component, "greeter");
            (*status, why.clone())
        }
        other => panic!("expected one failure: {other:?}"),
    }
}

#[test]
fn requests_are_answered_and_failures_told() {
    let (server, log) = serve(ServeOptions {
        limits: Limits {
            time: Some(Duration::from_millis(300)),
            memory: Some(4 << 20),
            ..Limits::default()
        },
        ..ServeOptions::default()
    });
    let address = server.address();
    let (status, body) = get(address, "/");
    assert_eq!(status, 200);
    assert!(body.contains("hello from a component"), "{body}");
    assert_eq!(log.take(), []);

    assert_eq!(get(address, "/trap").0, 500);
    let (status, why) = failure(&log);
    assert!(
        status == 500 && why.contains("unreachable code was reached") && why.contains("0: handle"),
        "{why}"
    );

    assert_eq!(get(address, "/grow").0, 500);
    let (_, why) = failure(&log);
    assert!(why.contains("limit of 4 MiB"), "{why}");

    assert_eq!(get(address, "/silent").0, 500);
    let (_, why) = failure(&log);
    assert!(why.contains("without an answer"), "{why}");

    let start = Instant::now();
    assert_eq!(get(address, "/loop").0, 504);
    let (status, why) = failure(&log);
    assert!(status == 504 && why.contains("300ms"), "{why}");
    assert!(start.elapsed() < Duration::from_secs(10));

    // The answer had begun, so only an event can say that it broke off.
    let (status, body) = get(address, "/late");
    assert!(status == 200 && body.contains("hello"), "{status} {body}");
    let (_, why) = failure(&log);
    assert!(why.contains("unreachable"), "{why}");

    // None of this concerns the next one.
    assert_eq!(get(address, "/").0, 200);
    let stats = server.stop();
    assert_eq!((stats.requests, stats.failures, stats.instances), (7, 5, 0));
}

#[test]
fn a_loop_does_not_keep_others_from_their_answers() {
    let (server, _) = serve(ServeOptions {
        limits: Limits {
            time: Some(Duration::from_secs(2)),
            ..Limits::default()
        },
        ..ServeOptions::default()
    });
    let address = server.address();
    let loops: Vec<_> = (0..16)
        .map(|_| std::thread::spawn(move || get(address, "/loop").0))
        .collect();
    std::thread::sleep(Duration::from_millis(200));
    let start = Instant::now();
    assert_eq!(get(address, "/").0, 200);
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
    for one in loops {
        assert_eq!(one.join().unwrap(), 504);
    }
}

#[test]
fn stopping_waits_for_answers_and_frees_the_port() {
    let (server, _) = serve(ServeOptions::default());
    let address = server.address();
    assert_eq!(get(address, "/").0, 200);
    let idle = TcpStream::connect(address).unwrap();
    assert_eq!(server.stop().instances, 0);
    drop(idle);
    assert!(std::net::TcpListener::bind(address).is_ok());
}

#[test]
fn many_requests_leave_nothing_behind() {
    const REQUESTS: usize = 10_000;
    let (server, _) = serve(ServeOptions::default());
    let address = server.address();
    // One connection, as a client with keep-alive has it.
    let mut stream = TcpStream::connect(address).unwrap();
    let mut buffer = [0; 4096];
    let mut ask = |times: usize| {
        for _ in 0..times {
            write!(stream, "GET / HTTP/1.1\r\nhost: test\r\n\r\n").unwrap();
            let mut text = Vec::new();
            while !text.ends_with(b"0\r\n\r\n") {
                let count = stream.read(&mut buffer).unwrap();
                assert_ne!(count, 0, "{}", String::from_utf8_lossy(&text));
                text.extend_from_slice(&buffer[..count]);
            }
            assert!(text.starts_with(b"HTTP/1.1 200"));
        }
    };
    ask(200);
    let before = resident();
    ask(REQUESTS);
    let grown = resident().saturating_sub(before);
    assert!(grown < 8 << 20, "{REQUESTS} requests took {grown} bytes");
    drop(stream);
    let stats = server.stop();
    assert_eq!(
        (stats.requests, stats.failures, stats.instances),
        (200 + REQUESTS as u64, 0, 0)
    );
}

/// Bytes of memory that this process has in use; 0 where the system does not say.
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = text
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or(0) * 4096
}

#[test]
fn what_answers_no_requests_is_refused() {
    let runtime = Runtime::new(RuntimeOptions {
        time_limits: true,
        ..RuntimeOptions::default()
    })
    .unwrap();
    let component = runtime.load("lib", &common::wat("(component)")).unwrap();
    let serve = |address: &str| {
        runtime.serve(
            &component,
            address.parse().unwrap(),
            ServeOptions::default(),
        )
    };
    let Err(Error::User(error)) = serve("127.0.0.1:0") else {
        panic!("expected the user's mistake");
    };
    assert!(
        error.to_string().contains("`wasi:http/incoming-handler`"),
        "{error}"
    );

    let component = runtime.load("greeter", &handler()).unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let Err(Error::User(error)) = runtime.serve(&component, address, ServeOptions::default())
    else {
        panic!("expected the user's mistake");
    };
    assert!(error.to_string().contains("cannot listen"), "{error}");
}
