//! Tracing: spans, logs and metrics of calls.
//!
//! With the feature `tracing` each call is a span named `call`, and each of its attempts a child span
//! named `attempt`. The fields have the names of OpenTelemetry's semantic conventions, as a bridge such
//! as `tracing-opentelemetry` exports them. They contain no path, no query, no header but the request
//! id, and no body: nothing that could be a secret.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/example.rs"));
//! # use std::sync::{Arc, Mutex};
//! # use sdk_runtime::{Client, Credentials};
//! # #[derive(Clone, Default)]
//! # struct Log(Arc<Mutex<Vec<u8>>>);
//! # impl std::io::Write for Log {
//! #     fn write(&mut self, text: &[u8]) -> std::io::Result<usize> {
//! #         self.0.lock().unwrap().extend_from_slice(text);
//! #         Ok(text.len())
//! #     }
//! #     fn flush(&mut self) -> std::io::Result<()> { Ok(()) }
//! # }
//! # fn main() { run(async {
//! # let log = Log::default();
//! # let writer = log.clone();
//! use tracing_subscriber::fmt::format::FmtSpan;
//!
//! let subscriber = tracing_subscriber::fmt()
//!     .with_max_level(tracing::Level::DEBUG)
//!     .with_span_events(FmtSpan::CLOSE)
//! #   .with_ansi(false).with_writer(move || writer.clone())
//!     .finish();
//! # let guard =
//! tracing::subscriber::set_default(subscriber);
//!
//! # let stages = Client::builder::<Stages>()
//! #     .region("eu-west-1")
//! #     .credentials(Credentials::new("AKID", "secret", None))
//! #     .transport(Always(200, "", "{}"))
//! #     .build()
//! #     .unwrap();
//! stages.get_stage("arn:aws:ivs:eu-west-1:1:stage/a").await.unwrap();
//!
//! // … call{otel.kind="client" rpc.system="aws-api" rpc.method="GetStage" …}: close time.busy=…
//! # drop(guard);
//! # let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
//! # if cfg!(feature = "tracing") {
//! #     assert!(log.contains("rpc.method=\"GetStage\""), "{log}");
//! #     assert!(log.contains("http.response.status_code=200"), "{log}");
//! #     assert!(!log.contains("stage/a") && !log.contains("secret"), "{log}");
//! # }
//! # }) }
//! ```
//!
//! # Fields
//!
//! | field | span | value |
//! |---|---|---|
//! | `otel.name` | both | `ivs-realtime/GetStage`; the HTTP method |
//! | `otel.kind` | both | `client` |
//! | `otel.status_code` | both | `ERROR` for a failure |
//! | `rpc.system`, `rpc.service`, `rpc.method` | call | `aws-api` or `http`, the service, the operation |
//! | `cloud.region` | call | the region |
//! | `server.address`, `server.port` | both | host and port of the endpoint |
//! | `http.request.method`, `http.request.body.size` | attempt | |
//! | `http.request.resend_count` | attempt | from the second attempt on |
//! | `http.response.status_code` | both | of the response; of the last one |
//! | `http.response.body.size` | attempt | in bytes |
//! | `aws.request_id` | both | the request id |
//! | `error.type` | both | the error code, else the status, else the kind of the error |
//! | `error.message` | both | the error as one line |
//!
//! Calls have the level `INFO` and the target `sdk_runtime::call`, attempts `DEBUG` and
//! `sdk_runtime::attempt`. A filter such as `sdk_runtime=info` disables the attempts; a disabled span
//! costs a comparison.
//!
//! # Without `tracing`
//!
//! An [`Interceptor`](crate::Interceptor) has hooks at the same steps. It can also change a request
//! before it is authorized, and inspect responses, as for metrics.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/example.rs"));
//! use std::sync::Arc;
//! use std::sync::atomic::{AtomicU64, Ordering};
//! use sdk_runtime::{CallContext, Client, Credentials, Error, Interceptor, Response};
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
//! # fn main() { run(async {
//! let metrics = Metrics::default();
//! let stages = Client::builder::<Stages>()
//!     .region("eu-west-1")
//!     .credentials(Credentials::new("AKID", "secret", None))
//!     .interceptor(metrics.clone())
//! #   .transport(Always(200, "", "{}"))
//!     .build()
//!     .unwrap();
//! stages.get_stage("arn:aws:ivs:eu-west-1:1:stage/a").await.unwrap();
//! assert_eq!(metrics.calls.load(Ordering::Relaxed), 1);
//! assert_eq!(metrics.failures.load(Ordering::Relaxed), 0);
//! # }) }
//! ```
