//! `BENCHMARKS.md`: the table, and what a reader has to know to believe it or to repeat it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::figure::Figure;
use super::machine::Facts;
use super::store::Results;

/// The heads of the table.
pub(super) const HEADS: [&str; 7] = [
    "figure",
    "how",
    "goal",
    "ours",
    "peer",
    "ratio",
    "goal reached?",
];

const TOP: &str = "\
# Benchmarks

`cargo xtask bench` wrote this page. Ratios are ours by the peer's: what travels from one machine to another.
The absolute numbers beside them are those of one machine, shown to make the ratios readable, and no claim.
";

const METHOD: &str = "\
## Method

- The same work for each: the programs in `tests/bench`, the same inputs, static credentials, and the same
  loopback server in a process of its own, which answers with bytes that were made before. Each call reads
  something out of the answer's depths.
- Runs of ours and of its peers take turns, A B A B, in one go. A ratio is taken of each pair; the table has the
  median, and the least and the most in brackets. What disturbs the machine for a while disturbs both of a pair.
- CPU is user and system time of the client's process over the calls after those that warm it up, as the system
  accounts for it. Client and server have one thread each. With one call at a time they share a core: on two,
  each core sleeps while the other works, and waking it costs every client the same 20 to 30 µs on a virtual
  machine, which would be measured in place of the SDK. With many calls in flight the client has a core for itself.
- The official SDK is used as its documentation says, with default features. The baseline is written by hand on the
  same HTTP and TLS libraries and does nothing else: no retries, no time-outs, no choice of credentials.
- Programs are built in the release profile as cargo has it, the ones that are measured for size with
  `strip = true`. Everything is fetched before a build begins. Memory of a build is that of its largest process.
- `cargo xtask bench --install` fetches the peers that are no Rust libraries, `cargo xtask bench` measures
  everything, `--only FIGURE` one figure, and leaves the other rows as they were.
";

/// Where the part begins that people write: it is kept as it stands.
const BY_HAND: &str = "## What is missed, and why\n";

/// The page, with the part of the present one that is written by hand.
pub(super) fn page(results: &Results, machine: &Facts, versions: &Facts, present: &str) -> String {
    let mut text = TOP.to_owned();
    let runs = || results.figures.values();
    let days: BTreeSet<_> = runs().map(|run| run.date.as_str()).collect();
    let commits: BTreeSet<_> = runs().map(|run| run.commit.as_str()).collect();
    let list = |words: BTreeSet<&str>| words.into_iter().collect::<Vec<_>>().join(", ");
    let _ = writeln!(
        text,
        "\nMeasured on {}, commit {}.\n",
        list(days),
        list(commits)
    );
    text += &table(results);
    text += &notes(results);
    let _ = writeln!(
        text,
        "\n{METHOD}\n## Machine\n\n{}\n## Versions\n\n{}",
        list_of(machine),
        list_of(versions).trim_end()
    );
    if let Some(start) = present.find(BY_HAND) {
        text.push('\n');
        text += &present[start..];
    }
    text
}

fn list_of(facts: &Facts) -> String {
    let lines = facts
        .iter()
        .map(|(name, fact)| format!("- {name}: {fact}\n"));
    lines.collect()
}

fn table(results: &Results) -> String {
    let mut text = format!(
        "| {} |\n|{}\n",
        HEADS.join(" | "),
        "---|".repeat(HEADS.len())
    );
    for figure in Figure::all() {
        let Some(run) = results.figures.get(&figure.name()) else {
            let _ = writeln!(
                text,
                "| {} | | {} | | | | not measured |",
                figure.title(),
                figure.goal().show()
            );
            continue;
        };
        for row in &run.rows {
            let cells = row
                .cells()
                .map(|cell| cell.replace('|', "\\|").replace('\n', " "));
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
    }
    text
}

/// Which figures are of another day or commit than the newest.
fn notes(results: &Results) -> String {
    let Some(newest) = results.figures.values().map(|run| &run.date).max() else {
        return String::new();
    };
    let mut text = String::new();
    for figure in Figure::all() {
        if let Some(run) = results.figures.get(&figure.name())
            && run.date != *newest
        {
            let _ = writeln!(
                text,
                "\nOf {}, commit {}: {}.",
                run.date,
                run.commit,
                figure.name()
            );
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::row::{Goal, Line, Row, Unit};
    use super::super::store::Run;
    use super::*;

    fn run(date: &str, peer: &str) -> Run {
        let line = Line {
            what: "CPU | call".to_owned(),
            how: "rusage".to_owned(),
            goal: Goal::AtMost(0.35),
            peer: peer.to_owned(),
        };
        Run {
            date: date.to_owned(),
            commit: "be26a61".to_owned(),
            rows: vec![Row::compared(
                line,
                Unit::Microseconds,
                &[60.0, 72.0],
                &[200.0, 200.0],
            )],
        }
    }

    #[test]
    fn every_figure_has_its_row_measured_or_not() {
        let results = Results {
            figures: [
                ("get-stage".to_owned(), run("2026-11-23", "official")),
                ("lines".to_owned(), run("2026-11-20", "official")),
            ]
            .into(),
        };
        let text = page(
            &results,
            &vec![("cores", "2".to_owned())],
            &Facts::new(),
            "# Old\n\n## What is missed, and why\n\n- words\n",
        );
        let rows: Vec<_> = text.lines().filter(|line| line.starts_with("| ")).collect();
        assert_eq!(rows.len(), 1 + Figure::all().len());
        assert_eq!(
            rows[1],
            "| CPU \\| call | rusage; 2 pairs | ≤ 0.35 × | 66.0 µs | official: 200.0 µs | 0.33 (0.30–0.36) | reached |"
        );
        assert!(rows[2].ends_with("| not measured |"), "{}", rows[2]);
        assert!(text.contains("Measured on 2026-11-20, 2026-11-23, commit be26a61."));
        assert!(text.contains("\nOf 2026-11-20, commit be26a61: lines.\n"));
        assert!(text.contains("- cores: 2\n"));
        assert!(!text.contains("# Old"), "{text}");
        assert!(
            text.ends_with("\n\n## What is missed, and why\n\n- words\n"),
            "{text}"
        );
    }
}
