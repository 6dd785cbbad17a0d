//! The sources of the chain, in the order in which they are asked.

use super::{DefaultChain, Outcome, container, instance, profile, web_identity};
use crate::BoxFuture;
use crate::credentials::EnvironmentCredentials;

/// A source of the chain.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    Environment,
    Profile,
    WebIdentity,
    Container,
    Instance,
}

pub(super) const ALL: [Source; 5] = [
    Source::Environment,
    Source::Profile,
    Source::WebIdentity,
    Source::Container,
    Source::Instance,
];

impl Source {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Environment => crate::credentials::environment::NAME,
            Self::Profile => "profile",
            Self::WebIdentity => "web identity",
            Self::Container => "container",
            Self::Instance => "instance metadata",
        }
    }

    pub(super) fn ask(self, chain: &DefaultChain) -> BoxFuture<'_, Outcome> {
        match self {
            Self::Environment => Box::pin(std::future::ready(environment(chain))),
            Self::Profile => Box::pin(profile::ask(chain)),
            Self::WebIdentity => Box::pin(web_identity::ask(chain)),
            Self::Container => Box::pin(container::ask(chain)),
            Self::Instance => Box::pin(instance::ask(chain)),
        }
    }
}

fn environment(chain: &DefaultChain) -> Outcome {
    match EnvironmentCredentials::new(chain.environment.clone()).read() {
        Ok(Some(found)) => Outcome::Found(found),
        Ok(None) => {
            Outcome::Nothing("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set".to_owned())
        }
        Err(error) => Outcome::Failed(
            error
                .failures()
                .first()
                .map(|failure| failure.reason.clone())
                .unwrap_or_default(),
        ),
    }
}
