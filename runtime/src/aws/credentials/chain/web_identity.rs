//! Takes a role in the name that somebody else has given, such as Kubernetes or a build service: their
//! token for the role's credentials, by the operation `AssumeRoleWithWebIdentity` of the token service.
//!
//! The token says who asks, so the request is not signed.

use super::fetch::fetch;
use super::sts::{self, Role};
use super::{DefaultChain, Outcome};
use crate::{Credentials, Secret};

const FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
const ROLE: &str = "AWS_ROLE_ARN";

/// As the environment says.
pub(super) async fn ask(chain: &DefaultChain) -> Outcome {
    let (file, role) = (chain.environment.get(FILE), chain.environment.get(ROLE));
    match (file, role) {
        (None, _) => Outcome::Nothing(format!("{FILE} is not set")),
        (Some(_), None) => Outcome::Failed(format!("{FILE} is set but {ROLE} is not: set both")),
        (Some(file), Some(arn)) => {
            let role = Role {
                arn: &arn,
                session_name: &sts::session_name(&chain.environment),
                external_id: None,
                duration_seconds: None,
            };
            assume(chain, &file, &role).await.into()
        }
    }
}

/// Takes the role in the name that the token in `file` gives.
pub(super) async fn assume(
    chain: &DefaultChain,
    file: &str,
    role: &Role<'_>,
) -> Result<Credentials, String> {
    // Whoever issues the token replaces it in time, so it is read each time.
    let token = std::fs::read_to_string(file).map_err(|error| {
        format!("the web identity's token file '{file}' cannot be read: {error}")
    })?;
    let token = token.trim();
    if token.is_empty() {
        return Err(format!("the web identity's token file '{file}' is empty"));
    }
    let form = role.form("AssumeRoleWithWebIdentity", &[("WebIdentityToken", token)]);
    let answer = fetch(chain, sts::MANNER, sts::unsigned(chain, form)?).await?;
    sts::read(&answer, role, &[&Secret::from(token)])
}
