//! Credentials of IAM Identity Center (SSO), for a login made by `aws sso login`.
//!
//! The CLI saves the token of a login in a file. A login lasts for hours or days and its token for
//! one hour; until the login ends, the token can be refreshed with the refresh token in the same
//! file. The SSO portal returns a role's credentials for the token. Logging in requires a browser
//! and is never done here.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html>.

use std::time::Duration;

use http::Method;
use jiff::Timestamp;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::Value;

use super::context::{Context, Service};
use super::http::{
    KeyNames, Members, SERVICE, members, request_at, send, status_and_code, take_string,
    take_temporary_key,
};
use super::token_file::{TokenFile, end_of_lifetime, string, time};
use crate::aws::config::profile::Profile;
use crate::aws::sign::hex;
use crate::{Credentials, Secret, uri};

const NAMES: KeyNames = ["accessKeyId", "secretAccessKey", "sessionToken"];

/// A token that expires within this time may be rejected on arrival.
const EXPIRY_MARGIN: Duration = Duration::from_secs(60);

/// The settings of a session that a profile may repeat.
const SETTINGS: [&str; 5] =
    ["sso_start_url", "sso_region", "sso_account_id", "sso_role_name", "sso_registration_scopes"];

/// The SSO settings of a profile.
struct Sso<'a> {
    profile: &'a str,
    account: &'a str,
    role: &'a str,
    region: &'a str,
    /// The name that the CLI derives the token's file name from.
    session: &'a str,
}

pub(super) async fn load(context: &Context, profile: &Profile) -> Result<Credentials, String> {
    let sso = Sso::of(profile)?;
    let token = sso.token(context).await?;
    sso.role_credentials(context, &token).await.map_err(|reason| {
        let (role, account) = (sso.role, sso.account);
        format!("no credentials for role {role} of account {account}: {reason}")
    })
}

impl<'a> Sso<'a> {
    fn of(profile: &'a Profile) -> Result<Self, String> {
        let name = &profile.name;
        let session_name = profile.get("sso_session");
        let section = match session_name {
            Some(session) => Some(profile.sso_session(session).ok_or_else(|| {
                format!(
                    "profile '{name}' names sso_session '{session}', but there is no section \
                     [sso-session {session}]"
                )
            })?),
            None => None,
        };
        // The session alone says where to log in, because profiles share its login. A profile may
        // repeat a setting of the session, and must not contradict it.
        for key in SETTINGS {
            let of_profile = profile.get(key);
            let of_session = section.and_then(|section| section.get(key));
            if let (Some(of_profile), Some(of_session)) = (of_profile, of_session)
                && of_profile != of_session
            {
                let session = session_name.unwrap_or_default();
                return Err(format!(
                    "profile '{name}' and its [sso-session {session}] have different values of \
                     {key}: remove it from the profile"
                ));
            }
        }
        let of_session = |key| match section {
            Some(section) => section.get(key),
            None => profile.get(key),
        };
        let setting = |key| of_session(key).or_else(|| profile.get(key));
        let values = [
            ("sso_account_id", setting("sso_account_id")),
            ("sso_role_name", setting("sso_role_name")),
            ("sso_region", of_session("sso_region")),
            ("sso_start_url", of_session("sso_start_url")),
        ];
        let [(_, Some(account)), (_, Some(role)), (_, Some(region)), (_, Some(start_url))] = values
        else {
            let absent = values.iter().filter(|(_, value)| value.is_none()).map(|(key, _)| *key);
            let absent = absent.collect::<Vec<_>>().join(", ");
            let place = match session_name {
                Some(session) => format!(" (URL and region in [sso-session {session}])"),
                None => String::new(),
            };
            return Err(format!("profile '{name}' uses SSO without {absent}: add it{place}"));
        };
        let session = session_name.unwrap_or(start_url);
        Ok(Self { profile: name, account, role, region, session })
    }

    async fn role_credentials(
        &self,
        context: &Context,
        token: &Secret,
    ) -> Result<Credentials, String> {
        let endpoint = context.endpoint(Service::Sso, self.region)?;
        let mut target = "/federation/credentials?role_name=".to_owned();
        uri::push_encoded(&mut target, self.role);
        target.push_str("&account_id=");
        uri::push_encoded(&mut target, self.account);
        let headers = [("x-amz-sso_bearer_token", token.expose())];
        let request = request_at(&endpoint, Method::GET, target, &headers, String::new())?;
        let response = send(context, SERVICE, request).await?;
        match response.status.as_u16() {
            200 => {}
            401 => return Err(self.file(context)?.log_in_again("the login was rejected")),
            _ => return Err(status_and_code(&response)),
        }
        let mut members = members(&response.body)?;
        let key = members
            .get_mut("roleCredentials")
            .and_then(Value::as_object_mut)
            .ok_or("the response has no roleCredentials")?;
        let expires_at = key.remove("expiration").and_then(|time| time.as_i64());
        let expires_at = expires_at.and_then(|time| Timestamp::from_millisecond(time).ok());
        take_temporary_key(key, NAMES, expires_at)
    }

    /// A valid token, refreshed if necessary.
    async fn token(&self, context: &Context) -> Result<Secret, String> {
        let file = self.file(context)?;
        let saved = file.read()?;
        let now = context.system.now();
        let (Some(token), Some(expires_at)) =
            (string(&saved, "accessToken"), time(&saved, "expiresAt"))
        else {
            return Err(file.incomplete("token"));
        };
        let token = Secret::from(token);
        let soon = now.checked_add(EXPIRY_MARGIN).unwrap_or(now);
        if expires_at > soon {
            return Ok(token);
        }
        match self.refresh(context, saved).await {
            Ok(refreshed) => {
                file.save(&refreshed, &*context.system);
                Ok(string(&refreshed, "accessToken").map_or(token, Secret::from))
            }
            // The token may still be accepted until it expires.
            Err(_) if expires_at > now => Ok(token),
            Err(reason) => Err(file.log_in_again(&format!("the login has expired ({reason})"))),
        }
    }

    fn file(&self, context: &Context) -> Result<TokenFile, String> {
        let home = context.environment.home_dir();
        let home = home.ok_or("no home directory to find .aws/sso/cache in")?;
        let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, self.session.as_bytes());
        let name = format!("{}.json", hex(hash.as_ref()));
        let path = home.join(".aws").join("sso").join("cache").join(name);
        Ok(TokenFile::new(path, format!("aws sso login --profile {}", self.profile)))
    }

    /// Returns the members of the token's file with a new token. If two programs refresh at the
    /// same time, the file of the last one remains; both tokens are valid.
    async fn refresh(&self, context: &Context, mut saved: Members) -> Result<Members, String> {
        let now = context.system.now();
        let (Some(client_id), Some(client_secret), Some(refresh_token), Some(registration_end)) = (
            string(&saved, "clientId"),
            string(&saved, "clientSecret"),
            string(&saved, "refreshToken"),
            time(&saved, "registrationExpiresAt"),
        ) else {
            return Err("it cannot be refreshed".to_owned());
        };
        if registration_end <= now {
            return Err("the client registration that could refresh it has expired".to_owned());
        }
        let body = serde_json::json!({
            "clientId": client_id,
            "clientSecret": client_secret,
            "grantType": "refresh_token",
            "refreshToken": refresh_token,
        });
        let endpoint = context.endpoint(Service::SsoOidc, self.region)?;
        let target = "/token".to_owned();
        let headers = [("content-type", "application/json")];
        let request = request_at(&endpoint, Method::POST, target, &headers, body.to_string())?;
        let response = send(context, SERVICE, request).await?;
        if !response.status.is_success() {
            return Err(status_and_code(&response));
        }
        let mut response = members(&response.body)?;
        let token = take_string(&mut response, "accessToken").ok_or("the response has no token")?;
        let expires_at = end_of_lifetime(&response, now);
        let expires_at = expires_at.ok_or("the response has no expiration of the token")?;
        saved.insert("accessToken".to_owned(), token.into());
        saved.insert("expiresAt".to_owned(), expires_at.to_string().into());
        if let Some(refresh_token) = take_string(&mut response, "refreshToken") {
            saved.insert("refreshToken".to_owned(), refresh_token.into());
        }
        Ok(saved)
    }
}
