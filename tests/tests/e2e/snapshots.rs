//! Snapshots of the code generated for each fixture, restricted to the parts that the fixture is about.
//!
//! `INSTA_UPDATE=always cargo test -p e2e-tests` accepts changes. The test target `builds` compiles the code.

use generator::FileTree;

use crate::fixtures;

/// Compares parts of generated files with the fixture's snapshot.
///
/// Each of `parts` is a file and the heads of its items to show, such as `struct Stage` or, in an `impl`, `fn send`.
/// Without heads it is the whole file.
fn check(fixture: &str, parts: &[(&str, &[&str])]) {
    let files = fixtures::generated(fixture);
    let mut shown = String::new();
    for (path, heads) in parts {
        let text = file(&files, path);
        shown += &format!("// ===== {path}\n\n");
        if heads.is_empty() {
            shown += text;
        }
        let mut missing = heads.to_vec();
        for item in split_items(text) {
            let is_head = |part: &str, name: &str| head(part).contains(name);
            let parts = match heads.iter().any(|name| is_head(item, name)) {
                true => vec![item],
                false => functions(item).split("\n\n").collect(),
            };
            for part in parts {
                if heads.iter().any(|name| is_head(part, name)) {
                    missing.retain(|name| !is_head(part, name));
                    let part = part.trim_matches('\n');
                    // The last function of an `impl` is followed by its closing brace.
                    let is_function = part.starts_with(' ');
                    let part = part.strip_suffix("\n}").filter(|_| is_function).unwrap_or(part);
                    shown += &format!("{part}\n\n");
                }
            }
        }
        assert!(missing.is_empty(), "no {missing:?} in {path}:\n{text}");
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(comment(&fixtures::text(fixture)));
    settings.bind(|| insta::assert_snapshot!(fixture, shown.trim_end()));
}

fn file<'a>(files: &'a FileTree, path: &str) -> &'a str {
    let paths: Vec<_> = files.iter().map(|(path, _)| path).collect();
    files.get(path).unwrap_or_else(|| panic!("no {path} in {paths:?}"))
}

/// Splits a formatted file into items: a blank line before an unindented line ends one.
fn split_items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices("\n\n") {
        let next = text[at + 2..].chars().next();
        if next.is_some_and(|next| !next.is_whitespace() && next != '}') {
            items.push(&text[start..=at]);
            start = at + 2;
        }
    }
    items.push(&text[start..]);
    items
}

/// The body of an `impl`, or any other item unchanged.
fn functions(item: &str) -> &str {
    let inner = item.split_once(" {\n").filter(|(head, _)| head.starts_with("impl"));
    inner.map_or(item, |(_, inner)| inner)
}

/// The first line of an item that is neither documentation nor an attribute.
fn head(part: &str) -> &str {
    const STARTS: [&str; 8] =
        ["sdk_runtime::", "pub ", "pub(crate) ", "use ", "impl", "mod ", "fn ", "async "];
    let mut lines = part.lines().map(str::trim_start);
    let head = lines.find(|line| STARTS.iter().any(|start| line.starts_with(start)));
    head.unwrap_or_default()
}

fn comment(text: &str) -> String {
    let lines = text.lines().take_while(|line| line.starts_with('#'));
    lines.map(|line| line.trim_start_matches("# ")).collect::<Vec<_>>().join(" ")
}

/// Arguments are passed by name, not by position.
#[test]
fn arguments_are_passed_in_the_order_of_the_parameters() {
    let mut compared = 0;
    for fixture in fixtures::names() {
        let files = fixtures::generated(&fixture);
        let client = file(&files, "src/client.rs").replace(char::is_whitespace, "");
        for call in client.split("self.call(operations::").skip(1) {
            let call = call.split("))").next().unwrap_or_default();
            let Some((input, arguments)) = call.split_once("Input::new(") else {
                continue;
            };
            let input = format!("{input}Input");
            let arguments: Vec<_> = arguments.split(',').filter(|name| !name.is_empty()).collect();
            let parameters = files.iter().find_map(|(_, text)| {
                let text = text.split(&format!("impl {input} {{")).nth(1)?;
                let text = text.split("pub fn new(").nth(1)?.split(") -> Self").next()?;
                Some(parameter_names(text))
            });
            assert_eq!(Some(arguments), parameters, "{fixture}: {input}");
            compared += 1;
        }
    }
    assert!(compared > 5, "the fixtures have operations with arguments");
}

/// The names of a parameter list.
fn parameter_names(list: &str) -> Vec<&str> {
    let mut depth = 0;
    let parts = list.split(|each: char| {
        match each {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth -= 1,
            _ => {}
        }
        each == ',' && depth == 0
    });
    parts.filter_map(|part| Some(part.split_once(':')?.0.trim())).collect()
}

/// The timestamp format of a document applies to bodies only.
#[test]
fn timestamps_outside_bodies_have_the_formats_of_the_protocol() {
    let files = fixtures::generated("timestamps_outside_bodies");
    let operation = file(&files, "src/operations/list_events.rs");
    assert_eq!(operation.matches("timestamp::date_time(").count(), 3, "{operation}");
    assert_eq!(operation.matches("timestamp::http_date(").count(), 1, "{operation}");
}

/// rustdoc compiles code blocks without a language as Rust.
#[test]
fn code_blocks_in_documentation_have_a_language() {
    let mut blocks = 0;
    for fixture in fixtures::names() {
        for (path, text) in fixtures::generated(&fixture).iter() {
            let fences =
                text.lines().map(str::trim_start).filter(|line| line.starts_with("/// ```"));
            let opening: Vec<_> = fences.step_by(2).collect();
            assert!(!opening.contains(&"/// ```"), "{fixture}: {path}: {opening:?}");
            blocks += opening.len();
        }
    }
    assert!(blocks > fixtures::names().len(), "each operation has an example");
}

/// One test for each fixture, named after it.
macro_rules! snapshots {
    ($($fixture:ident: $($path:literal $(=> $($head:literal),+)?;)+)*) => {
        $(#[test]
        fn $fixture() {
            check(stringify!($fixture), &[$(($path, &[$($($head),+)?])),+]);
        })*

        #[test]
        fn every_fixture_has_a_snapshot() {
            assert_eq!(fixtures::names(), [$(stringify!($fixture)),*]);
        }
    };
}

snapshots! {
    any_json:
        "src/operations/put.rs" =>
            "struct PutInput", "impl PutInput", "struct PutOutput", "impl PutOutput";
    argument_order:
        "src/client.rs" => "fn move_thing";
        "src/operations/move_thing.rs" => "struct MoveThingInput", "impl MoveThingInput", "fn encode";
    blobs: "src/operations/put_keys.rs" => "impl PutKeys ", "struct";
    both_sides:
        "src/types/part.rs";
        "src/types/only_sent.rs";
        "src/types/only_read.rs";
    colliding_names:
        "src/types/mod.rs";
        "src/types/long_capitalized.rs" => "struct LongCapitalized", "impl LongCapitalized";
        "src/types/long_lowercase.rs" => "struct LongLowercase";
        "src/types/speed.rs" => "enum Speed", "enumeration!";
        "src/operations/get_long.rs" => "struct GetLongOutput";
    command_line: "src/cli.rs";
    deprecated:
        "src/client.rs" => "fn r#do";
        "src/operations/do.rs" => "struct Do ", "fn mode", "fn style", "struct DoInput", "struct DoOutput";
        "src/types/old.rs" => "struct Old";
        "src/types/style.rs" => "enum Style";
    empty_body:
        "src/operations/touch.rs" => "struct TouchInput", "struct TouchOutput", "impl Operation";
    empty_call:
        "src/client.rs";
        "src/operations/ping.rs";
    error_codes:
        "src/error.rs" => "fn is_", "enum ErrorCode", "enumeration!";
        "src/operations/get_thing.rs" => "struct GetThing ";
    error_facts:
        "src/error.rs" => "fn header", "enum ErrorCode", "fn status";
        "src/client.rs" => "impl ServiceClient";
    fixed_query:
        "src/operations/import_keys.rs" => "fn encode";
    floats: "src/operations/put_scores.rs" => "struct PutScoresInput", "struct PutScoresOutput", "structure!";
    header_member:
        "src/operations/put_thing.rs" => "struct PutThingInput", "structure!", "fn encode";
    header_types: "src/operations/put_thing.rs" => "impl Operation";
    hosts_and_paths: "src/operations/get_file.rs" => "impl Operation";
    html_prose:
        "src/operations/get_thing.rs" => "struct GetThing ", "struct GetThingOutput";
        "src/types/thing.rs" => "struct Thing";
    idempotency_tokens: "src/client.rs" => "fn make_thing", "fn make_two"; "src/operations/make_thing.rs" => "impl Operation"; "src/operations/make_two.rs" => "impl Operation";
    input_collections:
        "src/client.rs" => "use ", "fn put_things";
        "src/operations/put_things.rs" =>
            "use ", "fn set_items", "fn by_name", "fn grid", "struct PutThingsInput";
    items:
        "src/operations/list_things.rs" => "use ", "impl sdk_runtime::Paginated", "impl sdk_runtime::PageSized";
        "src/lib.rs";
    json_strings: "src/operations/put_session.rs" => "struct", "structure!", "impl Operation";
    limits:
        "src/operations/put_thing.rs" => "use ", "limits!";
        "src/types/limits.rs" => "use ", "limits!";
        "src/types/free.rs";
    names:
        "src/types/mod.rs";
        "src/types/string.rs" => "struct StringShape";
        "src/types/option.rs" => "enum OptionShape", "enumeration!";
        "src/types/error.rs" => "struct ErrorShape";
        "src/client.rs" => "fn r#match";
        "src/operations/match.rs" => "fn set_options", "fn set_new", "fn value", "struct MatchInput", "structure!";
    no_operations:
        "src/client.rs" => "impl Client";
    open_enum:
        "src/types/shade.rs";
        "src/operations/paint.rs" => "struct PaintOutput";
    output_collections:
        "src/operations/get_things.rs" => "struct GetThingsOutput", "impl GetThingsOutput";
    pages:
        "src/operations/list_things.rs" => "use ", "impl sdk_runtime::Paginated";
    path_label:
        "src/client.rs" => "fn delete_tag";
        "src/operations/delete_tag.rs" => "fn encode";
    payloads_of_bytes: "src/operations/put_file.rs" => "struct", "impl Operation"; "src/operations/put_text.rs" => "impl Operation";
    payloads_of_json: "src/operations/put_rule.rs" => "struct", "structure!", "impl Operation"; "src/operations/test_rule.rs" => "impl Operation";
    payloads_of_streams: "src/client.rs" => "fn put_object", "fn put_part"; "src/operations/put_object.rs" => "struct", "impl Operation"; "src/operations/put_part.rs" => "impl Operation";
    query_list:
        "src/operations/find_things.rs" => "fn kinds", "fn sizes", "fn encode";
    query_map:
        "src/operations/find_things.rs" => "fn filters", "fn choices", "fn encode";
    query_scalars:
        "src/operations/find_things.rs" => "fn encode";
    recursion:
        "src/types/node.rs" => "struct Node", "impl Node";
        "src/types/branch.rs" => "struct Branch", "impl Branch";
    required_and_optional:
        "src/client.rs" => "fn create_thing";
        "src/operations/create_thing.rs" =>
            "fn color", "fn visible", "struct CreateThingInput", "impl CreateThingInput", "structure!",
            "struct CreateThingOutput", "impl CreateThingOutput";
    reserved_names:
        "src/operations/mod.rs";
        "src/types/mod.rs";
        "src/waiters/mod.rs";
    secret:
        "src/operations/log_in.rs" => "fn backups", "struct LogInInput", "struct LogInOutput";
    secret_collections: "src/operations/put_vault.rs" => "struct PutVaultOutput", "impl std::fmt::Debug"; "src/types/login.rs"; "src/types/choice.rs";
    sparse:
        "src/operations/put_thing.rs" => "struct PutThingInput", "struct PutThingOutput", "structure!", "fn counts", "limits!";
        "src/waiters/all_on.rs" => "fn evaluate";
    timestamps:
        "src/operations/plan.rs" => "fn end", "fn stops", "struct PlanInput", "struct PlanOutput", "structure!";
    timestamps_outside_bodies:
        "src/operations/list_events.rs" => "fn encode";
    unions: "src/types/target.rs"; "src/types/only_sent.rs"; "src/types/only_read.rs";
    waiters:
        "src/waiters/on.rs"; "src/waiters/done.rs" => "fn evaluate"; "src/waiters/kind.rs" => "fn evaluate";
        "src/waiters/all_off.rs" => "use ", "fn evaluate"; "src/waiters/any_named.rs" => "fn evaluate";
        "src/waiters/gone.rs" => "fn evaluate", "fn into_output";
    wire_names:
        "src/operations/set_thing.rs" => "struct SetThingInput", "struct SetThingOutput", "structure!";
}
