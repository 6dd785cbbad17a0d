//! The guides of the crate: pages of documentation with this service's operations.

use super::example;
use super::example_values::{Writer, names_a_type};
use super::format::{FormatError, statements};
use super::fragment::{DocComment, Fragment};
use super::security::Auth;
use super::server;
use crate::rust::{
    ExampleValue, Field, GuideCall, NextPlan, OperationModule, PaginationPlan, Presence, RustCrate,
    RustType, one_line,
};
use crate::service::EventFormat;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;

/// The code of the error in examples of a service that documents none.
const COMMON_CODE: (&str, u16) = ("busy", 429);
const COMMON_CODE_OF_AWS: (&str, u16) = ("ThrottlingException", 429);

/// The data of all pages.
#[derive(Serialize)]
pub(super) struct Guide {
    module: Fragment,
    /// Whether the service is one of AWS.
    aws: bool,
    has_lists: bool,
    has_waiters: bool,
    has_nullable: bool,
    /// Whether the service's errors have codes.
    has_codes: bool,
    /// A predicate of `Error` for a status, and the status.
    status_predicate: Option<(Fragment, u16)>,
    /// The variant of `ErrorBody` of an error of `call`.
    error_body: Option<Fragment>,
    /// The base URL of requests, if the document has one.
    base_url: Option<String>,
    /// An expression of a server, if there is a module of servers.
    servers: Option<String>,
    /// What its credentials are, if it takes any.
    auth: Option<Auth>,
    /// The environment variables that the first call needs, in words.
    variables: String,
    /// The start of the names of its environment variables.
    variable: String,
    package_name: String,
    /// The name of the service.
    service: String,
    call: Option<Call>,
    list: Option<Call>,
    write: Option<Write>,
    wait: Option<Snippet>,
    events: Option<Events>,
    files: Option<Files>,
    command: Command,
    details: Option<Fragment>,
}

/// A call: the variables of its arguments, and the expression that creates it.
#[derive(Serialize)]
struct Snippet {
    bindings: Vec<String>,
    expression: String,
}

#[derive(Serialize)]
struct Call {
    #[serde(flatten)]
    snippet: Snippet,
    operation: Fragment,
    input: Fragment,
    /// The output, if it has a default value.
    output: Option<Fragment>,
    wire_name: String,
    /// The code of an error as a string, and its status.
    code: Fragment,
    status: u16,
    error: Option<Error>,
    has_items: bool,
    page_size: bool,
    /// Whether the setter of the page size is `limit`, as the one of all items is.
    limit: bool,
    /// Whether the next page is that of a token.
    by_token: bool,
}

/// An operation whose response is a stream.
#[derive(Serialize)]
struct Events {
    /// The example of the operation.
    example: DocComment,
    operation: Fragment,
    method: Fragment,
    /// Whether it is one of events, and not of values in lines.
    is_server_sent: bool,
    /// A string literal: the body of a response with one event or value.
    body: &'static str,
}

/// Operations whose requests or responses are streams.
#[derive(Serialize)]
struct Files {
    has_uploads: bool,
    /// Whether a file is a part of a multipart form.
    has_parts: bool,
    /// The call of an operation with `file` as a member of its input.
    upload: Option<FileCall>,
    has_downloads: bool,
    /// The call of an operation that returns a stream.
    download: Option<FileCall>,
}

/// A call with a file.
#[derive(Serialize)]
struct FileCall {
    expression: String,
    /// Whether the expression names a type of the crate.
    names_types: bool,
    /// The member that is the file.
    member: Fragment,
}

/// A call that writes.
#[derive(Serialize)]
struct Write {
    #[serde(flatten)]
    snippet: Snippet,
    /// The example of the operation, with optional members.
    example: DocComment,
    method: Fragment,
    operation: Fragment,
    input: Fragment,
    /// The setter of an optional string, and the one for an `Option`.
    setter: Option<(Fragment, Fragment)>,
    /// Whether the input has an idempotency token.
    has_token: bool,
}

/// The command-line client: its name and commands.
#[derive(Serialize)]
struct Command {
    binary: String,
    /// The features of the crate with which it has all commands.
    features: &'static str,
    call: Option<Vec<String>>,
    list: Option<String>,
    write: Option<Vec<String>>,
    /// The same operation with its input in a file.
    write_json: Option<String>,
    wait: Option<Vec<String>>,
}

#[derive(Serialize)]
struct Error {
    variant: Fragment,
    predicate: Fragment,
}

impl Guide {
    pub(super) fn new(krate: &RustCrate) -> Result<Self, FormatError> {
        let guide = &krate.guide;
        let call =
            |call: &Option<GuideCall>| call.as_ref().map(|call| Call::new(krate, call)).transpose();
        let wait = guide.wait.as_ref();
        Ok(Self {
            module: (&krate.name).into(),
            aws: krate.service.aws.is_some(),
            has_lists: krate.operations.iter().any(|operation| operation.pagination.is_some()),
            has_waiters: !krate.waiters.is_empty(),
            has_nullable: krate.has_nullable(),
            has_codes: krate.service.aws.is_some() || !krate.errors.is_empty(),
            status_predicate: status_predicate(krate),
            error_body: error_body(krate),
            base_url: krate.service.base_url.clone(),
            servers: server::example(krate),
            auth: Auth::new(krate),
            variables: example::first_call_variables(krate),
            variable: krate.service.variable_prefix(),
            package_name: krate.package.clone(),
            service: krate.service.id.clone(),
            call: call(&guide.call)?,
            list: call(&guide.list)?,
            write: guide.write.as_ref().map(|call| Write::new(krate, call)).transpose()?,
            command: Command::new(krate),
            wait: wait
                .map(|(method, arguments)| Snippet::new(&krate.name, method, arguments))
                .transpose()?,
            events: guide.events.map(|at| Events::new(krate, at)).transpose()?,
            files: Files::new(krate)?,
            details: guide.details.as_ref().map(Fragment::from),
        })
    }

    /// The names of the pages, which those of their modules and templates are.
    pub(super) fn pages(&self) -> impl Iterator<Item = &'static str> {
        let (call, list, wait) = (self.call.is_some(), self.list.is_some(), self.wait.is_some());
        let pages = [
            ("mod", true),
            ("authentication", self.auth.is_some()),
            ("calls", call),
            ("command_line", true),
            ("configuration", true),
            ("credentials", self.aws),
            ("errors", call),
            ("files", self.files.is_some()),
            ("pagination", list),
            ("retries", call),
            ("streams", self.events.is_some()),
            ("testing", call),
            ("tracing", call),
            ("waiters", wait),
        ];
        pages.into_iter().filter(|(_, exists)| *exists).map(|(name, _)| name)
    }
}

/// The predicate of the status that callers are most likely to handle: 404, or the first.
fn status_predicate(krate: &RustCrate) -> Option<(Fragment, u16)> {
    let predicates = krate.status_errors.predicates.iter();
    let (method, status) = predicates.min_by_key(|(_, status)| *status != 404)?;
    Some((method.into(), *status))
}

/// The body of an error of the operation that the guides call, or of any operation.
fn error_body(krate: &RustCrate) -> Option<Fragment> {
    let errors = &krate.status_errors;
    let call = krate.guide.call.as_ref().map(|call| &krate.operations[call.operation].wire_name);
    let own = errors.rows.iter().find(|row| call.is_some_and(|call| row.operations.contains(call)));
    let body = own.and_then(|row| row.statuses.first()).map_or(0, |(.., body)| *body);
    errors.bodies.get(body).map(|body| (&body.variant).into())
}

impl Call {
    fn new(krate: &RustCrate, call: &GuideCall) -> Result<Self, FormatError> {
        let operation = &krate.operations[call.operation];
        let error = call.error.map(|at| &krate.errors[at]);
        let (code, status) = match error {
            Some(error) => (error.code.as_str(), error.status.unwrap_or(400)),
            None if krate.service.aws.is_some() => COMMON_CODE_OF_AWS,
            None => COMMON_CODE,
        };
        let plan = operation.pagination.as_deref();
        Ok(Self {
            snippet: Snippet::new(&krate.name, &operation.method, &call.arguments)?,
            operation: (&operation.name).into(),
            input: (&operation.input.name).into(),
            output: operation.output.has_default().then(|| (&operation.output.name).into()),
            wire_name: operation.wire_name.clone(),
            code: quote!(#code).into(),
            status,
            error: error.map(|error| Error {
                variant: (&error.variant).into(),
                predicate: (&error.predicate).into(),
            }),
            has_items: plan.is_some_and(|plan| plan.items.is_some()),
            page_size: plan.is_some_and(|plan| plan.page_size.is_some()),
            limit: plan.is_some_and(PaginationPlan::has_limit),
            by_token: plan.is_some_and(|plan| matches!(plan.next, NextPlan::Token { .. })),
        })
    }
}

impl Events {
    fn new(krate: &RustCrate, at: usize) -> Result<Self, FormatError> {
        let operation = &krate.operations[at];
        let plan = operation.events.as_ref();
        let example = example::events_lines(&krate.name, operation)?;
        let example = example.into_iter().skip_while(|line| !line.starts_with("```")).collect();
        let format = plan.map_or(EventFormat::ServerSent, |plan| plan.format);
        Ok(Self {
            example: DocComment::module(example),
            operation: (&operation.name).into(),
            body: match format {
                EventFormat::ServerSent => r#""data: {}\n\n""#,
                EventFormat::Lines => r#""{}\n""#,
                EventFormat::Sequence => r#""\u{1e}{}\n""#,
            },
            is_server_sent: format == EventFormat::ServerSent,
            method: plan.map(|plan| (&plan.method).into()).unwrap_or_default(),
        })
    }
}

impl Files {
    fn new(krate: &RustCrate) -> Result<Option<Self>, FormatError> {
        let of = |has: &dyn Fn(&OperationModule) -> bool| {
            krate.operations.iter().filter(|operation| has(operation)).collect::<Vec<_>>()
        };
        let uploads = of(&|operation| operation.uploads().next().is_some());
        let downloads = of(&|operation| operation.downloads().next().is_some());
        if uploads.is_empty() && downloads.is_empty() {
            return Ok(None);
        }
        let is_parts = |operation: &OperationModule| operation.request.has_form(true);
        let count = |operation: &OperationModule| operation.arguments().count();
        let shown: Vec<_> = krate.default_operations().collect();
        let upload = shown.iter().filter_map(|operation| {
            let members = operation.uploads().filter(|field| field.ty == RustType::Stream);
            let member = members.min_by_key(|field| field.presence != Presence::Required)?;
            let is_optional = member.presence != Presence::Required;
            let rank = (operation.deprecated, !is_parts(operation), is_optional, count(operation));
            Some((rank, FileCall::new(krate, operation, member, true)?))
        });
        let download = shown.iter().filter_map(|operation| {
            let mut members = operation.downloads();
            let member = members.find(|field| {
                field.ty == RustType::Stream && field.presence == Presence::Required
            })?;
            let rank = (operation.events.is_some(), operation.deprecated, count(operation));
            Some((rank, FileCall::new(krate, operation, member, false)?))
        });
        let upload = upload.min_by_key(|(rank, _)| *rank);
        let download = download.min_by_key(|(rank, _)| *rank);
        Ok(Some(Self {
            has_uploads: !uploads.is_empty(),
            has_parts: uploads.iter().any(|operation| is_parts(operation)),
            upload: upload.map(|(_, call)| call).transpose()?,
            has_downloads: !downloads.is_empty(),
            download: download.map(|(_, call)| call).transpose()?,
        }))
    }
}

impl FileCall {
    /// The call of the operation's example, with `file` as the value of `member` if that is one of the input. `None` if
    /// there is no example.
    fn new(
        krate: &RustCrate,
        operation: &OperationModule,
        member: &Field,
        is_upload: bool,
    ) -> Option<Result<Self, FormatError>> {
        let example = operation.example.as_ref()?;
        let mut writer = Writer::new(&krate.name);
        let is_file = |name: &Ident| is_upload && *name == member.name;
        let arguments = example.arguments.iter().map(|(name, value)| match is_file(name) {
            true => quote!(file),
            false => writer.argument(value),
        });
        let arguments: Vec<_> = arguments.collect();
        let is_argument = example.arguments.iter().any(|(name, _)| is_file(name));
        let setter = &member.setter;
        let setting = (is_upload && !is_argument).then(|| quote!(.#setter(file)));
        let method = &operation.method;
        let call = statements(quote!(client.#method(#(#arguments),*) #setting;));
        Some(call.map(|lines| Self {
            expression: lines.join(" ").trim_end_matches(';').to_owned(),
            names_types: example.arguments.iter().any(|(_, value)| names_a_type(value)),
            member: (&member.name).into(),
        }))
    }
}

impl Write {
    fn new(krate: &RustCrate, call: &GuideCall) -> Result<Self, FormatError> {
        let operation = &krate.operations[call.operation];
        let example = example::operation_lines(&krate.name, operation)?;
        let mut example = example.into_iter().skip_while(|line| !line.starts_with("```"));
        // The first block; a second one shows the response as a stream.
        let start = example.next();
        let block = example.by_ref().take_while(|line| line != "```");
        let example = start.into_iter().chain(block).chain(["```".to_owned()]).collect();
        let mut optional = operation.input.fields.iter();
        let optional = optional.find(|field| {
            field.presence == Presence::Optional
                && field.ty == RustType::String
                && !operation.request.tokens.contains(&field.name)
        });
        Ok(Self {
            snippet: Snippet::new(&krate.name, &operation.method, &call.arguments)?,
            example: DocComment::module(example),
            method: (&operation.method).into(),
            operation: (&operation.name).into(),
            input: (&operation.input.name).into(),
            setter: optional.map(|field| ((&field.setter).into(), (&field.optional_setter).into())),
            has_token: !operation.request.tokens.is_empty(),
        })
    }
}

impl Command {
    fn new(krate: &RustCrate) -> Self {
        let guide = &krate.guide;
        let call = |call: &Option<GuideCall>| {
            let call = call.as_ref()?;
            Some(command(krate, call.operation, &call.arguments))
        };
        let write = guide.write.as_ref().map(|call| {
            let example = krate.operations[call.operation].example.as_ref();
            let settings = example.into_iter().flat_map(|example| &example.settings);
            let settings = settings.map(|setting| (setting.field.clone(), setting.value.clone()));
            let values: Vec<_> = call.arguments.iter().cloned().chain(settings).collect();
            command(krate, call.operation, &values)
        });
        let wait = guide.wait.as_ref().and_then(|(method, arguments)| {
            let at = krate.waiters.iter().position(|waiter| waiter.method == *method)?;
            let operation = &krate.waiters[at].operation;
            let of = krate.operations.iter().position(|each| each.name == *operation)?;
            let flags = flags(krate, of, arguments);
            Some(format!("{} wait {}{flags}", krate.binary, krate.waits[at].name))
        });
        Self {
            features: if krate.features.is_some() { "cli,full" } else { "cli" },
            binary: krate.binary.clone(),
            call: call(&guide.call).map(|command| lines(&command)),
            list: call(&guide.list),
            write_json: guide.write.as_ref().map(|call| command(krate, call.operation, &[])),
            write: write.map(|command| lines(&command)),
            wait: wait.map(|command| lines(&format!("{command} --timeout 60"))),
        }
    }
}

/// A command in lines: one for each flag if it would be too long for a page.
fn lines(command: &str) -> Vec<String> {
    const LONGEST: usize = 90;
    if command.len() <= LONGEST {
        return vec![command.to_owned()];
    }
    command.replace(" --", " \\\n    --").lines().map(str::to_owned).collect()
}

/// The command of an operation with flags for some of its members.
fn command(krate: &RustCrate, operation: usize, values: &[(Ident, ExampleValue)]) -> String {
    let flags = flags(krate, operation, values);
    format!("{} {}{flags}", krate.binary, krate.calls[operation].name)
}

fn flags(krate: &RustCrate, operation: usize, values: &[(Ident, ExampleValue)]) -> String {
    let fields = krate.operations[operation].input.fields.iter();
    let flags = fields.zip(&krate.calls[operation].flags);
    let flags = flags.filter_map(|(field, flag)| {
        let (_, value) = values.iter().find(|(name, _)| *name == field.name)?;
        let value = match value {
            ExampleValue::String(text) | ExampleValue::Secret(text) => quoted(text),
            ExampleValue::Integer(number) => number.to_string(),
            _ => return None,
        };
        Some(format!(" --{} {value}", flag.name))
    });
    flags.collect()
}

/// A word for a shell.
fn quoted(text: &str) -> String {
    let is_plain = |each: char| each.is_ascii_alphanumeric() || "-_.:/".contains(each);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", one_line(text).replace('\'', "'\\''")),
    }
}

impl Snippet {
    fn new(
        krate: &Ident,
        method: &Ident,
        arguments: &[(Ident, ExampleValue)],
    ) -> Result<Self, FormatError> {
        let mut writer = Writer::new(krate);
        let names = arguments.iter().map(|(name, _)| name);
        let call = quote!(client.#method(#(#names),*));
        let bindings: TokenStream = arguments
            .iter()
            .map(|(name, value)| {
                let value = writer.argument(value);
                quote!(let #name = #value;)
            })
            .collect();
        let expression = statements(quote!(#call;))?.join(" ");
        Ok(Self {
            bindings: statements(bindings)?,
            expression: expression.trim_end_matches(';').to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Source;
    use crate::{Input, Package, generate_crate};

    /// The documentation at the start of a file of a document's crate, in one line.
    fn page(path: &str, document: &str) -> String {
        let document = Source { name: "openapi.yaml".to_owned(), text: document.into() };
        let package = Package::new(None, "runtime");
        let generated = generate_crate(&Input::of(document), &package);
        let files = generated.expect("the document has no errors").files;
        let page = files.get(path).expect("the crate has the page");
        page.lines().map(|line| line.trim_start_matches("//!").trim()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_page_about_credentials_says_which_calls_are_sent_without_them() {
        const OPTIONAL: &str = "An operation of which the document states no `security`";
        const NONE: &str = "One with `security: []` is always sent without credentials";
        for (of_operation, optional, none) in [
            ("", false, false),
            ("security: [{}, {key: []}], ", true, false),
            ("security: [], ", false, true),
        ] {
            let document = format!(
                "openapi: 3.0.0\ninfo: {{title: A, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\n\
                 security: [{{key: []}}]\n\
                 components: {{securitySchemes: {{key: {{type: http, scheme: bearer}}}}}}\n\
                 paths: {{/a: {{get: {{{of_operation}operationId: a, responses: {{'204': {{description: A}}}}}}}}}}\n"
            );
            let found = page("src/guide/authentication.rs", &document);
            assert_eq!(
                (found.contains(OPTIONAL), found.contains(NONE)),
                (optional, none),
                "{found}"
            );
            let found = page("src/lib.rs", &document);
            assert_eq!(found.contains("`A_TOKEN`"), !optional && !none, "{found}");
        }
    }

    #[test]
    fn the_page_about_tests_has_streams_and_bodies_of_errors_where_there_are_some() {
        let responses = |content: &str| {
            format!(
                "openapi: 3.0.0\ninfo: {{title: A, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\n\
                 components: {{schemas: {{Problem: {{type: object, properties: {{a: {{type: string}}}}}}}}}}\n\
                 paths: {{/a: {{get: {{operationId: getA, responses: {{{content}}}}}}}, \
                 /b: {{get: {{operationId: getB, responses: {{'204': {{description: B}}}}}}}}}}\n"
            )
        };
        let plain = page("src/guide/testing.rs", &responses("'204': {description: A}"));
        assert!(!plain.contains("on_events") && !plain.contains("ErrorBody"), "{plain}");
        let schema = "schema: {$ref: '#/components/schemas/Problem'}";
        let problem = responses(&format!(
            "'204': {{description: A}}, '409': {{description: B, content: {{application/json: {{{schema}}}}}}}"
        ));
        let page_of_problem = page("src/guide/testing.rs", &problem);
        assert!(page_of_problem.contains("`Fault::body` sets the body"), "{page_of_problem}");
        for (media_type, body) in [
            ("text/event-stream", r#""data: {}\n\n""#),
            ("application/x-ndjson", r#""{}\n""#),
            ("application/json-seq", r#""\u{1e}{}\n""#),
        ] {
            let content =
                format!("'200': {{description: A, content: {{{media_type}: {{{schema}}}}}}}");
            let found = page("src/guide/testing.rs", &responses(&content));
            let expected = format!(".on_events::<operations::GetA>(|_| Ok({body}.into()));");
            assert!(found.contains(&expected), "{media_type}: {found}");
        }
    }

    #[test]
    fn the_page_about_files_shows_a_call_and_members_link_to_it() {
        let document = |content: &str| {
            format!(
                "openapi: 3.0.0\ninfo: {{title: A, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\n\
                 paths: {{'/a/{{id}}': {{post: {{operationId: putA, requestBody: {{required: true, content: {content}}}, \
                 parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], \
                 responses: {{'204': {{description: A}}}}}}}}}}\n"
            )
        };
        const LINK: &str = "The guide to [files](crate::guide::files) shows its use.";
        let form = "{multipart/form-data: {schema: {type: object, properties: \
                    {photo: {type: string, format: binary}}}}}";
        let form = document(form);
        let found = page("src/guide/files.rs", &form);
        assert!(found.contains("client.put_a(\"id\").photo(file).send().await?;"), "{found}");
        assert!(found.contains(".with_file_name(") && !found.contains("# Downloads"), "{found}");
        assert!(page("src/operations/put_a.rs", &form).contains(LINK));
        assert!(page("src/guide/mod.rs", &form).contains("pub mod files;"));
        let body = document("{image/png: {schema: {type: string, format: binary}}}");
        let found = page("src/guide/files.rs", &body);
        assert!(found.contains("client.put_a(\"id\", file).send().await?;"), "{found}");
        assert!(!found.contains(".with_file_name("), "{found}");
        assert!(page("src/operations/put_a.rs", &body).contains("client.put_a(id, b\"body\")"));
        let list = "{multipart/form-data: {schema: {type: object, properties: \
                    {photos: {type: array, items: {type: string, format: binary}}}}}}";
        let found = page("src/guide/files.rs", &document(list));
        assert!(found.contains("ByteStream::from_reader") && !found.contains("client."), "{found}");
        let json = document("{application/json: {schema: {type: string}}}");
        assert!(!page("src/guide/mod.rs", &json).contains("files"));
        assert!(!page("src/operations/put_a.rs", &json).contains(LINK));
    }

    #[test]
    fn the_page_about_credentials_removes_the_line_break_of_a_file() {
        let document = "openapi: 3.0.0\ninfo: {title: A, version: '1'}\nservers: [{url: 'https://a.example'}]\n\
                        security: [{key: []}]\n\
                        components: {securitySchemes: {key: {type: http, scheme: bearer}}}\n\
                        paths: {/a: {get: {operationId: a, responses: {'204': {description: A}}}}}\n";
        let found = page("src/guide/authentication.rs", document);
        assert!(found.contains("Token::new(token.trim())"), "{found}");
    }

    #[test]
    fn the_page_about_settings_says_why_there_is_no_base_url() {
        for (url, expected) in [
            ("https://a.example", "| `https://a.example` |"),
            ("https://{shop}.example", "| none: see [`servers`](crate::servers) |"),
            ("/v1", "| none: the document names no host |"),
        ] {
            let document = format!(
                "openapi: 3.0.0\ninfo: {{title: A, version: '1'}}\nservers: [{{url: '{url}'}}]\n\
                 paths: {{/a: {{get: {{operationId: a, responses: {{'204': {{description: A}}}}}}}}}}\n"
            );
            let page = page("src/guide/configuration.rs", &document);
            assert!(page.contains(expected), "{url}: {page}");
        }
    }
}
