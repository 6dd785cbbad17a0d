//! The rows of the table: what boto3 calls it, what it is here, and who tries it.

use super::tests;
use crate::repository;
use e2e_tests::document::document;
use std::fs;

/// One line of the table.
pub(super) struct Row {
    /// What boto3 calls it.
    pub(super) boto3: String,
    /// What it is here, for people.
    pub(super) here: String,
    /// Files of the generated SDK's sources, and texts that stand in them if the names exist.
    pub(super) names: Vec<(String, String)>,
    pub(super) tests: Vec<String>,
}

const ROUND_TRIPS: &str =
    "every_operation::round_trips::every_member_of_every_operation_goes_out_and_comes_back";
const LISTS: &str = "every_operation::lists::every_list_is_walked_page_by_page_and_item_by_item";
const ERRORS: &str =
    "every_operation::errors::every_error_of_every_operation_is_known_and_kept_whole";
const QUESTIONS: &str = "errors::each_error_of_the_service_is_known_by_its_code";

/// Lists for which boto3 has a paginator.
const PAGINATORS: [&str; 3] = [
    "ListIngestConfigurations",
    "ListParticipantReplicas",
    "ListPublicKeys",
];

/// In boto3's model, but not on the page of its reference.
const NOT_IN_THE_REFERENCE: &str = "RevokeConnectionToken";

/// The sections of the page.
pub(super) fn rows() -> Vec<(&'static str, Vec<Row>)> {
    vec![
        ("Operations", operations()),
        ("Paginators", paginators()),
        ("Waiters", waiters()),
        ("Exceptions", exceptions()),
        ("The client itself", client()),
    ]
}

fn row(
    boto3: impl Into<String>,
    here: impl Into<String>,
    names: &[(&str, &str)],
    tests: &[&str],
) -> Row {
    let owned = |(file, text): &(&str, &str)| ((*file).to_owned(), (*text).to_owned());
    Row {
        boto3: boto3.into(),
        here: here.into(),
        names: names.iter().map(owned).collect(),
        tests: tests.iter().map(|it| (*it).to_owned()).collect(),
    }
}

fn operations() -> Vec<Row> {
    let mut names: Vec<&str> = document()
        .operations
        .iter()
        .map(|it| it.name.as_str())
        .collect();
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
                    &format!("input: {name}Input)"),
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
        row(
            boto3,
            format!("`{name}::pages`, `{name}::items`"),
            &[(file, "pub fn items(")],
            &[LISTS],
        )
    });
    rows.collect()
}

/// boto3 has none for this service.
fn waiters() -> Vec<Row> {
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
        let question = format!("is_{}", snake_case(code));
        row(
            format!("`exceptions.{name}`"),
            format!("`Error::{question}`, `ErrorCode::{code}`"),
            &[
                ("error.rs", &format!("pub fn {question}(")),
                ("error.rs", &format!("Self::{code} =>")),
            ],
            &[ERRORS, QUESTIONS],
        )
    });
    rows.collect()
}

fn client() -> Vec<Row> {
    vec![
        row(
            "`can_paginate`",
            "the compiler knows: lists have `pages` and are `runtime::Paginated`, other calls are not",
            &[("operations/list_stages.rs", "impl sdk_runtime::Paginated")],
            &[LISTS],
        ),
        row(
            "`close`",
            "dropping the `Client` and its clones",
            &[("client.rs", "pub struct Client")],
            &["coverage::client::the_last_clone_takes_its_connections_with_it"],
        ),
        row(
            "`exceptions`",
            "`Error::code`, `ErrorCode`, and a question for each as above",
            &[
                ("error.rs", "pub fn code("),
                ("error.rs", "pub enum ErrorCode"),
            ],
            &[ERRORS, "errors::a_code_that_no_document_names_is_kept"],
        ),
        row(
            "`generate_presigned_url`",
            "`presign` of a call without a body; `prepare` for the others",
            &[
                (
                    "operations/list_tags_for_resource.rs",
                    "pub async fn presign(",
                ),
                ("operations/create_stage.rs", "pub async fn prepare("),
            ],
            &[
                "tools::signed::a_link_is_good_for_whoever_has_it",
                "tools::signed::a_prepared_request_is_good_as_it_is",
            ],
        ),
        row(
            "`get_paginator`",
            "`pages` and `items` of a list, as above",
            &[("operations/list_stages.rs", "pub fn pages(")],
            &[LISTS],
        ),
        row(
            "`get_waiter`",
            "`Client::wait_until_…`, as above",
            &[("waiters/mod.rs", "pub use")],
            &["waiters::compositions::a_composition_is_active_and_then_stopped"],
        ),
        row(
            "`meta`",
            "`Client::meta`",
            &[("client.rs", "pub fn meta(&self)")],
            &["coverage::client::a_client_says_what_it_calls_and_where"],
        ),
    ]
}

/// In the files of a folder of the SDK's sources: the word that follows a text, with the file.
fn sources(folder: &str, before: &str) -> Vec<(String, String)> {
    let path = repository::root().join("generated-sdk/src").join(folder);
    let mut found = Vec::new();
    for file in fs::read_dir(path).unwrap() {
        let file = file.unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        if let Some((_, rest)) = text.split_once(before) {
            let word = rest
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next();
            let name = file.file_name().into_string().unwrap();
            found.push((
                format!("{folder}/{name}"),
                word.unwrap_or_default().to_owned(),
            ));
        }
    }
    found
}

/// The first test of the waiters that calls a method.
fn test_that_calls(method: &str) -> String {
    let mut files: Vec<_> = fs::read_dir(tests().join("waiters"))
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let mut tests = text.split("#[tokio::test]").skip(1);
        let call = format!(".{method}(");
        if let Some(test) = tests.find(|it| it.contains(&call)) {
            let name = test.split("fn ").nth(1).and_then(|it| it.split('(').next());
            let module = file.file_stem().unwrap().to_string_lossy().into_owned();
            return format!("waiters::{module}::{}", name.unwrap_or_default());
        }
    }
    panic!("no test calls {method}")
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
