//! The generators that are compared: how each is installed, and how it writes a crate.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use zip::ZipArchive;

use super::super::programs::{cargo, run};
use super::super::rust_lines;
use super::{Costs, cost, remove};
use crate::files;
use crate::report::Failure;
use crate::repository::Repository;
use crate::spec::fetch;

/// openapi-generator, in its Python package.
const JAR: &str = "openapi_generator_cli/openapi-generator.jar";
const JAR_PACKAGE: &str = "openapi-generator-cli==7.26.0";
const JAR_WHEEL: &str = "e6305fbbf91aa41b3b7fcd8bf2124880ab0bb9e32efad95b3dfe71f9313d856c";

/// A generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Ours,
    OpenapiToRust,
    OpenapiGenerator,
    Progenitor,
}

impl Tool {
    /// All, in the order of their numbers.
    pub(super) const ALL: [Self; 4] =
        [Self::Ours, Self::OpenapiToRust, Self::OpenapiGenerator, Self::Progenitor];
    pub(super) const PEERS: [Self; 3] =
        [Self::OpenapiToRust, Self::OpenapiGenerator, Self::Progenitor];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::OpenapiToRust => "openapi-to-rust",
            Self::OpenapiGenerator => "openapi-generator",
            Self::Progenitor => "progenitor",
        }
    }

    /// The crate with the command and its version, for a tool that cargo installs.
    fn published(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::OpenapiToRust => Some(("openapi-to-rust", "0.23.0")),
            Self::Progenitor => Some(("cargo-progenitor", "0.15.1")),
            Self::Ours | Self::OpenapiGenerator => None,
        }
    }
}

/// The installed generators.
#[derive(Debug)]
pub(super) struct Tools {
    /// The executables, in the order of [`Tool::ALL`]; openapi-generator is a JAR file.
    programs: Vec<PathBuf>,
    runtime: PathBuf,
}

impl Tools {
    /// Builds ours, and installs the peers below `folder` unless they are there.
    pub(super) fn install(repository: &Repository, folder: &Path) -> Result<Self, Failure> {
        let install = |tool: Tool| match (tool, tool.published()) {
            (_, Some((package, version))) => {
                let root = folder.join(format!("{package}-{version}"));
                let program = root.join("bin").join(package);
                if !program.exists() {
                    anstream::eprintln!("installing {package} {version}");
                    let arguments = ["install", package, "--version", version, "--locked"];
                    let mut cargo = cargo(&arguments, folder, &folder.join("target"));
                    run(cargo.arg("--root").arg(&root), "cargo install")?;
                }
                Ok(program)
            }
            (Tool::Ours, _) => {
                let arguments = ["build", "--release", "--package", "generator"];
                let target = repository.root().join("target");
                run(&mut cargo(&arguments, repository.root(), &target), "cargo build")?;
                Ok(target.join("release/generator"))
            }
            _ => jar(repository, folder),
        };
        fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
        let programs = Tool::ALL.into_iter().map(install).collect::<Result<_, _>>()?;
        Ok(Self { programs, runtime: repository.root().join("runtime") })
    }

    /// Writes the crate of a document in place of the folder `krate`. Returns the costs of the generation, and the lines.
    pub(super) fn generate(
        &self,
        tool: Tool,
        document: &Path,
        krate: &Path,
    ) -> Result<Costs, Failure> {
        remove(krate)?;
        // Without a final component there is no name, and every tool fails.
        let name = krate.file_name().unwrap_or_default();
        let program = &self.programs[tool as usize];
        let mut command = Command::new(if tool == Tool::OpenapiGenerator {
            OsStr::new("java")
        } else {
            program.as_os_str()
        });
        match tool {
            Tool::Ours => {
                command.arg("generate").arg(document).arg("--out").arg(krate);
                command.arg("--name").arg(name).arg("--runtime-path").arg(&self.runtime)
            }
            Tool::OpenapiToRust => {
                let sources = krate.join("src/generated");
                command.arg("generate").arg(document).arg("--output-dir").arg(sources)
            }
            Tool::OpenapiGenerator => {
                // The version of the document is not always one that cargo accepts.
                command.arg("-jar").arg(program).args(["generate", "-g", "rust", "-i"]);
                command.arg(document).arg("-o").arg(krate).arg("--package-name").arg(name);
                command.arg("--additional-properties=packageVersion=0.1.0")
            }
            Tool::Progenitor => {
                command.args(["progenitor", "--version", "0.1.0", "--input"]).arg(document);
                command.arg("--output").arg(krate).arg("--name").arg(name)
            }
        };
        let start = Instant::now();
        let generation = cost(&mut command, tool.name())?;
        let elapsed = start.elapsed().as_secs_f64();
        if tool == Tool::OpenapiToRust {
            complete(krate)?;
        }
        let lines = rust_lines(&krate.join("src"))?;
        Ok(Costs { generation, elapsed, lines, ..Costs::default() })
    }
}

/// Makes a crate of the modules and the list of dependencies that openapi-to-rust writes.
fn complete(krate: &Path) -> Result<(), Failure> {
    let dependencies = files::read(&krate.join("src/generated/REQUIRED_DEPS.toml"))?;
    let manifest = format!(
        "[package]\nname = {:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{}",
        krate.file_name().unwrap_or_default(),
        String::from_utf8_lossy(&dependencies)
    );
    files::update(&krate.join("Cargo.toml"), manifest.as_bytes())?;
    files::update(&krate.join("src/lib.rs"), b"pub mod generated;\n").map(drop)
}

/// The JAR file of openapi-generator, unpacked before or downloaded with pip now.
fn jar(repository: &Repository, folder: &Path) -> Result<PathBuf, Failure> {
    let path = folder.join(format!("{}.jar", JAR_PACKAGE.replace("==", "-")));
    if path.exists() {
        return Ok(path);
    }
    let (_guard, wheel) = fetch::PIP.get_once(JAR_PACKAGE, None, repository)?;
    let found = fetch::sha256(&files::read(&wheel)?);
    if found != JAR_WHEEL {
        return Err(Failure::new(format!(
            "the wheel of {JAR_PACKAGE} has another hash\n  expected: {JAR_WHEEL}\n  found:    {found}"
        )));
    }
    let invalid = |error: zip::result::ZipError| {
        Failure::new(format!("{} is not a valid wheel: {error}", wheel.display()))
    };
    let error_of = |error: io::Error| Failure::io("unpack", &wheel, &error);
    let mut archive = ZipArchive::new(File::open(&wheel).map_err(error_of)?).map_err(invalid)?;
    let mut bytes = Vec::new();
    io::copy(&mut archive.by_name(JAR).map_err(invalid)?, &mut bytes).map_err(error_of)?;
    files::update(&path, &bytes)?;
    Ok(path)
}
