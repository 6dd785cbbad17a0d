//! Tracing spans: one for each call and one for each of its attempts.
//!
//! Names and fields follow OpenTelemetry's semantic conventions for RPC, HTTP and AWS SDKs. A span
//! contains nothing that could be a secret: no path, query, header or body. Without the feature
//! `tracing` this module does nothing.

#[cfg(feature = "tracing")]
pub(super) use self::spans::{attempt, call};

#[cfg(not(feature = "tracing"))]
pub(super) use self::disabled::{attempt, call};

#[cfg(feature = "tracing")]
mod spans {
    use std::borrow::Cow;
    use std::future::Future;

    use tracing::field::Empty;
    use tracing::instrument::Instrument as _;

    use super::super::{CallRequest, ClientInner, Protocol};
    use crate::{Error, ErrorKind, OperationMeta, Response};

    /// The span of a call or of an attempt.
    pub(in super::super) struct Span(tracing::Span);

    /// The span of one call.
    pub(in super::super) fn call(client: &ClientInner, meta: OperationMeta) -> Span {
        let span = tracing::info_span!(
            target: "sdk_runtime::call",
            "call",
            otel.name = Empty,
            otel.kind = "client",
            otel.status_code = Empty,
            rpc.system = client.protocol.name(),
            rpc.service = client.service.id,
            rpc.method = meta.name,
            http.request.resend_count = Empty,
            cloud.region = Some(client.region.as_str()).filter(|region| !region.is_empty()),
            server.address = &*client.endpoint.shown_host(),
            server.port = client.endpoint.port(),
            http.response.status_code = Empty,
            aws.request_id = Empty,
            "http.response.header.x-request-id" = Empty,
            "error.type" = Empty,
            error.message = Empty,
        );
        if !span.is_disabled() {
            let name = format!("{}/{}", client.service.id, meta.name);
            span.record("otel.name", name);
        }
        Span(span)
    }

    /// The span of one attempt, within the call's.
    pub(in super::super) fn attempt(
        client: &ClientInner,
        request: &CallRequest,
        number: u32,
    ) -> Span {
        Span(tracing::debug_span!(
            target: "sdk_runtime::attempt",
            "attempt",
            otel.name = request.method.as_str(),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = request.method.as_str(),
            http.request.body.size = request.body_length(),
            http.request.resend_count = (number > 1).then(|| number - 1),
            server.address = &*client.endpoint.shown_host(),
            server.port = client.endpoint.port(),
            http.response.status_code = Empty,
            http.response.body.size = Empty,
            aws.request_id = Empty,
            "http.response.header.x-request-id" = Empty,
            "error.type" = Empty,
            error.message = Empty,
        ))
    }

    impl Span {
        /// Runs `work` within the span.
        pub(in super::super) fn run<T>(
            &self,
            work: impl Future<Output = T>,
        ) -> impl Future<Output = T> {
            work.instrument(self.0.clone())
        }

        /// Records the number of retries of a call, if there were any.
        pub(in super::super) fn record_retries(&self, number: u32) {
            if number > 0 {
                self.0.record("http.request.resend_count", number);
            }
        }

        /// Records the outcome.
        pub(in super::super) fn end(
            &self,
            protocol: &dyn Protocol,
            outcome: Result<&Response, &Error>,
        ) {
            if self.0.is_disabled() {
                return;
            }
            let response = match outcome {
                Ok(response) => Some(response),
                Err(error) => error.raw_response(),
            };
            if let Some(response) = response {
                self.0.record("http.response.status_code", response.status.as_u16());
                self.0.record("http.response.body.size", response.body.len());
                if let Some(id) = protocol.request_id(&response.headers) {
                    self.0.record(protocol.request_id_field(), id);
                }
            }
            if let Err(error) = outcome {
                self.0.record("otel.status_code", "ERROR");
                self.0.record("error.type", &*error_type(error));
                self.0.record("error.message", error.to_string());
            }
        }
    }

    /// The service's code, else the kind or the status: of low cardinality, as metrics need it.
    fn error_type(error: &Error) -> Cow<'_, str> {
        if let Some(code) = error.code() {
            return code.into();
        }
        match (error.kind(), error.status()) {
            (ErrorKind::Service | ErrorKind::Pagination | ErrorKind::Wait, status) => {
                match status {
                    Some(status) => status.as_u16().to_string().into(),
                    None => "_OTHER".into(),
                }
            }
            (kind, _) => kind.as_str().into(),
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod disabled {
    use std::future::Future;

    use super::super::{CallRequest, ClientInner, Protocol};
    use crate::{Error, OperationMeta, Response};

    /// Takes the place of a span.
    pub(in super::super) struct Span;

    pub(in super::super) fn call(_: &ClientInner, _: OperationMeta) -> Span {
        Span
    }

    pub(in super::super) fn attempt(_: &ClientInner, _: &CallRequest, _: u32) -> Span {
        Span
    }

    impl Span {
        pub(in super::super) fn run<T>(
            &self,
            work: impl Future<Output = T>,
        ) -> impl Future<Output = T> {
            work
        }

        pub(in super::super) fn record_retries(&self, _: u32) {}

        pub(in super::super) fn end(&self, _: &dyn Protocol, _: Result<&Response, &Error>) {}
    }
}
