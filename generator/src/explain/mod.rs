//! What each stage made of one thing of the document.

mod rust_view;
mod service_view;

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
                write!(f, "no operation, shape or error is called `{name}`")?;
                match similar {
                    Some(similar) => write!(f, "; did you mean `{similar}`?"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for ExplainError {}

/// What each stage made of the operation, structure, enum or error of that name.
///
/// # Errors
///
/// When the document has errors, or nothing has that name.
pub fn explain(input: &Input, name: &str) -> Result<String, ExplainError> {
    let mut diagnostics = Diagnostics::default();
    let stages = crate::run(input, &mut diagnostics);
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
        if let Some(place) = stages.document.place(pointer) {
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
    operation(stages, name)
        .or_else(|| shape(stages, name))
        .or_else(|| error(stages, name))
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

fn section(text: &mut String, title: &str, body: &str) {
    let _ = writeln!(text, "## {title}\n\n{}\n", body.trim_end());
}

/// The name that a misspelt one stands for.
fn similar(stages: &Stages, name: &str) -> Option<String> {
    let service = &stages.service;
    let operations = service
        .operations
        .iter()
        .map(|operation| operation.name.as_str());
    let shapes = service.shapes.keys().map(String::as_str);
    let errors = service.errors.iter().map(|error| error.code.as_str());
    nearest(name, operations.chain(shapes).chain(errors)).map(str::to_owned)
}
