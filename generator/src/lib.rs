//! Turns an OpenAPI document into a Rust SDK.
//!
//! Each stage has one entry function and knows nothing of the later stages:
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`document`] | texts of the document and its overlays | one JSON value |
//! | `openapi`, `normalize` | the JSON value | the same, in one dialect for all versions of OpenAPI |
//! | `aws` | the JSON value | the same, with the conventions of AWS documents made explicit |
//! | `openapi`, `read` | the JSON value | a [`service::Service`]: operations, shapes, HTTP bindings |
//! | [`rust`] | the service | a [`rust::RustCrate`]: names, types, documentation |
//! | [`render`] | the crate | a [`FileTree`] |
//!
//! [`generate`] runs them all. It is pure: no clock, no disk, no environment; the same input gives
//! the same bytes. A stage reports what it cannot use to [`diagnostics`], with position and remedy,
//! and nothing is generated if a diagnostic is an error.

pub mod api;
pub mod diagnostics;
pub mod document;
pub mod loss;
pub mod output;
pub mod pointer;
pub mod render;
pub mod rust;
pub mod rustfmt;
pub mod service;
pub mod source;

mod aws;
mod explain;
mod file_tree;
mod openapi;
mod package;
mod select;
mod suggest;

pub use explain::{ExplainError, explain};
pub use file_tree::FileTree;
pub use package::{Manifest, Package, Runtime};
pub use select::Selection;
pub use suggest::suggest_overlay;

use diagnostics::{Diagnostic, Diagnostics};
use document::{Document, Source, Sources};
use loss::Loss;
use openapi::report::Report;
use rust::RustCrate;
use serde_json::Value;
use service::Service;

/// The maximum number of operations of a crate that compiles all of them by default: rustc needs about 10 KB of memory for
/// each line, and an operation has some 300 lines.
const MOST_UNDIVIDED: usize = 4000;

/// The input of the generator.
#[derive(Clone, Debug)]
pub struct Input {
    /// The OpenAPI document, in YAML or JSON.
    pub document: Source,
    /// Overlays, in the order in which they are applied.
    pub overlays: Vec<Source>,
    /// The operations that are generated.
    pub selection: Selection,
}

impl Input {
    /// All operations of a document without overlays.
    pub fn of(document: Source) -> Self {
        Self { document, overlays: Vec::new(), selection: Selection::default() }
    }

    /// The document with its overlays applied, and the operations that are not selected removed. The selection has one
    /// name or tag in each string.
    fn load(&self, diagnostics: &mut Diagnostics) -> Option<(Document, Selection)> {
        let mut document = document::load(&self.document, &self.overlays, diagnostics)?;
        let selection = select::select(&mut document, &self.selection, diagnostics);
        Some((document, selection))
    }
}

/// A generated SDK.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files of the crate's `src`, its `API.txt`, and of a whole crate those around them.
    pub files: FileTree,
    /// The name of the crate, if it is a whole crate.
    pub name: Option<String>,
    /// The number of operations.
    pub operations: usize,
    /// The warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of suggestions of [`suggest_overlay`], and how many of them are doubtful.
    pub suggestions: (usize, usize),
    /// Whether the document states how calls are authenticated.
    pub authenticated: bool,
    /// The Cargo feature that is on by default, if the operations of each tag are compiled with a feature of their own.
    pub default_feature: Option<String>,
}

impl Generated {
    /// What is known before the files are printed.
    fn of(stages: &Stages) -> Self {
        let Stages { krate, suggestions, .. } = stages;
        let service = &krate.service;
        Self {
            files: FileTree::default(),
            name: None,
            operations: krate.operations.len(),
            diagnostics: Vec::new(),
            suggestions: *suggestions,
            default_feature: krate.features.as_ref().map(|features| features.default.to_string()),
            authenticated: service.aws.is_some() || !service.security.schemes.is_empty(),
        }
    }
}

/// Generates the SDK for a document: the source files of the crate `name`.
///
/// # Errors
///
/// Returns all diagnostics, warnings included, if at least one is an error.
pub fn generate(input: &Input, name: &str) -> Result<Generated, Vec<Diagnostic>> {
    with_diagnostics(|diagnostics| {
        let (stages, _) = run(input, Some(name), diagnostics)?;
        let generated = Generated::of(&stages);
        Some(Generated { files: print(stages, diagnostics)?, ..generated })
    })
}

/// Generates the SDK for a document as a whole crate: sources, manifest, README, notice and example.
///
/// # Errors
///
/// Returns all diagnostics, warnings included, if at least one is an error.
pub fn generate_crate(input: &Input, package: &Package) -> Result<Generated, Vec<Diagnostic>> {
    with_diagnostics(|diagnostics| {
        let (mut stages, service) = run(input, package.chosen_name(), diagnostics)?;
        if package.tag_features || service.operations.len() > MOST_UNDIVIDED {
            rust::divide(&mut stages.krate, &service);
        }
        drop(service);
        let generated = Generated::of(&stages);
        let name = Some(stages.name.clone());
        let around = package::Crate::new(package, &stages);
        let around = around.map_err(|defect| report_defect(&defect, diagnostics)).ok()?;
        let mut files = print(stages, diagnostics)?;
        let around = around.files(package, &files);
        let around = around.map_err(|defect| report_defect(&defect, diagnostics)).ok()?;
        for (path, text) in around.iter() {
            files.insert(path.to_owned(), text.to_owned());
        }
        Some(Generated { files, name, ..generated })
    })
}

fn with_diagnostics(
    work: impl FnOnce(&mut Diagnostics) -> Option<Generated>,
) -> Result<Generated, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    match work(&mut diagnostics).filter(|_| !diagnostics.has_errors()) {
        Some(generated) => Ok(Generated { diagnostics: diagnostics.into_vec(), ..generated }),
        None => Err(diagnostics.into_vec()),
    }
}

/// The result of checking a document.
#[derive(Clone, Debug)]
pub struct Checked {
    /// All diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// The loss report; empty if the text is not a document that can be read.
    pub loss: Loss,
    /// The number of suggestions of [`suggest_overlay`], and how many of them are doubtful.
    pub suggestions: (usize, usize),
    /// The number of operations that the document has, or that are selected; `None` if it cannot be read.
    pub operations: Option<usize>,
}

/// Checks a document as [`generate`] does, and reports how every keyword is used. With `deny_loss` a keyword
/// by which something is lost is an error.
pub fn check(input: &Input, deny_loss: bool) -> Checked {
    let mut diagnostics = Diagnostics::default();
    let loaded = input.load(&mut diagnostics);
    let readable = loaded.as_ref().map(|(document, _)| document).filter(|document| {
        let mut unread = Diagnostics::default();
        openapi::is_readable(&document.value, &mut Report::new(&document.sources, &mut unread))
    });
    let loss = readable.map(|document| Loss::of(&document.value)).unwrap_or_default();
    let suggestions = readable.map(|document| suggest::count(&document.value));
    let operations = readable.map(|document| openapi::walk::operations(&document.value).count());
    let suggestions = suggestions.unwrap_or_default();
    if let Some((document, selection)) = loaded {
        if deny_loss {
            loss.deny(&document.sources, &mut diagnostics);
        }
        let stages = lower(document, selection, suggestions, None, &mut diagnostics);
        let files = stages.and_then(|(stages, _)| print(stages, &mut diagnostics));
        if let Some(Err(defect)) = files.map(|files| render::verify(&files)) {
            report_defect(&defect, &mut diagnostics);
        }
    }
    Checked { diagnostics: diagnostics.into_vec(), loss, suggestions, operations }
}

/// Reads the service that a document describes.
///
/// Reports every problem of the document; `None` if there is an error. A document of another kind gets one
/// diagnostic and no more.
pub fn interpret(document: &Document, diagnostics: &mut Diagnostics) -> Option<Service> {
    let Document { value, sources } = document;
    read(value.clone(), &mut report_of(value, sources, diagnostics)?)
}

/// A report about what is generated; `None` for a document of another kind. What AWS's documents refer to shows only when
/// their conventions are made explicit, so that their components all count as used.
fn report_of<'a>(
    document: &Value,
    sources: &'a Sources,
    diagnostics: &'a mut Diagnostics,
) -> Option<Report<'a>> {
    if !openapi::is_readable(document, &mut Report::new(sources, diagnostics)) {
        return None;
    }
    Some(match aws::is_aws(document) {
        true => Report::new(sources, diagnostics),
        false => Report::of_used(document, sources, diagnostics),
    })
}

/// Reads the service of a document that can be read.
fn read(mut document: Value, report: &mut Report<'_>) -> Option<Service> {
    // What AWS's documents state shows in the original; they are small.
    let original = aws::is_aws(&document).then(|| document.clone());
    if original.as_ref().is_some_and(|original| !aws::is_supported(original, report)) {
        return None;
    }
    openapi::normalize(&mut document, report);
    match &original {
        Some(original) => aws::check(original, report),
        None => {
            openapi::ignore_stated_headers(&mut document, report);
            openapi::describe_bodies(&mut document, report);
            openapi::name_shared_types(&mut document);
        }
    }
    openapi::check(&document, report);
    if report.has_errors() {
        openapi::correct_types(&mut document);
    }
    let Some(original) = original else {
        return openapi::read(document, report);
    };
    aws::make_explicit(&mut document, report);
    // A missing identity ends the run after the service is read, so that all problems are reported.
    let identity = aws::service(&original, report);
    let mut service = openapi::read(document, report)?;
    aws::complete(&original, &mut service, identity?);
    Some(service)
}

/// The results of the stages before rendering.
struct Stages {
    selection: Selection,
    /// The texts of the document.
    origins: Vec<api::Origin>,
    provenance: package::Provenance,
    suggestions: (usize, usize),
    /// The crate's name for cargo.
    name: String,
    krate: RustCrate,
}

fn run(
    input: &Input,
    name: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<(Stages, Service)> {
    let (document, selection) = input.load(diagnostics)?;
    let suggestions = suggest::count(&document.value);
    lower(document, selection, suggestions, name, diagnostics)
}

/// Each result of a large document has hundreds of megabytes, so that none is kept longer than it is needed.
fn lower(
    document: Document,
    selection: Selection,
    suggestions: (usize, usize),
    name: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<(Stages, Service)> {
    let Document { value, sources } = document;
    let mut report = report_of(&value, &sources, diagnostics)?;
    let origins = api::Origin::of(&sources);
    let provenance = package::Provenance::of(&value);
    let mut service = read(value, &mut report)?;
    report_collisions(&service, &mut report);
    drop(sources);
    let name = name.map_or_else(|| package::default_name(&service.id), str::to_owned);
    // AWS's own variables have the id of the service; those of others are named after the crate.
    if service.aws.is_none() {
        service.id = package::service_id(&name).to_owned();
    }
    let binary = package::binary_name(&service.id);
    let krate = RustCrate { binary, ..rust::lower(&service, &name) };
    let stages = Stages { selection, origins, provenance, suggestions, name, krate };
    Some((stages, service))
}

fn print(stages: Stages, diagnostics: &mut Diagnostics) -> Option<FileTree> {
    let api = api::text(&stages.krate, &stages.origins);
    let files = render::render(stages.krate);
    let mut files = files.map_err(|defect| report_defect(&defect, diagnostics)).ok()?;
    files.insert(api::API_FILE.to_owned(), api);
    Some(files)
}

/// Warns of names that are equal in Rust: they are not named as their document suggests.
fn report_collisions(service: &Service, report: &mut Report<'_>) {
    const SHOWN: usize = 4;
    for collision in rust::collisions(service) {
        let names = collision.names.iter().take(SHOWN);
        let mut names: Vec<_> = names.map(|(name, rust)| format!("`{name}` ({rust})")).collect();
        match collision.names.len() - names.len() {
            0 => {}
            more => names.push(format!("{more} more")),
        }
        let last = names.pop().unwrap_or_default();
        report
            .warning("colliding-names", &collision.pointer)
            .found(format!(
                "{} that are equal in Rust: {} and {last}",
                collision.kind,
                names.join(", ")
            ))
            .expected("names that differ in more than case and symbols")
            .remedy(format!(
                "use the names in parentheses, or remove all but one of the {} in an overlay",
                collision.kind
            ));
    }
}

fn report_defect(defect: &render::RenderError, diagnostics: &mut Diagnostics) {
    diagnostics
        .error("generator-defect")
        .found(defect.to_string())
        .expected("valid Rust for every document")
        .remedy("report this with the document: it is a defect of the generator");
}
