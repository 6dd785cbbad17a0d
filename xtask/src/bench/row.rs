//! One row of the table: a figure against one peer.

use serde::{Deserialize, Serialize};

use super::statistics::Spread;
use crate::corpus::table::number;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Unit {
    Microseconds,
    Seconds,
    PerSecond,
    Bytes,
    Count,
}

impl Unit {
    /// The number as people read it.
    pub(crate) fn show(self, value: f64) -> String {
        match self {
            Self::Microseconds if value < 10_000.0 => format!("{value:.1} µs"),
            Self::Microseconds => format!("{:.1} ms", value / 1e3),
            Self::Seconds if value < 1.0 => format!("{:.0} ms", value * 1e3),
            Self::Seconds => format!("{value:.1} s"),
            Self::PerSecond => format!("{}/s", whole(value)),
            Self::Bytes if value < 10_000.0 => format!("{} B", whole(value)),
            Self::Bytes if value < 1e6 => format!("{:.1} kB", value / 1e3),
            Self::Bytes => format!("{:.1} MB", value / 1e6),
            Self::Count if value < 1000.0 && value.fract() != 0.0 => format!("{value:.1}"),
            Self::Count => whole(value),
        }
    }
}

/// Rounded, with commas. What is measured is never negative, and never as large as the type.
fn whole(value: f64) -> String {
    number(value.round() as usize)
}

/// What a figure should come to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Goal {
    /// The ratio of ours to the peer's, at most.
    AtMost(f64),
    /// The ratio of ours to the peer's, at least.
    AtLeast(f64),
    /// Ours alone, at most, whatever the peer's is.
    Limit(f64),
    /// It is only reported.
    Reported,
}

impl Goal {
    pub(crate) fn show(self) -> String {
        match self {
            // One digit more than two only where two would not say it: 1/20 is 0.05, 1.1 is 1.10.
            Self::AtMost(ratio) => format!("≤ {ratio:.2} ×"),
            Self::AtLeast(ratio) => format!("≥ {ratio:.1} ×"),
            Self::Limit(limit) => format!("≤ {limit}"),
            Self::Reported => "–".to_owned(),
        }
    }

    /// Whether it is reached; `None` where there is nothing to reach.
    fn is_reached(self, ours: f64, ratio: Option<Spread>) -> Option<bool> {
        match self {
            Self::AtMost(most) => ratio.map(|ratio| ratio.median <= most),
            Self::AtLeast(least) => ratio.map(|ratio| ratio.median >= least),
            Self::Limit(most) => Some(ours <= most),
            Self::Reported => None,
        }
    }
}

/// What is compared in a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// The figure, `CPU per call: GetStage`.
    pub(crate) what: String,
    /// How it was measured, in a few words.
    pub(crate) how: String,
    pub(crate) goal: Goal,
    /// Who is compared with, `official`.
    pub(crate) peer: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// Both were measured; there is no peer's number where there is no peer.
    Measured {
        unit: Unit,
        ours: f64,
        theirs: Option<f64>,
        ratio: Option<Spread>,
        /// How many pairs of runs.
        pairs: usize,
    },
    /// The peer is not on this machine; how to get it.
    Missing(String),
    /// It could not be measured, and why.
    Failed(String),
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) line: Line,
    pub(crate) outcome: Outcome,
}

impl Row {
    /// Of two that ran in turns, or once each.
    pub(crate) fn compared(line: Line, unit: Unit, ours: &[f64], theirs: &[f64]) -> Self {
        let middle = |numbers| Spread::of(numbers).map(|spread| spread.median);
        let outcome = match (middle(ours), middle(theirs)) {
            (Some(own), their) => Outcome::Measured {
                unit,
                ours: own,
                theirs: their,
                ratio: Spread::of_ratios(ours, theirs),
                pairs: ours.len().min(theirs.len()),
            },
            (None, _) => Outcome::Failed("no run gave a number".to_owned()),
        };
        Self { line, outcome }
    }

    /// Of ours alone.
    pub(crate) fn alone(line: Line, unit: Unit, ours: &[f64]) -> Self {
        Self::compared(line, unit, ours, &[])
    }

    pub(crate) fn missing(line: Line, remedy: impl Into<String>) -> Self {
        Self {
            line,
            outcome: Outcome::Missing(remedy.into()),
        }
    }

    pub(crate) fn failed(line: Line, why: impl Into<String>) -> Self {
        Self {
            line,
            outcome: Outcome::Failed(why.into()),
        }
    }

    /// Whether its goal is reached; `None` where there is none, or nothing to compare with.
    pub(crate) fn is_reached(&self) -> Option<bool> {
        match &self.outcome {
            Outcome::Measured { ours, ratio, .. } => self.line.goal.is_reached(*ours, *ratio),
            Outcome::Missing(_) | Outcome::Failed(_) => None,
        }
    }

    /// The row as text: figure, how, goal, ours, peer, ratio, reached or not.
    pub(crate) fn cells(&self) -> [String; 7] {
        let Line {
            what,
            how,
            goal,
            peer,
        } = &self.line;
        let (how, ours, peer, ratio, word) = match &self.outcome {
            Outcome::Measured {
                unit,
                ours,
                theirs,
                ratio,
                pairs,
            } => {
                let theirs = theirs.map(|theirs| format!("{peer}: {}", unit.show(theirs)));
                let ratio = ratio.map_or_else(|| "–".to_owned(), |ratio| shown(ratio, *pairs));
                let word = match self.is_reached() {
                    Some(true) => "reached",
                    Some(false) => "missed",
                    None => "reported",
                };
                let how = match pairs {
                    0 | 1 => how.clone(),
                    pairs => format!("{how}; {pairs} pairs"),
                };
                let theirs = theirs.unwrap_or_else(|| "–".to_owned());
                (how, unit.show(*ours), theirs, ratio, word.to_owned())
            }
            Outcome::Missing(remedy) => {
                let word = format!("not installed: {remedy}");
                (how.clone(), "–".into(), peer.clone(), "–".into(), word)
            }
            Outcome::Failed(why) => {
                let word = format!("not measured: {why}");
                (how.clone(), "–".into(), peer.clone(), "–".into(), word)
            }
        };
        [what.clone(), how, goal.show(), ours, peer, ratio, word]
    }
}

/// `0.312 (0.301–0.330)`; of one pair only the ratio.
fn shown(ratio: Spread, pairs: usize) -> String {
    let digits = |value: f64| match value {
        value if value < 0.1 => format!("{value:.3}"),
        value => format!("{value:.2}"),
    };
    match pairs {
        0 | 1 => digits(ratio.median),
        _ => format!(
            "{} ({}–{})",
            digits(ratio.median),
            digits(ratio.least),
            digits(ratio.most)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(goal: Goal) -> Line {
        Line {
            what: "CPU per call: GetStage".to_owned(),
            how: "20,000 calls".to_owned(),
            goal,
            peer: "official".to_owned(),
        }
    }

    #[test]
    fn a_row_says_whether_the_median_reaches_the_goal() {
        let row = |goal| {
            Row::compared(
                line(goal),
                Unit::Microseconds,
                &[50.0, 60.0, 70.0],
                &[200.0; 3],
            )
        };
        assert_eq!(row(Goal::AtMost(0.30)).is_reached(), Some(true));
        assert_eq!(row(Goal::AtMost(0.29)).is_reached(), Some(false));
        assert_eq!(row(Goal::AtLeast(0.30)).is_reached(), Some(true));
        assert_eq!(row(Goal::Limit(59.0)).is_reached(), Some(false));
        assert_eq!(row(Goal::Reported).is_reached(), None);
        assert_eq!(
            row(Goal::AtMost(0.29)).cells(),
            [
                "CPU per call: GetStage",
                "20,000 calls; 3 pairs",
                "≤ 0.29 ×",
                "60.0 µs",
                "official: 200.0 µs",
                "0.30 (0.25–0.35)",
                "missed"
            ]
        );
    }

    #[test]
    fn nothing_is_reached_without_a_peer() {
        let row = Row::missing(line(Goal::AtMost(1.0)), "run `x`");
        assert_eq!(row.is_reached(), None);
        let cells = row.cells();
        assert_eq!(cells[6], "not installed: run `x`");
        assert_eq!(cells[5], "–");
    }

    #[test]
    fn a_figure_that_is_reported_may_stand_alone() {
        let row = Row::alone(line(Goal::Reported), Unit::Count, &[1234.0]);
        assert_eq!(row.cells()[3..], ["1,234", "–", "–", "reported"]);
        let none = Row::alone(line(Goal::Reported), Unit::Count, &[]);
        assert!(none.cells()[6].starts_with("not measured: "));
    }

    #[test]
    fn numbers_are_readable() {
        let shown = [
            Unit::Seconds.show(0.0412),
            Unit::Seconds.show(241.26),
            Unit::PerSecond.show(12_345.6),
            Unit::Bytes.show(900.0),
            Unit::Bytes.show(45_600.0),
            Unit::Bytes.show(10_900_000.0),
            Unit::Count.show(151.26),
        ];
        let expected = [
            "41 ms", "241.3 s", "12,346/s", "900 B", "45.6 kB", "10.9 MB", "151.3",
        ];
        assert_eq!(shown, expected);
    }
}
