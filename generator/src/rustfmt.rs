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

/// The files of one process. A start costs as much as some 50 files, and the time grows with the square of their number.
const BATCH: usize = 500;

/// Formats the Rust files of a crate.
///
/// # Errors
///
/// Returns an error if rustfmt is not installed, rejects a file, or cannot be given the files.
pub fn format(files: &mut FileTree) -> Result<(), RustfmtError> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("rustfmt.toml"), CONFIG)?;
    let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
    let mut paths: Vec<_> = rust.map(|(path, _)| path.to_owned()).collect();
    // rustfmt follows the declarations of modules in files, and not in its standard input.
    let batched: Vec<_> = match paths.len() <= BATCH {
        true => paths.iter().filter(|path| !is_declared(files, path)).collect(),
        false => {
            let is_parent = |path: &String| path.ends_with("/mod.rs") || path == "src/lib.rs";
            let parents: Vec<_> = paths.extract_if(.., |path| is_parent(path)).collect();
            for path in parents {
                let text = standard_input(folder.path(), files.get(&path).unwrap_or_default())?;
                files.insert(path, text);
            }
            paths.iter().collect()
        }
    };
    for path in &paths {
        write(&folder.path().join(path), files.get(path).unwrap_or_default())?;
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
    for path in paths {
        let text = fs::read_to_string(folder.path().join(&path))?;
        files.insert(path, text);
    }
    Ok(())
}

/// Whether `mod.rs` or `lib.rs` of the folder declares the module of a file. One whose name needs `r#` is not found, and
/// is formatted twice.
fn is_declared(files: &FileTree, path: &str) -> bool {
    let module = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    let Some((folder, name)) = module.rsplit_once('/') else {
        return false;
    };
    let declaration = format!("mod {name};");
    let parents = ["lib.rs", "mod.rs"].into_iter();
    let parents = parents.filter_map(|parent| files.get(&format!("{folder}/{parent}")));
    parents.flat_map(str::lines).any(|line| line.ends_with(&declaration))
}

/// The text, formatted without the files that it declares.
fn standard_input(settings: &Path, text: &str) -> Result<String, RustfmtError> {
    let mut process = rustfmt(settings).stdin(Stdio::piped()).spawn().map_err(start)?;
    let written = process.stdin.take().map_or(Ok(()), |mut it| it.write_all(text.as_bytes()));
    // What ends the process says more than that it does not read.
    let output = succeeded(process)?;
    written?;
    Ok(String::from_utf8_lossy(&output).into_owned())
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
            ("src/a/b.rs", "fn  g( ){}"),
            ("src/a/mod.rs", "pub mod b;\npub  fn f( ){}"),
            ("src/lib.rs", "mod  a ;"),
            ("src/main.rs", "fn main( ){}"),
        ]);
        format(&mut files).expect("rustfmt is installed");
        let texts: Vec<_> = files.iter().map(|(_, text)| text).collect();
        assert_eq!(
            texts,
            [
                "a  = 1",
                "fn main() {}\n",
                "fn g() {}\n",
                "pub mod b;\npub fn f() {}\n",
                "mod a;\n",
                "fn main() {}\n"
            ]
        );
    }

    #[test]
    fn many_files_are_formatted_as_a_few_are() {
        let declarations: String = (0..=BATCH).map(|at| format!("mod  m{at};\n")).collect();
        let modules: Vec<_> = (0..=BATCH).map(|at| format!("src/m{at}.rs")).collect();
        let modules = modules.iter().map(|path| (path.as_str(), "fn  f( ){}"));
        let mut files: FileTree = modules.chain([("src/lib.rs", declarations.as_str())]).collect();
        format(&mut files).expect("rustfmt is installed");
        let lib = files.get("src/lib.rs").unwrap_or_default();
        assert!(lib.starts_with("mod m0;\nmod m1;\n"), "{lib}");
        let last = files.get(&format!("src/m{BATCH}.rs"));
        assert_eq!(last, Some("fn f() {}\n"));
    }

    #[test]
    fn a_file_that_is_not_rust_is_rejected() {
        let mut files = FileTree::from_iter([("src/lib.rs", "fn {")]);
        let error = format(&mut files).expect_err("it is not Rust");
        assert!(matches!(error, RustfmtError::Rejected(_)), "{error}");
    }
}
