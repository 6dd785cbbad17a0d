//! `generated-sdk/COVERAGE.md`: every item of boto3's client of this service, its name in the SDK, and its test.
//!
//! The table is generated from the document and the rows below. The committed file must be equal, and all names and
//! tests in it must exist.

use crate::support::builder;
use e2e_tests::document::document;
use e2e_tests::repository;
use e2e_tests::repository::Finished;
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// The contents of COVERAGE.md.
fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (title, rows) in rows() {
        page.push_str(&format!("\n## {title}\n\n| boto3 | SDK | tests |\n|---|---|---|\n"));
        for row in rows {
            let tests: Vec<String> = row.tests.iter().map(|it| format!("`{it}`")).collect();
            let Row { boto3, sdk, .. } = row;
            page.push_str(&format!("| {boto3} | {sdk} | {} |\n", tests.join(", ")));
        }
    }
    page
}

const INTRODUCTION: &str = "\
# Coverage of boto3's client

One row for each item of the client `ivs-realtime` of boto3 1.44.5. The last column has the end-to-end tests
(`cargo test -p e2e-tests --test e2e`) and the examples `compare-boto3`, which compares requests with boto3, and
`compare-prism`, which calls a mock server. A test generates this file from the document and validates all names.
";

#[test]
fn the_committed_table_is_up_to_date() {
    let expected = page();
    let committed = repository::root().join("generated-sdk/COVERAGE.md");
    let found = fs::read_to_string(&committed).unwrap_or_default();
    if found != expected {
        let made = repository::scratch().join("COVERAGE.md");
        fs::write(&made, &expected).unwrap();
        panic!("{} is out of date: copy {}", committed.display(), made.display());
    }
}

#[test]
fn every_name_in_the_table_exists() {
    let sources = repository::root().join("generated-sdk/src");
    for row in rows().into_iter().flat_map(|(_, rows)| rows) {
        assert!(!row.names.is_empty(), "{} has no name in the SDK", row.boto3);
        for (file, text) in &row.names {
            let source = fs::read_to_string(sources.join(file));
            let source = source.unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(source.contains(text.as_str()), "{file} has no {text:?}");
        }
    }
}

/// The names of the tests of this binary.
fn listed() -> BTreeSet<String> {
    let program = std::env::current_exe().unwrap();
    let listed = Finished::new(Command::new(program).args(["--list", "--format=terse"]));
    let lines = listed.stdout.lines();
    let tests = lines.filter_map(|line| line.strip_suffix(": test"));
    tests.map(str::to_owned).collect()
}

#[test]
fn every_test_in_the_table_exists() {
    let listed = listed();
    for row in rows().into_iter().flat_map(|(_, rows)| rows) {
        assert!(!row.tests.is_empty(), "{} has no test", row.boto3);
        for test in &row.tests {
            let example = repository::root().join("tests/examples").join(test);
            let exists = listed.contains(test) || example.join("main.rs").is_file();
            assert!(exists, "there is no {test}");
        }
    }
}

/// The number of items in boto3's published reference.
#[test]
fn the_table_covers_the_published_reference() {
    let sections = rows();
    let of = |title: &str| {
        let (_, rows) = sections.iter().find(|(it, _)| *it == title).unwrap();
        rows.iter().map(|row| row.boto3.as_str()).collect::<Vec<_>>()
    };
    let operations = of("Operations");
    let published = operations.iter().filter(|it| !it.contains(' '));
    assert_eq!((operations.len(), published.count()), (40, 39));
    let paginators = of("Paginators");
    let published = paginators.iter().filter(|it| !it.starts_with("none"));
    assert_eq!((paginators.len(), published.count()), (10, 3));
    for name in ["can_paginate", "close", "get_paginator", "get_waiter"] {
        assert!(of("The client itself").contains(&format!("`{name}`").as_str()), "{name}");
    }
}

/// A row of the table.
struct Row {
    /// The name in boto3.
    boto3: String,
    /// The name in the SDK.
    sdk: String,
    /// Files of the generated SDK and the strings that they must contain.
    names: Vec<(String, String)>,
    tests: Vec<String>,
}

const ROUND_TRIPS: &str = "all_operations::every_member_of_every_operation_round_trips";
const LISTS: &str = "all_lists::every_list_is_paginated_by_pages_and_by_items";
const ERRORS: &str =
    "all_operations::every_error_of_every_operation_has_its_code_message_and_headers";
const PREDICATES: &str = "errors::each_modeled_error_has_its_code_and_predicate";

/// Lists for which boto3 has a paginator.
const PAGINATORS: [&str; 3] =
    ["ListIngestConfigurations", "ListParticipantReplicas", "ListPublicKeys"];

/// In boto3's model, but not in its published reference.
const NOT_IN_THE_REFERENCE: &str = "RevokeConnectionToken";

/// The sections of the page.
fn rows() -> Vec<(&'static str, Vec<Row>)> {
    vec![
        ("Operations", operations()),
        ("Paginators", paginators()),
        ("Waiters", waiter_rows()),
        ("Exceptions", exceptions()),
        ("The client itself", client_rows()),
    ]
}

fn row(
    boto3: impl Into<String>,
    sdk: impl Into<String>,
    names: &[(&str, &str)],
    tests: &[&str],
) -> Row {
    let owned = |(file, text): &(&str, &str)| ((*file).to_owned(), (*text).to_owned());
    Row {
        boto3: boto3.into(),
        sdk: sdk.into(),
        names: names.iter().map(owned).collect(),
        tests: tests.iter().map(|it| (*it).to_owned()).collect(),
    }
}

fn operations() -> Vec<Row> {
    let mut names: Vec<&str> = document().operations.iter().map(|it| it.name.as_str()).collect();
    names.sort_unstable();
    let rows = names.into_iter().map(|name| {
        let method = snake_case(name);
        let remark = match name {
            NOT_IN_THE_REFERENCE => " (not in the published reference)",
            _ => "",
        };
        row(
            format!("`{method}`{remark}"),
            format!("`Client::{method}`"),
            &[
                ("client.rs", &format!("pub fn {method}(")),
                (
                    &format!("operations/{method}.rs"),
                    &format!("{name}({name}Input) -> Result<{name}Output, Error>;"),
                ),
            ],
            &[ROUND_TRIPS, "compare-boto3", "compare-prism"],
        )
    });
    rows.collect()
}

fn paginators() -> Vec<Row> {
    let mut lists = sources("operations", "impl sdk_runtime::Paginated for ");
    lists.sort();
    let rows = lists.iter().map(|(file, name)| {
        let boto3 = match PAGINATORS.contains(&name.as_str()) {
            true => format!("`{name}`"),
            false => format!("none for `{}`", snake_case(name)),
        };
        row(boto3, format!("`{name}::pages`, `{name}::items`"), &[(file, "    items;")], &[LISTS])
    });
    rows.collect()
}

/// boto3 has no waiters for this service.
fn waiter_rows() -> Vec<Row> {
    let mut waiters = sources("waiters", "pub fn wait_until_");
    waiters.sort();
    let rows = waiters.iter().map(|(file, name)| {
        let method = format!("wait_until_{name}");
        Row {
            tests: vec![test_that_calls(&method)],
            ..row(
                "none",
                format!("`Client::{method}`"),
                &[(file, &format!("pub fn {method}("))],
                &[],
            )
        }
    });
    rows.collect()
}

fn exceptions() -> Vec<Row> {
    let mut names: Vec<&str> = Vec::new();
    for error in document().operations.iter().flat_map(|it| &it.errors) {
        if !names.contains(&error.as_str()) {
            names.push(error);
        }
    }
    names.sort_unstable();
    let rows = names.into_iter().map(|name| {
        let code = name.strip_suffix("Exception").unwrap_or(name);
        let predicate = format!("is_{}", snake_case(code));
        row(
            format!("`exceptions.{name}`"),
            format!("`Error::{predicate}`, `ErrorCode::{code}`"),
            &[
                ("error.rs", &format!("pub fn {predicate}(")),
                ("error.rs", &format!("Self::{code} =>")),
            ],
            &[ERRORS, PREDICATES],
        )
    });
    rows.collect()
}

fn client_rows() -> Vec<Row> {
    vec![
        row(
            "`can_paginate`",
            "at compile time: list calls have `pages` and `items`",
            &[("operations/list_stages.rs", "impl sdk_runtime::Paginated")],
            &[LISTS],
        ),
        row(
            "`close`",
            "dropping the `Client` and its clones",
            &[("client.rs", "pub struct Client")],
            &["coverage::dropping_the_last_clone_closes_its_connections"],
        ),
        row(
            "`exceptions`",
            "`Error::code`, `ErrorCode`, and a predicate for each code as above",
            &[("error.rs", "pub fn code("), ("error.rs", "pub enum ErrorCode")],
            &[ERRORS, "errors::unknown_error_codes_are_kept"],
        ),
        row(
            "`generate_presigned_url`",
            "`presign` of a call without a body; `prepare` for the others",
            &[
                ("operations/list_tags_for_resource.rs", "    presign;"),
                ("operations/create_stage.rs", "sdk_runtime::request_builder! {"),
            ],
            &[
                "presigning::a_presigned_request_needs_no_credentials",
                "presigning::a_prepared_request_can_be_sent_by_another_client",
            ],
        ),
        row(
            "`get_paginator`",
            "`pages` and `items` of a list, as above",
            &[("operations/list_stages.rs", "    pages;")],
            &[LISTS],
        ),
        row(
            "`get_waiter`",
            "`Client::wait_until_…`, as above",
            &[("waiters/mod.rs", "pub use")],
            &["waiters::compositions_are_waited_for_until_active_and_until_stopped"],
        ),
        row(
            "`meta`",
            "`Client::meta`",
            &[("client.rs", "pub fn meta(&self)")],
            &["coverage::meta_has_service_region_and_endpoint"],
        ),
    ]
}

/// The word after `before` in each file of a source folder of the SDK, with the file.
fn sources(folder: &str, before: &str) -> Vec<(String, String)> {
    let path = repository::root().join("generated-sdk/src").join(folder);
    let mut found = Vec::new();
    for file in fs::read_dir(path).unwrap() {
        let file = file.unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        if let Some((_, rest)) = text.split_once(before) {
            let word = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next();
            let name = file.file_name().into_string().unwrap();
            found.push((format!("{folder}/{name}"), word.unwrap_or_default().to_owned()));
        }
    }
    found
}

/// The first test in `waiters` that calls a method.
fn test_that_calls(method: &str) -> String {
    let file = repository::root().join("tests/tests/e2e/waiters.rs");
    let text = fs::read_to_string(file).unwrap();
    let call = format!(".{method}(");
    let mut tests = text.split("#[tokio::test]").skip(1);
    let test = tests.find(|it| it.contains(&call));
    let test = test.unwrap_or_else(|| panic!("no test calls {method}"));
    let name = test.split("fn ").nth(1).and_then(|it| it.split('(').next());
    format!("waiters::{}", name.unwrap_or_default())
}

fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}

#[tokio::test]
async fn dropping_the_last_clone_closes_its_connections() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = builder().endpoint_url(url).build().unwrap();
    let clone = client.clone();
    let call = tokio::spawn(async move { client.list_stages().send().await.map(|_| ()) });
    let (mut connection, _) = listener.accept().await.unwrap();
    let mut seen = Vec::new();
    while !seen.ends_with(b"{}") {
        assert_ne!(connection.read_buf(&mut seen).await.unwrap(), 0);
    }
    let response = b"HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"stages\":[]}";
    connection.write_all(response).await.unwrap();
    call.await.unwrap().unwrap();

    // One clone is left, so the connection stays open.
    let mut more = [0; 1];
    let soon = Duration::from_millis(50);
    let idle = tokio::time::timeout(soon, connection.read(&mut more)).await;
    assert!(idle.is_err(), "the connection was closed: {idle:?}");
    drop(clone);
    let late = Duration::from_secs(10);
    let end = tokio::time::timeout(late, connection.read(&mut more)).await;
    assert_eq!(end.expect("the connection closes").unwrap(), 0);
}

#[test]
fn meta_has_service_region_and_endpoint() {
    let client = builder().region("eu-west-1").build().unwrap();
    let meta = client.meta();
    assert_eq!(
        (meta.service_id, meta.api_version, meta.signing_name),
        ("ivs-realtime", "2020-07-14", "ivs")
    );
    assert_eq!((meta.region.as_str(), meta.partition), ("eu-west-1", "aws"));
    assert_eq!(meta.endpoint_url, "https://ivsrealtime.eu-west-1.amazonaws.com");
}
