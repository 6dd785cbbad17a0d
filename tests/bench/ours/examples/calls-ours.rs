//! The calls with the SDK of this repository.

#[path = "../composition.rs"]
mod composition;

use bench_common::{ACCESS_KEY_ID, Calls, Problem, REGION, SECRET_ACCESS_KEY, STAGE_ARN};
use bench_common::{IDEMPOTENCY_TOKEN, PAGE_SIZE, tags};
use generated_sdk::{Client, Credentials};

fn main() -> Result<(), Problem> {
    bench_common::main::<Ours>()
}

#[derive(Clone)]
struct Ours(Client);

impl Calls for Ours {
    async fn new(endpoint: &str) -> Result<Self, Problem> {
        let client = Client::builder()
            .region(REGION)
            .credentials(Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None))
            .endpoint_url(endpoint)
            .build()?;
        Ok(Self(client))
    }

    async fn get_stage(&self) -> Result<usize, Problem> {
        let stage = self.0.get_stage(STAGE_ARN).send().await?.stage;
        Ok(stage.and_then(|stage| stage.name).unwrap_or_default().len())
    }

    async fn list_stages(&self) -> Result<usize, Problem> {
        let call = self.0.list_stages().max_results(PAGE_SIZE.into());
        let stages = call.send().await?.stages;
        Ok(stages.iter().map(|stage| stage.tags.len()).sum())
    }

    async fn start_composition(&self) -> Result<usize, Problem> {
        let call = self
            .0
            .start_composition(STAGE_ARN, composition::destinations())
            .idempotency_token(IDEMPOTENCY_TOKEN)
            .layout(composition::layout())
            .tags(tags());
        Ok(call.send().await?.composition.unwrap_or_default().tags.len())
    }
}
