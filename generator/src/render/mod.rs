//! Rust crate in, tree of files out: quote makes the fragments, minijinja places them, and one
//! formatter prints the result.
//!
//! Knows Rust's syntax and the templates. Decides nothing: a name or a type that is not in the
//! [`RustCrate`] is not printed.

mod checks;
mod context;
mod decode;
mod encode;
mod example;
mod first_call;
mod format;
mod fragment;
mod item;
mod judge;
mod table;
mod templates;
mod text;
mod types;

pub(crate) use first_call::FirstCall;
pub use format::format;
pub(crate) use fragment::Fragment;
pub(crate) use templates::{data, print};

use crate::FileTree;
use crate::rust::{RustCrate, TypeItem};
use std::fmt;

/// Prints the crate's source files.
///
/// # Errors
///
/// Fails only on a defect of the generator itself: a template that does not fit its data, or output
/// that is not Rust. No document should be able to cause it.
pub fn render(krate: &RustCrate) -> Result<FileTree, RenderError> {
    let mut files = FileTree::default();
    let mut print = |path: String, template: &str, source: &str, context: minijinja::Value| {
        let text = templates::print(template, context)?;
        let text = format(&text, source).map_err(|error| RenderError::new(&path, &error))?;
        files.insert(path, text);
        Ok::<_, RenderError>(())
    };

    let first_call = first_call::lines(krate);
    let first_call = first_call.map_err(|error| RenderError::new("src/lib.rs", &error))?;
    let root = data(context::Root::new(krate, &first_call));
    for (path, template) in [
        ("src/lib.rs", "src/lib.rs.j2"),
        ("src/client.rs", "src/client.rs.j2"),
        ("src/error.rs", "src/error.rs.j2"),
        ("src/operations.rs", "src/operations.rs.j2"),
        ("src/types.rs", "src/types.rs.j2"),
    ] {
        print(path.to_owned(), template, &krate.source, root.clone())?;
    }
    if !krate.waiters.is_empty() {
        let template = "src/waiters.rs.j2";
        print(
            "src/waiters.rs".to_owned(),
            template,
            &krate.source,
            root.clone(),
        )?;
    }
    for waiter in &krate.waiters {
        let path = format!("src/waiters/{}.rs", file_stem(&waiter.module));
        let example = example::waiter_lines(&krate.name, waiter);
        let example = example.map_err(|error| RenderError::new(&path, &error))?;
        let context = data(context::WaiterFile::new(waiter, &example));
        print(path, "src/waiters/waiter.rs.j2", &waiter.source, context)?;
    }
    for operation in &krate.operations {
        let path = format!("src/operations/{}.rs", file_stem(&operation.module));
        let example = example::lines(&krate.name, operation);
        let example = example.map_err(|error| RenderError::new(&path, &error))?;
        let context = data(context::Operation::new(operation, &example));
        print(
            path,
            "src/operations/operation.rs.j2",
            &operation.source,
            context,
        )?;
    }
    for module in &krate.types {
        let path = format!("src/types/{}.rs", file_stem(&module.module));
        match &module.item {
            TypeItem::Structure(structure) => {
                let context = data(context::StructureFile::new(structure));
                print(
                    path,
                    "src/types/structure.rs.j2",
                    &structure.source,
                    context,
                )?;
            }
            TypeItem::Union(union) => {
                let context = data(context::UnionFile::new(union));
                print(path, "src/types/union.rs.j2", &union.source, context)?;
            }
            TypeItem::Enumeration(enumeration) => {
                let context = data(context::EnumerationFile::new(enumeration));
                print(
                    path,
                    "src/types/enumeration.rs.j2",
                    &enumeration.source,
                    context,
                )?;
            }
        }
    }
    // Every text that was parsed is kept for its spans, on this thread and for good, unless it is
    // said that they are not needed any more: a process that serves many documents would grow.
    proc_macro2::extra::invalidate_current_thread_spans();
    Ok(files)
}

/// The file of a module: its name, and `r#type` lies in `type.rs`.
pub(crate) fn file_stem(module: &proc_macro2::Ident) -> String {
    module.to_string().trim_start_matches("r#").to_owned()
}

/// A defect of the generator: what it printed is not what it meant.
#[derive(Clone, Debug)]
pub struct RenderError {
    file: String,
    cause: String,
}

impl RenderError {
    pub(crate) fn new(file: &str, cause: &dyn fmt::Display) -> Self {
        Self {
            file: file.to_owned(),
            cause: format!("{cause:#}"),
        }
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot print {}: {}", self.file, self.cause)
    }
}

impl std::error::Error for RenderError {}
