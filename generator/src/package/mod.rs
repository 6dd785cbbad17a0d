//! The files around `src` that make a whole crate of it: manifest, read-me, notice and an example.
//!
//! Knows the decided crate and what the document's `info` says about where it came from. Decides no
//! name of the API; what it shows of it is what [`crate::rust`] decided.

mod provenance;
mod text;

use serde::Serialize;

use crate::FileTree;
use crate::Stages;
use crate::render::{FirstCall, RenderError, data, file, print};
use provenance::Provenance;
use text::{Markdown, Toml, plain};

/// What a whole crate needs to know besides the document.
#[derive(Clone, Debug)]
pub struct Package {
    /// The crate's name; the service's, with `-sdk` behind it, when absent.
    pub name: Option<String>,
    /// The folder of `sdk-runtime`, as the crate's manifest is to name it.
    pub runtime: String,
}

impl Package {
    /// Whether cargo and rustc take the text as the name of a crate, without a warning of its style.
    ///
    /// ```
    /// use generator::Package;
    ///
    /// assert!(Package::is_name("ivschat-sdk"));
    /// assert!(!Package::is_name("serde"), "the crate depends on it");
    /// assert!(!Package::is_name("Ivschat"), "rustc warns of capitals");
    /// assert!(!Package::is_name("ivschat--sdk"), "and of `__`, which it makes of this");
    /// ```
    pub fn is_name(name: &str) -> bool {
        const TAKEN: &[&str] = &["alloc", "core", "proc_macro", "std", "test"];
        let begins = name.starts_with(|first: char| first.is_ascii_lowercase());
        let plain =
            |each: char| each.is_ascii_lowercase() || each.is_ascii_digit() || "-_".contains(each);
        let module = module(name);
        let dependency = DEPENDENCIES.iter().any(|each| self::module(each) == module);
        begins
            && name.len() <= 64
            && name.chars().all(plain)
            && !module.contains("__")
            && syn::parse_str::<syn::Ident>(&module).is_ok()
            && !TAKEN.contains(&module.as_str())
            && !dependency
    }
}

/// What generated code and its example use.
const DEPENDENCIES: &[&str] = &["jiff", "sdk-runtime", "serde", "tokio"];

/// The name for the crate of that service: `ivschat-sdk` for `ivschat`.
pub(crate) fn default_name(service: &str) -> String {
    let words = service.split(|each: char| !each.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let name = format!("{}-sdk", words.join("-").to_ascii_lowercase());
    if Package::is_name(&name) {
        name
    } else {
        format!("aws-{}", name.trim_start_matches('-'))
    }
}

fn module(name: &str) -> String {
    name.replace('-', "_")
}

/// The files beside `src`, by path.
///
/// # Errors
///
/// Fails only on a defect of the generator itself.
pub(crate) fn files(
    package: &Package,
    stages: &Stages,
    sources: &FileTree,
) -> Result<FileTree, RenderError> {
    let krate = &stages.krate;
    let provenance = Provenance::of(&stages.document.value);
    let uses = |what: &str| sources.iter().any(|(_, text)| text.contains(what));
    let example = FirstCall::new(krate);
    let example = print("examples/first_call.rs.j2", data(&example))?;
    let example = file(&example, &krate.source)
        .map_err(|error| RenderError::new("examples/first_call.rs", &error))?;
    let context = Crate {
        name: Toml(stages.name.clone()),
        description: Toml(format!(
            "{} for Rust, generated from its OpenAPI document.",
            plain(&krate.service.title)
        )),
        runtime: Toml(package.runtime.clone()),
        jiff: uses("jiff::"),
        title: Markdown(plain(&krate.service.title)),
        plain_title: plain(&krate.service.title),
        api_version: Markdown(plain(&krate.service.api_version)),
        first_call: without_head(&example).to_owned(),
        operations: krate.operations.len(),
        provenance,
    };
    let mut files = FileTree::default();
    for (path, template) in [
        ("Cargo.toml", "Cargo.toml.j2"),
        ("README.md", "README.md.j2"),
        ("NOTICE", "NOTICE.j2"),
        ("rustfmt.toml", "rustfmt.toml.j2"),
    ] {
        let text = print(template, data(&context))?;
        files.insert(path.to_owned(), format!("{}\n", text.trim_end()));
    }
    files.insert("examples/first_call.rs".to_owned(), example);
    Ok(files)
}

/// What the templates of these files see.
#[derive(Serialize)]
struct Crate {
    name: Toml,
    description: Toml,
    runtime: Toml,
    jiff: bool,
    title: Markdown,
    plain_title: String,
    api_version: Markdown,
    first_call: String,
    operations: usize,
    provenance: Provenance,
}

/// A generated file without its first line.
fn without_head(file: &str) -> &str {
    file.split_once("\n\n")
        .map_or(file, |(_, rest)| rest)
        .trim_end()
}

#[cfg(test)]
mod tests;
