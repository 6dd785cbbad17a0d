//! From the document to the files of a crate: this generator beside others that read OpenAPI.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::figure::Figure;
use super::row::{Goal, Line, Row, Unit};
use super::{Bench, child, peers, reason};
use crate::codegen::InputPaths;
use crate::report::Failure;
use crate::spec;

/// One run, or the build of the generator, may take as long.
const LIMIT: Duration = Duration::from_secs(15 * 60);

/// One that makes code.
struct Generator {
    peer: &'static str,
    /// What runs it, for this folder to write to, which is not there yet.
    command: Box<dyn Fn(&Path) -> Command>,
}

/// Whole processes, each from the file to a new folder.
pub(super) fn measure(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    let folder = bench.place.folder().join("generation");
    let bundle = folder.join("bundle.json");
    spec::bundle(bench.repository, &InputPaths::default(), Some(&bundle))?;
    let rounds = bench.effort.rounds(7);
    let ours = ours(bench)?;
    let mut rows = Vec::new();
    // Each with its own runs of ours: one that cannot read the document spoils nothing for the other.
    for (name, goal, how, peer) in [
        (
            "openapi-generator",
            Figure::Generation.goal(),
            "whole process, its JVM's start included; its files stay unformatted",
            openapi_generator(bench, &bundle),
        ),
        (
            "progenitor",
            Goal::Reported,
            "whole process",
            progenitor(bench, &bundle),
        ),
    ] {
        let line = Line {
            what: Figure::Generation.title().to_owned(),
            how: how.to_owned(),
            goal,
            peer: name.to_owned(),
        };
        rows.push(match peer {
            Err(remedy) => Row::missing(line, remedy),
            Ok(peer) => match in_turns(bench, &folder, rounds, [&ours, &peer]) {
                Ok([ours, theirs]) => Row::compared(line, Unit::Seconds, &ours, &theirs),
                Err(failure) => Row::failed(line, reason(&failure, bench.repository)),
            },
        });
    }
    Ok(rows)
}

fn in_turns(
    bench: &Bench<'_>,
    folder: &Path,
    rounds: usize,
    generators: [&Generator; 2],
) -> Result<[Vec<f64>; 2], Failure> {
    let mut seconds = [Vec::new(), Vec::new()];
    // The first of each only warms up the disk.
    for round in 0..=rounds {
        for (generator, seconds) in generators.into_iter().zip(&mut seconds) {
            bench.say(&format!("round {round} of {rounds}: {}", generator.peer));
            let out = folder.join(generator.peer);
            match fs::remove_dir_all(&out) {
                Err(error) if out.exists() => return Err(Failure::io("remove", &out, &error)),
                _ => {}
            }
            let name = format!("generation-{}", generator.peer);
            let mut command = (generator.command)(&out);
            let spent = child::run(&mut command, &name, &bench.place.logs(), LIMIT)?;
            if round > 0 {
                seconds.push(spent.wall.as_secs_f64());
            }
        }
    }
    Ok(seconds)
}

/// The command `generator`, as it is installed: a release build.
fn ours(bench: &Bench<'_>) -> Result<Generator, Failure> {
    let target = bench.place.folder().join("generator");
    let mut cargo = child::cargo();
    cargo
        .current_dir(bench.repository.root())
        .args([
            "build",
            "--release",
            "--package",
            "generator",
            "--target-dir",
        ])
        .arg(&target);
    bench.say("building ours");
    child::run(&mut cargo, "build-generator", &bench.place.logs(), LIMIT)?;
    let program = target.join("release/generator");
    let (document, overlays) = (bench.repository.document(), bench.repository.overlays());
    Ok(Generator {
        peer: "ours",
        command: Box::new(move |out| {
            let mut command = Command::new(&program);
            command.arg("generate").arg(&document).arg("--out").arg(out);
            for overlay in &overlays {
                command.arg("--overlay").arg(overlay);
            }
            command
        }),
    })
}

/// Java itself, without the Python that would start it.
fn openapi_generator(bench: &Bench<'_>, bundle: &Path) -> Result<Generator, String> {
    let archive = peers::openapi_generator(&bench.place).ok_or(peers::INSTALL)?;
    peers::java().ok_or("it needs Java, such as Debian's `default-jre-headless`")?;
    let bundle = bundle.to_owned();
    Ok(Generator {
        peer: "openapi-generator",
        command: Box::new(move |out| {
            let mut command = Command::new("java");
            command
                .arg("-jar")
                .arg(&archive)
                .args(["generate", "-g", "rust", "-i"]);
            command.arg(&bundle).arg("-o").arg(out);
            command
        }),
    })
}

fn progenitor(bench: &Bench<'_>, bundle: &Path) -> Result<Generator, String> {
    let program: PathBuf = peers::progenitor(&bench.place).ok_or(peers::INSTALL)?;
    let bundle = bundle.to_owned();
    Ok(Generator {
        peer: "progenitor",
        command: Box::new(move |out| {
            let mut command = Command::new(&program);
            command
                .arg("progenitor")
                .arg("--input")
                .arg(&bundle)
                .arg("--output")
                .arg(out);
            command.args(["--name", "ivs-realtime", "--version", "0.1.0"]);
            command
        }),
    })
}
