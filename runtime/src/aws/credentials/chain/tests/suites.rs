//! Published suites of the credential providers: logins by `aws login`, and the endpoints of the
//! services that providers call.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use super::Machine;
use crate::aws::credentials::chain::context::Service;
use crate::published::{self, NotApplicable, Suite};
use crate::testing::{ManualSystem, Step};
use crate::{BoxFuture, System};

/// The clock of the cases of `aws login`.
#[derive(Debug)]
struct Frozen(ManualSystem);

impl System for Frozen {
    fn now(&self) -> Timestamp {
        "2025-11-19T00:00:00Z".parse().unwrap()
    }

    fn ticks(&self) -> Duration {
        self.0.ticks()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.sleep(duration)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        self.0.fill_random(bytes);
    }
}

const FOLDER: &str = ".aws/login/cache";

#[tokio::test]
#[ignore = "its data is fetched by cargo xtask suites"]
async fn login() {
    let data = published::json("botocore/tests/unit/login/login-provider-test-cases.json");
    let mut suite = Suite::new("aws login", &[]);
    for case in data.as_array().unwrap() {
        let name = case["documentation"].as_str().unwrap();
        suite.case(name, login_case(case).await);
    }
    suite.finish();
}

async fn login_case(case: &Value) -> Result<(), String> {
    let calls: Vec<_> = case["mockApiCalls"].as_array().into_iter().flatten().collect();
    let steps = calls.iter().map(|call| {
        let status = call["responseCode"].as_u64().unwrap_or(200);
        let body = call["response"]["tokenOutput"].to_string();
        Step::response(u16::try_from(status).unwrap(), &[], body)
    });
    let mut machine = Machine::new(steps).config(case["configContents"].as_str().unwrap());
    machine.system = Arc::new(Frozen(ManualSystem::default()));
    for (file, content) in case["cacheContents"].as_object().unwrap() {
        machine = machine.file(&format!("{FOLDER}/{file}"), &content.to_string());
    }
    let result = machine.load_profile(Some("signin")).await;
    for outcome in case["outcomes"].as_array().unwrap() {
        match (outcome["result"].as_str().unwrap(), &result) {
            ("error", Err(_)) => {}
            ("credentials", Ok(found)) => {
                let token = found.session_token.as_ref().map_or("", |token| token.expose());
                let secret = found.secret_access_key.expose();
                let end = found.expires_at.unwrap().to_string();
                for (found, key) in [
                    (found.access_key_id.as_str(), "accessKeyId"),
                    (secret, "secretAccessKey"),
                    (token, "sessionToken"),
                    (&end, "expiresAt"),
                ] {
                    let expected = outcome[key].as_str().unwrap();
                    if found != expected {
                        return Err(format!("{key}: expected {expected}, found {found}"));
                    }
                }
            }
            ("cacheContents", Ok(_)) => {
                let files = outcome.as_object().unwrap().iter();
                for (file, expected) in files.filter(|(name, _)| *name != "result") {
                    let found = std::fs::read(machine.path(&format!("{FOLDER}/{file}"))).unwrap();
                    let found: Value = serde_json::from_slice(&found).unwrap();
                    if found != *expected {
                        return Err(format!("{file}: expected {expected}, found {found}"));
                    }
                }
            }
            (expected, _) => return Err(format!("expected {expected}, found {result:?}")),
        }
    }
    let requests = machine.transport.take_requests();
    let bodies = requests.iter().map(|request| serde_json::from_slice(request.body()).unwrap());
    let bodies: Vec<Value> = bodies.collect();
    let expected = calls.iter().map(|call| call["request"]["tokenInput"].clone());
    let expected: Vec<_> = expected.collect();
    (bodies == expected).then_some(()).ok_or_else(|| format!("sent {bodies:?}"))
}

#[test]
#[ignore = "its data is fetched by cargo xtask suites"]
fn endpoints() {
    const GLOBAL: &str = "STS is called in the client's region, as by all new SDKs";
    const OTHER_OPERATION: &str = "the operation is not that which refreshes a login";
    const NOT_APPLICABLE: &[NotApplicable] = &[
        ("sts: For region aws-global with FIPS disabled and DualStack disabled", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `ap-northeast-1`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `ap-south-1`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `ap-southeast-1`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `ap-southeast-2`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `aws-global`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `ca-central-1`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `eu-central-1`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `eu-north-1`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `eu-west-1`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `eu-west-2`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `eu-west-3`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `sa-east-1`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `us-east-1`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `us-east-2`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `us-west-1`", GLOBAL),
        ("sts: UseGlobalEndpoint with legacy region `us-west-2`", GLOBAL),
        ("signin: Control Plane operation in us-east-1 (aws partition)", OTHER_OPERATION),
        ("signin: Control Plane operation in cn-north-1 (aws-cn partition)", OTHER_OPERATION),
        ("signin: OAuth endpoint in us-east-1 (aws partition)", OTHER_OPERATION),
        ("signin: OAuth endpoint in us-west-2 (aws partition)", OTHER_OPERATION),
        (
            "signin: OAuth endpoint with FIPS returns an error (no FIPS variant exists)",
            OTHER_OPERATION,
        ),
        (
            "signin: OAuth endpoint with FIPS returns an error in us-west-2 (aws partition)",
            OTHER_OPERATION,
        ),
        (
            "signin: OAuth endpoint with FIPS returns an error in cn-north-1 (non-aws partition, error is partition-agnostic)",
            OTHER_OPERATION,
        ),
    ];
    let mut suite = Suite::new("endpoints of STS, SSO and sign-in", NOT_APPLICABLE);
    for (service, folder) in [
        (Service::Sts, "sts"),
        (Service::Sso, "sso"),
        (Service::SsoOidc, "sso-oidc"),
        (Service::SignIn, "signin"),
    ] {
        let file =
            format!("botocore/tests/functional/endpoint-rules/{folder}/endpoint-tests-1.json");
        let mut names = BTreeSet::new();
        for case in published::json(&file)["testCases"].as_array().unwrap() {
            let name = format!("{folder}: {}", case["documentation"].as_str().unwrap());
            assert!(names.insert(name.clone()), "{name} is there twice");
            suite.case(&name, endpoint_case(service, case));
        }
    }
    suite.finish();
}

fn endpoint_case(service: Service, case: &Value) -> Result<(), String> {
    let params = &case["params"];
    let mut machine = Machine::new([]);
    for (param, variable) in [
        ("UseFIPS", "AWS_USE_FIPS_ENDPOINT"),
        ("UseDualStack", "AWS_USE_DUALSTACK_ENDPOINT"),
        ("Endpoint", "AWS_ENDPOINT_URL"),
    ] {
        match &params[param] {
            Value::Bool(value) => machine = machine.set(variable, &value.to_string()),
            Value::String(value) => machine = machine.set(variable, value),
            _ => {}
        }
    }
    let context = machine.chain(None).0;
    let region = params["Region"].as_str().unwrap_or_default();
    let found = context.endpoint(service, region).map(|endpoint| endpoint.to_string());
    match (&case["expect"]["endpoint"]["url"], &found) {
        (Value::String(url), Ok(found)) if url == found => Ok(()),
        (Value::Null, Err(_)) => Ok(()),
        (expected, _) => Err(format!("expected {expected}, found {found:?}, {params}")),
    }
}
