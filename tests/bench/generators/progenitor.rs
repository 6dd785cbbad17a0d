//! The calls through the crate of progenitor.

use bench_common::{Calls, PAGE_SIZE, Problem, STAGE_ARN};
use stages::Client;
use stages::types::{GetStageRequest, ListStagesRequest};

fn main() -> Result<(), Problem> {
    bench_common::main::<Progenitor>()
}

#[derive(Clone)]
struct Progenitor(Client);

impl Calls for Progenitor {
    async fn new(endpoint: &str) -> Result<Self, Problem> {
        Ok(Self(Client::new(endpoint)))
    }

    async fn get_stage(&self) -> Result<usize, Problem> {
        let request = GetStageRequest { arn: STAGE_ARN.to_owned() };
        let stage = self.0.get_stage(&request).await?.into_inner().stage;
        Ok(stage.and_then(|stage| stage.name).unwrap_or_default().len())
    }

    async fn list_stages(&self) -> Result<usize, Problem> {
        let request = ListStagesRequest { max_results: Some(PAGE_SIZE.into()), next_token: None };
        let stages = self.0.list_stages(&request).await?.into_inner().stages;
        Ok(stages.iter().filter_map(|stage| stage.tags.as_ref()).map(|tags| tags.len()).sum())
    }
}
