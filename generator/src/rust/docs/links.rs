//! Links: which code spans of a text name an item of the crate, and what they become.
//!
//! A text of the document names members as they are on the wire (`activeSessionId`). Users of the crate know them
//! by their Rust names (`active_session_id`), so that is what rustdoc shows, as a link where one item has the name.
//! A span that may mean something else, such as a value of an enum, is not changed.

use super::markdown::{FenceLine, Fences, Plain, code};
use crate::rust::naming::{self, Names, plain};
use crate::rust::usage::Sides;
use crate::service::{Member, Service, ShapeKind};
use proc_macro2::Ident;
use std::collections::{HashMap, HashSet};

/// Methods that derived and generated implementations give to structures. A link to a field with such a name says
/// that it is one.
const METHODS: [&str; 14] = [
    "borrow", "clone", "default", "eq", "fmt", "from", "hash", "into", "ne", "new", "try_from",
    "try_into", "validate", "visit",
];

/// What has the members that a text may name.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(in crate::rust) enum Owner<'a> {
    /// Nothing that is linked: the service, an error.
    Nothing,
    /// A structure, union or enum.
    Shape(&'a str),
    /// The input of an operation, or the operation itself.
    Input(&'a str),
    /// The output of an operation.
    Output(&'a str),
}

/// The item that a text documents.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    /// The name that is not linked, because its page is the one with the text.
    pub(super) name: &'a str,
    pub(super) owner: Owner<'a>,
    /// The member of the owner, if the text is that of one.
    pub(super) member: Option<&'a str>,
}

impl<'a> Subject<'a> {
    /// A text whose owner alone is of interest.
    pub(super) fn of(owner: Owner<'a>) -> Self {
        Self { name: "", owner, member: None }
    }
}

/// A member as an item of the crate.
struct Item<'a> {
    owner: Owner<'a>,
    name: String,
    target: String,
}

/// The items of a crate by the names that the document has for them.
pub(super) struct Links<'a> {
    /// The paths of types, operations and errors.
    named: HashMap<&'a str, String>,
    members: HashMap<&'a str, Vec<Item<'a>>>,
    /// Strings that mean a value.
    values: HashSet<&'a str>,
    targets: HashSet<String>,
}

impl<'a> Links<'a> {
    /// Collects the types, operations, errors and members of a service.
    pub(super) fn new(service: &'a Service, names: &Names, sides: &Sides) -> Self {
        let mut links = Self {
            named: HashMap::new(),
            members: HashMap::new(),
            values: HashSet::from(["true", "false", "null"]),
            targets: HashSet::new(),
        };
        for (id, shape) in service.shapes.iter().filter(|(id, _)| sides.is_used(id)) {
            let path = format!("crate::types::{}", names.type_of(id));
            match &shape.kind {
                ShapeKind::Enum(values) => {
                    links.values.extend(values.iter().map(|value| value.value.as_str()));
                }
                // The names of alternatives are no words of the document.
                ShapeKind::IntegerEnum(_) | ShapeKind::OneOf(_) => {}
                ShapeKind::Union(members) => {
                    let variants =
                        naming::variants(members.iter().map(|member| member.name.as_str()));
                    let variants = variants.iter().map(|(name, _)| format!("{path}::{name}"));
                    links.add(Owner::Shape(id), members, variants);
                }
                ShapeKind::Structure(members) => {
                    let fields = field_names(members);
                    let fields = fields.iter().map(|name| field_path(&path, name));
                    links.add(Owner::Shape(id), members, fields);
                }
            }
            links.named.insert(id, path);
        }
        for error in &service.errors {
            let path = format!("crate::ErrorCode::{}", names.error(&error.code));
            links.named.insert(&error.code, path);
        }
        for operation in &service.operations {
            let name = names.operation(&operation.name);
            let path = format!("crate::operations::{name}");
            let input = input_paths(&path, &operation.input);
            links.add(Owner::Input(&operation.name), &operation.input, input.into_iter());
            let output = format!("crate::operations::{}", naming::suffixed(&name, "Output"));
            let fields = field_names(&operation.output.members);
            let fields = fields.iter().map(|name| field_path(&output, name));
            links.add(Owner::Output(&operation.name), &operation.output.members, fields);
            links.named.insert(&operation.name, path);
        }
        let members = links.members.values().flatten().map(|item| &item.target);
        links.targets = links.named.values().chain(members).cloned().collect();
        links
    }

    fn add(
        &mut self,
        owner: Owner<'a>,
        members: &'a [Member],
        targets: impl Iterator<Item = String>,
    ) {
        for (member, target) in members.iter().zip(targets) {
            let name = target.rsplit("::").next().unwrap_or(&target).to_owned();
            let item = Item { owner, name, target };
            self.members.entry(&member.name).or_default().push(item);
        }
    }

    /// Whether the target of a link is an item of the crate.
    pub(super) fn is_target(&self, target: &str) -> bool {
        self.targets.contains(target)
    }

    /// A type, an operation or an error by its name in the document, as a link if the crate has it.
    pub(super) fn link(&self, name: &str) -> String {
        self.named.get(name).map_or_else(|| code(name), |target| link(name, target))
    }

    /// A path of members in Rust: `stage_session.end_time`.
    pub(super) fn member_path(&self, path: &str) -> String {
        self.renamed_path(path).unwrap_or_else(|| path.to_owned())
    }

    /// Replaces the code spans that name an item.
    pub(super) fn linked(&self, markdown: &str, subject: Subject<'_>) -> String {
        let mut linked = String::with_capacity(markdown.len());
        let mut fences = Fences::default();
        let mut plain = Plain::default();
        for line in markdown.split_inclusive('\n') {
            let fence = fences.next(line);
            if line.trim().is_empty() {
                plain = Plain::default();
            }
            if fence != FenceLine::Outside || line.starts_with("    ") {
                linked.push_str(line);
                continue;
            }
            let mut rest = line;
            while let Some(start) = rest.find('`') {
                let (before, span) = rest.split_at(start);
                plain.push(before, &mut linked);
                let ticks = span.len() - span.trim_start_matches('`').len();
                let (fence, body) = span.split_at(ticks);
                let Some(end) = body.find(fence) else {
                    rest = span;
                    break;
                };
                let (name, after) = (&body[..end], &body[end + ticks..]);
                let is_name = ticks == 1 && !before.ends_with('[');
                match is_name.then(|| self.replacement(name, subject)).flatten() {
                    Some(replacement) => linked.push_str(&replacement),
                    None => linked.push_str(&span[..2 * ticks + end]),
                }
                rest = after;
            }
            plain.push(rest, &mut linked);
        }
        linked
    }

    /// What a code span becomes, if it names an item.
    fn replacement(&self, span: &str, subject: Subject<'_>) -> Option<String> {
        if span == subject.name || self.values.contains(span) {
            return None;
        }
        if let Some(target) = self.named.get(span) {
            return Some(link(span, target));
        }
        if let Some((shape, member)) = span.split_once('$') {
            let item = self.items(member).find(|item| item.owner == Owner::Shape(shape))?;
            let path =
                item.target.trim_start_matches("field@").trim_start_matches("crate::types::");
            return Some(link(path, &item.target));
        }
        self.own_member(span, subject)
            .or_else(|| self.any_member(span, subject))
            .or_else(|| Some(code(&self.renamed_path(span).filter(|_| span.contains('.'))?)))
    }

    fn items(&self, member: &str) -> impl Iterator<Item = &Item<'a>> {
        self.members.get(member).into_iter().flatten()
    }

    /// A member of what the text documents; of an operation, one of its input or output.
    fn own_member(&self, span: &str, subject: Subject<'_>) -> Option<String> {
        let is_own = |owner: Owner<'_>| match (owner, subject.owner) {
            (
                Owner::Input(one) | Owner::Output(one),
                Owner::Input(other) | Owner::Output(other),
            ) => one == other,
            (one, other) => one == other,
        };
        replaced(
            span,
            subject,
            &self.items(span).filter(|item| is_own(item.owner)).collect::<Vec<_>>(),
        )
    }

    /// A member of anything, if its name is no common word: it consists of several words.
    fn any_member(&self, span: &str, subject: Subject<'_>) -> Option<String> {
        let items: Vec<_> = self.items(span).collect();
        let is_name = |item: &&Item<'_>| item.name != span && item.name.contains('_');
        replaced(span, subject, if items.iter().all(is_name) { &items } else { &[] })
    }

    /// A path in which each step is a member, such as `parts[].state`.
    fn renamed_path(&self, path: &str) -> Option<String> {
        let steps = path.split('.').map(|step| {
            let name = step.trim_end_matches("[]");
            let mut items = self.items(name);
            let first = items.next()?;
            let is_one = items.all(|item| item.name == first.name);
            is_one.then(|| format!("{}{}", first.name, &step[name.len()..]))
        });
        Some(steps.collect::<Option<Vec<_>>>()?.join("."))
    }
}

/// The Rust name of a member, if all items agree on it, as a link if one item but the subject has it.
fn replaced(span: &str, subject: Subject<'_>, items: &[&Item<'_>]) -> Option<String> {
    let first = items.first()?;
    if items.iter().any(|item| item.name != first.name) {
        return None;
    }
    let is_subject =
        |item: &&&Item<'_>| item.owner == subject.owner && subject.member == Some(span);
    let mut others = items.iter().filter(|item| !is_subject(item));
    Some(match (others.next(), others.next()) {
        (Some(item), None) => link(&item.name, &item.target),
        _ => code(&first.name),
    })
}

fn link(name: &str, target: &str) -> String {
    format!("[{}]({target})", code(name))
}

fn field_names(members: &[Member]) -> Vec<Ident> {
    let names = naming::fields(members.iter().map(|member| member.name.as_str()));
    names.into_iter().map(|(name, _)| name).collect()
}

fn field_path(path: &str, name: &Ident) -> String {
    let name = plain(name);
    let kind = if METHODS.contains(&&*name) { "field@" } else { "" };
    format!("{kind}{path}::{name}")
}

/// Where the members of an input are documented: on the setters of the request builder, or on the field if they are
/// required.
fn input_paths(path: &str, members: &[Member]) -> Vec<String> {
    let names = naming::fields(members.iter().map(|member| member.name.as_str()));
    let setters = naming::setters(&names);
    let items = members.iter().zip(&names).zip(setters);
    items
        .map(|((member, (name, _)), setters)| match member.required {
            true => field_path(&format!("{path}Input"), name),
            false => format!("{path}::{}", plain(&setters.value)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::fixture::{bound, member, member_of, operation, service, structure};
    use crate::service::{Binding, EnumValue, Shape, Type};

    fn linked(markdown: &str, subject: Subject<'_>) -> String {
        let value =
            |value: &str| EnumValue { value: value.to_owned(), name: None, documentation: None };
        let mode = Shape {
            kind: ShapeKind::Enum(vec![value("endTime")]),
            ..structure("Mode", Vec::new())
        };
        let mut members = ["stageArn", "kind", "hash", "endTime"].map(member).to_vec();
        members.push(member_of("Mode", Type::Named("Mode".to_owned())));
        let call = |name: &str| {
            let input = vec![bound("stageArn", Binding::Body), member("nextToken"), member("body")];
            let thing = member_of("thing", Type::Named("Thing".to_owned()));
            operation(name, input, vec![member("nextToken"), thing])
        };
        let service = service(
            vec![call("ListThings"), call("GetThing")],
            vec![structure("Thing", members), mode],
        );
        let names = Names::new(&service);
        Links::new(&service, &names, &Sides::new(&service)).linked(markdown, subject)
    }

    #[test]
    fn members_of_the_subject_become_links() {
        let input = Subject::of(Owner::Input("ListThings"));
        let thing = Subject::of(Owner::Shape("Thing"));
        for (subject, text, expected) in [
            (input, "`stageArn`", "[`stage_arn`](crate::operations::ListThingsInput::stage_arn)"),
            (input, "`body`", "[`body`](crate::operations::ListThings::body)"),
            (thing, "`kind`", "[`kind`](crate::types::Thing::kind)"),
            (thing, "`hash`", "[`hash`](field@crate::types::Thing::hash)"),
        ] {
            assert_eq!(linked(text, subject), expected);
        }
    }

    #[test]
    fn a_member_of_input_and_output_links_to_the_one_that_is_not_documented() {
        let token =
            Subject { member: Some("nextToken"), ..Subject::of(Owner::Input("ListThings")) };
        let expected = "[`next_token`](crate::operations::ListThingsOutput::next_token)";
        assert_eq!(linked("`nextToken`", token), expected);
        let operation = Subject::of(Owner::Input("ListThings"));
        assert_eq!(linked("`nextToken`", operation), "`next_token`");
    }

    #[test]
    fn names_of_several_words_are_known_everywhere() {
        let nothing = Subject::of(Owner::Nothing);
        for (text, expected) in [
            ("`stageArn`", "`stage_arn`"),
            ("`Thing$stageArn`", "[`Thing::stage_arn`](crate::types::Thing::stage_arn)"),
            ("`things[].kind.stageArn`", "`things[].kind.stageArn`"),
            ("`kind.stageArn`", "`kind.stage_arn`"),
        ] {
            assert_eq!(linked(text, nothing), expected);
        }
    }

    #[test]
    fn what_may_mean_something_else_is_kept() {
        let thing = Subject::of(Owner::Shape("Thing"));
        let nothing = Subject::of(Owner::Nothing);
        for (subject, text) in [
            // A value of an enum, a single word, code, the text of a link.
            (thing, "`endTime`"),
            (nothing, "`kind`"),
            (thing, "``stageArn``"),
            (thing, "[`stageArn`](https://a.b)"),
            (thing, "```text\n`stageArn`\n```"),
            (thing, "`stageArn=x`"),
        ] {
            assert_eq!(linked(text, subject), text);
        }
        assert_eq!(linked("`Mode`", thing), "[`Mode`](crate::types::Mode)", "types precede");
    }
}
