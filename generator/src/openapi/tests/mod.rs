//! Tests over fixtures, over broken copies of one document, and of the IVS RealTime document. Each reads a
//! whole document, conventions of AWS included.

mod access;
mod alternatives;
mod bodies;
mod choice_of_servers;
mod diagnostics;
mod event_streams;
mod extensions;
mod ivs_realtime;
mod members;
mod normalize;
mod pagination;
mod plain;
mod responses;
mod schemas;
mod waiters;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::extensions::names;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{Source, load};
use crate::service::{
    Binding, Member, NextPage, OneOf, Operation, OutputPath, Pagination, PathPart, Service,
    ShapeKind, Type,
};

pub(crate) use diagnostics::sound as sound_document;

/// The service of a document and everything reported about it.
pub(crate) fn read(text: &str) -> (Option<Service>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let source = Source { name: "fixture.yaml".to_owned(), text: text.into() };
    let document = load(&source, &[], &mut diagnostics);
    let service = document.and_then(|document| crate::interpret(&document, &mut diagnostics));
    (service, diagnostics.into_vec())
}

/// The service of a document without problems.
#[track_caller]
pub(crate) fn service(text: &str) -> Service {
    let (service, diagnostics) = read(text);
    assert_eq!(diagnostics, [], "no problem is expected");
    service.expect("a document without problems gives a service")
}

/// Checks the codes of everything reported about a document.
#[track_caller]
fn check_codes(text: &str, expected: &[&str]) {
    let codes: Vec<_> = read(text).1.iter().map(|each| each.code).collect();
    assert_eq!(codes, expected, "{text}");
}

/// Checks the operations of a fixture: one line for the request, each member of the input, and the response.
#[track_caller]
pub(crate) fn check(fixture: &str, expected: &[&str]) -> Service {
    let service = service(fixture);
    let lines: Vec<_> = service.operations.iter().flat_map(lines).collect();
    assert_eq!(lines, expected);
    service
}

fn lines(operation: &Operation) -> Vec<String> {
    let method = format!("{:?}", operation.method).to_uppercase();
    let path: String = operation.path.iter().map(part).collect();
    let fixed: String = operation
        .fixed_query
        .iter()
        .map(|(key, value)| match value {
            Some(value) => format!("?{key}={value}"),
            None => format!("?{key}"),
        })
        .collect();
    let body = if operation.has_body { " + body" } else { "" };
    let mut lines = vec![format!("{}: {method} {path}{fixed}{body}", operation.name)];
    lines.extend(operation.input.iter().map(|member| format!("  {}", line(member))));
    let members = operation.output.members.iter().map(line);
    let output = members.collect::<Vec<_>>().join(", ");
    let output = format!("  -> {} {output}", operation.output.status);
    lines.push(output.trim_end().to_owned());
    lines
}

/// The names of the required members, in argument order.
pub(crate) fn arguments(operation: &Operation) -> Vec<&str> {
    let arguments = operation.input.arguments();
    arguments.map(|member| member.name.as_str()).collect()
}

fn part(part: &PathPart) -> String {
    match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Label(member) => format!("{{{}}}", member.name()),
        PathPart::GreedyLabel(member) => format!("{{{}+}}", member.name()),
    }
}

/// `header name=wire: type!`: `!` marks a required member; the body and an equal wire name are left out.
fn line(member: &Member) -> String {
    let binding = match member.binding {
        Binding::Body => "",
        Binding::Path => "path ",
        Binding::Query => "query ",
        Binding::Header => "header ",
        Binding::PrefixHeaders => "headers ",
        Binding::OtherKeys => "others ",
        Binding::Payload => "payload ",
        Binding::Status => "status ",
        Binding::Styled(styled) => {
            &format!("{:?} {:?} ", styled.location, styled.style).to_lowercase()
        }
    };
    let wire = Some(&member.wire_name).filter(|wire| **wire != member.name);
    let wire = wire.map(|wire| format!("={wire}")).unwrap_or_default();
    let required = if member.required { "!" } else { "" };
    format!("{binding}{}{wire}: {}{required}", member.name, type_string(&member.target))
}

fn type_string(target: &Type) -> String {
    match target {
        Type::Named(id) => id.clone(),
        Type::List(item) => format!("[{}]", type_string(item)),
        Type::Map(value) => format!("{{{}}}", type_string(value)),
        Type::Nullable(value) => format!("{}?", type_string(value)),
        scalar => format!("{scalar:?}").to_lowercase(),
    }
}

/// The members of a structure as [`line`]s.
pub(crate) fn structure(service: &Service, id: &str) -> Vec<String> {
    match &service.shapes[id].kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => {
            members.iter().map(line).collect()
        }
        ShapeKind::OneOf(one_of) => alternatives(one_of),
        ShapeKind::Enum(_) | ShapeKind::IntegerEnum(_) => panic!("{id} is an enum"),
    }
}

/// `by kind`, then `Cat: Cat tags cat,Cat constants kind=cat required name` for each alternative.
fn alternatives(one_of: &OneOf) -> Vec<String> {
    let tag = one_of.tag.iter().map(|tag| format!("by {tag}"));
    let alternatives = one_of.alternatives.iter().zip(&one_of.traits).map(|(member, traits)| {
        let mut text = format!("{}: {}", member.name, type_string(&member.target));
        let constants: Vec<_> =
            traits.constants.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let lists =
            [("tags", &traits.tags), ("constants", &constants), ("required", &traits.required)];
        for (word, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
            text.push_str(&format!(" {word} {}", names.join(",")));
        }
        text
    });
    tag.chain(alternatives).collect()
}

/// The values of an enum.
pub(crate) fn values(service: &Service, id: &str) -> Vec<String> {
    match &service.shapes[id].kind {
        ShapeKind::Enum(values) => values.iter().map(|value| value.value.clone()).collect(),
        ShapeKind::IntegerEnum(values) => {
            values.iter().map(|value| format!("{}={}", value.name, value.value)).collect()
        }
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::OneOf(_) => {
            panic!("{id} is no enum")
        }
    }
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files(path: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder(path)).expect("a folder of this crate");
    entries.map(|entry| entry.expect("its entries too").path()).collect()
}

#[test]
fn every_fixture_is_read_by_a_test() {
    let sources = [files("src/openapi/tests"), vec![folder("src/aws/tests.rs")]].concat();
    let tests: String = sources.iter().map(|file| text(file)).collect();
    for fixture in [files("src/openapi/fixtures"), files("src/aws/fixtures")].concat() {
        let name = fixture.file_stem().expect("a name").to_string_lossy();
        let is_read = tests.contains(&format!("fixtures/{name}.yaml\""))
            || tests.contains(&format!("fixture!(\"{name}\")"));
        assert!(is_read, "no test reads {name}");
    }
}

#[test]
fn every_extension_is_documented() {
    let architecture = text(&folder("../ARCHITECTURE.md"));
    let documented: BTreeSet<_> = architecture
        .lines()
        .filter(|line| line.starts_with("| `x-"))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|names| names.split('`').filter(|name| name.starts_with("x-")).map(str::to_owned))
        .collect();
    let known = names();
    assert_eq!(documented, known.map(str::to_owned).collect());
}

/// The pagination of a list in words: `pageToken from meta.next, items data`.
pub(crate) fn shown(pagination: &Pagination) -> String {
    let path = |path: &OutputPath| {
        let names = path.iter().map(|step| match step.each {
            true => format!("{}[-1]", step.member.name()),
            false => step.member.name().to_owned(),
        });
        names.collect::<Vec<_>>().join(".")
    };
    let mut text = match &pagination.next {
        NextPage::Token { input, output } => format!("{} from {}", input.name(), path(output)),
        NextPage::Link { output } => format!("URL in {}", path(output)),
        NextPage::LinkHeader => "URL in the header".to_owned(),
        NextPage::Offset { input, first } => format!("offset {} from {first}", input.name()),
        NextPage::Number { input, first } => format!("page {} from {first}", input.name()),
    };
    for (name, found) in [
        ("items", pagination.items.as_ref().map(|(items, _)| items)),
        ("more", pagination.more.as_ref()),
        ("total", pagination.total.as_ref()),
    ] {
        text.extend(found.map(|found| format!(", {name} {}", path(found))));
    }
    text
}
