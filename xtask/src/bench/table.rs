//! The table in `BENCHMARKS.md`: its rows, and how measurements become rows.
//!
//! The page itself stores the figures. A run replaces the rows that it measured and leaves the others,
//! and everything outside of the table, as they are.

use clap::ValueEnum;

use super::Figure;
use crate::report::{Failure, number};

const HEAD: &str = "\
| figure | what | goal | ours | peer | ratio | reached | measured |
|---|---|---|---|---|---|---|---|
";

/// The unit of a measurement.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    Seconds,
    PerSecond,
    Bytes,
    Count,
}

impl Unit {
    pub(super) fn show(self, value: f64) -> String {
        let whole = |value: f64| number(value.round() as usize);
        match self {
            Self::Seconds if value < 1e-2 => format!("{:.1} µs", value * 1e6),
            Self::Seconds if value < 1.0 => format!("{:.0} ms", value * 1e3),
            Self::Seconds => format!("{value:.1} s"),
            Self::PerSecond => format!("{}/s", whole(value)),
            Self::Bytes if value < 1e6 => format!("{:.1} kB", value / 1e3),
            Self::Bytes => format!("{:.1} MB", value / 1e6),
            Self::Count if value < 1000.0 && value.fract() != 0.0 => format!("{value:.1}"),
            Self::Count => whole(value),
        }
    }
}

/// The goal of a figure.
#[derive(Clone, Copy, Debug)]
pub(super) enum Goal {
    /// At most this ratio of ours to the peer's.
    AtMost(f64),
    /// At least this ratio of ours to the peer's.
    AtLeast(f64),
    /// At most this value, whatever the peer's is.
    Limit(f64),
    None,
}

impl Goal {
    fn show(self) -> String {
        match self {
            Self::AtMost(ratio) => format!("≤ {ratio:.2} ×"),
            Self::AtLeast(ratio) => format!("≥ {ratio:.1} ×"),
            Self::Limit(limit) => format!("≤ {limit}"),
            Self::None => String::new(),
        }
    }
}

/// A row of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) figure: Figure,
    pub(super) reached: Option<bool>,
    /// The cells between the figure and the date.
    pub(super) cells: [String; 6],
}

impl Row {
    /// Compares runs in pairs: the medians, and the median, least and greatest of the ratios.
    pub(super) fn compared(
        figure: Figure,
        what: &str,
        unit: Unit,
        goal: Goal,
        ours: &[f64],
        peer: (&str, &[f64]),
    ) -> Self {
        let ratios: Vec<f64> = ours.iter().zip(peer.1).map(|(a, b)| a / b).collect();
        let ratio = median(&ratios);
        let reached = match goal {
            Goal::AtMost(most) => Some(ratio <= most),
            Goal::AtLeast(least) => Some(ratio >= least),
            Goal::Limit(most) => Some(median(ours) <= most),
            Goal::None => None,
        };
        let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let greatest = ratios.iter().copied().fold(0.0, f64::max);
        let spread = match ratios.len() {
            0 | 1 => format!("{ratio:.2}"),
            _ => format!("{ratio:.2} ({least:.2}–{greatest:.2})"),
        };
        let peer = format!("{}: {}", peer.0, unit.show(median(peer.1)));
        let ratio = if ratio.is_finite() { spread } else { String::new() };
        let done = match reached {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        };
        let ours = unit.show(median(ours));
        Self {
            figure,
            reached,
            cells: [what.to_owned(), goal.show(), ours, peer, ratio, done.to_owned()],
        }
    }

    /// A figure without a peer.
    pub(super) fn alone(figure: Figure, what: String, ours: String) -> Self {
        let cells = [what, String::new(), ours, String::new(), String::new(), String::new()];
        Self { figure, reached: None, cells }
    }

    /// The same row with this text about a peer.
    pub(super) fn with_peer(mut self, peer: String) -> Self {
        self.cells[3] = peer;
        self
    }
}

/// Replaces the rows of the measured figures in the page's table. `measured` is the date and the commit.
pub(super) fn update(page: &str, rows: &[Row], measured: &str) -> Result<String, Failure> {
    let start = page.find(HEAD).ok_or_else(|| {
        Failure::new("BENCHMARKS.md has no table of the expected form")
            .remedy(format!("put these lines where the table should be:\n{HEAD}"))
    })? + HEAD.len();
    let (before, rest) = page.split_at(start);
    let table: String =
        rest.split_inclusive('\n').take_while(|line| line.starts_with('|')).collect();
    let mut updated = String::new();
    for figure in Figure::value_variants() {
        let name = figure.name();
        let mut new = rows.iter().filter(|row| row.figure == *figure).peekable();
        if new.peek().is_none() {
            let old = |line: &&str| line.starts_with(&format!("| {name} |"));
            updated.extend(table.split_inclusive('\n').filter(old));
        }
        for row in new {
            updated += &format!("| {name} | {} | {measured} |\n", row.cells.join(" | "));
        }
    }
    Ok(format!("{before}{updated}{}", &rest[table.len()..]))
}

/// The median; not a number for no value.
pub(super) fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    match values.as_slice() {
        [] => f64::NAN,
        values if values.len() % 2 == 1 => values[values.len() / 2],
        values => f64::midpoint(values[values.len() / 2 - 1], values[values.len() / 2]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(goal: Goal, ours: &[f64], peer: &[f64]) -> Row {
        Row::compared(Figure::Check, "w", Unit::Seconds, goal, ours, ("official", peer))
    }

    #[test]
    fn ratios_are_those_of_pairs() {
        let row = row(Goal::AtMost(0.5), &[1.0, 9.0, 4.0], &[4.0, 10.0, 10.0]);
        let expected = ["w", "≤ 0.50 ×", "4.0 s", "official: 10.0 s", "0.40 (0.25–0.90)", "yes"];
        assert_eq!(row.cells, expected);
    }

    #[test]
    fn goals_are_inclusive() {
        let reached = |goal| row(goal, &[1.0], &[2.0]).reached;
        assert_eq!(reached(Goal::AtMost(0.5)), Some(true));
        assert_eq!(reached(Goal::AtMost(0.49)), Some(false));
        assert_eq!(reached(Goal::AtLeast(0.5)), Some(true));
        assert_eq!(reached(Goal::Limit(0.9)), Some(false));
        assert_eq!(reached(Goal::None), None);
    }

    #[test]
    fn rows_that_were_not_measured_stay() {
        let page = format!("# T\n\n{HEAD}| check | old |\n| binary | old |\n\nafter\n");
        let rows = [row(Goal::None, &[1.0], &[2.0])];
        let updated = update(&page, &rows, "today").unwrap();
        let check = "| check | w |  | 1.0 s | official: 2.0 s | 0.50 |  | today |\n";
        assert_eq!(updated, format!("# T\n\n{HEAD}{check}| binary | old |\n\nafter\n"));
        assert_eq!(update(&updated, &[], "later").unwrap(), updated);
        assert!(update("no table", &rows, "today").is_err());
    }

    #[test]
    fn values_have_a_readable_unit() {
        assert_eq!(Unit::Seconds.show(12.34e-6), "12.3 µs");
        assert_eq!(Unit::Bytes.show(23_200.0), "23.2 kB");
        assert_eq!(Unit::PerSecond.show(80_410.4), "80,410/s");
    }
}
