//! Credentials of a console session: a profile's `login_session`, for a login made by `aws login`.
//!
//! The CLI saves the session's credentials, which last for 15 minutes, with a refresh token in a
//! file. The sign-in service exchanges the refresh token for new ones, if the request proves the
//! possession of the login's private key (DPoP, RFC 9449). Logging in requires a browser and is
//! never done here.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/access-login.html>.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::{Method, Uri};
use jiff::{SignedDuration, Timestamp};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

use super::context::{Context, Service};
use super::http::{
    KeyNames, Members, SERVICE, members, request_at, require_string, send, status_and_code,
    take_string, take_temporary_key,
};
use super::token_file::{TokenFile, end_of_lifetime, string, time};
use crate::aws::config::profile::Profile;
use crate::aws::sign::hex;
use crate::renewal::Renewable as _;
use crate::{Credentials, Response, random_uuid};

const CACHE_DIRECTORY: &str = "AWS_LOGIN_CACHE_DIRECTORY";

const NAMES: KeyNames = ["accessKeyId", "secretAccessKey", "sessionToken"];

/// Credentials that expire within this time are refreshed.
const REFRESH_WINDOW: SignedDuration = SignedDuration::from_mins(5);

pub(super) async fn load(context: &Context, profile: &Profile) -> Result<Credentials, String> {
    let session = profile.get("login_session").filter(|session| !session.is_empty());
    let session = session.ok_or_else(|| {
        let name = &profile.name;
        format!("profile '{name}' has an empty login_session: run `aws login --profile {name}`")
    })?;
    let path = path(context, session)?;
    let file = TokenFile::new(path, format!("aws login --profile {}", profile.name));
    let saved = file.read()?;
    let key = credentials(&file, &saved)?;
    let now = context.system.now();
    if key.is_valid_for(now, REFRESH_WINDOW) {
        return Ok(key);
    }
    let reason = match refresh(context, saved).await {
        Ok(refreshed) => {
            file.save(&refreshed, &*context.system);
            return credentials(&file, &refreshed);
        }
        Err(reason) => reason,
    };
    // Another program may have refreshed the session in the meantime.
    if let Ok(refreshed) = file.read().and_then(|saved| credentials(&file, &saved))
        && refreshed.is_valid_for(now, REFRESH_WINDOW)
    {
        return Ok(refreshed);
    }
    if key.is_valid_for(now, SignedDuration::ZERO) {
        return Ok(key);
    }
    Err(file.log_in_again(&format!("the login has expired ({reason})")))
}

/// The file that the CLI saves a login in.
fn path(context: &Context, session: &str) -> Result<PathBuf, String> {
    let folder = match context.environment.get(CACHE_DIRECTORY) {
        Some(folder) => PathBuf::from(folder),
        None => {
            let home = context.environment.home_dir();
            let home = home.ok_or("no home directory to find .aws/login/cache in")?;
            home.join(".aws").join("login").join("cache")
        }
    };
    let hash = digest(&SHA256, session.as_bytes());
    Ok(folder.join(format!("{}.json", hex(hash.as_ref()))))
}

/// The credentials in a file.
fn credentials(file: &TokenFile, saved: &Members) -> Result<Credentials, String> {
    let mut token = match saved.get("accessToken") {
        Some(Value::Object(token)) => token.clone(),
        _ => return Err(file.incomplete("accessToken")),
    };
    let expires_at = time(&token, "expiresAt");
    let expires_at = expires_at.ok_or_else(|| file.incomplete("valid expiresAt"))?;
    if let Some(absent) = NAMES.iter().find(|name| string(&token, name).is_none()) {
        return Err(file.incomplete(absent));
    }
    take_temporary_key(&mut token, NAMES, Some(expires_at))
}

/// Returns the members of the file with new credentials and a new refresh token.
async fn refresh(context: &Context, mut saved: Members) -> Result<Members, String> {
    let now = context.system.now();
    let member = |name| string(&saved, name).ok_or_else(|| format!("its file has no {name}"));
    let body = json!({
        "clientId": member("clientId")?,
        "grantType": "refresh_token",
        "refreshToken": member("refreshToken")?,
    });
    let key = private_key(member("dpopKey")?).ok_or("its dpopKey is not a P-256 private key")?;
    // Files of older versions have no region.
    let region = string(&saved, "signInRegion").unwrap_or(&context.region);
    let endpoint = context.endpoint(Service::SignIn, region)?;
    let target = "/v1/token";
    let uri = endpoint.uri(target.to_owned()).map_err(|error| error.to_string())?;
    let proof = proof(&key, &uri, now, &random_uuid(&*context.system))?;
    let headers = [("content-type", "application/json"), ("dpop", proof.as_str())];
    let (method, target) = (Method::POST, target.to_owned());
    let request = request_at(&endpoint, method, target, &headers, body.to_string())?;
    let response = send(context, SERVICE, request).await?;
    if !response.status.is_success() {
        return Err(rejection(&response));
    }
    let mut response = members(&response.body)?;
    let refresh_token = take_string(&mut response, "refreshToken");
    let end = end_of_lifetime(&response, now);
    let end = end.ok_or("the response has no expiration of the credentials")?;
    let (Some(Value::Object(new)), Some(Value::Object(token))) =
        (response.get_mut("accessToken"), saved.get_mut("accessToken"))
    else {
        return Err("the response has no accessToken".to_owned());
    };
    for name in NAMES {
        token.insert(name.to_owned(), require_string(new, name)?.into());
    }
    token.insert("expiresAt".to_owned(), end.to_string().into());
    if let Some(refresh_token) = refresh_token {
        saved.insert("refreshToken".to_owned(), refresh_token.into());
    }
    Ok(saved)
}

/// Why the service refuses a new token. Nothing of its message is shown.
fn rejection(response: &Response) -> String {
    let problem = members(&response.body).ok().and_then(|body| match string(&body, "error")? {
        "TOKEN_EXPIRED" => Some("the session has ended"),
        "USER_CREDENTIALS_CHANGED" => Some("the password was changed"),
        "INSUFFICIENT_PERMISSIONS" => {
            Some("the permission for the action signin:CreateOAuth2Token is missing")
        }
        _ => None,
    });
    let status = status_and_code(response);
    match problem {
        Some(problem) => format!("{problem}, {status}"),
        None => status,
    }
}

/// The proof of possession for a request: a signed JSON web token with the public key.
fn proof(key: &EcdsaKeyPair, uri: &Uri, now: Timestamp, id: &str) -> Result<String, String> {
    let (x, y) = match key.public_key().as_ref() {
        // The uncompressed form.
        [4, point @ ..] if point.len() == 64 => point.split_at(32),
        _ => return Err("its dpopKey has no public key".to_owned()),
    };
    let encoded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let header = json!({
        "typ": "dpop+jwt",
        "alg": "ES256",
        "jwk": { "kty": "EC", "x": encoded(x), "y": encoded(y), "crv": "P-256" },
    });
    let payload = json!({
        "htm": "POST", "htu": uri.to_string(), "iat": now.as_second(), "jti": id,
    });
    let message = [header, payload].map(|part| encoded(part.to_string().as_bytes())).join(".");
    // A signature needs secure random numbers, which ring takes from the operating system only.
    let signature = key.sign(&SystemRandom::new(), message.as_bytes());
    let signature = signature.map_err(|_| "its dpopKey cannot sign".to_owned())?;
    Ok(format!("{message}.{}", encoded(signature.as_ref())))
}

/// Reads a P-256 key in PEM: in the form of SEC 1, as the CLI writes it, or PKCS #8.
fn private_key(pem: &str) -> Option<EcdsaKeyPair> {
    let lines = pem.lines().filter(|line| !line.starts_with("-----")).map(str::trim);
    let der = STANDARD.decode(lines.collect::<String>()).ok()?;
    let key = |pkcs8: &[u8]| {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &SystemRandom::new()).ok()
    };
    key(&der).or_else(|| key(&pkcs8(&der)?))
}

/// Wraps an EC private key of SEC 1 (RFC 5915) as PKCS #8 (RFC 5958), which ring reads.
fn pkcs8(sec1: &[u8]) -> Option<Vec<u8>> {
    /// Version 0 and the algorithm, an EC key on the curve P-256.
    const START: &[u8] = b"\x02\x01\x00\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07";
    let element = |tag, content: &[u8]| {
        let length = u8::try_from(content.len()).ok()?;
        let mut element = vec![tag];
        // From 128 on the length follows the number of its bytes.
        element.extend((length > 127).then_some(0x81));
        element.push(length);
        element.extend_from_slice(content);
        Some(element)
    };
    let octets = element(0x04, sec1)?;
    element(0x30, &[START, &octets].concat())
}

#[cfg(test)]
mod tests {
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    use super::*;
    use crate::aws::credentials::chain::tests::{LOGIN_KEY, Machine};

    #[test]
    fn a_proof_is_signed_by_the_key_of_the_login() {
        let key = private_key(LOGIN_KEY).unwrap();
        let uri = "https://us-east-1.signin.aws.amazon.com/v1/token".parse().unwrap();
        let proof = proof(&key, &uri, "2026-01-01T00:00:00Z".parse().unwrap(), "id").unwrap();
        let (message, signature) = proof.rsplit_once('.').unwrap();
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).unwrap();
        let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.public_key().as_ref());
        public.verify(message.as_bytes(), &decode(signature)).unwrap();
        let (header, payload) = message.split_once('.').unwrap();
        let json = |part: &str| serde_json::from_slice::<Value>(&decode(part)).unwrap();
        assert_eq!(
            json(header),
            json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": {"kty": "EC", "crv": "P-256",
                "x": "aqJ0F6JKmfVQ8UE0-SAJ38D-zdPiop9PbgNrMlQ6M78",
                "y": "ULKGE8NMQXvAiXvmc_xwU9ppAKfJZkyYE631lnnHXxw"}})
        );
        assert_eq!(
            json(payload),
            json!({"htm": "POST", "htu": "https://us-east-1.signin.aws.amazon.com/v1/token",
                "iat": 1_767_225_600, "jti": "id"})
        );
    }

    #[test]
    fn keys_are_in_sec1_or_pkcs8() {
        let sec1 = LOGIN_KEY.lines().filter(|line| !line.starts_with("-----"));
        let sec1 = STANDARD.decode(sec1.collect::<String>()).unwrap();
        let pkcs8 = STANDARD.encode(pkcs8(&sec1).unwrap());
        let pem =
            format!("-----BEGIN PRIVATE KEY-----\r\n{pkcs8}\r\n-----END PRIVATE KEY-----\r\n");
        assert!(private_key(&pem).is_some());
        for invalid in ["", "hush", &LOGIN_KEY.replace('A', "B"), &"A".repeat(400)] {
            assert!(private_key(invalid).is_none());
        }
    }

    #[test]
    #[rustfmt::skip]
    fn the_sign_in_service_has_hosts_of_its_own() {
        let fips = ("AWS_USE_FIPS_ENDPOINT", "true");
        let dual_stack = ("AWS_USE_DUALSTACK_ENDPOINT", "true");
        let own = ("AWS_ENDPOINT_URL_SIGNIN", "http://127.0.0.1:9");
        for (region, variables, expected) in [
            ("us-east-1", &[][..], "https://us-east-1.signin.aws.amazon.com"),
            ("cn-north-1", &[], "https://cn-north-1.signin.amazonaws.cn"),
            ("us-gov-west-1", &[], "https://us-gov-west-1.signin.amazonaws-us-gov.com"),
            ("us-east-1", &[fips], "https://signin-fips.us-east-1.amazonaws.com"),
            ("us-gov-west-1", &[fips], "https://signin-fips.amazonaws-us-gov.com"),
            ("us-gov-east-1", &[fips], "https://us-gov-east-1.signin-fips.amazonaws-us-gov.com"),
            ("us-east-1", &[dual_stack], "https://signin.us-east-1.api.aws"),
            ("us-gov-west-1", &[fips, dual_stack], "https://signin-fips.us-gov-west-1.api.aws"),
            ("us-east-1", &[own], "http://127.0.0.1:9"),
        ] {
            let machine = Machine::new([]).set_all(variables);
            let endpoint = machine.chain(None).0.endpoint(Service::SignIn, region).unwrap();
            assert_eq!(endpoint.to_string(), expected);
        }
    }
}
