//! The repository under test: its root, its commands, and crates that tests build.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// A folder below `target` for files and crates that the tests create. It is kept between runs, and separate from
/// the workspace's own build, so that no lock is shared.
pub fn scratch() -> PathBuf {
    let folder = root().join("target/e2e");
    fs::create_dir_all(&folder).expect("the target folder is writable");
    folder
}

/// The cargo that built the tests, without the variables that it sets for them.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// Runs `xtask` in the repository at `root`. The program is built once.
pub fn xtask(root: &Path, arguments: &[&str]) -> Finished {
    let mut command = Command::new(xtask_program());
    command.arg("--root").arg(root).args(arguments);
    command.current_dir(root);
    Finished::new(&mut command)
}

fn xtask_program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let mut build = cargo();
        build.args(["build", "--quiet", "--package", "xtask", "--message-format=json"]);
        let built = Finished::new(build.current_dir(root())).successful("cargo build");
        let program = built.stdout.lines().find_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            message["executable"].as_str().map(PathBuf::from)
        });
        program.expect("cargo reports the path of xtask")
    })
}

/// The result of a finished program.
#[derive(Debug)]
pub struct Finished {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Finished {
    /// Runs a program to its end.
    ///
    /// # Panics
    ///
    /// If it does not start or is killed by a signal, or if its output is not UTF-8.
    pub fn new(command: &mut Command) -> Self {
        let output = command.output();
        let Output { status, stdout, stderr } =
            output.unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let string = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the output is UTF-8");
        Self {
            code: status.code().expect("the program has an exit code"),
            stdout: string(stdout),
            stderr: string(stderr),
        }
    }

    /// Returns itself if the exit code is 0.
    ///
    /// # Panics
    ///
    /// If it is not 0, with the program's output.
    pub fn successful(self, program: &str) -> Self {
        assert_eq!(self.code, 0, "{program}:\n{}{}", self.stdout, self.stderr);
        self
    }
}

/// The bytes of every file below a folder, by path relative to the folder.
pub fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("the folder is readable") {
            let path = entry.expect("its entries are readable").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("the path is below the folder");
                let name = name.to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).expect("the file is readable"));
            }
        }
    }
    found
}

/// Writes a file and its parent folders. An unchanged file is not touched, so that cargo does not rebuild.
pub fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return;
    }
    let folder = path.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).expect("the folder can be created");
    fs::write(path, text).expect("the file is writable");
}

/// Writes a crate outside the workspace with one program that depends on the SDK by path, locked to the versions of
/// the repository.
pub fn write_crate(folder: &Path, name: &str, program: &str) {
    let sdk = root().join("generated-sdk");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         generated-sdk = {{ path = {sdk:?} }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n\
         [profile.dev]\ndebug = false\n\n[workspace]\n"
    );
    write(&folder.join("Cargo.toml"), &manifest);
    write(&folder.join("src/main.rs"), program);
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the lock file can be copied");
}
