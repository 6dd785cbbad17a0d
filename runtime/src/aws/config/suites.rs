//! Published suites of the shared files: their format, where they are, and configured endpoints.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::file::{File, FileKind, Title};
use super::{EndpointOverrides, Sources, profile};
use crate::Environment;
use crate::published::{self, NotApplicable, Suite};

type Sections = BTreeMap<String, BTreeMap<String, String>>;

/// The strings of an object.
fn strings(object: &Value) -> BTreeMap<String, String> {
    let members = object.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect()
}

/// The expected sections, with nested settings as this parser names them.
fn expected_sections(sections: &Value) -> Sections {
    let flatten = |(key, value): (String, String)| match value.strip_prefix('\n') {
        None => vec![(key, value)],
        Some(nested) => {
            let settings = nested.lines().map(|line| {
                let (name, value) = line.split_once('=').unwrap();
                (format!("{key}.{}", name.trim()), value.trim().to_owned())
            });
            [(key.clone(), String::new())].into_iter().chain(settings).collect()
        }
    };
    let sections = sections.as_object().into_iter().flatten();
    sections
        .map(|(name, settings)| {
            (name.clone(), strings(settings).into_iter().flat_map(flatten).collect())
        })
        .collect()
}

fn parse(input: &Value) -> Result<(Sections, Sections), String> {
    let (mut profiles, mut sessions) = (Sections::new(), Sections::new());
    for (kind, key) in
        [(FileKind::Config, "configFile"), (FileKind::Credentials, "credentialsFile")]
    {
        let source = input[key].as_str().unwrap_or_default();
        let file = File::parse(kind, source).map_err(|error| error.message.to_owned())?;
        for (title, settings) in file.all() {
            let (sections, name) = match title {
                Title::Profile(name) => (&mut profiles, name),
                Title::SsoSession(name) => (&mut sessions, name),
                Title::Services(_) => continue,
            };
            sections.entry(name.clone()).or_default().extend(settings.clone());
        }
    }
    Ok((profiles, sessions))
}

const NAMES: &str = "the AWS CLI accepts such names";

#[test]
#[ignore = "its data is fetched by cargo xtask suites"]
fn profile_parser() {
    const NOT_APPLICABLE: &[NotApplicable] = &[
        ("Profile names support alphanumeric characters and - / . % @ _ : +", NAMES),
        ("Invalid profile names are ignored.", NAMES),
        ("Invalid property names are ignored.", NAMES),
        ("Credentials profiles with prefix are ignored.", NAMES),
        ("profile name with extra whitespace in credentials", NAMES),
    ];
    let data = published::json("aws-runtime/profile-parser-tests.json");
    let mut suite = Suite::new("shared files: format", NOT_APPLICABLE);
    for case in data["tests"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let found = parse(&case["input"]);
        let expected = &case["output"]["config"];
        if case["output"]["errorContaining"].is_string() {
            let problem = format!("expected an error\n    found    {found:?}");
            suite.case(name, found.map_or(Ok(()), |_| Err(problem)));
        } else {
            let profiles = expected_sections(&expected["profiles"]);
            let sessions = expected_sections(&expected["sso_sessions"]);
            suite.case_eq(name, &found, &Ok((profiles, sessions)));
        }
    }
    suite.finish();
}

const CLIENT: &str = "the builder has no such setting";
const WINDOWS: &str = "Windows: the home directory is the standard library's";

#[test]
#[ignore = "its data is fetched by cargo xtask suites"]
fn file_location() {
    const NOT_APPLICABLE: &[NotApplicable] = &[
        ("User home is loaded from $HOME with highest priority on windows platforms.", WINDOWS),
        (
            "User home is loaded from $USERPROFILE on windows platforms when $HOME is not set.",
            WINDOWS,
        ),
        (
            "User home is loaded from $HOMEDRIVE$HOMEPATH on windows platforms when $HOME and $USERPROFILE are not set.",
            WINDOWS,
        ),
        (
            "The default credentials location can be overridden by the user on windows platforms.",
            WINDOWS,
        ),
    ];
    let data = published::json("aws-runtime/file-location-tests.json");
    let mut suite = Suite::new("shared files: locations", NOT_APPLICABLE);
    for case in data["tests"].as_array().unwrap() {
        let environment = Environment::from_iter(strings(&case["environment"]));
        let find = |variable, default| {
            let path = profile::path_of(&environment, variable, default)?;
            Some(path.to_str().unwrap().to_owned())
        };
        let found =
            [find("AWS_CONFIG_FILE", "config"), find("AWS_SHARED_CREDENTIALS_FILE", "credentials")];
        let expected = ["configLocation", "credentialsLocation"]
            .map(|key| case[key].as_str().map(str::to_owned));
        suite.case_eq(case["name"].as_str().unwrap(), &found, &expected);
    }
    suite.finish();
}

/// The section as botocore's own test writes it.
fn section(title: &str, settings: &Value) -> String {
    let mut text = format!("[{title}]\n");
    for (key, value) in settings.as_object().unwrap() {
        match value {
            Value::Object(nested) => {
                text.push_str(&format!("{key} =\n"));
                for (key, value) in nested {
                    text.push_str(&format!("  {key}={}\n", value.as_str().unwrap()));
                }
            }
            value => text.push_str(&format!("{key}={}\n", value.as_str().unwrap())),
        }
    }
    text
}

fn configured_endpoint(folder: &Path, data: &Value, case: &Value) -> Result<String, String> {
    let text = |key: &str| case[key].as_str().unwrap();
    let profile = &data["profiles"][text("profile")];
    let mut config = section(&format!("profile {}", text("profile")), profile);
    if let Some(services) = profile["services"].as_str() {
        config += &section(&format!("services {services}"), &data["services"][services]);
    }
    let path = folder.join("config");
    std::fs::write(&path, config).unwrap();
    let mut variables = strings(&data["environments"][text("environment")]);
    variables.insert("AWS_CONFIG_FILE".to_owned(), path.to_str().unwrap().to_owned());

    let client = &data["client_configs"][text("client_config")];
    if client["ignore_configured_endpoint_urls"].is_boolean() {
        return Err("the builder has no ignore_configured_endpoint_urls".to_owned());
    }
    let url = client["endpoint_url"].as_str().map(str::to_owned);
    let overrides = EndpointOverrides { url, ..EndpointOverrides::default() };
    let environment = Environment::from_iter(variables);
    let mut sources = Sources::new(&environment, Some(text("profile")));
    let service = text("service");
    let endpoint = sources.endpoint(service, service, "fake-region-10", overrides);
    endpoint.map(|endpoint| endpoint.to_string()).map_err(|error| error.to_string())
}

#[test]
#[ignore = "its data is fetched by cargo xtask suites"]
fn configured_endpoints() {
    const NOT_APPLICABLE: &[NotApplicable] = &[
        ("All configured endpoints ignored due to ignore client config parameter.", CLIENT),
        (
            "Environment variable and shared config file configured endpoints ignored due to ignore client config variable and client configured endpoint is used.",
            CLIENT,
        ),
    ];
    let file = "botocore/tests/functional/configured_endpoint_urls/profile-tests.json";
    let data = published::json(file);
    let data = &data["testSuites"][0];
    let folder = tempfile::tempdir().unwrap();
    let mut suite = Suite::new("configured endpoints", NOT_APPLICABLE);
    for case in data["endpointUrlTests"].as_array().unwrap() {
        let found = configured_endpoint(folder.path(), data, case);
        let expected = Ok(case["output"]["endpointUrl"].as_str().unwrap().to_owned());
        suite.case_eq(case["name"].as_str().unwrap(), &found, &expected);
    }
    suite.finish();
}
