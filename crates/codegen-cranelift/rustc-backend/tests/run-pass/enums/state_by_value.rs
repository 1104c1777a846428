//! A typed protocol whose states own their data and move it on each event, with invalid events given back.
use std::hint::black_box as b;
#[derive(Debug, PartialEq)] enum Conn { Closed, Opening { host: String, tries: u8 }, Open { host: String, buf: Vec<u8>, sent: u64 }, Closing(Box<Conn>), Broken { why: &'static str, last: Option<Box<Conn>> } }
#[derive(Debug, Clone, PartialEq)] enum Ev { Dial(String), Timeout, Up, Data(Vec<u8>), Flush, Hang, Done }
impl Conn {
    fn on(self, e: Ev) -> Result<Conn, (Conn, Ev)> {
        Ok(match (self, e) {
            (Conn::Closed, Ev::Dial(host)) => Conn::Opening { host, tries: 1 },
            (Conn::Opening { tries: 3, host }, Ev::Timeout) => Conn::Broken { why: "gave up", last: Some(Box::new(Conn::Opening { host, tries: 3 })) },
            (Conn::Opening { host, tries }, Ev::Timeout) => Conn::Opening { tries: tries + 1, host },
            (Conn::Opening { host, .. }, Ev::Up) => Conn::Open { host, buf: vec![], sent: 0 },
            (Conn::Open { host, mut buf, sent }, Ev::Data(d)) if buf.len() + d.len() <= 8 => { buf.extend(d); Conn::Open { host, buf, sent } }
            (o @ Conn::Open { .. }, Ev::Data(d)) if d.len() > 8 => Conn::Broken { why: "too long", last: Some(Box::new(o)) },
            (Conn::Open { host, buf, sent }, Ev::Flush) => Conn::Open { host, sent: sent + buf.len() as u64, buf: vec![] },
            (o @ Conn::Open { .. }, Ev::Hang) => Conn::Closing(Box::new(o)),
            (Conn::Closing(inner), Ev::Done) => match *inner { Conn::Open { buf, .. } if buf.is_empty() => Conn::Closed, other => Conn::Broken { why: "unsent", last: Some(Box::new(other)) } },
            (Conn::Broken { last: Some(l), .. }, Ev::Up) => *l,
            (c, Ev::Timeout) if !matches!(c, Conn::Open { .. }) => c,
            (c, e) => return Err((c, e)),
        })
    }
}
fn main() {
    let dial = || Ev::Dial("host".into());
    let runs = [vec![dial(), Ev::Timeout, Ev::Up, Ev::Data(vec![1; 5]), Ev::Data(vec![2; 5]), Ev::Flush, Ev::Data(vec![3; 8]), Ev::Hang, Ev::Done, Ev::Up, Ev::Flush, Ev::Hang, Ev::Done], vec![Ev::Up, dial(), dial(), Ev::Timeout, Ev::Timeout, Ev::Timeout, Ev::Timeout, Ev::Up, Ev::Up], vec![dial(), Ev::Up, Ev::Data(vec![0; 9]), Ev::Timeout, Ev::Up, Ev::Timeout]];
    for run in runs { let mut c = Conn::Closed; for e in run { c = match b(c).on(e) { Ok(c) => { println!("{c:?}"); c } Err((c, e)) => { println!("  refused {e:?}"); c } }; } println!("--"); }
}
