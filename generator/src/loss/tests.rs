//! The table and the stages tell the same story.

use super::*;
use crate::document::Source;
use crate::{FileTree, Input, Package, generate_crate};

const FIXTURE: &str = include_str!("fixture.yaml");

fn document() -> Value {
    serde_yaml::from_str(FIXTURE).expect("the fixture is YAML")
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
    vec![plain, unmarked, unnamed]
}

/// The files of the crate; `None` when the document is refused.
fn generated(document: &Value) -> Option<FileTree> {
    let document = Source { name: "openapi.json".to_owned(), text: document.to_string() };
    let package = Package { name: None, runtime: "runtime".to_owned() };
    let input = Input { document, overlays: Vec::new() };
    generate_crate(&input, &package).ok().map(|generated| generated.files)
}

/// What is compiled, without its documentation.
fn code(files: &FileTree) -> Vec<String> {
    let rust = files.iter().filter(|(path, _)| path.starts_with("src/"));
    let lines = rust.flat_map(|(_, text)| text.lines());
    let code = lines.filter(|line| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.is_empty()
    });
    code.map(str::to_owned).collect()
}

/// Takes a keyword out of every part of that kind, or puts another text in its place.
fn take_out(part: NodeKind, value: &mut Value, wanted: (NodeKind, &str), other: Option<&str>) {
    let Value::Object(members) = value else {
        return;
    };
    if part == wanted.0 && members.contains_key(wanted.1) {
        match other {
            Some(other) => members.insert(wanted.1.to_owned(), other.into()),
            None => members.shift_remove(wanted.1),
        };
    }
    for (keyword, value) in members {
        match (fate(part, keyword).1, value) {
            (Next::Nothing, _) => {}
            (Next::One(part), value) => take_out(part, value, wanted, other),
            (Next::Each(next), Value::Object(named)) => {
                if wanted.0 == NodeKind::Paths && keyword == "paths"
                    || wanted.0 == NodeKind::Responses && keyword == "responses"
                {
                    named.shift_remove(wanted.1);
                }
                for value in named.values_mut() {
                    take_out(next, value, wanted, other);
                }
            }
            (Next::Each(next), Value::Array(items)) => {
                items.iter_mut().for_each(|value| take_out(next, value, wanted, other));
            }
            (Next::Each(_), _) => {}
        }
    }
}

/// What it does to the crate that a keyword is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    Nothing,
    Documentation,
    Code,
}

fn effect(document: &Value, whole: &FileTree, part: NodeKind, keyword: &str, fate: Use) -> Effect {
    let without = |other: Option<&str>| {
        let mut changed = document.clone();
        take_out(NodeKind::Root, &mut changed, (part, keyword), other);
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
fn the_table_says_what_the_stages_do() {
    let documents: Vec<(Value, FileTree)> = documents()
        .into_iter()
        .map(|document| {
            let files = generated(&document).expect("the fixture has no problem");
            (document, files)
        })
        .collect();
    let found = found_in(&documents[0].0);
    let mut wrong = Vec::new();
    for ((part, keyword), entry) in &found.0 {
        let expected = match entry.fate {
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
            seen = seen.max(effect(document, whole, *part, keyword, entry.fate));
            if seen >= expected {
                break;
            }
        }
        if seen != expected {
            wrong.push(format!("{} `{keyword}`: {:?}, but {seen:?}", part.name(), entry.fate));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn found_in(document: &Value) -> Found {
    let mut found = Found::default();
    found.walk(NodeKind::Root, document, &Pointer::root());
    found
}

/// Keywords that make a document be refused stand in no fixture.
#[test]
fn the_fixture_has_every_keyword_of_the_table() {
    let found = found_in(&document());
    for part in NodeKind::ALL {
        // Nothing is read of response headers.
        if part == NodeKind::Header {
            continue;
        }
        for (keyword, fate, _) in part.keywords() {
            let refused = matches!(fate, Use::Ignored(why) if why.starts_with("not supported"));
            let other_schemes = ["$ref", "scheme", "bearerFormat", "flows", "openIdConnectUrl"];
            let elsewhere = part == NodeKind::SecurityScheme && other_schemes.contains(keyword);
            let there = found.0.contains_key(&(part, (*keyword).to_owned()));
            assert!(there || refused || elsewhere, "no {} with `{keyword}`", part.name());
        }
    }
}

#[test]
fn an_extension_of_another_part_is_not_called_unknown() {
    let document = serde_json::json!({"info": {"x-read-only": true, "x-reed-only": true}});
    let said = Loss::of(&document).to_string();
    let line = |name: &str| said.lines().find(|line| line.contains(&format!(" {name} ")));
    assert!(
        line("x-read-only")
            .is_some_and(|line| line.ends_with("(it has no effect here, as its diagnostic says)")),
        "{said}"
    );
    assert!(
        line("x-reed-only")
            .is_some_and(|line| line.ends_with("(the generator knows no such extension)")),
        "{said}"
    );
}

#[test]
fn the_report_is_a_list_for_people() {
    let document = serde_json::json!({
        "openapi": "3.0.0", "info": {"title": "A", "description": "B"}, "tags": [], "security": [],
        "paths": {"/a": {"get": {"operationId": "A", "x-new": 1}}, "/b": {"get": {"operationId": "B"}}},
    });
    let expected = "\
used (6)
  document   info         1  #/info
  document   openapi      1  #/openapi
  document   paths        1  #/paths
  info       title        1  #/info/title
  path       get          2  #/paths/~1a/get
  operation  operationId  2  #/paths/~1a/get/operationId
documented only (1)
  info       description  1  #/info/description
ignored, and something is lost (2)
  document   tags         1  #/tags  (operations are not put into groups)
  operation  x-new        1  #/paths/~1a/get/x-new  (the generator knows no such extension)
ignored, and nothing is lost (1)
  document   security     1  #/security  (every request is signed, as the one security scheme says)
";
    assert_eq!(Loss::of(&document).to_string(), expected);
}
