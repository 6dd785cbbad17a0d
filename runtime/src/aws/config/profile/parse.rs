//! The format of AWS's shared files: an INI dialect with nested settings.

use std::fmt;

/// Which of the two files: they name their sections differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// `[default]`, `[profile name]`, `[sso-session name]`, `[services name]`.
    Config,
    /// `[name]`.
    Credentials,
}

/// A file's sections, as far as this crate reads them.
///
/// A file has a handful of them, so a list does: a map of sections would be compiled for them alone.
#[derive(Debug, Default)]
pub(super) struct File(Vec<(Title, Section)>);

/// A line that cannot be understood.
#[derive(Debug, PartialEq)]
pub(super) struct Problem {
    pub(super) line: usize,
    pub(super) message: &'static str,
}

/// The settings of one section. A nested setting has its parent's key and a dot before its own.
#[derive(Default, PartialEq)]
pub(crate) struct Section(Vec<(String, String)>);

impl Section {
    /// A setting's value; an empty one counts as absent.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.value(key).filter(|value| !value.is_empty())
    }

    fn value(&self, key: &str) -> Option<&str> {
        let found = self.0.iter().find(|(other, _)| other == key);
        found.map(|(_, value)| value.as_str())
    }

    fn set(&mut self, key: String, value: String) {
        self.0.retain(|(other, _)| *other != key);
        self.0.push((key, value));
    }

    /// Adds settings that win over those that are there.
    pub(super) fn overlay(&mut self, other: Self) {
        for (key, value) in other.0 {
            self.set(key, value);
        }
    }
}

/// Names only: the values may be secrets.
impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|(name, _)| name);
        f.debug_set().entries(names).finish()
    }
}

/// What a section is of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Title {
    Profile(String),
    SsoSession(String),
    Services(String),
}

/// Where the lines that follow belong.
enum Target {
    Nowhere,
    Section(Title),
    /// A section that this crate does not read.
    Ignored,
}

impl File {
    pub(super) fn parse(kind: FileKind, text: &str) -> Result<Self, Problem> {
        let mut file = Self::default();
        let mut target = Target::Nowhere;
        let mut explicit_default = false;
        let default = Title::Profile("default".to_owned());
        // The key that an indented line continues.
        let mut open_key: Option<String> = None;
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let problem = |message| Problem {
                line: index + 1,
                message,
            };
            let content = line.trim();
            if content.is_empty() || content.starts_with(['#', ';']) {
                continue;
            }
            if let Some(rest) = content.strip_prefix('[') {
                let (name, _) = rest
                    .split_once(']')
                    .ok_or_else(|| problem("a section's name has to end with ']'"))?;
                target = target_of(kind, name.trim());
                open_key = None;
                // `[profile default]` wins over `[default]`, wherever it stands.
                if kind == FileKind::Config {
                    match name.trim() {
                        "default" if explicit_default => target = Target::Ignored,
                        name if name != "default"
                            && matches!(&target, Target::Section(title) if *title == default) =>
                        {
                            explicit_default = true;
                            file.take(&default);
                        }
                        _ => {}
                    }
                }
                if let Some(section) = file.section(&target) {
                    // An empty section is a section too.
                    section.overlay(Section::default());
                }
                continue;
            }
            if matches!(target, Target::Nowhere) {
                return Err(problem("a setting stands before the first [section]"));
            }
            let indented = line.starts_with([' ', '\t']);
            let Some(section) = file.section(&target) else {
                continue;
            };
            if let (true, Some(parent)) = (indented, &open_key) {
                section.continue_key(parent, content).map_err(problem)?;
                continue;
            }
            let (key, value) = split(content).ok_or_else(|| problem("expected 'key = value'"))?;
            section.set(key.clone(), value);
            open_key = Some(key);
        }
        Ok(file)
    }

    /// The section of this title.
    pub(super) fn get(&self, title: &Title) -> Option<&Section> {
        let found = self.0.iter().find(|(other, _)| other == title);
        found.map(|(_, section)| section)
    }

    /// The same, no longer among the others.
    pub(super) fn take(&mut self, title: &Title) -> Option<Section> {
        let at = self.0.iter().position(|(other, _)| other == title)?;
        Some(self.0.swap_remove(at).1)
    }

    /// Adds sections that win over those of the same title.
    pub(super) fn add(&mut self, other: Self) {
        for (title, section) in other.0 {
            self.take(&title);
            self.0.push((title, section));
        }
    }

    fn section(&mut self, target: &Target) -> Option<&mut Section> {
        let Target::Section(title) = target else {
            return None;
        };
        let known = self.0.iter().position(|(other, _)| other == title);
        let at = known.unwrap_or_else(|| {
            self.0.push((title.clone(), Section::default()));
            self.0.len() - 1
        });
        self.0.get_mut(at).map(|(_, section)| section)
    }
}

impl Section {
    /// An indented line: a nested setting below a key without value, else more of its value.
    fn continue_key(&mut self, parent: &str, content: &str) -> Result<(), &'static str> {
        match self.value(parent).unwrap_or_default() {
            "" => {
                let (key, nested) =
                    split(content).ok_or("expected 'key = value' in a nested setting")?;
                self.set(format!("{parent}.{key}"), nested);
            }
            value => {
                let longer = format!("{value}\n{content}");
                self.set(parent.to_owned(), longer);
            }
        }
        Ok(())
    }
}

fn target_of(kind: FileKind, name: &str) -> Target {
    if kind == FileKind::Credentials || name == "default" {
        return Target::Section(Title::Profile(name.to_owned()));
    }
    match name.split_once([' ', '\t']) {
        Some(("profile", name)) => Target::Section(Title::Profile(unquote(name))),
        Some(("sso-session", name)) => Target::Section(Title::SsoSession(unquote(name))),
        Some(("services", name)) => Target::Section(Title::Services(unquote(name))),
        _ => Target::Ignored,
    }
}

fn unquote(name: &str) -> String {
    name.trim().trim_matches(['"', '\'']).to_owned()
}

/// `Key = value # comment`, with the key in lower case and the comment gone.
fn split(content: &str) -> Option<(String, String)> {
    let (key, value) = content.split_once('=')?;
    let key = key.trim();
    if key.is_empty() {
        return None;
    }
    let comment = [" #", " ;", "\t#", "\t;"]
        .iter()
        .filter_map(|mark| value.find(mark))
        .min();
    let value = comment.and_then(|end| value.get(..end)).unwrap_or(value);
    Some((key.to_ascii_lowercase(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{File, FileKind, Problem, Section, Title};

    fn profile<'a>(file: &'a File, name: &str) -> Option<&'a Section> {
        file.get(&Title::Profile(name.to_owned()))
    }

    fn config(text: &str) -> File {
        File::parse(FileKind::Config, text).unwrap()
    }

    #[test]
    fn sections_settings_and_comments() {
        let file = config(
            "\u{feff}# about\n[default]\nRegion = eu-west-1 # here\nurl = http://x/#y\n\n\
             [profile \"my work\"] ; note\nregion=us-east-1\n[sso-session corp]\nsso_region = a\n\
             [services mine]\ns3 =\n  endpoint_url = b\n[work]\nregion = ignored\n",
        );
        assert_eq!(
            profile(&file, "default").unwrap().get("region"),
            Some("eu-west-1")
        );
        assert_eq!(
            profile(&file, "default").unwrap().get("url"),
            Some("http://x/#y")
        );
        assert_eq!(
            profile(&file, "my work").unwrap().get("region"),
            Some("us-east-1")
        );
        assert_eq!(
            file.get(&Title::SsoSession("corp".to_owned()))
                .unwrap()
                .get("sso_region"),
            Some("a")
        );
        assert_eq!(
            file.get(&Title::Services("mine".to_owned()))
                .unwrap()
                .get("s3.endpoint_url"),
            Some("b")
        );
        assert!(profile(&file, "work").is_none());
    }

    #[test]
    fn nested_settings_do_not_leak_to_the_section() {
        let file = config("[default]\ns3 =\n  region = nested\n  max = 2\nregion = outer\n");
        let section = profile(&file, "default").unwrap();
        assert_eq!(section.get("region"), Some("outer"));
        assert_eq!(section.get("s3.region"), Some("nested"));
        assert_eq!(section.get("s3"), None);
    }

    #[test]
    fn a_value_goes_on_in_indented_lines() {
        let file = config("[default]\nkey = one\n  two\n");
        assert_eq!(
            profile(&file, "default").unwrap().get("key"),
            Some("one\ntwo")
        );
    }

    #[test]
    fn the_long_name_of_default_wins() {
        for text in [
            "[default]\nregion = a\n[profile default]\nregion = b\n",
            "[profile default]\nregion = b\n[default]\nregion = a\n",
        ] {
            assert_eq!(
                profile(&config(text), "default").unwrap().get("region"),
                Some("b")
            );
        }
    }

    #[test]
    fn the_credentials_file_names_profiles_directly() {
        let file = File::parse(FileKind::Credentials, "[work]\nk = v\n").unwrap();
        assert_eq!(profile(&file, "work").unwrap().get("k"), Some("v"));
    }

    #[test]
    fn a_line_that_makes_no_sense_is_named() {
        let problem = |text| File::parse(FileKind::Config, text).unwrap_err();
        assert_eq!(
            problem("[default]\nregion\n"),
            Problem {
                line: 2,
                message: "expected 'key = value'"
            }
        );
        assert_eq!(problem("[default\n").line, 1);
        assert_eq!(problem("region = x\n").line, 1);
    }

    #[test]
    fn debug_shows_no_value() {
        let file = config("[default]\naws_secret_access_key = hush\n");
        assert!(!format!("{file:?}").contains("hush"));
    }
}
