//! The cost of a call through the crate of each generator.

use std::path::{Path, PathBuf};

use super::super::Figure;
use super::super::programs::{Calls, Programs, cargo, run};
use super::super::table::{Goal, Row, Unit};
use super::tool::{Tool, Tools};
use crate::files;
use crate::report::Failure;
use crate::repository::Repository;

/// The operations with what they are called in the table, and the number of calls.
const OPERATIONS: [(&str, &str, &str); 2] = [
    ("get-stage", "CPU per call, one stage", "20000"),
    ("list-stages", "CPU per call, 50 stages", "10000"),
];

/// Generates crates of the document that the benchmark server serves, and compares calls through them.
pub(super) fn measure(
    repository: &Repository,
    tools: &Tools,
    programs: &Programs,
    folder: &Path,
    rounds: usize,
) -> Result<Vec<Row>, Failure> {
    let sources = repository.root().join("tests/bench/generators");
    let build = |tool: Tool| {
        let folder = folder.join("calls").join(tool.name());
        tools.generate(tool, &sources.join("stages.json"), &folder.join("stages"))?;
        // Not above the crate, which would be taken for a member of its workspace.
        let folder = folder.join("program");
        let source = files::read(&sources.join(tool.name()).with_extension("rs"))?;
        files::update(&folder.join("src/main.rs"), &source)?;
        let manifest = manifest(&repository.root().join("tests/bench/common"));
        files::update(&folder.join("Cargo.toml"), manifest.as_bytes())?;
        let target = folder.join("target");
        let mut cargo = cargo(&["build", "--release"], &folder, &target);
        run(&mut cargo, &format!("cargo build of the calls of {}", tool.name()))?;
        Ok(target.join("release/calls"))
    };
    let built = Tool::ALL.into_iter().map(build).collect::<Result<Vec<PathBuf>, Failure>>()?;
    let server = programs.server()?;
    let mut rows = Vec::new();
    for (operation, what, limit) in OPERATIONS {
        let calls = Calls { operation, in_flight: 1, warm_up: 500, limit, hold: false };
        let costs = programs.in_turn(&server, &built, &calls, rounds)?;
        let costs = costs.iter().map(|costs| costs.iter().map(|cost| cost.cpu / cost.calls));
        let costs: Vec<Vec<f64>> = costs.map(Iterator::collect).collect();
        rows.extend(Tool::PEERS.map(|tool| {
            let peer = (tool.name(), &*costs[tool as usize]);
            let goal = Goal::AtMost(1.0);
            Row::compared(Figure::Generators, what, Unit::Seconds, goal, &costs[0], peer)
        }));
    }
    Ok(rows)
}

/// The manifest of a program, beside the generated crate.
fn manifest(common: &Path) -> String {
    let common = common.display().to_string();
    format!(
        "[package]\nname = \"calls\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         bench-common = {{ path = {common:?} }}\nstages = {{ path = \"../stages\" }}\n\n[workspace]\n"
    )
}
