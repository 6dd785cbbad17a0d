//! Downloads packages with the client of their registry, and verifies them by hash.
//!
//! Nothing else in this program downloads. Downloaded files are cached below `target` under their
//! SHA-256, so that later runs need neither the network nor the client. This module does not know what
//! a package contains.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha512};
use tempfile::TempDir;

use crate::report::Failure;
use crate::repository::Repository;

/// A program that downloads packages of one registry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client {
    /// The name in messages.
    name: &'static str,
    /// The executable.
    program: &'static str,
    /// The arguments before the name of the package.
    arguments: &'static [&'static str],
    /// The file that lists the package and its hash, for a client that verifies the hash itself.
    list: Option<&'static str>,
    /// The extension of the file that it writes.
    extension: &'static str,
    /// What the source of its packages is called.
    origin: &'static str,
    /// What to install to get the program.
    part_of: &'static str,
    /// How to download the package manually (`{}` is its name), and what to do with it.
    manually: &'static str,
}

/// The client of npm packages.
pub(crate) const NPM: Client = Client {
    name: "npm",
    program: if cfg!(windows) { "npm.cmd" } else { "npm" },
    arguments: &["pack", "--ignore-scripts", "--loglevel=error", "--pack-destination=."],
    list: None,
    extension: "tgz",
    origin: "registry",
    part_of: "Node.js",
    manually: "download it manually with `npm pack {}` and give the file: `cargo xtask spec verify PATH`",
};

/// The client of Python packages. Downloads wheels.
pub(crate) const PIP: Client = Client {
    name: "pip",
    program: "pip",
    arguments: &[
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--disable-pip-version-check",
        "--quiet",
        "--dest=.",
    ],
    list: None,
    extension: "whl",
    origin: "index",
    part_of: "Python",
    manually: "download it manually with `pip download --no-deps {}`, unpack it, and give the model with \
              `--model PATH`",
};

/// The client of the source packages of Python. It verifies the hash, because it runs a part of the
/// package to read its metadata.
pub(crate) const PIP_SOURCE: Client = Client {
    arguments: &[
        "download",
        "--no-deps",
        "--no-binary=:all:",
        "--disable-pip-version-check",
        "--quiet",
        "--dest=.",
        "--require-hashes",
        "--requirement=requirements.txt",
    ],
    list: Some("requirements.txt"),
    extension: "gz",
    manually: "run the command again where pip can reach the index",
    ..PIP
};

impl Client {
    /// Downloads a package, `name@version` or `name==version`, to a temporary folder, which is deleted
    /// with the guard. The hash is for a client that verifies it.
    pub(crate) fn get_once(
        &self,
        package: &str,
        hash: Option<&str>,
        repository: &Repository,
    ) -> Result<(TempDir, PathBuf), Failure> {
        let downloads = repository.downloads();
        fs::create_dir_all(&downloads)
            .map_err(|error| Failure::io("create", &downloads, &error))?;
        let folder = tempfile::tempdir_in(&downloads)
            .map_err(|error| Failure::io("create a folder in", &downloads, &error))?;
        anstream::eprintln!("downloading {package} with {}", self.name);
        if let Some(list) = self.list {
            let hash = hash.unwrap_or_default();
            let path = folder.path().join(list);
            fs::write(&path, format!("{package} --hash=sha256:{hash}\n"))
                .map_err(|error| Failure::io("write", &path, &error))?;
        }
        let file = self.get(package, folder.path())?;
        Ok((folder, file))
    }

    /// Downloads a package to `folder` and returns the file.
    fn get(&self, package: &str, folder: &Path) -> Result<PathBuf, Failure> {
        let Self { name, program, origin, part_of, .. } = self;
        let manually = self.manually.replace("{}", package);
        let output = Command::new(program)
            .args(self.arguments)
            .args(self.list.is_none().then_some(package))
            .current_dir(folder)
            .output()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => Failure::new(format!(
                    "{name} is needed to download {package}, and `{name}` is not installed"
                ))
                .remedy(format!("install {part_of} with {name}, or {manually}")),
                _ => Failure::new(format!("{name} did not start: {error}")),
            })?;
        if !output.status.success() {
            let message = String::from_utf8_lossy(&output.stderr);
            return Err(Failure::new(format!(
                "{name} could not download {package} ({}): {}",
                output.status,
                shortened(&message)
            ))
            .remedy(format!("check that {name} can reach its {origin}, or {manually}")));
        }
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files = entries.map(|entry| entry.path());
        files.find(|path| path.extension().is_some_and(|found| found == self.extension)).ok_or_else(
            || {
                Failure::new(format!("{name} wrote no package for {package}"))
                    .remedy(format!("run it to see why, or {manually}"))
            },
        )
    }
}

/// The beginning of an error message: pip lists every version of a package.
fn shortened(message: &str) -> String {
    const LINES: usize = 6;
    const WIDTH: usize = 160;
    let lines = message.trim().lines().take(LINES).map(|line| {
        let end = line.char_indices().nth(WIDTH);
        end.map_or(line.to_owned(), |(end, _)| format!("{} …", &line[..end]))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads a file from the cache. A damaged file counts as absent.
pub(super) fn cached(repository: &Repository, sha256: &str) -> Option<Vec<u8>> {
    let bytes = fs::read(repository.downloads().join(sha256)).ok()?;
    (self::sha256(&bytes) == sha256).then_some(bytes)
}

/// Writes a file to the cache, whose folder exists since something was downloaded.
pub(super) fn cache(repository: &Repository, bytes: &[u8]) -> Result<(), Failure> {
    let path = repository.downloads().join(sha256(bytes));
    fs::write(&path, bytes).map_err(|error| Failure::io("write", &path, &error))
}

/// Compares a hash with the one recorded in SOURCE.toml.
pub(super) fn check_hash(what: &str, recorded: &str, found: &str) -> Result<(), Failure> {
    if recorded == found {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the {what} is not the recorded one\n  SOURCE.toml: {recorded}\n  found:       {found}"
    ))
    .remedy("a published version never changes: find out the cause before you use the file"))
}

#[cfg(test)]
impl Client {
    /// The same client with another executable.
    pub(super) fn with_program(self, program: &'static str) -> Self {
        Self { program, ..self }
    }
}

/// The SHA-256 of a file in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of a package as npm lists it: `sha512-` and base64.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha512-{}", STANDARD.encode(Sha512::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_client_is_an_error_with_a_remedy() {
        let folder = tempfile::tempdir().unwrap();
        for (client, package, expected) in [
            (
                NPM,
                "a@1.0.0",
                "install Node.js with npm, or download it manually with `npm pack a@1.0.0`",
            ),
            (
                PIP,
                "a==1.0.0",
                "install Python with pip, or download it manually with `pip download --no-deps a==1.0.0`",
            ),
        ] {
            let client = client.with_program("no-such-program");
            let error = client.get(package, folder.path()).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    /// `false` stands in for a client that fails, `true` for one that writes nothing.
    #[cfg(unix)]
    #[test]
    fn a_client_without_result_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        for (program, expected) in [
            ("false", "npm could not download a@9 (exit status: 1)"),
            ("true", "npm wrote no package for a@9"),
        ] {
            let client = NPM.with_program(program);
            let error = client.get("a@9", folder.path()).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn long_error_messages_are_shortened() {
        let message = format!("ERROR: {}\nERROR: none\n", "1.0.é, ".repeat(9999));
        let shown = shortened(&message);
        assert!(shown.len() < 250 && shown.ends_with(" …\nERROR: none"), "{shown}");
        assert_eq!(shortened(&"a\n".repeat(99)), "a\na\na\na\na\na");
    }

    #[test]
    fn a_damaged_file_in_the_cache_counts_as_absent() {
        let root = tempfile::tempdir().unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        fs::create_dir_all(repository.downloads()).unwrap();
        cache(&repository, b"{}").unwrap();
        let sha256 = sha256(b"{}");
        assert_eq!(cached(&repository, &sha256).as_deref(), Some(&b"{}"[..]));
        fs::write(repository.downloads().join(&sha256), "{").unwrap();
        assert_eq!(cached(&repository, &sha256), None);
    }

    #[test]
    fn hash_mismatches_show_both_hashes() {
        assert!(check_hash("wheel", "aa", "aa").is_ok());
        let error = check_hash("wheel", "aa", "bb").unwrap_err().to_string();
        assert!(
            error.contains(
                "the wheel is not the recorded one\n  SOURCE.toml: aa\n  found:       bb"
            ),
            "{error}"
        );
    }

    /// The published values of the message `abc` (FIPS 180-4, examples).
    #[test]
    fn hashes_of_abc() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), expected);
        let expected = "sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==";
        assert_eq!(integrity(b"abc"), expected);
    }
}
