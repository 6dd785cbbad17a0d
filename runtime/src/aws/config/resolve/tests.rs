use super::{Resolved, Wanted, resolve};
use crate::{Error, ErrorKind, Retries, ServiceMeta};

const SERVICE: ServiceMeta = ServiceMeta {
    id: "ivs-realtime",
    title: "Amazon IVS RealTime",
    api_version: "2020-07-14",
    endpoint_prefix: "ivsrealtime",
    signing_name: "ivs",
};

fn with(variables: &[(&str, &str)], wanted: Wanted) -> Result<Resolved, Error> {
    let environment = variables.iter().copied().collect();
    resolve(&SERVICE, &environment, wanted)
}

#[test]
fn the_builder_comes_before_the_environment_before_the_profile() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(
        home.path().join(".aws/config"),
        "[default]\nregion = p-1\nmax_attempts = 7\nretry_mode = adaptive\nendpoint_url = http://p/\n\
         sdk_ua_app_id = p-app\n",
    )
    .unwrap();
    let home = ("HOME", home.path().to_str().unwrap());

    let all = with(&[home], Wanted::default()).unwrap();
    assert_eq!(all.region, "p-1");
    assert_eq!(all.retries, Retries::adaptive().max_attempts(7));
    assert_eq!(all.endpoint.to_string(), "http://p");
    assert_eq!(all.app_id.as_deref(), Some("p-app"));

    let variables = [
        home,
        ("AWS_DEFAULT_REGION", "d-1"),
        ("AWS_MAX_ATTEMPTS", "5"),
        ("AWS_RETRY_MODE", "Standard"),
        ("AWS_ENDPOINT_URL", "http://e"),
        ("AWS_SDK_UA_APP_ID", "e-app"),
    ];
    let all = with(&variables, Wanted::default()).unwrap();
    assert_eq!(all.app_id.as_deref(), Some("e-app"));
    assert_eq!(all.region, "d-1");
    assert_eq!(all.retries, Retries::standard().max_attempts(5));
    assert_eq!(all.endpoint.to_string(), "http://e");

    let variables = [
        home,
        ("AWS_DEFAULT_REGION", "d-1"),
        ("AWS_REGION", "r-1"),
        ("AWS_ENDPOINT_URL", "http://e"),
        ("AWS_ENDPOINT_URL_IVS_REALTIME", "http://s"),
    ];
    let all = with(&variables, Wanted::default()).unwrap();
    assert_eq!(all.region, "r-1");
    assert_eq!(all.endpoint.to_string(), "http://s");

    let wanted = Wanted {
        region: Some("b-1".into()),
        endpoint_url: Some("http://b".into()),
        retries: Some(Retries::standard().max_attempts(2)),
        ..Wanted::default()
    };
    let all = with(&variables, wanted).unwrap();
    assert_eq!(all.region, "b-1");
    assert_eq!(all.retries, Retries::standard().max_attempts(2));
    assert_eq!(all.endpoint.to_string(), "http://b");
}

#[test]
fn no_region_names_every_source_and_the_remedy() {
    let error = with(&[("HOME", "/nowhere")], Wanted::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let line = error.to_string();
    for part in [
        "the builder",
        "AWS_REGION (not set)",
        "AWS_DEFAULT_REGION (not set)",
        "no profile 'default'",
        "/nowhere/.aws/config does not exist",
        ".region(\"us-east-1\")",
    ] {
        assert!(line.contains(part), "{part} in {line}");
    }
}

#[test]
fn bad_settings_name_their_source() {
    for (variables, expected) in [
        (
            &[("AWS_REGION", "x.evil.example/")][..],
            "AWS_REGION 'x.evil",
        ),
        (
            &[("AWS_REGION", "a-1"), ("AWS_MAX_ATTEMPTS", "0")],
            "AWS_MAX_ATTEMPTS '0'",
        ),
        (
            &[("AWS_REGION", "a-1"), ("AWS_RETRY_MODE", "often")],
            "AWS_RETRY_MODE 'often' is not a retry mode: expected standard or adaptive (for one \
             attempt and no more, set AWS_MAX_ATTEMPTS or max_attempts to 1)",
        ),
        (
            &[("AWS_REGION", "a-1"), ("AWS_ENDPOINT_URL", "ftp://x")],
            "AWS_ENDPOINT_URL 'ftp://x'",
        ),
    ] {
        let error = with(variables, Wanted::default()).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

#[test]
fn a_password_in_an_endpoint_url_is_not_repeated() {
    let variables = [
        ("AWS_REGION", "a-1"),
        ("AWS_ENDPOINT_URL", "http://me:hush@host"),
    ];
    let line = with(&variables, Wanted::default()).unwrap_err().to_string();
    assert!(line.contains("http://***@host"), "{line}");
    assert!(!line.contains("hush"), "{line}");
}

#[test]
fn configured_endpoints_can_be_ignored() {
    let all = with(
        &[
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ENDPOINT_URL", "http://e"),
            ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
        ],
        Wanted::default(),
    )
    .unwrap();
    assert_eq!(
        all.endpoint.to_string(),
        "https://ivsrealtime.eu-west-1.amazonaws.com"
    );
}

#[test]
fn a_region_that_is_named_for_its_fips_hosts_is_a_region_and_that_wish() {
    for name in ["fips-us-west-2", "us-west-2-fips"] {
        let wanted = Wanted {
            region: Some(name.into()),
            use_fips: Some(false),
            ..Wanted::default()
        };
        let all = with(&[], wanted).unwrap();
        assert_eq!(all.region, "us-west-2");
        let host = "https://ivsrealtime-fips.us-west-2.amazonaws.com";
        assert_eq!(all.endpoint.to_string(), host);
    }
}
