//! What each command does.

use std::path::{Path, PathBuf};

use generator::diagnostics::{Diagnostic, Severity, render};
use generator::{ExplainError, Package};

use super::folder::{self, Folder};
use super::json::{self, Krate};
use super::{Check, Explain, Failure, Format, Generate, Report, Said, colour, read};

/// Writes the crate, unless a problem forbids it.
pub(super) fn generate(flags: &Generate) -> Result<Said, Failure> {
    if let Some(name) = flags.name.as_deref().filter(|name| !Package::is_name(name)) {
        return Err(Failure::new(
            format!("`{name}` is no name for this crate"),
            "use small letters, digits and single `-`, and no name that Rust or one of its dependencies has",
        ));
    }
    // Before anything else, so that nobody waits for what cannot be written.
    let folder = Folder::claim(&flags.out)?;
    let runtime = runtime(flags.runtime_path.as_deref())?;
    let package = Package {
        name: flags.name.clone(),
        runtime: folder.relative(&runtime),
    };
    let input = read::input(&flags.input)?;
    // What is lost is looked at only by those who ask for it.
    let asks = flags.report.deny_loss || flags.report.format == Format::Json;
    let checked = asks.then(|| generator::check(&input, flags.report.deny_loss));
    let refused = checked
        .as_ref()
        .is_some_and(|checked| has_errors(&checked.diagnostics));
    let loss = checked
        .as_ref()
        .map(|checked| checked.loss.clone())
        .unwrap_or_default();
    let generated = match checked {
        Some(checked) if refused => Err(checked.diagnostics),
        _ => generator::generate_crate(&input, &package),
    };
    let mut generated = match generated {
        Ok(generated) => generated,
        Err(diagnostics) => return Ok(refusal(&input, &diagnostics, &loss, &flags.report)),
    };
    generator::rustfmt::format(&mut generated.files)
        .map_err(|error| Failure::new(error.to_string(), error.remedy()))?;
    let changes = folder.write(&generated.files)?;
    let shown = flags.out.display().to_string();
    let name = generated.name.unwrap_or_default();
    let krate = Krate {
        name: &name,
        folder: &shown,
        files: generated.files.len(),
        operations: generated.operations,
    };
    Ok(match flags.report.format {
        Format::Json => Said {
            out: json::report(Some(&krate), &generated.diagnostics, &loss),
            ..Said::default()
        },
        Format::Text => Said {
            out: format!(
                "{name}: {} operations, {} files in {shown} ({changes})\n",
                krate.operations, krate.files
            ),
            err: rendered(&input, &generated.diagnostics)
                + &lost(generated.suggestions)
                + &note(folder.enclosing().as_deref(), &shown),
            refused: false,
        },
    })
}

/// What the document has probably lost is silently wrong on the wire, so that it is said.
fn lost(suggestions: usize) -> String {
    let facts = match suggestions {
        0 => return String::new(),
        1 => "1 fact".to_owned(),
        many => format!("{many} facts"),
    };
    format!(
        "note: names and shapes hint at {facts} that the document has lost; `generator check DOCUMENT \
         --suggest-overlay` writes an overlay that puts them back\n"
    )
}

fn note(workspace: Option<&Path>, folder: &str) -> String {
    workspace.map_or_else(String::new, |root| {
        format!(
            "note: {folder} lies in the workspace {}; cargo builds it once it is among the `members` \
             or `exclude` of that workspace\n",
            root.display()
        )
    })
}

/// Says what is wrong and what is lost.
pub(super) fn check(flags: &Check) -> Result<Said, Failure> {
    let input = read::input(&flags.input)?;
    let checked = generator::check(&input, flags.report.deny_loss);
    let refused = has_errors(&checked.diagnostics);
    if flags.suggest_overlay {
        return Ok(Said {
            out: generator::suggest_overlay(&input),
            err: rendered(&input, &checked.diagnostics),
            refused,
        });
    }
    Ok(match flags.report.format {
        Format::Json => Said {
            out: json::report(None, &checked.diagnostics, &checked.loss),
            refused,
            ..Said::default()
        },
        Format::Text => Said {
            out: checked.loss.to_string(),
            err: rendered(&input, &checked.diagnostics) + &lost(checked.suggestions),
            refused,
        },
    })
}

/// Says what each stage made of one thing.
pub(super) fn explain(flags: &Explain) -> Result<Said, Failure> {
    let input = read::input(&flags.input)?;
    match generator::explain(&input, &flags.name) {
        Ok(out) => Ok(Said {
            out,
            ..Said::default()
        }),
        Err(ExplainError::Document(found)) => Ok(Said {
            err: rendered(&input, &found),
            refused: true,
            ..Said::default()
        }),
        Err(unknown) => Err(Failure::new(
            unknown.to_string(),
            "names are those of the document, such as `CreateStage` or `Participant`",
        )),
    }
}

fn refusal(
    input: &generator::Input,
    diagnostics: &[Diagnostic],
    loss: &generator::loss::Loss,
    report: &Report,
) -> Said {
    match report.format {
        Format::Json => Said {
            out: json::report(None, diagnostics, loss),
            refused: true,
            ..Said::default()
        },
        Format::Text => Said {
            err: rendered(input, diagnostics) + "nothing was written\n",
            refused: true,
            ..Said::default()
        },
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error)
}

fn rendered(input: &generator::Input, diagnostics: &[Diagnostic]) -> String {
    let sources: Vec<_> = [&input.document]
        .into_iter()
        .chain(&input.overlays)
        .collect();
    render(diagnostics, &sources, colour())
}

/// The folder of the runtime: the one that is named, or the one beside this command's own source.
fn runtime(named: Option<&Path>) -> Result<PathBuf, Failure> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let beside = || here.parent().unwrap_or(&here).join("runtime");
    let folder = named.map_or_else(beside, Path::to_owned);
    let manifest = folder.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest).unwrap_or_default();
    if !text.contains("name = \"sdk-runtime\"") {
        let message = format!("{} is not the folder of sdk-runtime", folder.display());
        let remedy =
            "give the folder `runtime` of the generator's repository with `--runtime-path`";
        return Err(Failure::new(message, remedy));
    }
    folder::absolute(&folder)
}
