//! The files in which the AWS CLI saves the tokens of a login: JSON objects that only their owner
//! can read.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use super::http::{Members, members};
use crate::System;
use crate::codec::timestamp;
use crate::random_uuid;

/// A file, and the command that creates it.
pub(super) struct TokenFile {
    path: PathBuf,
    command: String,
}

impl TokenFile {
    pub(super) fn new(path: PathBuf, command: String) -> Self {
        Self { path, command }
    }

    pub(super) fn read(&self) -> Result<Members, String> {
        let shown = self.path.display();
        match fs::read(&self.path) {
            Ok(json) => {
                members(&json).map_err(|_| self.log_in_again(&format!("{shown} is not JSON")))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(self.log_in_again(&format!("no login ({shown} does not exist)")))
            }
            Err(error) => Err(format!("{shown} cannot be read: {error}")),
        }
    }

    /// Replaces the file atomically. That it cannot be written is no error: its content is valid,
    /// and the next caller refreshes the token again.
    pub(super) fn save(&self, members: &Members, system: &dyn System) {
        let Ok(json) = serde_json::to_vec(members) else { return };
        let temporary = self.path.with_extension(random_uuid(system));
        if write(&temporary, &json).and_then(|()| fs::rename(&temporary, &self.path)).is_err() {
            let _ = fs::remove_file(&temporary);
        }
    }

    /// The error of a file that lacks what is needed.
    pub(super) fn incomplete(&self, what: &str) -> String {
        self.log_in_again(&format!("{} has no {what}", self.path.display()))
    }

    pub(super) fn log_in_again(&self, problem: &str) -> String {
        format!("{problem}: run `{}`", self.command)
    }
}

/// Writes a new file that only its owner can read.
fn write(path: &Path, json: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(json)
}

/// A string of a file that is not empty.
pub(super) fn string<'a>(members: &'a Members, name: &str) -> Option<&'a str> {
    let value = members.get(name).and_then(Value::as_str);
    value.filter(|value| !value.is_empty())
}

/// When a new token ends that lasts for the seconds in `expiresIn`: in whole seconds, as the CLI saves it.
pub(super) fn end_of_lifetime(response: &Members, now: Timestamp) -> Option<Timestamp> {
    let lifetime = Duration::from_secs(response.get("expiresIn")?.as_u64()?);
    let end = now.checked_add(lifetime).ok()?;
    Some(Timestamp::from_second(end.as_second()).unwrap_or(end))
}

/// A timestamp of a file.
pub(super) fn time(members: &Members, name: &str) -> Option<Timestamp> {
    // Old versions of the CLI write UTC in place of Z.
    timestamp::parse(&string(members, name)?.replace("UTC", "Z"))
}
