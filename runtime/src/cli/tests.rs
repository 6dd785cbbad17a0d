use std::fs;

use serde_json::json;

use super::failure::Failure;
use super::table::{Input, decoded};
use super::*;
use crate::auth::{SchemeKind, Security, SecurityScheme};
use crate::test_fixtures::{PlainService, Service, service_error};
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::{
    AcceptorState, Blob, ByteStream, DecodeError, EncodedRequest, Environment, Json, Method,
    Operation, OperationMeta, Paginated, Response, WaiterDefinition,
};

/// Every kind of member.
#[derive(Clone, Debug, Default)]
struct Members {
    name: String,
    state: Option<String>,
    published: Option<bool>,
    count: Option<i64>,
    ratio: Option<f64>,
    at: Option<jiff::Timestamp>,
    day: Option<jiff::civil::Date>,
    data: Option<Blob>,
    tags: Option<Json>,
    parts: Option<Vec<Json>>,
    ids: Option<Vec<String>>,
    any: Option<Json>,
}

crate::structure! {
    Members: decode, encode;
    required "name";
    "name" => name;
    "state" => state;
    "published" => published;
    "count" => count;
    "ratio" => ratio;
    "at" => at as EpochSeconds;
    "day" => day;
    "data" => data;
    "tags" => tags;
    "parts" => parts;
    "ids" => ids;
    "any" => any;
}

#[derive(Debug)]
struct Put;

impl Operation for Put {
    type Input = Members;
    type Output = Members;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Put");

    fn encode(input: &Members) -> Result<EncodedRequest, Error> {
        EncodedRequest::new(Method::POST).literal("/Put").json(input)
    }

    fn decode(response: &Response) -> Result<Members, DecodeError> {
        response.json()
    }
}

#[derive(Clone, Debug, Default)]
struct Page {
    items: Vec<Json>,
    next: Option<String>,
}

crate::structure! {
    Page: decode, encode;
    "items" => items;
    "nextToken" => next;
}

#[derive(Debug)]
struct ListThings;

impl Operation for ListThings {
    type Input = Page;
    type Output = Page;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ListThings").read_only();

    fn encode(input: &Page) -> Result<EncodedRequest, Error> {
        EncodedRequest::new(Method::POST).literal("/List").json(input)
    }

    fn decode(response: &Response) -> Result<Page, DecodeError> {
        response.json()
    }
}

impl Paginated for ListThings {
    type Item = Json;

    fn token(input: &Page) -> Option<&str> {
        input.next.as_deref()
    }

    fn set_token(input: &mut Page, token: String) {
        input.next = Some(token);
    }

    fn next_token(output: &Page) -> Option<&str> {
        output.next.as_deref()
    }

    fn into_items(output: Page) -> Vec<Json> {
        output.items
    }
}

#[derive(Clone, Debug, Default)]
struct Data {
    label: Option<String>,
    body: ByteStream,
}

crate::structure! {
    Data: decode, encode;
    required "body";
    bound "label" => label;
    bound "body" => body;
}

#[derive(Debug)]
struct Copy;

impl Operation for Copy {
    type Input = Data;
    type Output = Data;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Copy").unsigned_payload().streams_response();

    fn encode(input: &Data) -> Result<EncodedRequest, Error> {
        EncodedRequest::new(Method::PUT).literal("/Copy").stream("body", &input.body)
    }

    /// The scripted transport does not stream.
    fn decode(response: &Response) -> Result<Data, DecodeError> {
        Ok(Data { label: Some("copied".to_owned()), body: response.blob().into() })
    }

    fn attach_body(output: &mut Data, stream: ByteStream) {
        output.body = stream;
    }
}

#[derive(Clone, Debug, Default)]
struct Album {
    cover: ByteStream,
    pages: Option<Vec<ByteStream>>,
}

crate::structure! {
    Album: decode, encode;
    required "cover";
    "cover" => cover;
    "pages" => pages;
}

#[derive(Debug)]
struct Bind;

impl Operation for Bind {
    type Input = Album;
    type Output = Members;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Bind");

    /// States the name of each file.
    fn encode(input: &Album) -> Result<EncodedRequest, Error> {
        let pages = input.pages.iter().flatten();
        let files = pages.chain([&input.cover]);
        let names: Vec<&str> = files.map(|file| file.file_name().unwrap_or("none")).collect();
        Ok(EncodedRequest::new(Method::PUT).literal("/Bind").text(names.join(" ")))
    }

    fn decode(response: &Response) -> Result<Members, DecodeError> {
        response.json()
    }
}

#[derive(Debug)]
struct Ready;

impl WaiterDefinition for Ready {
    type Operation = Put;
    type Output = Members;
    const NAME: &'static str = "Ready";
    const MIN_DELAY: Duration = Duration::from_secs(1);
    const MAX_DELAY: Duration = Duration::from_secs(2);

    fn evaluate(result: Result<&Members, &Error>) -> AcceptorState {
        match result.map(|output| output.state.as_deref()) {
            Ok(Some("READY")) => AcceptorState::Success,
            Ok(Some("BROKEN")) => AcceptorState::Failure("state is BROKEN"),
            Ok(_) => AcceptorState::Retry,
            Err(_) => AcceptorState::Unmatched,
        }
    }

    fn into_output(result: Result<Members, Error>) -> Result<Members, Error> {
        result
    }
}

const CLI: Cli = Cli {
    name: "things",
    version: "1.2.3",
    calls: &[
        Call::new::<Put>(
            "put",
            "Puts a thing.",
            &[
                Flag::string("name", "name", "Its name.").required(),
                Flag::string("state", "state", "Its state.").values(&["READY", "BROKEN"]),
                Flag::boolean("published", "published", ""),
                Flag::integer("count", "count", ""),
                Flag::number("ratio", "ratio", ""),
                Flag::timestamp("at", "at", ""),
                Flag::date("day", "day", ""),
                Flag::blob("data", "data", ""),
                Flag::object("tags", "tags", ""),
                Flag::object("parts", "parts", "").list(),
                Flag::string("ids", "ids", "").list(),
                Flag::json("any", "any", ""),
            ],
        ),
        Call::list::<ListThings>(
            "list-things",
            "Lists things.",
            &[Flag::string("next-token", "nextToken", "")],
            Some("items"),
            "nextToken",
        ),
        Call::new::<Copy>(
            "copy",
            "Copies a stream.",
            &[Flag::stream("body", "body", "").required()],
        ),
        Call::new::<Bind>(
            "bind",
            "Binds files.",
            &[
                Flag::stream("cover", "cover", "").required(),
                Flag::stream("pages", "pages", "").list(),
            ],
        ),
    ],
    waits: &[Wait::new::<Ready>("ready", "Waits.")],
};

/// The result of a command line.
struct Ran {
    code: u8,
    out: String,
    err: String,
    /// The bodies of the requests.
    sent: Vec<Json>,
}

fn ran(arguments: &[&str], steps: impl IntoIterator<Item = Step>, stdin: &str) -> Ran {
    ran_by(&CLI, arguments, steps, stdin)
}

fn ran_by(
    cli: &Cli,
    arguments: &[&str],
    steps: impl IntoIterator<Item = Step>,
    stdin: &str,
) -> Ran {
    let transport = ScriptedTransport::new(steps);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console {
        out: &mut out,
        err: &mut err,
        input: &mut stdin.as_bytes(),
        shows_progress: arguments.contains(&"--all"),
    };
    let builder = ClientBuilder::<Wrapped<Service>>::new(Environment::empty())
        .region("eu-west-1")
        .credentials(crate::test_fixtures::credentials())
        .transport(transport.clone())
        .system(ManualSystem::default());
    let all = ["things"].iter().chain(arguments).map(OsString::from);
    let code = run(cli, all, builder, &mut console);
    let sent = transport.take_requests();
    let body = |request: &http::Request<bytes::Bytes>| {
        serde_json::from_slice(request.body())
            .unwrap_or_else(|_| String::from_utf8_lossy(request.body()).into())
    };
    Ran {
        code,
        sent: sent.iter().map(body).collect(),
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

fn ok(body: Json) -> Step {
    Step::json(200, body)
}

#[test]
fn clap_accepts_the_commands() {
    arguments::command(&CLI, &Service::SERVICE, &[]).debug_assert();
}

#[test]
fn flags_and_json_are_one_input() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("value");
    fs::write(&file, r#"{"a":1}"#).unwrap();
    let file = file.to_str().unwrap();
    let at_file = &*format!("@{file}");
    for (arguments, expected) in [
        (&["--name", "n"][..], json!({"name": "n"})),
        (&["--name", "n", "--state", "OTHER"], json!({"name": "n", "state": "OTHER"})),
        (&["--name", "n", "--published"], json!({"name": "n", "published": true})),
        (&["--name", "n", "--published", "false"], json!({"name": "n", "published": false})),
        (&["--name", "n", "--count", "-7"], json!({"name": "n", "count": -7})),
        (&["--name", "n", "--ratio=NaN"], json!({"name": "n", "ratio": "NaN"})),
        (&["--name", "n", "--at", "1970-01-01T00:00:07Z"], json!({"name": "n", "at": 7})),
        (&["--name", "n", "--at", "7"], json!({"name": "n", "at": 7})),
        (&["--name", "n", "--day", "2026-01-31"], json!({"name": "n", "day": "2026-01-31"})),
        (&["--name", "n", "--data", "Zg=="], json!({"name": "n", "data": "Zg=="})),
        (&["--name", "n", "--data", at_file], json!({"name": "n", "data": "eyJhIjoxfQ=="})),
        (&["--name", "n", "--tags", r#"{"a":"b"}"#], json!({"name": "n", "tags": {"a": "b"}})),
        (&["--name", "n", "--tags", at_file], json!({"name": "n", "tags": {"a": 1}})),
        (
            &["--name", "n", "--parts", "{}", "--parts", r#"[{"a":1},{}]"#],
            json!({"name": "n", "parts": [{}, {"a": 1}, {}]}),
        ),
        (
            &["--name", "n", "--ids", "a", "--ids", "b", "c"],
            json!({"name": "n", "ids": ["a", "b", "c"]}),
        ),
        (&["--name", "n", "--any", "[1]"], json!({"name": "n", "any": [1]})),
        (&["--json", r#"{"name":"n","count":1}"#], json!({"name": "n", "count": 1})),
        (&["--json", r#"{"name":"n"}"#, "--name", "m"], json!({"name": "m"})),
        (&["--json", "-", "--count", "2"], json!({"name": "in", "count": 2})),
    ] {
        let arguments = [&["put"], arguments].concat();
        let ran = ran(&arguments, [ok(json!({}))], r#"{"name":"in"}"#);
        assert_eq!((ran.code, ran.sent), (0, vec![expected]), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_constant_is_sent_without_its_flag() {
    const FLAGS: &[Flag] = &[
        Flag::string("name", "name", "").required(),
        Flag::string("state", "state", "").constant("READY"),
    ];
    let cli = Cli { calls: &[const { Call::new::<Put>("put", "", FLAGS) }], ..CLI };
    for (arguments, expected) in [
        (&["put", "--name", "n"][..], json!({"name": "n", "state": "READY"})),
        (&["put", "--name", "n", "--state", "NEW"], json!({"name": "n", "state": "NEW"})),
        (&["put", "--json", r#"{"name":"n"}"#], json!({"name": "n", "state": "READY"})),
        (&["put", "--json", r#"{"name":"n","state":"NEW"}"#], json!({"name": "n", "state": "NEW"})),
    ] {
        let ran = ran_by(&cli, arguments, [ok(json!({}))], "");
        assert_eq!((ran.code, ran.sent), (0, vec![expected]), "{arguments:?}: {}", ran.err);
    }
    let help = ran_by(&cli, &["put", "--help"], [], "").out;
    assert!(help.contains("[default: READY]"), "{help}");
}

#[derive(Clone, Debug, Default)]
struct Owner {
    name: Option<String>,
    tags: Option<Vec<Json>>,
}

crate::structure! {
    Owner: decode, encode;
    "name" => name;
    "tags" => tags;
}

#[derive(Clone, Debug, Default)]
struct Owners {
    owner: Option<Owner>,
    owners: Option<Vec<Owner>>,
}

crate::structure! {
    Owners: decode, encode;
    "owner" => owner;
    "owners" => owners;
}

#[test]
fn unknown_members_of_nested_objects_are_errors() {
    for (json, unknown) in [
        (json!({"owner": {"name": "n", "tags": [{"any": 1}]}}), None),
        (json!({"owner": {"name": "n", "nmae": null, "tags": []}}), None),
        (json!({"owner": {"nmae": "n"}}), Some("owner.nmae")),
        (json!({"owners": [{"name": "n"}, {"tag": "t"}]}), Some("owners.1.tag")),
    ] {
        let Json::Object(members) = json else { panic!("no object") };
        let input = Input { json: members, ..Input::default() };
        let found = match decoded::<Owners>(input) {
            Ok(_) => None,
            Err(Failure::Usage(message)) => Some(message),
            Err(failure) => panic!("{failure:?}"),
        };
        let expected = unknown.map(|path| format!("invalid input: unknown member `{path}`"));
        assert_eq!(found, expected);
    }
}

#[test]
fn wrong_arguments_send_nothing() {
    for (arguments, expected) in [
        (&["put"][..], "--name <STRING>"),
        (&["put", "--json", "{}"], "`name` is required: set it with --name or in --json"),
        (&["put", "--json", r#"{"name":null}"#], "`name` is required"),
        (&["put", "--json", r#"{"nmae":"n"}"#], "unknown member `nmae`; the input has `name`, "),
        (&["put", "--json", r#"{"name":1}"#], "`name`: found integer, expected a string"),
        (&["put", "--json", "[]"], "cannot read []"),
        (&["put", "--json", "{"], "not JSON"),
        (&["put", "--name", "n", "--count", "x"], "invalid digit"),
        (&["put", "--name", "n", "--published", "x"], "expected true or false"),
        (&["put", "--name", "n", "--ratio", "inf"], "expected a number"),
        (&["put", "--name", "n", "--data", "*"], "expected bytes in base64"),
        (&["put", "--name", "n", "--at", "noon"], "'--at <TIME>': expected a timestamp"),
        (&["put", "--name", "n", "--day", "31.1."], "'--day <YYYY-MM-DD>': expected a date"),
        (&["put", "--name", "n", "--tags", "a=b"], "not JSON"),
        (&["put", "--name", "n", "--tags", "[]"], "expected a JSON object"),
        (&["put", "--name", "n", "--tags", "@/no/file"], "cannot read /no/file"),
        (&["put", "--name", "n", "--timeout", "0"], "positive number of seconds"),
        (&["put", "--name", "n", "--output", "xml"], "possible values: json, table"),
        (&["copy", "--body", "/no/file", "--out-file", "-"], "cannot read /no/file"),
        (&["copy", "--body", "-"], "--out-file <FILE>"),
        (&["list-things", "--max-items", "0"], "0 is not in"),
        (&["wait", "ready"], "--name <STRING>"),
        (&["wait"], "Usage: things wait"),
        (&["get"], "unrecognized subcommand"),
    ] {
        let ran = ran(arguments, [], "");
        assert_eq!((ran.code, ran.sent.len(), &*ran.out), (2, 0, ""), "{arguments:?}");
        assert!(ran.err.contains(expected), "{arguments:?}: {}", ran.err);
    }
}

/// A service of a plain document.
struct Plain;

impl ServiceClient for Plain {
    const SERVICE: ServiceMeta = ServiceMeta { id: "things", ..PlainService::SERVICE };
    const BASE_URL: &'static str = "https://things.example/v1";
    const SECURITY: Security = Security {
        schemes: &[SecurityScheme { name: "login", kind: SchemeKind::Bearer }],
        default: &[&[0]],
    };
    type Error = Error;

    fn from_runtime(_: Client) -> Self {
        Self
    }
}

#[test]
fn base_url_and_credentials_are_those_of_the_service() {
    let transport = ScriptedTransport::new([ok(json!({}))]);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console =
        Console { out: &mut out, err: &mut err, input: &mut io::empty(), shows_progress: false };
    let environment = Environment::from_iter([("THINGS_TOKEN", "secret")]);
    let builder = ClientBuilder::<Wrapped<Plain>>::new(environment).transport(transport.clone());
    let arguments = ["things", "put", "--name", "n"].map(OsString::from);
    assert_eq!(run(&CLI, arguments, builder, &mut console), 0);
    let sent = &transport.take_requests()[0];
    assert_eq!(sent.uri(), "https://things.example/v1/Put");
    assert_eq!(sent.headers()["authorization"], "Bearer secret");
}

#[test]
fn help_lists_the_variables_and_exit_codes_of_the_service() {
    let cli = Cli { waits: &[], ..CLI };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console =
        Console { out: &mut out, err: &mut err, input: &mut io::empty(), shows_progress: false };
    let builder = ClientBuilder::<Wrapped<Plain>>::new(Environment::empty());
    assert_eq!(run(&cli, ["things", "--help"].map(OsString::from), builder, &mut console), 0);
    let help = String::from_utf8(out).unwrap();
    for part in [
        "Environment variables:\n  THINGS_TOKEN     bearer token for `login`\n",
        "  THINGS_BASE_URL  base URL of the service [default: https://things.example/v1]\n",
        "  4  no response: the network failed, or a call timed out\n  6  ",
    ] {
        assert!(help.contains(part), "{part}: {help}");
    }
    assert!(!help.contains("wait"), "{help}");
    let of_aws = ran(&["--help"], [], "").out;
    assert!(!of_aws.contains("Environment variables"), "{of_aws}");
}

#[derive(Clone, Debug)]
enum Payment {
    Owner(Owner),
    Put(Box<Members>),
    Unknown(Json),
}

crate::one_of! {
    Payment by "type": decode, encode;
    Owner(Owner): is_owner, as_owner tags "owner";
    Put(Members): is_put, as_put tags "put" required "name";
}

#[derive(Clone, Debug, Default)]
struct Pay {
    body: Payment,
}

crate::structure! {
    Pay: decode, encode;
    required "body";
    "body" => body;
}

#[test]
fn a_value_that_its_tag_does_not_describe_is_an_error() {
    let mut input = Input::default();
    input.json.insert("body".to_owned(), json!({"type": "put"}));
    match decoded::<Pay>(input) {
        Err(Failure::Usage(message)) => {
            assert_eq!(message, "invalid input: `body`: missing field `name`");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn exit_codes_name_the_kind_of_failure() {
    let put = |step: Step| ran(&["put", "--name", "n"], [step], "");
    let found = put(service_error(404, "ResourceNotFoundException"));
    assert_eq!((found.code, &*found.out), (1, ""));
    let expected = "error: Put failed: ResourceNotFoundException (HTTP 404, 1 attempt)\n";
    assert_eq!(found.err, expected);
    assert_eq!(put(Step::response(200, &[], "[")).code, 1);
    assert_eq!(put(ok(json!({"name": "n"}))).code, 0);

    let kinds = [
        (crate::ErrorKind::InvalidInput, 2),
        (crate::ErrorKind::Configuration, 3),
        (crate::ErrorKind::Credentials, 3),
        (crate::ErrorKind::Connection, 4),
        (crate::ErrorKind::Timeout, 4),
        (crate::ErrorKind::Wait, 5),
    ];
    for (kind, code) in kinds {
        assert_eq!(Failure::Call(Error::new(kind, "x")).code(), code, "{kind:?}");
    }
    assert_eq!(Failure::Output(io::ErrorKind::StorageFull.into()).code(), 6);
}

#[test]
fn all_pages_are_one_output() {
    let page = |items: Json, token: Option<&str>| ok(json!({"items": items, "nextToken": token}));
    let pages =
        || [page(json!([1, 2]), Some("a")), page(json!([3]), Some("b")), page(json!([]), None)];
    let json = |ran: &Ran| serde_json::from_str::<Json>(&ran.out).unwrap();

    let first = ran(&["list-things"], pages(), "");
    assert_eq!(json(&first), json!({"items": [1, 2], "nextToken": "a"}));
    assert_eq!(first.err, "note: the list has more pages; --all follows them\n");

    let all = ran(&["list-things", "--all"], pages(), "");
    assert_eq!((json(&all), all.sent.len()), (json!({"items": [1, 2, 3]}), 3));
    let expected =
        "\r\x1b[K2 items in 1 pages\r\x1b[K3 items in 2 pages\r\x1b[K3 items in 3 pages\r\x1b[K";
    assert_eq!(all.err, expected);

    let two = ran(&["list-things", "--max-items", "2"], pages(), "");
    assert_eq!((json(&two), two.sent.len()), (json!({"items": [1, 2], "nextToken": "a"}), 1));
    assert_eq!(two.err, "", "progress is shown on a terminal only");
    // The token of the next page would skip the second item.
    let one = ran(&["list-things", "--max-items", "1", "--next-token", "z"], pages(), "");
    assert_eq!((json(&one), one.sent.len()), (json!({"items": [1]}), 1));
    assert_eq!(one.sent[0]["nextToken"], "z");

    let failing = [page(json!([1]), Some("a")), service_error(400, "Bad")];
    let failed = ran(&["list-things", "--all"], failing, "");
    assert_eq!((failed.code, &*failed.out), (1, ""));
}

#[test]
fn tables_have_a_row_for_each_item_or_member() {
    let items = json!([{"a": "x", "b": 1}, {"a": "long", "c": {"d": true}}, {"a": "\u{1b}[2J"}]);
    for (value, items, expected) in [
        (
            json!({"items": items, "nextToken": "t"}),
            Some("items"),
            "a     b  c\n-     -  -\nx     1\nlong     {\"d\":true}\n [2J\n",
        ),
        (json!({"items": []}), Some("items"), ""),
        (json!({"keys": ["a", 2]}), None, "a\n2\n"),
        (json!({"stage": {"arn": "x", "name": null}}), None, "arn   x\nname\n"),
        (json!({"one": 1, "two": [2]}), None, "one  1\ntwo  [2]\n"),
        (
            json!({"stage": {"arn": "x", "tags": {}, "urls": {"a": {"b": 1}}}}),
            None,
            "arn     x\ntags    {}\nurls.a  {\"b\":1}\n",
        ),
        (json!({"ids": [1], "stage": {"arn": "x"}}), None, "ids        [1]\nstage.arn  x\n"),
        (json!({}), None, ""),
    ] {
        assert_eq!(output::table(&value, items), expected, "{value}");
    }
    let ran = ran(&["put", "--name", "n", "--output", "table"], [ok(json!({"name": "n"}))], "");
    assert_eq!(ran.out, "name  n\n");
}

#[test]
fn streams_are_read_from_and_written_to_files() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    fs::write(&from, "sent").unwrap();
    let (from, to) = (from.to_str().unwrap(), to.to_str().unwrap());
    let received = || [Step::response(200, &[], "received")];

    let found = ran(&["copy", "--body", from, "--out-file", to], received(), "");
    assert_eq!((found.code, &*found.err), (0, ""));
    assert_eq!(found.out, "{\n  \"label\": \"copied\"\n}\n");
    assert_eq!(fs::read_to_string(to).unwrap(), "received");

    let found = ran(&["copy", "--body", "-", "--out-file", "-"], received(), "in");
    assert_eq!((found.code, &*found.out), (0, "received"));
    let found = ran(&["copy", "--body", "-", "--out-file", "/no/folder/file"], received(), "in");
    assert_eq!(found.code, 6);
    assert!(found.err.starts_with("error: the output cannot be written: /no/folder/file: "));
}

#[test]
fn several_files_have_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| {
        let path = folder.path().join(name);
        fs::write(&path, name).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (cover, one, two) = (path("c.png"), path("1.txt"), path("2.txt"));
    for (arguments, names) in [
        (&["--cover", &cover, "--pages", &one, "--pages", &two][..], "1.txt 2.txt c.png"),
        (&["--cover", &cover], "c.png"),
        (&["--cover", "-"], "none"),
    ] {
        let found = ran(&[&["bind"], arguments].concat(), [ok(json!({}))], "in");
        assert_eq!((found.code, &*found.err), (0, ""));
        assert_eq!(found.sent, [Json::from(names)]);
    }
    assert_eq!(ran(&["bind", "--pages", &one], [], "").code, 2);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_opened_once() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::write(pipe, "piped")
    });
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console =
        Console { out: &mut out, err: &mut err, input: &mut io::empty(), shows_progress: false };
    let stream = input::open(pipe.to_str().unwrap(), &mut console).unwrap();
    let read = block_on(async { stream.collect().await.map_err(Failure::Output) });
    assert_eq!(read.unwrap(), "piped");
    writer.join().unwrap().unwrap();
}

#[test]
fn waits_end_in_success_failure_or_time_out() {
    let wait = |arguments: &[&str], states: &[&str]| {
        let steps: Vec<_> = states.iter().map(|state| ok(json!({"state": state}))).collect();
        ran(&[&["wait", "ready", "--name", "n"], arguments].concat(), steps, "")
    };
    let found = wait(&[], &["NEW", "READY"]);
    assert_eq!((found.code, &*found.out, &*found.err, found.sent.len()), (0, "", "", 2));
    let found = wait(&[], &["NEW", "BROKEN"]);
    assert_eq!(found.code, 5, "{}", found.err);
    assert!(found.err.contains("waiter Ready entered a failure state: state is BROKEN"));
    let found = wait(&["--timeout", "1.5"], &["NEW"; 9]);
    assert_eq!(found.code, 4, "{}", found.err);
}

#[test]
fn help_states_exit_codes_and_each_shell_has_completions() {
    let help = ran(&["--help"], [], "");
    assert_eq!((help.code, &*help.err), (0, ""));
    for part in ["list-things", "Exit codes:", "--region", "  5  a waiter reached"] {
        assert!(help.out.contains(part), "{part}: {}", help.out);
    }
    let help = ran(&["put", "--help"], [], "").out;
    assert!(help.contains("[possible values: READY, BROKEN]"), "{help}");
    assert_eq!(ran(&["--version"], [], "").out, "things 1.2.3\n");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = ran(&["completions", shell], [], "");
        assert_eq!(script.code, 0);
        assert!(script.out.contains("list-things"), "{shell}");
    }
}
