//! The peers that are no Rust library: found below `target/bench`, and put there on demand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::child;
use super::place::Place;
use crate::report::Failure;

/// What to do about a peer that is not there.
pub(crate) const INSTALL: &str = "`cargo xtask bench --install`";

/// The Python package of each virtual environment.
const BOTO3: &str = "boto3==1.44.5";
const OPENAPI_GENERATOR: &str = "openapi-generator-cli==7.26.0";
const PROGENITOR: &str = "cargo-progenitor@0.15.1";

/// Downloads and a build may take as long.
const LIMIT: Duration = Duration::from_secs(20 * 60);

/// The Python that has boto3.
pub(crate) fn boto3(place: &Place) -> Option<PathBuf> {
    let folder = folder(place, "boto3");
    package(&folder, "boto3")?;
    Some(python(&folder))
}

/// The archive of openapi-generator; it needs Java, see [`java`].
pub(crate) fn openapi_generator(place: &Place) -> Option<PathBuf> {
    let package = package(&folder(place, "openapi-generator"), "openapi_generator_cli")?;
    Some(package.join("openapi-generator.jar")).filter(|path| path.is_file())
}

/// Progenitor's command.
pub(crate) fn progenitor(place: &Place) -> Option<PathBuf> {
    let path = folder(place, "progenitor").join("bin/cargo-progenitor");
    path.is_file().then_some(path)
}

/// The first line of what Java says of its version; `None` if there is no Java.
pub(crate) fn java() -> Option<String> {
    said(Command::new("java").arg("--version"))
}

/// The first line of what valgrind says of its version; `None` if there is no valgrind.
pub(crate) fn valgrind() -> Option<String> {
    said(Command::new("valgrind").arg("--version"))
}

/// The first line that a command prints; `None` if it cannot be run.
pub(crate) fn said(command: &mut Command) -> Option<String> {
    let output = command
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().next().map(|line| line.trim().to_owned())
}

/// Fetches those that are not there yet.
pub(crate) fn install(place: &Place, say: &dyn Fn(&str)) -> Result<(), Failure> {
    let run = |command: &mut Command, name: &str| {
        say(name);
        child::run(command, &format!("install-{name}"), &place.logs(), LIMIT).map(|_| ())
    };
    for (name, is_there, what) in [
        ("boto3", boto3(place).is_some(), BOTO3),
        (
            "openapi-generator",
            openapi_generator(place).is_some(),
            OPENAPI_GENERATOR,
        ),
    ] {
        if is_there {
            continue;
        }
        let folder = folder(place, name);
        run(
            Command::new("python3").args(["-m", "venv"]).arg(&folder),
            name,
        )?;
        let mut pip = Command::new(python(&folder));
        run(pip.args(["-m", "pip", "install", "--quiet", what]), name)?;
    }
    if progenitor(place).is_none() {
        let mut cargo = child::cargo();
        cargo.args(["install", "--locked", PROGENITOR, "--root"]);
        run(cargo.arg(folder(place, "progenitor")), "progenitor")?;
    }
    Ok(())
}

fn folder(place: &Place, name: &str) -> PathBuf {
    place.folder().join("peers").join(name)
}

fn python(environment: &Path) -> PathBuf {
    environment.join("bin/python")
}

/// A package's folder in a virtual environment.
fn package(environment: &Path, name: &str) -> Option<PathBuf> {
    let pythons = fs::read_dir(environment.join("lib")).ok()?;
    let mut packages = pythons
        .flatten()
        .map(|python| python.path().join("site-packages").join(name));
    packages.find(|package| package.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_found_whatever_python_it_is_for() {
        let environment = tempfile::tempdir().unwrap();
        let package_folder = environment
            .path()
            .join("lib/python3.99/site-packages/boto3");
        assert_eq!(package(environment.path(), "boto3"), None);
        fs::create_dir_all(&package_folder).unwrap();
        assert_eq!(package(environment.path(), "boto3"), Some(package_folder));
    }

    #[test]
    fn a_command_that_is_not_there_says_nothing() {
        assert_eq!(said(&mut Command::new("no-such-command-anywhere")), None);
    }
}
