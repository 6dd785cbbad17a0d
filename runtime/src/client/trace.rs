//! Spans for those who watch: one for each call and one for each of its attempts.
//!
//! The names are those of OpenTelemetry's semantic conventions for RPC, HTTP and AWS SDKs. Nothing
//! that could be a secret goes into a span: no path, query, header or body. Without the feature
//! `tracing` all of this is nothing.

#[cfg(feature = "tracing")]
pub(super) use self::spans::{attempt, call};

#[cfg(not(feature = "tracing"))]
pub(super) use self::nothing::{attempt, call};

#[cfg(feature = "tracing")]
mod spans {
    use std::borrow::Cow;
    use std::future::Future;

    use tracing::field::Empty;
    use tracing::instrument::Instrument as _;

    use super::super::Parts;
    use super::super::request::Prepared;
    use crate::{Error, ErrorKind, OperationMeta, Response};

    /// The span of a call or of an attempt.
    pub(in super::super) struct Span(tracing::Span);

    /// The span of one call.
    pub(in super::super) fn call(parts: &Parts, meta: OperationMeta) -> Span {
        let span = tracing::info_span!(
            target: "sdk_runtime::call",
            "call",
            otel.name = Empty,
            otel.kind = "client",
            otel.status_code = Empty,
            rpc.system = "aws-api",
            rpc.service = parts.service.id,
            rpc.method = meta.name,
            cloud.region = parts.region.as_str(),
            server.address = parts.endpoint.host_name(),
            server.port = parts.endpoint.port(),
            http.response.status_code = Empty,
            aws.request_id = Empty,
            "error.type" = Empty,
            error.message = Empty,
        );
        if !span.is_disabled() {
            let name = format!("{}/{}", parts.service.id, meta.name);
            span.record("otel.name", name);
        }
        Span(span)
    }

    /// The span of one attempt, within the call's.
    pub(in super::super) fn attempt(parts: &Parts, prepared: &Prepared, number: u32) -> Span {
        Span(tracing::debug_span!(
            target: "sdk_runtime::attempt",
            "attempt",
            otel.name = prepared.method.as_str(),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = prepared.method.as_str(),
            http.request.body.size = prepared.body_length(),
            http.request.resend_count = (number > 1).then(|| number - 1),
            server.address = parts.endpoint.host_name(),
            server.port = parts.endpoint.port(),
            http.response.status_code = Empty,
            http.response.body.size = Empty,
            aws.request_id = Empty,
            "error.type" = Empty,
            error.message = Empty,
        ))
    }

    impl Span {
        /// Runs `work` inside of the span.
        pub(in super::super) fn run<T>(
            &self,
            work: impl Future<Output = T>,
        ) -> impl Future<Output = T> {
            work.instrument(self.0.clone())
        }

        /// Writes down how it ended.
        pub(in super::super) fn end(&self, outcome: Result<&Response, &Error>) {
            if self.0.is_disabled() {
                return;
            }
            let response = match outcome {
                Ok(response) => Some(response),
                Err(error) => error.raw_response(),
            };
            if let Some(response) = response {
                self.0
                    .record("http.response.status_code", response.status.as_u16());
                self.0
                    .record("http.response.body.size", response.body.len());
                if let Some(id) = crate::error::wire::request_id(&response.headers) {
                    self.0.record("aws.request_id", id);
                }
            }
            if let Err(error) = outcome {
                self.0.record("otel.status_code", "ERROR");
                self.0.record("error.type", &*kind_of(error));
                self.0.record("error.message", error.to_string());
            }
        }
    }

    /// The service's code, else the status or the kind of the failure: few values, so that they can
    /// be counted.
    fn kind_of(error: &Error) -> Cow<'_, str> {
        if let Some(code) = error.code() {
            return code.into();
        }
        match (error.kind(), error.status()) {
            (ErrorKind::InvalidInput, _) => "invalid_input".into(),
            (ErrorKind::Configuration, _) => "configuration".into(),
            (ErrorKind::Credentials, _) => "credentials".into(),
            (ErrorKind::Connection, _) => "connection".into(),
            (ErrorKind::Timeout, _) => "timeout".into(),
            (ErrorKind::Response, _) => "response".into(),
            (ErrorKind::Interceptor, _) => "interceptor".into(),
            (_, Some(status)) => status.as_u16().to_string().into(),
            _ => "_OTHER".into(),
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod nothing {
    use std::future::Future;

    use super::super::Parts;
    use super::super::request::Prepared;
    use crate::{Error, OperationMeta, Response};

    /// Stands where a span would be.
    pub(in super::super) struct Span;

    pub(in super::super) fn call(_: &Parts, _: OperationMeta) -> Span {
        Span
    }

    pub(in super::super) fn attempt(_: &Parts, _: &Prepared, _: u32) -> Span {
        Span
    }

    impl Span {
        pub(in super::super) fn run<T>(
            &self,
            work: impl Future<Output = T>,
        ) -> impl Future<Output = T> {
            work
        }

        pub(in super::super) fn end(&self, _: Result<&Response, &Error>) {}
    }
}
