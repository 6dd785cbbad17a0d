//! AWS's token service (STS): a form goes there, XML comes back.
//!
//! What its two operations have in common that give credentials for a role. Whether a request is
//! signed is theirs to know.

use std::fmt::Write as _;

use http::Method;

use super::DefaultChain;
use super::fetch::{Manner, Request, SERVICE, request_at, words};
use super::hosts::TOKEN_SERVICE;
use crate::retry::classify::classify;
use crate::secret::REDACTED;
use crate::{Credentials, Environment, Response, Secret, uri};

/// How the token service is asked.
pub(super) const MANNER: Manner = Manner {
    is_transient,
    ..SERVICE
};

/// A role, and how it is to be taken.
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
    /// The body of a request for it, with more that the operation wants to know.
    pub(super) fn form(&self, action: &str, more: &[(&str, &str)]) -> String {
        let mut form = format!("Action={action}&Version=2011-06-15");
        let optional = [
            ("ExternalId", self.external_id),
            ("DurationSeconds", self.duration_seconds),
        ];
        let optional = optional
            .iter()
            .filter_map(|(name, value)| Some((*name, (*value)?)));
        let required = [
            ("RoleArn", self.arn),
            ("RoleSessionName", self.session_name),
        ];
        for (name, value) in required
            .into_iter()
            .chain(optional)
            .chain(more.iter().copied())
        {
            // Writing to a String cannot fail.
            let _ = write!(form, "&{name}=");
            uri::push_encoded(&mut form, value);
        }
        form
    }
}

/// The name of a session that the profile does not name.
pub(super) fn session_name(environment: &Environment) -> String {
    let name = environment.get("AWS_ROLE_SESSION_NAME");
    name.unwrap_or_else(|| "sdk-runtime".to_owned())
}

/// A request that is not signed.
pub(super) fn unsigned(chain: &DefaultChain, form: String) -> Result<Request, String> {
    // The service of the client's own region, as AWS's SDKs do now, not the global one.
    let endpoint = TOKEN_SERVICE.endpoint(chain, &chain.region)?;
    let media = "application/x-www-form-urlencoded; charset=utf-8";
    let headers = [("content-type", media)];
    let mut request = request_at(&endpoint, Method::POST, "/".to_owned(), &headers, form)?;
    let host = endpoint.host().clone();
    request.headers_mut().insert(http::header::HOST, host);
    Ok(request)
}

/// The name that a failed answer gives to what went wrong.
pub(super) fn code(answer: &Response) -> Option<String> {
    element(&String::from_utf8_lossy(&answer.body), "Code")
}

fn is_transient(answer: &Response) -> bool {
    if answer.status.is_success() {
        return false;
    }
    let code = code(answer);
    // The service could not ask the one who issued the web identity, which passes.
    code.as_deref() == Some("IDPCommunicationError")
        || classify(code.as_deref(), answer.status).is_retryable()
}

/// The role's credentials. An error shows none of `secrets`, which a service may repeat.
pub(super) fn read(
    answer: &Response,
    role: &Role<'_>,
    secrets: &[&Secret],
) -> Result<Credentials, String> {
    let xml = String::from_utf8_lossy(&answer.body);
    let role = role.arn;
    if !answer.status.is_success() {
        let mut reason = format!(
            "the role {role} was not given: HTTP {}",
            answer.status.as_u16()
        );
        for (before, name) in [(" ", "Code"), (": ", "Message")] {
            if let Some(text) = element(&xml, name) {
                reason.push_str(before);
                reason.push_str(&text);
            }
        }
        for secret in secrets.iter().filter(|secret| !secret.expose().is_empty()) {
            reason = reason.replace(secret.expose(), REDACTED);
        }
        return Err(words(&reason));
    }
    let (Some(id), Some(key), Some(token)) = (
        element(&xml, "AccessKeyId"),
        element(&xml, "SecretAccessKey"),
        element(&xml, "SessionToken"),
    ) else {
        return Err(format!(
            "the answer for the role {role} holds no credentials"
        ));
    };
    let credentials = Credentials::new(id, key, Some(Secret::from(token)));
    // Without an end they would be kept for ever and fail after an hour.
    match element(&xml, "Expiration").and_then(|end| end.parse().ok()) {
        Some(end) => Ok(credentials.expiring_at(end)),
        None => Err(format!(
            "the answer for the role {role} does not say how long its credentials last"
        )),
    }
}

/// The text of the first element of this name, if it has any. The answers are flat where it matters, so
/// no more of XML is needed.
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
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, StatusCode};

    use super::{Role, element, is_transient, read};
    use crate::{Response, Secret};

    const ROLE: Role<'_> = Role {
        arn: "arn:aws:iam::1:role/r",
        session_name: "me@home",
        external_id: Some("a b"),
        duration_seconds: None,
    };

    fn answer(status: u16, body: &'static str) -> Response {
        Response {
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    #[test]
    fn the_form_holds_what_the_profile_says() {
        assert_eq!(
            ROLE.form("AssumeRole", &[("More", "&")]),
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr\
             &RoleSessionName=me%40home&ExternalId=a%20b&More=%26"
        );
    }

    #[test]
    fn elements_are_read_without_their_escapes() {
        let xml = "<E><Code>A</Code><Message> 1 &lt; 2 &amp;amp; </Message><Open><No></No></E>";
        assert_eq!(element(xml, "Code").as_deref(), Some("A"));
        assert_eq!(element(xml, "Message").as_deref(), Some("1 < 2 &amp;"));
        for name in ["Open", "None", "No"] {
            assert_eq!(element(xml, name), None);
        }
    }

    #[test]
    fn a_refusal_repeats_no_secret() {
        let token = Secret::from("hu/sh+");
        let refused = answer(
            403,
            "<Code>SignatureDoesNotMatch</Code><Message>x hu/sh+ y</Message>",
        );
        let problem = read(&refused, &ROLE, &[&token, &Secret::from("")]).unwrap_err();
        assert_eq!(
            problem,
            "the role arn:aws:iam::1:role/r was not given: HTTP 403 SignatureDoesNotMatch: x \
             **redacted** y"
        );
        let problem = read(&answer(502, "<html>hush"), &ROLE, &[]).unwrap_err();
        assert!(problem.ends_with("HTTP 502"), "{problem}");
    }

    #[test]
    fn codes_say_whether_to_ask_again_where_the_status_does_not() {
        for (status, body, expected) in [
            (400, "<Code>IDPCommunicationError</Code>", true),
            (400, "<Code>Throttling</Code>", true),
            (503, "", true),
            (400, "<Code>ExpiredTokenException</Code>", false),
            (403, "<Code>AccessDenied</Code>", false),
            (200, "<Code>Throttling</Code>", false),
        ] {
            assert_eq!(is_transient(&answer(status, body)), expected, "{body}");
        }
    }
}
