//! The result of each stage for one operation, shape, error or waiter.

use crate::Input;
use crate::diagnostics::{Diagnostic, Diagnostics, nearest};
use crate::document::Document;
use crate::pointer::Pointer;
use crate::rust::RustCrate;
use crate::service::{Service, folded};
use std::fmt::{self, Debug, Write as _};

/// Why there is nothing to explain.
#[derive(Debug)]
pub enum ExplainError {
    /// The document has errors.
    Document(Vec<Diagnostic>),
    /// The service has nothing of that name.
    Unknown {
        /// The name.
        name: String,
        /// The most similar name of the service.
        similar: Option<String>,
        /// The name of an operation, as an example.
        operation: Option<String>,
    },
}

impl fmt::Display for ExplainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(diagnostics) => {
                write!(f, "the document has {} problem(s)", diagnostics.len())
            }
            Self::Unknown { name, similar, .. } => {
                write!(f, "no operation, shape, error or waiter is named `{name}`")?;
                match similar {
                    Some(similar) => write!(f, "; did you mean `{similar}`?"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for ExplainError {}

/// Prints the operation, shape, error or waiter of that name: its part of the document with overlays
/// applied, its part of the [`Service`](crate::service::Service) and of the
/// [`RustCrate`](crate::rust::RustCrate).
///
/// The name is that of the service, or the name of a method of the client. Case, `_` and `-` are
/// ignored: `CreateRoom`, `create_room`, `wait_until_room_exists`.
///
/// # Errors
///
/// Returns an error if the document has errors or nothing has that name.
pub fn explain(input: &Input, name: &str) -> Result<String, ExplainError> {
    let mut diagnostics = Diagnostics::default();
    let stages = run(input, &mut diagnostics);
    let Some(stages) = stages.filter(|_| !diagnostics.has_errors()) else {
        return Err(ExplainError::Document(diagnostics.into_vec()));
    };
    find(&stages, name).ok_or_else(|| ExplainError::Unknown {
        name: name.to_owned(),
        similar: nearest(name, names(&stages)).map(str::to_owned),
        operation: stages.service.operations.first().map(|operation| operation.name.clone()),
    })
}

/// The results of all stages before rendering.
struct Stages {
    document: Document,
    service: Service,
    krate: RustCrate,
}

fn run(input: &Input, diagnostics: &mut Diagnostics) -> Option<Stages> {
    let (document, selection) = input.load(diagnostics)?;
    // The stages use it up. Suggestions are not explained.
    let (stages, service) =
        crate::lower(document.clone(), selection, Default::default(), None, diagnostics)?;
    Some(Stages { document, service, krate: stages.krate })
}

fn find(stages: &Stages, name: &str) -> Option<String> {
    let wanted = folded(name);
    let wanted = wanted.strip_prefix("waituntil").unwrap_or(&wanted);
    let exact = names(stages).find(|known| *known == name);
    let name = exact.or_else(|| names(stages).find(|known| folded(known) == wanted))?;
    operation(stages, name)
        // The view of an error has its structure.
        .or_else(|| error(stages, name))
        .or_else(|| shape(stages, name))
        .or_else(|| waiter(stages, name))
}

/// The names of everything that can be explained.
fn names(stages: &Stages) -> impl Iterator<Item = &str> {
    let service = &stages.service;
    let operations = service.operations.iter().map(|each| each.name.as_str());
    let shapes = service.shapes.keys().map(String::as_str);
    let errors = service.errors.iter().map(|each| each.code.as_str());
    let waiters = service.waiters.iter().map(|each| each.name.as_str());
    operations.chain(shapes).chain(errors).chain(waiters)
}

fn operation(stages: &Stages, name: &str) -> Option<String> {
    let operation = stages.service.operation(name)?;
    let mut modules = stages.krate.operations.iter();
    let module = modules.find(|module| module.wire_name == name);
    let pointers = [
        Some(&operation.pointer),
        operation.input_pointer.as_ref(),
        operation.output.pointer.as_ref(),
    ];
    Some(view(stages, &pointers, operation, &module))
}

fn shape(stages: &Stages, name: &str) -> Option<String> {
    let shape = stages.service.shapes.get(name)?;
    let source = shape.pointer.to_string();
    let mut modules = stages.krate.types.iter();
    let module = modules.find(|module| module.item.source() == source);
    Some(view(stages, &[Some(&shape.pointer)], shape, &module))
}

fn error(stages: &Stages, name: &str) -> Option<String> {
    let mut errors = stages.service.errors.iter();
    let error = errors.find(|error| error.code == name)?;
    let mut variants = stages.krate.errors.iter();
    let variant = variants.find(|variant| variant.code == name);
    Some(view(stages, &[Some(&error.pointer)], error, &variant))
}

fn waiter(stages: &Stages, name: &str) -> Option<String> {
    let mut waiters = stages.service.waiters.iter();
    let waiter = waiters.find(|waiter| waiter.name == name)?;
    let mut modules = stages.krate.waiters.iter();
    let module = modules.find(|module| module.wire_name == name);
    Some(view(stages, &[Some(&waiter.pointer)], waiter, &module))
}

/// The sections of a view. `rust` is `None` for a shape that no operation uses.
fn view(
    stages: &Stages,
    pointers: &[Option<&Pointer>],
    service: &impl Debug,
    rust: &Option<impl Debug>,
) -> String {
    let mut text = String::new();
    let mut section = |title: &str, body: &str| {
        let _ = writeln!(text, "## {title}\n\n{}\n", body.trim_end());
    };
    let document = &stages.document;
    for pointer in pointers.iter().copied().flatten() {
        let value = pointer.resolve(&document.value);
        let yaml = value.and_then(|value| serde_yaml::to_string(value).ok());
        let at = document.sources.position(pointer);
        let at = at.map_or_else(String::new, |at| format!(", at {at}"));
        let title = format!("document with overlays: {pointer}{at}");
        section(&title, &yaml.unwrap_or_default());
    }
    section("service", &format!("{service:#?}"));
    let rust = match rust {
        Some(rust) => format!("{rust:#?}"),
        None => "not generated: no operation uses it".to_owned(),
    };
    section("rust", &rust);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    fn explained(document: &str, name: &str) -> Result<String, ExplainError> {
        let document = Source { name: "fixture.yaml".to_owned(), text: document.into() };
        let input = Input::of(document);
        explain(&input, name)
    }

    #[track_caller]
    fn check(document: &str, names: &[&str], expected: &[&str]) {
        for name in names {
            let text = explained(document, name).expect("the name is known");
            for part in expected {
                assert!(text.contains(part), "no {part:?} for {name} in\n{text}");
            }
        }
    }

    const ERRORS: &str = include_str!("openapi/fixtures/error_facts.yaml");
    const WAITERS: &str = include_str!("openapi/fixtures/waiters.yaml");

    #[test]
    fn every_stage_is_printed_for_names_in_any_case() {
        check(
            ERRORS,
            &["GetThing", "get_thing", "get-thing"],
            &[
                "## document with overlays: #/paths/",
                "## service\n\nOperation {",
                "## rust\n\nOperationModule {",
            ],
        );
        check(ERRORS, &["NotFound"], &["ServiceError {", "ErrorVariant {"]);
        check(
            WAITERS,
            &["ThingReady", "thing_ready", "wait_until_thing_ready"],
            &["x-waiters/ThingReady, at fixture.yaml:", "Waiter {", "WaiterModule {"],
        );
    }

    #[test]
    fn an_unknown_name_is_an_error_with_a_similar_name() {
        let error = explained(ERRORS, "GetThin").expect_err("there is no such name");
        let message = error.to_string();
        assert!(message.contains("`GetThin`; did you mean `GetThing`?"), "{message}");
        explained(WAITERS, "wait_until_nothing").expect_err("there is no such waiter");
    }
}
