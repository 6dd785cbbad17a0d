//! The calls through the crate of this repository's generator.

use bench_common::{Calls, PAGE_SIZE, Problem, STAGE_ARN};
use stages::Client;

fn main() -> Result<(), Problem> {
    bench_common::main::<Ours>()
}

#[derive(Clone)]
struct Ours(Client);

impl Calls for Ours {
    async fn new(endpoint: &str) -> Result<Self, Problem> {
        Ok(Self(Client::builder().base_url(endpoint).build()?))
    }

    async fn get_stage(&self) -> Result<usize, Problem> {
        let stage = self.0.get_stage(STAGE_ARN).send().await?.stage;
        Ok(stage.and_then(|stage| stage.name).unwrap_or_default().len())
    }

    async fn list_stages(&self) -> Result<usize, Problem> {
        let stages = self.0.list_stages().max_results(PAGE_SIZE.into()).send().await?.stages;
        Ok(stages.iter().map(|stage| stage.tags.len()).sum())
    }
}
