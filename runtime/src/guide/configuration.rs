//! Configuration: settings, their sources and their precedence.
//!
//! A client of an AWS service needs a region and credentials; all other settings have defaults for
//! production. The sources of a setting, in order of precedence: the call's [`CallOptions`], the
//! [`ClientBuilder`], an environment variable, the profile of `~/.aws/config` and
//! `~/.aws/credentials`, the default. [`build`](crate::ClientBuilder::build) reads them, opens no
//! connection, and returns an error with setting, source and remedy.
//!
//! A client of another service needs its base URL (`endpoint_url`) alone; variables and profiles of
//! AWS do not apply to it.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/example.rs"));
//! use sdk_runtime::{Client, Environment};
//!
//! # fn main() {
//! let error = Client::builder::<Stages>()
//!     .environment(Environment::from_iter([("AWS_REGION", "EU-WEST-1")]))
//!     .build()
//!     .unwrap_err();
//! assert!(error.to_string().starts_with("AWS_REGION is not a region"));
//! # }
//! ```
//!
//! # Settings
//!
//! | setting | builder | variable | profile | default |
//! |---|---|---|---|---|
//! | region | `region` | `AWS_REGION`, `AWS_DEFAULT_REGION` | `region` | none |
//! | profile | `profile` | `AWS_PROFILE`, `AWS_DEFAULT_PROFILE` | | `default` |
//! | credentials | `credentials`, `credentials_provider` | see below | see below | the chain |
//! | endpoint | `endpoint_url` | `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL` | `endpoint_url` in the `services` section, `endpoint_url` | the regional endpoint |
//! | ignore configured endpoints | | `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` | `ignore_configured_endpoint_urls` | no |
//! | FIPS endpoints | `use_fips` | `AWS_USE_FIPS_ENDPOINT` | `use_fips_endpoint` | no |
//! | dual-stack endpoints | `use_dual_stack` | `AWS_USE_DUALSTACK_ENDPOINT` | `use_dualstack_endpoint` | no |
//! | host prefixes of operations | `inject_host_prefix` | `AWS_DISABLE_HOST_PREFIX_INJECTION` | `disable_host_prefix_injection` | on hosts of AWS |
//! | retry mode | `retries` | `AWS_RETRY_MODE` | `retry_mode` | standard |
//! | attempts | `retries` | `AWS_MAX_ATTEMPTS` | `max_attempts` | 3 |
//! | time-outs | `timeouts` | | | 3.1 s, 30 s, 120 s, 20 s |
//! | no request compression | `disable_request_compression` | `AWS_DISABLE_REQUEST_COMPRESSION` | `disable_request_compression` | no |
//! | compressed from bytes | `request_min_compression_size_bytes` | `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES` | `request_min_compression_size_bytes` | 10,240 |
//! | CA certificates | `ca_bundle` | `AWS_CA_BUNDLE` | `ca_bundle` | the operating system's |
//! | proxy | `transport` | `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY` | | none |
//! | application name | `app_id` | `AWS_SDK_UA_APP_ID` | `sdk_ua_app_id` | none |
//! | maximum response size | `max_response_bytes` | | | 64 MiB |
//!
//! The page [`aws_settings`](super::aws_settings) lists every setting of AWS's shared configuration,
//! supported or not.
//!
//! The settings of compression matter for services that accept it, whose crates have the feature `compression`.
//! The pseudo regions `fips-us-east-1` and `us-east-1-fips` are that region with FIPS endpoints.
//! `retries` sets mode and attempts together. A `transport` has its own proxies and certificates; see
//! [`HyperTransport::builder`](crate::transport::HyperTransport::builder).
//!
//! # Time-outs
//!
//! [`Timeouts`] limits a new connection, an attempt, and the call as a whole, with its credentials,
//! attempts and delays. A delay that would exceed the call's time-out is not begun. A streamed response
//! is limited by [`Timeouts::stall`](crate::Timeouts::stall) while it is read.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/example.rs"));
//! use std::time::Duration;
//! use sdk_runtime::{CallOptions, Client, Credentials, Retries, Timeouts};
//!
//! # fn main() -> Result<(), sdk_runtime::Error> { run(async {
//! let client = Client::builder::<Stages>()
//!     .region("eu-west-1")
//!     .credentials(Credentials::new("AKID", "secret", None))
//!     .timeouts(Timeouts::default().attempt(Duration::from_secs(5)))
//!     .retries(Retries::standard().max_attempts(5))
//! #   .transport(Always(200, "", "{}"))
//!     .build()?;
//!
//! // Options of one call; generated calls have `.options(…)`.
//! let short = CallOptions::default()
//!     .overall_timeout(Duration::from_secs(1))
//!     .retries(Retries::off());
//! # let arn = "arn:aws:ivs:eu-west-1:1:stage/a".to_owned();
//! client.0.send::<GetStage>(&arn, &short).await?;
//! # Ok(()) }) }
//! ```
//!
//! # Retries
//!
//! | | retries | for |
//! |---|---|---|
//! | [`Retries::standard`] | transient failures and throttling, with exponential back-off and a quota | most programs |
//! | [`Retries::adaptive`] | the same, with a lower sending rate while the service throttles | batch jobs on one resource |
//! | [`only_safe`](crate::Retries::only_safe) on either | only what cannot be carried out twice | creating resources without an idempotency token |
//! | [`Retries::off`] | nothing | callers that retry themselves |
//!
//! # Credentials
//!
//! Fixed, or from an implementation of [`ProvideCredentials`]. The default is `DefaultChain` (feature
//! `default-chain`, enabled by default), with the sources of the AWS CLI: environment (unless the
//! builder sets a profile), profile (keys, SSO, process, roles), web identity, container, instance. It
//! refreshes SSO tokens, and retries transient errors up to three times.
//!
//! Credentials are cached. One call refreshes them five minutes before they expire, while the others
//! use the old ones; a failed refresh has no effect until these expire. If the service rejects them
//! as expired or unknown, the next call loads others. The feature `aws-config` adapts providers of the
//! official SDK.
//!
//! ```
//! use sdk_runtime::{BoxFuture, Credentials, CredentialsError, ProvideCredentials};
//!
//! /// Loads a key from a vault.
//! #[derive(Debug)]
//! struct Vault;
//!
//! impl ProvideCredentials for Vault {
//!     fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
//!         Box::pin(async {
//!             let secret = std::env::var("VAULT_KEY")
//!                 .map_err(|_| CredentialsError::new("vault", "VAULT_KEY is not set"))?;
//!             Ok(Credentials::new("AKID", secret, None))
//!         })
//!     }
//! }
//! # let _ = Vault;
//! ```
//!
//! # Network
//!
//! HTTP/1.1 over TLS 1.2 or 1.3 (rustls with ring), with a connection pool. Proxies come from the
//! environment; loopback addresses and the metadata services of EC2, ECS and EKS are never reached
//! through a proxy. Redirects are not followed. Features: `http2` for HTTP/2, `webpki-roots` to trust
//! Mozilla's root certificates as well (for images without any), `aws-lc` for TLS by aws-lc-rs.
//!
//! [`ClientBuilder`]: crate::ClientBuilder
//! [`CallOptions`]: crate::CallOptions
//! [`ProvideCredentials`]: crate::ProvideCredentials
//! [`Retries::standard`]: crate::Retries::standard
//! [`Retries::adaptive`]: crate::Retries::adaptive
//! [`Retries::off`]: crate::Retries::off
//! [`Timeouts`]: crate::Timeouts
