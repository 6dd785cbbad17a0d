//! `codegen` and `explain`: reads the generator's input, writes or compares its output.
//!
//! The generator itself reads no file and knows no exit code.

pub(crate) mod diff;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use generator::diagnostics::{Diagnostic, Diagnostics, render};
use generator::document::Source;
use generator::output::{Folder, OutputError};
use generator::{ExplainError, Input, Manifest};

use crate::report::{Failure, Report};
use crate::repository::Repository;

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Write,
    Check,
}

/// What to generate, and where.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) input: InputPaths,
    /// The crate whose `src` is written; by default the SDK of the repository.
    pub(crate) out: Option<PathBuf>,
    pub(crate) mode: Mode,
}

/// The document and the overlays to read; by default the repository's own.
#[derive(Clone, Debug, Default)]
pub(crate) struct InputPaths {
    pub(crate) document: Option<PathBuf>,
    pub(crate) overlays: Vec<PathBuf>,
}

impl InputPaths {
    /// Reads all files, and reports each one that cannot be read.
    ///
    /// The repository's overlays apply to its own document only.
    pub(crate) fn read(&self, repository: &Repository) -> Result<Input, Vec<Diagnostic>> {
        let document = self.document.clone().unwrap_or_else(|| repository.document());
        let overlays = match (&self.document, self.overlays.as_slice()) {
            (None, []) => repository.overlays(),
            (_, given) => given.to_vec(),
        };
        let mut diagnostics = Diagnostics::default();
        let mut source = |path: &Path, expected: &str| {
            let name = repository.display(path);
            let text = read_text(path, &name, expected, &mut diagnostics);
            Source { name, text: text.into() }
        };
        let document = source(&document, "an OpenAPI document in YAML or JSON");
        let overlays = overlays.iter().map(|path| source(path, "an OpenAPI Overlay")).collect();
        if diagnostics.has_errors() {
            return Err(diagnostics.into_vec());
        }
        Ok(Input { overlays, ..Input::of(document) })
    }
}

/// Generates the SDK, then writes its files or compares them with the present ones.
pub(crate) fn codegen(repository: &Repository, task: &Task) -> Result<Report, Failure> {
    let is_ours = task.input.document.is_none() && task.input.overlays.is_empty();
    if task.out.is_none() && task.mode == Mode::Write && !is_ours {
        return Err(Failure::new(
            "generated-sdk is generated from the repository's own document and overlays",
        )
        .remedy("name another crate with `--out DIR`, or only compare with `--check`"));
    }
    let krate = match &task.out {
        Some(out) => out.clone(),
        None => sdk(repository)?,
    };
    let folder = Folder::new(&krate, OWNED);
    let input = read(&task.input, repository)?;
    let mut generated = generator::generate(&input, &package_name(&krate))
        .map_err(|found| rejected(&found, Some(&input)))?;
    generator::rustfmt::format(&mut generated.files)
        .map_err(|error| Failure::new(error.to_string()).remedy(error.remedy()))?;
    let changes = match task.mode {
        Mode::Write => folder.write(&generated.files),
        Mode::Check => folder.compare(&generated.files),
    };
    let changes = changes
        .map_err(|error: OutputError| Failure::new(error.to_string()).remedy(error.remedy()))?;
    let krate = repository.display(&krate);
    let warnings = rendered(&generated.diagnostics, Some(&input));
    Ok(Report { warnings, ..diff::summary(&krate, &changes, task.mode, &command(task)) })
}

/// The folders of the crate in which every file is generated. Examples are written by hand.
const OWNED: &[&str] = &["src"];

/// The SDK of the repository. It must not be a link that leads outside.
fn sdk(repository: &Repository) -> Result<PathBuf, Failure> {
    let krate = repository.sdk();
    if let (Ok(real), Ok(root)) = (krate.canonicalize(), repository.root().canonicalize())
        && !real.starts_with(&root)
    {
        let shown = repository.display(&krate);
        let message = format!("{shown} leads to {}, outside the repository", real.display());
        return Err(Failure::new(message).remedy("replace the link by a folder"));
    }
    Ok(krate)
}

/// The package name in the manifest of a crate; `generated-sdk` if there is no manifest yet.
fn package_name(krate: &Path) -> String {
    let name = || {
        let manifest = fs::read_to_string(krate.join("Cargo.toml")).ok()?;
        Manifest::parse(&manifest).ok()?.name().map(str::to_owned)
    };
    name().unwrap_or_else(|| "generated-sdk".to_owned())
}

/// The result of every stage for one operation, type or error.
pub(crate) fn explain(
    repository: &Repository,
    paths: &InputPaths,
    name: &str,
) -> Result<Report, Failure> {
    let input = read(paths, repository)?;
    match generator::explain(&input, name) {
        Ok(text) => Ok(Report::new(text, true)),
        Err(ExplainError::Document(found)) => Err(rejected(&found, Some(&input))),
        Err(unknown) => Err(Failure::new(unknown.to_string())
            .remedy("names are those of the document, such as `CreateStage` or `Participant`")),
    }
}

fn read(paths: &InputPaths, repository: &Repository) -> Result<Input, Failure> {
    paths.read(repository).map_err(|found| rejected(&found, None))
}

/// The diagnostics of rejected input.
fn rejected(found: &[Diagnostic], input: Option<&Input>) -> Failure {
    Failure::rendered(rendered(found, input))
}

/// With colours: the stream removes them if the output is not a terminal.
fn rendered(found: &[Diagnostic], input: Option<&Input>) -> String {
    let sources =
        input.into_iter().flat_map(|input| [&input.document].into_iter().chain(&input.overlays));
    render(found, &sources.collect::<Vec<_>>(), true)
}

/// The command line that writes what this task compares.
fn command(task: &Task) -> String {
    let mut command = "cargo xtask codegen".to_owned();
    let overlays = task.input.overlays.iter().map(|path| ("--overlay", path));
    let document = task.input.document.iter().map(|path| ("--document", path));
    for (flag, path) in document.chain(overlays) {
        command += &format!(" {flag} {}", path.display());
    }
    match &task.out {
        Some(out) => command += &format!(" --out {}", out.display()),
        None if command.contains("--") => command += " --out DIR",
        None => {}
    }
    command
}

/// The content of a file; empty after a diagnostic.
fn read_text(path: &Path, name: &str, expected: &str, diagnostics: &mut Diagnostics) -> String {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let (code, found) = match error.kind() {
                ErrorKind::NotFound => ("missing-file", format!("no file {name}")),
                _ => ("unreadable-file", format!("{name}, which cannot be read: {error}")),
            };
            let draft = diagnostics.error(code).found(found).expected(expected);
            draft.remedy("check the path and the permissions of the file");
            return String::new();
        }
    };
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let at = error.utf8_error().valid_up_to();
        let found = format!("{name}, whose byte {at} is not UTF-8");
        let draft = diagnostics.error("unreadable-file").found(found).expected(expected);
        draft.remedy("save the file in UTF-8");
        String::new()
    })
}

#[cfg(test)]
mod tests;
