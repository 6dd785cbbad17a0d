//! Parameters of every style, every kind of credential, and schemas with a discriminator, on the wire.

use crate::loopback::{self, Loopback};
use crate::{generated, input};

const CATS: &str = r#"{"cats":[{"kind":"cat","name":"Tom"},{"kind":"Lion","name":"Leo","lives":7,"pride":"P"},
    {"kind":"tiger","name":"Tig"},{"kind":"lynx","name":"Lyn","tufts":2}],
    "resident":{"kind":"Lion","name":"Res","pride":"R"},"listed":{"kind":"Lion","name":"Leo","pride":"L"}}"#;

/// The response to each animal, in order.
const ANIMALS: [&str; 5] = [
    r#"{"kind":"Dog","name":"Rex","owner":"Ann"}"#,
    r#"{"kind":"cat","name":"Tom","lives":9}"#,
    r#"{"kind":"Animal","name":"Any"}"#,
    r#"{"kind":"fish","name":"Nemo"}"#,
    "{}",
];

#[test]
fn styles_credentials_and_subtypes_are_as_the_document_states() {
    let text = include_str!("document.yaml");
    let files = generated(&input(text), "sdk");
    let server = Loopback::start(|request, number| match request.line.as_str() {
        "GET /cats?limit=3" => ("200 OK\r\nx-total: 4".to_owned(), CATS.as_bytes().to_vec()),
        "POST /animals" if number > 10 => ("200 OK".to_owned(), request.body.clone()),
        "POST /animals" => {
            let animal = ANIMALS.get(number - 5).copied().unwrap_or("{}");
            ("200 OK".to_owned(), animal.as_bytes().to_vec())
        }
        "GET /things/8" if number == 10 => ("200 OK".to_owned(), br#"{"id":"8"}"#.to_vec()),
        "GET /things/a%2Fb" => ("200 OK".to_owned(), br#"{"id":8}"#.to_vec()),
        "GET /things/8" => ("200 OK".to_owned(), br#"{"id":[1]}"#.to_vec()),
        _ => ("204 No Content".to_owned(), Vec::new()),
    });
    let output = loopback::run("plain", &files, include_str!("program.rs"), &server);
    let received = server.received();
    // Lists with commas, and of objects keys and values, unless each is a parameter or a segment of its own.
    let styles = "GET /styles/a%20b,c%2Cd/.a%20b,c%2Cd/;matrix=from,1,to,2/from=3,to=4?form=a%20b&form=c%2Cd\
         &commas=a%20b,c%2Cd&spaces=a%20b%20c%2Cd&pipes=a%20b%7Cc%2Cd&deep%5Bage%5D%5Bfrom%5D=1\
         &deep%5Bname%5D=x%20y&deep%5Btags%5D%5B0%5D=a%20b&deep%5Btags%5D%5B1%5D=c%2Cd&from=5&to=6&pairs=from,7\
         &json=%7B%22age%22%3A%7B%22from%22%3A1%7D%2C%22name%22%3A%22x%20y%22%2C%22tags%22%3A%5B%22a%20b%22\
         %2C%22c%2Cd%22%5D%7D&formed=age%3D%257B%2522from%2522%253A1%257D%26name%3Dx%2520y%26tags%3Da%2520b%26tags%3Dc%252Cd\
         &reserved=/a?b=c%26d&either=8";
    for request in &received[..3] {
        assert!(request.line.starts_with(styles), "{}\n{output}", request.line);
        let headers = ["x-names", "x-range"].map(|name| request.header(name));
        assert_eq!(headers, ["a b,\"c,d\"", "from,9,to,10"]);
    }
    let seen: Vec<String> = received
        .iter()
        .map(|request| {
            let line = request.line.strip_prefix(styles).unwrap_or(&request.line);
            let headers =
                ["x-key", "authorization", "cookie", "x-id"].map(|name| request.header(name));
            format!("{line} | {} | {}", headers.join(" | "), request.text())
        })
        .collect();
    let expected = [
        "&tenant=t%261 | k&1 |  | visit=v%201 |  | ",
        " |  | Basic QW5uOnA6dw== | visit=v%201 |  | ",
        " |  | Bearer abc | visit=v%201 |  | ",
        "GET /public |  |  |  |  | ",
        "GET /public |  |  |  |  | ",
        "POST /animals |  |  | sid=s1 |  | {\"kind\":\"cat\",\"name\":\"Tom\",\"lives\":9}",
        "POST /animals |  |  |  |  | {\"kind\":\"Dog\",\"name\":\"Rex\",\"owner\":\"Ann\"}",
        "POST /animals |  |  |  |  | {\"kind\":\"cat\",\"name\":\"Tom\",\"lives\":9}",
        "POST /animals |  |  |  |  | {\"kind\":\"Animal\",\"name\":\"Any\"}",
        "POST /animals |  |  |  |  | {\"kind\":\"fish\",\"name\":\"Nemo\"}",
        "GET /things/8 |  |  |  | a b | ",
        "GET /things/a%2Fb |  |  |  | true | ",
        "GET /things/8 |  |  |  |  | ",
        "GET /files/a/b%20c?kind=a&name=d%2Fe |  |  |  |  | ",
        "GET /exploded/.from=1.to=2/.a%20b.c%2Cd/;from=1;to=2/;matrices=a%20b;matrices=c%2Cd\
         /%7B%22from%22%3A1%2C%22to%22%3A2%7D?spaces=a%20b&spaces=c%2Cd&pipes=from%7C1%7Cto%7C2 \
         |  |  | names=a%20b,c%2Cd; range=from,1,to,2; from=1; to=2; json_cookie={%22from%22:1%2C%22to%22:2} |  | ",
        "GET /cats?limit=3 |  |  |  |  | ",
        "PUT /cats |  |  |  |  | {\"kind\":\"Lion\",\"name\":\"Leo\",\"pride\":\"P\"}",
        "PUT /cats |  |  |  |  | {\"kind\":\"tiger\",\"name\":\"Tig\"}",
        "PUT /cats |  |  |  |  | {\"kind\":\"cat\",\"name\":\"Tom\"}",
        "PUT /cats |  |  |  |  | {\"kind\":\"cat\",\"name\":\"Tom\"}",
        "PUT /cats |  |  |  |  | {\"kind\":\"Lion\",\"name\":\"Leo\",\"lives\":7,\"pride\":\"P\"}",
        "PUT /cats |  |  |  |  | {\"kind\":\"tiger\",\"name\":\"Tig\"}",
        "PUT /cats |  |  |  |  | {\"kind\":\"lynx\",\"name\":\"Lyn\",\"tufts\":2}",
        "POST /animals |  |  |  |  | {\"kind\":\"Lion\",\"name\":\"Leo\",\"pride\":\"P\"}",
    ];
    assert_eq!(seen, expected);
    let agents = [0, 2].map(|request: usize| received[request].header("user-agent"));
    let [agent, with_application] = agents;
    assert!(agent.starts_with("sdk/0.1.0 sdk-runtime/"), "{agent}");
    assert_eq!(with_application, format!("{agent} app/shop"));
    let exploded = ["x-range", "x-json"].map(|name| received[14].header(name));
    assert_eq!(exploded, ["from=1,to=2", r#"{"from":1,"to":2}"#]);
    let expected = "\
Credentials: getStyles failed: no credentials for the operation: set `key` (.credential(\"key\", …), or SDK_KEY) and \
`tenant` (.credential(\"tenant\", …), or SDK_TENANT), or `user` (.basic_auth(…), or SDK_USERNAME and SDK_PASSWORD), \
or `login` (.bearer_token(…), or SDK_TOKEN)
Some((\"Rex\", \"Ann\"))
Some((\"Tom\", Some(9)))
Some(\"Animal\")
{\"kind\":\"fish\",\"name\":\"Nemo\"}
8 Some(\"8\")
8 Some(8)
[1]
Some(4) false
true false false false
false true false false
false false true false
false false false true
Some((\"P\", Some(7)))
Some(\"Res\")
Some(\"L\")
Some(\"P\")
";
    assert_eq!(output, expected);
}
