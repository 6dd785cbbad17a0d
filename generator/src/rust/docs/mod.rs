//! Documentation of the crate: from the documentation in the document to lines of rustdoc.

mod constraints;
mod help;
mod html;
mod links;
mod markdown;
mod origin;
mod prose;
mod repair;

pub(super) use self::links::Owner;
pub(crate) use self::prose::{one_line, shown};

use super::model::{Docs, Field};
use super::naming::{Names, plain};
use super::usage::Sides;
use crate::service::{
    AcceptorState, Access, Binding, Comparator, EnumValue, ErrorStatus, Matcher, Member, Operation,
    PathStep, Server, ServerVariable, Service, ServiceError, Shape, ShapeKind, StatusRange, Type,
    Waiter,
};
use html::Html;
use links::{Links, Subject};
use markdown::{Width, code, first_sentence, wrap};
use proc_macro2::Ident;
use std::collections::HashSet;

/// The header of the error code, which `Error::code` returns.
const CODE: &str = "x-amzn-errortype";

/// The number of lines of the longest example of a response that is shown; a longer one would hide the rest of the page.
const LONGEST_EXAMPLE: usize = 100;

/// The documentation of a member that is a stream, or consists of streams.
const FILES: &str = "The guide to [files](crate::guide::files) shows its use.";

/// The heading of the errors of an operation.
pub(super) const ERRORS: &str = "# Errors";

/// The documentation of bytes that the document describes as text in Base64.
const ENCODED: &str = "These are the bytes themselves, which the SDK encodes and decodes.";

/// The documentation of every idempotency token.
const TOKEN: &str = "An idempotency token. If it is not set, each call generates one and sends it with all attempts.";

impl Docs {
    /// Wraps paragraphs of Markdown for an item or a module.
    fn of_item(text: &str) -> Self {
        Self(lines(text, Width::Item))
    }

    /// Wraps paragraphs of Markdown for a field, a variant or a method.
    fn of_member(text: &str) -> Self {
        let mut lines = lines(text, Width::Member);
        // A large service has hundreds of thousands of members, most with one line.
        lines.shrink_to_fit();
        Self(lines)
    }
}

/// The lines of a text. One that is not inert although its parts are is repaired or printed with its Markdown escaped.
fn lines(text: &str, width: Width) -> Vec<String> {
    let text = prose::clean(text);
    let is_inert = |lines: &Vec<String>| prose::is_inert(&lines.join("\n"), &|_| true);
    let as_it_is = Some(wrap(&text, width)).filter(is_inert);
    as_it_is
        .or_else(|| Some(wrap(&repair::repaired(&text, &|_| true), width)).filter(is_inert))
        .unwrap_or_else(|| wrap(&prose::escaped(&text), width))
}

/// Whether a member is bytes that are Base64 on the wire, and the document says so: callers could encode them as well.
fn is_described_as_encoded(member: &Member) -> bool {
    let is_encoded = *member.target.present() == Type::Blob && member.binding == Binding::Body;
    let text = member.documentation.as_deref().filter(|_| is_encoded).unwrap_or_default();
    let text = text.to_ascii_lowercase();
    ["base64", "base 64", "base-64"].iter().any(|name| text.contains(name))
}

/// The sentence about the Cargo feature of an operation.
pub(super) fn feature(name: &str) -> String {
    format!("Requires the feature `{name}`.")
}

/// The lines of a text in the documentation of a field.
pub(crate) fn member_lines(text: &str) -> Vec<String> {
    lines(text, Width::Member)
}

/// A tag as the heading of a group, in Markdown.
pub(super) fn heading_of(tag: &str) -> String {
    let tag = one_line(tag);
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | ',' | '&' | '\'');
    let is_text = tag.starts_with(char::is_alphabetic) && tag.chars().all(is_plain);
    if is_text { tag } else { code(&tag) }
}

/// The writer of the documentation of one service.
pub(super) struct Writer<'a> {
    html: Html,
    links: Links<'a>,
    /// Whether the document is one of AWS, whose texts are HTML.
    is_aws: bool,
    /// The shapes that are one of several types.
    one_of: HashSet<&'a str>,
}

impl<'a> Writer<'a> {
    /// Creates a writer that links the types, operations, errors and members of a service.
    pub(super) fn new(service: &'a Service, names: &Names, sides: &Sides) -> Self {
        let is_one_of = |shape: &&Shape| matches!(shape.kind, ShapeKind::OneOf(_));
        let one_of = service.shapes.values().filter(is_one_of).map(|shape| shape.id.as_str());
        Self {
            html: Html::new(),
            links: Links::new(service, names, sides),
            is_aws: service.aws.is_some(),
            one_of: one_of.collect(),
        }
    }

    /// The crate page: its first paragraphs, and the rest of the service's documentation.
    pub(super) fn service(&self, service: &Service) -> (Docs, Docs) {
        let docs = self
            .markdown(service.documentation.as_deref(), Subject::of(Owner::Nothing))
            .unwrap_or_default();
        let (first, rest) = docs.split_once("\n\n").unwrap_or((&docs, ""));
        let (first, rest) = match self.is_inert(first) && self.is_inert(rest) {
            true => (first, rest),
            // A construct that spans paragraphs stays whole.
            false => ("", docs.as_str()),
        };
        let part = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
        let head = format!(
            "{} for Rust, version {} of its API.",
            self.line(&service.title),
            self.line(&service.api_version),
        );
        let concepts = part(rest).map_or_else(Docs::default, |rest| Docs::of_item(&rest));
        (Docs::of_item(&paragraphs([Some(head), part(first)])), concepts)
    }

    /// The documentation of a request builder, with the types of the servers of the operation.
    pub(super) fn operation(
        &self,
        operation: &Operation,
        method: &Ident,
        servers: &[&Ident],
    ) -> Docs {
        let subject =
            Subject { name: &operation.name, ..Subject::of(Owner::Input(&operation.name)) };
        let docs = self
            .markdown(operation.documentation.as_deref(), subject)
            .unwrap_or_else(|| format!("The `{}` operation.", operation.name));
        let (docs, described) = self.split_errors(docs);
        let made_by = format!(
            "Returned by [`Client::{0}`](crate::Client::{0}); [`send`](Self::send) sends the request.",
            plain(method)
        );
        let own = operation.server.as_deref().map(|url| {
            format!("Sent to {}, or to the `base_url` of the client if it is set.", code(url))
        });
        let links: Vec<_> =
            servers.iter().map(|name| format!("[`{name}`](crate::servers::{name})")).collect();
        let choice = (!links.is_empty()).then(|| {
            format!("Has servers of its own, for the `base_url` of a client: {}.", links.join(", "))
        });
        // What the text mentions is not repeated.
        let errors: Vec<String> = operation
            .errors
            .iter()
            .filter(|code| {
                let code = format!("`{code}`");
                !docs.contains(&code) && !described.iter().any(|text| text.contains(&code))
            })
            .map(|code| format!("- {}", self.links.link(code)))
            .chain(self.error_statuses(operation))
            .collect();
        let listed = (!errors.is_empty()).then(|| errors.join("\n"));
        let errors: Vec<_> = described.into_iter().chain(listed).collect();
        let errors = (!errors.is_empty()).then(|| format!("{ERRORS}\n\n{}", errors.join("\n\n")));
        Docs::of_item(&paragraphs([Some(docs), Some(made_by), own, choice, errors]))
    }

    /// Splits a text into the text without its paragraph `Errors: …`, and that paragraph without the word.
    fn split_errors(&self, docs: String) -> (String, Option<String>) {
        const START: &str = "Errors: ";
        let (errors, rest): (Vec<&str>, Vec<&str>) =
            docs.split("\n\n").partition(|paragraph| paragraph.starts_with(START));
        let rest = rest.join("\n\n");
        match errors.as_slice() {
            [errors] if !rest.is_empty() && self.is_inert(&rest) => {
                let errors = errors.strip_prefix(START).map(|errors| self.part(errors));
                (rest, errors)
            }
            _ => (docs, None),
        }
    }

    /// The client's method for an operation.
    pub(super) fn method(&self, operation: &Operation, name: &Ident, arguments: &[&Field]) -> Docs {
        let subject = Subject::of(Owner::Input(&operation.name));
        let docs = self
            .markdown(operation.documentation.as_deref(), subject)
            .map(|docs| self.first_paragraph(&docs))
            .unwrap_or_else(|| format!("Creates a request of the `{}` operation.", operation.name));
        let has_errors = !operation.errors.is_empty() || !operation.error_statuses.is_empty();
        let what = match (operation.input.len() > arguments.len(), has_errors) {
            (true, true) => "optional parameters and errors",
            (true, false) => "optional parameters",
            (false, true) => "errors",
            (false, false) => "an example",
        };
        let more = format!("See [`{name}`](crate::operations::{name}) for {what}.");
        Docs::of_member(&paragraphs([Some(docs), argument_list(arguments), Some(more)]))
    }

    /// A structure or an enum.
    pub(super) fn shape(&self, shape: &Shape, renamed: bool) -> Docs {
        let id = &shape.id;
        let subject = Subject { name: id, ..Subject::of(Owner::Shape(id)) };
        let docs = self.markdown(shape.documentation.as_deref(), subject);
        // Without documentation the first line contains the name.
        let renamed = (renamed && docs.is_some()).then(|| self.origin_of_renamed(shape)).flatten();
        let docs = docs.unwrap_or_else(|| self.origin_of_shape(shape));
        Docs::of_item(&paragraphs([Some(docs), renamed]))
    }

    /// The input of an operation.
    pub(super) fn input(&self, name: &Ident) -> Docs {
        Docs::of_item(&format!("Input of [`{name}`]."))
    }

    /// The output of an operation, with an example of the body if the document has one that is not too long.
    pub(super) fn output(
        &self,
        owner: Owner<'_>,
        text: Option<&str>,
        default: String,
        example: Option<&serde_json::Value>,
    ) -> Docs {
        let docs = self.markdown(text, Subject::of(owner)).unwrap_or(default);
        let example = example.map(|example| format!("{example:#}"));
        let example = example
            .filter(|example| example.lines().count() <= LONGEST_EXAMPLE)
            .map(|example| format!("Example of a response body:\n\n```json\n{example}\n```"));
        Docs::of_item(&paragraphs([Some(docs), example]))
    }

    /// A member: its documentation and limits.
    pub(super) fn member(&self, owner: Owner<'_>, member: &Member, collides: bool) -> Docs {
        let docs = self
            .markdown(member.documentation.as_deref(), of_member(owner, member))
            .unwrap_or_else(|| {
                let is_alternative = matches!(owner, Owner::Shape(id) if self.one_of.contains(id));
                self.origin_of_member(member, is_alternative)
            });
        let limits = constraints::sentence(&member.constraints, &member.target);
        let token = member.idempotency_token.then(|| TOKEN.to_owned());
        let encoded = is_described_as_encoded(member).then(|| ENCODED.to_owned());
        let is_of_call = matches!(owner, Owner::Input(_) | Owner::Output(_));
        let file = (is_of_call && is_stream(&member.target)).then(|| FILES.to_owned());
        let access = match member.access {
            Access::Both => None,
            Access::Read => Some("Set by the service; requests do not contain it.".to_owned()),
            Access::Write => Some("Responses do not contain it.".to_owned()),
        };
        let name = collides.then(|| {
            format!("Other members have the same name in Rust; this one is {}.", code(&member.name))
        });
        Docs::of_member(&paragraphs([Some(docs), limits, access, token, encoded, file, name]))
    }

    /// A server. One that is not of the document is for clients that call the methods.
    pub(super) fn server(&self, server: &Server, methods: &[Ident]) -> Docs {
        let docs = self.markdown(server.documentation.as_deref(), Subject::of(Owner::Nothing));
        let url = format!("URL: {}", code(&server.url));
        let links: Vec<_> = methods
            .iter()
            .map(|method| format!("[`{0}`](crate::Client::{0})", plain(method)))
            .collect();
        let calls = (!links.is_empty()).then(|| {
            format!(
                "For a client of its own, with this `base_url`, that calls {}.",
                links.join(", ")
            )
        });
        Docs::of_item(&paragraphs([docs, Some(url), calls]))
    }

    /// A variable of a server.
    pub(super) fn server_variable(&self, variable: &ServerVariable) -> Docs {
        let docs = self.markdown(variable.documentation.as_deref(), Subject::of(Owner::Nothing));
        let default =
            variable.default.as_deref().map(|value| format!(" Default: {}.", code(value)));
        let line = format!("Sets {}.{}", code(&variable.name), default.unwrap_or_default());
        Docs::of_member(&paragraphs([Some(line), docs]))
    }

    /// The first sentence of a member's documentation.
    pub(super) fn member_summary(&self, owner: Owner<'_>, member: &Member) -> Option<String> {
        let docs = self.markdown(member.documentation.as_deref(), of_member(owner, member))?;
        Some(self.part(first_sentence(&first_paragraph(&docs).replace('\n', " "))))
    }

    /// A value of an enum.
    pub(super) fn variant(&self, owner: Owner<'_>, value: &EnumValue, collides: bool) -> Docs {
        let mut wire = match value.value.as_str() {
            "" => "The empty string on the wire.".to_owned(),
            value => format!("{} on the wire.", code(value)),
        };
        if collides {
            wire.push_str(" Other values have the same name in Rust.");
        }
        match self.markdown(value.documentation.as_deref(), Subject::of(owner)) {
            Some(docs) => Docs::of_member(&paragraphs([Some(docs), Some(wire)])),
            None => Docs::of_member(&wire),
        }
    }

    /// Converts a text of the document to Markdown with links; `None` if it is absent or empty.
    fn markdown(&self, text: Option<&str>, subject: Subject<'_>) -> Option<String> {
        let markdown = self.unlinked(text)?;
        let linked = self.links.linked(&markdown, subject);
        if self.is_inert(&linked) {
            return Some(linked);
        }
        let repaired = repair::repaired(&markdown, &|_| false);
        let linked = self.links.linked(&repaired, subject);
        if self.is_inert(&linked) {
            return Some(linked);
        }
        // The blocks of the text that are not inert are escaped.
        let blocks = prose::blocks(&repaired).into_iter().map(|block| {
            let linked = self.links.linked(block, subject);
            if self.is_inert(&linked) { linked } else { prose::escaped(block) }
        });
        let linked = blocks.collect::<Vec<_>>().join("\n\n");
        Some(if self.is_inert(&linked) { linked } else { prose::escaped(&markdown) })
    }

    /// A part of a text on its own.
    fn part(&self, text: &str) -> String {
        if self.is_inert(text) {
            return text.to_owned();
        }
        let repaired = repair::repaired(text, &|target| self.links.is_target(target));
        if self.is_inert(&repaired) { repaired } else { prose::escaped(text) }
    }

    /// Converts a text of the document to Markdown; `None` if it is absent or empty.
    fn unlinked(&self, text: Option<&str>) -> Option<String> {
        let text = prose::clean(text?);
        let text = text.trim_matches('\n').trim_end();
        let markdown = match (Html::is_html(text), html::is_markdown(text)) {
            (true, true) => self.html.in_markdown(text),
            (true, false) => self.html.to_markdown(text),
            (false, _) => text.to_owned(),
        };
        let markdown = markdown.trim_matches('\n').trim_end();
        (!markdown.trim().is_empty()).then(|| markdown.to_owned())
    }

    /// A text in a sentence.
    fn line(&self, text: &str) -> String {
        self.part(&one_line(text))
    }

    /// The first paragraph of a text, on its own.
    fn first_paragraph(&self, markdown: &str) -> String {
        self.part(first_paragraph(markdown))
    }

    /// Whether a text is inert as it is and in lines of each width.
    fn is_inert(&self, text: &str) -> bool {
        let is_path = |target: &str| self.links.is_target(target);
        prose::is_inert(text, &is_path)
            && [Width::Item, Width::Member].into_iter().all(|width| {
                let wrapped = wrap(text, width).join("\n");
                wrapped == text || prose::is_inert(&wrapped, &is_path)
            })
    }
}

fn paragraphs<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// The arguments of a method, one list item each; `None` if there are none.
fn argument_list(arguments: &[&Field]) -> Option<String> {
    let item = |field: &&Field| match &field.summary {
        Some(summary) => format!("- `{}`: {summary}", plain(&field.name)),
        None => format!("- `{}`", plain(&field.name)),
    };
    let items: Vec<String> = arguments.iter().map(item).collect();
    (!items.is_empty()).then(|| items.join("\n"))
}

fn of_member<'a>(owner: Owner<'a>, member: &'a Member) -> Subject<'a> {
    Subject { member: Some(&member.name), ..Subject::of(owner) }
}

fn first_paragraph(text: &str) -> &str {
    text.split("\n\n").next().unwrap_or(text)
}

impl Writer<'_> {
    /// An error: its documentation, code and status.
    pub(in crate::rust) fn error(&self, error: &ServiceError) -> Docs {
        let subject = Subject { name: &error.code, ..Subject::of(Owner::Nothing) };
        let docs = self
            .markdown(error.documentation.as_deref(), subject)
            .unwrap_or_else(|| format!("The service responded with {}.", code(&error.code)));
        // What the text mentions is not repeated.
        let status = error.status.map(|status| format!("HTTP {status}"));
        let status = status.filter(|status| !docs.contains(status.as_str()));
        let status = status.map_or_else(String::new, |status| format!(", with {status}"));
        let wire = format!("{} on the wire{status}.", code(&error.code));
        Docs::of_member(&paragraphs([Some(docs), Some(wire)]))
    }

    /// The body of an error that is identified by its status.
    pub(in crate::rust) fn error_body(&self, body: &Type) -> Docs {
        let element = |of: &str, element: &Type| match element {
            Type::Named(id) => format!("{of} of {}", self.links.link(id)),
            _ => of.to_owned(),
        };
        Docs::of_member(&match body {
            Type::Named(id) => format!("A body of the form {}.", self.links.link(id)),
            Type::List(of) => format!("A body that is {}.", element("a list", of)),
            Type::Map(of) => format!("A body that is {}.", element("a map", of)),
            Type::Json => "A body of any form.".to_owned(),
            _ => "A body that is a scalar.".to_owned(),
        })
    }

    /// The errors of an operation that are identified by their statuses, as a list.
    fn error_statuses(&self, operation: &Operation) -> Vec<String> {
        let item = |error: &ErrorStatus| {
            let status = match error.status {
                StatusRange::Code(code) => format!("{code}"),
                StatusRange::Class(class) => format!("{class}XX"),
                StatusRange::Default if operation.error_statuses.len() == 1 => {
                    "any status".to_owned()
                }
                StatusRange::Default => "any other status".to_owned(),
            };
            let text = self.markdown(error.documentation.as_deref(), Subject::of(Owner::Nothing));
            let text = text.map(|text| self.line(first_paragraph(&text)));
            let text = text.filter(|text| !text.is_empty());
            let text = text.map_or_else(String::new, |text| format!(": {text}"));
            let predicate = match error.status {
                StatusRange::Code(code) => super::error::predicate(code),
                StatusRange::Class(_) | StatusRange::Default => None,
            };
            let predicate = predicate.map_or_else(String::new, |predicate| {
                format!(" ([`{predicate}`](crate::Error::{predicate}))")
            });
            format!("- {status}{predicate}{text}")
        };
        operation.error_statuses.iter().map(item).collect()
    }

    /// The predicate of an error.
    pub(in crate::rust) fn error_predicate(&self, error: &ServiceError, variant: &Ident) -> Docs {
        Docs::of_member(&format!(
            "Returns whether the error code is [{}](ErrorCode::{variant}).",
            code(&error.code)
        ))
    }

    /// The documentation of `Error::as_conflict`.
    pub(in crate::rust) fn error_details(&self, error: &ServiceError) -> Docs {
        Docs::of_member(&format!(
            "Returns the members of a `{}`, or `None` if the error is another one or its response lacks their form.",
            error.code
        ))
    }

    /// `Error::header`, with the headers of the service's errors.
    pub(in crate::rust) fn error_headers(&self, service: &Service) -> Docs {
        let mut names: Vec<&str> = Vec::new();
        for name in service.errors.iter().flat_map(|error| &error.headers) {
            let is_known = |known: &&str| known.eq_ignore_ascii_case(name);
            if !names.iter().any(is_known) && !name.eq_ignore_ascii_case(CODE) {
                names.push(name);
            }
        }
        let names: Vec<String> = names.iter().map(|name| code(name)).collect();
        let names = (!names.is_empty())
            .then(|| format!("Responses of the service's errors can have {}.", names.join(", ")));
        Docs::of_member(&paragraphs([
            Some(
                "Returns a header of the last response, or `None` if it is absent or not ASCII. Names are case-insensitive."
                    .to_owned(),
            ),
            names,
        ]))
    }
}

impl Writer<'_> {
    /// A waiter: its documentation, the operation and delays, and the states.
    pub(in crate::rust) fn waiter(&self, waiter: &Waiter, name: &Ident, method: &Ident) -> Docs {
        let docs = self
            .markdown(
                waiter.documentation.as_deref(),
                Subject::of(Owner::Input(waiter.operation.name())),
            )
            .unwrap_or_else(|| format!("The waiter {}.", code(&waiter.name)));
        let any = |matches: fn(&Matcher) -> bool| {
            waiter.acceptors.iter().any(|acceptor| matches(&acceptor.matcher))
        };
        let errors = if any(|matcher| matches!(matcher, Matcher::Success(false))) {
            ""
        } else if any(|matcher| matches!(matcher, Matcher::ErrorType(_))) {
            " An error that is not listed here ends the wait."
        } else {
            " Any error ends the wait."
        };
        let polling = format!(
            "Returned as [`Waiter<{4}>`](crate::Waiter) by [`Client::{0}`](crate::Client::{0}). Polls {1} with \
             delays of {2} to {3} seconds, for five minutes unless [`timeout`](crate::Waiter::timeout) is \
             set.{errors}",
            plain(method),
            self.links.link(waiter.operation.name()),
            waiter.min_delay,
            waiter.max_delay,
            plain(name),
        );
        let of = |state: AcceptorState, head: &str| {
            let matches: Vec<String> = waiter
                .acceptors
                .iter()
                .filter(|acceptor| acceptor.state == state)
                .map(|acceptor| self.description(&acceptor.matcher))
                .collect();
            (!matches.is_empty()).then(|| format!("- {head} when {}", matches.join(", or ")))
        };
        let states = [
            of(AcceptorState::Success, "Succeeds"),
            of(AcceptorState::Failure, "Fails"),
            of(AcceptorState::Retry, "Retries"),
        ];
        let states: Vec<String> = states.into_iter().flatten().collect();
        Docs::of_item(&paragraphs([Some(docs), Some(polling), Some(states.join("\n"))]))
    }

    /// The client's method for a waiter.
    pub(in crate::rust) fn waiter_method(
        &self,
        waiter: &Waiter,
        name: &Ident,
        arguments: &[&Field],
    ) -> Docs {
        let docs = self
            .markdown(
                waiter.documentation.as_deref(),
                Subject::of(Owner::Input(waiter.operation.name())),
            )
            .map(|docs| self.first_paragraph(&docs))
            .unwrap_or_else(|| format!("Creates the waiter {}.", code(&waiter.name)));
        let more = format!("See [`{name}`] for its states and an example.");
        Docs::of_member(&paragraphs([Some(docs), argument_list(arguments), Some(more)]))
    }

    /// A match in words for error messages: `composition.state is FAILED`.
    pub(in crate::rust) fn plain_description(&self, matcher: &Matcher) -> String {
        match matcher {
            Matcher::ErrorType(code) => format!("the service responded with {code}"),
            Matcher::Output { path, comparator, .. } => {
                comparison(&written(path), comparator).replace('`', "")
            }
            matcher => self.description(matcher),
        }
    }

    fn description(&self, matcher: &Matcher) -> String {
        match matcher {
            Matcher::Success(true) => "the call succeeds".to_owned(),
            Matcher::Success(false) => "the call fails".to_owned(),
            Matcher::ErrorType(code) => {
                format!("the service responds with {}", self.links.link(code))
            }
            Matcher::Output { path, comparator, .. } => {
                comparison(&self.links.member_path(&written(path)), comparator)
            }
        }
    }
}

fn comparison(path: &str, comparator: &Comparator) -> String {
    let path = code(path);
    match comparator {
        Comparator::StringEquals(value) => format!("{path} is {}", code(value)),
        Comparator::BooleanEquals(truth) => format!("{path} is `{truth}`"),
        Comparator::AllStringEquals(value) => format!("each {path} is {}", code(value)),
        Comparator::AnyStringEquals(value) => format!("any {path} is {}", code(value)),
        Comparator::Present(true) => format!("{path} is present"),
        Comparator::Present(false) => format!("{path} is absent"),
    }
}

fn written(path: &[PathStep]) -> String {
    let steps: Vec<String> = path
        .iter()
        .map(|step| match step.each {
            true => format!("{}[]", step.member.name()),
            false => step.member.name().to_owned(),
        })
        .collect();
    steps.join(".")
}

/// Whether the values of a member are streams.
fn is_stream(target: &Type) -> bool {
    match target.present() {
        Type::Stream | Type::SizedStream => true,
        Type::List(inner) | Type::Map(inner) => is_stream(inner),
        _ => false,
    }
}
