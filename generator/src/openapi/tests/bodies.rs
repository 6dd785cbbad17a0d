//! Bodies, statuses, headers and errors of documents that are not AWS's.

use super::{check, check_codes, read, service, structure};
use crate::service::{BodyFormat, Encoding, StatusRange, Type};

#[test]
fn a_body_that_is_no_structure_is_one_member() {
    let service = check(
        include_str!("../fixtures/bodies.yaml"),
        &[
            "listPets: GET /pets",
            "  -> 200 payload body: [Pet]!, header X-Total: integer, header header_body=body: string",
            "putPets: PUT /pets + body",
            "  payload body: [string]!",
            "  -> 204",
            "putPet: PUT /pets/{id} + body",
            "  path id: string!",
            "  bodyId=id: string!",
            "  born: timestamp(datetime)",
            "  -> 200 id: string, born: timestamp(datetime)",
            "getPet: GET /pets/{id}",
            "  path id: string!",
            "  -> 200 payload body: getPetResponse",
            "getChoice: GET /choice",
            "  -> 200 payload body: getChoiceResponse!",
            "putChoice: PUT /choice + body",
            "  payload body: Pet?!",
            "  -> 204",
            "postChoice: POST /choice + body",
            "  payload body: [string]?!",
            "  -> 204",
            "patchChoice: PATCH /choice + body",
            "  payload body: integer?",
            "  -> 204",
            "putTable: PUT /table + body",
            "  payload body: stream!",
            "  -> 204",
            "postTable: POST /table + body",
            "  payload body: stream",
            "  -> 204",
            "putScale: PUT /scale + body",
            "  factors: [double]",
            "  -> 204",
            "getReport: GET /report",
            "  -> 200 payload body: stream!",
            "postReport: POST /report + body",
            "  payload body: stream",
            "  -> 200 payload body: string!",
            "getImage: GET /image",
            "  -> 200 payload body: blob!",
            "putImage: PUT /image + body",
            "  header Content-Type: string",
            "  payload body: stream!",
            "  -> 200 payload body: string!",
            "patchImage: PATCH /image + body",
            "  payload body: stream!",
            "  -> 204",
            "deleteImage: DELETE /image + body",
            "  force: boolean",
            "  -> 204",
            "postImage: POST /image + body",
            "  force: boolean",
            "  -> 204",
            "getState: GET /state",
            "  -> 200 seconds: integer",
            "getCount: GET /count",
            "  -> 200 payload body: integer, header X-Tags: [string], header X-Sizes: [integer], header X-Limit: integer",
            "getMoved: GET /moved",
            "  -> 302 header Location: string",
            "headMoved: HEAD /moved",
            "  -> 200",
            "postMoved: POST /moved + body",
            "  payload body: string",
            "  -> 200",
        ],
    );
    assert_eq!(structure(&service, "getPetResponse"), ["status200: Pet!", "status203: string!"]);
    assert_eq!(
        structure(&service, "getChoiceResponse"),
        ["status200: Pet?!", "status202: [string]?!", "status203: json!"]
    );
    let headers = |name: &str| {
        let operation = service.operation(name).expect("an operation");
        (operation.fixed_headers.clone(), operation.media_type.clone())
    };
    let accept = |value: &str| vec![("accept".to_owned(), value.to_owned())];
    let with_problem = "application/json; charset=utf-8, application/problem+json";
    assert_eq!(headers("listPets"), (accept(with_problem), None));
    assert_eq!(headers("putPets"), (vec![], Some("application/vnd.pets+json".to_owned())));
    assert_eq!(headers("getPet").0, accept("application/json, text/plain"));
    assert_eq!(headers("getReport").0, accept("application/pdf"));
    assert_eq!(headers("postReport").1.as_deref(), Some("image/png"));
    assert_eq!(headers("postMoved").1.as_deref(), Some("text/csv"));
    assert_eq!(headers("putTable").1.as_deref(), Some("text/plain"));
    assert_eq!(headers("postTable").1.as_deref(), Some("text/plain"));
    assert_eq!(headers("getImage").0, accept("multipart/mixed, multipart/related"));
    assert_eq!(headers("putImage").1.as_deref(), Some("image/png"));
    assert_eq!(headers("patchImage").1.as_deref(), Some("multipart/related"));
    let body = &service.operation("putImage").expect("an operation").input[1];
    assert_eq!(
        body.documentation.as_deref(),
        Some(
            "The body of the request.\n\nMedia types: `image/*`, `image/png`, `image/jpeg`. \
             `ByteStream::with_media_type` states the one that is sent; the default is `image/png`."
        )
    );
    let parts = &service.operation("patchImage").expect("an operation").input[0];
    let boundary = "states the one that is sent, with the boundary of its parts";
    assert!(parts.documentation.as_deref().is_some_and(|docs| docs.contains(boundary)));
    let is_optional = |name| service.operation(name).expect("an operation").optional_body;
    assert_eq!(["deleteImage", "postImage", "putImage"].map(is_optional), [true, false, false]);
}

#[test]
fn errors_have_bodies_by_status() {
    let service = service(include_str!("../fixtures/bodies.yaml"));
    let errors = |name: &str| {
        let statuses = &service.operation(name).expect("an operation").error_statuses;
        let bodies = statuses
            .iter()
            .map(|error| (error.status, error.bodies.first().map(|body| body.target.clone())));
        bodies.collect::<Vec<_>>()
    };
    let named = |name: &str| Some(Type::Named(name.to_owned()));
    assert_eq!(errors("listPets"), [(StatusRange::Default, named("Problem"))]);
    assert_eq!(
        errors("putPet"),
        [(StatusRange::Class(4), named("Limit")), (StatusRange::Code(404), named("Problem"))]
    );
    let list = |name: &str| Some(Type::List(Box::new(Type::Named(name.to_owned()))));
    assert_eq!(
        errors("getState"),
        [
            (StatusRange::Code(400), Some(Type::String)),
            (StatusRange::Code(404), list("Problem")),
            (StatusRange::Code(409), Some(Type::Map(Box::new(Type::Integer)))),
            (StatusRange::Code(410), Some(Type::String)),
            // The only response that can be a success is that of errors too.
            (StatusRange::Default, named("Limit")),
        ]
    );
    assert_eq!(errors("getCount"), []);
    let state = &service.operation("getState").expect("an operation").error_statuses;
    let formats: Vec<_> =
        state.iter().flat_map(|error| &error.bodies).map(|body| body.format).collect();
    let json = BodyFormat::Json;
    assert_eq!(formats, [json, json, json, BodyFormat::Text, json]);
    assert!(service.errors.is_empty());
}

#[test]
fn forms_have_members_and_files_are_streams() {
    let service = check(
        include_str!("../fixtures/forms.yaml"),
        &[
            "createCharge: POST /charges + body",
            "  header Idempotency-Key: string",
            "  amount: integer!",
            "  note: string",
            "  live: boolean",
            "  expand: [string]",
            "  media: [string]",
            "  tags: [string]",
            "  address: Address",
            "  extra: {string}",
            "  home: Address",
            "  work: Address",
            "  -> 200 id: string",
            "upload: POST /files/{id} + body",
            "  path id: string!",
            "  bodyId=id: string",
            "  file: stream!",
            "  more: [stream]",
            "  image: stream",
            "  address: Address",
            "  tags: [string]",
            "  -> 200 id: string",
            "remove: DELETE /files/{id}",
            "  path id: string!",
            "  -> 204",
            "change: PATCH /files/{id}",
            "  path id: string!",
            "  -> 204",
            "token: POST /token + body",
            "  payload body: {string}",
            "  -> 200 id: string",
            "grant: POST /grant + body",
            "  payload body: Grant!",
            "  -> 200 id: string",
            "attach: POST /attach + body",
            "  payload body: attachBody!",
            "  -> 200 id: string",
            "createAlbum: POST /album + body",
            "  title: string",
            "  sheets: {stream}",
            "  sets: {[stream]}",
            "  cover: createAlbumCover",
            "  scans: [stream]",
            "  others additionalProperties: {stream}",
            "  -> 200 id: string",
            "putAlbum: PUT /album + body",
            "  payload body: {stream}!",
            "  -> 200 id: string",
            "list: POST /list + body",
            "  payload body: stream",
            "  -> 200 id: string",
        ],
    );
    let charge = service.operation("createCharge").expect("an operation");
    assert_eq!(
        charge.encodings,
        [
            ("expand".to_owned(), Encoding::Brackets),
            ("tags".to_owned(), Encoding::Joined(",")),
            ("extra".to_owned(), Encoding::Json),
            ("home".to_owned(), Encoding::Pairs),
            ("work".to_owned(), Encoding::Joined(",")),
        ]
    );
    let upload = service.operation("upload").expect("an operation");
    let media_type =
        |name: &str, value: &str| (name.to_owned(), Encoding::MediaType(value.to_owned()));
    assert_eq!(
        upload.encodings,
        [
            media_type("image", "image/png"),
            // The runtime selects one of them by the name of the file.
            ("file".to_owned(), Encoding::File("image/*, application/pdf, image/gif".to_owned()))
        ]
    );
    let file = Encoding::File("application/octet-stream".to_owned());
    let attach = service.operation("attach").expect("an operation");
    assert_eq!(attach.encodings, [("file".to_owned(), file.clone())]);
    let album = service.operation("createAlbum").expect("an operation");
    let image = |name: &str, value: &str| (name.to_owned(), Encoding::File(value.to_owned()));
    assert_eq!(
        album.encodings,
        [
            image("sheets", "image/png, image/jpeg"),
            ("sets".to_owned(), file),
            image("cover", "image/gif")
        ]
    );
    assert!(charge.input[0].idempotency_token);
    let is_idempotent = |name: &str| service.operation(name).expect("an operation").idempotent;
    assert_eq!(["remove", "change", "upload"].map(is_idempotent), [true, false, false]);
}

#[test]
fn files_in_a_part_of_json_are_reported() {
    let check = |member: &str, codes: &[&str]| {
        let document = include_str!("../fixtures/forms.yaml").replace(
            "title: {type: string}\n                sheets",
            &format!("{member}\n                sheets"),
        );
        assert!(document.contains(member));
        check_codes(&document, codes);
    };
    const FILE: &str = "{type: string, format: binary}";
    let object = |inner: &str| format!("{{type: object, properties: {{photo: {inner}}}}}");
    let list = |inner: &str| format!("{{type: array, items: {inner}}}");
    let map = |inner: &str| format!("{{type: object, additionalProperties: {inner}}}");
    for lost in [
        object(FILE),
        list(&object(FILE)),
        map(&object(FILE)),
        list(&list(FILE)),
        map(&map(FILE)),
        format!("{{oneOf: [{FILE}, {}]}}", object(FILE)),
    ] {
        check(&format!("profile: {lost}"), &["file-in-json"]);
        check(&format!("a: {lost}\n                b: {lost}"), &["file-in-json"]);
    }
    let bytes = "{type: string, format: byte}";
    for kept in [
        list(FILE),
        map(&list(FILE)),
        object(bytes),
        format!("{{oneOf: [{FILE}, {{type: integer}}]}}"),
    ] {
        check(&format!("profile: {kept}"), &[]);
    }
    let document = include_str!("../fixtures/forms.yaml").replace(
        "title: {type: string}\n                sheets",
        &format!("profile: {}\n                sheets", object(FILE)),
    );
    let found = read(&document).1;
    let at =
        "/paths/~1album/post/requestBody/content/multipart~1form-data/schema/properties/profile";
    assert_eq!(found[0].pointer, crate::pointer::Pointer::parse(&format!("#{at}")));
    assert_eq!(found[0].found, "`profile`, a part with a file in its JSON");
}

#[test]
fn bytes_without_a_schema_are_streams() {
    let document = |content: &str| {
        include_str!("../fixtures/bodies.yaml")
            .replace(
                "requestBody: {content: {text/csv: {schema: {type: string}}}}",
                &format!("requestBody: {{content: {{{content}}}}}"),
            )
            .replace(
                "{\"302\": {description: Elsewhere}}",
                &format!("{{\"200\": {{description: All, content: {{{content}}}}}}}"),
            )
    };
    let body = |content: &str| {
        let service = service(&document(content));
        let sent = &service.operation("postMoved").expect("an operation").input;
        let received = &service.operation("getMoved").expect("an operation").output.members;
        (sent[0].target.clone(), received[0].target.clone())
    };
    for name in ["application/octet-stream", "application/pdf", "application/zip", "image/png"] {
        for schema in ["", "schema: {}", "schema: true", "schema: {type: string, format: binary}"] {
            let content = format!("{name}: {{{schema}}}");
            assert_eq!(body(&content), (Type::Stream, Type::Stream), "{content}");
        }
        let content = format!("{name}: {{schema: {{type: object}}}}");
        assert_eq!(body(&content), (Type::Blob, Type::Blob), "{content}");
    }
    assert_eq!(body("application/xml: {}"), (Type::Blob, Type::Blob));
    assert_eq!(body("application/yaml: {}"), (Type::Blob, Type::Blob));
    assert_eq!(body("'*/*': {}").1, Type::Blob);
    assert_eq!(body("image/*: {}").1, Type::Stream);
    let job = "application/json: {schema: {$ref: '#/components/schemas/Pet'}}";
    let codes = &["unaccepted-media-type", "unsent-media-type"];
    check_codes(&document(&format!("{job}, application/pdf: {{}}")), codes);
    check_codes(&document(&format!("{job}, application/xml: {{}}")), &[]);
}

#[test]
fn any_value_as_bytes_in_a_part_is_a_file() {
    let targets = |encoding: &str| {
        let content = format!(
            "multipart/form-data: {{schema: {{type: object, properties: {{a: {{}}, b: {{type: array, items: {{}}}}}}}}, \
             encoding: {{a: {{contentType: {encoding}}}, b: {{contentType: {encoding}}}}}}}"
        );
        let service = service(&include_str!("../fixtures/bodies.yaml").replace(
            "requestBody: {content: {text/csv: {schema: {type: string}}}}",
            &format!("requestBody: {{content: {{{content}}}}}"),
        ));
        let members = &service.operation("postMoved").expect("an operation").input;
        let targets = members.iter().map(|member| member.target.clone());
        targets.collect::<Vec<_>>()
    };
    let list = |element| Type::List(Box::new(element));
    for bytes in ["application/octet-stream", "image/*", "'image/png, application/pdf'"] {
        assert_eq!(targets(bytes), [Type::Stream, list(Type::Stream)], "{bytes}");
    }
    for any in ["application/json", "text/plain", "'*/*'", "application/*"] {
        assert_eq!(targets(any), [Type::Json, list(Type::Json)], "{any}");
    }
}

#[test]
fn encodings_that_no_value_has_are_reported() {
    let check = |form: &str, codes: &[&str]| {
        let document = include_str!("../fixtures/bodies.yaml").replace(
            "requestBody: {content: {text/csv: {schema: {type: string}}}}",
            &format!("requestBody: {{content: {{{form}}}}}"),
        );
        assert!(document.contains(form));
        check_codes(&document, codes);
    };
    let parts = |properties: &str, encoding: &str| {
        format!(
            "multipart/form-data: {{schema: {{type: object, properties: {{{properties}}}}}, encoding: {{{encoding}}}}}"
        )
    };
    let pet = "{$ref: '#/components/schemas/Pet'}";
    let pets = format!("{{type: array, items: {pet}}}");
    let either = format!("{{oneOf: [{pet}, {{type: string}}]}}");
    let rows = "{type: array, items: {type: array, items: {type: string}}}";
    let lists = "{type: array, items: {type: string}}";
    for member in [pet, &pets, &either, rows] {
        for encoding in ["application/xml", "application/yaml", "'image/*, application/pdf'"] {
            let form = parts(&format!("a: {member}"), &format!("a: {{contentType: {encoding}}}"));
            check(&form, &["unwritten-format"]);
        }
        for encoding in ["application/json", "text/plain", "'application/xml, application/json'"] {
            check(&parts(&format!("a: {member}"), &format!("a: {{contentType: {encoding}}}")), &[]);
        }
    }
    for member in ["{type: string}", lists, "{type: string, format: binary}", "{}"] {
        let form = parts(&format!("a: {member}"), "a: {contentType: application/xml}");
        check(&form, &[]);
    }
    let alternatives = |other: &str, encoding: &str| {
        format!(
            "multipart/form-data: {{schema: {{oneOf: [{pet}, {other}]}}, encoding: {{{encoding}}}}}"
        )
    };
    let limit = "{$ref: '#/components/schemas/Limit'}";
    let text = "{contentType: text/plain}";
    for unlisted in [
        parts("a: {type: string}", &format!("b: {text}")),
        parts("a: {type: string}", &format!("b: {text}, c: {text}")),
        parts("a: {type: string}", &format!("b: {text}"))
            .replace("multipart/form-data", "application/x-www-form-urlencoded"),
        alternatives(limit, &format!("name: {text}")),
    ] {
        check(&unlisted, &["unknown-encoding"]);
    }
    for listed in [
        parts("a: {type: string}", &format!("a: {text}")),
        parts("a: {type: string}}, additionalProperties: {type: string", &format!("b: {text}")),
        alternatives(limit, &format!("seconds: {text}")),
        alternatives("{type: object}", &format!("name: {text}")),
    ] {
        check(&listed, &[]);
    }
    // Two places are one warning.
    let two = parts(
        &format!("a: {pet}, b: {pet}"),
        "a: {contentType: application/xml}, b: {contentType: application/xml}",
    );
    check(&two, &["unwritten-format"]);
    check(&parts("a: {type: string}", "a: {contntType: text/plain}"), &["unknown-keyword"]);
}

#[test]
fn media_types_of_other_values_that_are_not_sent_are_reported() {
    let object = |members: &str| format!("{{schema: {{type: object, properties: {{{members}}}}}}}");
    let check = |content: &str, codes: &[&str]| {
        let document = include_str!("../fixtures/bodies.yaml").replace(
            "requestBody: {content: {text/csv: {schema: {type: string}}}}",
            &format!("requestBody: {{content: {{{content}}}}}"),
        );
        assert!(document.contains(content));
        check_codes(&document, codes);
    };
    let named = object("a: {type: string}, b: {type: integer}");
    let fewer = object("a: {type: string}");
    let file = object("a: {type: string, format: binary}");
    let text = "{schema: {type: string}}";
    for lost in [
        format!("application/json: {fewer}, multipart/form-data: {named}"),
        format!("application/json: {named}, multipart/form-data: {file}"),
        format!("application/json: {{}}, multipart/form-data: {file}"),
        format!("application/json: {named}, application/xml: {text}, text/csv: {text}"),
        format!(
            "application/json: {named}, image/png: {{schema: {{type: string, format: binary}}}}"
        ),
    ] {
        check(&lost, &["unsent-media-type"]);
    }
    for same in [
        format!(
            "application/json: {named}, application/xml: {named}, multipart/form-data: {fewer}"
        ),
        format!("application/json: {named}, application/xml: {{}}, examples: {text}"),
        format!("multipart/form-data: {file}, application/x-www-form-urlencoded: {file}"),
        format!(
            "text/plain: {text}, application/octet-stream: {{schema: {{type: string, format: binary}}}}"
        ),
        format!("application/json: {{}}, text/plain: {text}"),
    ] {
        check(&same, &[]);
    }
}

#[test]
fn headers_without_a_member_are_reported() {
    let document = include_str!("../fixtures/bodies.yaml").replace(
        "X-Limit: {schema: {type: integer}}",
        "X-Limit: {content: {application/json: {schema: {type: object}}}}\n            \
         X-Map: {schema: {type: object, properties: {a: {type: string}}}}",
    );
    check_codes(&document, &["unread-header", "unread-header"]);
}
