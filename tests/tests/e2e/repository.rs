//! The repository under test: where it stands, its commands, and folders for what tests build.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// A folder below cargo's target folder that is the tests' own. It outlives them, so that the next run finds
/// what is built there, and it is no target folder of the repository, so that no lock is shared.
pub(crate) fn scratch() -> PathBuf {
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e");
    fs::create_dir_all(&own).expect("the target folder can be written");
    own
}

/// The cargo that runs these tests.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    // What cargo sets for this test would make another cargo work on the wrong package.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// `cargo xtask …` in the repository at `root`, without a terminal: the program itself, built once.
pub(crate) fn xtask(root: &Path, arguments: &[&str]) -> Finished {
    let mut command = Command::new(xtask_program());
    command.arg("--root").arg(root).args(arguments);
    command.current_dir(root);
    Finished::new(&mut command)
}

fn xtask_program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let mut build = cargo();
        build.args([
            "build",
            "--quiet",
            "--package",
            "xtask",
            "--message-format=json",
        ]);
        let built = Finished::new(build.current_dir(root()));
        assert_eq!(built.code, 0, "xtask builds:\n{}", built.stderr);
        let program = built.stdout.lines().find_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            message["executable"].as_str().map(PathBuf::from)
        });
        program.expect("cargo says where it put xtask")
    })
}

/// What a program left behind.
#[derive(Debug)]
pub(crate) struct Finished {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Finished {
    /// Runs a program to its end.
    pub(crate) fn new(command: &mut Command) -> Self {
        let output = command.output();
        let Output {
            status,
            stdout,
            stderr,
        } = output.unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("programs print UTF-8");
        let code = status.code().expect("the program ends by itself");
        Self {
            code,
            stdout: text(stdout),
            stderr: text(stderr),
        }
    }

    /// The same, when the program ended well.
    pub(crate) fn successful(self, what: &str) -> Self {
        assert_eq!(self.code, 0, "{what}:\n{}{}", self.stdout, self.stderr);
        self
    }
}

/// Every file below a folder with its bytes, by path relative to the folder.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder can be read") {
            let path = entry.expect("its entries too").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below the folder");
                let name = name.to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    found
}

/// Writes a file and the folders above it; leaves one alone that has the text already, so that cargo sees no
/// change where there is none.
pub(crate) fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return;
    }
    let folder = path.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

/// Writes the crate of a stranger: one program, which depends on the SDK by path and outside the workspace, with
/// the versions of the repository's lock.
pub(crate) fn write_crate(folder: &Path, name: &str, program: &str) {
    let sdk = root().join("generated-sdk");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         generated-sdk = {{ path = {sdk:?} }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n\
         [profile.dev]\ndebug = false\n\n[workspace]\n"
    );
    write(&folder.join("Cargo.toml"), &manifest);
    write(&folder.join("src/main.rs"), program);
    let lock = root().join("Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("the repository's lock can be copied");
}
