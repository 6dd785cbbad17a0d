//! Formats generated files with rustfmt.
//!
//! [`generate`](crate::generate) is pure and starts no process; the driver calls [`format()`] on its
//! result before it writes or compares it.

use crate::FileTree;
use std::path::Path;
use std::process::Command;
use std::{fmt, fs, io};

/// The settings of generated crates; `rustfmt.toml` of a whole crate holds the same.
const CONFIG: &str = "edition = \"2024\"\nuse_small_heuristics = \"Max\"\n";

/// Formats the Rust files of a crate: `src/lib.rs` with its modules, and the examples.
///
/// # Errors
///
/// Returns an error if rustfmt is not installed, rejects a file, or cannot be given the files.
pub fn format(files: &mut FileTree) -> Result<(), RustfmtError> {
    let is_root = |path: &str| path == "src/lib.rs" || path.starts_with("examples/");
    let roots: Vec<String> =
        files.iter().filter(|(path, _)| is_root(path)).map(|(path, _)| path.to_owned()).collect();
    if roots.is_empty() {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("rustfmt.toml"), CONFIG)?;
    let rust: Vec<String> = files
        .iter()
        .map(|(path, _)| path.to_owned())
        .filter(|path| path.ends_with(".rs"))
        .collect();
    for path in &rust {
        write(&folder.path().join(path), files.get(path))?;
    }
    let output = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(folder.path())
        .args(roots.iter().map(|root| folder.path().join(root)))
        .output();
    let output = output.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => RustfmtError::Missing,
        _ => RustfmtError::Io(error),
    })?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        // The proxy of rustup exists without the component.
        return Err(match message.contains("is not installed") {
            true => RustfmtError::Missing,
            false => RustfmtError::Rejected(message.trim().to_owned()),
        });
    }
    for path in rust {
        let text = fs::read_to_string(folder.path().join(&path))?;
        files.insert(path, text);
    }
    Ok(())
}

fn write(file: &Path, text: Option<&str>) -> io::Result<()> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(file, text.unwrap_or_default())
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
