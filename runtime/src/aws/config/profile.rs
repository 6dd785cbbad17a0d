//! AWS's shared files, `~/.aws/config` and `~/.aws/credentials`, and the selected profile.

use std::fmt::Write as _;
use std::io::ErrorKind as IoErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use super::file::Section;
use super::file::{File, FileKind, Title};
use crate::Environment;

/// The variables that select a profile, in the order of the AWS CLI.
const PROFILE_VARIABLES: [&str; 2] = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];

/// A profile, merged from both files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    /// Its name: selected by the caller or by a variable, or `default`.
    pub(crate) name: String,
    /// Whether it was selected by name, so that its absence is an error.
    pub(crate) is_selected: bool,
    /// Its settings; `None` if neither file has it. The credentials file overrides the other.
    pub(crate) settings: Option<Section>,
    files: Arc<[SharedFile]>,
}

/// One of the two files.
#[derive(Debug)]
struct SharedFile {
    kind: FileKind,
    /// Its path, for messages.
    shown: String,
    /// Its sections, or why there are none.
    content: Result<File, Unreadable>,
}

impl Profile {
    /// Reads both files. A default file that cannot be read counts as absent.
    ///
    /// # Errors
    ///
    /// If a file that a variable names cannot be read, or if a file is not in the format. The
    /// message has the file and the line number, never the line.
    pub(crate) fn load(environment: &Environment, selected: Option<&str>) -> Result<Self, String> {
        let files = [
            SharedFile::load(environment, FileKind::Config)?,
            SharedFile::load(environment, FileKind::Credentials)?,
        ];
        Ok(Self::of(Arc::from(files), environment, selected))
    }

    /// The profile for a client that has what it needs: as if there were no files.
    pub(crate) fn without_files(environment: &Environment, selected: Option<&str>) -> Self {
        Self::of(Arc::default(), environment, selected)
    }

    fn of(files: Arc<[SharedFile]>, environment: &Environment, selected: Option<&str>) -> Self {
        let by_variable = || PROFILE_VARIABLES.iter().find_map(|name| environment.get(name));
        let selected = selected.map(str::to_owned).or_else(by_variable);
        let is_selected = selected.is_some();
        Self::named(files, selected.unwrap_or_else(|| "default".to_owned()), is_selected)
    }

    fn named(files: Arc<[SharedFile]>, name: String, is_selected: bool) -> Self {
        let title = Title::Profile(name.clone());
        let mut settings: Option<Section> = None;
        for section in files.iter().filter_map(|file| file.section(&title)) {
            settings.get_or_insert_default().merge(section);
        }
        Self { name, is_selected, settings, files }
    }

    /// Another profile of the same files.
    #[cfg_attr(
        not(feature = "default-chain"),
        allow(dead_code, reason = "used by the default chain only")
    )]
    pub(crate) fn other(&self, name: &str) -> Self {
        Self::named(Arc::clone(&self.files), name.to_owned(), true)
    }

    /// A setting of the profile.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.settings.as_ref()?.get(key)
    }

    /// Whether a setting is there, with a value or empty.
    #[cfg_attr(
        not(feature = "default-chain"),
        allow(dead_code, reason = "used by the default chain only")
    )]
    pub(crate) fn is_set(&self, key: &str) -> bool {
        self.settings.as_ref().is_some_and(|settings| settings.is_set(key))
    }

    /// Whether the credentials file has this setting of the profile.
    #[cfg_attr(
        not(feature = "default-chain"),
        allow(dead_code, reason = "used by the default chain only")
    )]
    pub(crate) fn is_set_in_credentials_file(&self, key: &str) -> bool {
        let title = Title::Profile(self.name.clone());
        self.files
            .iter()
            .filter(|file| file.kind == FileKind::Credentials)
            .filter_map(|file| file.section(&title))
            .any(|section| section.is_set(key))
    }

    /// The settings of a `[sso-session name]` section.
    #[cfg_attr(
        not(feature = "default-chain"),
        allow(dead_code, reason = "used by the default chain only")
    )]
    pub(crate) fn sso_session(&self, name: &str) -> Option<&Section> {
        self.section(&Title::SsoSession(name.to_owned()))
    }

    /// The settings of a `[services name]` section, nested by service.
    pub(crate) fn services(&self, name: &str) -> Option<&Section> {
        self.section(&Title::Services(name.to_owned()))
    }

    fn section(&self, title: &Title) -> Option<&Section> {
        self.files.iter().find_map(|file| file.section(title))
    }

    /// The first file that exists and could not be read, and why: it may hold settings of this profile.
    #[cfg_attr(
        not(feature = "default-chain"),
        allow(dead_code, reason = "used by the default chain only")
    )]
    pub(crate) fn unreadable_file(&self) -> Option<String> {
        self.files.iter().find_map(|file| match &file.content {
            Err(Unreadable::Failed(reason)) => Some(format!("{} {reason}", file.shown)),
            _ => None,
        })
    }

    /// The result of the search in each file, for error messages: "/home/me/.aws/config does not
    /// exist".
    pub(crate) fn describe(&self) -> String {
        let mut description = String::new();
        let title = Title::Profile(self.name.clone());
        for SharedFile { shown, content, .. } in self.files.iter() {
            let separator = if description.is_empty() { "" } else { "; " };
            let name = &self.name;
            // Writing to a String cannot fail.
            let _ = match content {
                Err(Unreadable::Absent(reason)) => {
                    write!(description, "{separator}{shown} {reason}")
                }
                Err(Unreadable::Failed(reason)) => {
                    write!(description, "{separator}{shown} {reason}")
                }
                Ok(file) if file.get(&title).is_some() => {
                    write!(description, "{separator}{shown} has profile '{name}'")
                }
                Ok(_) => write!(description, "{separator}{shown} has no profile '{name}'"),
            };
        }
        description
    }
}

impl SharedFile {
    fn load(environment: &Environment, kind: FileKind) -> Result<Self, String> {
        let (variable, default) = match kind {
            FileKind::Config => ("AWS_CONFIG_FILE", "config"),
            FileKind::Credentials => ("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
        };
        let Some(path) = path_of(environment, variable, default) else {
            let shown = format!("~/.aws/{default}");
            let content =
                Err(Unreadable::Absent("is not searched, because there is no home directory"));
            return Ok(Self { kind, shown, content });
        };
        let shown = path.display().to_string();
        let content = match read(&path) {
            Ok(source) => Ok(File::parse(kind, &source)
                .map_err(|error| format!("{shown}:{}: {}", error.line, error.message))?),
            Err(Unreadable::Absent(reason)) => Err(Unreadable::Absent(reason)),
            Err(Unreadable::Failed(reason)) => {
                if environment.get(variable).is_some() {
                    return Err(format!("{variable} names {shown}, which {reason}"));
                }
                ignored(&format!("{shown} {reason}"));
                Err(Unreadable::Failed(reason))
            }
        };
        Ok(Self { kind, shown, content })
    }

    fn section(&self, title: &Title) -> Option<&Section> {
        self.content.as_ref().ok()?.get(title)
    }
}

/// Emits an event for a problem of the shared files that fails nothing.
pub(super) fn ignored(problem: &str) {
    #[cfg(feature = "tracing")]
    tracing::warn!("shared file ignored: {problem}");
    #[cfg(not(feature = "tracing"))]
    let _ = problem;
}

/// Parses a string as each of the two files.
#[cfg(fuzzing)]
pub(crate) fn fuzz(source: &str) {
    for kind in [FileKind::Config, FileKind::Credentials] {
        let _ = File::parse(kind, source);
    }
}

/// Why a file has no content.
#[derive(Debug)]
enum Unreadable {
    Absent(&'static str),
    Failed(String),
}

fn read(path: &Path) -> Result<String, Unreadable> {
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        IoErrorKind::NotFound | IoErrorKind::NotADirectory => Unreadable::Absent("does not exist"),
        _ => Unreadable::Failed(format!("cannot be read: {error}")),
    })?;
    String::from_utf8(bytes)
        .map_err(|_| Unreadable::Failed("is not UTF-8: save it as UTF-8".to_owned()))
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

    #[test]
    fn aws_profile_precedes_aws_default_profile() {
        let of = |variables: &[(&str, &str)]| {
            let environment = Environment::from_iter(variables.iter().copied());
            let profile = Profile::without_files(&environment, None);
            (profile.name, profile.is_selected)
        };
        let (first, second) = (("AWS_PROFILE", "a"), ("AWS_DEFAULT_PROFILE", "b"));
        assert_eq!(of(&[]), ("default".to_owned(), false));
        assert_eq!(of(&[second]), ("b".to_owned(), true));
        assert_eq!(of(&[second, first]), ("a".to_owned(), true));
    }

    #[test]
    fn default_files_that_cannot_be_read_count_as_absent() {
        let (home, environment) = home(None, None);
        // A folder cannot be read as a file, and a file has no files in it.
        std::fs::create_dir(home.path().join(".aws/config")).unwrap();
        std::fs::write(home.path().join(".aws/credentials"), b"[default]\n# \xff\n").unwrap();
        let profile = Profile::load(&environment, None).unwrap();
        assert!(profile.settings.is_none());
        let description = profile.describe();
        for expected in ["config cannot be read: ", "credentials is not UTF-8"] {
            assert!(description.contains(expected), "{description}");
        }
        let file = home.path().join(".aws/credentials");
        let environment = Environment::from_iter([("HOME", file.to_str().unwrap())]);
        assert!(Profile::load(&environment, None).unwrap().settings.is_none());

        let named = [("AWS_SHARED_CREDENTIALS_FILE", file.to_str().unwrap())];
        let problem = Profile::load(&Environment::from_iter(named), None).unwrap_err();
        let expected = "AWS_SHARED_CREDENTIALS_FILE names ";
        assert!(problem.starts_with(expected) && problem.contains("not UTF-8"), "{problem}");
    }

    #[test]
    fn other_profiles_are_found_in_the_same_files() {
        let (_home, environment) = home(Some("[profile x]\nregion = r\n"), Some("[x]\nk = v\n"));
        let other = Profile::load(&environment, None).unwrap().other("x");
        assert_eq!((other.get("region"), other.get("k")), (Some("r"), Some("v")));
        assert!(other.is_set_in_credentials_file("k"));
        assert!(!other.is_set_in_credentials_file("region"));
    }
}
