//! Credentials that the selected profile of the shared files configures.
//!
//! A profile has an access key, an SSO login, a `credential_process`, or a role that is assumed with
//! a web identity or with the credentials of another profile or of the machine. [`Plan::resolve`]
//! follows the roles from profile to profile, [`load`] then assumes them one after the other.
//!
//! The precedence within a profile is botocore's. A profile with a part of a source only is an
//! error: passing it over would sign calls with another identity.

use super::context::{Context, Failure};
use super::sts::Role;
use super::{container, instance, login, process, sso, sts};
use crate::aws::config::profile::Profile;
use crate::{Credentials, Secret};

/// The maximum number of chained roles. Real chains have two or three.
const MAX_ROLES: usize = 50;

/// The settings of an access key.
const KEYS: [&str; 2] = ["aws_access_key_id", "aws_secret_access_key"];

/// The settings whose value is one line. Several lines are settings with a wrong indentation, and
/// may contain a secret.
const SINGLE_LINES: [&str; 17] = [
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "credential_process",
    "credential_source",
    "duration_seconds",
    "external_id",
    "login_session",
    "role_arn",
    "role_session_name",
    "source_profile",
    "sso_account_id",
    "sso_region",
    "sso_role_name",
    "sso_session",
    "sso_start_url",
    TOKEN_FILE,
];

const TOKEN_FILE: &str = "web_identity_token_file";

/// The settings that configure credentials only with others, and what is missing.
const INCOMPLETE: [(&str, &str); 5] = [
    (TOKEN_FILE, "it is empty: add the path of the token, or remove it"),
    ("source_profile", "no role_arn: add the role to assume with its credentials"),
    ("credential_source", "no role_arn: add the role to assume with its credentials"),
    ("credential_process", "it is empty: add a command, or remove it"),
    ("aws_session_token", "no access key: add aws_access_key_id and aws_secret_access_key"),
];

pub(super) async fn load(context: &Context) -> Result<Credentials, Failure> {
    let profile = context.loaded_profile()?;
    if profile.settings.is_none() {
        return Err(if profile.is_selected {
            Failure::Failed(absent(&profile))
        } else {
            Failure::NotConfigured(profile.describe())
        });
    }
    let plan = Plan::resolve(context, profile)?;
    let mut credentials = plan
        .source
        .load(context)
        .await
        .map_err(|failure| failure.named_by(plan.origin.as_deref()))?;
    for (profile, role) in plan.roles.iter().rev() {
        credentials = sts::assume_role(context, &credentials, role)
            .await
            .map_err(|reason| format!("profile '{profile}': {reason}"))?;
    }
    Ok(credentials)
}

/// How to load the credentials of a profile.
struct Plan {
    /// The credentials to begin with.
    source: Source,
    /// The settings that name the source, for errors; `None` if it is the selected profile itself.
    origin: Option<String>,
    /// The roles with the profiles that have them; the last one is assumed first.
    roles: Vec<(String, Role)>,
}

/// Credentials that do not depend on others.
enum Source {
    Static(Credentials),
    Sso(Profile),
    Login(Profile),
    Process(String),
    WebIdentity { token_file: String, role: Role },
    Environment,
    Container,
    Instance,
}

impl Plan {
    fn resolve(context: &Context, selected: Profile) -> Result<Self, Failure> {
        let mut profile = selected;
        let mut origin = None;
        let mut roles: Vec<(String, Role)> = Vec::new();
        let source = loop {
            let name = profile.name.clone();
            // As in the CLI, the role of the selected profile takes precedence over its keys, and
            // the keys of a source profile end the chain.
            check_lines(&profile)?;
            let has_keys = KEYS.iter().any(|key| profile.is_set(key));
            let ends_chain = has_keys && !roles.is_empty();
            // Even an empty one, as in botocore.
            let is_web_identity = profile.is_set(TOKEN_FILE);
            let is_role = profile.is_set("role_arn") && !ends_chain && !is_web_identity;
            if is_role && profile.get("role_arn").is_none() {
                let problem = "it is empty: add the ARN of a role, or remove it";
                return Err(incomplete(&profile, "role_arn", problem));
            }
            let Some(arn) = profile.get("role_arn").filter(|_| is_role) else {
                let source = Source::of(context, profile)
                    .map_err(|failure| failure.named_by(origin.as_deref()))?;
                if matches!(source, Source::WebIdentity { .. }) {
                    origin.get_or_insert_with(|| format!("profile '{name}'"));
                }
                break source;
            };
            let role = role(context, &profile, arn);
            if profile.get("mfa_serial").is_some() {
                return Err(Failure::Failed(format!(
                    "profile '{name}' requires an MFA code (mfa_serial), which is not supported: \
                     set a credentials_provider on the builder, or run `aws configure \
                     export-credentials --profile {name} --format env`"
                )));
            }
            roles.push((name.clone(), role));
            let source_profile = profile.get("source_profile");
            match (source_profile, profile.get("credential_source")) {
                // A profile that names itself refers to its own keys.
                (Some(source), None) if *source == name => {
                    break Source::Static(access_key(&profile)?.ok_or_else(|| {
                        format!("profile '{name}' is its own source_profile but has no access key")
                    })?);
                }
                (Some(source), None) => {
                    origin = Some(format!("profile '{name}', source_profile '{source}'"));
                    profile = source_profile_of(&profile, &roles, source)?;
                }
                (None, Some(source)) => {
                    let named = Source::of_credential_source(&name, source)?;
                    origin = Some(format!("profile '{name}', credential_source {source}"));
                    break named;
                }
                (Some(_), Some(_)) => {
                    return Err(Failure::Failed(format!(
                        "profile '{name}' has both source_profile and credential_source: remove one"
                    )));
                }
                (None, None) => {
                    return Err(Failure::Failed(format!(
                        "profile '{name}' has a role_arn but no credentials to assume it with: add \
                         source_profile, credential_source or web_identity_token_file"
                    )));
                }
            }
        };
        Ok(Self { source, origin, roles })
    }
}

impl Source {
    /// The source that the profile itself configures, in the order of botocore.
    fn of(context: &Context, profile: Profile) -> Result<Self, Failure> {
        if let Some(file) = profile.get(TOKEN_FILE) {
            let Some(arn) = profile.get("role_arn") else {
                let problem = "no role_arn: add the role that the token is for";
                return Err(incomplete(&profile, TOKEN_FILE, problem));
            };
            let role = role(context, &profile, arn);
            return Ok(Self::WebIdentity { token_file: file.to_owned(), role });
        }
        if ["sso_account_id", "sso_role_name"].iter().any(|key| profile.is_set(key)) {
            return Ok(Self::Sso(profile));
        }
        // An access key of the config file comes after a process, one of the credentials file before.
        let key = access_key(&profile)?;
        if KEYS.iter().any(|key| profile.is_set_in_credentials_file(key))
            && let Some(key) = key
        {
            return Ok(Self::Static(key));
        }
        if profile.is_set("login_session") {
            return Ok(Self::Login(profile));
        }
        if let Some(command) = profile.get("credential_process") {
            return Ok(Self::Process(command.to_owned()));
        }
        match key {
            Some(key) => Ok(Self::Static(key)),
            // An error, which names what is missing.
            None if ["sso_session", "sso_start_url"].iter().any(|key| profile.is_set(key)) => {
                Ok(Self::Sso(profile))
            }
            None => Err(no_source(&profile)),
        }
    }

    fn of_credential_source(name: &str, source: &str) -> Result<Self, Failure> {
        match source {
            "Environment" => Ok(Self::Environment),
            "Ec2InstanceMetadata" => Ok(Self::Instance),
            "EcsContainer" => Ok(Self::Container),
            _ => Err(Failure::Failed(format!(
                "profile '{name}' has an unknown credential_source: expected \
                 Environment, Ec2InstanceMetadata or EcsContainer"
            ))),
        }
    }

    async fn load(&self, context: &Context) -> Result<Credentials, Failure> {
        match self {
            Self::Static(credentials) => Ok(credentials.clone()),
            Self::Sso(profile) => Ok(sso::load(context, profile).await?),
            Self::Login(profile) => Ok(login::load(context, profile).await?),
            Self::Process(command) => Ok(process::load(context, command).await?),
            Self::WebIdentity { token_file, role } => {
                Ok(sts::assume_role_with_web_identity(context, token_file, role).await?)
            }
            Self::Environment => context.environment_credentials(),
            Self::Container => container::load(context).await,
            Self::Instance => instance::load(context).await,
        }
    }
}

/// Loads the source profile of the last of `roles`.
fn source_profile_of(
    profile: &Profile,
    roles: &[(String, Role)],
    source: &str,
) -> Result<Profile, Failure> {
    let names: Vec<_> = roles.iter().map(|(name, _)| name.as_str()).collect();
    if names.contains(&source) {
        return Err(Failure::Failed(format!(
            "source_profile is circular: {} -> {source}",
            names.join(" -> ")
        )));
    }
    if names.len() >= MAX_ROLES {
        return Err(Failure::Failed(format!(
            "the chain of source profiles to '{source}' has more than {MAX_ROLES} roles"
        )));
    }
    let profile = profile.other(source);
    if profile.settings.is_none() {
        let name = names.last().copied().unwrap_or_default();
        return Err(Failure::Failed(format!(
            "profile '{name}', source_profile '{source}': {}",
            absent(&profile)
        )));
    }
    Ok(profile)
}

/// Checks that no setting has swallowed the next one: a line that is indented more than a setting is
/// part of its value, as botocore reads it.
fn check_lines(profile: &Profile) -> Result<(), Failure> {
    let has_lines = |key: &&&str| profile.get(key).is_some_and(|value| value.contains('\n'));
    match SINGLE_LINES.iter().find(has_lines) {
        None => Ok(()),
        Some(key) => Err(Failure::Failed(format!(
            "profile '{}': the value of {key} has several lines: indent all settings of the profile alike",
            profile.name
        ))),
    }
}

/// The access key in the profile itself.
fn access_key(profile: &Profile) -> Result<Option<Credentials>, Failure> {
    let [id, secret] = KEYS.map(|key| profile.get(key));
    if let (Some(id), Some(secret)) = (id, secret) {
        let token = profile.get("aws_session_token").map(Secret::from);
        return Ok(Some(Credentials::new(id, secret, token)));
    }
    let Some(present) = KEYS.iter().find(|key| profile.is_set(key)) else {
        return Ok(None);
    };
    Err(Failure::Failed(format!(
        "profile '{}' has {present}, but {} and {} must both be there and not be empty: set both, or \
         remove what is there",
        profile.name, KEYS[0], KEYS[1]
    )))
}

/// Why a profile has no source: it has a part of one, or no setting of credentials at all.
fn no_source(profile: &Profile) -> Failure {
    let name = &profile.name;
    for (key, problem) in INCOMPLETE {
        if profile.is_set(key) {
            return incomplete(profile, key, problem);
        }
    }
    // It may hold the settings that this profile misses.
    if profile.is_selected
        && let Some(problem) = profile.unreadable_file()
    {
        return Failure::Failed(format!(
            "profile '{name}' has no credentials in the files that can be read, and {problem}"
        ));
    }
    Failure::NotConfigured(format!(
        "profile '{name}' has no access key, sso_session, credential_process or role_arn ({})",
        profile.describe()
    ))
}

fn incomplete(profile: &Profile, key: &str, problem: &str) -> Failure {
    Failure::Failed(format!("profile '{}' has {key}, but {problem}", profile.name))
}

fn role(context: &Context, profile: &Profile, arn: &str) -> Role {
    let setting = |key| profile.get(key).map(str::to_owned);
    Role {
        arn: arn.to_owned(),
        session_name: setting("role_session_name")
            .unwrap_or_else(|| sts::default_session_name(&context.environment)),
        external_id: setting("external_id"),
        duration_seconds: setting("duration_seconds"),
    }
}

fn absent(profile: &Profile) -> String {
    format!("no profile '{}': {}", profile.name, profile.describe())
}
