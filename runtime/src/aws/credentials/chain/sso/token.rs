//! The token of a login, as the AWS CLI files it, and its renewal.
//!
//! A login lasts for some hours or days and its token for one; with what is filed beside it the token can be
//! renewed while the login lasts. Of two programs that renew at once the last one's file stays, and
//! either token is good.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind as IoErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use http::Method;
use jiff::Timestamp;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::Value;

use super::super::answer::{Members, members, take_text};
use super::super::fetch::{SERVICE, fetch, refusal, request_at};
use super::super::hosts::SSO_LOGIN;
use super::DefaultChain;
use crate::aws::sign::hex;
use crate::codec::timestamp;
use crate::{Secret, random_uuid};

/// A token that ends within this time may be refused on arrival.
const TOO_LATE: Duration = Duration::from_secs(60);

/// A login, and where to find it.
pub(super) struct Login<'a> {
    /// The profile that wants it.
    pub(super) profile: &'a str,
    pub(super) region: &'a str,
    /// The name that its file's name is made from.
    pub(super) filed_under: &'a str,
}

impl Login<'_> {
    /// What is wrong, and what to do.
    pub(super) fn again(&self, problem: &str) -> String {
        format!("{problem}: run `aws sso login --profile {}`", self.profile)
    }

    /// A token that is good, renewed if need be.
    pub(super) async fn token(&self, chain: &DefaultChain) -> Result<Secret, String> {
        let path = self.path(chain)?;
        let filed = self.filed(&path)?;
        let now = chain.system.now();
        let (Some(token), Some(end)) = (text(&filed, "accessToken"), time(&filed, "expiresAt"))
        else {
            return Err(self.again(&format!("{} holds no token", path.display())));
        };
        let token = Secret::from(token);
        let soon = now.checked_add(TOO_LATE).unwrap_or(now);
        if end > soon {
            return Ok(token);
        }
        match self.renew(chain, filed).await {
            Ok(renewed) => {
                // What cannot be filed is good all the same; whoever needs one next renews again.
                let _ = put(&path, &renewed, &random_uuid(&*chain.system));
                Ok(text(&renewed, "accessToken").map_or(token, Secret::from))
            }
            // It may just be good enough.
            Err(_) if end > now => Ok(token),
            Err(why) => Err(self.again(&format!("the login has ended ({why})"))),
        }
    }

    fn path(&self, chain: &DefaultChain) -> Result<PathBuf, String> {
        let home = chain.environment.home_dir();
        let home = home.ok_or("no home folder to look for .aws/sso/cache in")?;
        let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, self.filed_under.as_bytes());
        let name = format!("{}.json", hex(hash.as_ref()));
        Ok(home.join(".aws").join("sso").join("cache").join(name))
    }

    fn filed(&self, path: &Path) -> Result<Members, String> {
        let shown = path.display();
        match fs::read(path) {
            Ok(json) => members(&json).map_err(|_| self.again(&format!("{shown} is no JSON"))),
            Err(error) if error.kind() == IoErrorKind::NotFound => {
                Err(self.again(&format!("no login ({shown} does not exist)")))
            }
            Err(error) => Err(format!("{shown} cannot be read: {error}")),
        }
    }

    /// What is to be filed in place of `filed`, or why there is nothing new.
    async fn renew(&self, chain: &DefaultChain, mut filed: Members) -> Result<Members, String> {
        let now = chain.system.now();
        let (Some(id), Some(secret), Some(refresh), Some(end)) = (
            text(&filed, "clientId"),
            text(&filed, "clientSecret"),
            text(&filed, "refreshToken"),
            time(&filed, "registrationExpiresAt"),
        ) else {
            return Err("it cannot be renewed".to_owned());
        };
        if end <= now {
            return Err("and with it the time in which it could be renewed".to_owned());
        }
        let question = serde_json::json!({
            "clientId": id,
            "clientSecret": secret,
            "grantType": "refresh_token",
            "refreshToken": refresh,
        });
        let endpoint = SSO_LOGIN.endpoint(chain, self.region)?;
        let target = "/token".to_owned();
        let headers = [("content-type", "application/json")];
        let body = question.to_string();
        let request = request_at(&endpoint, Method::POST, target, &headers, body)?;
        let answer = fetch(chain, SERVICE, request).await?;
        if !answer.status.is_success() {
            return Err(refusal(&answer));
        }
        let mut given = members(&answer.body)?;
        let token = take_text(&mut given, "accessToken").ok_or("the answer holds no token")?;
        let lasts = given.get("expiresIn").and_then(Value::as_u64);
        let end = lasts.and_then(|lasts| now.checked_add(Duration::from_secs(lasts)).ok());
        let end = end.ok_or("the answer does not say how long its token lasts")?;
        // To the second, as the CLI writes it.
        let end = Timestamp::from_second(end.as_second()).unwrap_or(end);
        filed.insert("accessToken".to_owned(), token.into());
        filed.insert("expiresAt".to_owned(), end.to_string().into());
        if let Some(refresh) = take_text(&mut given, "refreshToken") {
            filed.insert("refreshToken".to_owned(), refresh.into());
        }
        Ok(filed)
    }
}

fn text<'a>(members: &'a Members, name: &str) -> Option<&'a str> {
    let text = members.get(name).and_then(Value::as_str);
    text.filter(|text| !text.is_empty())
}

fn time(members: &Members, name: &str) -> Option<Timestamp> {
    // Old versions of the CLI write UTC where RFC 3339 has a Z.
    timestamp::parse(&text(members, name)?.replace("UTC", "Z"))
}

/// Puts a file in the place of another in one go, readable for its owner alone.
fn put(path: &Path, members: &Members, unique: &str) -> std::io::Result<()> {
    let json = serde_json::to_vec(members)?;
    let aside = path.with_extension(unique);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(&aside)
        .and_then(|mut file| file.write_all(&json))
        .and_then(|()| fs::rename(&aside, path));
    if written.is_err() {
        let _ = fs::remove_file(&aside);
    }
    written
}
