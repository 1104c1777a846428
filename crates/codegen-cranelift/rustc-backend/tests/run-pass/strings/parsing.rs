//! Parse of every primitive type, good and bad, and what the errors say.
use std::fmt::{Debug, Display};
use std::hint::black_box as b;
use std::str::FromStr;

fn all<T: FromStr + Debug>(inputs: &[&str]) where T::Err: Display {
    print!("{}:", std::any::type_name::<T>());
    for i in inputs { match b(i).parse::<T>() { Ok(x) => print!(" {x:?}"), Err(e) => print!(" [{e}]") } }
    println!();
}
#[derive(Debug, PartialEq)]
struct Version(u8, u8, Option<String>);
impl FromStr for Version {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let (core, pre) = s.split_once('-').map_or((s, None), |(c, p)| (c, Some(p.to_owned())));
        let mut parts = core.split('.').map(|p| p.parse::<u8>().map_err(|e| format!("{p:?}: {e}")));
        let mut next = || parts.next().ok_or("too short").map_err(String::from).flatten();
        let v = Version(next()?, next()?, pre);
        if parts.next().is_some() { Err("too long".into()) } else { Ok(v) }
    }
}

fn main() {
    let ints = ["0", "255", "256", "-1", "+7", "", "-", "+", "1_0", " 1", "-128", "99999999999999999999999999999999999999999", "00012"];
    all::<u8>(&ints);
    all::<i8>(&ints);
    all::<u16>(&ints);
    all::<i32>(&ints);
    all::<u64>(&ints);
    all::<i64>(&["9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809"]);
    all::<u128>(&["340282366920938463463374607431768211455", "340282366920938463463374607431768211456", "1"]);
    all::<i128>(&["-170141183460469231731687303715884105728", "-170141183460469231731687303715884105729"]);
    all::<bool>(&["true", "false", "True", "1"]);
    all::<char>(&["a", "é", "ab", ""]);
    all::<f64>(&["1", "-0", ".5", "5.", "1e3", "1E-3", "inf", "-Infinity", "NaN", "nan", "1e400", "-1e-400", "e5", "", "0x1", "1.7976931348623157e308", "4.9e-324", "2.2250738585072014e-308"]);
    all::<f32>(&["16777217", "3.4028236e38", "3.5e38", "1e-45", "0.1", "1.17549435e-38"]);
    all::<Version>(&["1.2", "1.2-beta", "1", "1.2.3", "1.x", "1.300"]);
    all::<String>(&["", "x"]);
    all::<std::net::Ipv4Addr>(&["127.0.0.1", "256.0.0.1", "1.2.3"]);
    all::<std::net::Ipv6Addr>(&["::1", "fe80::1:2", "::ffff:1.2.3.4", ":::"]);
    all::<std::num::NonZeroI8>(&["5", "0", "-128"]);
}
