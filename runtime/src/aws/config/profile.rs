//! AWS's shared files, `~/.aws/config` and `~/.aws/credentials`, and the profile chosen in them.

mod parse;

use std::io::ErrorKind as IoErrorKind;
use std::path::{Path, PathBuf};

pub(crate) use self::parse::Section;
use self::parse::{File, FileKind, Title};
use crate::Environment;

/// The chosen profile, as both files give it, and where it was looked for.
#[derive(Debug, Default)]
pub(crate) struct Profile {
    /// Its name: chosen by the caller, by `AWS_PROFILE`, or `default`.
    pub(crate) name: String,
    /// Whether somebody asked for it by name, so that its absence is a mistake.
    pub(crate) asked_for: bool,
    /// Its settings; `None` if neither file has it. The credentials file wins over the other.
    pub(crate) settings: Option<Section>,
    /// What became of each file, for error messages: "/home/me/.aws/config does not exist".
    pub(crate) findings: Vec<String>,
    /// The sections of both files, but for the profile's own.
    others: File,
}

impl Profile {
    /// Reads both files. A file that does not exist is no error; one that cannot be read or
    /// understood is, with its name and the line's number but never its text.
    pub(crate) fn load(environment: &Environment, chosen: Option<&str>) -> Result<Self, String> {
        let named = chosen
            .map(str::to_owned)
            .or_else(|| environment.get("AWS_PROFILE"));
        let mut profile = Self {
            asked_for: named.is_some(),
            name: named.unwrap_or_else(|| "default".to_owned()),
            ..Self::default()
        };
        for (kind, variable, usual) in [
            (FileKind::Config, "AWS_CONFIG_FILE", "config"),
            (
                FileKind::Credentials,
                "AWS_SHARED_CREDENTIALS_FILE",
                "credentials",
            ),
        ] {
            let Some(path) = path_of(environment, variable, usual) else {
                profile
                    .findings
                    .push(format!("no home folder to look for .aws/{usual} in"));
                continue;
            };
            profile.add_file(kind, &path)?;
        }
        Ok(profile)
    }

    /// A setting of the profile.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.settings.as_ref()?.get(key)
    }

    /// The settings of a `[sso-session name]` section.
    #[cfg_attr(
        not(feature = "default-chain"),
        allow(dead_code, reason = "only the chain asks")
    )]
    pub(crate) fn sso_session(&self, name: &str) -> Option<&Section> {
        self.others.get(&Title::SsoSession(name.to_owned()))
    }

    /// The settings of a `[services name]` section, each below the name of a service.
    pub(crate) fn services(&self, name: &str) -> Option<&Section> {
        self.others.get(&Title::Services(name.to_owned()))
    }

    /// Where the profile was looked for and what was found, in one clause.
    pub(crate) fn describe(&self) -> String {
        self.findings.join("; ")
    }

    fn add_file(&mut self, kind: FileKind, path: &Path) -> Result<(), String> {
        let shown = path.display();
        let text = match std::fs::read(path) {
            Ok(bytes) => String::from_utf8(bytes)
                .map_err(|_| format!("{shown} is not UTF-8 text: save it as UTF-8"))?,
            Err(error) if error.kind() == IoErrorKind::NotFound => {
                self.findings.push(format!("{shown} does not exist"));
                return Ok(());
            }
            Err(error) => return Err(format!("{shown} cannot be read: {error}")),
        };
        let mut file = File::parse(kind, &text)
            .map_err(|problem| format!("{shown}:{}: {}", problem.line, problem.message))?;
        let own = file.take(&Title::Profile(self.name.clone()));
        self.others.add(file);
        match own {
            Some(section) => {
                self.findings
                    .push(format!("{shown} has profile '{}'", self.name));
                self.settings
                    .get_or_insert_with(Section::default)
                    .overlay(section);
            }
            None => self
                .findings
                .push(format!("{shown} has no profile '{}'", self.name)),
        }
        Ok(())
    }
}

/// Reads any text as each of the two files.
#[cfg(fuzzing)]
pub(crate) fn fuzz(text: &str) {
    for kind in [FileKind::Config, FileKind::Credentials] {
        let _ = File::parse(kind, text);
    }
}

fn path_of(environment: &Environment, variable: &str, usual: &str) -> Option<PathBuf> {
    let Some(given) = environment.get(variable) else {
        return Some(environment.home_dir()?.join(".aws").join(usual));
    };
    match given
        .strip_prefix("~/")
        .or_else(|| given.strip_prefix("~\\"))
    {
        Some(rest) => Some(environment.home_dir()?.join(rest)),
        None => Some(PathBuf::from(given)),
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;
    use crate::Environment;

    fn home(config: Option<&str>, credentials: Option<&str>) -> (tempfile::TempDir, Environment) {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join(".aws");
        std::fs::create_dir(&folder).unwrap();
        for (name, text) in [("config", config), ("credentials", credentials)] {
            if let Some(text) = text {
                std::fs::write(folder.join(name), text).unwrap();
            }
        }
        let environment = Environment::from_iter([("HOME", home.path().to_str().unwrap())]);
        (home, environment)
    }

    #[test]
    fn both_files_make_one_profile_and_credentials_win() {
        let (_home, environment) = home(
            Some("[default]\nregion = eu-west-1\naws_access_key_id = A\n"),
            Some("[default]\naws_access_key_id = B\n"),
        );
        let profile = Profile::load(&environment, None).unwrap();
        assert!(!profile.asked_for);
        assert_eq!(profile.get("region"), Some("eu-west-1"));
        assert_eq!(profile.get("aws_access_key_id"), Some("B"));
    }

    #[test]
    fn a_missing_profile_says_where_it_was_looked_for() {
        let (_home, environment) = home(Some("[default]\n"), None);
        let profile = Profile::load(&environment, Some("work")).unwrap();
        assert!(profile.asked_for && profile.settings.is_none());
        let text = profile.describe();
        assert!(text.contains("config has no profile 'work'"), "{text}");
        assert!(text.contains("credentials does not exist"), "{text}");
    }

    #[test]
    fn a_broken_file_is_named_with_the_line_but_without_its_text() {
        let (_home, environment) = home(None, Some("[default]\naws_secret_access_key hush\n"));
        let problem = Profile::load(&environment, None).unwrap_err();
        assert!(problem.contains("credentials:2: "), "{problem}");
        assert!(!problem.contains("hush"), "{problem}");
    }

    #[test]
    fn files_can_stand_elsewhere() {
        let (home, _) = home(Some("[profile x]\nregion = sa-east-1\n"), None);
        let path = home.path().join(".aws/config");
        let environment = Environment::from_iter([
            ("AWS_CONFIG_FILE", path.to_str().unwrap()),
            ("AWS_PROFILE", "x"),
        ]);
        let profile = Profile::load(&environment, None).unwrap();
        assert_eq!(profile.get("region"), Some("sa-east-1"));
    }
}
