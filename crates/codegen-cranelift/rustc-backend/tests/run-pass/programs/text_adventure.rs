//! A world of rooms and things, commands parsed, state changed, the whole dialogue printed.
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box as b;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)] enum Dir { North, South, East, West }
impl std::str::FromStr for Dir { type Err = (); fn from_str(s: &str) -> Result<Dir, ()> { Ok(match s { "n" | "north" => Dir::North, "s" | "south" => Dir::South, "e" | "east" => Dir::East, "w" | "west" => Dir::West, _ => return Err(()) }) } }
impl Dir { fn back(self) -> Dir { use Dir::*; match self { North => South, South => North, East => West, West => East } } }
struct Room { name: &'static str, exits: BTreeMap<Dir, Exit>, things: BTreeSet<&'static str> }
#[derive(Clone)] enum Exit { Open(usize), Locked { to: usize, key: &'static str } }
struct Game { rooms: Vec<Room>, at: usize, bag: BTreeSet<&'static str>, moves: u32 }
enum Cmd<'a> { Go(Dir), Take(&'a str), Drop(&'a str), Look, Unlock(Dir), Quit, Bad(&'a str) }
fn parse(s: &str) -> Cmd<'_> { let w: Vec<_> = s.split_whitespace().filter(|w| !["the", "a", "to"].contains(w)).collect(); match &w[..] { ["go", d] | [d] if let Ok(d) = d.parse() => Cmd::Go(d), ["take" | "get", x] => Cmd::Take(x), ["drop", x] => Cmd::Drop(x), ["look"] | ["l"] => Cmd::Look, ["unlock", d] if let Ok(d) = d.parse() => Cmd::Unlock(d), ["quit"] => Cmd::Quit, _ => Cmd::Bad(s) } }
impl Game {
    fn link(&mut self, a: usize, d: Dir, c: usize, key: Option<&'static str>) { let make = |to| key.map_or(Exit::Open(to), |key| Exit::Locked { to, key }); self.rooms[a].exits.insert(d, make(c)); self.rooms[c].exits.insert(d.back(), make(a)); }
    fn step(&mut self, c: Cmd) -> Result<String, String> {
        self.moves += 1;
        let room = &mut self.rooms[self.at];
        match c {
            Cmd::Go(d) => match room.exits.get(&d) { None => Err(format!("no way {d:?}")), Some(Exit::Locked { .. }) => Err("locked".into()), Some(Exit::Open(to)) => { self.at = *to; self.step(Cmd::Look) } },
            Cmd::Look => Ok(format!("{}: {:?} exits {:?}", room.name, room.things, room.exits.keys().collect::<Vec<_>>())),
            Cmd::Take(x) => room.things.take(x).map(|t| { self.bag.insert(t); format!("taken, {} in bag", self.bag.len()) }).ok_or_else(|| format!("no {x} here")),
            Cmd::Drop(x) => { let t = self.bag.take(x).ok_or("you have none")?; room.things.insert(t); Ok(format!("dropped {t}")) }
            Cmd::Unlock(d) => match room.exits.get_mut(&d) { Some(e @ Exit::Locked { .. }) => { let Exit::Locked { to, key } = e.clone() else { unreachable!() }; if !self.bag.contains(key) { return Err(format!("you need the {key}")); } *e = Exit::Open(to); let from = self.at; self.rooms[to].exits.insert(d.back(), Exit::Open(from)); Ok("click".into()) } Some(Exit::Open(_)) => Err("open".into()), None => Err("no door".into()) },
            Cmd::Quit => Ok(format!("{} moves", self.moves)), Cmd::Bad(s) => { self.moves -= 1; Err(format!("what is {s:?}?")) }
        }
    }
}
fn main() {
    let room = |name, things: &[&'static str]| Room { name, exits: BTreeMap::new(), things: things.iter().copied().collect() };
    let mut g = Game { rooms: vec![room("hall", &["lamp"]), room("cellar", &["key", "rat"]), room("vault", &["gold"])], at: 0, bag: BTreeSet::new(), moves: 0 };
    g.link(0, Dir::South, 1, None);
    g.link(0, Dir::East, 2, Some("key"));
    for c in b("look|go north|e|unlock east|take lamp|go to the south|get the key|take dragon|n|unlock the e|unlock e|east|take gold|drop lamp|l|west|dance|quit").split('|') { println!("> {c}\n{}", g.step(parse(c)).unwrap_or_else(|e| format!("({e})"))); }
}
