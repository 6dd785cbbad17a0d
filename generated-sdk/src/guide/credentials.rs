// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Credentials: the default chain, profiles and roles, a provider of your own.
//!
//! # The default chain
//!
//! Without other settings, a client uses the sources of the AWS CLI (feature `default-chain`, on by
//! default), in this order; the first that is configured is used:
//!
//! 1. `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, unless the builder sets a
//!    profile.
//! 2. The profile: access keys, IAM Identity Center (`aws sso login`), `aws login`,
//!    `credential_process`, or a role.
//! 3. A web identity token: `AWS_WEB_IDENTITY_TOKEN_FILE` with `AWS_ROLE_ARN`, as on EKS.
//! 4. The credentials endpoint of a container, as on ECS and EKS.
//! 5. The metadata service of an EC2 instance.
//!
//! An error of the kind `Credentials` has a reason for each source.
//!
//! # Profiles and roles
//!
//! ```toml
//! # ~/.aws/config
//! [profile staging]
//! region = eu-west-1
//! role_arn = arn:aws:iam::123456789012:role/staging
//! source_profile = default
//! ```
//!
//! ```no_run
//! use generated_sdk::Client;
//!
//! let client = Client::builder().profile("staging").build()?;
//! # Ok::<(), generated_sdk::Error>(())
//! ```
//!
//! Or `AWS_PROFILE=staging` with [`Client::from_env`](crate::Client::from_env). Roles can be chained;
//! `external_id`, `role_session_name` and `duration_seconds` apply. A role with `mfa_serial` is an
//! error, because an MFA code would require a prompt.
//!
//! # Fixed credentials
//!
//! ```
//! use generated_sdk::{Credentials, Secret};
//!
//! let token = Secret::from("session token");
//! let credentials = Credentials::new("AKIDEXAMPLE", "secret access key", Some(token));
//! assert!(!format!("{credentials:?}").contains("secret access key"));
//! ```
//!
//! Pass them to `credentials` of the [`ClientBuilder`](crate::ClientBuilder).
//!
//! # A provider of your own
//!
//! ```no_run
//! use generated_sdk::{BoxFuture, Client, Credentials, CredentialsError, ProvideCredentials};
//!
//! /// Reads the secret access key from a mounted file.
//! #[derive(Debug)]
//! struct Mounted;
//!
//! impl ProvideCredentials for Mounted {
//!     fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
//!         Box::pin(async {
//!             let secret = std::fs::read_to_string("/run/secrets/aws")
//!                 .map_err(|error| CredentialsError::new("mounted", error.to_string()))?;
//!             Ok(Credentials::new("AKIDEXAMPLE", secret.trim(), None))
//!         })
//!     }
//! }
//!
//! let client = Client::builder().credentials_provider(Mounted).build()?;
//! # Ok::<(), generated_sdk::Error>(())
//! ```
//!
//! The feature `aws-config` adapts the providers of the official SDK.
//!
//! # Caching
//!
//! The client caches credentials, and shares them among its clones. Five minutes before they expire,
//! one call refreshes them while the others use the old ones; a failed refresh has no effect until
//! these expire. If the service rejects credentials as expired or unknown, the next call loads new ones.
