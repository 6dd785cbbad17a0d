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
//! [Every setting of AWS's shared configuration](#awss-shared-configuration), supported or not, is
//! listed below. The pseudo regions `fips-us-east-1` and `us-east-1-fips` are that region with FIPS endpoints.
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
//! # AWS's shared configuration
//!
//! Every variable and profile setting of the [SDKs and Tools Reference Guide] and those that the AWS CLI
//! has beyond it, with what this crate does with it:
//!
//! - **yes**: read, with the meaning that the guide gives it.
//! - **error**: a profile that has it fails, with a remedy.
//! - **no effect**: ignored; the reason follows.
//!
//! ## Files and profiles
//!
//! | variable | profile | supported |
//! |---|---|---|
//! | `AWS_CONFIG_FILE`,<br>`AWS_SHARED_CREDENTIALS_FILE` | | yes |
//! | `AWS_PROFILE` | | yes |
//! | `AWS_DEFAULT_PROFILE` | | yes, after `AWS_PROFILE`, as in the AWS CLI |
//!
//! A default file that cannot be read or is not UTF-8 counts as absent, with a tracing event; one that a
//! variable names is an error, unless it does not exist. A file that is not in the format is an error,
//! except for a client that has region and credentials in code.
//!
//! ## Credentials
//!
//! | variable | profile | supported |
//! |---|---|---|
//! | `AWS_ACCESS_KEY_ID`,<br>`AWS_SECRET_ACCESS_KEY`,<br>`AWS_SESSION_TOKEN` | `aws_access_key_id`,<br>`aws_secret_access_key`,<br>`aws_session_token` | yes |
//! | `AWS_ACCOUNT_ID` | `aws_account_id` | no effect: only hosts with the account's id need it |
//! | `AWS_ROLE_ARN`,<br>`AWS_WEB_IDENTITY_TOKEN_FILE`,<br>`AWS_ROLE_SESSION_NAME` | `role_arn`,<br>`web_identity_token_file`,<br>`role_session_name` | yes |
//! | | `source_profile`,<br>`credential_source`,<br>`external_id`,<br>`duration_seconds` | yes, up to 50 chained roles |
//! | | `mfa_serial` | error together with `role_arn`: an MFA code requires a prompt; alone no effect |
//! | | `sso_session`,<br>`sso_start_url`,<br>`sso_region`,<br>`sso_account_id`,<br>`sso_role_name` | yes, for a login made by `aws sso login` |
//! | | `sso_registration_scopes` | no effect: only the login needs it |
//! | | `login_session` | yes, for a login made by `aws login` |
//! | `AWS_LOGIN_CACHE_DIRECTORY` | | yes |
//! | | `credential_process` | yes |
//! | `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`,<br>`AWS_CONTAINER_CREDENTIALS_FULL_URI`,<br>`AWS_CONTAINER_AUTHORIZATION_TOKEN`,<br>`AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` | | yes |
//! | `AWS_EC2_METADATA_DISABLED` | | yes |
//! | `AWS_EC2_METADATA_SERVICE_ENDPOINT`,<br>`AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE` | `ec2_metadata_service_endpoint`,<br>`ec2_metadata_service_endpoint_mode` | yes |
//! | `AWS_METADATA_SERVICE_TIMEOUT`,<br>`AWS_METADATA_SERVICE_NUM_ATTEMPTS` | `metadata_service_timeout`,<br>`metadata_service_num_attempts` | yes |
//! | `AWS_EC2_METADATA_V1_DISABLED` | `ec2_metadata_v1_disabled` | no effect: version 1 is never used |
//! | `AWS_EC2_INSTANCE_PROFILE_NAME` | `ec2_instance_profile_name` | no effect: the metadata service names the role |
//! | `AWS_BEARER_TOKEN_<SERVICE>` | | no effect: requests are signed with Signature Version 4 |
//!
//! A profile that configures a part of a source only is an error, and never skipped.
//!
//! ## Regions, endpoints and signatures
//!
//! | variable | profile | supported |
//! |---|---|---|
//! | `AWS_REGION`,<br>`AWS_DEFAULT_REGION` | `region` | yes |
//! | `AWS_ENDPOINT_URL`,<br>`AWS_ENDPOINT_URL_<SERVICE>` | `endpoint_url`,<br>`services` | yes, also for STS, SSO, SSO OIDC and sign-in |
//! | `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` | `ignore_configured_endpoint_urls` | yes |
//! | `AWS_USE_FIPS_ENDPOINT`,<br>`AWS_USE_DUALSTACK_ENDPOINT` | `use_fips_endpoint`,<br>`use_dualstack_endpoint` | yes; an error together with a custom endpoint |
//! | `AWS_DISABLE_HOST_PREFIX_INJECTION` | `disable_host_prefix_injection` | yes; a host prefix applies to a custom endpoint only if the setting is `false` |
//! | `AWS_STS_REGIONAL_ENDPOINTS` | `sts_regional_endpoints` | no effect: STS is always called in the client's region |
//! | `AWS_ACCOUNT_ID_ENDPOINT_MODE` | `account_id_endpoint_mode` | no effect: no host has the account's id |
//! | `AWS_ENABLE_ENDPOINT_DISCOVERY` | `endpoint_discovery_enabled` | no effect: endpoints are not discovered |
//! | `AWS_AUTH_SCHEME_PREFERENCE`,<br>`AWS_SIGV4A_SIGNING_REGION_SET` | `auth_scheme_preference`,<br>`sigv4a_signing_region_set` | no effect: Signature Version 4 is the one scheme |
//!
//! ## Requests and retries
//!
//! | variable | profile | supported |
//! |---|---|---|
//! | `AWS_RETRY_MODE`,<br>`AWS_MAX_ATTEMPTS` | `retry_mode`,<br>`max_attempts` | yes; `legacy` means `standard` |
//! | `AWS_DEFAULTS_MODE` | `defaults_mode` | no effect: time-outs are settings of the client |
//! | `AWS_CA_BUNDLE` | `ca_bundle` | yes |
//! | `HTTPS_PROXY`,<br>`HTTP_PROXY`,<br>`ALL_PROXY`,<br>`NO_PROXY` | | yes |
//! | `AWS_SDK_UA_APP_ID` | `sdk_ua_app_id` | yes |
//! | `AWS_LAMBDA_FUNCTION_NAME`,<br>`_X_AMZN_TRACE_ID` | | yes: the trace id is sent in Lambda |
//! | `AWS_DISABLE_REQUEST_COMPRESSION`,<br>`AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES` | `disable_request_compression`,<br>`request_min_compression_size_bytes` | yes, for operations that accept compressed requests |
//! | `AWS_REQUEST_CHECKSUM_CALCULATION`,<br>`AWS_RESPONSE_CHECKSUM_VALIDATION` | `request_checksum_calculation`,<br>`response_checksum_validation` | no effect: operations that require a checksum have one, others have none |
//! | | `parameter_validation` | no effect: `validate` of a call checks the limits of an input |
//! | | `tcp_keepalive` | no effect: a setting of the transport |
//!
//! ## Settings of single services and of the CLI
//!
//! `s3` and its nested settings, `s3_use_arn_region` (`AWS_S3_USE_ARN_REGION`),
//! `s3_disable_multiregion_access_points` (`AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS`),
//! `s3_disable_express_session_auth` (`AWS_S3_DISABLE_EXPRESS_SESSION_AUTH`), `api_versions`, `output`,
//! `cli_pager` and the other `cli_` settings have no effect. Settings that are not in this list have none
//! either; no error, log or `Debug` output shows the value of a setting.
//!
//! Settings are written `key = value`. Unlike in botocore, `key : value` is an error.
//!
//! [`CallOptions`]: crate::CallOptions
//! [`ClientBuilder`]: crate::ClientBuilder
//! [SDKs and Tools Reference Guide]: https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
