//! The costs of the builds of the crates of one generator, in one workspace.
//!
//! The dependencies of all crates are compiled once, with the features that any of them needs, and their cost is added to that of
//! each crate. A package without code, [`DEPENDENCIES`], depends on them and is part of each build, so that the features stay.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use toml_edit::{Array, DocumentMut, InlineTable, TableLike, Value, value};

use super::super::programs::{cargo, packages, run};
use super::{cost, remove};
use crate::files;
use crate::report::Failure;

const DEPENDENCIES: &str = "all-dependencies";

/// A command whose cost is measured.
pub(super) type Command = &'static [&'static str];
pub(super) const CHECK: Command = &["check"];
pub(super) const RELEASE: Command = &["build", "--release"];

/// The workspace, whose dependencies are compiled.
#[derive(Debug)]
pub(super) struct Builds {
    workspace: PathBuf,
    target: PathBuf,
    /// The seconds for the dependencies.
    dependencies: BTreeMap<Command, f64>,
}

impl Builds {
    /// Compiles the dependencies of the crates in the folder `workspace`; `target` is emptied.
    pub(super) fn new(
        workspace: PathBuf,
        target: PathBuf,
        crates: &[String],
    ) -> Result<Self, Failure> {
        let manifest = |krate: &String| {
            let manifest = files::read(&workspace.join(krate).join("Cargo.toml"))?;
            Ok(String::from_utf8_lossy(&manifest).into_owned())
        };
        let manifests = crates.iter().map(manifest).collect::<Result<Vec<_>, Failure>>()?;
        let folder = workspace.join(DEPENDENCIES);
        files::update(&folder.join("Cargo.toml"), all_dependencies(&manifests).as_bytes())?;
        files::update(&folder.join("src/lib.rs"), b"")?;
        remove(&target)?;
        let mut builds = Self { workspace, target, dependencies: BTreeMap::new() };
        builds.select(None)?;
        for command in [CHECK, RELEASE] {
            let seconds = builds.build(command)?;
            builds.dependencies.insert(command, seconds);
        }
        Ok(builds)
    }

    /// How many crates a crate depends on. It is part of the builds from now on, in place of another one.
    pub(super) fn crates(&self, krate: &str) -> Result<f64, Failure> {
        self.select(Some(krate))?;
        let mut tree = self.cargo(&["tree", "--offline", "--prefix=none", "--format={p}"]);
        let (_, tree) = run(tree.args(["--edges=normal", "--package", krate]), "cargo tree")?;
        Ok(packages(&tree).values().map(BTreeSet::len).sum::<usize>() as f64)
    }

    /// The seconds of the processor for the first build of the selected crate, dependencies included.
    pub(super) fn first(&self, command: Command) -> Result<f64, Failure> {
        Ok(self.dependencies[command] + self.build(command)?)
    }

    /// Makes one crate a member of the workspace, and downloads what it needs.
    fn select(&self, krate: Option<&str>) -> Result<(), Failure> {
        let members = [Some(DEPENDENCIES), krate].into_iter().flatten().collect::<Vec<_>>();
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
        files::update(&self.workspace.join("Cargo.toml"), manifest.as_bytes())?;
        run(&mut self.cargo(&["fetch"]), "cargo fetch").map(drop)
    }

    fn build(&self, command: Command) -> Result<f64, Failure> {
        let mut cargo = self.cargo(command);
        cargo.args(["--offline", "--workspace", "--lib"]).env("CARGO_BUILD_JOBS", "2");
        cost(&mut cargo, &format!("cargo {}", command.join(" ")))
    }

    fn cargo(&self, arguments: &[&str]) -> std::process::Command {
        cargo(arguments, &self.workspace, &self.target)
    }
}

/// The manifest of a package with the dependencies of all these manifests, each with every feature that one of them needs, and with
/// the features of the first.
fn all_dependencies(manifests: &[String]) -> String {
    let mut all = DocumentMut::new();
    all["package"]["name"] = value(DEPENDENCIES);
    all["package"]["version"] = value("0.0.0");
    all["package"]["edition"] = value("2024");
    // A broken manifest is an error of the crate that has it.
    let parsed: Vec<DocumentMut> = manifests.iter().flat_map(|each| each.parse()).collect();
    if let Some(features) = parsed.first().and_then(|first| first.get("features")) {
        all["features"] = features.clone();
    }
    let mut dependencies: BTreeMap<&str, InlineTable> = BTreeMap::new();
    for (name, item) in parsed
        .iter()
        .filter_map(|each| each["dependencies"].as_table_like())
        .flat_map(TableLike::iter)
    {
        let mut new = match item.as_value() {
            Some(Value::InlineTable(table)) => table.clone(),
            Some(version) => InlineTable::from_iter([("version", version.clone())]),
            None => continue,
        };
        if let Some(old) = dependencies.get(name) {
            let features =
                [&new, old].into_iter().filter_map(|each| each.get("features")?.as_array());
            let features: BTreeSet<_> = features.flatten().filter_map(Value::as_str).collect();
            let features = Array::from_iter(features);
            new.insert("features", features.into());
        }
        dependencies.insert(name, new);
    }
    all["dependencies"] = value(InlineTable::from_iter(dependencies));
    all.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_have_the_features_of_all_crates() {
        let manifests = [
            "[features]\ndefault = [\"a/x\"]\n[dependencies]\na = { version = \"1\", features = [\"f\"] }\nb = \"2\"\n",
            "invalid",
            "[dependencies]\na = { version = \"1\", features = [\"g\"] }\nc = { path = \"../c\" }\n",
        ];
        let all = all_dependencies(&manifests.map(str::to_owned));
        let all: DocumentMut = all.parse().unwrap();
        assert_eq!(all["features"]["default"][0].as_str(), Some("a/x"));
        let features: Vec<_> =
            all["dependencies"]["a"]["features"].as_array().unwrap().iter().collect();
        assert_eq!(
            features.iter().filter_map(|each| each.as_str()).collect::<Vec<_>>(),
            ["f", "g"]
        );
        assert_eq!(all["dependencies"]["b"]["version"].as_str(), Some("2"));
        assert_eq!(all["dependencies"]["c"]["path"].as_str(), Some("../c"));
    }
}
