//! Servers among which a caller chooses.

use generator::Input;
use generator::document::Source;

use crate::generated;
use crate::loopback::{self, Loopback};

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
    let source = Source { name: "openapi.yaml".to_owned(), text: SERVERS.into() };
    let files = generated(&Input::of(source), "sdk");
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
