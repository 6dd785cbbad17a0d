use crate::config::{Wanted, resolve};
use crate::{Environment, Error, ServiceMeta};

const SERVICE: ServiceMeta = ServiceMeta {
    id: "ivs-realtime",
    title: "Amazon IVS RealTime",
    api_version: "2020-07-14",
    endpoint_prefix: "ivsrealtime",
    signing_name: "ivs",
};

/// The address of a client in eu-west-1 with this config file and these variables.
fn address(
    config: &str,
    variables: &[(&str, &str)],
    wanted: impl FnOnce(&mut Wanted),
) -> Result<String, Error> {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aws")).unwrap();
    std::fs::write(home.path().join(".aws/config"), config).unwrap();
    let home = [("HOME", home.path().to_str().unwrap())];
    let environment = Environment::from_iter(home.iter().chain(variables).copied());
    let mut all = Wanted {
        region: Some("eu-west-1".to_owned()),
        ..Wanted::default()
    };
    wanted(&mut all);
    let resolved = resolve(&SERVICE, &environment, all)?;
    Ok(resolved.endpoint.to_string())
}

fn nothing(_: &mut Wanted) {}

const ALL: &str = "[default]\nservices = mine\nendpoint_url = http://profile\n\
    [services mine]\nivs_realtime =\n  endpoint_url = http://section\n\
    s3 =\n  endpoint_url = http://s3\n";

#[test]
fn each_source_comes_before_the_next() {
    let own = "https://ivsrealtime.eu-west-1.amazonaws.com";
    assert_eq!(address("", &[], nothing).unwrap(), own);
    let profile = "[default]\nendpoint_url = http://profile\n";
    assert_eq!(address(profile, &[], nothing).unwrap(), "http://profile");
    assert_eq!(address(ALL, &[], nothing).unwrap(), "http://section");
    let every = ("AWS_ENDPOINT_URL", "http://every");
    assert_eq!(address(ALL, &[every], nothing).unwrap(), "http://every");
    let special = ("AWS_ENDPOINT_URL_IVS_REALTIME", "http://special");
    let both = [every, special];
    assert_eq!(address(ALL, &both, nothing).unwrap(), "http://special");
    let builder = |wanted: &mut Wanted| wanted.endpoint_url = Some("http://builder".to_owned());
    assert_eq!(address(ALL, &both, builder).unwrap(), "http://builder");
}

#[test]
fn other_services_have_their_own_section() {
    let config = "[default]\nservices = mine\nendpoint_url = http://profile\n\
        [services mine]\ns3 =\n  endpoint_url = http://s3\n";
    assert_eq!(address(config, &[], nothing).unwrap(), "http://profile");
    let missing = "[default]\nservices = gone\n";
    let error = address(missing, &[], nothing).unwrap_err().to_string();
    assert!(error.contains("[services gone]"), "{error}");
}

#[test]
fn configured_addresses_can_be_ignored_but_not_the_builders() {
    let own = "https://ivsrealtime.eu-west-1.amazonaws.com";
    let variables = [
        ("AWS_ENDPOINT_URL", "http://every"),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
    ];
    assert_eq!(address(ALL, &variables, nothing).unwrap(), own);
    let builder = |wanted: &mut Wanted| wanted.endpoint_url = Some("http://builder".to_owned());
    assert_eq!(address(ALL, &variables, builder).unwrap(), "http://builder");
    let config = "[default]\nendpoint_url = http://p\nignore_configured_endpoint_urls = true\n";
    assert_eq!(address(config, &[], nothing).unwrap(), own);
    let heeded = [("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false")];
    assert_eq!(address(config, &heeded, nothing).unwrap(), "http://p");
}

#[test]
fn special_hosts_are_asked_for_by_builder_variable_and_profile() {
    let profile = "[default]\nuse_fips_endpoint = true\nuse_dualstack_endpoint = TRUE\n";
    let both = "https://ivsrealtime-fips.eu-west-1.api.aws";
    assert_eq!(address(profile, &[], nothing).unwrap(), both);
    let variables = [
        ("AWS_USE_FIPS_ENDPOINT", "false"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "true"),
    ];
    let dual_stack = "https://ivsrealtime.eu-west-1.api.aws";
    assert_eq!(address(profile, &variables, nothing).unwrap(), dual_stack);
    let builder = |wanted: &mut Wanted| {
        wanted.use_fips = Some(true);
        wanted.use_dual_stack = Some(false);
    };
    let fips = "https://ivsrealtime-fips.eu-west-1.amazonaws.com";
    assert_eq!(address(profile, &variables, builder).unwrap(), fips);
}

#[test]
fn what_does_not_go_together_is_named_with_its_sources() {
    let variables = [
        ("AWS_USE_FIPS_ENDPOINT", "true"),
        ("AWS_ENDPOINT_URL", "http://every"),
    ];
    let error = address("", &variables, nothing).unwrap_err().to_string();
    for part in [
        "FIPS and custom endpoint are not supported",
        "AWS_USE_FIPS_ENDPOINT and AWS_ENDPOINT_URL",
    ] {
        assert!(error.contains(part), "{error}");
    }
    let error = address("", &[("AWS_USE_DUALSTACK_ENDPOINT", "yes")], nothing).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("AWS_USE_DUALSTACK_ENDPOINT 'yes' is neither"),
        "{error}"
    );
}
