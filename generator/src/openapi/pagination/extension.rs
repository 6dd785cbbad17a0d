//! `x-pagination` of an operation.

use serde_json::{Map, Value};

use super::{EXTENSION, List, Missing, as_list, is_string};
use crate::diagnostics::nearest;
use crate::openapi::report::{Report, listed, shown};
use crate::pointer::Pointer;
use crate::service::{HttpMethod, NextPage, OutputPath, Pagination, Reference, Type};

const KINDS: &[&str] = &["token", "offset", "page", "nextLink", "link"];
const KEYS: &[&str] = &["kind", "input", "output", "items", "pageSize", "more", "total", "first"];

/// Reads the extension. `None` if a problem has been reported.
pub(super) fn read(list: &List<'_>, value: &Value, report: &mut Report<'_>) -> Option<Pagination> {
    let pointer = list.operation.pointer.child(EXTENSION);
    let Some(object) = value.as_object() else {
        invalid(report, &pointer, shown(value), "an object, or `false`".to_owned());
        return None;
    };
    let mut reader = Reader { list, object, pointer, report, failed: false };
    let pagination = reader.pagination();
    pagination.filter(|_| !reader.failed)
}

fn invalid(report: &mut Report<'_>, pointer: &Pointer, found: String, expected: String) {
    report
        .error("invalid-pagination", pointer)
        .found(found)
        .expected(expected)
        .remedy("write an object with `kind` (`token`, `offset`, `page`, `nextLink` or `link`) and the keys of that kind, or `false`");
}

struct Reader<'a, 'r, 'd> {
    list: &'a List<'a>,
    object: &'a Map<String, Value>,
    pointer: Pointer,
    report: &'r mut Report<'d>,
    failed: bool,
}

impl<'a> Reader<'a, '_, '_> {
    fn pagination(&mut self) -> Option<Pagination> {
        for key in self.object.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            let known: Vec<String> = KEYS.iter().map(|key| (*key).to_owned()).collect();
            self.unknown(&self.pointer.child(key), key, &known, "keys of `x-pagination`");
        }
        let kind = self.string("kind").unwrap_or_default();
        if !KINDS.contains(&kind) {
            let found = self.object.get("kind").map_or("no `kind`".to_owned(), shown);
            self.fail("kind", found, format!("one of {}", listed(KINDS)));
            return None;
        }
        let is_link = matches!(kind, "link" | "nextLink");
        if is_link && self.list.operation.method != HttpMethod::Get {
            let expected = "an operation by GET, as the URL of the next page is requested by it";
            self.fail("kind", format!("`{kind}`"), expected.to_owned());
        }
        let unused: &[&str] = match kind {
            "token" => &["total", "first"],
            "nextLink" => &["input", "total", "first"],
            "link" => &["input", "output", "total", "first"],
            _ => &["output"],
        };
        for key in unused.iter().filter(|key| self.object.contains_key(**key)) {
            let expected = format!("no `{key}`: pages of the kind `{kind}` do not have it");
            self.fail(key, format!("`{key}`"), expected);
        }
        let items = self.items();
        let counts = matches!(kind, "offset" | "page");
        if counts && items.is_none() && !self.failed {
            let expected = "the path to the items, which are counted".to_owned();
            self.fail(
                "items",
                "no `items`, and not exactly one list in the output".to_owned(),
                expected,
            );
        }
        let page_size = match self.object.contains_key("pageSize") {
            true => self.input("pageSize", Type::is_integer, "an integer"),
            false => self.list.page_size(),
        };
        let more = self.optional("more", |target| *target == Type::Boolean, "a boolean");
        let total = self.optional(
            "total",
            |target| matches!(target, Type::Integer | Type::Integer32),
            "an integer",
        );
        let default = if kind == "page" { 1 } else { 0 };
        let first = self.object.get("first").map_or(Some(default), Value::as_i64);
        let Some(first) = first else {
            self.fail("first", shown(&self.object["first"]), "an integer".to_owned());
            return None;
        };
        let is_text = |target: &Type| matches!(target, Type::String | Type::Secret);
        let next = match kind {
            "token" => {
                let input = self.input("input", is_text, "a string");
                let output = self.output("output", is_string, "a string");
                NextPage::Token { input: input?, output: output? }
            }
            "nextLink" => NextPage::Link { output: self.output("output", is_string, "a string")? },
            "link" => NextPage::LinkHeader,
            "offset" => NextPage::Offset {
                input: self.input("input", Type::is_integer, "an integer")?,
                first,
            },
            _ => NextPage::Number {
                input: self.input("input", Type::is_integer, "an integer")?,
                first,
            },
        };
        Some(Pagination { next, items, page_size, more, total })
    }

    fn string(&self, key: &str) -> Option<&'a str> {
        self.object.get(key).and_then(Value::as_str)
    }

    /// The list of the items; the only list of the output without the key.
    fn items(&mut self) -> Option<(OutputPath, Type)> {
        if !self.object.contains_key("items") {
            return self.list.only_list();
        }
        let is_list = |target: &Type| matches!(target.present(), Type::List(_));
        let path = self.output("items", is_list, "a list")?;
        let text = self.string("items")?;
        let target = self.list.path(text).ok()?.1;
        let list = as_list((path, target));
        if list.is_none() {
            self.fail("items", format!("`{text}`"), "a path without `[-1]`".to_owned());
        }
        list
    }

    /// A parameter or a member of the body.
    fn input(
        &mut self,
        key: &str,
        fits: impl Fn(&Type) -> bool,
        expected: &str,
    ) -> Option<Reference> {
        let input = &self.list.operation.input;
        let Some(name) = self.string(key) else {
            self.fail(key, format!("no name as `{key}`"), "the name of a parameter".to_owned());
            return None;
        };
        let found = Reference::find(input, |member| member.wire_name == name);
        match found {
            Some(found) if fits(&found.of(input).target) => return Some(found),
            Some(_) => {
                self.fail(key, format!("`{name}`, which is of another type"), expected.to_owned());
            }
            None => {
                let known: Vec<_> = input.iter().map(|member| member.wire_name.clone()).collect();
                self.unknown(&self.pointer.child(key), name, &known, "parameters");
            }
        }
        None
    }

    fn optional(
        &mut self,
        key: &str,
        fits: impl Fn(&Type) -> bool,
        expected: &str,
    ) -> Option<OutputPath> {
        self.object
            .contains_key(key)
            .then(|| self.output(key, |it| fits(it.present()), expected))?
    }

    /// A path in the output.
    fn output(
        &mut self,
        key: &str,
        fits: impl Fn(&Type) -> bool,
        expected: &str,
    ) -> Option<OutputPath> {
        let Some(text) = self.string(key) else {
            let expected = "a path in the output, such as `meta.next`".to_owned();
            self.fail(key, format!("no path as `{key}`"), expected);
            return None;
        };
        match self.list.path(text) {
            Ok((path, target)) if fits(&target) => return Some(path),
            Ok(_) => {
                self.fail(key, format!("`{text}`, which is of another type"), expected.to_owned());
            }
            Err(Missing { name, known }) => {
                self.unknown(&self.pointer.child(key), &name, &known, "members of the output");
            }
        }
        None
    }

    fn fail(&mut self, key: &str, found: String, expected: String) {
        self.failed = true;
        let at = match self.object.contains_key(key) {
            true => self.pointer.child(key),
            false => self.pointer.clone(),
        };
        invalid(self.report, &at, found, expected);
    }

    fn unknown(&mut self, pointer: &Pointer, name: &str, known: &[String], what: &str) {
        self.failed = true;
        let nearest = nearest(name, known.iter().map(String::as_str));
        let remedy = nearest.map_or_else(
            || "correct the name, or write `x-pagination: false` if there are no pages".to_owned(),
            |nearest| format!("write `{nearest}`"),
        );
        self.report
            .error("invalid-pagination", pointer)
            .found(format!("`{name}`, which does not exist"))
            .expected(match known.is_empty() {
                true => format!("{what}; there are none"),
                false => format!("one of the {what}: {}", listed(known)),
            })
            .remedy(remedy);
    }
}
