//! The paths of this repository.

use std::env;
use std::path::{Path, PathBuf};

use crate::report::Failure;

/// The folder of the service whose SDK this repository holds, relative to the root.
const SPECIFICATION: &str = "specs/ivs-realtime/2020-07-14";

/// The overlays of the document, in the order in which they are applied: what AWS added since the
/// document was published, then the documentation, then behaviour. Each is optional.
const OVERLAYS: [&str; 3] =
    ["additions.overlay.yaml", "docs.overlay.yaml", "behavior.overlay.yaml"];

/// One checkout of this repository.
#[derive(Clone, Debug)]
pub(crate) struct Repository {
    root: PathBuf,
}

impl Repository {
    /// The repository at `root`; by default the one that contains this package (`CARGO_MANIFEST_DIR`)
    /// or the current folder.
    pub(crate) fn find(root: Option<PathBuf>) -> Result<Self, Failure> {
        let from_cargo = || {
            let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?);
            package.parent().map(Path::to_owned).filter(|root| is_root(root))
        };
        let from_here = || {
            let here = env::current_dir().ok()?;
            here.ancestors().find(|folder| is_root(folder)).map(Path::to_owned)
        };
        match root {
            Some(root) if root.is_dir() => Ok(Self { root }),
            Some(root) => Err(Failure::new(format!("{} is not a folder", root.display()))
                .remedy("give the root of the repository with `--root`")),
            None => from_cargo().or_else(from_here).map(|root| Self { root }).ok_or_else(|| {
                Failure::new("no repository here: no folder above has `specs` and `xtask`")
                    .remedy("start the command inside the repository, as `cargo xtask …`")
            }),
        }
    }

    /// The top folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of one service and version of it, `specs/ivs-realtime/2020-07-14`.
    pub(crate) fn specification_of(&self, service: &str, version: &str) -> PathBuf {
        self.root.join("specs").join(service).join(version)
    }

    /// The folder of the service whose SDK this repository holds.
    pub(crate) fn specification(&self) -> PathBuf {
        self.root.join(SPECIFICATION)
    }

    /// The document from which the SDK is generated.
    pub(crate) fn document(&self) -> PathBuf {
        self.specification().join("openapi.yaml")
    }

    /// Its overlays that exist, in the order in which they are applied.
    pub(crate) fn overlays(&self) -> Vec<PathBuf> {
        let folder = self.specification();
        OVERLAYS.iter().map(|name| folder.join(name)).filter(|path| path.exists()).collect()
    }

    /// The first of the overlays: what AWS's service model contains beyond the document.
    pub(crate) fn additions(&self) -> PathBuf {
        self.specification().join(OVERLAYS[0])
    }

    /// The overlays that exist and are applied after [`Repository::additions`].
    pub(crate) fn later_overlays(&self) -> Vec<PathBuf> {
        let additions = self.additions();
        let overlays = self.overlays().into_iter();
        overlays.filter(|path| *path != additions).collect()
    }

    /// The folder of the service's model in the package `botocore`.
    pub(crate) fn botocore_folder(&self) -> String {
        SPECIFICATION.replacen("specs", "botocore/data", 1)
    }

    /// The crate whose `src` folder the generator owns.
    pub(crate) fn sdk(&self) -> PathBuf {
        self.root.join("generated-sdk")
    }

    /// Where downloaded originals are kept, each under its hash. Never committed.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.root.join("target/originals")
    }

    /// A path for display: relative to the root if it is below it, with `/`.
    pub(crate) fn display(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        relative.display().to_string().replace('\\', "/")
    }
}

fn is_root(folder: &Path) -> bool {
    folder.join("specs").is_dir() && folder.join("xtask/Cargo.toml").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_displayed_relative_to_the_root() {
        let repository = Repository::find(None).unwrap();
        assert!(repository.document().ends_with("specs/ivs-realtime/2020-07-14/openapi.yaml"));
        let document = repository.display(&repository.document());
        assert_eq!(document, "specs/ivs-realtime/2020-07-14/openapi.yaml");
        assert_eq!(repository.display(Path::new("/other/a.yaml")), "/other/a.yaml");
    }

    #[test]
    fn an_invalid_root_is_an_error() {
        let error = Repository::find(Some(PathBuf::from("/no/such/folder"))).unwrap_err();
        assert!(error.to_string().contains("/no/such/folder is not a folder"), "{error}");
    }
}
