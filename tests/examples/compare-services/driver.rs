//! The SDK's side: a crate that is generated for the service, and a program that sends through it, compiled below
//! `target/compare`.

use crate::folder;
use generator::service::Service;
use generator::{Input, Package, generate_crate};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Generates and compiles, and returns where the program is.
pub(crate) fn build(service: &str, input: &Input, model: &Service) -> Result<PathBuf, String> {
    let root = folder("../target/compare").join(service);
    let runtime = folder("../runtime")
        .canonicalize()
        .map_err(|error| error.to_string())?;
    let package = Package {
        name: Some("sdk".to_owned()),
        runtime: runtime.display().to_string(),
    };
    let generated = generate_crate(input, &package).map_err(|problems| format!("{problems:#?}"))?;
    if root.is_dir() {
        fs::remove_dir_all(&root).map_err(|error| format!("{}: {error}", root.display()))?;
    }
    for (path, text) in generated.files.iter() {
        write(&root.join("sdk").join(path), text)?;
    }
    write(
        &root.join("driver/src/main.rs"),
        &program(&generated.files, model)?,
    )?;
    write(&root.join("driver/Cargo.toml"), &manifest(&runtime))?;
    write(&root.join("Cargo.toml"), WORKSPACE)?;
    let lock = folder("../Cargo.lock");
    fs::copy(&lock, root.join("Cargo.lock"))
        .map_err(|error| format!("{}: {error}", lock.display()))?;
    let target = folder("../target/compare/target");
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--offline", "--package", "driver"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", &target)
        .status()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    match status.success() {
        true => Ok(target.join("debug/driver")),
        false => Err(format!("the SDK does not compile: see {}", root.display())),
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let shown = |error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(shown)?;
    fs::write(path, text).map_err(shown)
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

/// The program: a template with one line for each operation.
fn program(files: &generator::FileTree, model: &Service) -> Result<String, String> {
    let mut arms = String::new();
    let operations: Vec<&str> = files
        .iter()
        .filter(|(path, _)| path.starts_with("src/operations/"))
        .map(|(_, text)| text)
        .collect();
    for operation in &model.operations {
        // The wire name stands in the operation's file, beside its Rust name.
        let wanted = format!("\"{}\"", operation.name);
        let names = |text: &str| {
            let meta = text.split("OperationMeta::new(").nth(1);
            meta.is_some_and(|meta| meta.trim_start().starts_with(&wanted))
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
