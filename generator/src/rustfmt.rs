//! Formats generated files with rustfmt.
//!
//! [`generate`](crate::generate) is pure and starts no process; the driver calls [`format()`] on its
//! result before it writes or compares it.

use crate::FileTree;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::{fmt, fs, io, thread};

/// The settings of generated crates; `rustfmt.toml` of a whole crate holds the same.
const CONFIG: &str = "edition = \"2024\"\nuse_small_heuristics = \"Max\"\n";

/// The files of one process. The time of a process grows with the square of their number.
const BATCH: usize = 100;

/// Formats the Rust files of a crate.
///
/// # Errors
///
/// Returns an error if rustfmt is not installed, rejects a file, or cannot be given the files.
pub fn format(files: &mut FileTree) -> Result<(), RustfmtError> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("rustfmt.toml"), CONFIG)?;
    let mut modules = Vec::new();
    let mut batched = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let path = path.to_owned();
        // rustfmt follows the declarations of modules in files, and not in its standard input.
        if path.ends_with("/mod.rs") || path == "src/lib.rs" {
            modules.push((path, text.to_owned()));
        } else {
            write(&folder.path().join(&path), text)?;
            batched.push(path);
        }
    }
    for (path, text) in modules {
        let mut process = rustfmt(folder.path()).stdin(Stdio::piped()).spawn().map_err(start)?;
        let written = process.stdin.take().map_or(Ok(()), |mut it| it.write_all(text.as_bytes()));
        // What ends the process says more than that it does not read.
        let output = succeeded(process)?;
        written?;
        files.insert(path, String::from_utf8_lossy(&output).into_owned());
    }
    let batches: Vec<_> = batched.chunks(BATCH).collect();
    for batches in batches.chunks(thread::available_parallelism().map_or(1, usize::from)) {
        let mut processes = Vec::new();
        for batch in batches {
            let paths = batch.iter().map(|path| folder.path().join(path));
            processes.push(rustfmt(folder.path()).args(paths).spawn().map_err(start)?);
        }
        for process in processes {
            succeeded(process)?;
        }
    }
    for path in batched {
        let text = fs::read_to_string(folder.path().join(&path))?;
        files.insert(path, text);
    }
    Ok(())
}

fn rustfmt(settings: &Path) -> Command {
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--config-path"]).arg(settings);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn start(error: io::Error) -> RustfmtError {
    match error.kind() {
        io::ErrorKind::NotFound => RustfmtError::Missing,
        _ => RustfmtError::Io(error),
    }
}

/// What a process wrote to its standard output.
fn succeeded(process: Child) -> Result<Vec<u8>, RustfmtError> {
    let output = process.wait_with_output()?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    // The proxy of rustup exists without the component.
    Err(match message.contains("is not installed") {
        true => RustfmtError::Missing,
        false => RustfmtError::Rejected(message.trim().to_owned()),
    })
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(file, text)
}

/// Why generated files could not be formatted.
#[derive(Debug)]
pub enum RustfmtError {
    /// There is no rustfmt.
    Missing,
    /// rustfmt rejected a file, which is a defect of the generator; its message.
    Rejected(String),
    /// The files could not be written or read, or rustfmt could not be started.
    Io(io::Error),
}

impl RustfmtError {
    /// Returns what to do about the error.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Missing => "install it: rustup component add rustfmt",
            Self::Rejected(_) => "report this with the document: it is a defect of the generator",
            Self::Io(_) => "check the folder for temporary files and the installation of rustfmt",
        }
    }
}

impl fmt::Display for RustfmtError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("rustfmt, which formats generated code, is not installed"),
            Self::Rejected(message) => write!(f, "rustfmt rejected generated code: {message}"),
            Self::Io(error) => write!(f, "cannot format generated code: {error}"),
        }
    }
}

impl std::error::Error for RustfmtError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Missing | Self::Rejected(_) => None,
        }
    }
}

impl From<io::Error> for RustfmtError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_and_examples_are_formatted_and_other_files_kept() {
        let mut files = FileTree::from_iter([
            ("Cargo.toml", "a  = 1"),
            ("examples/first.rs", "fn main( ) { }"),
            ("src/lib.rs", "mod  a ;"),
            ("src/a/mod.rs", "pub  fn f( ){}"),
        ]);
        format(&mut files).expect("rustfmt is installed");
        let texts: Vec<_> = files.iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["a  = 1", "fn main() {}\n", "pub fn f() {}\n", "mod a;\n"]);
    }

    #[test]
    fn a_file_that_is_not_rust_is_rejected() {
        let mut files = FileTree::from_iter([("src/lib.rs", "fn {")]);
        let error = format(&mut files).expect_err("it is not Rust");
        assert!(matches!(error, RustfmtError::Rejected(_)), "{error}");
    }
}
