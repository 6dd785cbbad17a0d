//! Addresses by AWS's own test cases: every case that botocore has for this service, and every region of its
//! table of partitions.

mod source;

use crate::fixture::builder;
use generated_sdk::runtime::EndpointParams;
use generated_sdk::{Client, ErrorKind};
use sdk_runtime::ServiceClient;
use serde_json::Value;

const CASES: &str = "tests/functional/endpoint-rules/ivs-realtime/endpoint-tests-1.json";
const PARTITIONS: &str = "botocore/data/partitions.json";

/// What a case asks for.
fn params(case: &Value) -> EndpointParams<'_> {
    let params = &case["params"];
    EndpointParams {
        region: params["Region"].as_str(),
        use_fips: params["UseFIPS"] == true,
        use_dual_stack: params["UseDualStack"] == true,
        endpoint_url: params["Endpoint"].as_str(),
    }
}

#[test]
fn every_case_of_botocore_holds() {
    let cases: Value = serde_json::from_slice(&source::file(CASES)).expect("the cases are JSON");
    let cases = cases["testCases"].as_array().expect("a list of cases");
    assert_eq!(cases.len(), 21, "the pinned version has that many");
    for case in cases {
        let name = &case["documentation"];
        let found = params(case).resolve(&Client::SERVICE);
        match (&case["expect"]["endpoint"]["url"], &case["expect"]["error"]) {
            (Value::String(url), _) => assert_eq!(found.expect("an address"), *url, "{name}"),
            (_, Value::String(said)) => {
                let error = found.expect_err("no address");
                assert_eq!(error.kind(), ErrorKind::Configuration, "{name}");
                assert!(error.message().starts_with(said), "{name}: {error}");
            }
            _ => panic!("{name} expects something else: {case}"),
        }
    }
}

/// The same cases through all that a client does, for those with a region: nothing is signed without one.
#[test]
fn a_client_agrees_with_the_rules() {
    let cases: Value = serde_json::from_slice(&source::file(CASES)).expect("the cases are JSON");
    let cases = cases["testCases"].as_array().expect("a list of cases");
    let mut clients = 0;
    for case in cases {
        let params = params(case);
        let Some(region) = params.region else {
            continue;
        };
        let mut settings = builder()
            .region(region)
            .use_fips(params.use_fips)
            .use_dual_stack(params.use_dual_stack);
        if let Some(url) = params.endpoint_url {
            settings = settings.endpoint_url(url);
        }
        match (settings.build(), params.resolve(&Client::SERVICE)) {
            (Ok(client), Ok(url)) => assert_eq!(client.meta().endpoint_url, url),
            (Err(error), Err(rule)) => {
                assert!(error.message().starts_with(rule.message()), "{error}");
            }
            (client, rule) => panic!("{client:?} but {rule:?}"),
        }
        clients += 1;
    }
    assert_eq!(clients, 19);
}

#[test]
fn every_region_of_every_partition_has_its_hosts() {
    let table: Value = serde_json::from_slice(&source::file(PARTITIONS)).expect("it is JSON");
    let partitions = table["partitions"].as_array().expect("a list");
    assert!(partitions.len() >= 8);
    for partition in partitions {
        let outputs = &partition["outputs"];
        let regions = partition["regions"].as_object().expect("regions by name");
        assert_eq!(outputs["supportsFIPS"], true, "{partition}");
        assert_eq!(outputs["supportsDualStack"], true, "{partition}");
        for region in regions.keys() {
            for (use_dual_stack, suffix) in [(false, "dnsSuffix"), (true, "dualStackDnsSuffix")] {
                let suffix = outputs[suffix].as_str().expect("a domain");
                for (use_fips, prefix) in [(false, "ivsrealtime"), (true, "ivsrealtime-fips")] {
                    let params = EndpointParams {
                        region: Some(region),
                        use_fips,
                        use_dual_stack,
                        endpoint_url: None,
                    };
                    let url = params.resolve(&Client::SERVICE).expect("an address");
                    assert_eq!(url, format!("https://{prefix}.{region}.{suffix}"));
                }
            }
        }
    }
}
