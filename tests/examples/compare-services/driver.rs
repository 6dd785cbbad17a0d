//! The SDK's side: the generated crate of the service and a program that sends the cases, compiled below
//! `target/compare`.

use crate::common::folder;
use e2e_tests::repository::{self, Finished};
use generator::service::Service;
use generator::{Input, Package, generate_crate};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Generates and compiles the crates; returns the path of the program.
pub(crate) fn build(service: &str, input: &Input, model: &Service) -> Result<PathBuf, String> {
    let root = folder("../target/compare").join(service);
    let runtime = folder("../runtime").canonicalize().map_err(|error| error.to_string())?;
    let package = Package::new(Some("sdk".to_owned()), runtime.display().to_string());
    let generated = generate_crate(input, &package);
    let mut files = generated.map_err(|problems| format!("{problems:#?}"))?.files;
    // The program is made from the formatted text.
    generator::rustfmt::format(&mut files).map_err(|problem| problem.to_string())?;
    if root.is_dir() {
        fs::remove_dir_all(&root).map_err(|error| format!("{}: {error}", root.display()))?;
    }
    for (path, text) in files.iter() {
        repository::write(&root.join("sdk").join(path), text);
    }
    let program = program(&files, model)?;
    repository::write(&root.join("driver/src/main.rs"), &program);
    repository::write(&root.join("driver/Cargo.toml"), &manifest(&runtime));
    repository::write(&root.join("Cargo.toml"), WORKSPACE);
    let lock = folder("../Cargo.lock");
    fs::copy(&lock, root.join("Cargo.lock"))
        .map_err(|error| format!("{}: {error}", lock.display()))?;
    let target = folder("../target/compare/target");
    let mut cargo = repository::cargo();
    cargo.args(["build", "--quiet", "--offline", "--package", "driver"]);
    cargo.current_dir(&root).env("CARGO_TARGET_DIR", &target);
    let Finished { code, stderr, .. } = Finished::new(&mut cargo);
    match code {
        0 => Ok(target.join("debug/driver")),
        _ => Err(format!("the SDK in {} does not compile:\n{stderr}", root.display())),
    }
}

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"sdk\", \"driver\"]\n\n[profile.dev]\ndebug = false\n";

fn manifest(runtime: &Path) -> String {
    format!(
        "[package]\nname = \"driver\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         sdk = {{ path = \"../sdk\", features = [\"serde\"] }}\nsdk-runtime = {{ path = {runtime:?} }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\nhttp = \"1\"\nbytes = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\n"
    )
}

/// The program: a template with one match arm for each operation.
fn program(files: &generator::FileTree, model: &Service) -> Result<String, String> {
    let mut arms = String::new();
    let operations: Vec<&str> = files
        .iter()
        .filter(|(path, _)| path.starts_with("src/operations/"))
        .map(|(_, text)| text)
        .collect();
    for operation in &model.operations {
        // The operation's file has both its wire name and its Rust name.
        let wire_name = format!("\"{}\"", operation.name);
        let names = |text: &str| {
            let meta = text.split("OperationMeta::new(").nth(1);
            meta.is_some_and(|meta| meta.trim_start().starts_with(&wire_name))
        };
        let text = operations.iter().find(|text| names(text));
        let text = text.ok_or_else(|| format!("no file for {}", operation.name))?;
        let name = text
            .split("impl Operation for ")
            .nth(1)
            .and_then(|rest| rest.split(' ').next())
            .ok_or_else(|| format!("no type for {}", operation.name))?;
        let _ = writeln!(
            arms,
            "        {:?} => send::<operations::{name}>(client, input).await,",
            operation.name
        );
    }
    Ok(include_str!("driver.template").replace("        // one arm for each operation\n", &arms))
}
