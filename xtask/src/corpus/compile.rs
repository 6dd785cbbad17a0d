//! Compiles the generated crates in one workspace below `target/corpus`.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use generator::FileTree;
use serde_json::{Map, Value};

use crate::files;
use crate::report::Failure;
use crate::repository::Repository;

/// The file that lists the command-line clients.
const PROGRAMS: &str = "programs.json";

/// The workspace of the generated crates.
#[derive(Debug)]
pub(super) struct Workspace {
    root: PathBuf,
}

/// The result of the compiler.
#[derive(Debug, Default)]
pub(super) struct Compiled {
    pub(super) crates: BTreeSet<String>,
    /// Errors and warnings by crate, as the compiler renders them.
    pub(super) messages: BTreeMap<String, Vec<String>>,
    /// The command-line clients by crate, if they were built.
    pub(super) programs: BTreeMap<String, String>,
    pub(super) time: Duration,
}

impl Workspace {
    pub(super) fn new(repository: &Repository) -> Self {
        Self { root: repository.root().join("target/corpus") }
    }

    /// Updates the files of one crate, and removes those that are no longer generated.
    pub(super) fn write(&self, krate: &str, files: &FileTree) -> Result<(), Failure> {
        let folder = self.root.join("crates").join(krate);
        for (path, text) in files.iter() {
            files::update(&folder.join(path), text.as_bytes())?;
        }
        let mut open = vec![folder.clone()];
        while let Some(next) = open.pop() {
            let error_of = |error: std::io::Error| Failure::io("read", &next, &error);
            for entry in fs::read_dir(&next).map_err(error_of)? {
                let path = entry.map_err(error_of)?.path();
                let name = path.strip_prefix(&folder).unwrap_or(&path);
                let name = name.to_string_lossy().replace('\\', "/");
                if path.is_dir() {
                    open.push(path);
                } else if files.get(&name).is_none() {
                    fs::remove_file(&path).map_err(|error| Failure::io("remove", &path, &error))?;
                }
            }
        }
        Ok(())
    }

    /// Compiles these crates and their examples, or builds their command-line clients. Cargo shows its progress.
    pub(super) fn compile(
        &self,
        repository: &Repository,
        crates: BTreeSet<String>,
        cli: bool,
    ) -> Result<Compiled, Failure> {
        let members: Vec<_> = crates.iter().map(|krate| format!("\"crates/{krate}\"")).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\n",
            members.join(", ")
        );
        files::update(&self.root.join("Cargo.toml"), manifest.as_bytes())?;
        let lock = self.root.join("Cargo.lock");
        if !lock.exists() {
            files::update(&lock, &files::read(&repository.root().join("Cargo.lock"))?)?;
        }
        let start = Instant::now();
        let command: &[&str] = match cli {
            true => &["build", "--bins", "--features", "cli"],
            false => &["check", "--lib", "--examples"],
        };
        let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .current_dir(&self.root)
            .args(command)
            .args(["--workspace", "--keep-going"])
            // The target folder of the build tests: the dependencies are compiled once.
            .args(["--message-format=json", "--target-dir", "../e2e/target"])
            .env("CARGO_INCREMENTAL", "0")
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| Failure::new(format!("cargo did not start: {error}")))?;
        let stdout = String::from_utf8_lossy(&output.stdout);
        let mut messages: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (krate, message) in stdout.lines().filter_map(compiler_message) {
            messages.entry(krate).or_default().push(message);
        }
        if !output.status.success() && messages.is_empty() {
            return Err(Failure::new(format!("cargo {}: {}", command.join(" "), output.status)));
        }

        let all = messages.iter().map(|(krate, all)| format!("== {krate}\n{}", all.join("\n")));
        let all = all.collect::<Vec<_>>().join("\n");
        files::update(&self.root.join("compiler.txt"), all.as_bytes())?;
        let programs = stdout.lines().filter_map(program).collect();
        Ok(Compiled { crates, messages, programs, time: start.elapsed() })
    }

    /// Writes the names of documents, each with its file and its command-line client, to [`PROGRAMS`].
    pub(super) fn list(&self, programs: Map<String, Value>) -> Result<(), Failure> {
        let text = format!("{:#}\n", Value::Object(programs));
        files::update(&self.root.join(PROGRAMS), text.as_bytes()).map(drop)
    }
}

/// The crate and its command-line client, if a line of cargo's output names that program.
fn program(line: &str) -> Option<(String, String)> {
    let message: Value = serde_json::from_str(line).ok()?;
    let program = message["executable"].as_str()?;
    Some((krate(&message)?, program.into()))
}

/// The crate that a message of cargo is about.
fn krate(message: &Value) -> Option<String> {
    let manifest = Path::new(message["manifest_path"].as_str()?);
    Some(manifest.parent()?.file_name()?.to_string_lossy().into_owned())
}

/// The crate and the message, if a line of cargo's output is an error or a warning about its code.
fn compiler_message(line: &str) -> Option<(String, String)> {
    let message: Value = serde_json::from_str(line).ok()?;
    let krate = krate(&message)?;
    let message = message.get("message")?;
    // Summaries such as "2 warnings emitted" have neither a code nor a position.
    let has_position = message["spans"].as_array().is_some_and(|spans| !spans.is_empty());
    let is_about_code = message["code"].is_object() || has_position;
    is_about_code.then(|| (krate, message["rendered"].as_str().unwrap_or_default().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_about_code_belong_to_their_crate() {
        let line = |message: &str| {
            format!(r#"{{"manifest_path": "/c/a-sdk/Cargo.toml", "message": {message}}}"#)
        };
        let warning = line(r#"{"code": {"code": "unused"}, "spans": [], "rendered": "w"}"#);
        let found = compiler_message(&warning);
        assert_eq!(found, Some(("a-sdk".to_owned(), "w".to_owned())));
        let summary = line(r#"{"code": null, "spans": [], "rendered": "1 warning emitted"}"#);
        assert_eq!(compiler_message(&summary), None);
        assert_eq!(compiler_message(r#"{"reason": "build-finished"}"#), None);
    }
}
