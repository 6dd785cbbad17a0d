//! `bench`: what this SDK costs beside its peers, to build and to call, in one table.
//!
//! Knows the programs of `tests/bench`, cargo, and the peers below `target/bench`. Knows nothing of
//! what is inside an SDK. Each figure stands in a module by itself and gives rows; here they are
//! measured one after the other, kept, printed and written down.

mod builds;
mod calls;
mod child;
mod figure;
mod generation;
mod instructions;
mod lines;
mod machine;
mod page;
mod peers;
mod place;
mod program;
mod row;
mod statistics;
mod store;
mod tree;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::corpus::table::{Table, time};
use crate::files;
use crate::report::{BAD, Failure, GOOD, NOTE, Report, Status, count};
use crate::repository::Repository;
pub(crate) use figure::Figure;
use place::Place;
use row::{Line, Outcome, Row};
use store::{Results, Run};

/// What to measure.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// These figures only; all if none is named.
    pub(crate) only: Vec<Figure>,
    pub(crate) effort: Effort,
    /// Whether the page is brought up to date.
    pub(crate) write: bool,
    /// Whether peers that are not there are fetched first.
    pub(crate) install: bool,
}

/// How often things are run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// Just often enough to see whether it works.
    pub(crate) quick: bool,
    /// So many pairs, instead of the figure's own number.
    pub(crate) rounds: Option<usize>,
}

impl Effort {
    /// The number of pairs, of a figure that has `usual` of them.
    fn rounds(self, usual: usize) -> usize {
        let own = if self.quick { usual.min(2) } else { usual };
        self.rounds.unwrap_or(own).max(1)
    }

    /// How often something is done in one run.
    fn of(self, usual: usize) -> usize {
        if self.quick { usual / 20 } else { usual }
    }
}

/// What the figures need to be measured.
struct Bench<'a> {
    repository: &'a Repository,
    place: Place,
    effort: Effort,
    bar: ProgressBar,
    /// The programs that were built in this run.
    programs: BTreeMap<String, PathBuf>,
}

impl Bench<'_> {
    /// Says what goes on now, on a terminal.
    fn say(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }

    /// A program of the bench's workspace, built at the first time it is asked for.
    fn program(&mut self, package: &str, features: &[&str]) -> Result<PathBuf, Failure> {
        let name = [&[package], features].concat().join("-");
        if let Some(path) = self.programs.get(&name) {
            return Ok(path.clone());
        }
        self.say(&format!("building {name}"));
        let path = calls::build(&self.place, package, features)?;
        self.programs.insert(name, path.clone());
        Ok(path)
    }

    fn measure(&mut self, figure: Figure) -> Result<Vec<Row>, Failure> {
        match figure {
            Figure::GetStage | Figure::ListStages | Figure::StartComposition => {
                calls::cpu(self, figure)
            }
            Figure::Throughput => calls::throughput(self),
            Figure::Allocations => calls::allocations(self),
            Figure::Instructions => instructions::measure(self),
            Figure::ReleaseBuild => builds::release(self),
            Figure::Check => builds::check(self),
            Figure::Rebuild => builds::rebuild(self),
            Figure::Crates => tree::measure(self),
            Figure::Binary => builds::binary(self),
            Figure::Memory => calls::memory(self),
            Figure::Lines => lines::measure(self),
            Figure::Generation => generation::measure(self),
        }
    }

    /// The rows of a figure, whatever becomes of it: one that fails must not cost the others.
    fn rows(&mut self, figure: Figure) -> Vec<Row> {
        self.measure(figure).unwrap_or_else(|failure| {
            let line = Line {
                what: figure.title().to_owned(),
                how: String::new(),
                goal: figure.goal(),
                peer: "–".to_owned(),
            };
            vec![Row::failed(line, reason(&failure, self.repository))]
        })
    }
}

/// Measures, prints the table, and writes the page.
pub(crate) fn bench(repository: &Repository, task: &Task) -> Result<Report, Failure> {
    let start = Instant::now();
    let place = Place::new(repository);
    let bar = bar();
    if task.install {
        peers::install(&place, &|what| {
            bar.set_message(format!("installing {what}"))
        })?;
    }
    let mut bench = Bench {
        repository,
        place,
        effort: task.effort,
        bar,
        programs: BTreeMap::new(),
    };
    bench.say("fetching");
    calls::fetch(&bench.place)?;
    let mut results = Results::read(&bench.place.results())?;
    let run = || Run {
        date: machine::today(),
        commit: machine::commit(&bench.place),
        rows: Vec::new(),
    };
    let run = run();
    let mut measured = Vec::new();
    for figure in Figure::all() {
        if !task.only.is_empty() && !task.only.contains(figure) {
            continue;
        }
        bench.bar.set_prefix(figure.name());
        let start = Instant::now();
        let rows = bench.rows(*figure);
        // What it takes is worth knowing where nobody sees the bar.
        anstream::eprintln!("{} took {}", figure.name(), time(start.elapsed()));
        measured.extend(rows.clone());
        if !task.effort.quick {
            // At once, so that a run that is broken off can go on with the others.
            results.figures.insert(
                figure.name(),
                Run {
                    rows,
                    ..run.clone()
                },
            );
            results.write(&bench.place.results())?;
        }
    }
    bench.bar.finish_and_clear();
    let mut report = summary(&measured, start.elapsed());
    if task.write && !task.effort.quick {
        let path = bench.place.page();
        let present = match path.exists() {
            true => String::from_utf8_lossy(&files::read(&path)?).into_owned(),
            false => String::new(),
        };
        let page = page::page(
            &results,
            &machine::machine(),
            &machine::versions(&bench.place),
            &present,
        );
        let done = if files::update(&path, page.as_bytes())? {
            "wrote"
        } else {
            "up to date:"
        };
        report.text += &format!("{GOOD}{done}{GOOD:#} {}\n", repository.display(&path));
    }
    Ok(report)
}

fn summary(rows: &[Row], taken: Duration) -> Report {
    let mut table = Table::new(&["figure", "goal", "ours", "peer", "ratio", ""]);
    let (mut reached, mut missed, mut failed) = (0, 0, 0);
    for row in rows {
        let [what, _, goal, ours, peer, ratio, word] = row.cells();
        let style = match (row.is_reached(), &row.outcome) {
            (Some(true), _) => Some(GOOD),
            (Some(false), _) | (None, Outcome::Failed(_)) => Some(BAD),
            (None, Outcome::Missing(_)) => Some(NOTE),
            (None, Outcome::Measured { .. }) => None,
        };
        let word = style.map_or_else(|| word.clone(), |style| format!("{style}{word}{style:#}"));
        table.row(vec![what, goal, ours, peer, ratio, word]);
        match (row.is_reached(), &row.outcome) {
            (Some(true), _) => reached += 1,
            (Some(false), _) => missed += 1,
            (None, Outcome::Failed(_)) => failed += 1,
            (None, _) => {}
        }
    }
    let mut text = table.print();
    text += &format!("\n{} reached, {missed} missed", count(reached, "goal"));
    if failed > 0 {
        text += &format!(", {} not measured", count(failed, "figure"));
    }
    text += &format!("; it took {}\n", time(taken));
    Report {
        text,
        status: match missed + failed {
            0 => Status::Clean,
            _ => Status::Drift,
        },
        warnings: String::new(),
    }
}

/// What a failure says, without the place of this checkout.
fn reason(failure: &Failure, repository: &Repository) -> String {
    let text = match failure {
        Failure::Message { message, .. } => message,
        Failure::Rendered(text) => text,
    };
    let root = format!("{}/", repository.root().display());
    text.lines().next().unwrap_or_default().replace(&root, "")
}

/// A line that says what goes on, on a terminal; nothing anywhere else.
fn bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template("{spinner} {elapsed} {prefix} {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}

#[cfg(test)]
mod tests {
    use super::row::Goal;
    use super::*;

    #[test]
    fn the_usual_number_of_rounds_gives_way_to_what_is_said() {
        let effort = |quick, rounds| Effort { quick, rounds };
        assert_eq!(effort(false, None).rounds(7), 7);
        assert_eq!(effort(true, None).rounds(7), 2);
        assert_eq!(effort(true, None).rounds(1), 1);
        assert_eq!(effort(true, Some(5)).rounds(7), 5);
        assert_eq!(effort(false, Some(0)).rounds(7), 1);
        assert_eq!(effort(true, None).of(20_000), 1000);
    }

    #[test]
    fn a_missed_goal_is_counted_and_shown() {
        let line = |goal| Line {
            what: "CPU".to_owned(),
            how: "rusage".to_owned(),
            goal,
            peer: "official".to_owned(),
        };
        let row = |goal| Row::compared(line(goal), row::Unit::Count, &[1.0], &[2.0]);
        let rows = [
            row(Goal::AtMost(0.5)),
            row(Goal::AtMost(0.4)),
            row(Goal::Reported),
        ];
        let report = summary(&rows, Duration::from_secs(90));
        assert_eq!(report.status, Status::Drift);
        assert!(
            report
                .text
                .contains("1 goal reached, 1 missed; it took 90.0 s"),
            "{}",
            report.text
        );
        assert_eq!(summary(&rows[..1], Duration::ZERO).status, Status::Clean);
        let failed = Row::failed(line(Goal::Reported), "it broke");
        assert_eq!(summary(&[failed], Duration::ZERO).status, Status::Drift);
    }

    #[test]
    fn what_failed_is_told_without_the_place_of_the_checkout() {
        let repository = Repository::find(None).unwrap();
        let failure = Failure::io("read", &repository.document(), &std::io::Error::other("no"));
        let told = reason(&failure, &repository);
        assert!(told.starts_with("cannot read specs/"), "{told}");
    }
}
