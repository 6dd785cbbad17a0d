//! What each stage made of one thing of the document.

mod rust_view;
mod service_view;
#[cfg(test)]
mod tests;
mod waiter_view;

use crate::diagnostics::{Diagnostic, Diagnostics, nearest};
use crate::document::Pointer;
use crate::render::file_stem;
use crate::rust::TypeItem;
use crate::{Input, Stages};
use std::fmt::{self, Write as _};

/// Why there is nothing to explain.
#[derive(Debug)]
pub enum ExplainError {
    /// The document has problems.
    Document(Vec<Diagnostic>),
    /// Nothing has that name.
    Unknown {
        /// The name that was asked for.
        name: String,
        /// The name that was probably meant.
        similar: Option<String>,
    },
}

impl fmt::Display for ExplainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(diagnostics) => {
                write!(f, "the document has {} problem(s)", diagnostics.len())
            }
            Self::Unknown { name, similar } => {
                write!(f, "no operation, shape, error or waiter is called `{name}`")?;
                match similar {
                    Some(similar) => write!(f, "; did you mean `{similar}`?"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for ExplainError {}

/// What each stage made of the operation, structure, enum, error or waiter of that name, which is the service's
/// or, but for capitals and what parts its words, one that comes of it: `create_stage`, `wait_until_stage_deleted`.
///
/// # Errors
///
/// When the document has errors, or nothing has that name.
pub fn explain(input: &Input, name: &str) -> Result<String, ExplainError> {
    let mut diagnostics = Diagnostics::default();
    let stages = crate::run(input, None, &mut diagnostics);
    let printed = stages.and_then(|stages| {
        let files = crate::print(&stages, &mut diagnostics)?;
        Some((stages, files))
    });
    let Some((stages, files)) = printed.filter(|_| !diagnostics.has_errors()) else {
        return Err(ExplainError::Document(diagnostics.into_vec()));
    };

    let found = find(&stages, name);
    let Some(view) = found else {
        return Err(ExplainError::Unknown {
            name: name.to_owned(),
            similar: similar(&stages, name),
        });
    };
    let mut text = String::new();
    for pointer in &view.pointers {
        section(
            &mut text,
            &format!("document, overlays applied: {pointer}"),
            &{
                pointer
                    .resolve(&stages.document.value)
                    .and_then(|value| serde_yaml::to_string(value).ok())
                    .unwrap_or_default()
            },
        );
        if let Some(place) = stages.document.position(pointer) {
            let _ = writeln!(text, "# at {place}");
        }
    }
    section(&mut text, "service: what is on the wire", &view.service);
    section(&mut text, "rust: what was decided", &view.rust);
    if let Some(file) = files.get(&view.file) {
        section(&mut text, &format!("file: {}", view.file), file);
    }
    Ok(text)
}

/// One thing, as the stages see it.
struct View {
    pointers: Vec<Pointer>,
    service: String,
    rust: String,
    file: String,
}

fn find(stages: &Stages, name: &str) -> Option<View> {
    let asked = plain(name);
    let is_asked = |known: &&str| plain(known) == asked;
    called(stages, name)
        .or_else(|| called(stages, names(stages).find(is_asked)?))
        .or_else(|| {
            let asked = asked.strip_prefix("waituntil")?;
            let mut waiters = stages.service.waiters.iter();
            waiter(
                stages,
                &waiters.find(|each| plain(&each.name) == asked)?.name,
            )
        })
}

/// What has exactly that name.
fn called(stages: &Stages, name: &str) -> Option<View> {
    operation(stages, name)
        .or_else(|| shape(stages, name))
        .or_else(|| error(stages, name))
        .or_else(|| waiter(stages, name))
}

/// A name without capitals and what parts its words.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|each| each.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The service's names of everything that can be explained.
fn names(stages: &Stages) -> impl Iterator<Item = &str> {
    let service = &stages.service;
    let operations = service.operations.iter().map(|each| each.name.as_str());
    let shapes = service.shapes.keys().map(String::as_str);
    let errors = service.errors.iter().map(|each| each.code.as_str());
    let waiters = service.waiters.iter().map(|each| each.name.as_str());
    operations.chain(shapes).chain(errors).chain(waiters)
}

fn operation(stages: &Stages, name: &str) -> Option<View> {
    let operation = stages.service.operation(name)?;
    let module = stages
        .krate
        .operations
        .iter()
        .find(|module| module.wire_name == name)?;
    let mut pointers = vec![operation.pointer.clone()];
    pointers.extend(operation.input_pointer.clone());
    pointers.extend(operation.output.pointer.clone());
    Some(View {
        pointers,
        service: service_view::operation(operation),
        rust: rust_view::operation(module),
        file: format!("src/operations/{}.rs", file_stem(&module.module)),
    })
}

fn shape(stages: &Stages, name: &str) -> Option<View> {
    let shape = stages.service.shapes.get(name)?;
    let source = shape.pointer.to_string();
    let module = stages.krate.types.iter().find(|module| match &module.item {
        TypeItem::Structure(item) => item.source == source,
        TypeItem::Enumeration(item) => item.source == source,
        TypeItem::Union(item) => item.source == source,
    });
    Some(View {
        pointers: vec![shape.pointer.clone()],
        service: service_view::shape(shape),
        rust: match module {
            Some(module) => rust_view::item(&module.item),
            None => "not generated: no operation reaches it".to_owned(),
        },
        file: module
            .map(|module| format!("src/types/{}.rs", file_stem(&module.module)))
            .unwrap_or_default(),
    })
}

fn error(stages: &Stages, name: &str) -> Option<View> {
    let error = stages
        .service
        .errors
        .iter()
        .find(|error| error.code == name)?;
    let variant = stages
        .krate
        .errors
        .iter()
        .find(|variant| variant.code == name)?;
    Some(View {
        pointers: vec![error.pointer.clone()],
        service: service_view::error(error, stages.service.operations.iter()),
        rust: rust_view::error(variant),
        file: "src/error.rs".to_owned(),
    })
}

fn waiter(stages: &Stages, name: &str) -> Option<View> {
    let mut waiters = stages.service.waiters.iter();
    let waiter = waiters.find(|waiter| waiter.name == name)?;
    let source = waiter.pointer.to_string();
    let mut modules = stages.krate.waiters.iter();
    let module = modules.find(|module| module.source == source)?;
    Some(View {
        pointers: vec![waiter.pointer.clone()],
        service: waiter_view::service(waiter),
        rust: waiter_view::rust(module),
        file: format!("src/waiters/{}.rs", file_stem(&module.module)),
    })
}

fn section(text: &mut String, title: &str, body: &str) {
    let _ = writeln!(text, "## {title}\n\n{}\n", body.trim_end());
}

/// The name that a misspelt one stands for.
fn similar(stages: &Stages, name: &str) -> Option<String> {
    nearest(name, names(stages)).map(str::to_owned)
}
