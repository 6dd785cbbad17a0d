//! AWS's shared files, `~/.aws/config` and `~/.aws/credentials`, and the selected profile.

use std::io::ErrorKind as IoErrorKind;
use std::path::{Path, PathBuf};

pub(crate) use super::file::Section;
use super::file::{File, FileKind, Title};
use crate::Environment;

/// A profile, merged from both files, and the result of the search in each file.
#[derive(Debug, Default)]
pub(crate) struct Profile {
    /// Its name: selected by the caller or by `AWS_PROFILE`, or `default`.
    pub(crate) name: String,
    /// Whether it was selected by name, so that its absence is an error.
    pub(crate) is_selected: bool,
    /// Its settings; `None` if neither file has it. The credentials file overrides the other.
    pub(crate) settings: Option<Section>,
    /// The result for each file, for error messages: "/home/me/.aws/config does not exist".
    findings: Vec<String>,
    /// The other sections of both files.
    others: File,
}

impl Profile {
    /// Reads both files. A file that does not exist is not an error; one that cannot be read or
    /// parsed is. The message has the file and the line number, never the line.
    pub(crate) fn load(environment: &Environment, selected: Option<&str>) -> Result<Self, String> {
        let selected = selected.map(str::to_owned).or_else(|| environment.get("AWS_PROFILE"));
        let mut profile = Self {
            is_selected: selected.is_some(),
            name: selected.unwrap_or_else(|| "default".to_owned()),
            ..Self::default()
        };
        for (kind, variable, default) in [
            (FileKind::Config, "AWS_CONFIG_FILE", "config"),
            (FileKind::Credentials, "AWS_SHARED_CREDENTIALS_FILE", "credentials"),
        ] {
            let Some(path) = path_of(environment, variable, default) else {
                profile.findings.push(format!("no home directory to find .aws/{default} in"));
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
        allow(dead_code, reason = "used by the default chain only")
    )]
    pub(crate) fn sso_session(&self, name: &str) -> Option<&Section> {
        self.others.get(&Title::SsoSession(name.to_owned()))
    }

    /// The settings of a `[services name]` section, nested by service.
    pub(crate) fn services(&self, name: &str) -> Option<&Section> {
        self.others.get(&Title::Services(name.to_owned()))
    }

    /// The result of the search in each file, for error messages.
    pub(crate) fn describe(&self) -> String {
        self.findings.join("; ")
    }

    fn add_file(&mut self, kind: FileKind, path: &Path) -> Result<(), String> {
        let shown = path.display();
        let source = match std::fs::read(path) {
            Ok(bytes) => String::from_utf8(bytes)
                .map_err(|_| format!("{shown} is not UTF-8: save it as UTF-8"))?,
            Err(error) if error.kind() == IoErrorKind::NotFound => {
                self.findings.push(format!("{shown} does not exist"));
                return Ok(());
            }
            Err(error) => return Err(format!("{shown} cannot be read: {error}")),
        };
        let mut file = File::parse(kind, &source)
            .map_err(|error| format!("{shown}:{}: {}", error.line, error.message))?;
        let own = file.remove(&Title::Profile(self.name.clone()));
        self.others.merge(file);
        match own {
            Some(section) => {
                self.findings.push(format!("{shown} has profile '{}'", self.name));
                self.settings.get_or_insert_with(Section::default).merge(section);
            }
            None => self.findings.push(format!("{shown} has no profile '{}'", self.name)),
        }
        Ok(())
    }
}

/// Parses a string as each of the two files.
#[cfg(fuzzing)]
pub(crate) fn fuzz(source: &str) {
    for kind in [FileKind::Config, FileKind::Credentials] {
        let _ = File::parse(kind, source);
    }
}

/// The path of a file: that of the variable, or the default one in the home directory.
pub(super) fn path_of(environment: &Environment, variable: &str, default: &str) -> Option<PathBuf> {
    let Some(path) = environment.get(variable) else {
        return Some(environment.home_dir()?.join(".aws").join(default));
    };
    match path.strip_prefix("~/").or_else(|| path.strip_prefix("~\\")) {
        Some(rest) => Some(environment.home_dir()?.join(rest)),
        None => Some(PathBuf::from(path)),
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
        for (name, content) in [("config", config), ("credentials", credentials)] {
            if let Some(content) = content {
                std::fs::write(folder.join(name), content).unwrap();
            }
        }
        let environment = Environment::from_iter([("HOME", home.path().to_str().unwrap())]);
        (home, environment)
    }

    #[test]
    fn both_files_make_one_profile_and_the_credentials_file_overrides() {
        let (_home, environment) = home(
            Some("[default]\nregion = eu-west-1\naws_access_key_id = A\n"),
            Some("[default]\naws_access_key_id = B\n"),
        );
        let profile = Profile::load(&environment, None).unwrap();
        assert!(!profile.is_selected);
        assert_eq!(profile.get("region"), Some("eu-west-1"));
        assert_eq!(profile.get("aws_access_key_id"), Some("B"));
    }

    #[test]
    fn an_absent_profile_describes_the_searched_files() {
        let (_home, environment) = home(Some("[default]\n"), None);
        let profile = Profile::load(&environment, Some("work")).unwrap();
        assert!(profile.is_selected && profile.settings.is_none());
        let description = profile.describe();
        for expected in ["config has no profile 'work'", "credentials does not exist"] {
            assert!(description.contains(expected), "{description}");
        }
    }

    #[test]
    fn a_parse_error_has_file_and_line_number_and_not_the_line() {
        let (_home, environment) = home(None, Some("[default]\naws_secret_access_key hush\n"));
        let problem = Profile::load(&environment, None).unwrap_err();
        assert!(problem.contains("credentials:2: "), "{problem}");
        assert!(!problem.contains("hush"), "{problem}");
    }

    #[test]
    fn variables_set_the_paths_of_the_files() {
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
