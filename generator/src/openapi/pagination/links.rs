//! Lists whose pages contain the URL of the next page.
//!
//! A member named `next` may also be a token, the number of a page or another resource. It is a URL if the document
//! states that: by the format, the description or the example of the string, by the name of the structure around it
//! (`links`), or by the names of Django's pages.

use serde_json::Value;

use super::{List, is_string, shapes};
use crate::service::{
    Binding, Member, NextPage, OutputPath, Pagination, PathStep, Reference, Type, folded,
};

/// Names of members with the URL of the next page.
const LINKS: &[&str] = &[
    "nextlink",
    "nexthref",
    "nexturl",
    "nextpagelink",
    "nextpageuri",
    "nextpageurl",
    "odatanextlink",
];

/// Names of structures with the position of a page.
const POSITIONS: &[&str] = &["meta", "metadata", "pagination", "paging", "page", "pageinfo"];

/// The names of Django's pages.
const DJANGO: &[&str] = &["count", "next", "previous", "results"];

/// Words of the description of a URL, and of anything else.
const URLS: &[&str] = &["url", "uri", "href", "link", "hyperlink"];
const OTHERS: &[&str] = &["token", "cursor", "parameter", "parameters"];

impl List<'_> {
    /// A URL that is named so, or that is in the header `Link`.
    pub(super) fn by_link(&self) -> Option<Pagination> {
        let items = self.only_list()?;
        if let Some(output) = LINKS.iter().find_map(|name| self.string(name)) {
            return Some(self.pages(NextPage::Link { output }, Some(items)));
        }
        let is_link = |member: &Member| {
            member.binding == Binding::Header && member.wire_name.eq_ignore_ascii_case("link")
        };
        let has_page = self.parameter(&["page"]).is_some();
        let is_described = has_page && self.output().iter().any(is_link);
        is_described.then(|| self.pages(NextPage::LinkHeader, Some(items)))
    }

    /// `next` beside the list, if it is a URL.
    pub(super) fn by_next(&self) -> Option<Pagination> {
        let (at, next) = named(self.output(), "next")?;
        let has_names = || DJANGO.iter().all(|name| named(self.output(), name).is_some());
        let is_url = is_string(&next.target) && self.is_url(next).unwrap_or_else(has_names);
        is_url.then(|| self.pages_at(vec![step(at, next)]))?
    }

    /// `next` in a structure such as `links` or `pagination`.
    pub(super) fn by_links(&self) -> Option<Pagination> {
        let all = self.output().iter().enumerate();
        let output = all.filter(|(_, member)| member.binding == Binding::Body).find_map(
            |(at, member)| {
                let start = vec![step(at, member)];
                match folded(&member.wire_name).as_str() {
                    "links" => self.next_in(&start, &member.target),
                    name if POSITIONS.contains(&name) => self.next_in_position(start, member),
                    _ => None,
                }
            },
        )?;
        self.pages_at(output)
    }

    /// Pages at URLs, if the output is a list, and not a resource with a list or with related ones.
    fn pages_at(&self, output: OutputPath) -> Option<Pagination> {
        let items = self.only_list()?;
        let name = items.0.last()?.member.name();
        let is_other = shapes::OTHERS.contains(&folded(name).as_str());
        let around = match items.0.as_slice() {
            [start, _] => self.members(&start.member.of(self.output()).target),
            _ => &[],
        };
        let is_list = !self.is_resource()
            && self.own_scalars(around).is_empty()
            && (!is_other || self.is_named_by_path(name));
        is_list.then(|| self.pages(NextPage::Link { output }, Some(items)))
    }

    /// `next` or `next.href` of links, also in `pages` of them.
    fn next_in(&self, start: &[PathStep], links: &Type) -> Option<OutputPath> {
        let mut start = start.to_vec();
        let mut members = self.members(links);
        if let Some((at, pages)) = named(members, "pages") {
            start.push(step(at, pages));
            members = self.members(&pages.target);
        }
        let (at, next) = named(members, "next")?;
        let path = [start, vec![step(at, next)]].concat();
        if is_string(&next.target) {
            return (self.is_url(next) != Some(false)).then_some(path);
        }
        let (at, href) = named(self.members(&next.target), "href")?;
        is_string(&href.target).then(|| [path, vec![step(at, href)]].concat())
    }

    /// `links.next`, or `next` that is a URL.
    fn next_in_position(&self, start: OutputPath, position: &Member) -> Option<OutputPath> {
        let members = self.members(&position.target);
        if let Some((at, links)) = named(members, "links") {
            return self.next_in(&[start, vec![step(at, links)]].concat(), &links.target);
        }
        let mut links = LINKS.iter().filter_map(|name| named(members, name));
        let link = links.find(|(_, link)| is_string(&link.target)).or_else(|| {
            let next = named(members, "next")?;
            (is_string(&next.1.target) && self.is_url(next.1) == Some(true)).then_some(next)
        });
        link.map(|(at, link)| [start, vec![step(at, link)]].concat())
    }

    /// Whether a string is a URL; `None` if the document does not state it.
    fn is_url(&self, member: &Member) -> Option<bool> {
        let schema = member.pointer.resolve(self.document);
        let stated = |key: &str| schema.and_then(|it| it.get(key)).and_then(Value::as_str);
        match stated("format") {
            Some("uri" | "url" | "uri-reference" | "iri" | "iri-reference") => return Some(true),
            Some(_) => return Some(false),
            None => {}
        }
        let is_absolute = |text: &str| text.starts_with("https://") || text.starts_with("http://");
        if stated("example").is_some_and(is_absolute) {
            return Some(true);
        }
        let text = member.documentation.as_deref()?.to_lowercase();
        let words = || text.split(|c: char| !c.is_ascii_alphanumeric());
        match words().any(|word| OTHERS.contains(&word)) {
            true => Some(false),
            false => words().any(|word| URLS.contains(&word)).then_some(true),
        }
    }
}

/// The member of a body with that name, in lower case without separators.
fn named<'a>(members: &'a [Member], name: &str) -> Option<(usize, &'a Member)> {
    members
        .iter()
        .enumerate()
        .find(|(_, member)| member.binding == Binding::Body && folded(&member.wire_name) == name)
}

fn step(at: usize, member: &Member) -> PathStep {
    PathStep::to(Reference::new(at, &member.name))
}
