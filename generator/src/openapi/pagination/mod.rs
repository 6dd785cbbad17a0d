//! Which operations return a list in pages, and how the next page is requested.
//!
//! `x-pagination` of an operation states it, or `false` that there is none; then `x-ms-pageable`; without both the names
//! and types of parameters and members do, where they leave no doubt (`shapes`, `links`). The conventions of a provider
//! whose documents have `x-smithy` replace the last two.
//!
//! Pages are more methods of a call: a list that is recognised or not, `send` is the same.

mod extension;
mod links;
mod shapes;

use serde_json::Value;

use super::components::Components;
use super::operations::Lowered;
use super::report::Report;
use crate::service::{
    Binding, HttpMethod, Member, NextPage, Operation, OutputPath, Pagination, PathPart, PathStep,
    Reference, Type, folded,
};

pub(super) const EXTENSION: &str = "x-pagination";

/// Sets the pagination of every operation that returns a list in pages.
pub(super) fn paginate(
    document: &Value,
    components: &Components<'_>,
    service: &mut Lowered,
    report: &mut Report<'_>,
) {
    let found = service.operations.iter().map(|operation| {
        let list = List { document, service, operation };
        let stated = operation.pointer.resolve(document)?;
        match stated.get(EXTENSION) {
            Some(Value::Bool(false)) => return None,
            Some(value) => return extension::read(&list, value, report),
            None if components.is_smithy() => return None,
            None => {}
        }
        match stated.get("x-ms-pageable") {
            Some(pageable) => list.pageable(pageable),
            None => list.by_shape(),
        }
    });
    let found: Vec<_> = found.collect();
    for (operation, pagination) in service.operations.iter_mut().zip(found) {
        operation.pagination = pagination;
    }
}

/// An operation that may return a list.
struct List<'a> {
    document: &'a Value,
    service: &'a Lowered,
    operation: &'a Operation,
}

impl<'a> List<'a> {
    /// The members of the output.
    fn output(&self) -> &'a [Member] {
        &self.operation.output.members
    }

    /// The members of a structure, also in a value that may be null; none of anything else.
    fn members(&self, target: &Type) -> &'a [Member] {
        self.service.members(target.present())
    }

    /// `x-ms-pageable` of Azure: `nextLinkName` is the member with the URL of the next page, `itemName` that with the
    /// items. Without the first there is one page.
    fn pageable(&self, pageable: &Value) -> Option<Pagination> {
        let name = |key: &str| pageable.get(key).and_then(Value::as_str);
        // The URL is requested by GET, which replaces no other method.
        if self.operation.method != HttpMethod::Get {
            return None;
        }
        let next = name("nextLinkName").filter(|name| !name.is_empty())?;
        let (output, target) = self.path(next).ok()?;
        if !is_string(&target) {
            return None;
        }
        let items = self.path(name("itemName").unwrap_or("value")).ok().and_then(as_list);
        Some(Pagination {
            next: NextPage::Link { output },
            items: items.or_else(|| self.only_list()),
            page_size: None,
            more: None,
            total: None,
        })
    }

    /// Follows a path of names through the output: `meta.next_cursor`, `data[-1].id`. A name may contain dots. On
    /// failure the name that does not exist, with those that do.
    fn path(&self, text: &str) -> Result<(OutputPath, Type), Missing> {
        let mut members = self.output();
        let mut rest = text;
        let mut path = OutputPath::new();
        loop {
            let ends = std::iter::once(rest.len()).chain(rest.rmatch_indices('.').map(|it| it.0));
            let found = ends.into_iter().find_map(|end| {
                let (name, after) = rest.split_at(end);
                let (name, last) = match name.strip_suffix("[-1]") {
                    Some(name) => (name, true),
                    None => (name, false),
                };
                let at = members.iter().position(|member| {
                    member.wire_name == name && member.binding != Binding::OtherKeys
                });
                Some((at?, last, after.strip_prefix('.').unwrap_or(after)))
            });
            let Some((at, last, after)) = found else {
                return Err(Missing::of(rest, members));
            };
            let member = &members[at];
            path.push(PathStep { member: Reference::new(at, &member.name), each: last });
            let target = match (member.target.present(), last) {
                (Type::List(element), true) => &**element,
                (_, true) => return Err(Missing::of(rest, members)),
                (target, false) => target,
            };
            if after.is_empty() {
                return Ok((path, target.clone()));
            }
            (members, rest) = (self.members(target), after);
        }
    }

    /// The one list of the output, or of the structures in it, beside those such as `errors` and `links`. Of several
    /// the one that the path names, or that has a name such as `items`.
    fn only_list(&self) -> Option<(OutputPath, Type)> {
        let is_body = |member: &&Member| matches!(member.binding, Binding::Body | Binding::Payload);
        let top = self.output().iter().enumerate().filter(|(_, member)| is_body(member));
        let lists: Vec<_> =
            top.clone().filter_map(|(at, member)| list_at(Vec::new(), at, member)).collect();
        if lists.iter().any(|list| !list.is_aside()) {
            return self.one_of(lists);
        }
        if let Some(named) = lists.iter().find(|list| self.is_named_by_path(list.name)) {
            return Some(named.clone().found());
        }
        let deeper = top.flat_map(|(at, member)| {
            let start = vec![PathStep::to(Reference::new(at, &member.name))];
            let members = self.members(&member.target).iter().enumerate();
            members.filter_map(move |(at, member)| list_at(start.clone(), at, member))
        });
        self.one_of(deeper.collect()).or_else(|| match lists.as_slice() {
            [only] if only.may_be_items() => Some(only.clone().found()),
            _ => None,
        })
    }

    /// The only list that may be that of the items.
    fn one_of(&self, mut lists: Vec<Candidate<'_>>) -> Option<(OutputPath, Type)> {
        let by_path = |list: &Candidate<'_>| self.is_named_by_path(list.name);
        lists.retain(|list| !list.is_aside() || by_path(list));
        let is_conventional =
            |list: &Candidate<'_>| shapes::ITEMS.contains(&folded(list.name).as_str());
        let only = |fits: &dyn Fn(&Candidate<'_>) -> bool| {
            let mut fitting = lists.iter().filter(|list| fits(list));
            let first = fitting.next()?;
            fitting.next().is_none().then(|| first.clone().found())
        };
        only(&|_| true).or_else(|| only(&by_path)).or_else(|| only(&is_conventional))
    }

    /// Whether the path ends with this name: `/links`, `/listlinks`.
    fn is_named_by_path(&self, name: &str) -> bool {
        let Some(PathPart::Literal(end)) = self.operation.path.last() else {
            return false;
        };
        let end = folded(end.trim_end_matches('/').rsplit('/').next().unwrap_or_default());
        let name = folded(name);
        !name.is_empty() && end.ends_with(&name)
    }

    /// Whether the output is one resource, which a label at the end of the path identifies, and not a list.
    fn is_resource(&self) -> bool {
        let has_label = matches!(
            self.operation.path.last(),
            Some(PathPart::Label(_) | PathPart::GreedyLabel(_))
        );
        let own = self.own_scalars(self.output());
        has_label && own.iter().any(|name| name == "id") && own.len() > 2
    }

    /// The names of the members of a body that are neither lists nor structures, and state no extent of a list.
    fn own_scalars(&self, members: &[Member]) -> Vec<String> {
        let scalars = members.iter().filter(|member| {
            let is_list = matches!(member.target.present(), Type::List(_) | Type::Map(_));
            let is_structure = !self.members(&member.target).is_empty();
            member.binding == Binding::Body && !is_list && !is_structure
        });
        let is_own = |name: &String| !shapes::EXTENTS.iter().any(|word| name.contains(word));
        scalars.map(|member| folded(&member.wire_name)).filter(is_own).collect()
    }

    /// The parameter of the page size.
    fn page_size(&self) -> Option<Reference> {
        let mut sizes = self.operation.input.iter().enumerate().filter(|(_, member)| {
            let name = folded(&member.wire_name);
            shapes::PAGE_SIZES.contains(&name.as_str()) && member.target.is_integer()
        });
        let (at, member) = sizes.next()?;
        sizes.next().is_none().then(|| Reference::new(at, &member.name))
    }
}

/// A list of the output.
#[derive(Clone)]
struct Candidate<'a> {
    name: &'a str,
    path: OutputPath,
    element: &'a Type,
}

impl Candidate<'_> {
    /// Whether it accompanies the items.
    fn is_aside(&self) -> bool {
        let name = folded(self.name);
        shapes::ASIDES.contains(&name.as_str())
            || shapes::OTHERS.contains(&name.as_str())
            || ["unreachable", "unsupported"].iter().any(|start| name.starts_with(start))
    }

    /// Whether it holds the items where no other list does.
    fn may_be_items(&self) -> bool {
        !shapes::ASIDES.contains(&folded(self.name).as_str())
    }

    fn found(self) -> (OutputPath, Type) {
        (self.path, self.element.clone())
    }
}

fn list_at(mut path: OutputPath, at: usize, member: &Member) -> Option<Candidate<'_>> {
    let Type::List(element) = member.target.present() else {
        return None;
    };
    path.push(PathStep::to(Reference::new(at, &member.name)));
    Some(Candidate { name: &member.wire_name, path, element })
}

/// A name that does not exist, and those that do.
struct Missing {
    name: String,
    known: Vec<String>,
}

impl Missing {
    fn of(rest: &str, members: &[Member]) -> Self {
        let name = rest.split('.').next().unwrap_or(rest).to_owned();
        Self { name, known: members.iter().map(|member| member.wire_name.clone()).collect() }
    }
}

fn as_list((path, target): (OutputPath, Type)) -> Option<(OutputPath, Type)> {
    match target.present() {
        Type::List(element) if path.iter().all(|step| !step.each) => {
            Some((path, (**element).clone()))
        }
        _ => None,
    }
}

fn is_string(target: &Type) -> bool {
    matches!(target.present(), Type::String | Type::Secret)
}
