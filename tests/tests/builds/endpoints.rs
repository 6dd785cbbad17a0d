//! Endpoint resolution against AWS's test cases: those of botocore for this service, and its table of partitions.

use e2e_tests::repository::{root, xtask};
use generated_sdk::runtime::{EndpointParams, Environment};
use generated_sdk::{Client, Credentials, ErrorKind};
use sdk_runtime::ServiceClient;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

const CASES: &str = "tests/functional/endpoint-rules/ivs-realtime/endpoint-tests-1.json";
const PARTITIONS: &str = "partitions.json";

/// The parameters of a case.
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
fn endpoints_resolve_as_in_botocore() {
    let cases = botocore(CASES);
    let cases = cases["testCases"].as_array().expect("a list of cases");
    assert_eq!(cases.len(), 21, "the pinned version has that many");
    for case in cases {
        let name = &case["documentation"];
        let found = params(case).resolve(&Client::SERVICE);
        match (&case["expect"]["endpoint"]["url"], &case["expect"]["error"]) {
            (Value::String(url), _) => assert_eq!(found.expect("an endpoint"), *url, "{name}"),
            (_, Value::String(message)) => {
                let error = found.expect_err("no endpoint");
                assert_eq!(error.kind(), ErrorKind::Configuration, "{name}");
                assert!(error.message().starts_with(message), "{name}: {error}");
            }
            _ => panic!("{name} expects neither endpoint nor error: {case}"),
        }
    }
}

/// The same cases through a client, for those with a region.
#[test]
fn clients_use_the_resolved_endpoint() {
    let cases = botocore(CASES);
    let cases = cases["testCases"].as_array().expect("a list of cases");
    let mut clients = 0;
    for case in cases {
        let params = params(case);
        let Some(region) = params.region else {
            continue;
        };
        let mut settings = Client::builder()
            .environment(Environment::empty())
            .credentials(Credentials::new("AKIDEXAMPLE", "secret-key", None))
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
fn every_region_has_the_endpoints_of_its_partition() {
    let table = botocore(PARTITIONS);
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
                    let url = params.resolve(&Client::SERVICE).expect("an endpoint");
                    assert_eq!(url, format!("https://{prefix}.{region}.{suffix}"));
                }
            }
        }
    }
}

/// A file of botocore's data, which the published suites of the runtime use too.
fn botocore(path: &str) -> Value {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let fetched = xtask(root(), &["suites", "--fetch-only"]).successful("xtask suites");
        let folder = fetched.stdout.trim().strip_prefix("PUBLISHED_SUITES=");
        root().join(folder.expect("it prints the folder")).join("botocore")
    });
    let json = fs::read(folder.join(path)).expect("the data has the file");
    serde_json::from_slice(&json).expect("it is JSON")
}
