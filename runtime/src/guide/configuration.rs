//! Configuration: what can be set, where, and what wins.
//!
//! A client needs a region and credentials; everything else has a default to run production on. For
//! each setting the first of these that says something wins: the call's [`CallOptions`], the
//! [`ClientBuilder`], an environment variable, the chosen profile of `~/.aws/config` and
//! `~/.aws/credentials`, the default. [`build`](crate::ClientBuilder::build) reads all of it, opens no
//! connection, and fails with an error that names setting, source and remedy.
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
//! assert!(error.to_string().starts_with("AWS_REGION 'EU-WEST-1' is not a region"));
//! # }
//! ```
//!
//! # Settings
//!
//! | what | builder | variable | profile | default |
//! |---|---|---|---|---|
//! | region | `region` | `AWS_REGION`, `AWS_DEFAULT_REGION` | `region` | none |
//! | profile | `profile` | `AWS_PROFILE` | | `default` |
//! | credentials | `credentials`, `credentials_provider` | see below | see below | the chain |
//! | address | `endpoint_url` | `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL` | in the `services` section, `endpoint_url` | AWS's own |
//! | not those of variables and profile | | `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` | `ignore_configured_endpoint_urls` | no |
//! | FIPS hosts | `use_fips` | `AWS_USE_FIPS_ENDPOINT` | `use_fips_endpoint` | no |
//! | hosts with IPv6 | `use_dual_stack` | `AWS_USE_DUALSTACK_ENDPOINT` | `use_dualstack_endpoint` | no |
//! | retry mode | `retries` | `AWS_RETRY_MODE` | `retry_mode` | standard |
//! | attempts | `retries` | `AWS_MAX_ATTEMPTS` | `max_attempts` | 3 |
//! | time-outs | `timeouts` | | | 3.1 s, 30 s, 120 s |
//! | CA certificates | `ca_bundle` | `AWS_CA_BUNDLE` | `ca_bundle` | the operating system's |
//! | proxy | `transport` | `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY` | | none |
//! | application's name | `app_id` | `AWS_SDK_UA_APP_ID` | `sdk_ua_app_id` | none |
//! | largest answer | `max_response_bytes` | | | 64 MiB |
//!
//! A region that is named for its FIPS hosts, `fips-us-east-1` or `us-east-1-fips`, is that region and the wish
//! for them. `retries` sets mode and attempts together. What a `transport` brings along (proxy, certificates)
//! is its own affair: see [`HyperTransport::builder`](crate::transport::HyperTransport::builder).
//!
//! # Time-outs
//!
//! Nothing waits for ever. [`Timeouts`] limits a new connection, an attempt, and the call as a
//! whole with its credentials, attempts and pauses; no pause ever overruns the last of these.
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
//! // One call that must be quick; generated calls take the options by `.options(…)`.
//! let hasty = CallOptions::default()
//!     .overall_timeout(Duration::from_secs(1))
//!     .retries(Retries::off());
//! # let arn = "arn:aws:ivs:eu-west-1:1:stage/a".to_owned();
//! client.0.send::<GetStage>(&arn, &hasty).await?;
//! # Ok(()) }) }
//! ```
//!
//! # Retries
//!
//! | | repeats | for |
//! |---|---|---|
//! | [`Retries::standard`] | transient failures and throttling, with growing random pauses and a quota | nearly everyone |
//! | [`Retries::adaptive`] | the same, and sends more slowly while the service throttles | batch jobs on one resource |
//! | [`only_safe`](crate::Retries::only_safe) on either | only what cannot be done twice by that | creates without idempotency token |
//! | [`Retries::off`] | nothing | callers with retries of their own |
//!
//! # Credentials
//!
//! Given by hand, or by anything that implements [`ProvideCredentials`]; else found by
//! `DefaultChain` (feature `default-chain`, on by default) where the AWS CLI finds them:
//! environment (unless the builder names a profile), profile (keys, SSO, process, roles), web
//! identity, container, instance. An SSO login is used for as long as it lasts, its token renewed;
//! whoever answers with an error that passes is asked again, up to three times.
//!
//! Credentials are kept, and renewed five minutes before they expire by one call while the others go
//! on; a renewal that fails harms nobody while the old ones live. When the service says that they
//! have expired or are unknown, the next call asks for others. The feature `aws-config` takes
//! providers of the official SDK.
//!
//! ```
//! use sdk_runtime::{BoxFuture, Credentials, CredentialsError, ProvideCredentials};
//!
//! /// Reads a key from a vault.
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
//! HTTP/1.1 over TLS 1.2 or 1.3 (rustls on ring), with a pool of connections. Proxies are those of
//! the environment; loopback and the metadata services of EC2, ECS and EKS are never reached
//! through one. No redirect is followed. Features: `http2` offers HTTP/2, `webpki-roots` also trusts
//! Mozilla's authorities (for images without any), `aws-lc` does TLS with aws-lc-rs.
//!
//! [`ClientBuilder`]: crate::ClientBuilder
//! [`CallOptions`]: crate::CallOptions
//! [`ProvideCredentials`]: crate::ProvideCredentials
//! [`Retries::standard`]: crate::Retries::standard
//! [`Retries::adaptive`]: crate::Retries::adaptive
//! [`Retries::off`]: crate::Retries::off
//! [`Timeouts`]: crate::Timeouts
