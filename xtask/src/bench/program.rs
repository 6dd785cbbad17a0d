//! The small programs whose builds are measured, one on each SDK.
//!
//! Each is a workspace of its own below `target/bench`, as a user has it, with everything fetched
//! before: no download counts.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use toml_edit::{DocumentMut, Item, value};

use super::calls;
use super::child::{self, Spent};
use super::place::Place;
use crate::files;
use crate::report::Failure;

/// One build may take as long.
const LIMIT: Duration = Duration::from_secs(30 * 60);

/// A program on one of the SDKs.
#[derive(Clone, Debug)]
pub(super) struct Program {
    package: &'static str,
    pub(super) peer: &'static str,
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

    pub(super) fn main(&self) -> PathBuf {
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

    pub(super) fn build(&self, words: &[&str], target: &str) -> Result<Spent, Failure> {
        let name = format!("{}-{target}", self.package);
        child::run(&mut self.cargo(words, target), &name, &self.logs, LIMIT)
    }

    pub(super) fn clean(&self, target: &str) -> Result<(), Failure> {
        let target = self.target(target);
        match fs::remove_dir_all(&target) {
            Err(error) if target.exists() => Err(Failure::io("remove", &target, &error)),
            _ => Ok(()),
        }
    }

    pub(super) fn release(&self) -> Result<Spent, Failure> {
        self.build(&["build", "--release"], "release")
    }

    /// The bytes of the release binary.
    pub(super) fn size(&self) -> Result<f64, Failure> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_stands_alone() {
        let manifest = "[workspace]\nmembers = [\"a\", \"b\"]\n\n[workspace.dependencies]\nsdk = { path = \"../sdk\" }\nserde = \"1\"\n";
        let alone = alone(manifest, "b", &|path| format!("/here/{path}")).unwrap();
        assert!(alone.contains("members = [\"b\"]"), "{alone}");
        assert!(alone.contains("path = \"/here/../sdk\""), "{alone}");
        assert!(alone.contains("serde = \"1\""), "{alone}");
    }
}
