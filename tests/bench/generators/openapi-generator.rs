//! The calls through the crate of openapi-generator.

use std::sync::Arc;

use bench_common::{Calls, PAGE_SIZE, Problem, STAGE_ARN};
use stages::apis::configuration::Configuration;
use stages::apis::default_api;
use stages::models::{GetStageRequest, ListStagesRequest};

fn main() -> Result<(), Problem> {
    bench_common::main::<OpenapiGenerator>()
}

#[derive(Clone)]
struct OpenapiGenerator(Arc<Configuration>);

impl Calls for OpenapiGenerator {
    async fn new(endpoint: &str) -> Result<Self, Problem> {
        let configuration = Configuration { base_path: endpoint.to_owned(), ..Configuration::new() };
        Ok(Self(Arc::new(configuration)))
    }

    async fn get_stage(&self) -> Result<usize, Problem> {
        let request = GetStageRequest::new(STAGE_ARN.to_owned());
        let stage = default_api::get_stage(&self.0, request).await?.stage;
        Ok(stage.and_then(|stage| stage.name).unwrap_or_default().len())
    }

    async fn list_stages(&self) -> Result<usize, Problem> {
        let request = ListStagesRequest { max_results: Some(PAGE_SIZE.into()), next_token: None };
        let stages = default_api::list_stages(&self.0, request).await?.stages;
        Ok(stages.iter().filter_map(|stage| stage.tags.as_ref()).map(|tags| tags.len()).sum())
    }
}
