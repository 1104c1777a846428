//! Every way to split, trim, strip, match and replace.
use std::hint::black_box as b;

fn main() {
    let s = b("  one,two;;three , four;");
    let set = [',', ';'];
    println!("{:?}", s.split(',').collect::<Vec<_>>());
    println!("{:?}", s.split(&set[..]).map(str::trim).collect::<Vec<_>>());
    println!("{:?}", s.split(set).rev().collect::<Vec<_>>());
    println!("{:?}", s.split(";;").collect::<Vec<_>>());
    println!("{:?}", s.split(|c: char| !c.is_alphabetic()).filter(|x| !x.is_empty()).collect::<Vec<_>>());
    println!("{:?} {:?}", s.splitn(3, ',').collect::<Vec<_>>(), s.rsplitn(2, 't').collect::<Vec<_>>());
    println!("{:?} {:?}", s.split_terminator(';').collect::<Vec<_>>(), s.split_inclusive(';').collect::<Vec<_>>());
    println!("{:?}", s.split_whitespace().collect::<Vec<_>>());
    println!("{:?} {:?} {:?}", s.split_once(';'), s.rsplit_once(','), s.split_once("??"));
    println!("{:?} {:?} {:?}", s.trim(), s.trim_start(), s.trim_end_matches(';'));
    println!("{:?} {:?}", s.trim_matches(|c| c == ' ' || c == ';'), "xxaxx".trim_start_matches("xx"));
    println!("{:?} {:?}", s.strip_prefix("  o"), s.strip_suffix('x'));
    println!("{:?}", s.match_indices("t").chain(s.rmatch_indices("o")).collect::<Vec<_>>());
    println!("{:?}", s.matches(char::is_whitespace).count());
    println!("{} {}", s.replace(';', "<>"), s.replacen("o", "0", 1));
    println!("{} {} {}", s.contains("three"), s.starts_with(char::is_whitespace), s.ends_with(&set));
    println!("{:?}", "a\nb\r\nc\n\nd\r".lines().collect::<Vec<_>>());
    println!("{:?} {:?}", "".split(',').collect::<Vec<_>>(), "".lines().count());
    println!("{:?} {:?}", "abc".split("").collect::<Vec<_>>(), "aXbXc".split('X').map(str::len).sum::<usize>());
    println!("{:?} {:?}", "aaaa".find("aa"), "aaaa".matches("aa").count());
    let hay = "abracadabra".repeat(20) + "needle" + &"abracadabra".repeat(3);
    println!("{:?} {:?} {:?}", hay.find("needle"), hay.rfind("cadabraabra"), hay.find("abracadabran"));
    println!("{:?} {}", hay.match_indices("dabraab").map(|m| m.0).sum::<usize>(), hay.matches("a").count());
    println!("{:?}", "k1=v1&k2=&=v3&k4".split('&').map(|p| p.split_once('=').unwrap_or((p, "-"))).collect::<Vec<_>>());
    println!("{:?}", "ÀB".chars().flat_map(char::to_lowercase).collect::<String>().eq_ignore_ascii_case("àb"));
}
