// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Tracing: spans, logs and metrics of calls.
//!
//! With the feature `tracing` each call is a span named `call`, and each of its attempts a child span
//! named `attempt`. The fields have the names of OpenTelemetry's semantic conventions, as a bridge such
//! as `tracing-opentelemetry` exports them. They contain no path, no query, no header but the request
//! ID, and no body: nothing that could be a secret.
//!
//! Any subscriber prints them. With `tracing_subscriber::fmt` and `FmtSpan::CLOSE`:
//!
//! ```text
//! INFO call{otel.kind="client" rpc.system="aws-api" rpc.method="GetStage" …}: close
//! ```
//!
//! Calls have the level `INFO` and the target `sdk_runtime::call`, attempts `DEBUG` and
//! `sdk_runtime::attempt`. The filter `sdk_runtime=info` disables the attempts; a disabled span costs a
//! comparison.
//!
//! # Fields
//!
//! | field | span | value |
//! |---|---|---|
//! | `otel.name` | both | `ivs-realtime/GetStage`; the HTTP method |
//! | `otel.kind` | both | `client` |
//! | `otel.status_code` | both | `ERROR` for a failure |
//! | `rpc.system` | call | `aws-api` |
//! | `rpc.service`, `rpc.method` | call | the service, the operation |
//! | `cloud.region` | call | the region |
//! | `server.address`, `server.port` | both | host and port of the endpoint |
//! | `http.request.method`, `http.request.body.size` | attempt | |
//! | `http.request.resend_count` | both | the number of earlier attempts; of retries, if there were any |
//! | `http.response.status_code` | both | of the response; of the last one |
//! | `http.response.body.size` | attempt | in bytes |
//! | `aws.request_id` | both | the request id |
//! | `error.type` | both | the error code, else the status, else the kind of the error |
//! | `error.message` | both | the error as one line |
//!
//! # Metrics
//!
//! An [`Interceptor`](crate::Interceptor) has hooks at the same steps, without the feature. It can also
//! change a request before it is signed.
//!
//! ```
//! use generated_sdk::runtime::Error;
//! use generated_sdk::{CallContext, Client, Interceptor, Response};
//! use std::sync::Arc;
//! use std::sync::atomic::{AtomicU64, Ordering};
//!
//! #[derive(Clone, Debug, Default)]
//! struct Metrics {
//!     calls: Arc<AtomicU64>,
//!     failures: Arc<AtomicU64>,
//! }
//!
//! impl Interceptor for Metrics {
//!     fn after_call(&self, _: &CallContext<'_>, outcome: Result<&Response, &Error>) {
//!         self.calls.fetch_add(1, Ordering::Relaxed);
//!         if outcome.is_err() {
//!             self.failures.fetch_add(1, Ordering::Relaxed);
//!         }
//!     }
//! }
//!
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), generated_sdk::Error> {
//! # use generated_sdk::testing::{ScriptedTransport, Step};
//! let metrics = Metrics::default();
//! let client = Client::builder()
//! #     .environment(generated_sdk::Environment::empty())
//! #     .region("us-east-1")
//! #     .credentials(generated_sdk::Credentials::new("AKID", "secret", None))
//! #     .transport(ScriptedTransport::new([Step::error(400, "ValidationException", "invalid")]))
//!     .interceptor(metrics.clone())
//!     .build()?;
//! # {
//! # let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
//! # client.get_stage(arn).send().await.unwrap_err();
//! # }
//! # assert_eq!(metrics.failures.load(Ordering::Relaxed), 1);
//! println!("{} calls", metrics.calls.load(Ordering::Relaxed));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
