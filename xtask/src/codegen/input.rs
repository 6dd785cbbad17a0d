//! Reads what the generator is to be given. The generator itself opens no file.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use generator::Input;
use generator::diagnostics::{Diagnostic, Diagnostics};
use generator::document::Source;

use crate::repository::Repository;

/// Which document and overlays; the repository's own where nothing is named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chosen {
    pub(crate) document: Option<PathBuf>,
    pub(crate) overlays: Vec<PathBuf>,
}

impl Chosen {
    /// Reads all texts, or says what is wrong with each one that cannot be read.
    ///
    /// A document that somebody names comes without the overlays of the repository: they describe
    /// the repository's document.
    pub(crate) fn read(&self, repository: &Repository) -> Result<Input, Vec<Diagnostic>> {
        let document = self
            .document
            .clone()
            .unwrap_or_else(|| repository.document());
        let overlays = match (&self.document, self.overlays.as_slice()) {
            (None, []) => repository.overlays(),
            (_, named) => named.to_vec(),
        };
        let mut diagnostics = Diagnostics::default();
        let mut source = |path: &Path, expected: &str| {
            let name = repository.shown(path);
            let text = text(path, &name, expected, &mut diagnostics);
            Source { name, text }
        };
        let document = source(&document, "an OpenAPI document in YAML or JSON");
        let overlays = overlays
            .iter()
            .map(|path| source(path, "an OpenAPI Overlay"))
            .collect();
        if diagnostics.has_errors() {
            return Err(diagnostics.into_vec());
        }
        Ok(Input { document, overlays })
    }
}

/// The text of a file; empty after a report.
fn text(path: &Path, name: &str, expected: &str, diagnostics: &mut Diagnostics) -> String {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let (code, found) = match error.kind() {
                ErrorKind::NotFound => ("missing-file", format!("no file {name}")),
                _ => (
                    "unreadable-file",
                    format!("{name}, which cannot be read: {error}"),
                ),
            };
            let draft = diagnostics.error(code).found(found).expected(expected);
            draft.remedy("check the path, and that you may read the file");
            return String::new();
        }
    };
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let at = error.utf8_error().valid_up_to();
        let found = format!("{name}, whose byte {at} is not UTF-8");
        let draft = diagnostics
            .error("unreadable-file")
            .found(found)
            .expected(expected);
        draft.remedy("save the file in the encoding UTF-8");
        String::new()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(input: &Input) -> Vec<&str> {
        let overlays = input.overlays.iter().map(|overlay| overlay.name.as_str());
        [input.document.name.as_str()]
            .into_iter()
            .chain(overlays)
            .collect()
    }

    #[test]
    fn overlays_come_in_their_fixed_order_and_only_with_their_document() {
        let root = tempfile::tempdir().unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        let folder = repository.specification();
        fs::create_dir_all(&folder).unwrap();
        for name in [
            "openapi.yaml",
            "docs.overlay.yaml",
            "additions.overlay.yaml",
            "other.yaml",
        ] {
            fs::write(folder.join(name), name).unwrap();
        }
        let at = |name: &str| format!("specs/ivs-realtime/2020-07-14/{name}");
        let check = |chosen: Chosen, expected: &[&str]| {
            let input = chosen.read(&repository).unwrap();
            assert_eq!(
                names(&input),
                expected.iter().map(|name| at(name)).collect::<Vec<_>>()
            );
        };
        let other = folder.join("other.yaml");
        check(
            Chosen::default(),
            &[
                "openapi.yaml",
                "additions.overlay.yaml",
                "docs.overlay.yaml",
            ],
        );
        check(
            Chosen {
                document: Some(other.clone()),
                overlays: vec![],
            },
            &["other.yaml"],
        );
        check(
            Chosen {
                document: None,
                overlays: vec![other],
            },
            &["openapi.yaml", "other.yaml"],
        );
    }

    #[test]
    fn every_file_that_cannot_be_read_is_reported() {
        let root = tempfile::tempdir().unwrap();
        let repository = Repository::find(Some(root.path().to_owned())).unwrap();
        let latin = root.path().join("latin.yaml");
        fs::write(&latin, b"title: \xe9").unwrap();
        let chosen = Chosen {
            document: None,
            overlays: vec![latin],
        };
        let found = chosen.read(&repository).unwrap_err();
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.code, one.found.as_str()))
            .collect();
        let expected = [
            (
                "missing-file",
                "no file specs/ivs-realtime/2020-07-14/openapi.yaml",
            ),
            ("unreadable-file", "latin.yaml, whose byte 7 is not UTF-8"),
        ];
        assert_eq!(found, expected);
    }
}
