//! Servers among which a caller chooses.

use crate::loopback::{self, Loopback};
use crate::{generated, generated_with_codes, input};

const SERVERS: &str =
    include_str!("../../../generator/src/openapi/fixtures/choice_of_servers.yaml");

const PROGRAM: &str = r#"
use sdk::{Client, Error, servers};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let (_, authority) = url.split_once("://").unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or_default();
    let own = servers::YourOwn::new(host);
    println!("{}", String::from(own.clone()) == format!("https://{host}:443/v1"));
    let own = own
        .scheme(servers::YourOwnScheme::Http)
        .port(port)
        .base(servers::YourOwnBase::V2);
    Client::builder().base_url(own).build()?.list_things().send().await?;
    println!("{}", String::from(servers::Production));
    let sandbox = Client::builder().base_url(servers::Sandbox).build()?;
    println!("{}", sandbox.meta().endpoint_url);
    // Servers of a path and of an operation: another client calls these there.
    println!("{}", String::from(servers::BucketFilesExampleComZone::new("photos")));
    println!("{}", String::from(servers::ZoneUploadsExampleCom::default().zone("us")));
    Client::builder().base_url(url).build()?.upload().send().await?;
    Ok(())
}
"#;

#[test]
fn a_caller_chooses_a_server_and_its_variables() {
    let server = Loopback::start(|_, _| ("204 Done".to_owned(), Vec::new()));
    let files = generated(&input(SERVERS), "sdk");
    let output = loopback::run("servers", &files, PROGRAM, &server);
    let expected = [
        "true",
        "https://api.example.com/v1",
        "http://127.0.0.1:9/sandbox",
        "https://photos.files.example.com/eu",
        "https://us.uploads.example.com",
    ];
    assert_eq!(output.lines().collect::<Vec<_>>(), expected);
    assert_eq!(server.received()[0].line, "GET /v2/things");
    assert_eq!(server.received()[1].line, "POST /uploads");
}

/// A document whose servers are the loopback server.
fn own_servers(authority: &str) -> String {
    format!(
        r#"
openapi: 3.0.3
info: {{title: Files, version: "1"}}
servers:
  - {{url: "http://{authority}{{base}}", description: Local, variables: {{base: {{default: ""}}}}}}
  - {{url: "http://{{shop}}/{{version}}", description: Shop, variables: {{version: {{default: v1}}}}}}
  - {{url: /api}}
paths:
  /things:
    get: {{operationId: listThings, responses: {{"204": {{description: None.}}}}}}
  /files/{{name}}:
    servers: [{{url: "http://{authority}/in/{{zone}}", description: Files, variables: {{zone: {{default: eu}}}}}}]
    parameters: [{{name: name, in: path, required: true, schema: {{type: string}}}}]
    get: {{operationId: getFile, responses: {{"204": {{description: None.}}}}}}
    put:
      operationId: putFile
      servers: [{{url: /uploads}}]
      responses: {{"204": {{description: None.}}}}
"#
    )
}

const OWN_SERVERS: &str = r#"
use sdk::{Client, ClientBuilder, Error, servers};

async fn call(client: ClientBuilder) -> Result<(), Error> {
    let client = client.build()?;
    client.list_things().send().await?;
    client.get_file("a").send().await?;
    client.put_file("a").send().await?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let (_, authority) = url.split_once("://").unwrap_or_default();
    call(Client::builder()).await?;
    call(Client::builder().base_url(servers::Local::default().base("/v2"))).await?;
    call(Client::builder().base_url(servers::Shop::new(authority))).await?;
    call(Client::builder().base_url(servers::Files::default().zone("us"))).await
}
"#;

#[test]
fn paths_and_operations_have_servers_of_their_own_unless_the_caller_chooses_one() {
    let server = Loopback::start(|_, _| ("204 Done".to_owned(), Vec::new()));
    let (_, authority) = server.url.split_once("://").expect("a URL");
    let (files, codes) = generated_with_codes(&input(&own_servers(authority)), "sdk");
    assert_eq!(codes, ["undeclared-server-variable", "server-without-host"]);
    loopback::run("own-servers", &files, OWN_SERVERS, &server);
    let lines: Vec<_> = server.received().into_iter().map(|request| request.line).collect();
    let expected = [
        // A variable behind the host is empty by default.
        "GET /things",
        "GET /in/eu/files/a",
        "PUT /uploads/files/a",
        "GET /v2/things",
        "GET /v2/files/a",
        "PUT /v2/files/a",
        "GET /v1/things",
        "GET /v1/files/a",
        "PUT /v1/files/a",
        "GET /in/us/things",
        "GET /in/us/files/a",
        "PUT /in/us/files/a",
    ];
    assert_eq!(lines, expected);
}

/// A server whose URL contains a token, and one with a key that only its extension names.
const SECRET_SERVERS: &str = r#"
openapi: 3.0.3
info: {title: Bots, version: "1"}
servers:
  - url: "{scheme}://{host}/bot{token}"
    description: Bot
    variables:
      scheme: {default: https, enum: [https, http]}
      host: {default: api.example.com}
      token: {default: "123:example"}
  - url: https://api.example.com/{code}
    description: Code
    variables: {code: {default: example, x-sensitive: true}}
paths:
  /things:
    get: {operationId: listThings, responses: {"204": {description: None.}}}
"#;

const SECRET_SERVER_PROGRAM: &str = r#"
use sdk::{Client, Error, servers};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let (_, authority) = url.split_once("://").unwrap_or_default();
    let server = servers::Bot::new("42:hush").scheme(servers::BotScheme::Http).host(authority);
    println!("{server:?}");
    let builder = Client::builder().base_url(server);
    println!("{builder:?}");
    let client = builder.build()?;
    client.list_things().send().await?;
    println!("{client:?} {:?}", client.meta());
    println!("{:?}", client.list_things().prepare().await?);
    println!("{:?}", servers::Code::new("hush"));
    println!("{}", Client::builder().build().unwrap_err());
    Ok(())
}
"#;

#[test]
fn secrets_in_the_url_of_a_server_are_sent_and_not_shown() {
    let server = Loopback::start(|_, _| ("204 Done".to_owned(), Vec::new()));
    let (files, codes) = generated_with_codes(&input(SECRET_SERVERS), "sdk");
    assert_eq!(codes, ["server-variable-without-default"]);
    let output = loopback::run("secret-servers", &files, SECRET_SERVER_PROGRAM, &server);
    assert_eq!(server.received()[0].line, "GET /bot42:hush/things");
    assert!(!output.contains("hush"), "{output}");
    let is_redacted = |line: &str| line.contains("**redacted**");
    let (shown, last) = output.trim_end().rsplit_once('\n').expect("several lines");
    assert!(shown.lines().all(is_redacted), "{output}");
    assert!(last.contains("no base URL"), "{output}");
}
