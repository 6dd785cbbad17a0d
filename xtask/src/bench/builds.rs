//! What it takes to build a small program on each SDK.
//!
//! Each program is a workspace of its own below `target/bench`, as a user has it, with everything
//! fetched before: no download counts.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use toml_edit::{DocumentMut, Item, value};

use super::child::{self, Spent};
use super::figure::Figure;
use super::place::Place;
use super::row::{Goal, Line, Row, Unit};
use super::{Bench, calls};
use crate::failure::Failure;
use crate::files;

/// One build may take as long.
const LIMIT: Duration = Duration::from_secs(30 * 60);

/// A program on one of the SDKs.
#[derive(Clone, Debug)]
pub(super) struct Program {
    package: &'static str,
    peer: &'static str,
    folder: PathBuf,
    logs: PathBuf,
}

impl Program {
    /// Ours and the official one's, in workspaces of their own.
    pub(super) fn both(place: &Place) -> Result<[Self; 2], Failure> {
        let make = |package, peer| {
            let program = Self {
                package,
                peer,
                folder: place.folder().join(package),
                logs: place.logs(),
            };
            program.write(place).map(|()| program)
        };
        Ok([
            make("program-ours", "ours")?,
            make("program-official", "official")?,
        ])
    }

    /// Copies the program out of the bench's workspace.
    fn write(&self, place: &Place) -> Result<(), Failure> {
        let from = place.workspace();
        let manifest =
            String::from_utf8_lossy(&files::read(&from.join("Cargo.toml"))?).into_owned();
        let manifest = alone(&manifest, self.package, &|path| {
            from.join(path).display().to_string()
        })?;
        files::update(&self.folder.join("Cargo.toml"), manifest.as_bytes())?;
        for name in ["Cargo.toml", "src/main.rs"] {
            let relative = PathBuf::from(self.package).join(name);
            files::update(
                &self.folder.join(&relative),
                &files::read(&from.join(relative))?,
            )?;
        }
        files::update(
            &self.folder.join("Cargo.lock"),
            &files::read(&from.join("Cargo.lock"))?,
        )?;
        Ok(())
    }

    fn main(&self) -> PathBuf {
        self.folder.join(self.package).join("src/main.rs")
    }

    fn target(&self, profile: &str) -> PathBuf {
        self.folder.join("target").join(profile)
    }

    /// Cargo on two cores, as everybody has it who sets nothing, but for the stripping of the release
    /// binary.
    fn cargo(&self, words: &[&str], target: &str) -> Command {
        let cargo = child::cargo();
        let mut command = if calls::has_taskset() {
            let mut taskset = Command::new("taskset");
            taskset.args(["-c", "0,1"]).arg(cargo.get_program());
            for (name, value) in cargo.get_envs() {
                match value {
                    Some(value) => taskset.env(name, value),
                    None => taskset.env_remove(name),
                };
            }
            taskset
        } else {
            cargo
        };
        command
            .current_dir(&self.folder)
            .args(words)
            .args(["--offline", "--package", self.package, "--target-dir"])
            .arg(self.target(target))
            .env("CARGO_BUILD_JOBS", "2")
            .env("CARGO_PROFILE_RELEASE_STRIP", "true");
        command
    }

    fn build(&self, words: &[&str], target: &str) -> Result<Spent, Failure> {
        let name = format!("{}-{target}", self.package);
        child::run(&mut self.cargo(words, target), &name, &self.logs, LIMIT)
    }

    fn clean(&self, target: &str) -> Result<(), Failure> {
        let target = self.target(target);
        match fs::remove_dir_all(&target) {
            Err(error) if target.exists() => Err(Failure::io("remove", &target, &error)),
            _ => Ok(()),
        }
    }

    fn release(&self) -> Result<Spent, Failure> {
        self.build(&["build", "--release"], "release")
    }

    /// The bytes of the release binary.
    fn size(&self) -> Result<f64, Failure> {
        let binary = self.target("release").join("release").join(self.package);
        let size = fs::metadata(&binary).map_err(|error| Failure::io("read", &binary, &error))?;
        Ok(size.len() as f64)
    }

    /// Every crate with its version, by `cargo tree`, but for the program itself.
    pub(super) fn crates(&self, edges: &str) -> Result<String, Failure> {
        let mut cargo = child::cargo();
        cargo
            .current_dir(&self.folder)
            .args(["tree", "--offline", "--package", self.package])
            .args(["--edges", edges, "--prefix", "none", "--format", "{p}"]);
        let limit = Duration::from_secs(120);
        let name = format!("{}-tree", self.package);
        Ok(child::run(&mut cargo, &name, &self.logs, limit)?.printed)
    }

    /// Where the source of a crate of its tree is.
    pub(super) fn source_of(&self, krate: &str) -> Result<PathBuf, Failure> {
        let mut cargo = child::cargo();
        cargo
            .current_dir(&self.folder)
            .args(["metadata", "--offline", "--format-version", "1"]);
        let name = format!("{}-metadata", self.package);
        let said = child::run(&mut cargo, &name, &self.logs, Duration::from_secs(120))?.printed;
        let metadata: serde_json::Value = serde_json::from_str(&said)
            .map_err(|error| Failure::new(format!("cargo metadata: {error}")))?;
        let packages = metadata["packages"].as_array().into_iter().flatten();
        let mut named = packages.filter(|package| package["name"] == krate);
        let manifest = named.find_map(|package| package["manifest_path"].as_str());
        let folder = manifest.map(PathBuf::from);
        folder
            .and_then(|manifest| Some(manifest.parent()?.to_owned()))
            .ok_or_else(|| Failure::new(format!("{krate} is not in the tree of {}", self.package)))
    }
}

/// The manifest of the bench's workspace, with one member, and paths that hold anywhere.
fn alone(
    manifest: &str,
    member: &str,
    absolute: &dyn Fn(&str) -> String,
) -> Result<String, Failure> {
    let mut document: DocumentMut = manifest
        .parse()
        .map_err(|error| Failure::new(format!("tests/bench/Cargo.toml: {error}")))?;
    let members: toml_edit::Array = [member].into_iter().collect();
    document["workspace"]["members"] = value(members);
    let dependencies = document["workspace"]["dependencies"].as_table_like_mut();
    for (_, dependency) in dependencies.into_iter().flat_map(|table| table.iter_mut()) {
        if let Some(path) = dependency.get("path").and_then(Item::as_str) {
            let path = absolute(path);
            dependency["path"] = value(path);
        }
    }
    Ok(document.to_string())
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

    #[test]
    fn a_program_stands_alone() {
        let manifest = "[workspace]\nmembers = [\"a\", \"b\"]\n\n[workspace.dependencies]\nsdk = { path = \"../sdk\" }\nserde = \"1\"\n";
        let alone = alone(manifest, "b", &|path| format!("/root/{path}")).unwrap();
        assert!(alone.contains("members = [\"b\"]"), "{alone}");
        assert!(alone.contains("path = \"/root/../sdk\""), "{alone}");
        assert!(alone.contains("serde = \"1\""), "{alone}");
    }
}
