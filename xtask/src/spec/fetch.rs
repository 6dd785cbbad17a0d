//! Getting packages from where they are published.
//!
//! Only here is anything fetched, and only through the client that belongs to the kind of package. What
//! was fetched is kept below `target` under the hash of the file, so that the next time needs neither
//! network nor client. Knows nothing of what is in a package.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::hash;
use crate::report::Failure;
use crate::repository::Repository;

/// A program that gets packages of one kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client {
    /// What the program is called.
    name: &'static str,
    /// How it is started.
    program: &'static str,
    /// What goes before the name of the package.
    arguments: &'static [&'static str],
    /// The ending of the file that it writes.
    extension: &'static str,
    /// What it gets packages from.
    origin: &'static str,
    /// What must be installed to have it.
    part_of: &'static str,
    /// How a person gets the package, `{}` being its name, and what to do with it.
    by_hand: &'static str,
}

/// The client of npm packages.
pub(crate) const NPM: Client = Client {
    name: "npm",
    program: if cfg!(windows) { "npm.cmd" } else { "npm" },
    arguments: &[
        "pack",
        "--ignore-scripts",
        "--loglevel=error",
        "--pack-destination=.",
    ],
    extension: "tgz",
    origin: "registry",
    part_of: "Node.js",
    by_hand: "get it yourself with `npm pack {}` and give the file: `cargo xtask spec verify PATH`",
};

/// The client of Python packages, of which it gets the wheel.
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
    extension: "whl",
    origin: "index",
    part_of: "Python",
    by_hand: "get it yourself with `pip download --no-deps {}`, unpack it, and give the model with \
              `--model PATH`",
};

impl Client {
    /// Gets a package to look into, `name@version` or `name==version`: the folder of the file goes away with
    /// the guard.
    pub(crate) fn get_once(
        &self,
        package: &str,
        repository: &Repository,
    ) -> Result<(TempDir, PathBuf), Failure> {
        let downloads = repository.downloads();
        fs::create_dir_all(&downloads)
            .map_err(|error| Failure::io("create", &downloads, &error))?;
        let folder = tempfile::tempdir_in(&downloads)
            .map_err(|error| Failure::io("create a folder in", &downloads, &error))?;
        anstream::eprintln!("getting {package} with {}", self.name);
        let file = self.get(package, folder.path())?;
        Ok((folder, file))
    }

    /// Lets the program put a package into `folder`, and says which file it is.
    fn get(&self, package: &str, folder: &Path) -> Result<PathBuf, Failure> {
        let Self {
            name,
            program,
            origin,
            part_of,
            ..
        } = self;
        let by_hand = self.by_hand.replace("{}", package);
        let output = Command::new(program)
            .args(self.arguments)
            .arg(package)
            .current_dir(folder)
            .output()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => Failure::new(format!(
                    "{name} is needed to get {package}, and there is no `{name}` here"
                ))
                .remedy(format!("install {part_of} with {name}, or {by_hand}")),
                _ => Failure::new(format!("{name} did not start: {error}")),
            })?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(Failure::new(format!(
                "{name} could not get {package} ({}): {}",
                output.status,
                shortened(&said)
            ))
            .remedy(format!(
                "see that {name} reaches its {origin}, or {by_hand}"
            )));
        }
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files = entries.map(|entry| entry.path());
        files
            .find(|path| {
                path.extension()
                    .is_some_and(|found| found == self.extension)
            })
            .ok_or_else(|| {
                Failure::new(format!("{name} wrote no package for {package}"))
                    .remedy(format!("see what it does, or {by_hand}"))
            })
    }
}

/// What a client said, as far as somebody would read it: pip lists every version of a package.
fn shortened(said: &str) -> String {
    const LINES: usize = 6;
    const WIDTH: usize = 160;
    let lines = said.trim().lines().take(LINES).map(|line| {
        let end = line.char_indices().nth(WIDTH);
        end.map_or(line.to_owned(), |(end, _)| format!("{} …", &line[..end]))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A file that was kept under its SHA-256 and is still what it was.
pub(super) fn kept(repository: &Repository, sha256: &str) -> Option<Vec<u8>> {
    let bytes = fs::read(repository.downloads().join(sha256)).ok()?;
    (hash::sha256(&bytes) == sha256).then_some(bytes)
}

/// Keeps a file. The folder is there since something was got.
pub(super) fn keep(repository: &Repository, bytes: &[u8]) -> Result<(), Failure> {
    let path = repository.downloads().join(hash::sha256(bytes));
    fs::write(&path, bytes).map_err(|error| Failure::io("write", &path, &error))
}

/// Refuses what has another hash than the one that SOURCE.toml records.
pub(super) fn check(what: &str, recorded: &str, found: &str) -> Result<(), Failure> {
    if recorded == found {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the {what} is not the recorded one\n  SOURCE.toml: {recorded}\n  found:       {found}"
    ))
    .remedy("a published version never changes: find out who changed what before you use it"))
}

#[cfg(test)]
impl Client {
    /// The same client, started by another name.
    pub(super) fn started_as(self, program: &'static str) -> Self {
        Self { program, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_is_not_there_is_named_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        for (client, package, expected) in [
            (
                NPM,
                "a@1.0.0",
                "install Node.js with npm, or get it yourself with `npm pack a@1.0.0`",
            ),
            (
                PIP,
                "a==1.0.0",
                "install Python with pip, or get it yourself with `pip download --no-deps a==1.0.0`",
            ),
        ] {
            let client = client.started_as("no-such-program");
            let error = client.get(package, folder.path()).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    /// `false` stands in for a client that fails, `true` for one that writes nothing.
    #[cfg(unix)]
    #[test]
    fn a_client_that_gets_nothing_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for (program, expected) in [
            ("false", "npm could not get a@9 (exit status: 1)"),
            ("true", "npm wrote no package for a@9"),
        ] {
            let client = NPM.started_as(program);
            let error = client.get("a@9", folder.path()).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn long_complaints_are_cut() {
        let said = format!("ERROR: {}\nERROR: none\n", "1.0.é, ".repeat(9999));
        let shown = shortened(&said);
        assert!(
            shown.len() < 250 && shown.ends_with(" …\nERROR: none"),
            "{shown}"
        );
        assert_eq!(shortened(&"a\n".repeat(99)), "a\na\na\na\na\na");
    }

    #[test]
    fn what_is_kept_is_found_until_it_is_damaged() {
        let root = tempfile::tempdir().unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        fs::create_dir_all(repository.downloads()).unwrap();
        keep(&repository, b"{}").unwrap();
        let sha256 = hash::sha256(b"{}");
        assert_eq!(kept(&repository, &sha256).as_deref(), Some(&b"{}"[..]));
        fs::write(repository.downloads().join(&sha256), "{").unwrap();
        assert_eq!(kept(&repository, &sha256), None);
    }

    #[test]
    fn another_hash_is_an_error_that_shows_both() {
        assert!(check("wheel", "aa", "aa").is_ok());
        let error = check("wheel", "aa", "bb").unwrap_err().to_string();
        assert!(
            error.contains(
                "the wheel is not the recorded one\n  SOURCE.toml: aa\n  found:       bb"
            ),
            "{error}"
        );
    }
}
