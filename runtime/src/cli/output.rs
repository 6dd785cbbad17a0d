//! What a command prints: JSON, tables, streams, progress and attempts.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};

use bytes::Bytes;
use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::failure::Failure;
use super::table::List;
use crate::{ByteStream, CallContext, Error, Interceptor, Json, Response};

/// The format of an output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Layout {
    /// JSON, indented.
    #[default]
    Json,
    /// A table of the items, or of the members.
    Table,
}

impl ValueEnum for Layout {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Json, Self::Table]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Json => "json",
            Self::Table => "table",
        }))
    }
}

/// The streams of the process, or those of a test.
pub(super) struct Console<'a> {
    pub(super) out: &'a mut dyn Write,
    pub(super) err: &'a mut dyn Write,
    pub(super) input: &'a mut dyn Read,
    /// Whether `err` is a terminal.
    pub(super) shows_progress: bool,
}

impl Console<'_> {
    /// Prints to standard output. A closed pipe is not a failure.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Failure> {
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        written(write!(self.out, "{text}{end}").and_then(|()| self.out.flush()))
    }

    /// Prints to standard error.
    pub(super) fn explain(&mut self, text: &str) {
        // There is no other place to report that this fails.
        let _ = writeln!(self.err, "{}", text.trim_end());
    }

    /// Prints an output; `items` is the member that holds the items of a list.
    pub(super) fn print_value(
        &mut self,
        value: &Json,
        layout: Layout,
        items: Option<&str>,
    ) -> Result<(), Failure> {
        match layout {
            Layout::Json => self.print(&format!("{value:#}")),
            Layout::Table => self.print(&table(value, items)),
        }
    }

    /// Writes a stream to a file, or to standard output.
    pub(super) async fn save(&mut self, mut stream: ByteStream, path: &str) -> Result<(), Failure> {
        let mut file = None;
        if path != "-" {
            let created = File::create(path);
            file = Some(created.map_err(|error| {
                Failure::Output(io::Error::new(error.kind(), format!("{path}: {error}")))
            })?);
        }
        let out: &mut dyn Write = match &mut file {
            Some(file) => file,
            None => &mut *self.out,
        };
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(|error| {
                let message = format!("the response ended early: {error}");
                Error::new(crate::ErrorKind::Connection, message).with_source(error)
            })?;
            written(out.write_all(&chunk))?;
        }
        written(out.flush())
    }

    fn progress(&mut self, text: &str) {
        if self.shows_progress {
            // Replaces the line.
            let _ = write!(self.err, "\r\x1b[K{text}");
            let _ = self.err.flush();
        }
    }
}

fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(()),
    }
}

/// Joins the pages of a list, and shows the progress.
pub(super) struct Pages<'c, 'a> {
    list: List,
    max_items: Option<usize>,
    console: &'c mut Console<'a>,
    pages: usize,
    all: Members,
}

type Members = serde_json::Map<String, Json>;

impl<'c, 'a> Pages<'c, 'a> {
    pub(super) fn new(list: List, max_items: Option<usize>, console: &'c mut Console<'a>) -> Self {
        Self { list, max_items, console, pages: 0, all: serde_json::Map::new() }
    }

    /// Appends the lists of a page to those before; of other members, those of the last page remain. Returns
    /// whether more pages are needed.
    pub(super) fn add(&mut self, page: Json) -> bool {
        self.pages += 1;
        remove(&mut self.all, self.list.token);
        if let Json::Object(page) = page {
            join(&mut self.all, page, self.list.items.unwrap_or_default());
        }
        let (number, pages) = (self.items().map_or(0, |items| items.len()), self.pages);
        self.console.progress(&match self.list.items {
            Some(_) => format!("{number} items in {pages} pages"),
            None => format!("{pages} pages"),
        });
        self.max_items.is_none_or(|max| number < max)
    }

    /// All pages as one output. The token of the next page remains if it follows the last item.
    pub(super) fn finish(mut self) -> Json {
        self.console.progress("");
        if let Some(max) = self.max_items
            && let Some(items) = self.items()
            && items.len() > max
        {
            items.truncate(max);
            remove(&mut self.all, self.list.token);
        }
        Json::Object(self.all)
    }

    fn items(&mut self) -> Option<&mut Vec<Json>> {
        let items = self.list.items?;
        let (name, rest) = step(&self.all, items);
        let first = self.all.get_mut(name)?;
        let found = match rest {
            "" => Some(first),
            rest => rest.split('.').try_fold(first, |value, name| value.get_mut(name)),
        };
        found?.as_array_mut()
    }
}

/// Appends the lists of a page to those before, also those in the object that `items` leads into.
fn join(all: &mut Members, page: Members, items: &str) {
    let (start, rest) = step(&page, items);
    let start = start.to_owned();
    for (name, value) in page {
        match (all.get_mut(&name), value) {
            (Some(Json::Array(all)), Json::Array(more)) => all.extend(more),
            (Some(Json::Object(all)), Json::Object(more)) if name == start && !rest.is_empty() => {
                join(all, more, rest);
            }
            (_, value) => drop(all.insert(name, value)),
        }
    }
}

/// The member to which a path of names leads.
pub(super) fn member<'v>(members: &'v Members, path: &str) -> Option<&'v Json> {
    let (name, rest) = step(members, path);
    let value = members.get(name)?;
    if rest.is_empty() { Some(value) } else { member(value.as_object()?, rest) }
}

/// Removes the member to which a path of names leads.
fn remove(members: &mut Members, path: &str) {
    let (name, rest) = step(members, path);
    if rest.is_empty() {
        members.remove(name);
    } else if let Some(inner) = members.get_mut(name).and_then(Json::as_object_mut) {
        remove(inner, rest);
    }
}

/// The first name of a path, which may contain dots, and the rest.
fn step<'p>(members: &Members, path: &'p str) -> (&'p str, &'p str) {
    match path.split_once('.') {
        Some(split) if !members.contains_key(path) => split,
        _ => (path, ""),
    }
}

/// A table: a row for each item of a list, else a row for each member.
pub(super) fn table(value: &Json, items: Option<&str>) -> String {
    let Json::Object(members) = value else {
        return cell(value);
    };
    let only = match members.len() {
        1 => members.values().next(),
        _ => None,
    };
    let found = items.and_then(|items| member(members, items));
    match found.or(only) {
        Some(Json::Array(items)) => rows(items),
        Some(Json::Object(members)) => pairs(members),
        _ => pairs(members),
    }
}

/// A row for each member: its name and value. Those of an object have rows of their own, `stage.arn`.
fn pairs(members: &serde_json::Map<String, Json>) -> String {
    let mut lines = Vec::new();
    for (name, value) in members {
        match value.as_object().filter(|inner| !inner.is_empty()) {
            Some(inner) => {
                lines.extend(inner.iter().map(|(member, value)| {
                    vec![one_line(&format!("{name}.{member}")), cell(value)]
                }))
            }
            None => lines.push(vec![one_line(name), cell(value)]),
        }
    }
    aligned(lines)
}

/// A row for each item, with a column for each member that an item has.
fn rows(items: &[Json]) -> String {
    if items.is_empty() || !items.iter().all(Json::is_object) {
        return items.iter().map(|item| cell(item) + "\n").collect();
    }
    let members = || items.iter().filter_map(Json::as_object);
    let mut names: Vec<&String> = Vec::new();
    for name in members().flat_map(|item| item.keys()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let head: Vec<String> = names.iter().map(|name| one_line(name)).collect();
    let rule = head.iter().map(|name| "-".repeat(name.chars().count())).collect();
    let row = |item: &serde_json::Map<String, Json>| {
        names.iter().map(|name| item.get(*name).map(cell).unwrap_or_default()).collect()
    };
    let mut lines = vec![head, rule];
    lines.extend(members().map(row));
    aligned(lines)
}

/// A value on one line.
fn cell(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(string) => one_line(string),
        value => one_line(&value.to_string()),
    }
}

/// Without control characters, which a terminal would interpret.
fn one_line(text: &str) -> String {
    text.chars().map(|each| if each.is_control() { ' ' } else { each }).collect()
}

/// Lines of cells in columns of equal width, two spaces apart.
fn aligned(lines: Vec<Vec<String>>) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for line in &lines {
        widths.resize(widths.len().max(line.len()), 0);
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for line in lines {
        let mut out = String::new();
        for (cell, width) in line.iter().zip(&widths) {
            out.push_str(&format!("{cell:width$}  "));
        }
        text.push_str(out.trim_end());
        text.push('\n');
    }
    text
}

/// Shows each attempt on standard error. The query is left out: it may hold secrets.
#[derive(Debug)]
pub(super) struct Trace;

impl Interceptor for Trace {
    fn before_sending(&self, call: &CallContext<'_>, request: &http::Request<Bytes>) {
        let uri = request.uri();
        let address = uri.authority().map(|authority| authority.as_str()).unwrap_or_default();
        let scheme = uri.scheme_str().unwrap_or_default();
        let (name, attempt, method) = (call.operation.name, call.attempt, request.method());
        eprintln!("{name}: attempt {attempt}: {method} {scheme}://{address}{}", uri.path());
    }

    fn after_attempt(&self, call: &CallContext<'_>, outcome: Result<&Response, &Error>) {
        let (name, attempt) = (call.operation.name, call.attempt);
        match outcome {
            Ok(response) => {
                eprintln!("{name}: attempt {attempt}: HTTP {}", response.status.as_u16())
            }
            Err(error) => eprintln!("{name}: attempt {attempt}: {error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn members(value: Json) -> Members {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn lists_are_joined_and_tokens_removed_at_their_paths() {
        let page =
            |id: u8| json!({"data": {"items": [id], "next": "n", "@odata.next": "o"}, "count": id});
        let mut all = members(page(1));
        remove(&mut all, "data.next");
        remove(&mut all, "data.other.next");
        remove(&mut all, "");
        assert_eq!(json!(all), json!({"data": {"items": [1], "@odata.next": "o"}, "count": 1}));
        join(&mut all, members(page(2)), "data.items");
        let joined =
            json!({"data": {"items": [1, 2], "next": "n", "@odata.next": "o"}, "count": 2});
        assert_eq!(json!(all), joined);
        assert_eq!(member(&all, "data.@odata.next"), Some(&json!("o")));
        let flat = members(json!({"@odata.next": "o", "value": [1]}));
        assert_eq!(member(&flat, "@odata.next"), Some(&json!("o")));
        // The object that holds other lists is that of the last page.
        let mut all = members(json!({"a": {"list": [1]}, "items": [1]}));
        join(&mut all, members(json!({"a": {"list": [2]}, "items": [2]})), "items");
        assert_eq!(json!(all), json!({"a": {"list": [2]}, "items": [1, 2]}));
    }
}
