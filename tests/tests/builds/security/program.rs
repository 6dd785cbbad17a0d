//! Calls the server whose URL is the first argument, and prints what it reads.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sdk::runtime::jiff::Timestamp;
use sdk::{BoxFuture, Client, Credential, Error, ProvideToken, Token, TokenError, servers};

/// Signs in: returns `t0`, which expires at once, and then `t1`, `t2`, …, which are valid for an hour.
#[derive(Debug, Default)]
struct SignIn(AtomicU64);

impl ProvideToken for SignIn {
    fn provide(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        let lifetime = Duration::from_secs(if number == 0 { 0 } else { 3600 });
        let token = Token::new(format!("t{number}")).expiring_at(Timestamp::now() + lifetime);
        Box::pin(async { Ok(token) })
    }
}

/// Signs in nowhere.
#[derive(Debug)]
struct Offline;

impl ProvideToken for Offline {
    fn provide(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async { Err(TokenError::new("the login is offline")) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).expect("a URL");
    let (_, host) = url.split_once("://").expect("a scheme");
    let client = || Client::builder().base_url(servers::HostV1::default().host(host));

    let login = client().credential("login", Credential::token_provider(SignIn::default())).build()?;
    for _ in 0..3 {
        login.list_secrets().send().await?;
    }
    // The other token is not that of this operation.
    let error = login.get_profile().send().await.unwrap_err();
    println!("{:?}: {error}", error.kind());
    let offline = client().token_provider(Offline).build()?;
    let error = offline.list_secrets().send().await.unwrap_err();
    println!("{:?}: {error}", error.kind());
    let token = client().bearer_token("abc").build()?;
    token.list_secrets().send().await?;
    token.get_profile().send().await?;
    token.list_tokens().send().await?;
    token.add_token().send().await?;
    token.get_audit().send().await?;
    token.put_audit().send().await?;
    token.get_status().send().await?;

    let digest = Credential::api_key("Digest username=\"ann\", response=\"6629\"");
    let keys = client().credential("digest", digest).credential("signature", Credential::api_key("HOBA result=\"r\""));
    let keys = keys.build()?;
    keys.list_keys().send().await?;
    keys.add_key().send().await?;
    keys.put_status().send().await?;
    let error = keys.list_secrets().send().await.unwrap_err();
    println!("{:?}: {error}", error.kind());
    Ok(())
}
