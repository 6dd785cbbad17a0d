//! What each stage made of one thing of the document.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::Pointer;
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
        /// Names that come near.
        similar: Vec<String>,
    },
}

impl fmt::Display for ExplainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(diagnostics) => {
                write!(f, "the document has {} problem(s)", diagnostics.len())
            }
            Self::Unknown { name, similar } if similar.is_empty() => {
                write!(f, "no operation, shape or error is called `{name}`")
            }
            Self::Unknown { name, similar } => {
                let similar: Vec<String> = similar.iter().map(|name| format!("`{name}`")).collect();
                write!(
                    f,
                    "no operation, shape or error is called `{name}`; did you mean {}?",
                    similar.join(", ")
                )
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
        service: format!("{operation:#?}"),
        rust: format!("{module:#?}"),
        file: format!("src/operations/{}.rs", module.module),
    })
}

fn shape(stages: &Stages, name: &str) -> Option<View> {
    let shape = stages.service.shapes.get(name)?;
    let source = shape.pointer.to_string();
    let module = stages.krate.types.iter().find(|module| match &module.item {
        TypeItem::Structure(item) => item.source == source,
        TypeItem::Enumeration(item) => item.source == source,
    });
    Some(View {
        pointers: vec![shape.pointer.clone()],
        service: format!("{shape:#?}"),
        rust: match module {
            Some(module) => format!("{:#?}", module.item),
            None => "not generated: no operation reaches it".to_owned(),
        },
        file: module
            .map(|module| format!("src/types/{}.rs", module.module))
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
        .find(|variant| variant.code == name);
    Some(View {
        pointers: vec![error.pointer.clone()],
        service: format!("{error:#?}"),
        rust: variant
            .map(|variant| format!("{variant:#?}"))
            .unwrap_or_default(),
        file: "src/error.rs".to_owned(),
    })
}

fn section(text: &mut String, title: &str, body: &str) {
    let _ = writeln!(text, "## {title}\n\n{}\n", body.trim_end());
}

/// Names that contain the one asked for or are contained in it, whatever their case.
fn similar(stages: &Stages, name: &str) -> Vec<String> {
    let service = &stages.service;
    let wanted = name.to_lowercase().replace(['_', '-'], "");
    let operations = service
        .operations
        .iter()
        .map(|operation| operation.name.clone());
    let errors = service.errors.iter().map(|error| error.code.clone());
    operations
        .chain(service.shapes.keys().cloned())
        .chain(errors)
        .filter(|candidate| {
            let candidate = candidate.to_lowercase();
            !wanted.is_empty() && (candidate.contains(&wanted) || wanted.contains(&candidate))
        })
        .take(5)
        .collect()
}
