//! Documents with several servers.

use super::{check_codes, read};
use crate::diagnostics::Diagnostic;
use crate::service::Service;

const FIXTURE: &str = include_str!("../fixtures/choice_of_servers.yaml");

fn service() -> Service {
    read(FIXTURE).0.expect("there are no errors")
}

#[test]
fn all_servers_are_kept_with_their_variables() {
    let service = service();
    assert_eq!(service.servers.len(), 5);
    assert_eq!(service.base_url().as_deref(), Some("https://api.example.com/v1"));
    let own = &service.servers[3];
    let names: Vec<_> = own.variables.iter().map(|variable| variable.name.as_str()).collect();
    assert_eq!(names, ["scheme", "host", "port", "base"]);
    assert_eq!(own.variables[0].values, ["http", "https"]);
    assert_eq!(own.variables[1].default, None, "`none` stands for a value that the caller knows");
    assert_eq!(own.default_url(), None);
}

#[test]
fn paths_and_operations_have_servers_with_variables_of_their_own() {
    let service = service();
    let operation = |name: &str| service.operation(name).expect("it is in the document");
    let upload = operation("upload");
    assert_eq!(upload.server.as_deref(), Some("https://eu.uploads.example.com"));
    assert_eq!(upload.servers[0].url, "https://{zone}.uploads.example.com");
    for name in ["getFile", "deleteFile"] {
        let file = operation(name);
        assert_eq!(file.server, None, "the bucket has no default");
        let [server] = file.servers.as_slice() else {
            panic!("{:?}", file.servers);
        };
        assert_eq!(server.url, "https://{bucket}.files.example.com/{zone}");
        assert_eq!(server.pointer.to_string(), "#/paths/~1files~1{name}/servers/0");
        assert_eq!(server.variables[1].default.as_deref(), Some("eu"));
    }
    assert_eq!(operation("listThings").servers, []);
}

/// A document with these servers, and what is reported about them.
fn reported(servers: &str) -> (Option<String>, Vec<Diagnostic>) {
    let paths = "paths: {/a: {get: {operationId: a, responses: {'204': {description: Done}}}}}";
    let text = format!("openapi: 3.0.0\ninfo: {{title: A, version: '1'}}\n{servers}\n{paths}\n");
    let (service, diagnostics) = read(&text);
    (service.expect("there are warnings only").base_url(), diagnostics)
}

#[test]
fn a_url_without_a_scheme_is_https() {
    let (url, diagnostics) = reported("servers: [{url: //api.example.com/v1/}]");
    assert_eq!((url.as_deref(), diagnostics), (Some("https://api.example.com/v1"), vec![]));
}

#[test]
fn servers_that_name_no_host_are_reported() {
    for (servers, found, remedy) in [
        ("", "no servers", "set `base_url` of the client, or add `servers`"),
        ("servers: [{url: /api/v1}]", "the server `/api/v1`", "set the whole URL as `base_url`"),
        ("servers: [{url: 'https:///v1'}]", "the server `https:///v1`", "set the whole URL as"),
        ("servers: [{url: ','}]", "the server `,`", "set the whole URL as `base_url`"),
        (
            "servers: [{url: /v1}, {url: 'https://a.example'}]",
            "the server `/v1`",
            "set the whole URL in the document with an overlay; the server is left out",
        ),
    ] {
        let (url, diagnostics) = reported(servers);
        assert_eq!(url.is_some(), servers.contains("a.example"));
        let [warning] = diagnostics.as_slice() else {
            panic!("{servers}: {diagnostics:?}");
        };
        assert_eq!(warning.code, "server-without-host");
        assert!(warning.found.starts_with(found), "{warning}");
        assert!(warning.remedy.starts_with(remedy), "{warning}");
        let line = warning.position.as_ref().expect("it has a position").line;
        assert_eq!(line, if servers.is_empty() { 1 } else { 3 });
    }
    let (_, diagnostics) = reported("servers: [{url: /api/v1}]");
    assert!(diagnostics[0].expected.ends_with("such as `https://api.example.com/api/v1`"));
}

#[test]
fn a_server_without_tls_is_reported_where_calls_have_credentials() {
    let codes = |server: &str, security: &str| {
        let document = format!(
            "openapi: 3.0.0\ninfo: {{title: Shop, version: '1'}}\nservers: [{{url: '{server}'}}]\n{security}\
             paths: {{/a: {{get: {{operationId: getA, responses: {{'204': {{description: A.}}}}}}}}}}\n"
        );
        let (_, diagnostics) = read(&document);
        diagnostics.iter().map(|each| each.code).collect::<Vec<_>>()
    };
    let key = "components: {securitySchemes: {key: {type: http, scheme: bearer}}}\nsecurity: [{key: []}]\n";
    assert_eq!(codes("http://shop.example.com", key), ["unencrypted-server"]);
    assert_eq!(codes("http://shop.example.com", ""), <[&str; 0]>::default());
    assert_eq!(codes("http://localhost:8080", key), <[&str; 0]>::default());
    assert_eq!(codes("https://shop.example.com", key), <[&str; 0]>::default());
}

#[test]
fn variables_behind_the_host_may_be_empty() {
    for (url, expected) in [
        ("https://api.example.com{base}", Some("https://api.example.com")),
        ("https://api.example.com/{base}", Some("https://api.example.com")),
        ("https://api.example.com{base}/v1", Some("https://api.example.com/v1")),
        ("//api.example.com{base}", Some("https://api.example.com")),
        ("https://{base}.example.com/v1", None),
        ("https://{base}/v1", None),
        ("https://api.{base}/v1", None),
        ("https://api.example.com:{base}/v1", None),
        ("{base}://api.example.com", None),
    ] {
        let servers = format!("servers: [{{url: '{url}', variables: {{base: {{default: ''}}}}}}]");
        let (found, diagnostics) = reported(&servers);
        assert_eq!(found.as_deref(), expected, "{url}");
        let codes: Vec<_> = diagnostics.iter().map(|each| each.code).collect();
        match expected {
            Some(_) => assert_eq!(codes, <[&str; 0]>::default(), "{url}"),
            None => assert_eq!(codes, ["server-variable-without-default"], "{url}"),
        }
    }
}

#[test]
fn a_default_that_is_not_in_the_enum_of_a_variable_is_reported() {
    for (default, expected) in [("us", &["server-variable-default"][..]), ("eu", &[])] {
        let servers = format!(
            "servers: [{{url: 'https://{{region}}.example.com', variables: {{region: {{default: {default}, enum: [eu, ap]}}}}}}]"
        );
        let (found, diagnostics) = reported(&servers);
        assert_eq!(found, Some(format!("https://{default}.example.com")));
        let codes: Vec<_> = diagnostics.iter().map(|each| each.code).collect();
        assert_eq!(codes, expected, "{default}");
    }
}

#[test]
fn a_server_without_tls_replaces_none_whose_variables_have_no_defaults() {
    let own = "{url: 'https://{shop}.example.com', variables: {shop: {default: shop}}}";
    let plain = "{url: 'http://plain.example'}";
    let (url, diagnostics) = reported(&format!("servers: [{own}, {plain}, {own}]"));
    assert_eq!(url, None);
    let [warning] = diagnostics.as_slice() else {
        panic!("{diagnostics:?}");
    };
    assert_eq!(warning.code, "server-variable-without-default");
    assert!(warning.found.starts_with("the variable `shop` of a server"), "{warning}");
    assert!(warning.found.ends_with(", and one more"), "{warning}");
    let secure = "{url: 'https://secure.example'}";
    for (servers, expected) in [
        (format!("{plain}, {own}"), "http://plain.example"),
        (format!("{own}, {plain}, {secure}"), "https://secure.example"),
    ] {
        let (url, _) = reported(&format!("servers: [{servers}]"));
        assert_eq!(url.as_deref(), Some(expected), "{servers}");
    }
}

#[test]
fn variables_that_are_not_declared_are_arguments_with_a_warning() {
    let (url, diagnostics) = reported(
        "servers: [{url: 'https://{shop}.example.com/{v}', variables: {v: {default: v1}}}]",
    );
    assert_eq!(url, None, "only the caller knows the shop");
    let [warning] = diagnostics.as_slice() else {
        panic!("{diagnostics:?}");
    };
    assert_eq!(warning.code, "undeclared-server-variable");
    assert!(warning.found.starts_with("the variable `shop` in the URL of a server"), "{warning}");
}

#[test]
fn servers_of_operations_are_checked_on_the_host_of_the_document() {
    let text = include_str!("../fixtures/security.yaml");
    check_codes(text, &[]);
    let text = text.replace("https://pets.example.com/v1", "/v1");
    check_codes(&text, &["server-without-host", "server-without-host"]);
}

#[test]
fn servers_of_every_path_need_none_of_the_document() {
    let path = |name: &str, servers: &str| {
        format!(
            "  /{name}: {{{servers}get: {{operationId: {name}, responses: {{'204': {{description: Done}}}}}}}}\n"
        )
    };
    let text = |b: &str| {
        let a = path("a", "servers: [{url: 'https://a.example'}], ");
        format!("openapi: 3.0.0\ninfo: {{title: A, version: '1'}}\npaths:\n{a}{}", path("b", b))
    };
    let (service, diagnostics) = read(&text("servers: [{url: 'https://b.example'}], "));
    assert_eq!(diagnostics, []);
    let service = service.expect("there are no errors");
    assert_eq!(service.base_url().as_deref(), Some("https://a.example"));
    assert_eq!(service.operations[1].server.as_deref(), Some("https://b.example"));
    // The second would be sent to the server of the first.
    check_codes(&text(""), &["server-without-host"]);
    assert_eq!(read(&text("")).0.and_then(|service| service.base_url()), None);
}
