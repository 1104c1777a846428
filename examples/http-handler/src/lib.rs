//! Answers HTTP requests: `cargo wasm run --release --serve 127.0.0.1:8080`.
//!
//! `/` greets, `/echo` sends back what it was sent, `/panic` shows what becomes of a request whose instance traps.

use exports::wasi::http::incoming_handler::Guest;
use wasi::http::types::{
    Fields, IncomingRequest, Method, OutgoingBody, OutgoingResponse, ResponseOutparam,
};
use wasi::io::streams::StreamError;

wasm::wit! {
    path = "wit",
    export = Handler,
}

struct Handler;

impl Guest for Handler {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let path = request.path_with_query().unwrap_or_default();
        match (request.method(), path.as_str()) {
            (Method::Get, "/") => respond(out, 200, |body| {
                body.write("Hello from a component\n".as_bytes())
            }),
            (Method::Post, "/echo") => respond(out, 200, |body| echo(request, body)),
            (_, "/panic") => panic!("asked to"),
            _ => respond(out, 404, |body| {
                body.write("There is no such place\n".as_bytes())
            }),
        }
    }
}

/// The body of an answer.
struct Body(wasi::io::streams::OutputStream);

impl Body {
    fn write(&self, bytes: &[u8]) -> Result<(), StreamError> {
        // A single call takes 4096 bytes at most.
        bytes
            .chunks(4096)
            .try_for_each(|chunk| self.0.blocking_write_and_flush(chunk))
    }
}

fn respond(
    out: ResponseOutparam,
    status: u16,
    fill: impl FnOnce(&Body) -> Result<(), StreamError>,
) {
    let headers = Fields::new();
    headers
        .set("content-type", &[b"text/plain".to_vec()])
        .expect("the header can be set");
    let response = OutgoingResponse::new(headers);
    response.set_status_code(status).expect("the status is one");
    let body = response.body().expect("the body is taken once");
    ResponseOutparam::set(out, Ok(response));
    let stream = Body(body.write().expect("the stream is taken once"));
    // A client that has gone away is no fault of ours.
    let sent = fill(&stream);
    drop(stream);
    if sent.is_ok() {
        let _ = OutgoingBody::finish(body, None);
    }
}

fn echo(request: IncomingRequest, body: &Body) -> Result<(), StreamError> {
    let incoming = request.consume().expect("the body is taken once");
    let stream = incoming.stream().expect("the stream is taken once");
    loop {
        match stream.blocking_read(64 * 1024) {
            Ok(bytes) => body.write(&bytes)?,
            Err(StreamError::Closed) => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}
