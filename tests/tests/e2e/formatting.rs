//! rustfmt agrees with what the generator prints, for every fixture and for the SDK itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::one_feature;
use crate::repository::{self, Finished};

/// The differences that rustfmt sees in crates, by the settings of the generated crate.
fn differences(libraries: &[PathBuf]) -> Finished {
    let settings = repository::root().join("generated-sdk/rustfmt.toml");
    assert!(settings.is_file(), "the generated crate has its settings");
    let mut rustfmt = Command::new("rustfmt");
    rustfmt
        .args(["--check", "--edition", "2024", "--config-path"])
        .arg(settings);
    Finished::new(rustfmt.args(libraries))
}

/// Writes the fixtures' sources below a folder and gives the files from which rustfmt finds the others.
fn written(folder: &Path, change: fn(&str) -> String) -> Vec<PathBuf> {
    let write = |name: String| {
        let files = one_feature::generated(&name);
        let sources = files.iter().filter(|(path, _)| path.ends_with(".rs"));
        for (path, text) in sources {
            repository::write(&folder.join(&name).join(path), &change(text));
        }
        ["src/lib.rs", "examples/first_call.rs"].map(|file| folder.join(&name).join(file))
    };
    let names = one_feature::names().into_iter();
    names.flat_map(write).collect()
}

#[test]
fn of_the_fixtures_is_what_rustfmt_prints() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let found = differences(&written(folder.path(), str::to_owned));
    assert!(found.stderr.is_empty(), "{}", found.stderr);
    assert_eq!(found.code, 0, "{}", found.stdout);
}

#[test]
fn of_the_sdk_is_what_rustfmt_prints() {
    let found = differences(&[repository::root().join("generated-sdk/src/lib.rs")]);
    assert_eq!(found.code, 0, "{}{}", found.stdout, found.stderr);
}

#[test]
fn is_looked_at_in_every_file() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let libraries = written(folder.path(), |text| format!("{text}fn  spaced( ) {{ }}\n"));
    let found = differences(&libraries);
    assert_eq!(found.code, 1, "{}", found.stderr);
    let files = repository::contents(folder.path());
    let seen = |path: &String| found.stdout.contains(path.as_str());
    assert_eq!(
        files.keys().filter(|path| !seen(path)).collect::<Vec<_>>(),
        [""; 0]
    );
}
