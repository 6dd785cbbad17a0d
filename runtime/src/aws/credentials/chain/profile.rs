//! Credentials that the selected profile of the shared files configures.
//!
//! A profile has an access key, an SSO login, a `credential_process`, or a role that is assumed with
//! the credentials of another profile or of the machine. [`Plan::resolve`] follows the roles from
//! profile to profile, [`load`] then assumes them one after the other.

use super::context::{Context, Failure};
use super::sts::Role;
use super::{container, instance, process, sso, sts};
use crate::aws::config::profile::Profile;
use crate::{Credentials, Secret};

/// The maximum number of chained roles. Real chains have two or three.
const MAX_ROLES: usize = 50;

pub(super) async fn load(context: &Context) -> Result<Credentials, Failure> {
    let profile = Profile::load(&context.environment, context.profile.as_deref())?;
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
            if !roles.is_empty()
                && let Some(key) = access_key(&profile)?
            {
                break Source::Static(key);
            }
            let Some(arn) = profile.get("role_arn") else {
                break Source::of(profile)
                    .map_err(|failure| failure.named_by(origin.as_deref()))?;
            };
            let role = role(context, &profile, arn);
            if let Some(file) = profile.get("web_identity_token_file") {
                origin.get_or_insert_with(|| format!("profile '{name}'"));
                let token_file = file.to_owned();
                break Source::WebIdentity { token_file, role };
            }
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
                    profile = source_profile_of(context, &roles, source)?;
                }
                (None, Some(source)) => {
                    origin = Some(format!("profile '{name}', credential_source {source}"));
                    break Source::of_credential_source(&name, source)?;
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
    /// The source that the profile configures, apart from a role.
    fn of(profile: Profile) -> Result<Self, Failure> {
        if let Some(key) = access_key(&profile)? {
            return Ok(Self::Static(key));
        }
        if profile.get("sso_session").is_some() || profile.get("sso_start_url").is_some() {
            return Ok(Self::Sso(profile));
        }
        if let Some(command) = profile.get("credential_process") {
            return Ok(Self::Process(command.to_owned()));
        }
        Err(Failure::NotConfigured(format!(
            "profile '{}' has no access key, sso_session, credential_process or role_arn ({})",
            profile.name,
            profile.describe()
        )))
    }

    fn of_credential_source(name: &str, source: &str) -> Result<Self, Failure> {
        match source {
            "Environment" => Ok(Self::Environment),
            "Ec2InstanceMetadata" => Ok(Self::Instance),
            "EcsContainer" => Ok(Self::Container),
            _ => Err(Failure::Failed(format!(
                "profile '{name}' has an unknown credential_source '{source}': expected \
                 Environment, Ec2InstanceMetadata or EcsContainer"
            ))),
        }
    }

    async fn load(&self, context: &Context) -> Result<Credentials, Failure> {
        match self {
            Self::Static(credentials) => Ok(credentials.clone()),
            Self::Sso(profile) => Ok(sso::load(context, profile).await?),
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
    context: &Context,
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
    let profile = Profile::load(&context.environment, Some(source))?;
    if profile.settings.is_none() {
        let name = names.last().copied().unwrap_or_default();
        return Err(Failure::Failed(format!(
            "profile '{name}', source_profile '{source}': {}",
            absent(&profile)
        )));
    }
    Ok(profile)
}

/// The access key in the profile itself.
fn access_key(profile: &Profile) -> Result<Option<Credentials>, Failure> {
    let id = profile.get("aws_access_key_id");
    let secret = profile.get("aws_secret_access_key");
    match (id, secret) {
        (Some(id), Some(secret)) => {
            let token = profile.get("aws_session_token").map(Secret::from);
            Ok(Some(Credentials::new(id, secret, token)))
        }
        (None, None) => Ok(None),
        _ => Err(Failure::Failed(format!(
            "profile '{}' has only one of aws_access_key_id and aws_secret_access_key: set both",
            profile.name
        ))),
    }
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
