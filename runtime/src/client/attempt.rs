//! One attempt: credentials, signature, the wire, and what the answer means.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HOST, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use jiff::Timestamp;

use super::{Parts, Timeouts};
use crate::error::wire;
use crate::future::before;
use crate::retry::RetryClass;
use crate::retry::classify::{classify, may_be_clock_skew};
use crate::sign::{PayloadHash, SigningOptions, SigningParams, sign_headers};
use crate::transport::{TransportError, TransportErrorKind, TransportLimits};
use crate::{Credentials, Error, ErrorKind, Request, Response, random_uuid};

const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");
const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");

/// A request that is ready to be signed, as often as it takes.
pub(super) struct Prepared {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
    payload: PayloadHash,
}

/// How long this attempt may take, and whose limit that is.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    pub(super) time: Duration,
    /// Whether it is the call's deadline; else it is the attempt's time-out.
    pub(super) is_deadline: bool,
}

impl Parts {
    /// Adds what is the same in all attempts.
    pub(super) fn prepare(&self, request: Request) -> Result<Prepared, Error> {
        let Request {
            method,
            path_and_query,
            mut headers,
            body,
            ..
        } = request;
        let uri = self.endpoint.uri(path_and_query)?;
        headers.insert(HOST, self.endpoint.host().clone());
        headers.insert(USER_AGENT, self.user_agent.clone());
        if let Ok(id) = HeaderValue::try_from(random_uuid(&*self.system)) {
            headers.insert(INVOCATION_ID, id);
        }
        Ok(Prepared {
            payload: PayloadHash::of(&body),
            method,
            uri,
            headers,
            body,
        })
    }

    /// Signs and sends the request once. An answer that says "failed" is an error here, classified.
    pub(super) async fn attempt(
        &self,
        prepared: &Prepared,
        credentials: &Arc<Credentials>,
        number: u32,
        max: u32,
        timeouts: &Timeouts,
        limit: Option<Limit>,
    ) -> Result<Response, Error> {
        let signed_at = self.clock.correct(self.system.now());
        let request = self.sign(prepared, credentials, number, max, signed_at)?;
        let limits = TransportLimits {
            connect_timeout: timeouts.connect,
            max_response_bytes: self.max_response_bytes,
        };
        let sending = self.transport.send(request, limits);
        let answer = match limit {
            None => sending.await,
            Some(limit) => match before(self.system.sleep(limit.time), sending).await {
                Some(answer) => answer,
                None => return Err(timed_out(limit, timeouts)),
            },
        };
        let (head, body) = answer.map_err(not_answered)?.into_parts();
        let response = Response {
            status: head.status,
            headers: head.headers,
            body,
        };
        if response.status.is_success() {
            return Ok(response);
        }
        Err(self.refused(response, signed_at))
    }

    fn sign(
        &self,
        prepared: &Prepared,
        credentials: &Credentials,
        number: u32,
        max: u32,
        time: Timestamp,
    ) -> Result<http::Request<Bytes>, Error> {
        let mut headers = prepared.headers.clone();
        if let Ok(value) = HeaderValue::try_from(format!("attempt={number}; max={max}")) {
            headers.insert(ATTEMPT, value);
        }
        let params = SigningParams {
            credentials,
            region: &self.region,
            service: self.service.signing_name,
            time,
            options: SigningOptions::default(),
            keys: &self.signing_keys,
        };
        sign_headers(
            &prepared.method,
            &prepared.uri,
            &mut headers,
            &prepared.payload,
            &params,
        )
        .map_err(|error| {
            Error::new(ErrorKind::Credentials, error.to_string()).with_source(error)
        })?;
        let mut request = http::Request::new(prepared.body.clone());
        *request.method_mut() = prepared.method.clone();
        *request.uri_mut() = prepared.uri.clone();
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// An answer that says that the call failed.
    fn refused(&self, response: Response, signed_at: Timestamp) -> Error {
        let fault = wire::read(&response);
        let mut class = classify(fault.code.as_deref(), response.status);
        if may_be_clock_skew(fault.code.as_deref())
            && self
                .clock
                .learn(&response.headers, signed_at, self.system.now())
        {
            class = RetryClass::ClockSkew;
        }
        Error::service(response, fault, class)
    }
}

fn timed_out(limit: Limit, timeouts: &Timeouts) -> Error {
    let message = if limit.is_deadline {
        deadline_message(timeouts)
    } else {
        format!("no complete answer within {:?}", limit.time)
    };
    Error::new(ErrorKind::Timeout, message).with_class(RetryClass::Transient)
}

/// What an error says when the call as a whole has run out of time.
pub(super) fn deadline_message(timeouts: &Timeouts) -> String {
    match timeouts.overall {
        Some(limit) => format!("the call took longer than the {limit:?} that it may take in all"),
        None => "the call ran out of time".to_owned(),
    }
}

/// No answer, or none that HTTP can read.
fn not_answered(error: TransportError) -> Error {
    let kind = match error.kind() {
        TransportErrorKind::ConnectTimeout => ErrorKind::Timeout,
        TransportErrorKind::TooLarge => ErrorKind::Response,
        TransportErrorKind::Configuration => ErrorKind::Configuration,
        _ => ErrorKind::Connection,
    };
    let class = if error.is_transient() {
        RetryClass::Transient
    } else {
        RetryClass::Never
    };
    Error::new(kind, error.to_string())
        .with_class(class)
        .with_source(error)
}
