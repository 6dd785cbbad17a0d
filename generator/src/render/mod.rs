//! From the Rust crate to its files: quote creates the fragments, minijinja inserts them into templates.
//!
//! Knows Rust's syntax and the templates. Makes no decisions: a name or a type that is not in the
//! [`RustCrate`] is not printed. Files are formatted afterwards, by [`crate::rustfmt`].

mod command;
mod decode;
mod encode;
mod example;
mod example_values;
mod fake_example;
mod format;
mod fragment;
mod guide;
mod operation;
mod pagination;
mod root;
mod security;
mod server;
mod shapes;
mod structure;
mod table;
mod templates;
mod types;
mod waiter;

pub(crate) use example::FirstCall;
pub(crate) use format::file;
pub(crate) use templates::{data, print};

use crate::FileTree;
use crate::rust::{RustCrate, TypeItem};
use std::fmt;

/// Prints the crate's source files. What is printed is dropped, because of a large service both have hundreds of megabytes.
///
/// # Errors
///
/// Returns an error only on a defect of the generator, such as a template that does not fit its data.
pub fn render(mut krate: RustCrate) -> Result<FileTree, RenderError> {
    let mut files = FileTree::default();
    let mut print = |path: &str, template: &str, source: &str, context: minijinja::Value| {
        files.insert(path.to_owned(), file(&print(template, context)?, source));
        Ok::<_, RenderError>(())
    };

    // The data of these have every operation, and are dropped before the files of operations are printed.
    print_shared(&krate, &mut print)?;
    for waiter in &krate.waiters {
        let path = format!("src/waiters/{}.rs", file_stem(&waiter.module));
        let example = example::waiter_lines(&krate.name, waiter);
        let example = example.map_err(|error| RenderError::new(&path, &error))?;
        let context = data(waiter::WaiterFile::new(waiter, &example));
        print(&path, "src/waiters/waiter.rs.j2", &waiter.source, context)?;
    }
    for module in std::mem::take(&mut krate.operations) {
        let path = format!("src/operations/{}.rs", file_stem(&module.module));
        let example = example::operation_lines(&krate.name, &module);
        let example = example.map_err(|error| RenderError::new(&path, &error))?;
        let context =
            data(operation::Operation::new(&module, &example, krate.service.aws.is_some()));
        let template = "src/operations/operation.rs.j2";
        print(&path, template, &module.source, context)?;
    }
    for module in std::mem::take(&mut krate.types) {
        let path = format!("src/types/{}.rs", file_stem(&module.module));
        let (template, context) = match &module.item {
            TypeItem::Structure(item) => {
                let example = example::structure_lines(&krate.name, &module);
                let example = example.map_err(|error| RenderError::new(&path, &error))?;
                ("src/types/structure.rs.j2", data(structure::StructureFile::new(item, &example)))
            }
            TypeItem::Union(item) => match &item.one_of {
                Some(one_of) => {
                    ("src/types/one_of.rs.j2", data(shapes::OneOfFile::new(item, one_of)))
                }
                None => ("src/types/union.rs.j2", data(shapes::UnionFile::new(item))),
            },
            TypeItem::Enumeration(item) => {
                ("src/types/enumeration.rs.j2", data(shapes::EnumerationFile::new(item)))
            }
        };
        print(&path, template, module.item.source(), context)?;
    }
    let client = data(command::Client::new(&krate));
    print("src/cli.rs", "src/cli.rs.j2", &krate.source, client)?;
    forget_texts();
    Ok(files)
}

/// Prints a file: its path, template, source in the document, and data.
type Print<'a> = dyn FnMut(&str, &str, &str, minijinja::Value) -> Result<(), RenderError> + 'a;

/// Prints the files that all operations share: the client, errors, the guide and servers.
fn print_shared(krate: &RustCrate, print: &mut Print<'_>) -> Result<(), RenderError> {
    let first_call = example::first_call_lines(krate);
    let first_call = first_call.map_err(|error| RenderError::new("src/lib.rs", &error))?;
    let fake = fake_example::lines(krate);
    let fake = fake.map_err(|error| RenderError::new("src/testing.rs", &error))?;
    let guide = guide::Guide::new(krate);
    let guide = guide.map_err(|error| RenderError::new("src/guide", &error))?;
    let pages = data(&guide);
    for page in guide.pages() {
        let path = format!("src/guide/{page}.rs");
        print(&path, &format!("{path}.j2"), &krate.source, pages.clone())?;
    }
    let root = data(root::Root::new(krate, &first_call, &fake, &guide));
    let mut paths = vec![
        "src/lib.rs",
        "src/client.rs",
        "src/error.rs",
        "src/operations/mod.rs",
        "src/testing.rs",
        "src/types/mod.rs",
    ];
    if !krate.waiters.is_empty() {
        paths.push("src/waiters/mod.rs");
    }
    for path in paths {
        print(path, &format!("{path}.j2"), &krate.source, root.clone())?;
    }
    drop(root);
    if !krate.servers.is_empty() {
        let servers = data(server::Servers::new(krate));
        print("src/servers.rs", "src/servers.rs.j2", "#/servers", servers)?;
    }
    Ok(())
}

/// Checks the syntax of the Rust files, as rustfmt does when it formats them.
///
/// # Errors
///
/// Returns an error if a file is not Rust, which is a defect of the generator.
pub fn verify(files: &FileTree) -> Result<(), RenderError> {
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        format::verify(text).map_err(|error| RenderError::new(path, &error))?;
        forget_texts();
    }
    Ok(())
}

/// proc-macro2 keeps every parsed text on this thread until its spans are invalidated, so that a process would grow.
fn forget_texts() {
    proc_macro2::extra::invalidate_current_thread_spans();
}

/// The file name of a module without `.rs`: that of `r#type` is `type`.
pub(crate) fn file_stem(module: &proc_macro2::Ident) -> String {
    module.to_string().trim_start_matches("r#").to_owned()
}

/// A defect of the generator: a template that does not fit its data, or output that is not Rust.
#[derive(Clone, Debug)]
pub struct RenderError {
    file: String,
    cause: String,
}

impl RenderError {
    pub(crate) fn new(file: &str, cause: &dyn fmt::Display) -> Self {
        Self { file: file.to_owned(), cause: format!("{cause:#}") }
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot print {}: {}", self.file, self.cause)
    }
}

impl std::error::Error for RenderError {}
