// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Configuration: settings, their sources and their precedence.
//!
//! A client needs a region and credentials; all other settings have defaults for production. The
//! sources of a setting, in order of precedence: the [`CallOptions`] of a call, the
//! [`ClientBuilder`], an environment variable, the profile in `~/.aws/config` and
//! `~/.aws/credentials`, the default.
//!
//! ```no_run
//! use generated_sdk::{Client, Timeouts};
//! use std::time::Duration;
//!
//! let client = Client::builder()
//!     .region("eu-west-1")
//!     .profile("staging")
//!     .timeouts(Timeouts::default().overall(Duration::from_secs(10)))
//!     .build()?;
//! # Ok::<(), generated_sdk::Error>(())
//! ```
//!
//! `build` opens no connection. It returns an error with the setting, its source and a remedy:
//!
//! ```
//! use generated_sdk::{Client, Environment};
//!
//! let error = Client::builder()
//!     .environment(Environment::from_iter([("AWS_REGION", "EU-WEST-1")]))
//!     .build()
//!     .unwrap_err();
//! assert!(error.to_string().starts_with("AWS_REGION is not a region"));
//! ```
//!
//! # Settings
//!
//! | builder | variable and profile setting | default |
//! |---|---|---|
//! | `region` | `AWS_REGION`, `AWS_DEFAULT_REGION`<br>`region` | none |
//! | `profile` | `AWS_PROFILE`, `AWS_DEFAULT_PROFILE` | `default` |
//! | `credentials`, `credentials_provider` | see [`credentials`](super::credentials) | the default chain |
//! | `endpoint_url` | `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`<br>`endpoint_url` | the regional endpoint |
//! | | `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`<br>`ignore_configured_endpoint_urls` | no |
//! | `use_fips` | `AWS_USE_FIPS_ENDPOINT`<br>`use_fips_endpoint` | no |
//! | `use_dual_stack` | `AWS_USE_DUALSTACK_ENDPOINT`<br>`use_dualstack_endpoint` | no |
//! | `inject_host_prefix` | `AWS_DISABLE_HOST_PREFIX_INJECTION`<br>`disable_host_prefix_injection` | on hosts of AWS |
//! | `retries` | `AWS_RETRY_MODE`, `AWS_MAX_ATTEMPTS`<br>`retry_mode`, `max_attempts` | standard, 3 attempts |
//! | `timeouts` | | 3.1 s to connect, 30 s per attempt, 120 s per call |
//! | `ca_bundle` | `AWS_CA_BUNDLE`<br>`ca_bundle` | the operating system's |
//! | `transport` | `HTTPS_PROXY`, `HTTP_PROXY`,<br>`ALL_PROXY`, `NO_PROXY` | no proxy |
//! | `app_id` | `AWS_SDK_UA_APP_ID`<br>`sdk_ua_app_id` | none |
//! | `disable_request_compression` | `AWS_DISABLE_REQUEST_COMPRESSION`<br>`disable_request_compression` | no |
//! | `request_min_compression_size_bytes` | `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`<br>`request_min_compression_size_bytes` | 10,240 |
//! | `max_response_bytes` | | 64 MiB |
//!
//! [`settings`](super::settings) lists every setting of AWS's shared configuration, supported or
//! not. The pseudo regions `fips-us-east-1` and `us-east-1-fips` are that region with FIPS endpoints.
//! Request compression applies to operations that accept it.
//!
//! # Custom endpoints
//!
//! A local service, a test double or a VPC endpoint. The region still determines the signature.
//!
//! ```no_run
//! use generated_sdk::{Client, Credentials};
//!
//! let client = Client::builder()
//!     .endpoint_url("http://127.0.0.1:8080")
//!     .region("us-east-1")
//!     .credentials(Credentials::new("AKIDEXAMPLE", "secret", None))
//!     .build()?;
//! # Ok::<(), generated_sdk::Error>(())
//! ```
//!
//! # Proxies and certificates
//!
//! Proxies come from `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. Loopback addresses and
//! the metadata services of EC2, ECS and EKS are never reached through a proxy. A transport that is
//! set in code has its own proxy and certificates:
//!
//! ```no_run
//! use generated_sdk::Client;
//! use generated_sdk::runtime::transport::HyperTransport;
//!
//! let transport = HyperTransport::builder()
//!     .proxy("http://user:password@proxy.corp.example:3128")
//!     .ca_bundle("/etc/ssl/corp.pem")
//!     .build()?;
//! let client = Client::builder().transport(transport).build()?;
//! # Ok::<(), generated_sdk::Error>(())
//! ```
//!
//! # Network
//!
//! HTTP/1.1 over TLS 1.2 or 1.3 (rustls with ring), with a connection pool that the clones of a
//! client share. Redirects are not followed. Features: `http2` for HTTP/2, `webpki-roots` to trust
//! Mozilla's root certificates as well (for images without any), `aws-lc` for TLS by aws-lc-rs.
//!
//! [`CallOptions`]: crate::CallOptions
//! [`ClientBuilder`]: crate::ClientBuilder
