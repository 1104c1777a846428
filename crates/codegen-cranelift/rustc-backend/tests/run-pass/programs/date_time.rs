//! Calendar arithmetic: days to dates and back over centuries, weekdays, leap years, durations shown.
use std::fmt;
use std::hint::black_box as b;
use std::time::Duration;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)] struct Date { y: i32, m: u8, d: u8 }
fn leap(y: i32) -> bool { y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) }
fn month(y: i32, m: u8) -> u8 { match m { 4 | 6 | 9 | 11 => 30, 2 => 28 + u8::from(leap(y)), _ => 31 } }
impl Date {
    fn days(self) -> i64 { let y = i64::from(self.y) - i64::from(self.m <= 2); let era = y.div_euclid(400); let yoe = y - era * 400; let m = i64::from(self.m); let doy = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(self.d) - 1; era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468 }
    fn from_days(z: i64) -> Date { let z = z + 719_468; let era = z.div_euclid(146_097); let doe = z.rem_euclid(146_097); let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365; let doy = doe - (365 * yoe + yoe / 4 - yoe / 100); let mp = (5 * doy + 2) / 153; let m = if mp < 10 { mp + 3 } else { mp - 9 } as u8; Date { y: (yoe + era * 400) as i32 + i32::from(m <= 2), m, d: (doy - (153 * mp + 2) / 5 + 1) as u8 } }
    fn weekday(self) -> &'static str { ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][self.days().rem_euclid(7) as usize] }
    fn next(mut self) -> Date { self.d += 1; if self.d > month(self.y, self.m) { self.d = 1; self.m += 1; if self.m > 12 { self.m = 1; self.y += 1; } } self }
}
impl fmt::Display for Date { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:04}-{:02}-{:02}", self.y, self.m, self.d) } }
fn main() {
    for (y, m, d) in [(1970, 1, 1), (2000, 2, 29), (1900, 3, 1), (2024, 12, 31), (1, 1, 1), (-400, 2, 29), (9999, 12, 31)] { let x = Date { y: b(y), m, d }; println!("{x} {} {} {} {}", x.days(), x.weekday(), x.next(), Date::from_days(x.days()) == x); }
    let (mut at, mut n, mut ok) = (Date { y: 1895, m: 1, d: 1 }, 0u32, true);
    let from = at.days();
    while at.y < 1905 { ok &= at.days() == from + i64::from(n) && Date::from_days(at.days()) == at; at = at.next(); n += 1; }
    println!("{n} {ok} {}", (1..=12).map(|m| { let d = Date { y: b(2026), m, d: 13 }; u8::from(d.weekday() == "Fri") }).sum::<u8>());
    for d in [Duration::ZERO, Duration::from_secs(3661), Duration::from_millis(1_234_567_890), Duration::from_nanos(999), Duration::from_secs_f64(b(0.1)), Duration::MAX] { let s = d.as_secs(); println!("{d:?} {d:.2?} {}:{:02}:{:02} {} {}", s / 3600, s / 60 % 60, s % 60, d.subsec_micros(), d.as_millis()); }
    println!("{:?} {:?} {:?}", Duration::from_secs(5) * 3 / 7, Duration::from_secs(1).checked_sub(Duration::from_millis(b(1001))), Duration::from_secs_f32(1.5).mul_f64(2.5));
}
