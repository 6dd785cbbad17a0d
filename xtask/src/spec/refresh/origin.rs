//! Which model is meant, and where it is.

use std::path::PathBuf;

use super::super::hash;
use super::pin::{self, Pin};
use super::wheel::{self, Files};
use crate::files;
use crate::report::Failure;
use crate::repository::Repository;

/// Which model to read.
#[derive(Clone, Debug)]
pub(crate) enum Chosen {
    /// The one that SOURCE.toml records.
    Pinned,
    /// That of a version of botocore.
    Botocore(String),
    /// A file.
    File(PathBuf),
}

/// Reads the model that was chosen, and says where it came from. What is recorded stands in that table of
/// SOURCE.toml.
pub(super) fn open(
    repository: &Repository,
    chosen: &Chosen,
    table: &str,
) -> Result<Files, Failure> {
    let recorded = pin::read(&repository.specification(), table)?;
    match chosen {
        Chosen::Pinned => {
            let pin = recorded.ok_or_else(|| {
                Failure::new(format!("SOURCE.toml has no table [\"{table}\"]"))
                    .remedy("name a model with `--botocore VERSION` or `--model PATH`")
            })?;
            wheel::pinned(repository, &pin)
        }
        Chosen::Botocore(version) => {
            let is_same = |pin: &Pin| {
                pin.package
                    .as_ref()
                    .is_some_and(|package| package.version == *version)
            };
            match recorded.filter(is_same) {
                Some(pin) => wheel::pinned(repository, &pin),
                None => wheel::get(repository, version, &repository.botocore_folder()),
            }
        }
        Chosen::File(path) => {
            let model = files::read(path)?;
            let paginators = files::read_optional(&path.with_file_name("paginators-1.json"))?;
            let sha256 = hash::sha256(&model);
            // A copy of what is recorded is no new source.
            let recorded = recorded.filter(|pin| pin.sha256 == sha256);
            let pin = recorded.unwrap_or(Pin {
                sha256,
                package: None,
            });
            Ok(Files {
                model,
                paginators,
                pin,
            })
        }
    }
}
