//! The commands: reads the input, runs the generator, reports and writes.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use generator::api::ApiChange;
use generator::diagnostics::{Diagnostic, Rendered, Severity, render_apart};
use generator::loss::{Loss, Use};
use generator::output::{Change, ChangeKind, Changes};
use generator::source::{Source, SourcePosition};
use generator::{ExplainError, FileTree, Manifest, Package, Runtime};
use serde_json::{Value, json};

use super::folder;
use super::{
    Check, CommandOutput, Explain, Failure, Format, Generate, Input, Report,
    Runtime as RuntimeFlags, is_terminal,
};

/// Writes the crate, unless the document has errors.
pub(super) fn generate(flags: &Generate) -> Result<CommandOutput, Failure> {
    if let Some(name) = flags.name.as_deref().filter(|name| !Package::is_name(name)) {
        return Err(Failure::new(
            format!("`{name}` is not a valid name for the crate"),
            "use lower-case letters, digits and single `-`, and no name of Rust or of a dependency",
        ));
    }
    // First, because it is fast and fails if the folder cannot be written.
    let folder = folder::claim(&flags.out)?;
    let manifest = manifest(folder.path())?;
    let runtime = runtime(&flags.runtime, folder.path(), manifest.as_ref())?;
    // With `--name` the caller knows that the crate becomes another.
    let earlier = manifest.as_ref().filter(|_| flags.name.is_none());
    let earlier = earlier.and_then(Manifest::document).map(str::to_owned);
    let package =
        Package { name: flags.name.clone(), runtime, manifest, tag_features: flags.tag_features };
    let input = read(&flags.input)?;
    // The loss report is made on request only.
    let needs_loss = flags.report.deny_loss || flags.report.format == Format::Json;
    let checked = needs_loss.then(|| generator::check(&input, flags.report.deny_loss));
    let rejected =
        checked.as_ref().is_some_and(|checked| is_rejected(&checked.diagnostics, &flags.report));
    let loss = checked.as_ref().map(|checked| checked.loss.clone()).unwrap_or_default();
    let generated = match checked {
        Some(checked) if rejected => Err(checked.diagnostics),
        _ => generator::generate_crate(&input, &package),
    };
    let mut generated = match generated {
        Ok(generated) => generated,
        Err(diagnostics) => return Ok(rejection(&input, &diagnostics, &loss, &flags.report)),
    };
    if is_rejected(&generated.diagnostics, &flags.report) {
        return Ok(rejection(&input, &generated.diagnostics, &loss, &flags.report));
    }
    generator::rustfmt::format(&mut generated.files)
        .map_err(|error| Failure::new(error.to_string(), error.remedy()))?;
    let changes = folder
        .write(&generated.files)
        .map_err(|error| Failure::new(error.to_string(), error.remedy()))?;
    let api = changes.of_api();
    let shown = flags.out.display().to_string();
    let name = generated.name.unwrap_or_default();
    let krate = Krate {
        name: &name,
        folder: &shown,
        files: generated.files.len(),
        operations: generated.operations,
    };
    Ok(match flags.report.format {
        Format::Json => CommandOutput {
            out: json_report(true, Some(&krate), &generated.diagnostics, &api, &loss),
            ..CommandOutput::default()
        },
        Format::Text => CommandOutput {
            out: api.iter().map(|change| format!("{change}\n")).collect::<String>()
                + &format!(
                    "{name}: {} operation{}, {} files in {shown} ({})\n",
                    krate.operations,
                    if krate.operations == 1 { "" } else { "s" },
                    krate.files,
                    summary(&changes)
                ),
            err: rendered(&input, &generated.diagnostics)
                + &suggestion_note(generated.suggestions)
                + security_note(generated.authenticated)
                + &features_note(generated.default_feature.as_deref())
                + &document_note(earlier.as_deref(), &generated.files, &name)
                + &note(folder::enclosing_workspace(folder.path()).as_deref(), &shown),
            ..CommandOutput::default()
        },
    })
}

/// How many files were written and removed.
fn summary(changes: &Changes) -> String {
    let is_stray = |change: &&Change| matches!(change.kind, ChangeKind::Stray { .. });
    let removed = changes.changes.iter().filter(is_stray).count();
    let written = changes.changes.len() - removed;
    format!("{written} written, {removed} removed, {} unchanged", changes.unchanged)
}

/// A note about facts that the document has probably lost, because the effect on the wire is silent.
fn suggestion_note((all, doubtful): (usize, usize)) -> String {
    let facts = match all {
        0 => return String::new(),
        1 => "1 fact".to_owned(),
        many => format!("{many} facts"),
    };
    let doubtful = match doubtful {
        0 => String::new(),
        number => format!(" ({number} of them doubtful)"),
    };
    format!(
        "note: names, shapes and descriptions indicate {facts} that the document has lost{doubtful}; \
         `generator check DOCUMENT --suggest-overlay` prints an overlay that restores them\n"
    )
}

/// A note about a document without security schemes: most services need credentials all the same.
fn security_note(authenticated: bool) -> &'static str {
    match authenticated {
        true => "",
        false => {
            "note: the document states no security schemes, so that calls are sent without credentials; if the service \
             needs them, add `components.securitySchemes` and `security` with an overlay\n"
        }
    }
}

/// A note about a crate that compiles a part of its operations by default.
fn features_note(default: Option<&str>) -> String {
    default.map_or_else(String::new, |default| {
        format!(
            "note: the operations of each tag are a feature of the crate, of which `{default}` is on by default; the \
             feature `full` has all\n"
        )
    })
}

/// A note about a folder with the crate of another document, whose name the crate keeps.
fn document_note(earlier: Option<&str>, files: &FileTree, name: &str) -> String {
    let manifest = files.get("Cargo.toml").and_then(|text| Manifest::parse(text).ok());
    match (earlier, manifest.as_ref().and_then(Manifest::document)) {
        (Some(earlier), Some(now)) if earlier != now => format!(
            "note: the folder had the crate of `{earlier}`, whose name `{name}` is kept unless `--name` sets another; give \
             the crate of another service a folder of its own\n"
        ),
        _ => String::new(),
    }
}

fn note(workspace: Option<&Path>, folder: &str) -> String {
    workspace.map_or_else(String::new, |root| {
        format!(
            "note: {folder} is inside the workspace {}; add it to the `members` or `exclude` of that \
             workspace\n",
            root.display()
        )
    })
}

/// Prints the loss report, then the diagnostics and the verdict.
pub(super) fn check(flags: &Check) -> Result<CommandOutput, Failure> {
    let input = read(&flags.input)?;
    let checked = generator::check(&input, flags.report.deny_loss);
    let rejected = is_rejected(&checked.diagnostics, &flags.report);
    if flags.suggest_overlay {
        return Ok(CommandOutput {
            out: generator::suggest_overlay(&input),
            err: rendered(&input, &checked.diagnostics),
            rejected,
            is_err_last: true,
        });
    }
    Ok(match flags.report.format {
        Format::Json => CommandOutput {
            out: json_report(!rejected, None, &checked.diagnostics, &[], &checked.loss),
            rejected,
            ..CommandOutput::default()
        },
        Format::Text => {
            let Rendered { text, counts } = apart(&input, &checked.diagnostics);
            CommandOutput {
                out: checked.loss.to_string(),
                err: text
                    + &suggestion_note(checked.suggestions)
                    + &verdict(checked.operations, &counts),
                rejected,
                is_err_last: true,
            }
        }
    })
}

/// The last line: the number of operations, unless the document cannot be read, and of diagnostics.
fn verdict(operations: Option<usize>, counts: &str) -> String {
    let operations = match operations {
        None => String::new(),
        Some(1) => "1 operation; ".to_owned(),
        Some(number) => format!("{number} operations; "),
    };
    format!("{operations}{}\n", if counts.is_empty() { "no problems" } else { counts })
}

/// Prints the result of each stage for one name.
pub(super) fn explain(flags: &Explain) -> Result<CommandOutput, Failure> {
    let input = read(&flags.input)?;
    match generator::explain(&input, &flags.name) {
        Ok(out) => Ok(CommandOutput { out, ..CommandOutput::default() }),
        Err(ExplainError::Document(found)) => Ok(CommandOutput {
            err: rendered(&input, &found),
            rejected: true,
            ..CommandOutput::default()
        }),
        Err(unknown) => {
            let example = match &unknown {
                ExplainError::Unknown { operation: Some(name), .. } => {
                    format!(", such as the operation `{name}`")
                }
                _ => String::new(),
            };
            Err(Failure::new(unknown.to_string(), format!("use a name of the document{example}")))
        }
    }
}

fn rejection(
    input: &generator::Input,
    diagnostics: &[Diagnostic],
    loss: &generator::loss::Loss,
    report: &Report,
) -> CommandOutput {
    match report.format {
        Format::Json => CommandOutput {
            out: json_report(false, None, diagnostics, &[], loss),
            rejected: true,
            ..CommandOutput::default()
        },
        Format::Text => CommandOutput {
            err: rendered(input, diagnostics) + "nothing was written\n",
            rejected: true,
            ..CommandOutput::default()
        },
    }
}

/// Whether there is an error, or a warning that is denied.
fn is_rejected(diagnostics: &[Diagnostic], report: &Report) -> bool {
    let is_denied = |one: &Diagnostic| report.deny_warnings || one.severity == Severity::Error;
    diagnostics.iter().any(is_denied)
}

fn rendered(input: &generator::Input, diagnostics: &[Diagnostic]) -> String {
    let Rendered { text, counts } = apart(input, diagnostics);
    let end = if counts.is_empty() { "" } else { "\n" };
    format!("{text}{counts}{end}")
}

/// The diagnostics, and their number.
fn apart(input: &generator::Input, diagnostics: &[Diagnostic]) -> Rendered {
    let sources: Vec<_> = [&input.document].into_iter().chain(&input.overlays).collect();
    render_apart(diagnostics, &sources, is_terminal())
}

/// The manifest that the crate has already.
fn manifest(folder: &Path) -> Result<Option<Manifest>, Failure> {
    let path = folder.join("Cargo.toml");
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        text => text.map_err(|error| Failure::io("read", &path, &error))?,
    };
    let invalid = |error| {
        let message = format!("{} is not valid TOML: {error}", path.display());
        Failure::new(message, "correct it, or remove it to have a new one")
    };
    Manifest::parse(&text).map(Some).map_err(invalid)
}

/// The source of the runtime that the flags choose. Without a flag it is that of the present manifest, which is
/// `None`, or the folder of the repository of this command.
fn runtime(
    flags: &RuntimeFlags,
    krate: &Path,
    manifest: Option<&Manifest>,
) -> Result<Option<Runtime>, Failure> {
    if let Some(url) = &flags.runtime_git {
        return Ok(Some(Runtime::Git(url.clone())));
    }
    if let Some(version) = &flags.runtime_version {
        return Ok(Some(Runtime::Version(version.clone())));
    }
    if flags.runtime_path.is_none() && manifest.is_some_and(Manifest::has_runtime) {
        return Ok(None);
    }
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let of_repository = || here.parent().unwrap_or(&here).join("runtime");
    let folder = flags.runtime_path.clone().unwrap_or_else(of_repository);
    let text = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    if !text.contains("name = \"sdk-runtime\"") {
        let message = format!("{} is not the folder of sdk-runtime", folder.display());
        let remedy = "give the folder `runtime` of the generator's repository with `--runtime-path`, or another \
                      source with `--runtime-git` or `--runtime-version`";
        return Err(Failure::new(message, remedy));
    }
    let path = folder::relative(krate, &folder::absolute(&folder)?);
    Ok(Some(Runtime::Path(path)))
}

/// Reads the document and its overlays.
fn read(input: &Input) -> Result<generator::Input, Failure> {
    let overlays: Result<Vec<Source>, Failure> =
        input.overlay.iter().map(|path| read_file(path)).collect();
    let document = match input.document.as_os_str() == "-" {
        true => standard_input(),
        false => read_file(&input.document),
    };
    let selection = generator::Selection {
        operations: input.selection.operations.clone(),
        tags: input.selection.tags.clone(),
        paths: input.selection.paths.clone(),
    };
    Ok(generator::Input { document: document?, overlays: overlays?, selection })
}

fn read_file(path: &Path) -> Result<Source, Failure> {
    let shown = path.display().to_string();
    if shown.starts_with("https://") || shown.starts_with("http://") {
        let message = format!("{shown} is a URL, which is not fetched");
        return Err(Failure::new(message, "download the document, and give its path"));
    }
    let bytes = fs::read(path).map_err(|error| Failure::io("read", path, &error))?;
    source(shown, bytes)
}

fn standard_input() -> Result<Source, Failure> {
    const NAME: &str = "standard input";
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::io("read", Path::new(NAME), &error))?;
    source(NAME.to_owned(), bytes)
}

fn source(name: String, bytes: Vec<u8>) -> Result<Source, Failure> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source { name, text: text.into() }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("byte {at} of {name} is not UTF-8");
            Err(Failure::new(message, "save the document as UTF-8"))
        }
    }
}

/// The version of the format.
const VERSION: u32 = 1;

/// A crate that was written.
struct Krate<'a> {
    name: &'a str,
    folder: &'a str,
    files: usize,
    operations: usize,
}

/// The report, with a final line end.
fn json_report(
    ok: bool,
    krate: Option<&Krate<'_>>,
    diagnostics: &[Diagnostic],
    api: &[ApiChange],
    loss: &Loss,
) -> String {
    let json_change =
        |change: &ApiChange| json!({"effect": change.effect.to_string(), "what": change.what});
    let krate = krate.map(|krate| {
        json!({"name": krate.name, "folder": krate.folder, "files": krate.files, "operations": krate.operations})
    });
    let report = json!({
        "version": VERSION,
        "ok": ok,
        "crate": krate,
        "diagnostics": diagnostics.iter().map(json_diagnostic).collect::<Vec<_>>(),
        "api": api.iter().map(json_change).collect::<Vec<_>>(),
        "loss": loss.entries.iter().map(json_loss).collect::<Vec<_>>(),
    });
    format!("{report:#}\n")
}

fn json_diagnostic(one: &Diagnostic) -> Value {
    let position =
        |at: &SourcePosition| json!({"file": at.file, "line": at.line, "column": at.column});
    json!({
        "severity": one.severity.to_string(),
        "code": one.code,
        "pointer": one.pointer.as_ref().map(ToString::to_string),
        "place": one.position.as_ref().map(position),
        "found": one.found,
        "expected": one.expected,
        "remedy": one.remedy,
    })
}

fn json_loss(entry: &generator::loss::Entry) -> Value {
    let (word, why) = match entry.fate {
        Use::Used => ("used", None),
        Use::Documented => ("documented", None),
        Use::Ignored(why) => ("ignored", Some(why)),
        Use::Spare(why) => ("spare", Some(why)),
    };
    json!({
        "part": entry.part,
        "keyword": entry.keyword,
        "use": word,
        "why": why,
        "count": entry.count,
        "example": entry.example.to_string(),
    })
}
