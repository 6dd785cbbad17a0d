//! How much code is generated for an operation.

use std::fs;
use std::path::Path;

use super::Bench;
use super::figure::Figure;
use super::program::Program;
use super::row::{Line, Row, Unit};
use crate::files;
use crate::report::Failure;

/// Lines of each SDK's source by its operations.
pub(super) fn measure(bench: &mut Bench<'_>) -> Result<Vec<Row>, Failure> {
    let [_, official] = Program::both(&bench.place)?;
    let source = official.source_of("aws-sdk-ivsrealtime")?.join("src");
    let theirs = for_an_operation(&source, &source.join("operation"))?;
    let source = bench.repository.sdk().join("src");
    let ours = for_an_operation(&source, &source.join("operations"))?;
    let line = Line {
        what: Figure::Lines.title().to_owned(),
        how: "lines of src by operations".to_owned(),
        goal: Figure::Lines.goal(),
        peer: "official".to_owned(),
    };
    Ok(vec![Row::compared(line, Unit::Count, &[ours], &[theirs])])
}

/// All lines of Rust below a folder, by the files of another: both SDKs have one for each operation.
fn for_an_operation(source: &Path, operations: &Path) -> Result<f64, Failure> {
    let (mut lines, mut open) = (0, vec![source.to_owned()]);
    while let Some(folder) = open.pop() {
        for path in entries(&folder)? {
            if path.is_dir() {
                open.push(path);
            } else if is_rust(&path) {
                lines += String::from_utf8_lossy(&files::read(&path)?)
                    .lines()
                    .count();
            }
        }
    }
    let operations = entries(operations)?
        .iter()
        .filter(|path| is_rust(path))
        .count();
    Ok(lines as f64 / operations as f64)
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, Failure> {
    let unread = |error: std::io::Error| Failure::io("read", folder, &error);
    let entries = fs::read_dir(folder).map_err(unread)?;
    entries
        .map(|entry| entry.map(|entry| entry.path()).map_err(unread))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_all_files_by_the_number_of_operations() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path();
        for (name, text) in [
            ("lib.rs", "1\n2\n"),
            ("notes.md", "not Rust\n"),
            ("operation/get.rs", "1\n2\n3\n"),
            ("operation/get/builder.rs", "1\n"),
            ("operation/list.rs", "1\n2\n3\n4\n"),
        ] {
            files::update(&source.join(name), text.as_bytes()).unwrap();
        }
        assert_eq!(
            for_an_operation(source, &source.join("operation")).unwrap(),
            5.0
        );
    }
}
