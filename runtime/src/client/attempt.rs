//! One attempt: signature, the wire, and what the answer means.

use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::{CONTENT_TYPE, HOST};
use jiff::Timestamp;

use super::dispatch::Call;
use super::request::Prepared;
use super::{Parts, Timeouts};
use crate::error::{modeled, wire};
use crate::future::before;
use crate::retry::RetryClass;
use crate::retry::classify::{classify, may_be_clock_skew, rejects_credentials};
use crate::sign::{PayloadHash, SigningOptions, SigningParams, sign_headers};
use crate::transport::{TransportError, TransportErrorKind, TransportLimits};
use crate::{BoxFuture, Credentials, Error, ErrorKind, Response};

/// How long an attempt may take, and whose limit that is.
#[derive(Clone, Copy)]
struct Limit {
    time: Duration,
    /// Whether it is the call's deadline; else it is the attempt's time-out.
    is_deadline: bool,
}

type Exchange<'a> = BoxFuture<'a, Result<http::Response<Bytes>, TransportError>>;

impl Parts {
    /// Signs and sends the request once. An answer that says "failed" is an error here, classified.
    pub(super) async fn attempt(
        &self,
        call: &Call,
        prepared: &Prepared,
        credentials: Option<&Credentials>,
        number: u32,
    ) -> Result<Response, Error> {
        let (sending, signed_at) = self.sending(call, prepared, credentials, number)?;
        let limit = self.limit(call);
        let answer = match limit {
            None => sending.await,
            Some(limit) => match before(self.system.sleep(limit.time), sending).await {
                Some(answer) => answer,
                None => return Err(timed_out(limit, &call.timeouts)),
            },
        };
        let (mut head, body) = answer.map_err(not_answered)?.into_parts();
        if prepared.streams_response {
            call.keep(head.extensions.remove());
        }
        let response = Response {
            status: head.status,
            headers: head.headers,
            body,
        };
        if !response.status.is_success() {
            return Err(self.refused(response, signed_at, credentials));
        }
        if is_somebody_elses(&response) {
            return Err(Error::strange(response));
        }
        Ok(response)
    }

    /// The exchange of one attempt, and when its request was signed. Not within `attempt`, whose future
    /// would keep a place for the request, a quarter of a KiB.
    fn sending(
        &self,
        call: &Call,
        prepared: &Prepared,
        credentials: Option<&Credentials>,
        number: u32,
    ) -> Result<(Exchange<'_>, Timestamp), Error> {
        let (request, signed_at) = self.signed(call, prepared, credentials, number)?;
        for interceptor in &self.interceptors {
            interceptor.before_sending(&self.context(call, number), &request);
        }
        let limits = TransportLimits {
            connect_timeout: call.timeouts.connect,
            max_response_bytes: self.max_response_bytes,
        };
        Ok((self.transport.send(request, limits), signed_at))
    }

    /// The request of one attempt, and when it was signed.
    pub(super) fn signed(
        &self,
        call: &Call,
        prepared: &Prepared,
        credentials: Option<&Credentials>,
        number: u32,
    ) -> Result<(http::Request<Bytes>, Timestamp), Error> {
        let signed_at = self.clock.correct(self.system.now());
        let mut request = prepared.request(number, call.retries.attempts());
        let payload = self.intercept(call, prepared, number, &mut request)?;
        let payload = payload.as_ref().unwrap_or(&prepared.payload);
        if let Some(credentials) = credentials {
            self.sign(&mut request, payload, credentials, signed_at)?;
        }
        Ok((request, signed_at))
    }

    /// Lets interceptors change the request; the payload's hash anew if they put another body in.
    pub(super) fn intercept(
        &self,
        call: &Call,
        prepared: &Prepared,
        number: u32,
        request: &mut http::Request<Bytes>,
    ) -> Result<Option<PayloadHash>, Error> {
        if self.interceptors.is_empty() {
            return Ok(None);
        }
        let context = self.context(call, number);
        for interceptor in &self.interceptors {
            interceptor.before_signing(&context, request)?;
        }
        if request.uri().authority() != prepared.uri.authority() {
            let host = request.uri().authority().map(http::uri::Authority::as_str);
            let host = HeaderValue::from_str(host.unwrap_or_default()).map_err(|_| {
                Error::interceptor("the host that was set cannot stand in a header")
            })?;
            request.headers_mut().insert(HOST, host);
        }
        let is_same = request.body().as_ptr() == prepared.body.as_ptr()
            && request.body().len() == prepared.body.len();
        Ok((!is_same).then(|| PayloadHash::of(request.body())))
    }

    /// Puts the signature on a request.
    fn sign(
        &self,
        request: &mut http::Request<Bytes>,
        payload: &PayloadHash,
        credentials: &Credentials,
        time: Timestamp,
    ) -> Result<(), Error> {
        let params = self.signing_params(credentials, time);
        let mut headers = std::mem::take(request.headers_mut());
        let signed = sign_headers(
            request.method(),
            request.uri(),
            &mut headers,
            payload,
            &params,
        );
        *request.headers_mut() = headers;
        signed.map_err(|error| {
            Error::new(ErrorKind::Credentials, error.to_string()).with_source(error)
        })
    }

    /// Who signs, for where and when.
    pub(super) fn signing_params<'a>(
        &'a self,
        credentials: &'a Credentials,
        time: Timestamp,
    ) -> SigningParams<'a> {
        SigningParams {
            credentials,
            region: &self.region,
            service: self.service.signing_name,
            time,
            options: SigningOptions::default(),
            keys: &self.signing_keys,
        }
    }

    /// The nearer of the attempt's time-out and the call's deadline.
    fn limit(&self, call: &Call) -> Option<Limit> {
        let attempt = call.timeouts.attempt.map(|time| Limit {
            time,
            is_deadline: false,
        });
        let left = call.deadline.left(self.system.ticks()).map(|time| Limit {
            time,
            is_deadline: true,
        });
        match (attempt, left) {
            (Some(attempt), Some(left)) if left.time < attempt.time => Some(left),
            (attempt, left) => attempt.or(left),
        }
    }

    /// An answer that says that the call failed.
    fn refused(
        &self,
        response: Response,
        signed_at: Timestamp,
        credentials: Option<&Credentials>,
    ) -> Error {
        let mut fault = wire::read(&response);
        let class = classify(fault.code.as_deref(), response.status);
        let mut class = modeled::complete(self.errors, &response, &mut fault, class);
        if let Some(credentials) = credentials {
            fault.hide(credentials);
            if rejects_credentials(fault.code.as_deref()) {
                self.credentials.invalidate(credentials, signed_at);
            }
        }
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

/// A web page that says "success" and does not come from AWS, which puts an identifier on all that
/// it answers: the sign-in page of a network, or a proxy's. The operation was not carried out.
fn is_somebody_elses(response: &Response) -> bool {
    let is_page = response
        .headers
        .get(CONTENT_TYPE)
        .and_then(|media| media.as_bytes().get(..b"text/html".len()))
        .is_some_and(|media| media.eq_ignore_ascii_case(b"text/html"));
    is_page && wire::request_id(&response.headers).is_none()
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
