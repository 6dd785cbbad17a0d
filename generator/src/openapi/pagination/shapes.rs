//! Pagination by unmistakable names and types. The numbers are operations and documents of the directory that are not
//! AWS's; 6,738 in 461 more have `x-ms-pageable`.
//!
//! | input | output | next page | operations |
//! |---|---|---|---|
//! | an optional string such as `pageToken`, `cursor` | a string such as `nextPageToken`, `meta.next_cursor` | token | 1,578 in 244 |
//! | `cursor`, `pageToken` | the same, described as that of the next page, and one list (Square, HERE) | token | 49 in 2 |
//! | `continue`, `after` | `metadata.continue` and `items` (Kubernetes), `paging.next.after` (HubSpot) | token | 101 in 5 |
//! | `starting_after` | `has_more` and a list of structures with `id` (Stripe) | token, the last `id` | 96 in 1 |
//! | `startAt`, `maxResults` | `startAt`, `maxResults`, `total` and one list (Jira) | offset | 50 in 1 |
//! | any | a string `nextLink`, `@odata.nextLink`, `next_page_uri`, `next_page_url` and one list | URL | 750 in 72 |
//! | `page` | the header `Link` is described, and there is one list | URL | 2,092 in 16 |
//! | any | `next` beside one list, stated to be a URL (Bitbucket, Django) | URL | 331 in 24 |
//! | `offset` or `skip`, and a page size | one list | offset | 612 in 87 |
//! | `offset`, `count` | a total and one list (Mailchimp) | offset | 124 in 8 |
//! | `page` or `page_number` with the default 0 or 1, and a page size | one list | number | 1,303 in 66 |
//! | any | `links.next`, `_links.next.href`, `pagination.next` that is a URL, and one list | URL | 455 in 59 |
//!
//! Offsets and numbers end with an empty page: a total that is that of the page alone would lose items.

use super::{List, as_list, is_string};
use crate::service::{
    Binding, HttpMethod, Member, NextPage, OutputPath, Pagination, PathStep, Reference, Type,
    folded,
};

/// Names of input tokens, in lower case without separators, each with the names of its output.
const TOKENS: &[(&str, &[&str])] = &[
    ("pagetoken", &["nextpagetoken"]),
    ("nextpagetoken", &["nextpagetoken"]),
    ("nexttoken", &["nexttoken"]),
    ("pagecursor", &["nextpagecursor", "nextcursor"]),
    ("cursor", &["nextcursor", "nextpagecursor"]),
    ("nextcursor", &["nextcursor"]),
    ("continuationtoken", &["nextcontinuationtoken", "continuationtoken"]),
    ("paginationtoken", &["nextpaginationtoken", "nexttoken"]),
    ("startcursor", &["nextcursor"]),
    ("after", &["nextcursor", "nextafter"]),
    ("marker", &["nextmarker"]),
];

/// Names of input tokens, each with the path to its output, and that to the items unless they are the only list.
const NESTED_TOKENS: &[(&str, &str, Option<&str>)] =
    &[("continue", "metadata.continue", Some("items")), ("after", "paging.next.after", None)];

/// Names of members that say whether there are more pages.
const MORE: &[&str] = &["hasmore", "hasnext", "hasnextpage", "hasmorepages", "hasmoreresults"];

/// Names of parameters for the position of the first item, which is 0.
const OFFSETS: &[&str] = &["offset", "skip"];

/// Names of members with the number of all items.
const TOTALS: &[&str] = &["total", "totalcount", "totalitems", "count"];

/// Names of parameters for the number of a page.
const NUMBERS: &[&str] = &["page", "pagenumber"];

/// Names of members that bound the size of a page.
pub(super) const PAGE_SIZES: &[&str] = &[
    "limit",
    "maxresults",
    "pagelimit",
    "pagesize",
    "perpage",
    "top",
    "size",
    "itemsperpage",
    "resultsperpage",
];

/// Names of lists that accompany the items, and are the items of no list but one whose path names them.
pub(super) const ASIDES: &[&str] = &[
    "errors",
    "error",
    "warnings",
    "warning",
    "links",
    "link",
    "meta",
    "metadata",
    "debug",
    "debuginfo",
    "validationerrors",
    "errormessages",
];

/// Names of lists that accompany the items, or are the items if there is no other list.
pub(super) const OTHERS: &[&str] = &[
    "messages",
    "message",
    "notices",
    "included",
    "includes",
    "facets",
    "extensions",
    "failures",
    "alerts",
    "info",
    "notifications",
];

/// Names of lists of items, whatever these are.
pub(super) const ITEMS: &[&str] = &[
    "items", "data", "results", "result", "value", "values", "records", "entries", "content",
    "rows",
];

/// Parts of names of members that state the extent of a list.
pub(super) const EXTENTS: &[&str] = &[
    "page", "total", "count", "limit", "offset", "size", "more", "next", "prev", "self", "first",
    "last",
];

impl List<'_> {
    /// The pagination that the names and types state.
    pub(super) fn by_shape(&self) -> Option<Pagination> {
        if self.operation.method != HttpMethod::Get {
            return None;
        }
        self.by_token()
            .or_else(|| self.by_described_token("cursor"))
            .or_else(|| self.by_described_token("pagetoken"))
            .or_else(|| self.by_nested_token())
            .or_else(|| self.by_last_id())
            .or_else(|| self.by_start_at())
            .or_else(|| self.by_link())
            .or_else(|| self.by_next())
            .or_else(|| self.by_number())
            .or_else(|| self.by_links())
    }

    fn by_token(&self) -> Option<Pagination> {
        TOKENS.iter().find_map(|(name, outputs)| {
            let input = self.token(name)?;
            let output = outputs.iter().find_map(|name| self.string(name))?;
            let items = self.only_list();
            let pages = self.pages(NextPage::Token { input, output }, items);
            // Some services repeat the token on the last page.
            let more = MORE.iter().find_map(|name| self.member(name, is_boolean));
            Some(Pagination { more, ..pages })
        })
    }

    /// The token has the same name in the output, and the description says that it is that of the next page. Other services
    /// repeat the token of the page.
    fn by_described_token(&self, name: &str) -> Option<Pagination> {
        let input = self.token(name)?;
        let next = Reference::find(self.output(), |member| {
            folded(&member.wire_name) == name
                && member.binding == Binding::Body
                && is_string(&member.target)
        })?;
        let text = next.of(self.output()).documentation.as_deref()?.to_lowercase();
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        let is_next = words.any(|word| matches!(word, "next" | "subsequent"));
        let next = NextPage::Token { input, output: vec![PathStep::to(next)] };
        is_next.then_some(self.pages(next, Some(self.only_list()?)))
    }

    /// A token in a structure, by the path to it.
    fn by_nested_token(&self) -> Option<Pagination> {
        NESTED_TOKENS.iter().find_map(|(name, path, list)| {
            let input = self.token(name)?;
            let (output, target) = self.path(path).ok()?;
            let items = match list {
                Some(list) => as_list(self.path(list).ok()?)?,
                None => self.only_list()?,
            };
            let next = NextPage::Token { input, output };
            is_string(&target).then(|| self.pages(next, Some(items)))
        })
    }

    /// Stripe's: the list starts after the item with an id.
    fn by_last_id(&self) -> Option<Pagination> {
        let input = Reference::find(&self.operation.input, |member| {
            member.wire_name == "starting_after" && member.target == Type::String
        })?;
        let (more, target) = self.path("has_more").ok()?;
        let items = self.only_list()?;
        let [list] = items.0.as_slice() else {
            return None;
        };
        let id = self.members(&items.1).iter().position(|member| {
            member.wire_name == "id" && member.target == Type::String && member.required
        })?;
        if target != Type::Boolean || matches!(items.1, Type::Nullable(_)) {
            return None;
        }
        let last = PathStep { member: list.member.clone(), each: true };
        let output = vec![last, PathStep::to(Reference::new(id, "id"))];
        let pages = self.pages(NextPage::Token { input, output }, Some(items));
        Some(Pagination { more: Some(more), ..pages })
    }

    /// Jira's: the output repeats the position and the size of the page.
    fn by_start_at(&self) -> Option<Pagination> {
        let at = self.parameter(&["startat"])?;
        let page_size = self.reference(self.parameter(&["maxresults"])?);
        let is_page = ["startat", "maxresults", "total"]
            .iter()
            .all(|name| self.member(name, is_integer).is_some());
        let pages = self.pages(self.offset(at)?, Some(self.only_list()?));
        is_page.then_some(Pagination { page_size: Some(page_size), ..pages })
    }

    fn by_number(&self) -> Option<Pagination> {
        if self.is_resource() {
            return None;
        }
        let offset = self.parameter(OFFSETS);
        let page_size = self.page_size().or_else(|| offset.and(self.count()))?;
        let items = self.only_list()?;
        let next = if let Some(at) = offset {
            self.offset(at)?
        } else {
            let at = self.parameter(NUMBERS)?;
            let first = self.default(at).filter(|first| matches!(first, 0 | 1))?;
            NextPage::Number { input: self.reference(at), first }
        };
        let pages = self.pages(next, Some(items));
        Some(Pagination { page_size: Some(page_size), ..pages })
    }

    /// Pages by the position of the first item, unless that of the list is not 0.
    fn offset(&self, at: usize) -> Option<NextPage> {
        let first = self.default(at).unwrap_or(0);
        (first == 0).then(|| NextPage::Offset { input: self.reference(at), first })
    }

    /// `count` as the page size, beside the number of all items in the output: other parameters of that name filter.
    fn count(&self) -> Option<Reference> {
        let at = self.parameter(&["count"])?;
        let has_total = TOTALS.iter().any(|name| self.member(name, is_integer).is_some());
        has_total.then(|| self.reference(at))
    }

    pub(super) fn pages(&self, next: NextPage, items: Option<(OutputPath, Type)>) -> Pagination {
        Pagination { next, items, page_size: self.page_size(), more: None, total: None }
    }

    /// The optional query parameter of that name, a string.
    fn token(&self, name: &str) -> Option<Reference> {
        Reference::find(&self.operation.input, |member| {
            folded(&member.wire_name) == name
                && matches!(member.target, Type::String | Type::Secret)
                && member.binding == Binding::Query
                && !member.required
        })
    }

    /// The only query parameter of these names, an integer.
    pub(super) fn parameter(&self, names: &[&str]) -> Option<usize> {
        let mut all = self.operation.input.iter().enumerate().filter(|(_, member)| {
            names.contains(&folded(&member.wire_name).as_str())
                && member.binding == Binding::Query
                && member.target.is_integer()
        });
        let (at, _) = all.next()?;
        all.next().is_none().then_some(at)
    }

    fn reference(&self, at: usize) -> Reference {
        Reference::new(at, &self.operation.input[at].name)
    }

    /// The default of a parameter, or its minimum if that is 1: there is no page before it.
    pub(super) fn default(&self, at: usize) -> Option<i64> {
        let constraints = &self.operation.input[at].constraints;
        match &constraints.default {
            Some(default) => default.parse().ok(),
            None => (constraints.minimum == Some(1.0)).then_some(1),
        }
    }

    /// The only string of the body with that name, or of a structure in it.
    pub(super) fn string(&self, name: &str) -> Option<OutputPath> {
        self.member(name, is_string)
    }

    /// The only member of the body with that name and such a type, or of a structure in it.
    fn member(&self, name: &str, has_type: fn(&Type) -> bool) -> Option<OutputPath> {
        let is_wanted = |member: &Member| {
            folded(&member.wire_name) == name
                && has_type(&member.target)
                && member.binding == Binding::Body
        };
        if let Some(found) = Reference::find(self.output(), is_wanted) {
            return Some(vec![PathStep::to(found)]);
        }
        let mut found = self.output().iter().enumerate().filter_map(|(at, member)| {
            let is_body = matches!(member.binding, Binding::Body | Binding::Payload);
            let Type::Named(_) = member.target.present() else {
                return None;
            };
            let deeper = Reference::find(self.members(&member.target), is_wanted)?;
            let start = Reference::new(at, &member.name);
            is_body.then(|| vec![PathStep::to(start), PathStep::to(deeper)])
        });
        let only = found.next();
        only.filter(|_| found.next().is_none())
    }
}

fn is_integer(target: &Type) -> bool {
    target.present().is_integer()
}

fn is_boolean(target: &Type) -> bool {
    *target == Type::Boolean
}
