//! Runs a provider of `reqsign-aws-core` and puts its result into this crate's terms.

use jiff::Timestamp;
use reqsign_aws_core::Credential;
use reqsign_core::ProvideCredential;

use super::{DefaultChain, Outcome};
use crate::{Credentials, Secret};

/// A reason longer than this is cut: an endpoint may answer with a whole page.
const LONGEST_REASON: usize = 300;

/// Asks a provider that is set up, so that an empty answer is a failure too.
pub(super) async fn fetch<P>(chain: &DefaultChain, provider: &P) -> Outcome
where
    P: ProvideCredential<Credential = Credential>,
{
    translate(provider.provide_credential(&chain.context).await)
}

fn translate(answer: reqsign_core::Result<Option<Credential>>) -> Outcome {
    match answer {
        Ok(Some(found)) if found.access_key_id.is_empty() || found.secret_access_key.is_empty() => {
            Outcome::failed("the answer holds an empty access key")
        }
        Ok(Some(found)) => {
            let credentials = Credentials::new(
                found.access_key_id,
                found.secret_access_key,
                found.session_token.map(Secret::from),
            );
            let expires_at = found
                .expires_in
                .and_then(|end| Timestamp::from_second(end.as_second()).ok());
            Outcome::Found(match expires_at {
                Some(end) => credentials.expiring_at(end),
                None => credentials,
            })
        }
        Ok(None) => Outcome::failed("it is set up but gave nothing"),
        Err(error) => Outcome::Failed {
            reason: words(&with_causes(&error)),
            source: Some(Box::new(error)),
        },
    }
}

/// The error's message and those below it, without repetitions.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut below = error.source();
    while let Some(cause) = below {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        below = cause.source();
    }
    text
}

/// Foreign text, cut to a bearable length.
pub(super) fn words(text: &str) -> String {
    let mut characters = text.chars();
    let mut short: String = characters.by_ref().take(LONGEST_REASON).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}
