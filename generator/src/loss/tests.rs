//! The keyword table agrees with the stages.

use super::*;
use crate::document::Source;
use crate::{FileTree, Input, Package, generate_crate};

const FIXTURE: &str = include_str!("fixture.yaml");

fn document() -> Value {
    serde_yaml::from_str(FIXTURE).expect("the fixture is YAML")
}

fn of_other_versions() -> Value {
    serde_yaml::from_str(include_str!("plain.yaml")).expect("the fixture is YAML")
}

/// Documents in which different keywords matter.
fn documents() -> Vec<Value> {
    let plain = document();
    // Signed without the mark, which only the provider's name allows.
    let mut unmarked = document();
    let scheme = unmarked.pointer_mut("/components/securitySchemes/hmac");
    scheme
        .and_then(Value::as_object_mut)
        .map(|scheme| scheme.shift_remove("x-amazon-apigateway-authtype"));
    // Of no known provider, which only the mark allows.
    let mut unnamed = document();
    let info = unnamed.pointer_mut("/info").and_then(Value::as_object_mut);
    info.map(|info| info.shift_remove("x-providerName"));
    // Of services that are not AWS's.
    let others = [
        include_str!("../openapi/fixtures/security.yaml"),
        // With members of requests and of responses alone.
        include_str!("../openapi/fixtures/access.yaml"),
        // With several servers.
        include_str!("../openapi/fixtures/choice_of_servers.yaml"),
        include_str!("../openapi/fixtures/bodies.yaml"),
        include_str!("../openapi/fixtures/forms.yaml"),
    ];
    let others: [Value; 5] =
        others.map(|other| serde_yaml::from_str(other).expect("the fixture is YAML"));
    // With the bindings of Smithy, which only the mark states.
    let mut smithy = others[1].clone();
    smithy["info"]["x-smithy"] = true.into();
    [plain, unmarked, unnamed, of_other_versions(), smithy].into_iter().chain(others).collect()
}

/// The files of the crate; `None` if the document is rejected.
fn generated(document: &Value) -> Option<FileTree> {
    let document = Source { name: "openapi.json".to_owned(), text: document.to_string().into() };
    let package = Package::new(None, "runtime");
    let input = Input::of(document);
    let files = generate_crate(&input, &package).ok()?.files;
    // The hash of the document changes with each keyword.
    let of_text = |line: &&str| !line.contains("SHA-256") && !line.contains("sha256 = ");
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path, text.lines().filter(of_text).collect::<Vec<_>>().join("\n")))
        .collect();
    Some(files.iter().map(|(path, text)| (*path, text.as_str())).collect())
}

/// The code, without its documentation. That of the command-line client is help, and otherwise follows the rest.
fn code(files: &FileTree) -> Vec<String> {
    let is_code = |path: &str| path.starts_with("src/") && path != "src/cli.rs";
    let rust = files.iter().filter(|(path, _)| is_code(path));
    let lines = rust.flat_map(|(_, text)| text.lines());
    let code = lines.filter(|line| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.is_empty()
    });
    code.map(str::to_owned).collect()
}

/// Removes a keyword from every part of a kind, or replaces its value by another string.
fn remove(part: NodeKind, value: &mut Value, removed: (NodeKind, &str), other: Option<&str>) {
    let Value::Object(members) = value else {
        return;
    };
    if part == removed.0 && members.contains_key(removed.1) {
        match other {
            Some(other) => members.insert(removed.1.to_owned(), other.into()),
            None => members.shift_remove(removed.1),
        };
    }
    for (keyword, value) in members {
        match (fate(part, keyword).1, value) {
            (Next::Nothing, _) => {}
            (Next::One(part), value) => remove(part, value, removed, other),
            (Next::Each(next), Value::Object(named)) => {
                if removed.0 == NodeKind::Paths && keyword == "paths"
                    || removed.0 == NodeKind::Responses && keyword == "responses"
                {
                    named.shift_remove(removed.1);
                }
                for value in named.values_mut() {
                    remove(next, value, removed, other);
                }
            }
            (Next::Each(next), Value::Array(items)) => {
                items.iter_mut().for_each(|value| remove(next, value, removed, other));
            }
            (Next::Each(_), _) => {}
        }
    }
}

/// The effect on the crate of removing a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    Nothing,
    Documentation,
    Code,
}

fn effect(document: &Value, whole: &FileTree, part: NodeKind, keyword: &str, fate: Use) -> Effect {
    let without = |other: Option<&str>| {
        let mut changed = document.clone();
        remove(NodeKind::Root, &mut changed, (part, keyword), other);
        assert_ne!(&changed, document, "{keyword} is in the fixture");
        generated(&changed)
    };
    // OpenAPI requires some texts, which are documentation all the same.
    let files = match without(None) {
        None if fate == Use::Documented => without(Some("https://other.example.com")),
        files => files,
    };
    match files {
        Some(files) if files == *whole => Effect::Nothing,
        Some(files) if code(&files) == code(whole) => Effect::Documentation,
        _ => Effect::Code,
    }
}

#[test]
fn the_table_agrees_with_the_effect_of_each_keyword() {
    let documents: Vec<(Value, FileTree)> = documents()
        .into_iter()
        .map(|document| {
            let files = generated(&document).expect("the fixture has no problem");
            (document, files)
        })
        .collect();
    let found: BTreeMap<_, _> = [document(), of_other_versions()]
        .iter()
        .flat_map(|document| found_in(document).0)
        .map(|(place, entry)| (place, entry.fate))
        .collect();
    let mut wrong = Vec::new();
    for ((part, keyword), fate) in &found {
        let expected = match fate {
            Use::Used => Effect::Code,
            Use::Documented => Effect::Documentation,
            Use::Ignored(_) | Use::Spare(_) => Effect::Nothing,
        };
        let there = documents
            .iter()
            .filter(|(document, _)| found_in(document).0.contains_key(&(*part, keyword.clone())));
        // The first document in which it matters as it should will do.
        let mut seen = Effect::Nothing;
        for (document, whole) in there {
            seen = seen.max(effect(document, whole, *part, keyword, *fate));
            if seen >= expected {
                break;
            }
        }
        if seen != expected {
            wrong.push(format!("{} `{keyword}`: {fate:?}, but {seen:?}", part.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn found_in(document: &Value) -> Found {
    let mut found = Found::default();
    found.walk(NodeKind::Root, document, &Pointer::root());
    found
}

/// The fixture has no keyword by which a document is rejected.
#[test]
fn the_fixture_has_every_keyword_of_the_table() {
    let mut found = found_in(&document());
    found.0.extend(found_in(&of_other_versions()).0);
    for part in NodeKind::ALL {
        // Nothing is read of response headers.
        if part == NodeKind::Header {
            continue;
        }
        for (keyword, fate, _) in part.keywords() {
            let rejected = matches!(fate, Use::Ignored(why) if why.starts_with("not supported"));
            let other_schemes = ["$ref", "scheme", "bearerFormat", "flows", "openIdConnectUrl"];
            let of_other_scheme =
                part == NodeKind::SecurityScheme && other_schemes.contains(keyword);
            // Of documents of other providers; tests of `openapi::normalize` have them.
            let plain = [
                "oneOf",
                "anyOf",
                "not",
                "discriminator",
                "callbacks",
                "servers",
                "options",
                "trace",
                "content",
                "x-ms-pageable",
            ];
            let of_plain =
                plain.contains(keyword) || part == NodeKind::PathItem && *keyword == "$ref";
            let there = found.0.contains_key(&(part, (*keyword).to_owned()));
            let is_absent = rejected || of_other_scheme || of_plain;
            assert!(there || is_absent, "no {} with `{keyword}`", part.name());
        }
    }
}

#[test]
fn an_extension_on_another_part_is_reported_as_misplaced() {
    let document = serde_json::json!({"info": {"x-read-only": true, "x-reed-only": true}});
    let report = Loss::of(&document).to_string();
    for (name, reason) in [
        ("x-read-only", "(it has no effect here; see its diagnostic)"),
        ("x-reed-only", "(the generator knows no such extension)"),
    ] {
        let line = report.lines().find(|line| line.contains(&format!(" {name} ")));
        assert!(line.is_some_and(|line| line.ends_with(reason)), "{report}");
    }
}

#[test]
fn the_report_lists_keywords_by_their_use() {
    let document = serde_json::json!({
        "openapi": "3.0.0", "info": {"title": "A", "description": "B"}, "tags": [], "security": [],
        "paths": {"/a": {"get": {"operationId": "A", "x-new": 1}}, "/b": {"get": {"operationId": "B"}}},
    });
    let expected = "\
used (7)
  document   info         1  #/info
  document   openapi      1  #/openapi
  document   paths        1  #/paths
  document   security     1  #/security
  info       title        1  #/info/title
  path       get          2  #/paths/~1a/get
  operation  operationId  2  #/paths/~1a/get/operationId
documented only (1)
  info       description  1  #/info/description
ignored, and something is lost (2)
  document   tags         1  #/tags  (the descriptions of tags are not shown)
  operation  x-new        1  #/paths/~1a/get/x-new  (the generator knows no such extension)
";
    assert_eq!(Loss::of(&document).to_string(), expected);
}

#[test]
fn the_report_names_what_a_document_of_aws_does_not_state() {
    let document = serde_json::json!({"info": {"x-providerName": "amazonaws.com"}});
    let report = Loss::of(&document).to_string();
    for expected in
        ["not stated by the document (2)\n", "  the endpoint rules: ", "  the service id, "]
    {
        assert!(report.contains(expected), "{report}");
    }
    assert!(Loss::of(&serde_json::json!({})).unstated.is_empty());
}

/// With `INSTA_UPDATE=always` the table of the page is written.
#[test]
fn the_support_page_has_every_keyword() {
    let page = include_str!("../../SUPPORT.md");
    let (before, rest) = page.split_once("<!-- keywords -->\n").expect("where the table starts");
    let (table, after) = rest.split_once("<!-- end of keywords -->").expect("where it ends");
    let mut expected = String::from("| part | used | documented | ignored |\n|---|---|---|---|\n");
    for part in NodeKind::ALL {
        let named = |includes: &dyn Fn(Use) -> bool| {
            let rows = part.keywords().iter().filter(|(_, fate, _)| includes(*fate));
            rows.map(|(name, _, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        };
        if part.keywords().is_empty() {
            continue;
        }
        let used = named(&|fate| fate == Use::Used);
        let documented = named(&|fate| fate == Use::Documented);
        let ignored = named(&|fate| matches!(fate, Use::Ignored(_) | Use::Spare(_)));
        expected += &format!("| {} | {used} | {documented} | {ignored} |\n", part.name());
    }
    if table != expected && std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/SUPPORT.md");
        let page = format!("{before}<!-- keywords -->\n{expected}<!-- end of keywords -->{after}");
        std::fs::write(path, page).expect("the page can be written");
    } else {
        assert_eq!(table, expected);
    }
}
