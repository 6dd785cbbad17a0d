//! Credentials that the chosen profile of the shared files gives, in one of several ways.

use reqsign_aws_core::{ProcessCredentialProvider, SSOCredentialProvider};

use super::fetch::fetch;
use super::sources::web_identity_provider;
use super::{DefaultChain, Outcome};
use crate::config::profile::Profile;
use crate::{Credentials, Secret};

pub(super) async fn ask(chain: &DefaultChain) -> Outcome {
    let profile = match Profile::load(&chain.environment, chain.profile.as_deref()) {
        Ok(profile) => profile,
        Err(problem) => return Outcome::failed(problem),
    };
    let name = &profile.name;
    if profile.settings.is_none() {
        return if profile.asked_for {
            Outcome::failed(format!("no profile '{name}': {}", profile.describe()))
        } else {
            Outcome::Nothing(profile.describe())
        };
    }
    if let Some(role) = profile.get("role_arn") {
        return with_role(chain, &profile, role).await;
    }
    match (
        profile.get("aws_access_key_id"),
        profile.get("aws_secret_access_key"),
    ) {
        (Some(id), Some(secret)) => {
            let token = profile.get("aws_session_token").map(Secret::from);
            return Outcome::Found(Credentials::new(id, secret, token));
        }
        (None, None) => {}
        _ => {
            return Outcome::failed(format!(
                "profile '{name}' has one of aws_access_key_id and aws_secret_access_key: set both"
            ));
        }
    }
    if profile.get("sso_session").is_some() || profile.get("sso_start_url").is_some() {
        return with_sso(chain, &profile).await;
    }
    if let Some(command) = profile.get("credential_process") {
        let provider = ProcessCredentialProvider::new().with_command(command);
        return fetch(chain, &provider).await;
    }
    Outcome::Nothing(format!(
        "profile '{name}' has no access key, sso_session, credential_process or role_arn ({})",
        profile.describe()
    ))
}

async fn with_role(chain: &DefaultChain, profile: &Profile, role: &str) -> Outcome {
    match profile.get("web_identity_token_file") {
        Some(file) => {
            let provider = web_identity_provider(chain, role.to_owned(), file.to_owned());
            fetch(chain, &provider).await
        }
        None => Outcome::failed(format!(
            "profile '{}' takes the role {role} by source_profile or credential_source, which is \
             not supported: give the builder a credentials_provider, or run `aws configure \
             export-credentials --profile {} --format env`",
            profile.name, profile.name
        )),
    }
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
