use super::*;

fn check_all(
    rule: fn(&'static [&'static str]) -> Vec<Ident>,
    cases: &[(&'static [&'static str], &[&str])],
) {
    for (input, expected) in cases {
        let found: Vec<String> = rule(input).iter().map(Ident::to_string).collect();
        assert_eq!(&found, expected, "names of {input:?}");
    }
}

#[test]
fn keywords_are_those_of_the_parser_and_of_the_edition() {
    for word in KEYWORDS {
        // The parser does not know the edition that made `gen` one.
        assert_eq!(
            syn::parse_str::<Ident>(word).is_ok(),
            *word == "gen",
            "{word}"
        );
    }
    for word in ["union", "auto", "default", "raw", "safe", "self_"] {
        assert!(
            syn::parse_str::<Ident>(word).is_ok() && !KEYWORDS.contains(&word),
            "{word}"
        );
    }
}

#[test]
fn fields_are_snake_case_and_never_keywords() {
    check_all(
        |names| fields(names.iter().copied()),
        &[
            (
                &["stageArn", "userId", "S3Bucket"],
                &["stage_arn", "user_id", "s3_bucket"],
            ),
            (
                &["type", "self", "async", "crate"],
                &["r#type", "self_", "r#async", "crate_"],
            ),
            (&["4kEnabled", "x-amz-id"], &["v_4k_enabled", "x_amz_id"]),
            (&["Name", "name", "NAME"], &["name", "name2", "name3"]),
        ],
    );
}

#[test]
fn variants_are_camel_case_and_leave_room_for_unknown() {
    check_all(
        |values| variants(values.iter().copied()),
        &[
            (
                &["PUBLISH_STARTED", "stopped"],
                &["PublishStarted", "Stopped"],
            ),
            (
                &["Unknown", "Self", "UNKNOWN"],
                &["UnknownValue", "SelfValue", "UnknownValue2"],
            ),
            (
                &["1080p", "", "<=", "é"],
                &["V1080p", "Empty", "LessEquals", "Ue9"],
            ),
            (&["http/1.1", "http-1.1"], &["Http11", "Http11_2"]),
        ],
    );
}

#[test]
fn types_never_hide_the_prelude() {
    assert_eq!(type_name("String"), "StringShape");
    assert_eq!(type_name("__string"), "StringShape");
    assert_eq!(type_name("error"), "ErrorShape");
}

#[test]
fn an_operation_owns_the_names_of_its_input_and_output() {
    let names = unique_operations(["Get", "GetInput", "get"].into_iter());
    assert_eq!(names["Get"], "Get");
    assert_eq!(names["GetInput"], "GetInput2");
    assert_eq!(names["get"], "Get2");
}

#[test]
fn predicates_leave_the_errors_own_methods_alone() {
    let all = ["ThrottlingException", "Throttling", "RetryableException"];
    let found: Vec<_> = all.iter().map(|code| predicate_name(code, &all)).collect();
    assert_eq!(
        found,
        [
            "is_throttling_exception",
            "is_throttling_error",
            "is_retryable_exception"
        ]
    );
}

#[test]
fn errors_lose_their_suffix_unless_that_is_taken() {
    let all = ["ConflictException", "Conflict", "Exception", "LimitFault"];
    let found: Vec<_> = all.iter().map(|code| error_name(code, &all)).collect();
    assert_eq!(
        found,
        ["ConflictException", "Conflict", "Exception", "Limit"]
    );
}
