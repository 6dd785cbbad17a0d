//! A call: the loop over attempts, and one attempt.
//!
//! ```text
//! Client::send ─ dispatch ─ call ─ attempts ─┬─ identity     rate limit, credentials
//!                                            ├─ attempt      authorize, Transport::send, classify
//!                                            └─ plan_retry   delay, retry quota
//! ```

use std::time::Duration;

use bytes::Bytes;
use http::header::{HOST, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use jiff::Timestamp;

use super::{
    CallContext, CallOptions, CallRequest, Client, ClientInner, Identity, Timeouts, trace,
};
use crate::future::with_time_limit;
use crate::retry::{Retries, RetryClass, backoff_delay};
use crate::transport::{TransportError, TransportErrorKind, TransportLimits};
use crate::{
    Attempt, BoxFuture, ByteStream, DecodeError, EncodedRequest, Error, ErrorKind, OperationMeta,
    Response, Signing, random_fraction,
};

/// The settings and the deadline of one call.
pub(crate) struct CallState {
    meta: OperationMeta,
    timeouts: Timeouts,
    retries: Retries,
    /// The time, in ticks of the system's clock, by which the call has to end.
    deadline: Option<Duration>,
}

/// A response with a success status. `stream` is its body, if the operation streams it.
struct Success {
    response: Response,
    stream: Option<ByteStream>,
    /// The identity that the request was authorized with.
    identity: Option<Identity>,
}

/// Another attempt: the delay before it, and its cost in the retry quota.
struct RetryPlan {
    delay: Duration,
    cost: u32,
}

/// The time-out of an attempt.
#[derive(Clone, Copy)]
struct TimeLimit {
    time: Duration,
    /// Whether the deadline of the call is nearer than the time-out of an attempt.
    is_deadline: bool,
}

/// The error of a call without a timer.
const NO_TIMER: &str = "no tokio runtime with a timer: await the call within a runtime that was built with \
                        `enable_all`, or set a `System` with another timer on the client's builder";

type Exchange<'a> = BoxFuture<'a, Result<http::Response<Bytes>, TransportError>>;

/// Decodes a response into the output that the caller waits for.
pub(crate) type Decode<'a> =
    &'a mut (dyn FnMut(&Response, Option<ByteStream>) -> Result<(), DecodeError> + Send);

impl Client {
    /// Sends a request and decodes its response. Boxed, so that the future of each operation stays
    /// small and this one is compiled once.
    pub(crate) fn dispatch<'a>(
        &'a self,
        meta: OperationMeta,
        request: Result<EncodedRequest, Error>,
        options: &'a CallOptions,
        decode: Decode<'a>,
    ) -> BoxFuture<'a, Result<(), Error>> {
        let request = request.and_then(|request| self.0.call_request(meta, request));
        Box::pin(async move {
            let span = trace::call(&self.0, meta);
            let mut number = 1;
            let outcome = span.run(self.0.call(meta, request, options, decode, &mut number)).await;
            span.record_retries(number - 1);
            span.end(&*self.0.protocol, outcome.as_ref());
            outcome.map(drop)
        })
    }
}

impl ClientInner {
    /// Makes a call; `number` is that of the current attempt.
    async fn call(
        &self,
        meta: OperationMeta,
        request: Result<Box<CallRequest>, Error>,
        options: &CallOptions,
        decode: Decode<'_>,
        number: &mut u32,
    ) -> Result<Response, Error> {
        let call = self.begin(meta, options);
        let mut failed = Vec::new();
        let outcome = self.attempts(&call, request, number, &mut failed).await;
        let outcome = match outcome {
            Ok(Success { response, stream, identity }) => match decode(&response, stream) {
                Ok(()) => Ok(response),
                Err(problem) => Err(self.undecodable(response, problem, identity.as_ref(), failed)),
            },
            Err(error) => Err(error.with_attempts(failed)),
        }
        .map_err(|error| error.of_operation(meta.name));
        for interceptor in self.interceptors.iter().rev() {
            interceptor.after_call(&self.context(&call, *number), outcome.as_ref());
        }
        outcome
    }

    /// The settings of a call that begins now.
    pub(crate) fn begin(&self, meta: OperationMeta, options: &CallOptions) -> CallState {
        let timeouts = options.timeouts(&self.timeouts);
        let end = |limit| self.system.ticks().checked_add(limit);
        CallState {
            meta,
            retries: options.retries_over(self.retries),
            deadline: timeouts.overall.and_then(end),
            timeouts,
        }
    }

    /// Makes attempts until one succeeds or no other may follow. `number` is that of the current
    /// attempt, `failed` collects the failed ones.
    async fn attempts(
        &self,
        call: &CallState,
        request: Result<Box<CallRequest>, Error>,
        number: &mut u32,
        failed: &mut Vec<Attempt>,
    ) -> Result<Success, Error> {
        let request = request?;
        if !self.system.has_timer() {
            return Err(Error::configuration(NO_TIMER));
        }
        let mut last_cost = None;
        loop {
            if call.retries.is_adaptive() {
                self.wait_for_rate(call).await?;
            }
            // A failure to load credentials is not retried: providers do that themselves.
            let identity = self.identity(call).await?;
            let span = trace::attempt(self, &request, *number);
            let outcome = span.run(self.attempt(call, &request, identity.as_ref(), *number)).await;
            let result = outcome.as_ref().map(|success| &success.response);
            span.end(&*self.protocol, result);
            self.record(call, *number, result);
            let error = match outcome {
                Ok(success) => {
                    self.quota.give_back(last_cost);
                    return Ok(success);
                }
                Err(error) => error,
            };
            let mut attempt = error.as_attempt();
            match self.plan_retry(call, &request, &error, *number) {
                Ok(RetryPlan { delay, cost }) => {
                    attempt.delay = Some(delay);
                    failed.push(attempt);
                    last_cost = Some(cost);
                    self.system.sleep(delay).await;
                    *number += 1;
                }
                Err(note) => {
                    if was_sent(&error) {
                        failed.push(attempt);
                    }
                    return Err(error.with_note(note));
                }
            }
        }
    }

    /// Waits until the rate limit of adaptive retries permits an attempt.
    async fn wait_for_rate(&self, call: &CallState) -> Result<(), Error> {
        while let Err(wait) = self.rate.acquire(self.system.ticks()) {
            if self.time_left(call).is_some_and(|left| left <= wait) {
                let message = "no time left to wait for the rate limit: the service throttles, so \
                               the client limits its rate (adaptive retries)";
                return Err(
                    Error::new(ErrorKind::Timeout, message).with_class(RetryClass::Throttling)
                );
            }
            self.system.sleep(wait).await;
        }
        Ok(())
    }

    /// The identity for an attempt; `None` if the request is not authorized.
    pub(crate) async fn identity(&self, call: &CallState) -> Result<Option<Identity>, Error> {
        let Some(authorizer) = &self.authorizer else {
            return Ok(None);
        };
        if call.meta.signing == Signing::Unsigned {
            return Ok(None);
        }
        if let Some(identity) = authorizer.cached_identity(&call.meta) {
            return Ok(Some(identity));
        }
        let left = self.time_left(call);
        let loading = authorizer.load_identity(&call.meta, left);
        let loaded = match left {
            None => Some(loading.await),
            Some(left) => with_time_limit(self.system.sleep(left), loading).await,
        };
        match loaded {
            Some(loaded) => loaded.map(Some),
            None => {
                let message = deadline_message(&call.timeouts) + " (while waiting for credentials)";
                Err(Error::new(ErrorKind::Timeout, message))
            }
        }
    }

    /// Sends the request once. A response with an error status is an error.
    async fn attempt(
        &self,
        call: &CallState,
        request: &CallRequest,
        identity: Option<&Identity>,
        number: u32,
    ) -> Result<Success, Error> {
        let sent_at = self.system.now();
        let (exchange, authorized_at) = self.send(call, request, identity, number)?;
        let response = match self.time_limit(call) {
            None => exchange.await,
            Some(limit) => match with_time_limit(self.system.sleep(limit.time), exchange).await {
                Some(response) => response,
                None => return Err(timed_out(limit, &call.timeouts)),
            },
        };
        let (mut head, body) = response.map_err(transport_error)?.into_parts();
        let response = Response { status: head.status, headers: head.headers, body };
        let is_from_service = self.protocol.is_from_service(&response);
        if let (Some(authorizer), Some(_), true) =
            (&self.authorizer, authorized_at, is_from_service)
        {
            authorizer.observe(&response.headers, sent_at);
        }
        let is_expected_redirect = call.meta.accepts_redirects
            && response.status.is_redirection()
            && response.status != StatusCode::NOT_MODIFIED;
        if !response.status.is_success() && !is_expected_redirect {
            return Err(self.service_error(response, identity, authorized_at));
        }
        if !is_from_service {
            let error = Error::not_from_service(response);
            return Err(error.redacted(|text| self.redact(identity, text)));
        }
        Ok(Success {
            response,
            stream: match request.streams_response {
                true => head.extensions.remove(),
                false => None,
            },
            identity: identity.cloned(),
        })
    }

    /// Begins the exchange of one attempt, and returns the time of its authorization. Not a part of
    /// `attempt`, whose future would otherwise contain the request, a quarter of a KiB.
    fn send(
        &self,
        call: &CallState,
        request: &CallRequest,
        identity: Option<&Identity>,
        number: u32,
    ) -> Result<(Exchange<'_>, Option<Timestamp>), Error> {
        let (request, authorized_at) = self.authorized(call, request, identity, number)?;
        for interceptor in &self.interceptors {
            interceptor.before_sending(&self.context(call, number), &request);
        }
        let limits = TransportLimits {
            connect_timeout: call.timeouts.connect,
            max_response_bytes: self.max_response_bytes,
            stall_timeout: call.timeouts.stall,
        };
        Ok((self.transport.send(request, limits), authorized_at))
    }

    /// The request of one attempt, and the time of its authorization, if it is authorized.
    pub(crate) fn authorized(
        &self,
        call: &CallState,
        request: &CallRequest,
        identity: Option<&Identity>,
        number: u32,
    ) -> Result<(http::Request<Bytes>, Option<Timestamp>), Error> {
        let mut attempt = request.to_http();
        let headers = attempt.headers_mut();
        self.protocol.add_attempt_headers(headers, number, call.retries.attempts());
        self.intercept(call, request, number, &mut attempt)?;
        let mut authorized_at = None;
        if let (Some(authorizer), Some(identity)) = (&self.authorizer, identity) {
            authorized_at = Some(authorizer.authorize(&mut attempt, &call.meta, identity)?);
        }
        Ok((attempt, authorized_at))
    }

    /// Lets interceptors change the request of an attempt.
    pub(crate) fn intercept(
        &self,
        call: &CallState,
        request: &CallRequest,
        number: u32,
        attempt: &mut http::Request<Bytes>,
    ) -> Result<(), Error> {
        for interceptor in &self.interceptors {
            interceptor.before_signing(&self.context(call, number), attempt)?;
        }
        if attempt.uri().authority() != request.uri.authority() {
            let host = attempt.uri().authority().map(http::uri::Authority::as_str);
            let host = HeaderValue::from_str(host.unwrap_or_default()).map_err(|_| {
                Error::interceptor("the host of the changed URI is not a valid header value")
            })?;
            attempt.headers_mut().insert(HOST, host);
        }
        Ok(())
    }

    /// The error of a response with an error status.
    fn service_error(
        &self,
        response: Response,
        identity: Option<&Identity>,
        authorized_at: Option<Timestamp>,
    ) -> Error {
        // From here on a part of the body may be shortened, so secrets are removed before.
        let redacted = self.redact(identity, &response.body);
        let shown = redacted.map(|body| Response { body: body.into(), ..response.clone() });
        let shown = shown.as_ref().unwrap_or(&response);
        let (failure, mut class) = self.protocol.classified_failure(shown, self.errors);
        if let (Some(authorizer), Some(identity), Some(authorized_at)) =
            (&self.authorizer, identity, authorized_at)
            && authorizer.inspect_failure(identity, authorized_at, &response, &failure)
        {
            class = RetryClass::Reauthorize;
        }
        Error::service(response, failure, class).redacted(|text| self.redact(identity, text))
    }

    /// Removes the secrets of the identity from a text that a service or a proxy sent.
    fn redact(&self, identity: Option<&Identity>, text: &[u8]) -> Option<Vec<u8>> {
        self.authorizer.as_ref()?.redact(identity?, text)
    }

    /// The error of a response that cannot be decoded.
    fn undecodable(
        &self,
        response: Response,
        problem: DecodeError,
        identity: Option<&Identity>,
        mut failed: Vec<Attempt>,
    ) -> Error {
        let request_id = self.protocol.request_id(&response.headers);
        let request_id = request_id.map(str::to_owned);
        let error = Error::undecodable(response, problem)
            .with_request_id(request_id)
            .redacted(|text| self.redact(identity, text));
        failed.push(error.as_attempt());
        error.with_attempts(failed)
    }

    /// Records the outcome of an attempt for the rate limit, and passes it to interceptors.
    fn record(&self, call: &CallState, number: u32, outcome: Result<&Response, &Error>) {
        if call.retries.is_adaptive() {
            let throttled = outcome.is_err_and(Error::is_throttling);
            self.rate.record(self.system.ticks(), throttled);
        }
        for interceptor in self.interceptors.iter().rev() {
            interceptor.after_attempt(&self.context(call, number), outcome);
        }
    }

    /// Plans the next attempt. `Err` means that there is none, with the reason if it is not evident
    /// from the error.
    fn plan_retry(
        &self,
        call: &CallState,
        request: &CallRequest,
        error: &Error,
        number: u32,
    ) -> Result<RetryPlan, Option<&'static str>> {
        let class = error.class();
        if !class.is_retryable() || number >= call.retries.attempts() {
            return Err(None);
        }
        if !request.is_replayable() {
            return Err(Some("not retried: the body is a stream that has been read in part"));
        }
        let by_http = self.protocol.retries_only_safe();
        let is_safe = || is_safe_to_retry(call.meta, error) || (by_http && was_put_off(error));
        if (by_http || call.retries.is_only_safe()) && !is_safe() {
            return Err(Some(
                "not retried: the request may have been carried out, and only safe retries are allowed",
            ));
        }
        let now = self.system.now();
        let requested = error.headers().and_then(|headers| self.protocol.retry_after(headers, now));
        let fraction = random_fraction(&*self.system);
        let own = backoff_delay(number - 1, class, fraction);
        let delay = requested.map_or(Some(own), |requested| self.protocol.delay(own, requested));
        let Some(delay) = delay else {
            return Err(Some("not retried: the service requests a delay of more than a minute"));
        };
        if self.time_left(call).is_some_and(|left| left <= delay) {
            return Err(Some("no time left for another attempt"));
        }
        // The service is not down: a repetition adds no load to it.
        if error.is_not_taken() {
            return Ok(RetryPlan { delay, cost: 0 });
        }
        match self.quota.take(class) {
            Some(cost) => Ok(RetryPlan { delay, cost }),
            None => Err(Some("not retried: too many calls of this client fail (retry quota)")),
        }
    }

    /// The time until the deadline; `None` if there is no deadline.
    fn time_left(&self, call: &CallState) -> Option<Duration> {
        let deadline = call.deadline?;
        Some(deadline.saturating_sub(self.system.ticks()))
    }

    /// The nearer of the attempt's time-out and the call's deadline.
    fn time_limit(&self, call: &CallState) -> Option<TimeLimit> {
        let attempt = call.timeouts.attempt.map(|time| TimeLimit { time, is_deadline: false });
        let deadline = self.time_left(call).map(|time| TimeLimit { time, is_deadline: true });
        match (attempt, deadline) {
            (Some(attempt), Some(deadline)) if deadline.time < attempt.time => Some(deadline),
            (attempt, deadline) => attempt.or(deadline),
        }
    }

    /// The context of an attempt for interceptors.
    fn context(&self, call: &CallState, number: u32) -> CallContext<'_> {
        CallContext {
            service: &self.service,
            operation: call.meta,
            region: &self.region,
            attempt: number,
            max_attempts: call.retries.attempts(),
        }
    }
}

fn timed_out(limit: TimeLimit, timeouts: &Timeouts) -> Error {
    let message = if limit.is_deadline {
        deadline_message(timeouts)
    } else {
        format!("no complete response within {:?}", limit.time)
    };
    Error::new(ErrorKind::Timeout, message).with_class(RetryClass::Transient)
}

fn deadline_message(timeouts: &Timeouts) -> String {
    match timeouts.overall {
        Some(limit) => format!("the call exceeded its time-out of {limit:?}"),
        None => "the call exceeded its time-out".to_owned(),
    }
}

/// The error of an attempt that received no complete response.
fn transport_error(error: TransportError) -> Error {
    let kind = match error.kind() {
        TransportErrorKind::ConnectTimeout => ErrorKind::Timeout,
        TransportErrorKind::TooLarge => ErrorKind::Response,
        TransportErrorKind::Configuration => ErrorKind::Configuration,
        _ => ErrorKind::Connection,
    };
    let class = match error.is_transient() {
        true => RetryClass::Transient,
        false => RetryClass::Never,
    };
    Error::new(kind, error.to_string()).with_class(class).with_source(error)
}

/// Whether the attempt of an error reached the transport.
fn was_sent(error: &Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::Credentials
            | ErrorKind::Configuration
            | ErrorKind::InvalidInput
            | ErrorKind::Interceptor
    )
}

/// Whether the service has put the request off without carrying it out: Request Timeout, as it has not received all of
/// it (RFC 9110, 15.5.9), Too Early (RFC 8470), or Service Unavailable until a time that it states.
fn was_put_off(error: &Error) -> bool {
    let has_time = || error.headers().is_some_and(|headers| headers.contains_key(RETRY_AFTER));
    match error.status() {
        Some(StatusCode::SERVICE_UNAVAILABLE) => has_time(),
        Some(status) => matches!(status.as_u16(), 408 | 425),
        None => false,
    }
}

/// Whether another attempt cannot execute the operation twice.
fn is_safe_to_retry(meta: OperationMeta, error: &Error) -> bool {
    let is_idempotent = meta.read_only || meta.idempotent || meta.has_idempotency_token;
    is_idempotent || error.proves_not_carried_out()
}
