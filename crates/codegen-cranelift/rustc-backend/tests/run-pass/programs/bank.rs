//! Accounts, transfers with checks, interest in cents, history, statements and totals that must hold.
use std::collections::BTreeMap;
use std::fmt;
use std::hint::black_box as b;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)] struct Cents(i64);
impl fmt::Display for Cents { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { let s = format!("{}{}.{:02}", if self.0 < 0 { "-" } else { "" }, self.0.abs() / 100, self.0.abs() % 100); f.pad(&s) } }
impl std::ops::AddAssign for Cents { fn add_assign(&mut self, o: Cents) { self.0 += o.0; } }
impl std::iter::Sum for Cents { fn sum<I: Iterator<Item = Cents>>(i: I) -> Cents { Cents(i.map(|c| c.0).sum()) } }
#[derive(Debug, Clone)] enum Kind { Basic { limit: Cents }, Saving { rate: u32, since: u16 }, Closed }
#[derive(Debug, Clone)] enum Event { In(Cents, &'static str), Out(Cents, String), Interest(Cents) }
#[derive(Debug)] enum Error { NoAccount(u32), Insufficient { need: Cents, have: Cents }, Same, Closed(String), Amount(i64) }
#[derive(Debug)] struct Account { owner: String, kind: Kind, balance: Cents, log: Vec<Event> }
#[derive(Default)] struct Bank { accounts: BTreeMap<u32, Account>, next: u32, day: u16 }
impl Bank {
    fn open(&mut self, owner: &str, kind: Kind) -> u32 { self.next += 7; self.accounts.insert(self.next, Account { owner: owner.into(), kind, balance: Cents(0), log: vec![] }); self.next }
    fn get(&mut self, id: u32) -> Result<&mut Account, Error> { let a = self.accounts.get_mut(&id).ok_or(Error::NoAccount(id))?; if let Kind::Closed = a.kind { Err(Error::Closed(a.owner.clone())) } else { Ok(a) } }
    fn deposit(&mut self, id: u32, c: Cents) -> Result<Cents, Error> { if c <= Cents(0) { return Err(Error::Amount(c.0)); } let a = self.get(id)?; a.balance += c; a.log.push(Event::In(c, "cash")); Ok(a.balance) }
    fn transfer(&mut self, from: u32, to: u32, c: Cents) -> Result<(), Error> {
        if from == to { return Err(Error::Same); }
        let name = self.get(to)?.owner.clone();
        let a = self.get(from)?;
        let have = match &a.kind { Kind::Basic { limit } => Cents(a.balance.0 + limit.0), Kind::Saving { .. } => a.balance, Kind::Closed => unreachable!() };
        if have < c { return Err(Error::Insufficient { need: c, have }); }
        a.balance += Cents(-c.0);
        a.log.push(Event::Out(c, name));
        let t = self.get(to)?;
        t.balance += c;
        t.log.push(Event::In(c, "transfer"));
        Ok(())
    }
    fn pass(&mut self, days: u16) { self.day += days; for a in self.accounts.values_mut() { if let Kind::Saving { rate, since } = &mut a.kind { let i = Cents(a.balance.0 * i64::from(*rate) * i64::from(self.day - *since) / 3_650_000); *since = self.day; if i.0 != 0 { a.balance += i; a.log.push(Event::Interest(i)); } } } }
}

fn main() {
    let mut bank = Bank::default();
    let (x, y) = (bank.open("Ada", Kind::Basic { limit: Cents(50_00) }), bank.open("Bob", Kind::Saving { rate: 250, since: 0 }));
    let z = bank.open("Cy", Kind::Closed);
    for (id, c) in [(x, 1000_50), (y, b(99)), (z, 5), (99, 5), (x, -3), (x, 0)] { println!("{:?}", bank.deposit(id, Cents(c)).map(|c| c.to_string())); }
    for (f, t, c) in [(x, y, 900_00), (x, y, 150_00), (x, y, 1_00), (y, x, 5000_00), (x, x, 1), (x, z, 1), (y, 5, 1)] { println!("{:?}", bank.transfer(f, t, Cents(b(c)))); }
    for d in [30, 335, 1] { bank.pass(b(d)); }
    for (id, a) in &bank.accounts { println!("{id:03} {:<5}|{:>12}|{}", a.owner, a.balance, a.log.len()); for e in &a.log { match e { Event::In(c, w) => println!("  + {c:>9} {w}"), Event::Out(c, w) => println!("  - {c:>9} to {w}"), Event::Interest(c) => println!("  % {c:>9}") } } }
    println!("{}", bank.accounts.values().map(|a| a.balance).sum::<Cents>());
}
