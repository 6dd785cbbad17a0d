//! The format of AWS's shared files: an INI dialect with nested settings.
//!
//! Lines are read as botocore and Python's configparser read them. INI crates support neither
//! nested settings nor this rule of indentation, and the official parser is part of the official
//! SDK's configuration crates.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

/// Which of the two files: they name their sections differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// `[default]`, `[profile name]`, `[sso-session name]`, `[services name]`.
    Config,
    /// `[name]`.
    Credentials,
}

/// A type and name of a section.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Title {
    Profile(String),
    SsoSession(String),
    Services(String),
}

/// The sections of a file, except those of unknown types.
#[derive(Debug, Default)]
pub(super) struct File(HashMap<Title, Section>);

/// The settings of a section. The key of a nested setting is `parent.key`.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Section(BTreeMap<String, String>);

/// A line that is not in the format. It does not show the line, which may contain a secret.
#[derive(Debug, PartialEq)]
pub(super) struct ParseError {
    pub(super) line: usize,
    pub(super) message: &'static str,
}

impl File {
    pub(super) fn parse(kind: FileKind, source: &str) -> Result<Self, ParseError> {
        let mut parser = Parser {
            kind,
            file: Self::default(),
            target: Target::None,
            last_key: None,
            has_profile_default: false,
        };
        let lines = source.trim_start_matches('\u{feff}').lines();
        for (line, content) in (1..).zip(lines) {
            parser.read_line(content).map_err(|message| ParseError { line, message })?;
        }
        Ok(parser.file)
    }

    pub(super) fn get(&self, title: &Title) -> Option<&Section> {
        self.0.get(title)
    }

    /// All sections with their settings.
    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = (&Title, &BTreeMap<String, String>)> {
        self.0.iter().map(|(title, section)| (title, &section.0))
    }
}

impl Section {
    /// The value of a setting; an empty one counts as absent.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let value = self.0.get(key).map(String::as_str);
        value.filter(|value| !value.is_empty())
    }

    /// Whether a setting is there, with a value or empty.
    pub(crate) fn is_set(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Adds settings, which override existing ones.
    pub(super) fn merge(&mut self, other: &Self) {
        let settings = other.0.iter();
        self.0.extend(settings.map(|(key, value)| (key.clone(), value.clone())));
    }

    /// Adds an indented line: a nested setting if its parent has no value of its own, otherwise
    /// another line of the parent's value.
    fn continue_setting(&mut self, parent: &str, content: &str) -> Result<(), &'static str> {
        match self.0.get_mut(parent) {
            Some(value) if !value.is_empty() => {
                value.push('\n');
                value.push_str(content);
            }
            _ => {
                let (key, value) =
                    key_and_value(content).ok_or("expected 'key = value' in a nested setting")?;
                self.0.insert(format!("{parent}.{key}"), value);
            }
        }
        Ok(())
    }
}

/// Shows keys only: values may be secrets. So may the keys of nested settings, if they are the lines
/// of a value.
impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: BTreeSet<_> = self.0.keys().filter_map(|key| key.split('.').next()).collect();
        f.debug_set().entries(keys).finish()
    }
}

struct Parser {
    kind: FileKind,
    file: File,
    target: Target,
    /// The last setting's key, and the indentation of its line.
    last_key: Option<(String, usize)>,
    /// Whether there is a `[profile default]`, which replaces `[default]` before and after it.
    has_profile_default: bool,
}

/// The section that the next lines belong to.
enum Target {
    /// None yet.
    None,
    Section(Title),
    /// A section of an unknown type, which is ignored.
    Unknown,
}

impl Parser {
    fn read_line(&mut self, line: &str) -> Result<(), &'static str> {
        let content = line.trim();
        if content.is_empty() || content.starts_with(['#', ';']) {
            return Ok(());
        }
        let indentation = line.len() - line.trim_start().len();
        if let (Target::Section(title), Some((key, indentation_of_key))) =
            (&self.target, &self.last_key)
            && indentation > *indentation_of_key
        {
            let section = self.file.0.entry(title.clone()).or_default();
            return section.continue_setting(key, content);
        }
        if let Some(rest) = content.strip_prefix('[') {
            let (name, _) =
                rest.split_once(']').ok_or("the name of a section has to end with ']'")?;
            self.begin_section(name.trim());
            return Ok(());
        }
        match &self.target {
            Target::None => Err("a setting before the first [section]"),
            Target::Unknown => Ok(()),
            Target::Section(title) => {
                let (key, value) = key_and_value(content).ok_or("expected 'key = value'")?;
                let section = self.file.0.entry(title.clone()).or_default();
                section.0.insert(key.clone(), value);
                self.last_key = Some((key, indentation));
                Ok(())
            }
        }
    }

    fn begin_section(&mut self, name: &str) {
        self.last_key = None;
        let Some(title) = self.title(name) else {
            self.target = Target::Unknown;
            return;
        };
        let is_default = self.kind == FileKind::Config
            && matches!(&title, Title::Profile(profile) if profile == "default");
        if is_default && name == "default" && self.has_profile_default {
            self.target = Target::Unknown;
            return;
        }
        if is_default && name != "default" && !self.has_profile_default {
            self.has_profile_default = true;
            self.file.0.remove(&title);
        }
        // A section without settings exists too.
        self.file.0.entry(title.clone()).or_default();
        self.target = Target::Section(title);
    }

    fn title(&self, name: &str) -> Option<Title> {
        if self.kind == FileKind::Credentials || name == "default" {
            return Some(Title::Profile(name.to_owned()));
        }
        let (kind, name) = name.split_once([' ', '\t'])?;
        let name = unquoted(name.trim())?.to_owned();
        match kind {
            "profile" => Some(Title::Profile(name)),
            "sso-session" => Some(Title::SsoSession(name)),
            "services" => Some(Title::Services(name)),
            _ => None,
        }
    }
}

/// A name without its quotes. A name of several words needs them.
fn unquoted(name: &str) -> Option<&str> {
    for quote in ['"', '\''] {
        if let Some(rest) = name.strip_prefix(quote) {
            return rest.strip_suffix(quote);
        }
    }
    (!name.contains([' ', '\t'])).then_some(name)
}

/// Splits `Key = value # comment` into the key in lower case and the value.
fn key_and_value(content: &str) -> Option<(String, String)> {
    let (key, value) = content.split_once('=')?;
    let key = key.trim();
    if key.is_empty() {
        return None;
    }
    let comment = [" #", " ;", "\t#", "\t;"].iter().filter_map(|mark| value.find(mark)).min();
    let value = comment.and_then(|end| value.get(..end)).unwrap_or(value);
    Some((key.to_ascii_lowercase(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::{File, FileKind, ParseError, Section, Title};

    fn config(source: &str) -> File {
        File::parse(FileKind::Config, source).unwrap()
    }

    fn profile<'a>(file: &'a File, name: &str) -> &'a Section {
        file.get(&Title::Profile(name.to_owned())).unwrap()
    }

    #[test]
    fn sections_settings_and_comments_are_read() {
        let file = config(
            "\u{feff}# about\n[default]\nRegion = eu-west-1 # here\nurl = http://x/#y\n\n\
             [profile \"my work\"] ; note\nregion=us-east-1\n[sso-session corp]\nsso_region = a\n\
             [services mine]\ns3 =\n  endpoint_url = b\n[work]\nregion = ignored\n",
        );
        let default = profile(&file, "default");
        assert_eq!(default.get("region"), Some("eu-west-1"));
        assert_eq!(default.get("url"), Some("http://x/#y"));
        assert_eq!(profile(&file, "my work").get("region"), Some("us-east-1"));
        let session = file.get(&Title::SsoSession("corp".to_owned())).unwrap();
        assert_eq!(session.get("sso_region"), Some("a"));
        let services = file.get(&Title::Services("mine".to_owned())).unwrap();
        assert_eq!(services.get("s3.endpoint_url"), Some("b"));
        assert!(file.get(&Title::Profile("work".to_owned())).is_none());
    }

    #[test]
    fn nested_settings_are_separate_from_those_of_the_section() {
        let file = config("[default]\ns3 =\n  region = nested\n  max = 2\nregion = outer\n");
        let section = profile(&file, "default");
        assert_eq!(section.get("region"), Some("outer"));
        assert_eq!(section.get("s3.region"), Some("nested"));
        assert_eq!(section.get("s3"), None);
    }

    #[test]
    fn names_of_several_words_need_quotes() {
        let file = config("[profile a b]\nk = 1\n[profile 'a b']\nk = 2\n[profile \"c]\nk = 3\n");
        assert_eq!(profile(&file, "a b").get("k"), Some("2"));
        assert_eq!(file.0.len(), 1);
    }

    #[test]
    fn a_value_continues_in_lines_that_are_indented_more() {
        let file = config("[default]\nkey = one\n  two\n");
        assert_eq!(profile(&file, "default").get("key"), Some("one\ntwo"));
    }

    #[test]
    fn settings_may_all_be_indented() {
        for indentation in ["  ", "\t", " \t"] {
            let file = config(&format!(
                "[default]\n{indentation}region = eu-west-1\n{indentation}s3 =\n\
                 {indentation}  max = 2\n\n{indentation}output = json\n"
            ));
            let section = profile(&file, "default");
            assert_eq!(section.get("region"), Some("eu-west-1"));
            assert_eq!(section.get("s3.max"), Some("2"));
            assert_eq!(section.get("output"), Some("json"));
        }
    }

    #[test]
    fn sections_of_the_same_title_are_merged() {
        let file = config("[default]\na = 1\nb = 1\n[profile x]\n[default]\nb = 2\n");
        let section = profile(&file, "default");
        assert_eq!((section.get("a"), section.get("b")), (Some("1"), Some("2")));
    }

    #[test]
    fn profile_default_replaces_default() {
        for source in [
            "[default]\nregion = a\n[profile default]\nregion = b\n",
            "[profile default]\nregion = b\n[default]\nregion = a\n",
            "[profile default]\nregion = b\n[default]\nregion = a\n[profile default]\nx = y\n",
        ] {
            let file = config(source);
            assert_eq!(profile(&file, "default").get("region"), Some("b"));
        }
    }

    #[test]
    fn sections_of_the_credentials_file_are_profiles() {
        let file = File::parse(FileKind::Credentials, "[work]\nk = v\n").unwrap();
        assert_eq!(profile(&file, "work").get("k"), Some("v"));
    }

    #[test]
    fn errors_have_the_line() {
        let error = |source| File::parse(FileKind::Config, source).unwrap_err();
        let expected = ParseError { line: 2, message: "expected 'key = value'" };
        assert_eq!(error("[default]\nregion\n"), expected);
        assert_eq!(error("[default]\nregion : eu-west-1\n"), expected);
        assert_eq!(error("[default\n").line, 1);
        assert_eq!(error("region = x\n").line, 1);
    }

    /// The number of lines grows by 16; quadratic work would take 256 times as long.
    #[test]
    fn work_grows_with_the_length_of_the_file() {
        let shortest = |source: &str| {
            let parse = |_| {
                let begun = Instant::now();
                config(source);
                begun.elapsed()
            };
            (0..3).map(parse).min().unwrap()
        };
        let profiles = |n: usize| {
            (0..n).map(|i| format!("[profile p{i}]\nregion = x\ns3 =\n  a = {i}\n")).collect()
        };
        let settings = |n: usize| {
            let lines: String = (0..n).map(|i| format!("k{i} = {i}\n")).collect();
            format!("[default]\n{lines}")
        };
        let lines_of_one_value = |n: usize| format!("[default]\nk = 0\n{}", "  more\n".repeat(n));
        let again = |n: usize| "[default]\nk = 0\n[profile default]\n".repeat(n);
        let sources: [(_, &dyn Fn(usize) -> String); 4] = [
            ("profiles", &profiles),
            ("settings", &settings),
            ("lines of one value", &lines_of_one_value),
            ("sections of one title", &again),
        ];
        for (name, source) in sources {
            let (short, long) = (shortest(&source(500)), shortest(&source(16 * 500)));
            assert!(long < 64 * short, "{name}: {short:?}, then {long:?}");
        }
    }

    #[test]
    fn debug_output_shows_no_value() {
        for source in ["aws_secret_access_key = hush", "aws_secret_access_key =\n  hush/a=b"] {
            let file = config(&format!("[default]\n{source}\n"));
            let shown = format!("{file:?}");
            assert!(shown.contains("aws_secret_access_key") && !shown.contains("hush"), "{shown}");
        }
    }
}
