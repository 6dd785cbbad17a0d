//! The precedence of the sources of settings, and the errors of invalid settings.

use super::{Overrides, Resolved, resolve};
use crate::test_fixtures::SERVICE;
use crate::{Environment, Error, ErrorKind, Retries};

const IN_IRELAND: &str = "https://ivsrealtime.eu-west-1.amazonaws.com";

/// The settings with this config file, these variables and these overrides.
fn settings(
    config: &str,
    variables: &[(&str, &str)],
    overrides: Overrides,
) -> Result<Resolved, Error> {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(home.path().join(".aws/config"), config).unwrap();
    let home = [("HOME", home.path().to_str().unwrap())];
    let environment = Environment::from_iter(home.iter().chain(variables).copied());
    resolve(&SERVICE, &environment, overrides)
}

/// The endpoint in eu-west-1.
fn endpoint(
    config: &str,
    variables: &[(&str, &str)],
    overrides: Overrides,
) -> Result<String, Error> {
    let overrides = Overrides { region: Some("eu-west-1".to_owned()), ..overrides };
    Ok(settings(config, variables, overrides)?.endpoint.to_string())
}

fn url(url: &str) -> Overrides {
    Overrides { endpoint_url: Some(url.to_owned()), ..Overrides::default() }
}

#[test]
fn the_builder_overrides_the_environment_and_the_environment_overrides_the_profile() {
    let config = "[default]\nregion = p-1\nmax_attempts = 7\nretry_mode = adaptive\n\
        endpoint_url = http://p/\nsdk_ua_app_id = p-app\n";
    let resolved = settings(config, &[], Overrides::default()).unwrap();
    assert_eq!(resolved.region, "p-1");
    assert_eq!(resolved.retries, Retries::adaptive().max_attempts(7));
    assert_eq!(resolved.endpoint.to_string(), "http://p");
    assert_eq!(resolved.app_id.as_deref(), Some("p-app"));

    let mut variables = vec![
        ("AWS_DEFAULT_REGION", "d-1"),
        ("AWS_MAX_ATTEMPTS", "5"),
        ("AWS_RETRY_MODE", "Standard"),
        ("AWS_ENDPOINT_URL", "http://e"),
        ("AWS_SDK_UA_APP_ID", "e-app"),
    ];
    let resolved = settings(config, &variables, Overrides::default()).unwrap();
    assert_eq!(resolved.app_id.as_deref(), Some("e-app"));
    assert_eq!(resolved.region, "d-1");
    assert_eq!(resolved.retries, Retries::standard().max_attempts(5));
    assert_eq!(resolved.endpoint.to_string(), "http://e");

    variables.push(("AWS_REGION", "r-1"));
    let resolved = settings(config, &variables, Overrides::default()).unwrap();
    assert_eq!(resolved.region, "r-1");

    let overrides = Overrides {
        region: Some("b-1".into()),
        retries: Some(Retries::standard().max_attempts(2)),
        app_id: Some("b-app".into()),
        ..url("http://b")
    };
    let resolved = settings(config, &variables, overrides).unwrap();
    assert_eq!(resolved.region, "b-1");
    assert_eq!(resolved.retries, Retries::standard().max_attempts(2));
    assert_eq!(resolved.endpoint.to_string(), "http://b");
    assert_eq!(resolved.app_id.as_deref(), Some("b-app"));
}

#[test]
fn host_prefixes_can_be_switched_for_any_endpoint() {
    const ON: &[(&str, &str)] = &[("AWS_DISABLE_HOST_PREFIX_INJECTION", "false")];
    const OFF: &[(&str, &str)] = &[("AWS_DISABLE_HOST_PREFIX_INJECTION", "true")];
    let profile_on = "[default]\ndisable_host_prefix_injection = false\n";
    let (aws, own) = ("https://iot.eu-west-1.amazonaws.com", "https://proxy.example");
    for (config, variables, builder, endpoint, is_prefixed) in [
        ("", &[][..], None, aws, true),
        ("", &[], None, own, false),
        ("", ON, None, own, true),
        ("", OFF, None, aws, false),
        ("", OFF, Some(true), own, true),
        ("", &[], Some(false), aws, false),
        (profile_on, &[], None, own, true),
        (profile_on, OFF, None, own, false),
    ] {
        let overrides = Overrides {
            inject_host_prefix: builder,
            region: Some("eu-west-1".to_owned()),
            ..url(endpoint)
        };
        let resolved = settings(config, variables, overrides).unwrap();
        let host = endpoint.trim_start_matches("https://");
        let expected = if is_prefixed { format!("data.{host}") } else { host.to_owned() };
        let prefixed = resolved.endpoint.prefixed("data.").unwrap();
        assert_eq!(prefixed.host(), &expected, "{config} {variables:?} {builder:?} {endpoint}");
    }
}

#[test]
fn a_missing_region_error_names_all_sources_and_the_remedy() {
    let environment = Environment::from_iter([("HOME", "/nowhere")]);
    let error = resolve(&SERVICE, &environment, Overrides::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let message = error.to_string();
    for expected in [
        "the builder",
        "AWS_REGION (not set)",
        "AWS_DEFAULT_REGION (not set)",
        "no profile 'default'",
        "/nowhere/.aws/config does not exist",
        ".region(\"us-east-1\")",
    ] {
        assert!(message.contains(expected), "{expected} in {message}");
    }
}

#[test]
fn errors_of_invalid_settings_name_their_source() {
    for (variables, expected) in [
        (&[("AWS_REGION", "x.evil.example/")][..], "AWS_REGION is not a region: only"),
        (&[("AWS_REGION", "a-1"), ("AWS_MAX_ATTEMPTS", "0")], "AWS_MAX_ATTEMPTS is not a number"),
        (
            &[("AWS_REGION", "a-1"), ("AWS_RETRY_MODE", "often")],
            "AWS_RETRY_MODE is not a retry mode: expected standard or adaptive (to disable \
             retries, set AWS_MAX_ATTEMPTS or max_attempts to 1)",
        ),
        (
            &[("AWS_REGION", "a-1"), ("AWS_ENDPOINT_URL", "ftp://x")],
            "AWS_ENDPOINT_URL is not a URL of an endpoint: its scheme",
        ),
        (
            &[("AWS_REGION", "a-1"), ("AWS_USE_DUALSTACK_ENDPOINT", "yes")],
            "AWS_USE_DUALSTACK_ENDPOINT is neither",
        ),
    ] {
        let error = settings("", variables, Overrides::default()).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

#[test]
fn errors_do_not_show_the_password_of_an_endpoint_url() {
    let variables = [("AWS_ENDPOINT_URL", "http://me:hush@host")];
    let error = endpoint("", &variables, Overrides::default()).unwrap_err();
    let message = error.to_string();
    assert!(message.contains("user name or password"), "{message}");
    assert!(!message.contains("hush") && !message.contains("me:"), "{message}");
}

#[test]
fn a_fips_alias_is_its_region_with_fips() {
    for name in ["fips-us-west-2", "us-west-2-fips"] {
        let overrides =
            Overrides { region: Some(name.into()), use_fips: Some(false), ..Overrides::default() };
        let resolved = settings("", &[], overrides).unwrap();
        assert_eq!(resolved.region, "us-west-2");
        let host = "https://ivsrealtime-fips.us-west-2.amazonaws.com";
        assert_eq!(resolved.endpoint.to_string(), host);
    }
}

const ALL: &str = "[default]\nservices = mine\nendpoint_url = http://profile\n\
    [services mine]\nivs_realtime =\n  endpoint_url = http://section\n\
    s3 =\n  endpoint_url = http://s3\n";

#[test]
fn endpoint_urls_are_searched_in_order() {
    let profile = "[default]\nendpoint_url = http://profile\n";
    let other_service = "[default]\nservices = mine\nendpoint_url = http://profile\n\
        [services mine]\ns3 =\n  endpoint_url = http://s3\n";
    let every = ("AWS_ENDPOINT_URL", "http://every");
    let service = ("AWS_ENDPOINT_URL_IVS_REALTIME", "http://service");
    for (config, variables, expected) in [
        ("", &[][..], IN_IRELAND),
        (profile, &[], "http://profile"),
        (other_service, &[], "http://profile"),
        (ALL, &[], "http://section"),
        (ALL, &[every], "http://every"),
        (ALL, &[every, service], "http://service"),
    ] {
        let found = endpoint(config, variables, Overrides::default()).unwrap();
        assert_eq!(found, expected);
    }
    assert_eq!(endpoint(ALL, &[every, service], url("http://builder")).unwrap(), "http://builder");

    let absent = "[default]\nservices = gone\n";
    let error = endpoint(absent, &[], Overrides::default()).unwrap_err();
    assert!(error.to_string().contains("[services gone]"), "{error}");
}

#[test]
fn configured_endpoint_urls_can_be_ignored_except_the_builders() {
    let variables =
        [("AWS_ENDPOINT_URL", "http://every"), ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")];
    assert_eq!(endpoint(ALL, &variables, Overrides::default()).unwrap(), IN_IRELAND);
    assert_eq!(endpoint(ALL, &variables, url("http://builder")).unwrap(), "http://builder");

    let config = "[default]\nendpoint_url = http://p\nignore_configured_endpoint_urls = true\n";
    assert_eq!(endpoint(config, &[], Overrides::default()).unwrap(), IN_IRELAND);
    let variables = [("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false")];
    assert_eq!(endpoint(config, &variables, Overrides::default()).unwrap(), "http://p");
}

#[test]
fn builder_environment_and_profile_select_fips_and_dual_stack() {
    let profile = "[default]\nuse_fips_endpoint = true\nuse_dualstack_endpoint = TRUE\n";
    let found = endpoint(profile, &[], Overrides::default());
    let both = "https://ivsrealtime-fips.eu-west-1.api.aws";
    assert_eq!(found.unwrap(), both);
    let variables = [("AWS_USE_FIPS_ENDPOINT", "false"), ("AWS_USE_DUALSTACK_ENDPOINT", "true")];
    let found = endpoint(profile, &variables, Overrides::default());
    let dual_stack = "https://ivsrealtime.eu-west-1.api.aws";
    assert_eq!(found.unwrap(), dual_stack);
    let overrides =
        Overrides { use_fips: Some(true), use_dual_stack: Some(false), ..Overrides::default() };
    let found = endpoint(profile, &variables, overrides);
    let fips = "https://ivsrealtime-fips.eu-west-1.amazonaws.com";
    assert_eq!(found.unwrap(), fips);
}

#[test]
fn fips_with_an_endpoint_url_is_an_error_that_names_both_sources() {
    let variables = [("AWS_USE_FIPS_ENDPOINT", "true"), ("AWS_ENDPOINT_URL", "http://every")];
    let error = endpoint("", &variables, Overrides::default()).unwrap_err();
    for expected in
        ["FIPS and custom endpoint are not supported", "AWS_USE_FIPS_ENDPOINT and AWS_ENDPOINT_URL"]
    {
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn a_client_with_region_and_credentials_does_not_fail_over_the_files() {
    let broken = "[default]\naws_secret_access_key hush\n";
    let complete = || Overrides {
        region: Some("eu-west-1".into()),
        own_credentials: true,
        ..Overrides::default()
    };
    assert_eq!(endpoint(broken, &[], complete()).unwrap(), IN_IRELAND);
    for overrides in [
        Overrides { region: None, ..complete() },
        Overrides { own_credentials: false, ..complete() },
    ] {
        let error = settings(broken, &[], overrides).unwrap_err().to_string();
        assert!(error.contains("config:2: expected 'key = value'"), "{error}");
    }
}

#[test]
fn no_error_shows_the_value_of_a_setting() {
    let swallowed = "\n  aws_secret_access_key = hush\n";
    for key in [
        "region",
        "retry_mode",
        "max_attempts",
        "use_fips_endpoint",
        "use_dualstack_endpoint",
        "ignore_configured_endpoint_urls",
        "endpoint_url",
        "services",
        "ca_bundle",
    ] {
        let config = format!("[default]\nregion = eu-west-1\n{key} = x{swallowed}");
        let error = settings(&config, &[], Overrides::default()).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(key) && !shown.contains("hush"), "{shown}");
    }
    // The application id is sent to the service.
    let config = format!("[default]\nregion = eu-west-1\nsdk_ua_app_id = x{swallowed}");
    assert_eq!(settings(&config, &[], Overrides::default()).unwrap().app_id, None);
}
