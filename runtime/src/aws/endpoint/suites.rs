//! The endpoint test cases that AWS publishes for each service.

use serde_json::Value;

use super::EndpointParams;
use crate::published::{self, NotApplicable, Suite};

const DOMAIN: &str = "has hosts in api.aws only, which no document of this service says";
const RULES: &str = "newer than the documents, with rules of its own";

const INPUT: &str = "depends on a member of the input, or on a setting of this service only";
const PSEUDO: &str = "`dataplane-`, `fips` and `sandbox` are no regions";
const QUERY: &str = "its document has the protocol query";
const OPERATION: &str = "depends on the operation";
const REGION: &str = "without a region, which a client always has";

const NOT_APPLICABLE: &[NotApplicable] = &[
    ("account-access", DOMAIN),
    ("account-access-runtime", DOMAIN),
    ("acm", INPUT),
    ("agent-registry", DOMAIN),
    ("agent-registry-control", DOMAIN),
    ("application-signals", DOMAIN),
    ("arc-region-switch", DOMAIN),
    ("backupsearch", DOMAIN),
    ("bcm-dashboards", DOMAIN),
    ("bcm-data-exports", DOMAIN),
    ("bcm-pricing-calculator", DOMAIN),
    ("bcm-recommended-actions", DOMAIN),
    ("billing", DOMAIN),
    ("cloudfront-keyvaluestore", INPUT),
    ("cloudwatch", QUERY),
    ("codecatalyst", REGION),
    ("connecthealth", DOMAIN),
    ("connectscheduling", RULES),
    ("continuum", DOMAIN),
    ("datazone", DOMAIN),
    ("devops-agent", DOMAIN),
    ("dsql", DOMAIN),
    ("dynamodb", INPUT),
    ("dynamodbstreams", INPUT),
    ("eks-auth", DOMAIN),
    ("events", INPUT),
    ("freetier", DOMAIN),
    ("gameliftstreams", DOMAIN),
    ("geo-maps", RULES),
    ("geo-places", RULES),
    ("geo-routes", RULES),
    ("greengrass", PSEUDO),
    ("greengrassv2", PSEUDO),
    ("interconnect", DOMAIN),
    ("invoicing", DOMAIN),
    ("iot-managed-integrations", DOMAIN),
    ("keyspacesstreams", DOMAIN),
    ("kinesis", INPUT),
    ("marketplace-discovery", DOMAIN),
    ("memorydb", PSEUDO),
    ("mpa", DOMAIN),
    ("mturk", PSEUDO),
    ("mwaa-serverless", DOMAIN),
    ("neptune-graph", INPUT),
    ("network-security-manager", DOMAIN),
    ("networkflowmonitor", DOMAIN),
    ("notifications", DOMAIN),
    ("notificationscontacts", DOMAIN),
    ("opensearchmemory", DOMAIN),
    ("partnercentral-account", DOMAIN),
    ("partnercentral-benefits", DOMAIN),
    ("partnercentral-channel", DOMAIN),
    ("partnercentral-selling", DOMAIN),
    ("pricing-plan-manager", DOMAIN),
    ("qbusiness", DOMAIN),
    ("route53globalresolver", DOMAIN),
    ("s3files", DOMAIN),
    ("s3vectors", DOMAIN),
    ("sagemakerjobruntime", DOMAIN),
    ("sagemakertrainingsessionruntime", DOMAIN),
    ("savingsplans", REGION),
    ("security-ir", DOMAIN),
    ("securityagent", DOMAIN),
    ("sesv2", INPUT),
    ("signin", OPERATION),
    ("simpledbv2", RULES),
    ("sqs", QUERY),
    ("supportauthz", DOMAIN),
    ("sustainability", RULES),
    ("uxc", DOMAIN),
    ("wellarchitected", INPUT),
    ("workspaces-instances", DOMAIN),
];

fn found(prefix: &str, params: &Value) -> Result<String, String> {
    let params = EndpointParams {
        region: params["Region"].as_str(),
        use_fips: params["UseFIPS"] == true,
        use_dual_stack: params["UseDualStack"] == true,
        endpoint_url: params["Endpoint"].as_str(),
    };
    let endpoint = params.endpoint(prefix);
    let host = params.host(prefix);
    let region = host.and_then(|host| host.signing_region);
    let region = region.filter(|region| params.region != Some(region));
    let region = region.map(|region| format!(" {region}"));
    match endpoint {
        Ok(endpoint) => Ok(format!("{endpoint}{}", region.unwrap_or_default())),
        Err(_) => Err("an error".to_owned()),
    }
}

fn expected(case: &Value) -> Result<String, String> {
    let endpoint = &case["expect"]["endpoint"];
    let url = endpoint["url"].as_str().ok_or("an error")?;
    let region = endpoint["properties"]["authSchemes"][0]["signingRegion"].as_str();
    let region = region.filter(|region| case["params"]["Region"] != *region);
    Ok(format!("{url}{}", region.map(|region| format!(" {region}")).unwrap_or_default()))
}

#[test]
#[ignore = "its data is fetched by cargo xtask suites"]
fn endpoints() {
    let services = published::json("botocore/services.json");
    let mut suite = Suite::new("endpoints", NOT_APPLICABLE);
    for (service, metadata) in services.as_object().unwrap() {
        let others = metadata["protocols"].as_array();
        let protocols = others.into_iter().flatten().chain([&metadata["protocol"]]);
        if !protocols.into_iter().any(|protocol| protocol == "rest-json" || protocol == "json") {
            continue;
        }
        let folder = "botocore/tests/functional/endpoint-rules";
        let file = format!("{folder}/{service}/endpoint-tests-1.json");
        let cases = published::json(&file);
        let prefix = metadata["endpointPrefix"].as_str().unwrap();
        for case in cases["testCases"].as_array().unwrap() {
            let params = &case["params"];
            suite.case_eq(&format!("{service} {params}"), &found(prefix, params), &expected(case));
        }
    }
    suite.finish();
}
