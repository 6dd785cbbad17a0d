//! The calls through the crate of openapi-to-rust.

use bench_common::{Calls, PAGE_SIZE, Problem, STAGE_ARN};
use stages::generated::{GetStageRequest, HttpClient, ListStagesRequest};

fn main() -> Result<(), Problem> {
    bench_common::main::<OpenapiToRust>()
}

#[derive(Clone)]
struct OpenapiToRust(HttpClient);

impl Calls for OpenapiToRust {
    async fn new(endpoint: &str) -> Result<Self, Problem> {
        Ok(Self(HttpClient::new().with_base_url(endpoint)))
    }

    async fn get_stage(&self) -> Result<usize, Problem> {
        let request = GetStageRequest { arn: STAGE_ARN.to_owned() };
        let stage = self.0.get_stage(request).await?.stage;
        Ok(stage.and_then(|stage| stage.name).unwrap_or_default().len())
    }

    async fn list_stages(&self) -> Result<usize, Problem> {
        let request = ListStagesRequest { max_results: Some(PAGE_SIZE.into()), next_token: None };
        let stages = self.0.list_stages(request).await?.stages;
        let tags = stages.iter().filter_map(|stage| stage.tags.as_ref());
        Ok(tags.map(|tags| tags.additional_properties.len()).sum())
    }
}
