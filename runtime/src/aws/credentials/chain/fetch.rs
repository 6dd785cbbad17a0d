//! The one way in which the chain asks for something over HTTP: with an end to every wait, and again
//! where AWS's own SDKs ask again.
//!
//! Knows requests and answers as such. What an answer means is for the source that asked.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use super::DefaultChain;
use crate::client::Endpoint;
use crate::error::wire;
use crate::future::before;
use crate::retry::classify::classify;
use crate::retry::{RetryClass, backoff};
use crate::transport::TransportLimits;
use crate::{BoxFuture, Response, random_fraction};

/// Credentials are short; more than this is something else.
pub(super) const LARGEST: usize = 1024 * 1024;
/// A reason longer than this is cut: an endpoint may answer with a whole page.
const LONGEST_REASON: usize = 300;

pub(super) type Request = http::Request<Bytes>;

/// How long an answer may take, and when it is asked for again.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    pub(super) connect: Duration,
    pub(super) answer: Duration,
    pub(super) attempts: u32,
    /// Whether another answer may be better than this one.
    pub(super) is_transient: fn(&Response) -> bool,
}

/// AWS's token service and its single sign-on.
pub(super) const SERVICE: Manner = Manner {
    connect: Duration::from_millis(3100),
    answer: Duration::from_secs(15),
    attempts: 3,
    is_transient: is_transient_by_status,
};

/// An agent on the same machine, which is there at once or not at all.
pub(super) const AGENT: Manner = Manner {
    connect: Duration::from_secs(1),
    answer: Duration::from_secs(2),
    ..SERVICE
};

fn is_transient_by_status(answer: &Response) -> bool {
    classify(None, answer.status).is_retryable()
}

/// A request; an error where a value cannot stand in its header. Values are treated as secrets.
pub(super) fn request(
    method: Method,
    uri: Uri,
    headers: &[(&'static str, &str)],
    body: String,
) -> Result<Request, String> {
    let mut request = http::Request::new(Bytes::from(body));
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    add(request.headers_mut(), headers)?;
    Ok(request)
}

/// The same to `target`, path and query, at an endpoint.
pub(super) fn request_at(
    endpoint: &Endpoint,
    method: Method,
    target: String,
    headers: &[(&'static str, &str)],
    body: String,
) -> Result<Request, String> {
    let uri = endpoint.uri(target).map_err(|error| error.to_string())?;
    request(method, uri, headers, body)
}

/// Status and code of an answer that is a refusal in JSON: `HTTP 403 ForbiddenException`.
pub(super) fn refusal(answer: &Response) -> String {
    let status = answer.status.as_u16();
    let code = wire::read(answer).code.unwrap_or_default();
    format!("HTTP {status} {code}").trim_end().to_owned()
}

fn add(map: &mut HeaderMap, headers: &[(&'static str, &str)]) -> Result<(), String> {
    for (name, value) in headers {
        let mut value = HeaderValue::from_bytes(value.as_bytes())
            .map_err(|_| format!("the value for the header {name} cannot stand in one"))?;
        value.set_sensitive(true);
        map.insert(HeaderName::from_static(name), value);
    }
    Ok(())
}

/// Asks, and again if that may help. The answer may say anything; an error is why there is none.
pub(super) fn fetch(
    chain: &DefaultChain,
    manner: Manner,
    request: Request,
) -> BoxFuture<'_, Result<Response, String>> {
    Box::pin(async move {
        let mut attempt = 1;
        loop {
            let answer = once(chain, manner, request.clone()).await;
            let may_mend = match &answer {
                Ok(answer) => (manner.is_transient)(answer),
                Err(failure) => failure.may_mend,
            };
            if !may_mend || attempt >= manner.attempts {
                return answer.map_err(|failure| failure.reason);
            }
            // Nothing goes without credentials and they are fetched once in an hour, so the waits
            // are those after throttling: an agent that has just started gets time to find its feet.
            let asked = answer.ok().and_then(|it| backoff::asked_delay(&it.headers));
            let chance = random_fraction(&*chain.system);
            let pause = backoff::delay(attempt - 1, RetryClass::Throttling, chance, asked);
            chain.system.sleep(pause).await;
            attempt += 1;
        }
    })
}

/// Why there is no answer.
struct Failure {
    reason: String,
    may_mend: bool,
}

async fn once(chain: &DefaultChain, manner: Manner, request: Request) -> Result<Response, Failure> {
    let limits = TransportLimits {
        connect_timeout: manner.connect,
        max_response_bytes: LARGEST,
    };
    let host = request.uri().host().unwrap_or_default().to_owned();
    let sending = chain.transport.send(request, limits);
    match before(chain.system.sleep(manner.answer), sending).await {
        Some(Ok(answer)) => {
            let (head, body) = answer.into_parts();
            Ok(Response {
                status: head.status,
                headers: head.headers,
                body,
            })
        }
        Some(Err(error)) => Err(Failure {
            reason: words(&error.to_string()),
            may_mend: error.is_transient(),
        }),
        None => Err(Failure {
            reason: format!("{host} gave no answer within {:?}", manner.answer),
            may_mend: true,
        }),
    }
}

/// Foreign text, cut to a bearable length.
pub(super) fn words(text: &str) -> String {
    let mut characters = text.chars();
    let mut short: String = characters.by_ref().take(LONGEST_REASON).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::{request, words};

    #[test]
    fn a_value_that_no_header_can_hold_is_not_repeated() {
        let uri = "http://127.0.0.1/";
        let headers = [("authorization", "hush\r\nx-evil: 1")];
        let problem =
            request(Method::GET, uri.parse().unwrap(), &headers, String::new()).unwrap_err();
        assert!(problem.contains("authorization"), "{problem}");
        assert!(!problem.contains("hush"), "{problem}");
        let made = request(
            Method::GET,
            uri.parse().unwrap(),
            &[("x-a", "hush")],
            String::new(),
        )
        .unwrap();
        assert!(!format!("{made:?}").contains("hush"));
    }

    #[test]
    fn foreign_text_is_cut_between_characters() {
        assert_eq!(words("é"), "é");
        assert_eq!(words(&"é".repeat(301)), format!("{}…", "é".repeat(300)));
    }
}
