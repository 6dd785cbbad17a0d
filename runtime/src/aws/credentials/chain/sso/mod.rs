//! Credentials of a role, for who has logged in to AWS's single sign-on (IAM Identity Center) by `aws sso
//! login`.
//!
//! The login is a token in a file; the portal gives a role's key for it. Logging in takes a browser and a
//! person, so it is never done here.

mod token;

use http::Method;

use self::token::Login;
use super::DefaultChain;
use super::answer::{Names, members, temporary_key};
use super::fetch::{SERVICE, fetch, refusal, request_at};
use super::hosts::SSO_PORTAL;
use crate::config::profile::Profile;
use crate::{Credentials, Secret, uri};

const NAMES: Names = ["accessKeyId", "secretAccessKey", "sessionToken"];

/// What a profile says of its login, and of the role that it wants.
struct Sso<'a> {
    account: &'a str,
    role: &'a str,
    login: Login<'a>,
}

pub(super) async fn ask(chain: &DefaultChain, profile: &Profile) -> Result<Credentials, String> {
    let sso = Sso::of(profile)?;
    let token = sso.login.token(chain).await?;
    let found = sso.key(chain, &token).await;
    found.map_err(|reason| {
        let (role, account) = (sso.role, sso.account);
        format!("the role {role} of account {account} was not given: {reason}")
    })
}

impl<'a> Sso<'a> {
    fn of(profile: &'a Profile) -> Result<Self, String> {
        let name = &profile.name;
        let session_name = profile.get("sso_session");
        let session = session_name.map(|session| {
            profile.sso_session(session).ok_or_else(|| {
                format!(
                    "profile '{name}' names sso_session '{session}', but there is no section \
                     [sso-session {session}]"
                )
            })
        });
        let session = session.transpose()?;
        let setting = |key: &str| {
            session
                .and_then(|session| session.get(key))
                .or_else(|| profile.get(key))
        };
        // The AWS CLI files the token of a login under its session's name, and under the start URL
        // where there is no session.
        let filed_under = session_name.or_else(|| setting("sso_start_url"));
        let (Some(account), Some(role), Some(region), Some(filed_under)) = (
            setting("sso_account_id"),
            setting("sso_role_name"),
            setting("sso_region"),
            filed_under,
        ) else {
            return Err(format!(
                "profile '{name}' signs in by SSO, which needs sso_account_id, sso_role_name, \
                 sso_region and sso_session or sso_start_url"
            ));
        };
        Ok(Self {
            account,
            role,
            login: Login {
                profile: name,
                region,
                filed_under,
            },
        })
    }

    async fn key(&self, chain: &DefaultChain, token: &Secret) -> Result<Credentials, String> {
        let endpoint = SSO_PORTAL.endpoint(chain, self.login.region)?;
        let mut target = "/federation/credentials?role_name=".to_owned();
        uri::push_encoded(&mut target, self.role);
        target.push_str("&account_id=");
        uri::push_encoded(&mut target, self.account);
        let headers = [("x-amz-sso_bearer_token", token.expose())];
        let request = request_at(&endpoint, Method::GET, target, &headers, String::new())?;
        let found = fetch(chain, SERVICE, request).await?;
        match found.status.as_u16() {
            200 => {}
            401 => return Err(self.login.again("the login is no longer accepted")),
            _ => return Err(refusal(&found)),
        }
        let mut whole = members(&found.body)?;
        let key = whole.get_mut("roleCredentials");
        let key = key.and_then(serde_json::Value::as_object_mut);
        let key = key.ok_or_else(|| "the answer holds no roleCredentials".to_owned())?;
        let end = key.remove("expiration").and_then(|end| end.as_i64());
        let end = end.and_then(|end| jiff::Timestamp::from_millisecond(end).ok());
        temporary_key(key, NAMES, end)
    }
}
