//! Takes a role: exchanges credentials for those of the role, at AWS's token service (STS).
//!
//! One call of one operation, `AssumeRole`, in the query protocol: a form goes there and XML comes
//! back. It is signed like every other request.

use std::fmt::Write as _;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST, HeaderMap, HeaderValue};
use http::{Method, StatusCode};

use super::fetch::words;
use super::hosts::Wishes;
use super::{DefaultChain, Outcome};
use crate::endpoint::Endpoint;
use crate::future::before;
use crate::sign::{PayloadHash, SigningKeyCache, SigningOptions, SigningParams, sign_headers};
use crate::transport::TransportLimits;
use crate::{Credentials, Secret, uri};

/// One answer of the token service may take this long.
const PATIENCE: Duration = Duration::from_secs(15);
const ATTEMPTS: u32 = 3;
/// The wait before a second attempt; it doubles.
const PAUSE: Duration = Duration::from_millis(200);

/// What a profile says of the role.
pub(super) struct Role<'a> {
    pub(super) arn: &'a str,
    /// The name under which AWS's logs show what is done in the role.
    pub(super) session_name: &'a str,
    /// What the role's owner wants to hear from a third party.
    pub(super) external_id: Option<&'a str>,
    /// How long the credentials are to last; the service's choice (an hour) if not said.
    pub(super) duration_seconds: Option<&'a str>,
}

impl Role<'_> {
    fn form(&self) -> String {
        let mut form = "Action=AssumeRole&Version=2011-06-15".to_owned();
        for (name, value) in [
            ("RoleArn", Some(self.arn)),
            ("RoleSessionName", Some(self.session_name)),
            ("ExternalId", self.external_id),
            ("DurationSeconds", self.duration_seconds),
        ] {
            if let Some(value) = value {
                // Writing to a String cannot fail.
                let _ = write!(form, "&{name}=");
                uri::push_encoded(&mut form, value);
            }
        }
        form
    }
}

/// What one attempt came to.
enum Answer {
    Final(Outcome),
    /// Another try may fare better.
    Again(String),
}

/// Takes the role in the name of `source`.
pub(super) async fn assume(chain: &DefaultChain, source: &Credentials, role: &Role<'_>) -> Outcome {
    let mut pause = PAUSE;
    let mut attempt = 1;
    loop {
        let reason = match try_once(chain, source, role).await {
            Ok(Answer::Final(outcome)) => return outcome,
            Ok(Answer::Again(reason)) => reason,
            Err(reason) => return Outcome::failed(reason),
        };
        if attempt == ATTEMPTS {
            return Outcome::failed(reason);
        }
        chain.system.sleep(pause).await;
        pause = pause.saturating_mul(2);
        attempt += 1;
    }
}

async fn try_once(
    chain: &DefaultChain,
    source: &Credentials,
    role: &Role<'_>,
) -> Result<Answer, String> {
    let request = request(chain, source, role)?;
    let limits = TransportLimits {
        max_response_bytes: 1024 * 1024,
        ..TransportLimits::default()
    };
    let host = request.uri().host().unwrap_or_default().to_owned();
    let sending = chain.transport.send(request, limits);
    let answer = match before(chain.system.sleep(PATIENCE), sending).await {
        Some(Ok(answer)) => answer,
        Some(Err(error)) if error.is_transient() => return Ok(Answer::Again(error.to_string())),
        Some(Err(error)) => return Err(error.to_string()),
        None => {
            let reason = format!("{host} gave no answer within {PATIENCE:?}");
            return Ok(Answer::Again(reason));
        }
    };
    Ok(read(answer.status(), answer.body(), role.arn))
}

fn request(
    chain: &DefaultChain,
    source: &Credentials,
    role: &Role<'_>,
) -> Result<http::Request<Bytes>, String> {
    let endpoint = match chain.environment.get("AWS_ENDPOINT_URL_STS") {
        Some(url) => Endpoint::from_url(&url)
            .map_err(|problem| format!("AWS_ENDPOINT_URL_STS: {problem}"))?,
        None => {
            let wishes = Wishes::new(&chain.environment, chain.profile.as_deref());
            wishes.endpoint("sts", &chain.region)?
        }
    };
    let uri = endpoint
        .uri("/".to_owned())
        .map_err(|error| error.to_string())?;
    let body = Bytes::from(role.form());
    let mut headers = HeaderMap::new();
    headers.insert(HOST, endpoint.host().clone());
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded; charset=utf-8"),
    );
    let params = SigningParams {
        credentials: source,
        region: &chain.region,
        service: "sts",
        time: chain.system.now(),
        options: SigningOptions::default(),
        keys: &SigningKeyCache::default(),
    };
    let payload = PayloadHash::of(&body);
    sign_headers(&Method::POST, &uri, &mut headers, &payload, &params)
        .map_err(|error| error.to_string())?;
    let mut request = http::Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}

fn read(status: StatusCode, body: &[u8], role: &str) -> Answer {
    let xml = String::from_utf8_lossy(body);
    if !status.is_success() {
        let code = element(&xml, "Code").unwrap_or_default();
        let message = element(&xml, "Message").unwrap_or_default();
        let reason = words(&format!(
            "the role {role} was not given: HTTP {} {code}: {message}",
            status.as_u16()
        ));
        return if status.is_server_error() || code == "Throttling" {
            Answer::Again(reason)
        } else {
            Answer::Final(Outcome::failed(reason))
        };
    }
    let (Some(id), Some(key), Some(token)) = (
        element(&xml, "AccessKeyId"),
        element(&xml, "SecretAccessKey"),
        element(&xml, "SessionToken"),
    ) else {
        let reason = format!("the answer for the role {role} holds no credentials");
        return Answer::Final(Outcome::failed(reason));
    };
    let credentials = Credentials::new(id, key, Some(Secret::from(token)));
    // Without an end they would be kept for ever and fail after an hour.
    match element(&xml, "Expiration").and_then(|end| end.parse().ok()) {
        Some(end) => Answer::Final(Outcome::Found(credentials.expiring_at(end))),
        None => Answer::Final(Outcome::failed(format!(
            "the answer for the role {role} does not say how long its credentials last"
        ))),
    }
}

/// The text of the first element of this name. The answers are flat where it matters, so no more of
/// XML is needed.
fn element(xml: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    let mut text = text.trim().to_owned();
    if text.contains('&') {
        for (escaped, plain) in [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&apos;", "'"),
            ("&amp;", "&"),
        ] {
            text = text.replace(escaped, plain);
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{Role, element};

    #[test]
    fn the_form_holds_what_the_profile_says() {
        let role = Role {
            arn: "arn:aws:iam::1:role/r",
            session_name: "me@home",
            external_id: Some("a b"),
            duration_seconds: None,
        };
        assert_eq!(
            role.form(),
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr\
             &RoleSessionName=me%40home&ExternalId=a%20b"
        );
    }

    #[test]
    fn elements_are_read_without_their_escapes() {
        let xml = "<E><Code>A</Code><Message> 1 &lt; 2 &amp;amp; </Message><Open></E>";
        assert_eq!(element(xml, "Code").as_deref(), Some("A"));
        assert_eq!(element(xml, "Message").as_deref(), Some("1 < 2 &amp;"));
        assert_eq!(element(xml, "Open"), None);
        assert_eq!(element(xml, "None"), None);
    }
}
