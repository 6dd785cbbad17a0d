//! Credentials that the chosen profile of the shared files gives, in one of several ways.

use super::sources::Source;
use super::sts::{self, Role};
use super::{DefaultChain, Outcome, assume_role, process, sso, web_identity};
use crate::config::profile::Profile;
use crate::{BoxFuture, Credentials, Secret};

pub(super) async fn ask(chain: &DefaultChain) -> Outcome {
    let profile = match Profile::load(&chain.environment, chain.profile.as_deref()) {
        Ok(profile) => profile,
        Err(problem) => return Outcome::Failed(problem),
    };
    match &profile.settings {
        Some(_) => of_profile(chain, profile, Vec::new()).await,
        None if profile.is_selected => Outcome::Failed(missing(&profile)),
        None => Outcome::Nothing(profile.describe()),
    }
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
            return with_role(chain, &profile, role, trail).await.into();
        }
        if let Some(outcome) = keys(&profile) {
            return outcome;
        }
        if profile.get("sso_session").is_some() || profile.get("sso_start_url").is_some() {
            return sso::ask(chain, &profile).await.into();
        }
        if let Some(command) = profile.get("credential_process") {
            return process::run(chain, command).await.into();
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
        _ => Some(Outcome::Failed(format!(
            "profile '{}' has one of aws_access_key_id and aws_secret_access_key: set both",
            profile.name
        ))),
    }
}

async fn with_role(
    chain: &DefaultChain,
    profile: &Profile,
    arn: &str,
    trail: Vec<String>,
) -> Result<Credentials, String> {
    let name = &profile.name;
    let usual_name = sts::session_name(&chain.environment);
    let role = Role {
        arn,
        session_name: profile.get("role_session_name").unwrap_or(&usual_name),
        external_id: profile.get("external_id"),
        duration_seconds: profile.get("duration_seconds"),
    };
    let taken = if let Some(file) = profile.get("web_identity_token_file") {
        web_identity::assume(chain, file, &role).await
    } else if profile.get("mfa_serial").is_some() {
        return Err(format!(
            "profile '{name}' wants an MFA code (mfa_serial), which nobody can be asked for here: \
             give the builder a credentials_provider, or run `aws configure export-credentials \
             --profile {name} --format env`"
        ));
    } else {
        let source = source_of_role(chain, profile, trail).await?;
        assume_role::assume(chain, &source, &role).await
    };
    taken.map_err(|reason| format!("profile '{name}': {reason}"))
}

/// In whose name a profile takes its role.
async fn source_of_role(
    chain: &DefaultChain,
    profile: &Profile,
    mut trail: Vec<String>,
) -> Result<Credentials, String> {
    let name = &profile.name;
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
                return Err(format!(
                    "source_profile goes in a circle: {} -> {source}",
                    trail.join(" -> ")
                ));
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
                    return Err(format!(
                        "profile '{name}' has an unknown credential_source '{place}': expected \
                         Environment, Ec2InstanceMetadata or EcsContainer"
                    ));
                }
            };
            let how = format!("credential_source {place}");
            (source.ask(chain).await, how)
        }
        (Some(_), Some(_)) => {
            return Err(format!(
                "profile '{name}' has both source_profile and credential_source: remove one"
            ));
        }
        (None, None) => {
            return Err(format!(
                "profile '{name}' has role_arn but does not say in whose name: add \
                 source_profile, credential_source or web_identity_token_file"
            ));
        }
    };
    match outcome {
        Outcome::Found(credentials) => Ok(credentials),
        Outcome::Nothing(reason) | Outcome::Failed(reason) => {
            Err(format!("profile '{name}', {how}: {reason}"))
        }
    }
}

async fn other_profile(chain: &DefaultChain, name: &str, trail: Vec<String>) -> Outcome {
    match Profile::load(&chain.environment, Some(name)) {
        Ok(profile) if profile.settings.is_none() => Outcome::Failed(missing(&profile)),
        Ok(profile) => of_profile(chain, profile, trail).await,
        Err(problem) => Outcome::Failed(problem),
    }
}

fn missing(profile: &Profile) -> String {
    format!("no profile '{}': {}", profile.name, profile.describe())
}
