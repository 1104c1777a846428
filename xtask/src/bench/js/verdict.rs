//! How a figure stands to what it must be, and to what it should be.

/// From the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// As good as it should be.
    Aim,
    /// As good as it must be.
    Bar,
    Missed,
}

/// Two things that are the same differ by as much from run to run.
pub const NOISE: f64 = 1.05;

impl Verdict {
    pub fn of(bar: bool, aim: bool) -> Verdict {
        match (bar, aim) {
            (false, _) => Verdict::Missed,
            (true, false) => Verdict::Bar,
            (true, true) => Verdict::Aim,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Verdict::Aim => "aim met",
            Verdict::Bar => "bar met",
            Verdict::Missed => "**missed**",
        }
    }
}

/// The word for several figures of one row, which is that for the worst; nothing where nothing is asked.
pub fn worst(verdicts: impl IntoIterator<Item = Option<Verdict>>) -> String {
    let worst = verdicts.into_iter().flatten().max();
    worst.map_or_else(String::new, |verdict| verdict.word().to_owned())
}

/// `1234.5` → `1.23 µs`.
pub fn duration(ns: f64) -> String {
    let (value, unit) = match ns {
        ns if ns.abs() < 999.5 => (ns, "ns"),
        ns if ns.abs() < 999.5e3 => (ns / 1e3, "µs"),
        ns if ns.abs() < 999.5e6 => (ns / 1e6, "ms"),
        _ => (ns / 1e9, "s"),
    };
    let digits = match value.abs() {
        value if value < 9.995 => 2,
        value if value < 99.95 => 1,
        _ => 0,
    };
    format!("{value:.digits$} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_counts() {
        let good = Some(Verdict::of(true, true));
        assert_eq!(worst([None, None]), "");
        assert_eq!(worst([good, None]), "aim met");
        assert_eq!(worst([good, Some(Verdict::of(true, false))]), "bar met");
        let bad = Verdict::of(false, true);
        assert_eq!(worst([Some(bad), good]), "**missed**");
    }

    #[test]
    fn durations_have_three_digits() {
        let texts = [0.5, 9.996, 123.4, 999.6, 12_345.0, 9_999_999.0, 2e9].map(duration);
        assert_eq!(
            texts,
            [
                "0.50 ns", "10.0 ns", "123 ns", "1.00 µs", "12.3 µs", "10.0 ms", "2.00 s"
            ]
        );
        assert_eq!(duration(-0.25), "-0.25 ns");
    }
}
