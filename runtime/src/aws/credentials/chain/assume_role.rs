//! Takes a role: exchanges credentials for those of the role, by the operation `AssumeRole` of the token
//! service. It is signed like every other request, so a wrong clock can spoil it like every other.

use http::Method;
use jiff::Timestamp;

use super::DefaultChain;
use super::fetch::{Request, fetch};
use super::sts::{self, Role};
use crate::retry::classify::may_be_clock_skew;
use crate::sign::{PayloadHash, SigningKeyCache, SigningOptions, SigningParams, sign_headers};
use crate::{Credentials, Secret};

/// Takes the role in the name of `source`.
pub(super) async fn assume(
    chain: &DefaultChain,
    source: &Credentials,
    role: &Role<'_>,
) -> Result<Credentials, String> {
    let mut may_correct = true;
    loop {
        let signed_at = chain.clock.correct(chain.system.now());
        let request = signed(chain, source, role, signed_at)?;
        let answer = fetch(chain, sts::MANNER, request).await?;
        let is_skewed = !answer.status.is_success()
            && may_be_clock_skew(sts::code(&answer).as_deref())
            && chain
                .clock
                .learn(&answer.headers, signed_at, chain.system.now());
        if is_skewed && may_correct {
            may_correct = false;
            continue;
        }
        let secrets: Vec<&Secret> = [&source.secret_access_key]
            .into_iter()
            .chain(&source.session_token)
            .collect();
        return sts::read(&answer, role, &secrets);
    }
}

fn signed(
    chain: &DefaultChain,
    source: &Credentials,
    role: &Role<'_>,
    time: Timestamp,
) -> Result<Request, String> {
    let request = sts::unsigned(chain, role.form("AssumeRole", &[]))?;
    let (mut head, body) = request.into_parts();
    let params = SigningParams {
        credentials: source,
        region: &chain.region,
        service: "sts",
        time,
        options: SigningOptions::default(),
        keys: &SigningKeyCache::default(),
    };
    let payload = PayloadHash::of(&body);
    sign_headers(
        &Method::POST,
        &head.uri,
        &mut head.headers,
        &payload,
        &params,
    )
    .map_err(|error| error.to_string())?;
    Ok(Request::from_parts(head, body))
}
