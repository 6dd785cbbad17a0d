//! Turns an AWS rest-json document of the APIs.guru directory into a Rust SDK.
//!
//! The data goes one way, through one entry function of each stage:
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`document`] | texts of the document and its overlays | one JSON value |
//! | [`dialect`] | the JSON value | a [`service::Service`]: what is on the wire |
//! | [`rust`] | the service | a [`rust::RustCrate`]: names, types, documentation |
//! | [`render`] | the crate | a [`FileTree`] |
//!
//! [`generate`] runs them all. It is pure: no clock, no disk, no environment; the same input gives
//! the same bytes. What a stage cannot use it reports to [`diagnostics`], with the place and a remedy,
//! and nothing comes out as long as one of the reports is an error.

pub mod diagnostics;
pub mod dialect;
pub mod document;
pub mod loss;
pub mod pointer;
pub mod render;
pub mod rust;
pub mod rustfmt;
pub mod service;
pub mod source;

mod explain;
mod file_tree;
mod package;
mod suggest;

pub use explain::{ExplainError, explain};
pub use file_tree::FileTree;
pub use package::Package;
pub use suggest::suggest_overlay;

use diagnostics::{Diagnostic, Diagnostics};
use document::{Document, Source};
use loss::Loss;
use rust::RustCrate;
use service::Service;

/// What an SDK is generated from.
#[derive(Clone, Debug)]
pub struct Input {
    /// The OpenAPI document, in YAML or JSON.
    pub document: Source,
    /// Overlays, in the order in which they are applied.
    pub overlays: Vec<Source>,
}

/// A generated SDK.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files of the crate's `src`, and those around it when a whole crate was asked for.
    pub files: FileTree,
    /// The name of the crate, when a whole one was asked for.
    pub name: Option<String>,
    /// How many operations it calls.
    pub operations: usize,
    /// Warnings: what somebody should look at although the result is usable.
    pub diagnostics: Vec<Diagnostic>,
    /// How many facts [`suggest_overlay`] suggests, which the document has probably lost.
    pub suggestions: usize,
}

/// Generates the SDK for a document: the source files of the crate `name`.
///
/// # Errors
///
/// Every problem that was found, errors and warnings, when at least one is an error.
pub fn generate(input: &Input, name: &str) -> Result<Generated, Vec<Diagnostic>> {
    with_diagnostics(|diagnostics| {
        let stages = run(input, Some(name), diagnostics)?;
        let files = print(&stages, diagnostics)?;
        Some((stages, files, None))
    })
}

/// Generates the SDK for a document as a whole crate: sources, manifest, read-me, notice, example.
///
/// # Errors
///
/// Every problem that was found, errors and warnings, when at least one is an error.
pub fn generate_crate(input: &Input, package: &Package) -> Result<Generated, Vec<Diagnostic>> {
    with_diagnostics(|diagnostics| {
        let stages = run(input, package.name.as_deref(), diagnostics)?;
        let mut files = print(&stages, diagnostics)?;
        match package::files(package, &stages, &files) {
            Ok(around) => {
                let name = stages.name.clone();
                for (path, text) in around.iter() {
                    files.insert(path.to_owned(), text.to_owned());
                }
                Some((stages, files, Some(name)))
            }
            Err(defect) => {
                report_defect(&defect, diagnostics);
                None
            }
        }
    })
}

fn with_diagnostics(
    work: impl FnOnce(&mut Diagnostics) -> Option<(Stages, FileTree, Option<String>)>,
) -> Result<Generated, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    match work(&mut diagnostics) {
        Some((stages, files, name)) if !diagnostics.has_errors() => Ok(Generated {
            files,
            name,
            operations: stages.krate.operations.len(),
            diagnostics: diagnostics.into_vec(),
            suggestions: suggest::count(&stages.document.value),
        }),
        _ => Err(diagnostics.into_vec()),
    }
}

/// What is said about a document without making anything of it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Every problem that was found.
    pub diagnostics: Vec<Diagnostic>,
    /// Every keyword and what becomes of it; nothing for a text that is no document.
    pub loss: Loss,
    /// How many facts [`suggest_overlay`] suggests, which the document has probably lost.
    pub suggestions: usize,
}

/// Looks for problems as [`generate`] does, and says what becomes of every keyword. With `deny_loss`
/// a keyword by which something is lost is an error.
pub fn check(input: &Input, deny_loss: bool) -> Checked {
    let mut diagnostics = Diagnostics::default();
    let document = document::load(&input.document, &input.overlays, &mut diagnostics);
    let loss = document.as_ref().map(|document| Loss::of(&document.value));
    let loss = loss.unwrap_or_default();
    let suggestions = document
        .as_ref()
        .map(|document| suggest::count(&document.value));
    if let Some(document) = document {
        if deny_loss {
            loss.deny(&document, &mut diagnostics);
        }
        let stages = interpret(document, None, &mut diagnostics);
        stages.and_then(|stages| print(&stages, &mut diagnostics));
    }
    Checked {
        diagnostics: diagnostics.into_vec(),
        loss,
        suggestions: suggestions.unwrap_or_default(),
    }
}

/// What the stages made, up to the printing.
struct Stages {
    document: Document,
    service: Service,
    /// The crate's name for cargo.
    name: String,
    krate: RustCrate,
}

fn run(input: &Input, name: Option<&str>, diagnostics: &mut Diagnostics) -> Option<Stages> {
    let document = document::load(&input.document, &input.overlays, diagnostics)?;
    interpret(document, name, diagnostics)
}

fn interpret(
    document: Document,
    name: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<Stages> {
    let service = dialect::interpret(&document, diagnostics)?;
    let name = name.map_or_else(|| package::default_name(&service.id), str::to_owned);
    let krate = rust::lower(&service, &name);
    Some(Stages {
        document,
        service,
        name,
        krate,
    })
}

fn print(stages: &Stages, diagnostics: &mut Diagnostics) -> Option<FileTree> {
    render::render(&stages.krate)
        .map_err(|defect| report_defect(&defect, diagnostics))
        .ok()
}

fn report_defect(defect: &render::RenderError, diagnostics: &mut Diagnostics) {
    diagnostics
        .error("generator-defect")
        .found(defect.to_string())
        .expected("Rust that can be printed from every document")
        .remedy("report this with the document: the generator is at fault, not the document");
}
