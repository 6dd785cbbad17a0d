//! Responses that are described incompletely, in several media types, or beside redirections.

use serde_json::json;

use super::{check, check_codes, read};
use crate::service::{BodyFormat, StatusRange, Type};

const RESPONSES: &str = include_str!("../fixtures/responses.yaml");

#[test]
fn a_get_without_content_returns_bytes() {
    check(
        RESPONSES,
        &[
            "getBoards: GET /boards",
            "  -> 200 payload body: blob",
            "deleteBoards: DELETE /boards",
            "  -> 200",
            "putBoards: PUT /boards + body",
            "  id: string!",
            "  -> 200 id: string!",
            "getLists: GET /lists",
            "  -> 200 payload body: blob!",
            "getCards: GET /cards",
            "  -> 200 id: string",
            "check: GET /check",
            "  -> 204",
            "getFile: GET /file",
            "  -> 200 payload body: stream, header X-Host: string, header Location: string",
            "getFolder: GET /folder",
            "  -> 202 header Location: string",
            "putFolder: PUT /folder",
            "  -> 202",
            "getJob: GET /job",
            "  -> 200 id: string!",
            "getLog: GET /log",
            "  -> 200 payload body: string!",
            "putLog: PUT /log",
            "  -> 200 payload body: putLogResponse!",
            "patchLog: PATCH /log",
            "  -> 204",
        ],
    );
}

#[test]
fn a_redirection_beside_text_or_bytes_is_a_success() {
    let service = super::service(RESPONSES);
    for (name, redirects, errors) in [
        ("getFile", true, &[304][..]),
        ("getFolder", true, &[]),
        ("putFolder", false, &[302]),
        ("getJob", false, &[303]),
        ("check", false, &[302]),
    ] {
        let operation = service.operation(name).expect("an operation");
        let statuses: Vec<_> = operation.error_statuses.iter().map(|error| error.status).collect();
        let errors: Vec<_> = errors.iter().map(|code| StatusRange::Code(*code)).collect();
        assert_eq!((operation.output.redirects, statuses), (redirects, errors), "{name}");
    }
}

#[test]
fn a_string_is_accepted_in_json_and_as_text() {
    let service = super::service(RESPONSES);
    let accept = |name: &str| {
        let operation = service.operation(name).expect("an operation");
        operation.fixed_headers.iter().map(|(_, value)| value.clone()).collect::<String>()
    };
    assert_eq!(accept("getLog"), "application/json, text/plain, text/html");
    assert_eq!(accept("putLog"), "application/json, text/plain");
    let log = service.operation("getLog").expect("an operation");
    assert_eq!(log.output.format, Some(BodyFormat::JsonOrText));
    assert_eq!(log.error_statuses[0].bodies[0].format, BodyFormat::JsonOrText);
    let put = service.operation("putLog").expect("an operation");
    let formats: Vec<_> = put.output.variants.iter().filter_map(|it| it.member.as_ref()).collect();
    let formats: Vec<_> = formats.iter().map(|(_, format)| *format).collect();
    assert_eq!(formats, [BodyFormat::Json, BodyFormat::JsonOrText]);
}

#[test]
fn errors_have_a_body_for_each_media_type_of_another_schema() {
    let service = super::service(RESPONSES);
    let statuses = &service.operation("patchLog").expect("an operation").error_statuses;
    let bodies = |at: usize| {
        let bodies = statuses[at].bodies.iter();
        let bodies = bodies.map(|body| (body.media_type.as_deref(), body.target.clone()));
        bodies.collect::<Vec<_>>()
    };
    let named = |name: &str| Type::Named(name.to_owned());
    let of = |name| Some(name);
    assert_eq!(
        bodies(0),
        [
            (None, named("Job")),
            (of("application/problem+json"), named("Problem")),
            (of("application/x+json"), named("patchLogError400ApplicationXJson")),
        ]
    );
    assert_eq!(bodies(1), [(None, named("Job"))]);
}

#[test]
fn members_of_a_request_as_bytes_are_json() {
    let service = super::service(RESPONSES);
    let put = service.operation("putBoards").expect("an operation");
    assert_eq!((put.format, put.media_type.as_deref()), (None, None));
}

#[test]
fn errors_in_json_are_accepted_after_successes() {
    let accept = |content: &str, error: &str| {
        let of = |content: &str| format!("{{description: All, content: {{{content}}}}}");
        let responses = format!("\"200\": {}, 4XX: {}", of(content), of(error));
        let document = RESPONSES.replace("\"200\": {description: All}", &responses);
        let service = super::service(&document);
        let operation = service.operation("getCards").expect("an operation");
        operation.fixed_headers.iter().map(|(_, value)| value.clone()).collect::<String>()
    };
    let (job, problem) =
        ("{schema: {$ref: '#/components/schemas/Job'}}", "{schema: {type: object}}");
    let json = format!("application/json: {job}");
    let problem = |name: &str| format!("{name}: {problem}");
    for (content, error, expected) in [
        (&*json, problem("application/json;v=1"), "application/json"),
        (&json, problem("application/problem+json"), "application/json, application/problem+json"),
        (&json, problem("text/html"), "application/json"),
        ("application/pdf: {}", problem("application/json"), "application/pdf, application/json"),
        // The success would be sent in that form, which is not decoded.
        (
            &format!("{json}, application/vnd.x+json: {job}"),
            problem("application/vnd.x+json"),
            "application/json",
        ),
        ("'*/*': {}", problem("application/json"), ""),
    ] {
        assert_eq!(accept(content, &error), expected, "{content} {error}");
    }
}

#[test]
fn media_types_of_other_values_that_are_not_accepted_are_reported() {
    let job = "{schema: {$ref: '#/components/schemas/Job'}}";
    let problem = "{schema: {$ref: '#/components/schemas/Problem'}}";
    let (text, file) = ("{schema: {type: string}}", "{schema: {type: string, format: binary}}");
    let check = |responses: &str, codes: &[&str]| {
        let document = RESPONSES.replace("\"200\": {description: All}", responses);
        assert!(document.contains(responses));
        check_codes(&document, codes);
    };
    let of = |content: &str| format!("\"200\": {{description: All, content: {{{content}}}}}");
    for lost in [
        format!("application/json: {job}, application/pdf: {file}"),
        format!("application/json: {job}, application/pdf: {file}, image/png: {file}"),
        format!("application/json: {job}, application/vnd.x+json: {problem}"),
        format!("application/json: {job}, text/csv: {text}"),
    ] {
        check(&of(&lost), &["unaccepted-media-type"]);
    }
    for same in [
        format!("application/json: {job}, application/vnd.x+json: {job}, text/json: {job}"),
        format!("application/json: {job}, application/xml: {job}, text/plain: {job}"),
        format!("application/json: {job}, application/xml: {{}}"),
        format!("application/json: {text}, text/plain: {text}"),
        format!("application/json: {job}, text/event-stream: {problem}"),
        format!("image/png: {file}, image/jpeg: {file}"),
        format!("'*/*': {file}, image/png: {file}"),
    ] {
        check(&of(&same), &[]);
    }
    // Neither has a body.
    let both = format!("application/json: {job}, application/pdf: {file}");
    check(&of(&both).replace("200", "204"), &[]);
    let head = RESPONSES.replace("\"200\": {description: All}", &of(&both));
    check_codes(
        &head.replace("get:\n      operationId: getCards", "head:\n      operationId: x"),
        &[],
    );
}

#[test]
fn base64_in_a_media_type_of_bytes_is_reported() {
    let encoded = "{schema: {type: string, format: byte}}";
    for (content, codes) in [
        (format!("image/png: {encoded}"), &["base64-body"][..]),
        (format!("'*/*': {encoded}"), &["base64-body"]),
        (format!("image/png: {encoded}, image/jpeg: {encoded}"), &["base64-body"]),
        (format!("image/png: {encoded}, application/json: {encoded}"), &[]),
        (format!("application/json: {encoded}"), &[]),
        (format!("text/plain: {encoded}"), &[]),
        ("image/png: {schema: {type: string, format: binary}}".to_owned(), &[]),
    ] {
        let response = format!("\"200\": {{description: All, content: {{{content}}}}}");
        check_codes(&RESPONSES.replace("\"200\": {description: All}", &response), codes);
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "Images", "version": "1"},
        "servers": [{"url": "https://images.example.com"}],
        "paths": {"/images": {"post": {
            "operationId": "postImage",
            "requestBody": {"content": {"image/png": {"schema": {"type": "string", "contentEncoding": "base64"}}}},
            "responses": {"204": {"description": "Done."}},
        }}},
    });
    check_codes(&document.to_string(), &["base64-body"]);
}

#[test]
fn members_in_a_media_type_of_bytes_are_reported() {
    let lost = "{schema: {$ref: \"#/components/schemas/Job\"}}";
    for (content, codes) in [
        (format!("application/octet-stream: {lost}"), &["bytes-with-members"][..]),
        (format!("application/xml: {lost}, image/png: {{}}"), &["bytes-with-members"]),
        (format!("application/xml: {lost}, application/json: {lost}"), &[]),
        (format!("application/xml: {lost}, text/plain: {{}}"), &["bytes-with-members"]),
        (format!("text/csv: {lost}"), &["bytes-with-members"]),
        ("text/csv: {schema: {type: string}}".to_owned(), &[]),
        (format!("application/x-ndjson: {lost}"), &[]),
        (format!("'*/*': {lost}"), &[]),
        ("application/xml: {schema: {type: object}}".to_owned(), &[]),
    ] {
        let response = format!("\"200\": {{description: All, content: {{{content}}}}}");
        check_codes(&RESPONSES.replace("\"200\": {description: All}", &response), codes);
    }
    let two = RESPONSES.replace(
        "application/octet-stream: {schema",
        "application/xml: {}, application/octet-stream: {schema",
    );
    let found = read(&two).1;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].pointer.as_ref().map(|pointer| pointer.as_str()),
        Some("/components/requestBodies/Job/content/application~1octet-stream")
    );
    assert_eq!(found[0].found, "a body of members as `application/octet-stream`, which has none");
}
