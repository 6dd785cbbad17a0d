//! The calls by the SDK of this repository.

use std::process::ExitCode;

use bench_common::work::{
    ACCESS_KEY_ID, IDEMPOTENCY_TOKEN, PAGE_SIZE, REGION, SECRET_ACCESS_KEY, STAGE_ARN, tags,
};
use bench_common::{Calls, Problem};
use bench_ours::{destinations, layout};
use generated_sdk::{Client, Credentials};

fn main() -> ExitCode {
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
        let page = self
            .0
            .list_stages()
            .max_results(PAGE_SIZE.into())
            .send()
            .await?;
        Ok(page.stages.iter().map(|stage| stage.tags.len()).sum())
    }

    async fn start_composition(&self) -> Result<usize, Problem> {
        let call = self
            .0
            .start_composition(STAGE_ARN, destinations())
            .idempotency_token(IDEMPOTENCY_TOKEN)
            .layout(layout())
            .tags(tags());
        let started = call.send().await?.composition.unwrap_or_default();
        Ok(started.tags.len())
    }
}
