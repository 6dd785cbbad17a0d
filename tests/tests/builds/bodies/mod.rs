//! Bodies, statuses, headers and errors of documents that are not AWS's, on the wire.

use crate::loopback::{self, Loopback, Received};
use crate::{generated, input};

const BODIES: &str = include_str!("../../../../generator/src/openapi/fixtures/bodies.yaml");
const ACCESS: &str = include_str!("../../../../generator/src/openapi/fixtures/access.yaml");
const RESPONSES: &str = include_str!("../../../../generator/src/openapi/fixtures/responses.yaml");
const FORMS: &str = include_str!("../../../../generator/src/openapi/fixtures/forms.yaml");

fn respond(request: &Received, number: usize) -> (String, Vec<u8>) {
    let (head, body) = match (request.line.as_str(), number) {
        ("GET /pets", 0) => (
            "200 OK\r\ncontent-type: application/json; charset=utf-8\r\nx-total: 2\r\nbody: b",
            r#"[{"id":"a"},{"id":"b"}]"#,
        ),
        ("GET /pets", _) => {
            ("410 Gone\r\ncontent-type: application/problem+json", r#"{"title":"t","code":"c"}"#)
        }
        ("PUT /pets", _) => ("204 No Content", ""),
        ("PUT /pets/p%201", 3) => ("202 Accepted", ""),
        ("PUT /pets/p%201", _) => ("404 Not Found", r#"{"title":"none"}"#),
        ("PUT /pets/limited", _) => ("418 Teapot", r#"{"seconds":7}"#),
        ("GET /pets/a", _) => ("200 OK", r#"{"id":"a"}"#),
        ("GET /pets/b", _) => ("203 Other", "text"),
        ("GET /pets/c", _) => ("204 None", ""),
        ("GET /pets/d", _) => ("206 Part", r#"{"x":1}"#),
        ("GET /report", _) => ("200 OK\r\ncontent-type: application/pdf", "%PDF"),
        ("POST /report", _) => ("201 Created", "noted"),
        ("GET /moved", _) => ("302 Found\r\nlocation: /there", ""),
        ("POST /moved", _) => ("201 Created", "ignored"),
        ("GET /image", _) => ("200 OK\r\ncontent-type: multipart/mixed; boundary=b", "--b--"),
        ("GET /count", 24) => (
            "200 OK\r\nx-tags: a, \"b,c\"\r\nx-sizes: 1, 2\r\nx-limit: 7\r\ncontent-type: application/json",
            "3",
        ),
        // Headers of other types than those of the document fail no call.
        ("GET /count", _) => ("200 OK\r\nx-sizes: 1, two\r\nx-limit: none", "null"),
        ("GET /choice", 32) => ("200 OK", r#"{"id":"a"}"#),
        ("GET /choice", 33) => ("200 OK", "null"),
        ("GET /choice", 34) => ("202 Accepted", "null"),
        ("GET /choice", 35) => ("203 Other", "null"),
        ("GET /state", 26) => ("200 OK", r#"{"seconds":1}"#),
        ("GET /state", 27) => ("400 Wrong", r#""no such""#),
        ("GET /state", 28) => ("404 None", r#"[{"title":"t"}]"#),
        ("GET /state", 29) => ("409 Conflict", r#"{"a":1}"#),
        ("GET /state", 30) => ("410 Gone\r\ncontent-type: text/plain", "it is gone"),
        ("GET /state", _) => ("418 Teapot", r#"{"seconds":2,"message":"m"}"#),
        ("PUT /image", _) => ("200 OK\r\ncontent-type: application/x-www-form-urlencoded", "id=1"),
        _ => ("200 OK", ""),
    };
    (head.to_owned(), body.as_bytes().to_vec())
}

#[test]
fn bodies_of_any_document_are_sent_and_received() {
    let server = Loopback::start(respond);
    let files = generated(&input(BODIES), "sdk");
    let output = loopback::run("bodies", &files, include_str!("program.rs"), &server);
    let received = server.received();
    let sent: Vec<String> = received
        .iter()
        .map(|request| {
            let (accept, media) = (request.header("accept"), request.header("content-type"));
            format!("{} | {accept} | {media} | {}", request.line, request.text())
        })
        .collect();
    let expected = [
        "GET /pets | application/json; charset=utf-8, application/problem+json |  | ",
        "GET /pets | application/json; charset=utf-8, application/problem+json |  | ",
        "PUT /pets |  | application/vnd.pets+json | [\"a\",\"b\"]",
        "PUT /pets/p%201 | application/json, application/problem+json | application/json | {\"id\":\"other\"}",
        "PUT /pets/p%201 | application/json, application/problem+json | application/json | {\"id\":\"other\"}",
        "PUT /pets/limited | application/json, application/problem+json | application/json | {\"id\":\"other\"}",
        "GET /pets/a | application/json, text/plain |  | ",
        "GET /pets/b | application/json, text/plain |  | ",
        "GET /pets/c | application/json, text/plain |  | ",
        "GET /pets/d | application/json, text/plain |  | ",
        "GET /report | application/pdf |  | ",
        "POST /report | text/plain | image/png | PNG",
        "POST /report | text/plain |  | ",
        "GET /moved |  |  | ",
        "HEAD /moved | application/json |  | ",
        "POST /moved |  | text/csv | a,b",
        "GET /image | multipart/mixed, multipart/related |  | ",
        "PUT /image | application/x-www-form-urlencoded | image/jpeg | J",
        "PUT /image | application/x-www-form-urlencoded | image/png | P",
        "PUT /image | application/x-www-form-urlencoded | image/webp | W",
        "PATCH /image |  | multipart/related; boundary=b | --b--",
        "DELETE /image |  |  | ",
        "DELETE /image |  | application/json | {\"force\":true}",
        "POST /image |  | application/json | {}",
        "GET /count | application/json |  | ",
        "GET /count | application/json |  | ",
        "GET /state | application/json |  | ",
        "GET /state | application/json |  | ",
        "GET /state | application/json |  | ",
        "GET /state | application/json |  | ",
        "GET /state | application/json |  | ",
        "GET /state | application/json |  | ",
        "GET /choice | application/json |  | ",
        "GET /choice | application/json |  | ",
        "GET /choice | application/json |  | ",
        "GET /choice | application/json |  | ",
        "PUT /choice |  | application/json | {\"id\":\"p\"}",
        "PUT /choice |  | application/json | null",
        "POST /choice |  | application/json | [\"a\"]",
        "POST /choice |  | application/json | null",
        "PATCH /choice |  |  | ",
        "PATCH /choice |  | application/json | 7",
        "PATCH /choice |  | application/json | null",
        "PUT /table |  | text/plain | a,b",
        "PUT /table |  | text/csv | a,b",
        "PUT /table |  | application/xml | <a/>",
        "POST /table |  | text/plain | a",
        "POST /table |  | text/html | <a>",
        "PUT /scale |  | application/json | {\"factors\":[1.5]}",
    ];
    assert_eq!(sent, expected, "{output}");
    let expected = "\
list 2 Some(2) Some(\"b\")
gone 410 Some(Unknown(\"c\")) Some(Problem(\"t\"))
put
accepted None
missing true Some(\"none\")
limited Some(7)
a {\"body\":{\"status200\":{\"id\":\"a\"}}}
b {\"body\":{\"status203\":\"text\"}}
c {}
d {\"body\":{\"206\":{\"x\":1}}}
report %PDF
note noted
nothing noted
moved Some(\"/there\")
head
posted
parts --b--
pairs id=1
count Some(3) [\"a\", \"b,c\"] [1, 2] Some(7)
count None [] [] None
state Some(1)
400 no such no such
404 t Some(\"t\")
409 Conflict {\"a\": 1}
410 it is gone it is gone
418 m Some(2)
choice {\"status200\":{\"id\":\"a\"}} Status200(Some(Pet { id: \"a\", born: None }))
choice {\"status200\":null} Status200(None)
choice {\"status202\":null} Status202(None)
choice {\"status203\":null} Status203(Null)
chosen
InvalidInput: putScale failed: factors[1]: must be a finite number, is NaN: JSON has no other numbers
";
    assert_eq!(output, expected);
}

#[test]
fn forms_and_files_are_sent_and_idempotent_methods_are_retried() {
    let server = Loopback::start(|request, number| {
        let head = match (request.line.as_str(), number) {
            // A key makes the request safe to repeat, and the stream of a file is opened again.
            ("POST /charges", 0) | ("DELETE /files/1", 4) | ("PATCH /files/1", _) => "500 Error",
            ("POST /files/1", 2) => "429 Slow\r\nretry-after: 0",
            ("DELETE /files/1", _) => return ("204 Done".to_owned(), Vec::new()),
            _ => "200 OK",
        };
        (head.to_owned(), br#"{"id":"7"}"#.to_vec())
    });
    let files = generated(&input(FORMS), "sdk");
    let output = loopback::run("forms", &files, include_str!("forms.rs"), &server);
    let expected =
        "charge Some(\"7\")\nupload Some(\"7\")\nremoved\nchange 1 Some(500)\ntoken\ngranted\n";
    assert_eq!(output, expected);

    let received = server.received();
    let lines: Vec<_> = received.iter().map(|request| request.line.as_str()).collect();
    let expected = [
        "POST /charges",
        "POST /charges",
        "POST /files/1",
        "POST /files/1",
        "DELETE /files/1",
        "DELETE /files/1",
        "PATCH /files/1",
        "POST /token",
        "POST /grant",
        "POST /attach",
        "POST /attach",
        "POST /album",
        "PUT /album",
    ];
    assert_eq!(lines, expected);
    assert_eq!(
        received[0].text(),
        "amount=5&note=a%26b&live=true&expand%5B0%5D=c&expand%5B1%5D=d&media=e&media=f&tags=g,h\
         &address%5Bcity%5D=X%20Y&address%5Blines%5D%5B0%5D=1&address%5Blines%5D%5B1%5D=2\
         &extra=%7B%22k%22%3A%22v%22%7D&city=C&lines=3&work=city,C,lines,%5B%223%22%5D"
    );
    assert_eq!(received[0].header("content-type"), "application/x-www-form-urlencoded");
    let key = received[0].header("idempotency-key");
    assert_eq!((key.len(), received[1].header("idempotency-key")), (36, key));
    let media_type = received[2].header("content-type");
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").expect("a boundary");
    let disposition = "Content-Disposition: form-data; name=";
    let parts = [
        format!("{disposition}\"id\"\r\n\r\n2"),
        format!("{disposition}\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nabc"),
        format!(
            "{disposition}\"more\"; filename=\"more\"\r\nContent-Type: application/octet-stream\r\n\r\nm"
        ),
        format!(
            "{disposition}\"more\"; filename=\"n.bin\"\r\nContent-Type: application/octet-stream\r\n\r\nn"
        ),
        format!("{disposition}\"image\"; filename=\"image\"\r\nContent-Type: image/png\r\n\r\npng"),
        format!(
            "{disposition}\"address\"\r\nContent-Type: application/json\r\n\r\n\
             {{\"city\":\"X Y\",\"lines\":[\"1\",\"2\"]}}"
        ),
        format!("{disposition}\"tags\"\r\n\r\nx"),
        format!("{disposition}\"tags\"\r\n\r\ny"),
    ];
    let parts: String = parts.iter().map(|part| format!("--{boundary}\r\n{part}\r\n")).collect();
    assert_eq!(received[2].text(), format!("{parts}--{boundary}--\r\n"));
    assert_eq!(received[2].text(), received[3].text());
    assert_eq!(received[2].header("content-length"), received[2].body.len().to_string());
    assert_eq!(received[7].text(), "grant_type=password");
    // A union is the form of its alternative, with the tag.
    assert_eq!(received[8].text(), "grant_type=refresh_token&token=t");
    let part =
        "name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\nabc\r\n";
    assert!(received[9].text().contains(part), "{}", received[9].text());
    assert!(received[10].text().contains("name=\"url\"\r\n\r\nu\r\n"), "{}", received[10].text());
    let files = |at: usize| -> Vec<String> {
        let text: String = received[at].text();
        let parts = text.split("\r\n--").filter_map(|part| part.split_once("name="));
        parts
            .map(|(_, part)| part.replace("\r\nContent-Type: ", " ").replace("\r\n\r\n", " "))
            .collect()
    };
    let other = "application/octet-stream";
    let expected = [
        r#""sheets[a]"; filename="a" image/png A"#.to_owned(),
        r#""sheets[b]"; filename="b.jpg" image/jpeg B"#.to_owned(),
        format!(r#""sets[s]"; filename="s" {other} 1"#),
        format!(r#""sets[s]"; filename="s" {other} 2"#),
        r#""cover"; filename="cover" image/gif C1"#.to_owned(),
        r#""cover"; filename="cover" image/gif C2"#.to_owned(),
        format!(r#""scans"; filename="scans" {other} S"#),
        format!(r#""more"; filename="more" {other} M"#),
    ];
    assert_eq!(files(11), expected);
    assert_eq!(files(12), [format!(r#""x"; filename="x" {other} X"#)]);
}

#[test]
fn members_of_responses_are_not_sent_and_those_of_requests_are_not_expected() {
    let server = Loopback::start(|_, _| {
        ("201 Created".to_owned(), br#"{"id":"1","home":{"id":"2","city":"c"}}"#.to_vec())
    });
    let files = generated(&input(ACCESS), "sdk");
    let setters = files.get("src/operations/create_user.rs").expect("a file of the operation");
    assert!(setters.contains("/// Values known so far: `0.5`, `2`; default: `0.5`."), "{setters}");
    let output = loopback::run("access", &files, include_str!("access.rs"), &server);
    let expected =
        "json {\"city\":\"c\",\"key\":\"k\",\"id\":\"not sent\"}\n1 Some(\"2\") None c\n";
    assert_eq!(output, expected);
    let received = server.received();
    assert_eq!(
        received[0].text(),
        r#"{"name":"n","password":"p","home":{"city":"c","key":"k"},"guest":{"name":"g"}}"#
    );
    // A body of which only responses have members is an empty object.
    assert_eq!((received[1].line.as_str(), &*received[1].text()), ("PUT /users/seen", "{}"));
}

#[test]
fn responses_are_received_as_the_service_sends_them() {
    let server = Loopback::start(|request, number| {
        let (head, body) = match (request.line.as_str(), number) {
            ("GET /boards", 0) => ("200 OK\r\ncontent-type: application/json", "[1]"),
            ("GET /boards", 1) => ("200 OK\r\ncontent-type: text/html", "<html>"),
            ("PUT /boards", 4) => ("200 OK", r#"{"id":"a"}"#),
            ("GET /file", 5) => ("302 Found\r\nlocation: /there", "<html>"),
            ("GET /file", 6) => ("304 Not Modified", ""),
            ("GET /file", _) => ("200 OK", "PK"),
            ("GET /folder", 8) => ("302 Found\r\nlocation: /here", ""),
            ("GET /folder", 9) => ("303 See Other\r\nlocation: /result", ""),
            ("GET /folder", _) => ("307 Temporary Redirect\r\nlocation: /moved", ""),
            ("GET /log", 12) => ("200 OK\r\ncontent-type: text/plain", "\"a\""),
            ("GET /log", 13) => ("200 OK\r\ncontent-type: application/json", r#""\u0061""#),
            ("GET /log", 14) => ("200 OK", "a"),
            ("GET /log", 15) => ("200 OK\r\ncontent-type: application/json", "a"),
            ("GET /log", _) => ("400 Wrong\r\ncontent-type: text/plain", "no"),
            ("PUT /log", _) => ("201 Created\r\ncontent-type: text/plain", "a"),
            ("PATCH /log", 18) => ("400 Wrong\r\ncontent-type: application/json", r#"{"id":"a"}"#),
            ("PATCH /log", 19) => (
                "400 Wrong\r\ncontent-type: Application/Problem+JSON; charset=utf-8",
                r#"{"title":"t"}"#,
            ),
            // Of any other media type, the first by preference.
            ("PATCH /log", 20) => ("400 Wrong\r\ncontent-type: text/html", r#"{"id":"b"}"#),
            // None of the required members.
            ("PATCH /log", _) => ("400 Wrong", r#"{"title":"t"}"#),
            ("GET /job", _) => ("303 Other\r\nlocation: /done", ""),
            ("GET /check", _) => ("302 Found\r\nlocation: /there", ""),
            _ => ("200 OK", ""),
        };
        (head.to_owned(), body.as_bytes().to_vec())
    });
    let files = generated(&input(RESPONSES), "sdk");
    let output = loopback::run("responses", &files, include_str!("responses.rs"), &server);
    let expected = "\
boards [1]
boards <html>
boards 
lists 
job a
file Some(\"/there\")
file true
file PK
folder Some(\"/here\")
folder Some(\"/result\")
folder Some(\"/moved\")
done Some(\"/done\")
log \"a\"
log a
log a
log Response
log Some(String(\"no\"))
log {\"body\":{\"status201\":\"a\"}}
log job a
log problem t
log job b
log None
check Some(\"/there\")
empty putBoards failed: the response could not be decoded: the body is empty, expected JSON (HTTP 200, 1 attempt)
";
    assert_eq!(output, expected);
    let received = server.received();
    assert_eq!(received[0].header("accept"), "");
    assert_eq!(received[4].header("content-type"), "application/json");
    assert_eq!(received[4].text(), r#"{"id":"a"}"#);
    let accept = "application/json, text/plain, text/html";
    assert_eq!((received[12].line.as_str(), received[12].header("accept")), ("GET /log", accept));
}
