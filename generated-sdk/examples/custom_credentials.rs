//! Credentials from a provider of your own: a file that another process replaces, such as a mounted secret.
//!
//! ```toml
//! [dependencies]
//! generated-sdk = { path = "../generated-sdk" }
//! tokio = { version = "1", features = ["fs", "macros", "rt"] }
//! ```
//!
//! The file has the access key id in its first line, the secret access key in the second, and optionally a
//! session token in the third. `CREDENTIALS_FILE` is its path; the region is configured as usual.

use generated_sdk::jiff::{SignedDuration, Timestamp};
use generated_sdk::{
    BoxFuture, Client, Credentials, CredentialsError, Error, ProvideCredentials, Secret,
};
use std::path::PathBuf;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::var_os("CREDENTIALS_FILE").ok_or("set CREDENTIALS_FILE")?;
    let client = Client::builder().credentials_provider(SecretFile::new(path)).build()?;
    Ok(run(&client).await?)
}

/// Signs a request with the credentials of the provider.
pub async fn run(client: &Client) -> Result<(), Error> {
    let stages = client.list_stages().await?.stages;
    println!("{} stages", stages.len());
    Ok(())
}

/// Reads credentials from a file.
///
/// The client calls it for the first request and before the credentials expire. It caches the result and
/// makes one call at a time, so that a provider needs neither a cache nor a lock.
#[derive(Debug)]
pub struct SecretFile {
    path: PathBuf,
}

impl SecretFile {
    /// Creates a provider of the credentials in the file at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }
}

impl ProvideCredentials for SecretFile {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            let text = tokio::fs::read_to_string(&self.path).await.map_err(|error| {
                let reason = format!("{} cannot be read", self.path.display());
                CredentialsError::new("secret file", reason).with_source(error)
            })?;
            let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            // An error names what is absent, and never shows what the file contains.
            let (Some(id), Some(secret)) = (lines.next(), lines.next()) else {
                return Err(CredentialsError::new(
                    "secret file",
                    "the file has less than two lines",
                ));
            };
            let token = lines.next().map(Secret::from);
            // Without an expiration the file would be read once. With this one it is read again in time
            // for credentials that are replaced every hour.
            let expires = Timestamp::now() + SignedDuration::from_mins(15);
            Ok(Credentials::new(id, secret, token).expiring_at(expires))
        })
    }
}
