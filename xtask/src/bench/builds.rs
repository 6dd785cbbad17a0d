//! What it takes to build a small program on each SDK.

use super::Bench;
use super::child::Spent;
use super::figure::Figure;
use super::program::Program;
use super::row::{Goal, Line, Row, Unit};
use crate::files;
use crate::report::Failure;

/// Clean builds of both in turns: the seconds, and the peak of memory.
fn clean_builds(
    bench: &Bench<'_>,
    rounds: usize,
    words: &[&str],
    target: &str,
) -> Result<[Vec<Spent>; 2], Failure> {
    let programs = Program::both(&bench.place)?;
    let mut spent = [Vec::new(), Vec::new()];
    for round in 1..=rounds {
        for (program, spent) in programs.iter().zip(&mut spent) {
            bench.say(&format!("round {round} of {rounds}: {}", program.peer));
            program.clean(target)?;
            spent.push(program.build(words, target)?);
        }
    }
    Ok(spent)
}

fn seconds(spent: &[Spent]) -> Vec<f64> {
    spent.iter().map(|spent| spent.wall.as_secs_f64()).collect()
}

fn line(what: &str, how: &str, goal: Goal) -> Line {
    Line {
        what: what.to_owned(),
        how: how.to_owned(),
        goal,
        peer: "official".to_owned(),
    }
}

/// A clean release build: its time, and the memory of the largest of its processes.
pub(super) fn release(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    let rounds = bench.effort.rounds(2);
    let [ours, theirs] = clean_builds(bench, rounds, &["build", "--release"], "release")?;
    let figure = Figure::ReleaseBuild;
    let cpu = |spent: &[Spent]| {
        spent
            .iter()
            .map(|s| s.cpu.as_secs_f64())
            .collect::<Vec<_>>()
    };
    let peak = |spent: &[Spent]| {
        spent
            .iter()
            .map(|spent| spent.peak as f64)
            .collect::<Vec<_>>()
    };
    Ok(vec![
        Row::compared(
            line(figure.title(), "wall, 2 cores, empty target", figure.goal()),
            Unit::Seconds,
            &seconds(&ours),
            &seconds(&theirs),
        ),
        Row::compared(
            line(
                "CPU of that build",
                "user + system, all processes",
                Goal::Reported,
            ),
            Unit::Seconds,
            &cpu(&ours),
            &cpu(&theirs),
        ),
        Row::compared(
            line(
                "peak memory of that build",
                "largest process, max RSS",
                Goal::Reported,
            ),
            Unit::Bytes,
            &peak(&ours),
            &peak(&theirs),
        ),
    ])
}

/// A clean `cargo check`.
pub(super) fn check(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    let rounds = bench.effort.rounds(2);
    let [ours, theirs] = clean_builds(bench, rounds, &["check"], "check")?;
    Ok(vec![Row::compared(
        line(
            Figure::Check.title(),
            "wall, 2 cores, empty target",
            Figure::Check.goal(),
        ),
        Unit::Seconds,
        &seconds(&ours),
        &seconds(&theirs),
    )])
}

/// A debug build after one line of the program was changed, with the link.
pub(super) fn rebuild(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    let rounds = bench.effort.rounds(7);
    let programs = Program::both(&bench.place)?;
    for program in &programs {
        bench.say(&format!("the first build: {}", program.peer));
        program.build(&["build"], "debug")?;
    }
    let mut spent = [Vec::new(), Vec::new()];
    for round in 1..=rounds {
        for (program, spent) in programs.iter().zip(&mut spent) {
            bench.say(&format!("round {round} of {rounds}: {}", program.peer));
            let main = program.main();
            let text = String::from_utf8_lossy(&files::read(&main)?).into_owned();
            let text = changed(&text, round).ok_or_else(|| {
                Failure::new(format!("{} has no `main` that is known", main.display()))
            })?;
            files::update(&main, text.as_bytes())?;
            spent.push(program.build(&["build"], "debug")?);
        }
    }
    let [ours, theirs] = spent;
    Ok(vec![Row::compared(
        line(
            Figure::Rebuild.title(),
            "debug build with link",
            Figure::Rebuild.goal(),
        ),
        Unit::Seconds,
        &seconds(&ours),
        &seconds(&theirs),
    )])
}

/// The size of the release binary, stripped; built if it is not there yet.
pub(super) fn binary(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    let mut sizes = Vec::new();
    for program in Program::both(&bench.place)? {
        bench.say(program.peer);
        program.release()?;
        sizes.push(program.size()?);
    }
    let (ours, theirs) = sizes.split_at(1);
    let line = line(
        Figure::Binary.title(),
        "`strip = true` in both",
        Figure::Binary.goal(),
    );
    Ok(vec![Row::compared(line, Unit::Bytes, ours, theirs)])
}

/// The same text with one line changed, which does something: the first of `main` looks at a number.
fn changed(text: &str, to: usize) -> Option<String> {
    let at = text.find("fn main(")?;
    let end = at + text.get(at..)?.find("{\n")? + 2;
    let (head, rest) = text.split_at_checked(end)?;
    let line = "    std::hint::black_box(";
    let rest = match rest.strip_prefix(line) {
        Some(before) => before.split_once('\n')?.1,
        None => rest,
    };
    Some(format!("{head}{line}{to});\n{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_changed_and_changed_again() {
        let text = "//! x\nasync fn main() -> R {\n    one();\n}\n";
        let once = changed(text, 1).unwrap();
        assert_eq!(
            once,
            "//! x\nasync fn main() -> R {\n    std::hint::black_box(1);\n    one();\n}\n"
        );
        assert_eq!(changed(&once, 2).unwrap(), once.replace("(1)", "(2)"));
        assert_eq!(changed("fn other() {}", 1), None);
    }
}
