//! Formats generated files with rustfmt.
//!
//! [`generate`](crate::generate) is pure and starts no process; the driver calls [`format()`] on its
//! result before it writes or compares it.

use crate::FileTree;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::{fmt, fs, io, panic, thread};

/// The settings of generated crates; `rustfmt.toml` of a whole crate holds the same.
const CONFIG: &str = "edition = \"2024\"\nuse_small_heuristics = \"Max\"\n";

/// The most bytes of text for one process.
const BATCH: usize = 1 << 22;

/// The fewest bytes for which another core is used: a process starts as long as it formats some 100 KiB.
const LEAST: usize = 1 << 18;

/// The attribute of a file that its template has formatted, such as a long table.
const SKIP: &str = "#![cfg_attr(rustfmt, rustfmt_skip)]";

/// The line before each file in the text for a process.
const SEPARATOR: &str = "\n//@ file\n";

/// A file: its path and its text.
type File<'a> = (&'a str, &'a str);

/// Formats the Rust files of a crate.
///
/// # Errors
///
/// Returns an error if rustfmt is not installed, rejects a file, or cannot be given the files; some files are formatted then.
pub fn format(files: &mut FileTree) -> Result<(), RustfmtError> {
    let settings = tempfile::tempdir()?;
    fs::write(settings.path().join("rustfmt.toml"), CONFIG)?;
    let folder = settings.path();
    let is_skipped = |text: &str| text[..head(text)].contains(SKIP);
    let rust = files.iter().filter(|(path, text)| path.ends_with(".rs") && !is_skipped(text));
    let sizes: Vec<_> = rust.map(|(path, text)| (path.to_owned(), text.len())).collect();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    for batches in batches(&sizes, cores).chunks(cores) {
        let results: Vec<_> = thread::scope(|scope| {
            let work = |batch: &[(String, usize)]| {
                let texts = batch.iter().filter_map(|(path, _)| files.get_key_value(path));
                let texts: Vec<File<'_>> = texts.collect();
                scope.spawn(move || format_batch(folder, &texts))
            };
            let threads: Vec<_> = batches.iter().copied().map(work).collect();
            threads.into_iter().map(thread::ScopedJoinHandle::join).collect()
        });
        // A large crate has hundreds of megabytes, so that each text is replaced at once.
        for result in results {
            for (path, text) in result.unwrap_or_else(|cause| panic::resume_unwind(cause))? {
                files.insert(path, text);
            }
        }
    }
    Ok(())
}

/// Divides files, given by their paths and sizes, into batches of about equal size, so that all cores have one at a time.
fn batches(files: &[(String, usize)], cores: usize) -> Vec<&[(String, usize)]> {
    let total: usize = files.iter().map(|(_, size)| size).sum();
    let count = match total.div_ceil(BATCH) {
        few if few <= cores => few.max((total / LEAST).min(cores)).max(1),
        many => many.next_multiple_of(cores),
    };
    let most = total.div_ceil(count);
    let mut batches = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, (_, size)) in files.iter().enumerate() {
        bytes += size;
        if bytes >= most || at + 1 == files.len() {
            batches.push(&files[start..=at]);
            (start, bytes) = (at + 1, 0);
        }
    }
    batches
}

/// Formats files with one process, as one text: in its standard input rustfmt does not follow the declarations of modules.
fn format_batch(
    settings: &Path,
    batch: &[File<'_>],
) -> Result<Vec<(String, String)>, RustfmtError> {
    let texts: Vec<_> = batch.iter().map(|(_, text)| text.split_at(head(text))).collect();
    let joined: String = texts.iter().map(|(_, rest)| format!("\n{SEPARATOR}\n{rest}")).collect();
    let output = match (filtered(rustfmt(settings), &joined), batch) {
        (Err(RustfmtError::Rejected(message)), [(path, _)]) => {
            return Err(RustfmtError::Rejected(format!("{path}: {message}")));
        }
        // The message does not tell in which file it is.
        (Err(RustfmtError::Rejected(_)), _) => {
            let each = batch.chunks(1).map(|file| format_batch(settings, file));
            return Ok(each.collect::<Result<Vec<_>, _>>()?.concat());
        }
        (output, _) => format!("\n{}", output?),
    };
    let rests = output.split(SEPARATOR).skip(1).map(str::trim);
    let files = batch.iter().zip(texts).zip(rests);
    let text = |((&(path, _), (head, _)), rest): ((&File<'_>, (&str, _)), &str)| {
        (path.to_owned(), format!("{}\n", [head, rest].concat().trim()))
    };
    Ok(files.map(text).collect())
}

/// The length of the comments, documentation and attributes with which a file begins. Inner ones must be first in a text,
/// and templates have them formatted.
fn head(text: &str) -> usize {
    let is_of_head = |line: &&str| {
        let is_comment = line.starts_with("//") && !line.starts_with("///");
        is_comment || line.starts_with("#![") || line.trim().is_empty()
    };
    text.split_inclusive('\n').take_while(is_of_head).map(str::len).sum()
}

/// The output of a process for a text in its standard input, which is written while the output is read: a process may
/// write before it has read everything.
fn filtered(mut command: Command, text: &str) -> Result<String, RustfmtError> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().map_err(start)?;
    let input = process.stdin.take();
    let (output, written) = thread::scope(|scope| {
        let write = || input.map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
        let written = scope.spawn(write);
        (succeeded(process), written.join())
    });
    // What ends the process says more than that it does not read.
    let output = output?;
    written.unwrap_or_else(|cause| panic::resume_unwind(cause))?;
    Ok(String::from_utf8_lossy(&output).into_owned())
}

fn rustfmt(settings: &Path) -> Command {
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--config-path"]).arg(settings);
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
    fn documentation_of_a_file_and_the_order_of_its_items_are_kept() {
        let module =
            "// @generated.\n\n//! A module.\n\n#![allow(deprecated)]\n\nmod b;\nuse  z::Z;\n";
        let mut files = FileTree::from_iter([
            ("src/a/mod.rs", module),
            ("src/b.rs", "// @generated.\n\nuse y::Y;\nuse x::X;\n/// A //@ file\nstruct B;\n"),
            ("src/c.rs", "//! Nothing else.\n"),
        ]);
        format(&mut files).expect("rustfmt is installed");
        assert_eq!(files.get("src/a/mod.rs"), Some(module.replace("  ", " ").as_str()));
        let sorted = "// @generated.\n\nuse x::X;\nuse y::Y;\n/// A //@ file\nstruct B;\n";
        assert_eq!(files.get("src/b.rs"), Some(sorted));
        assert_eq!(files.get("src/c.rs"), Some("//! Nothing else.\n"));
    }

    #[test]
    fn every_file_is_in_one_batch() {
        let files = [("a", 0), ("b", BATCH), ("c", 1), ("d", BATCH - 1)];
        let files = files.map(|(path, size)| (path.to_owned(), size));
        let paths = |cores| {
            let batches = batches(&files, cores);
            let paths = batches.iter().map(|batch| batch.iter().map(|(path, _)| path.as_str()));
            paths.map(Iterator::collect::<String>).collect::<Vec<_>>()
        };
        assert_eq!(paths(1), ["ab", "cd"]);
        assert_eq!(paths(2), ["ab", "cd"]);
        assert!(batches(&[], 2).is_empty());
    }

    #[test]
    fn every_core_has_a_batch_that_is_worth_its_start() {
        let counts = |size: usize, cores| {
            let files: Vec<_> = (0..size).map(|at| (at.to_string(), LEAST / 4)).collect();
            batches(&files, cores).len()
        };
        assert_eq!([counts(4, 2), counts(7, 2), counts(8, 2), counts(8, 4)], [1, 1, 2, 2]);
        assert_eq!([counts(16, 4), counts(160, 2), counts(160, 1)], [4, 4, 3]);
    }

    #[test]
    fn a_file_that_its_template_has_formatted_is_not_changed() {
        let table =
            format!("// @generated.\n\n//! A table.\n\n{SKIP}\n\nconst A: &[u8] = &[\n1,\n];\n");
        let mut files = FileTree::from_iter([("src/table.rs", &*table)]);
        format(&mut files).expect("it is Rust");
        assert_eq!(files.get("src/table.rs"), Some(&*table));
    }

    /// `cat` writes while it reads, more than the pipes hold.
    #[cfg(unix)]
    #[test]
    fn a_process_may_write_before_it_has_read_everything() {
        let (sender, outcome) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let text = "x".repeat(BATCH);
            let output = filtered(Command::new("cat"), &text);
            sender.send(output.is_ok_and(|output| output == text))
        });
        assert_eq!(outcome.recv_timeout(std::time::Duration::from_secs(60)), Ok(true));
    }

    #[test]
    fn a_file_that_is_not_rust_is_rejected() {
        let mut files = FileTree::from_iter([("src/a.rs", "fn a() {}"), ("src/lib.rs", "fn {")]);
        let error = format(&mut files).expect_err("it is not Rust");
        assert!(
            matches!(&error, RustfmtError::Rejected(message) if message.starts_with("src/lib.rs: ")),
            "{error}"
        );
    }
}
