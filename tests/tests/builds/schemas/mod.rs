//! Schemas of every kind, in requests and in responses.

use crate::loopback::{self, Loopback};
use crate::{generate, input};

/// The response to each request, in order.
const RESPONSES: [&str; 14] = [
    r#"{"tags":[],"home":{"street":"t"},"counts":{"l":2},"color":"blue","count":8,"size":18446744073709551615,"code":"d",
        "ratio":"x","born":"2024-03-01T00:00:00+02:00","list":[null,{}],"any":[1]}"#,
    r#"{"name":"Rex","home":{"city":"d","street":"t"},"age":4,"note":"m","owner":{"name":"Bob","home":{},"since":1},
        "parent":{"name":"Old","home":{},"age":8,"since":2021,"parent":{"name":"Older","home":{},"age":12}}}"#,
    r#"{"kind":"tom","lives":9}"#,
    r#"{"kind":"Dog","size":"huge","name":"Rex"}"#,
    r#"{"kind":"lion","mane":true}"#,
    "{}",
    "{}",
    r#"{"color":"blue","level":3,"size":3,"state":"c","mode":"x","shade":"b","step":1,"pause":"auto","value":"three",
        "ratio":0.75,"live":false,"other":[3],"severity":"30","rank":1}"#,
    r#"{"step":null,"pause":2,"value":1,"severity":"20"}"#,
    r#"{"closed":{"x-b":2,"x-c":null},"same":{"c":3},"open":{"x-b":2,"c":[null]},"position":[1,2.5],"pair":["b",2],
        "y-b":false}"#,
    r#"{"tree":{"name":"a","parent":{"name":"b","parent":{"name":"c"}}},"branches":[{"more":[{"more":[]}]}],
        "term":["a",{"negated":["b"]}],"lists":[[],[[]]],"maps":{"a":{}}}"#,
    r#"{"at":"2024-03-01T00:00:00Z","day":"2024-03-01","bytes":"aGk/","file":"aGk=","photo":"UE5H","scan":"","page":"<i>",
        "feed":"<feed>","token":"aGk_","mail":"c=3Dd","secret":"t","small":-7,"large":-9223372036854775808,
        "unsigned":18446744073709551615,"single":0.5,"double":1e-7,"id":"i","price":"0.10","amount":12,"whole":12.0,"phone":"p",
        "misspelt":"m"}"#,
    r#"{"name":"too long","count":-1,"tags":[]}"#,
    r#"{"code":"no","name":"root","count":7,"tags":["a","a"],"card":"c"}"#,
];

#[test]
fn schemas_of_every_kind_are_sent_and_received() {
    let text = include_str!("document.yaml");
    let input = input(text);
    let mut generated = generate(&input, "sdk").unwrap_or_else(|found| panic!("{found:#?}"));
    generator::rustfmt::format(&mut generated.files).expect("rustfmt formats it");
    let server = Loopback::start(|_, number| {
        let body = RESPONSES.get(number).copied().unwrap_or("{}");
        ("200 OK\r\ncontent-type: application/json".to_owned(), body.as_bytes().to_vec())
    });
    let output = loopback::run("schemas", &generated.files, include_str!("program.rs"), &server);
    let received = server.received();
    let sent: Vec<_> =
        received.iter().map(|request| format!("{} {}", request.line, request.text())).collect();
    let expected = [
        concat!(
            r#"PUT /untyped {"tags":["a"],"home":{"street":"s"},"counts":{"k":1},"color":"red","count":7,"size":8,"#,
            r#""code":"c","ratio":0.75,"born":"2024-02-29T12:00:00Z","list":[1,["x"]],"any":{"x":null}}"#,
        ),
        concat!(
            r#"PUT /merged {"name":"Rex","home":{"street":"s","city":"c"},"age":3,"#,
            r#""parent":{"name":"Old","home":{"street":"s","city":"c"},"age":9,"since":2020},"#,
            r#""owner":{"name":"Ann","home":{},"since":2021},"note":"n"}"#,
        ),
        r#"POST /pets?version=v1 {"action":"add","pet":{"kind":"Dog","size":"big","name":"Rex"}}"#,
        r#"POST /pets?version=v1 {"action":"add","pet":{"kind":"tom","lives":9}}"#,
        r#"POST /pets?version=v1 {"action":"add","pet":{"kind":"Dog","size":"huge","name":"Rex"}}"#,
        r#"POST /pets?version=v1&dry=run {"action":"add","pet":{"kind":"lion","mane":true},"mark":"none"}"#,
        r#"POST /pets?version=v1 {"action":"add","pet":{"kind":"tom","lives":9}}"#,
        concat!(
            r#"PUT /enums {"color":"green","level":2,"size":2,"state":"b","mode":"z","shade":"r","step":2,"pause":1,"#,
            r#""value":true,"ratio":0.5,"live":true,"other":{"two":2},"severity":"20","rank":2}"#,
        ),
        concat!(
            r#"PUT /enums {"color":"blue","level":3,"size":3,"state":null,"mode":"x","shade":"b","step":null,"#,
            r#""pause":null,"value":"three","ratio":0.75,"live":false}"#,
        ),
        concat!(
            r#"PUT /keys {"closed":{"x-a":1,"x-b":null},"same":{"b":2,"x-a":1},"open":{"b":"text","x-a":1},"#,
            r#""position":[51.5,0],"pair":["a",1,true],"y-a":true}"#,
        ),
        concat!(
            r#"PUT /recursion {"tree":{"name":"root","children":[{"name":"leaf","children":[]}]},"#,
            r#""branches":[{"more":[{}]}],"term":{"negated":["a",{"negated":"b"}]},"lists":[[[],[]]],"#,
            r#""maps":{"a":{"b":{}}}}"#,
        ),
        // Bytes are base64 in JSON; strings of other encodings and of a media type of text are sent as they are.
        concat!(
            r#"PUT /formats {"at":"2024-02-29T12:00:00.5Z","day":"2024-02-29","bytes":"aGk/","file":"aGk=","photo":"UE5H","#,
            r#""scan":"UE5H","page":"<p>","feed":"<feed/>","token":"aGk_","mail":"a=3Db","secret":"s","#,
            r#""small":-2147483648,"large":9223372036854775807,"unsigned":18446744073709551615,"single":0.1,"#,
            r#""double":0.1,"id":"7c9e6679-7425-40de-944b-e07fc1f90ae7","price":"12345678901234567890.10","#,
            r#""amount":0.3,"whole":5,"phone":"+441632960000","misspelt":"2024-02-29 12:00"}"#,
        ),
        concat!(
            r#"PUT /limits {"name":"n","count":10,"ratio":0,"tags":["abc","abcd","c"],"sizes":{"a":10,"b":1},"#,
            r#""inner":{"name":"name"}}"#,
        ),
        r#"PUT /conditions {"code":"no","name":"root","count":7,"tags":["a","a"],"iban":"i"}"#,
    ];
    assert_eq!(sent, expected, "{output}");
    assert!(received[2..7].iter().all(|request| request.header("x-source") == "shop"));
    let expected = r#"untyped [] Some(UntypedHome { street: Some("t") }) {"l": 2} Some(Unknown("blue"))
Some(8) Some(18446744073709551615) Some("d") Some(String("x"))
Some(2024-02-29T22:00:00Z) [Null, Object {}] Some(Array [Number(1)])
merged Rex MergedHome { street: Some("t"), city: "d" } 4 Some("m")
owner Some(("Bob", 1))
parent Old Some(2021) Some(12)
pet Cat(Cat { kind: "tom", lives: 9 })
pet Dog(Dog { kind: "Dog", size: Unknown("huge"), name: "Rex" })
pet Unknown(Object {"kind": String("lion"), "mane": Bool(true)})
enums Some(Unknown("blue")) Some(Unknown(3)) Some(Unknown(3)) Some(Unknown("c"))
Some(X) Some(Unknown("b")) Some(First) Some(Enum(Auto)) Some(Enum(Unknown("three")))
Some(0.75) Some(false) Some(Array [Number(3)]) Some(V30) Some(V1)
None Some(Integer(Unknown(2))) Some(Integer(V1)) Some(V20)
[1.0, 2.5] [String("b"), Number(2)]
keys {"x-b": Some(2), "x-c": None} {"c": 3} {"c": Array [Null], "x-b": Number(2)} {"y-b": false}
recursion a Some("c") [RecursionBranches { more: Some([RecursionBranches { more: Some([]) }]) }]
Some(TermList([String("a"), Not(TermNot { negated: TermList([String("b")]) })]))
[Array [], Array [Array []]] {"a": Object {}}
formats Some(2024-03-01T00:00:00Z) Some(2024-03-01) ["hi?", "hi", "PNG", ""]
Some("<i>") Some("<feed>") Some("aGk_") Some("c=3Dd") Some("t")
Some(-7) Some(-9223372036854775808) Some(18446744073709551615) Some(0.5) Some(1e-7)
Some("i") Some("0.10") Some(12.0) Some(12) Some("p")
Some("m")
limits true
name: must have at least 2 characters, has 1
count: must be at most 9, is 10
ratio: must be greater than 0, is 0
tags: must have at most 2 elements, has 3
tags[1]: must have at most 3 characters, has 4
sizes: must have at most 1 entry, has 2
sizes["a"]: must be at most 9, is 10
inner.name: must have at most 3 characters, has 4
Some("too long") Some(-1) []
conditions true
Some("no") Some("root") Some(7) ["a", "a"] Some("c")
"#;
    assert_eq!(output, expected);

    // What the document states and the code does not have.
    let found: Vec<_> =
        generated.diagnostics.iter().map(|found| (found.code, found.found.as_str())).collect();
    let expected = [
        (
            "foreign-type",
            "types that OpenAPI does not have: `type: date-time` (read as `string` with the format `date-time`)",
        ),
        (
            "unknown-mapping",
            "`#/components/schemas/Lion` in the mapping of a discriminator, which does not exist, and one more",
        ),
        // The declared type is what is sent.
        ("enum-of-other-type", "`10`, a value of an enum of the type `string`, and one more"),
        ("recursive-schema", "`Lists`, a list or map that consists of itself, and one more"),
        ("unknown-format", "the format `datetime`"),
    ];
    assert_eq!(found, expected);
    let loss = generator::check(&input, false).loss;
    let ignored: Vec<_> = loss.ignored().map(|entry| entry.keyword.as_str()).collect();
    let expected = [
        "contains",
        "dependentRequired",
        "dependentSchemas",
        "else",
        "if",
        "multipleOf",
        "not",
        "then",
        "uniqueItems",
    ];
    assert_eq!(ignored, expected);
    for (path, text) in [
        ("src/operations/put_conditions.rs", "/// Pattern `^[A-Z]{3}$`."),
        ("src/operations/put_enums.rs", "/// Values known so far: `0.5`, `2`."),
        ("src/operations/put_enums.rs", "/// Values known so far: `true`."),
        ("src/types/enums_shade.rs", "/// As fire."),
    ] {
        let file = generated.files.get(path).unwrap_or_default();
        assert!(file.contains(text), "{path}: {text}\n{file}");
    }
}
