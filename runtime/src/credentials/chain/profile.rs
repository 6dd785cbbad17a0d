//! Credentials that the chosen profile of the shared files gives, in one of several ways.

use reqsign_aws_core::{ProcessCredentialProvider, SSOCredentialProvider};

use super::assume_role::{Role, assume};
use super::fetch::fetch;
use super::sources::{Source, web_identity_provider};
use super::{DefaultChain, Outcome};
use crate::config::profile::Profile;
use crate::{BoxFuture, Credentials, Secret};

pub(super) async fn ask(chain: &DefaultChain) -> Outcome {
    let profile = match Profile::load(&chain.environment, chain.profile.as_deref()) {
        Ok(profile) => profile,
        Err(problem) => return Outcome::failed(problem),
    };
    if profile.settings.is_none() {
        return if profile.asked_for {
            Outcome::failed(missing(&profile))
        } else {
            Outcome::Nothing(profile.describe())
        };
    }
    of_profile(chain, profile, Vec::new()).await
}

/// What one profile gives. `trail` names the profiles that led here, one by the other's
/// `source_profile`.
fn of_profile(
    chain: &DefaultChain,
    profile: Profile,
    trail: Vec<String>,
) -> BoxFuture<'_, Outcome> {
    Box::pin(async move {
        if let Some(role) = profile.get("role_arn") {
            return with_role(chain, &profile, role, trail).await;
        }
        if let Some(outcome) = keys(&profile) {
            return outcome;
        }
        if profile.get("sso_session").is_some() || profile.get("sso_start_url").is_some() {
            return with_sso(chain, &profile).await;
        }
        if let Some(command) = profile.get("credential_process") {
            let provider = ProcessCredentialProvider::new().with_command(command);
            return fetch(chain, &provider).await;
        }
        Outcome::Nothing(format!(
            "profile '{}' has no access key, sso_session, credential_process or role_arn ({})",
            profile.name,
            profile.describe()
        ))
    })
}

/// The access key that the profile itself holds, if it holds any.
fn keys(profile: &Profile) -> Option<Outcome> {
    let id = profile.get("aws_access_key_id");
    let secret = profile.get("aws_secret_access_key");
    match (id, secret) {
        (Some(id), Some(secret)) => {
            let token = profile.get("aws_session_token").map(Secret::from);
            Some(Outcome::Found(Credentials::new(id, secret, token)))
        }
        (None, None) => None,
        _ => Some(Outcome::failed(format!(
            "profile '{}' has one of aws_access_key_id and aws_secret_access_key: set both",
            profile.name
        ))),
    }
}

async fn with_role(
    chain: &DefaultChain,
    profile: &Profile,
    role: &str,
    trail: Vec<String>,
) -> Outcome {
    let name = &profile.name;
    let of_environment = chain.environment.get("AWS_ROLE_SESSION_NAME");
    let session_name = profile
        .get("role_session_name")
        .or(of_environment.as_deref())
        .unwrap_or("sdk-runtime");
    if let Some(file) = profile.get("web_identity_token_file") {
        let provider = web_identity_provider(chain, role.to_owned(), file.to_owned());
        let provider = provider.with_role_session_name(session_name.to_owned());
        return fetch(chain, &provider).await;
    }
    if profile.get("mfa_serial").is_some() {
        return Outcome::failed(format!(
            "profile '{name}' wants an MFA code (mfa_serial), which nobody can be asked for here: \
             give the builder a credentials_provider, or run `aws configure export-credentials \
             --profile {name} --format env`"
        ));
    }
    let source = match source_of_role(chain, profile, trail).await {
        Ok(source) => source,
        Err(outcome) => return outcome,
    };
    let role = Role {
        arn: role,
        session_name,
        external_id: profile.get("external_id"),
        duration_seconds: profile.get("duration_seconds"),
    };
    match assume(chain, &source, &role).await {
        Outcome::Failed { reason, source } => Outcome::Failed {
            reason: format!("profile '{name}': {reason}"),
            source,
        },
        outcome => outcome,
    }
}

/// In whose name a profile takes its role.
async fn source_of_role(
    chain: &DefaultChain,
    profile: &Profile,
    mut trail: Vec<String>,
) -> Result<Credentials, Outcome> {
    let name = profile.name.clone();
    let source_profile = profile.get("source_profile");
    let (outcome, how) = match (source_profile, profile.get("credential_source")) {
        // A profile that names itself means its own keys.
        (Some(source), None) if source == name => {
            let missing = || Outcome::Nothing("it holds no access key".to_owned());
            (
                keys(profile).unwrap_or_else(missing),
                "its own keys".to_owned(),
            )
        }
        (Some(source), None) => {
            trail.push(name.clone());
            if trail.iter().any(|passed| passed == source) {
                return Err(Outcome::failed(format!(
                    "source_profile goes in a circle: {} -> {source}",
                    trail.join(" -> ")
                )));
            }
            let how = format!("source_profile '{source}'");
            (other_profile(chain, source, trail).await, how)
        }
        (None, Some(place)) => {
            let source = match place {
                "Environment" => Source::Environment,
                "Ec2InstanceMetadata" => Source::Instance,
                "EcsContainer" => Source::Container,
                _ => {
                    return Err(Outcome::failed(format!(
                        "profile '{name}' has an unknown credential_source '{place}': expected \
                         Environment, Ec2InstanceMetadata or EcsContainer"
                    )));
                }
            };
            (
                source.ask(chain).await,
                format!("credential_source {place}"),
            )
        }
        (Some(_), Some(_)) => {
            return Err(Outcome::failed(format!(
                "profile '{name}' has both source_profile and credential_source: remove one"
            )));
        }
        (None, None) => {
            return Err(Outcome::failed(format!(
                "profile '{name}' has role_arn but does not say in whose name: add \
                 source_profile, credential_source or web_identity_token_file"
            )));
        }
    };
    match outcome {
        Outcome::Found(credentials) => Ok(credentials),
        Outcome::Nothing(reason) => Err(Outcome::failed(format!(
            "profile '{name}', {how}: {reason}"
        ))),
        Outcome::Failed { reason, source } => Err(Outcome::Failed {
            reason: format!("profile '{name}', {how}: {reason}"),
            source,
        }),
    }
}

async fn other_profile(chain: &DefaultChain, name: &str, trail: Vec<String>) -> Outcome {
    match Profile::load(&chain.environment, Some(name)) {
        Ok(profile) if profile.settings.is_none() => Outcome::failed(missing(&profile)),
        Ok(profile) => of_profile(chain, profile, trail).await,
        Err(problem) => Outcome::failed(problem),
    }
}

fn missing(profile: &Profile) -> String {
    format!("no profile '{}': {}", profile.name, profile.describe())
}

async fn with_sso(chain: &DefaultChain, profile: &Profile) -> Outcome {
    let session_name = profile.get("sso_session");
    let session = match session_name {
        None => None,
        Some(session) => match profile.sso_session(session) {
            Some(settings) => Some(settings),
            None => {
                return Outcome::failed(format!(
                    "profile '{}' names sso_session '{session}', but there is no section \
                     [sso-session {session}]",
                    profile.name
                ));
            }
        },
    };
    let setting = |key: &str| {
        session
            .and_then(|session| session.get(key))
            .or_else(|| profile.get(key))
    };
    // The AWS CLI files the token of a login under its session's name, and under the start URL
    // where there is no session. The provider looks it up under what it is given as the URL.
    let filed_under = session_name.or_else(|| setting("sso_start_url"));
    let (Some(account), Some(role), Some(region), Some(filed_under)) = (
        setting("sso_account_id"),
        setting("sso_role_name"),
        setting("sso_region"),
        filed_under,
    ) else {
        return Outcome::failed(format!(
            "profile '{}' signs in by SSO, which needs sso_account_id, sso_role_name, sso_region \
             and sso_session or sso_start_url",
            profile.name
        ));
    };
    let provider = SSOCredentialProvider::new()
        .with_account_id(account)
        .with_role_name(role)
        .with_region(region)
        .with_start_url(filed_under);
    fetch(chain, &provider).await
}
