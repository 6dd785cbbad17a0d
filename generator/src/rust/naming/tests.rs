//! Names as data, alone and in collisions.

use super::*;

/// A name of a document; then a field, a variant and a type of that name.
#[rustfmt::skip]
const ALONE: &[(&str, &str, &str, &str)] = &[
    // Words and acronyms.
    ("stageArn", "stage_arn", "StageArn", "StageArn"),
    ("S3Bucket", "s3_bucket", "S3Bucket", "S3Bucket"),
    ("ARNList", "arn_list", "ArnList", "ArnList"),
    ("HTTPSEndpoint", "https_endpoint", "HttpsEndpoint", "HttpsEndpoint"),
    ("IPv6CidrBlock", "ipv6_cidr_block", "IPv6CidrBlock", "IPv6CidrBlock"),
    ("oAuth2Token", "oauth2_token", "OAuth2Token", "OAuth2Token"),
    ("userIDs", "user_ids", "UserIDs", "UserIDs"),
    ("ARNsOfPACs", "arns_of_pacs", "ArNsOfPaCs", "ArNsOfPaCs"),
    ("IDs2", "ids2", "IDs2", "IDs2"),
    ("PUBLISH_STARTED", "publish_started", "PublishStarted", "PublishStarted"),
    ("us-east-1", "us_east_1", "UsEast1", "UsEast1"),
    ("http/1.1", "http_1_1", "Http1_1", "Http11"),
    // Keywords and similar words.
    ("type", "r#type", "Type", "Type"),
    ("async", "r#async", "Async", "Async"),
    ("gen", "r#gen", "Gen", "Gen"),
    ("Box", "r#box", "Box", "BoxShape"),
    ("self", "self_", "SelfValue", "SelfShape"),
    ("Self", "self_", "SelfValue", "SelfShape"),
    ("super", "super_", "Super", "Super"),
    ("crate", "crate_", "Crate", "Crate"),
    ("union", "union", "Union", "Union"),
    // Variants of every open enum.
    ("Unknown", "unknown", "UnknownValue", "Unknown"),
    ("UNKNOWN", "unknown", "UnknownValue", "Unknown"),
    // The prelude, and names in generated code.
    ("String", "string", "String", "StringShape"),
    ("__string", "string", "String", "StringShape"),
    ("Option", "option", "Option", "OptionShape"),
    ("Vec", "vec", "Vec", "VecShape"),
    ("Result", "result", "Result", "ResultShape"),
    ("Some", "some", "Some", "SomeShape"),
    ("None", "none", "None", "NoneShape"),
    ("Send", "send", "Send", "SendShape"),
    ("error", "error", "Error", "ErrorShape"),
    // Digits first, symbols, no letters at all.
    ("4kEnabled", "v_4k_enabled", "V4kEnabled", "V4kEnabled"),
    ("1080p", "v_1080p", "V1080p", "V1080p"),
    ("2.0", "v_2_0", "V2_0", "V20"),
    ("x-amz-id", "x_amz_id", "XAmzId", "XAmzId"),
    ("$ref", "r#ref", "Ref", "Ref"),
    ("@type", "r#type", "Type", "Type"),
    ("#text", "text", "Text", "Text"),
    ("_", "underscore", "Underscore", "Underscore"),
    ("<=", "less_equals", "LessEquals", "LessEquals"),
    ("*", "star", "Star", "Star"),
    ("", "empty", "Empty", "Empty"),
    // Numbers.
    ("-1", "v_1", "Minus1", "V1"),
    ("+1", "v_1", "Plus1", "V1"),
    ("-created_at", "created_at", "MinusCreatedAt", "CreatedAt"),
    ("2022-11-28", "v_2022_11_28", "V2022_11_28", "V20221128"),
    ("v1.10-beta.2", "v1_10_beta_2", "V1_10Beta2", "V110Beta2"),
    ("-", "minus", "Minus", "Minus"),
    // Letters that are not ASCII.
    ("naïve", "na_ve", "NaVe", "NaVe"),
    ("é", "ue9", "Ue9", "Ue9"),
    ("名前", "u540d_u524d", "U540dU524d", "U540dU524d"),
];

/// Names in the order of the document.
type Rule = fn(&'static [&'static str]) -> Vec<String>;

/// A rule, names that collide, and the result.
#[rustfmt::skip]
const TOGETHER: &[(Rule, &[&str], &[&str])] = &[
    (as_fields, &["Name", "size", "name", "NAME", "nAME"], &["name_capitalized", "size", "name_lowercase", "name_uppercase", "n_ame"]),
    (as_fields, &["type", "Type"], &["type_lowercase", "type_capitalized"]),
    (as_fields, &["self", "Self"], &["self_lowercase", "self_capitalized"]),
    (as_fields, &["a-b", "a_b"], &["a_minus_b", "a_underscore_b"]),
    (as_variants, &["http/1.1", "http-1.1"], &["HttpSlash1Dot1", "HttpMinus1Dot1"]),
    // Numbers do not collide.
    (as_variants, &["-1", "0", "1"], &["Minus1", "V0", "V1"]),
    (as_variants, &["1.0", "1.1", "10", "11"], &["V1_0", "V1_1", "V10", "V11"]),
    (as_variants, &["created", "-created"], &["Created", "MinusCreated"]),
    (as_variants, &["Unknown", "Self", "UNKNOWN"], &["UnknownCapitalized", "SelfValue", "UnknownUppercase"]),
    (as_variants, &["TXT", "txt", "pdf"], &["TxtUppercase", "TxtLowercase", "Pdf"]),
    // A name that another value has is not taken from it.
    (as_variants, &["txt", "TXT", "txt-lowercase"], &["TxtA535a9ef", "TxtE771f04f", "TxtLowercase"]),
    (as_variants, &["FooBar", "Foobar", "fooBar"], &["FooBarCapitalized", "Foobar", "FooBarMixedCase"]),
    (as_types, &["Long", "long", "LONG"], &["LongCapitalized", "LongLowercase", "LongUppercase"]),
    (as_types, &["String", "__string"], &["StringCapitalized", "UnderscoreUnderscoreStringLowercase"]),
    // The names of input and output are taken.
    (as_operations, &["Get", "GetInput", "get"], &["GetCapitalized", "GetInputCall", "GetLowercase"]),
    (as_operations, &["GetOutput", "Get"], &["GetOutputCall", "Get"]),
    (as_operations, &["Response", "Client", "IntoFuture"], &["ResponseCall", "ClientCall", "IntoFutureCall"]),
    // Errors lose their suffix. The short name that two would have is that of neither: it meant the other before.
    (as_errors, &["ConflictException", "Exception", "LimitFault"], &["Conflict", "Exception", "Limit"]),
    (as_errors, &["ConflictException", "Conflict"], &["ConflictException", "ConflictCode"]),
    (as_errors, &["AError", "AException"], &["AError", "AException"]),
    // Predicates do not collide with methods of `Error`.
    (as_predicates, &["ConflictException", "Conflict"], &["is_conflict_exception", "is_conflict_code"]),
    (as_errors, &["UnknownException", "4xxError"], &["UnknownValue", "V4xx"]),
    (as_predicates, &["ThrottlingException", "Throttling", "RetryableException"], &["is_throttling_exception", "is_throttling_error", "is_retryable_exception"]),
    (as_predicates, &["ConflictException", "NotFound"], &["is_conflict", "is_not_found"]),
    // A setter does not collide with the methods of a request builder, or with another setter.
    (as_setters, &["options", "type", "send", "name"], &["set_options", "r#type", "set_send", "name"]),
    (as_setters, &["options", "setOptions"], &["set_options_value", "set_options"]),
    (as_optional_setters, &["type", "name"], &["set_type", "set_name"]),
    (as_optional_setters, &["options", "name", "setName"], &["set_options_option", "set_name_option", "set_set_name"]),
];

#[test]
fn every_name_has_a_rust_identifier() {
    for (name, field, variant, ty) in ALONE {
        let found = [
            fields([*name].into_iter())[0].0.to_string(),
            variants([*name].into_iter())[0].0.to_string(),
            ident(&type_name(name)).to_string(),
        ];
        assert_eq!(found, [*field, *variant, *ty], "{name:?}");
    }
}

#[test]
fn colliding_names_are_made_unique() {
    for (rule, names, expected) in TOGETHER {
        assert_eq!(rule(names), *expected, "{names:?}");
    }
}

#[test]
fn keywords_are_those_of_the_parser_and_of_the_edition() {
    for word in KEYWORDS {
        // The parser does not know the edition that made `gen` one.
        assert_eq!(syn::parse_str::<Ident>(word).is_ok(), *word == "gen", "{word}");
    }
    for word in ["union", "auto", "default", "raw", "safe", "self_"] {
        assert!(syn::parse_str::<Ident>(word).is_ok() && !KEYWORDS.contains(&word), "{word}");
    }
}

#[test]
fn names_do_not_depend_on_their_order() {
    for (rule, names, expected) in TOGETHER {
        // Reversed, by a function that takes static names.
        let reversed: Vec<&'static str> = names.iter().rev().copied().collect();
        let mut found = rule(reversed.leak());
        found.reverse();
        assert_eq!(found, *expected, "{names:?}");
    }
}

/// A name of a document, and the file of its module.
#[rustfmt::skip]
const MODULES: &[(&str, &str)] = &[
    ("Mod", "mod_"), ("Lib", "lib_"), ("Main", "main_"), ("Self", "self_"), ("Crate", "crate_"), ("Super", "super_"),
    ("Aux", "aux_"), ("Con", "con_"), ("NUL", "nul_"), ("prn", "prn_"), ("Com1", "com1_"), ("LPT9", "lpt9_"),
    ("Error", "error"), ("Type", "type"), ("Console", "console"),
];

#[test]
fn modules_have_no_reserved_file_names() {
    for (name, expected) in MODULES {
        let modules = by_name([*name].into_iter(), module);
        assert_eq!(crate::render::file_stem(&modules[*name]), *expected);
    }
    let long = "VeryLongWord".repeat(30);
    let other = format!("{long}s");
    let modules = by_name([&*long, &*other].into_iter(), module);
    let [first, second] = [&*long, &*other].map(|name| modules[name].to_string());
    assert!(first.len() < 120 && second.len() < 120 && first != second, "{first} {second}");
}

fn strings(names: Vec<Unique>) -> Vec<String> {
    names.iter().map(|(name, _)| name.to_string()).collect()
}

fn as_fields(names: &'static [&'static str]) -> Vec<String> {
    strings(fields(names.iter().copied()))
}

fn as_variants(names: &'static [&'static str]) -> Vec<String> {
    strings(variants(names.iter().copied()))
}

fn as_types(names: &'static [&'static str]) -> Vec<String> {
    strings(types(names.iter().copied()))
}

fn as_operations(names: &'static [&'static str]) -> Vec<String> {
    strings(in_order(names.iter().copied(), operation_name(names.to_vec())))
}

fn as_errors(names: &'static [&'static str]) -> Vec<String> {
    strings(errors(names))
}

fn as_predicates(names: &'static [&'static str]) -> Vec<String> {
    strings(predicates(names))
}

fn as_setters(names: &'static [&'static str]) -> Vec<String> {
    let setters = setters(&fields(names.iter().copied()));
    setters.iter().map(|each| each.value.to_string()).collect()
}

fn as_optional_setters(names: &'static [&'static str]) -> Vec<String> {
    let setters = setters(&fields(names.iter().copied()));
    setters.iter().map(|each| each.optional.to_string()).collect()
}
