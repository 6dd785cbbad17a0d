//! AWS Security Token Service (STS): credentials of a role, in exchange for other credentials
//! (`AssumeRole`) or for the token of an identity provider (`AssumeRoleWithWebIdentity`).
//!
//! Requests are forms, responses XML.
//! Source: <https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html>.

use std::fmt::Write as _;

use http::Method;
use http::header::HOST;
use jiff::Timestamp;

use super::context::{Context, Failure, Service};
use super::http::{Policy, Request, SERVICE, request_at, send, truncated};
use crate::aws::clock::{SigningClock, may_be_clock_skew};
use crate::aws::protocol::classify;
use crate::aws::sign::{PayloadHash, SigningKeyCache, SigningOptions, SigningParams, sign_headers};
use crate::redact::redact_secrets;
use crate::{Credentials, Environment, Response, Secret, uri};

const WEB_IDENTITY_TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
const ROLE_ARN: &str = "AWS_ROLE_ARN";

const POLICY: Policy = Policy { is_transient, ..SERVICE };

/// A role and the parameters of its session.
#[derive(Debug)]
pub(super) struct Role {
    pub(super) arn: String,
    /// Identifies the session in AWS's logs.
    pub(super) session_name: String,
    /// A value that the role's owner requires from third parties.
    pub(super) external_id: Option<String>,
    /// The lifetime of the credentials; default: an hour.
    pub(super) duration_seconds: Option<String>,
}

/// The session name of roles that have none of their own.
pub(super) fn default_session_name(environment: &Environment) -> String {
    let name = environment.get("AWS_ROLE_SESSION_NAME");
    name.unwrap_or_else(|| "sdk-runtime".to_owned())
}

/// The provider that the variables of a web identity configure.
pub(super) async fn web_identity_of_environment(context: &Context) -> Result<Credentials, Failure> {
    let environment = &context.environment;
    let Some(file) = environment.get(WEB_IDENTITY_TOKEN_FILE) else {
        let reason = format!("{WEB_IDENTITY_TOKEN_FILE} is not set");
        return Err(Failure::NotConfigured(reason));
    };
    let Some(arn) = environment.get(ROLE_ARN) else {
        let reason = format!("{WEB_IDENTITY_TOKEN_FILE} is set but {ROLE_ARN} is not: set both");
        return Err(Failure::Failed(reason));
    };
    let role = Role {
        arn,
        session_name: default_session_name(environment),
        external_id: None,
        duration_seconds: None,
    };
    Ok(assume_role_with_web_identity(context, &file, &role).await?)
}

/// Assumes a role with the token in `file`, such as one of Kubernetes. The request is not signed.
pub(super) async fn assume_role_with_web_identity(
    context: &Context,
    file: &str,
    role: &Role,
) -> Result<Credentials, String> {
    // The identity provider replaces the token before it expires, so it is read each time.
    let token = std::fs::read_to_string(file)
        .map_err(|error| format!("the web identity token file '{file}' cannot be read: {error}"))?;
    let token = token.trim();
    if token.is_empty() {
        return Err(format!("the web identity token file '{file}' is empty"));
    }
    let form = form("AssumeRoleWithWebIdentity", role, &[("WebIdentityToken", token)]);
    let response = send(context, POLICY, unsigned(context, form)?).await?;
    credentials(&response, role, [&Secret::from(token)])
}

/// Assumes a role with the credentials `source`, which sign the request. As for other signed
/// requests, the clock is corrected once if STS rejects its time.
pub(super) async fn assume_role(
    context: &Context,
    source: &Credentials,
    role: &Role,
) -> Result<Credentials, String> {
    let mut is_corrected = false;
    loop {
        let sent_at = context.system.now();
        let signed_at = context.clock.correct(sent_at);
        let request = signed(context, source, role, signed_at)?;
        let response = send(context, POLICY, request).await?;
        let is_skewed = !response.status.is_success()
            && error_code(&response).as_deref().is_some_and(may_be_clock_skew)
            && SigningClock::is_skewed(&response.headers, signed_at);
        context.clock.observe(&response.headers, sent_at, context.system.now());
        if is_skewed && !is_corrected {
            is_corrected = true;
            continue;
        }
        return credentials(&response, role, source.secrets());
    }
}

fn signed(
    context: &Context,
    source: &Credentials,
    role: &Role,
    time: Timestamp,
) -> Result<Request, String> {
    let request = unsigned(context, form("AssumeRole", role, &[]))?;
    let (mut head, body) = request.into_parts();
    let params = SigningParams {
        credentials: source,
        region: &context.region,
        service: "sts",
        time,
        options: SigningOptions::default(),
        keys: &SigningKeyCache::default(),
    };
    let (method, uri, headers) = (&head.method, &head.uri, &mut head.headers);
    sign_headers(method, uri, headers, &PayloadHash::of(&body), &params)
        .map_err(|error| error.to_string())?;
    Ok(Request::from_parts(head, body))
}

/// A request to STS in the client's region, as AWS's SDKs call it, not the global endpoint.
fn unsigned(context: &Context, form: String) -> Result<Request, String> {
    let endpoint = context.endpoint(Service::Sts, &context.region)?;
    let content_type = "application/x-www-form-urlencoded; charset=utf-8";
    let headers = [("content-type", content_type)];
    let mut request = request_at(&endpoint, Method::POST, "/".to_owned(), &headers, form)?;
    request.headers_mut().insert(HOST, endpoint.host().clone());
    Ok(request)
}

fn form(action: &str, role: &Role, more: &[(&str, &str)]) -> String {
    let optional = [("ExternalId", &role.external_id), ("DurationSeconds", &role.duration_seconds)];
    let optional = optional.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
    let mut form = format!("Action={action}&Version=2011-06-15");
    for (name, value) in
        [("RoleArn", role.arn.as_str()), ("RoleSessionName", role.session_name.as_str())]
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

fn is_transient(response: &Response) -> bool {
    if response.status.is_success() {
        return false;
    }
    let code = error_code(response);
    // This code means that STS could not reach the identity provider.
    code.as_deref() == Some("IDPCommunicationError")
        || classify(code.as_deref(), response.status).is_retryable()
}

fn error_code(response: &Response) -> Option<String> {
    element(&String::from_utf8_lossy(&response.body), "Code")
}

/// The credentials in a response. An error shows none of `secrets`, which STS may repeat.
fn credentials<'s>(
    response: &Response,
    role: &Role,
    secrets: impl IntoIterator<Item = &'s Secret>,
) -> Result<Credentials, String> {
    let xml = String::from_utf8_lossy(&response.body);
    let arn = &role.arn;
    if !response.status.is_success() {
        let status = response.status.as_u16();
        let mut reason = format!("cannot assume role {arn}: HTTP {status}");
        for (separator, name) in [(" ", "Code"), (": ", "Message")] {
            if let Some(value) = element(&xml, name) {
                reason.push_str(separator);
                reason.push_str(&value);
            }
        }
        let redacted = redact_secrets(&reason, secrets);
        return Err(truncated(redacted.as_deref().unwrap_or(&reason)));
    }
    let (Some(id), Some(secret), Some(token)) = (
        element(&xml, "AccessKeyId"),
        element(&xml, "SecretAccessKey"),
        element(&xml, "SessionToken"),
    ) else {
        return Err(format!("the response for role {arn} has no credentials"));
    };
    let credentials = Credentials::new(id, secret, Some(Secret::from(token)));
    // Without an expiration they would be cached forever, and be rejected after an hour.
    match element(&xml, "Expiration").and_then(|time| time.parse().ok()) {
        Some(time) => Ok(credentials.expiring_at(time)),
        None => Err(format!("the response for role {arn} has no expiration of the credentials")),
    }
}

/// The content of the first element `name`, if it is not empty. The elements that are read contain
/// no others and have unique names, so no XML parser is needed.
fn element(xml: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    let (content, _) = rest.split_once(&format!("</{name}>"))?;
    let mut content = content.trim().to_owned();
    for (escape, character) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
    {
        content = content.replace(escape, character);
    }
    (!content.is_empty()).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::{Role, credentials, element, form, is_transient};
    use crate::Secret;
    use crate::test_fixtures::response;

    fn role() -> Role {
        Role {
            arn: "arn:aws:iam::1:role/r".to_owned(),
            session_name: "me@home".to_owned(),
            external_id: Some("a b".to_owned()),
            duration_seconds: None,
        }
    }

    #[test]
    fn the_form_has_the_parameters_of_the_role() {
        assert_eq!(
            form("AssumeRole", &role(), &[("More", "&")]),
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr\
             &RoleSessionName=me%40home&ExternalId=a%20b&More=%26"
        );
    }

    #[test]
    fn elements_are_unescaped() {
        let xml = "<E><Code>A</Code><Message> 1 &lt; 2 &amp;amp; </Message><Open><No></No></E>";
        assert_eq!(element(xml, "Code").as_deref(), Some("A"));
        assert_eq!(element(xml, "Message").as_deref(), Some("1 < 2 &amp;"));
        for name in ["Open", "None", "No"] {
            assert_eq!(element(xml, name), None);
        }
    }

    #[test]
    fn errors_show_no_secret() {
        let token = Secret::from("hu/sh+");
        let rejected =
            response(403, &[], "<Code>SignatureDoesNotMatch</Code><Message>x hu/sh+ y</Message>");
        let error = credentials(&rejected, &role(), [&token, &Secret::from("")]).unwrap_err();
        assert_eq!(
            error,
            "cannot assume role arn:aws:iam::1:role/r: HTTP 403 SignatureDoesNotMatch: x \
             **redacted** y"
        );
        // In the form that was sent, and before the message is truncated.
        let long = format!("<Message>{}&amp;t=hu%2Fsh%2B hush</Message>", "x".repeat(240));
        let error = credentials(&response(400, &[], long), &role(), [&token]).unwrap_err();
        assert!(error.ends_with("x&t=**red…"), "{error}");
        let error = credentials(&response(502, &[], "<html>hush"), &role(), []).unwrap_err();
        assert!(error.ends_with("HTTP 502"), "{error}");
    }

    #[test]
    fn error_codes_decide_on_retries() {
        for (status, body, expected) in [
            (400, "<Code>IDPCommunicationError</Code>", true),
            (400, "<Code>Throttling</Code>", true),
            (503, "", true),
            (400, "<Code>ExpiredTokenException</Code>", false),
            (403, "<Code>AccessDenied</Code>", false),
            (200, "<Code>Throttling</Code>", false),
        ] {
            assert_eq!(is_transient(&response(status, &[], body)), expected, "{body}");
        }
    }
}
