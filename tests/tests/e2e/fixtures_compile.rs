//! Every fixture's crate compiles, with and without its features, and its documentation has no broken link and
//! no example that does not compile: a snapshot that nobody compiles is a photograph.

use std::fs;
use std::path::{Path, PathBuf};

use crate::one_feature;
use crate::repository::{self, Finished};

/// A workspace with one crate for each fixture, the whole of it as the generator makes it. It stays between runs.
fn workspace() -> PathBuf {
    let folder = repository::scratch().join("fixtures");
    let names = one_feature::names();
    for stale in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let is_stale = !names.iter().any(|name| stale.file_name() == name.as_str());
        if is_stale && stale.path().is_dir() {
            fs::remove_dir_all(stale.path()).expect("an old crate can be removed");
        }
    }
    for name in &names {
        write_crate(&folder.join(name), name);
    }
    let list = |name: &String| format!("    {name:?},\n");
    let members: String = names.iter().map(list).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n[profile.dev]\ndebug = false\n"
    );
    repository::write(&folder.join("Cargo.toml"), &manifest);
    let lock = repository::root().join("Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("the repository's lock can be copied");
    folder
}

fn write_crate(folder: &Path, name: &str) {
    let files = one_feature::generated(name);
    if folder.is_dir() {
        for path in repository::contents(folder).keys() {
            if files.get(path).is_none() {
                fs::remove_file(folder.join(path)).expect("an old file can be removed");
            }
        }
    }
    for (path, text) in files.iter() {
        // Here and not by a flag, which would have every dependency compiled once more.
        let denied = "\n[lints.rust]\nwarnings = \"deny\"\n";
        match path {
            "Cargo.toml" => repository::write(&folder.join(path), &format!("{text}{denied}")),
            _ => repository::write(&folder.join(path), text),
        }
    }
}

#[test]
fn without_warnings() {
    let folder = workspace();
    let run = |arguments: &[&str]| {
        let mut cargo = repository::cargo();
        cargo
            .args(arguments)
            .args(["--workspace", "--offline", "--quiet"]);
        cargo.env("CARGO_TARGET_DIR", repository::scratch().join("target"));
        cargo
            .env("RUSTDOCFLAGS", "-D warnings")
            .current_dir(&folder);
        let Finished { code, stderr, .. } = Finished::new(&mut cargo);
        assert_eq!(code, 0, "cargo {}:\n{stderr}", arguments.join(" "));
    };
    run(&["check", "--keep-going", "--all-targets"]);
    run(&[
        "check",
        "--keep-going",
        "--features",
        "blocking,serde,testing",
    ]);
    run(&["doc", "--no-deps"]);
    // Compiled, not run: they would call AWS.
    run(&["test", "--doc"]);
}
