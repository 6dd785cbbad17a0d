//! Lists in pages.

use serde_json::{Value, json};

use super::{read, service, shown};

/// A document with one list operation.
fn document(operation: Value, parameters: Value, output: Value) -> Value {
    let mut get = json!({
        "operationId": "listThings",
        "parameters": parameters,
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": output}}}},
    });
    for (key, value) in operation.as_object().unwrap() {
        get[key] = value.clone();
    }
    json!({
        "openapi": "3.0.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {"/things": {"get": get}},
    })
}

fn query(name: &str, schema: Value) -> Value {
    json!({"name": name, "in": "query", "schema": schema})
}

fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

fn strings() -> Value {
    json!({"type": "array", "items": {"type": "string"}})
}

fn things() -> Value {
    json!({"type": "array", "items": {
        "type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
    }})
}

/// The pagination in words; empty if there is none.
#[track_caller]
fn found(operation: Value, parameters: Value, output: Value) -> String {
    let service = service(&document(operation, parameters, output).to_string());
    service.operations[0].pagination.as_ref().map(shown).unwrap_or_default()
}

#[test]
fn a_token_of_the_page_is_recognised() {
    let string = || json!({"type": "string"});
    let nullable = json!({"type": "string", "nullable": true});
    let token = |name: &str, output: Value| {
        found(json!({}), json!([query(name, string())]), object(output))
    };
    assert_eq!(
        token(
            "pageToken",
            json!({"nextPageToken": string(), "files": things(), "unreachable": strings()})
        ),
        "pageToken from nextPageToken, items files"
    );
    let nested = object(json!({"next_cursor": nullable}));
    assert_eq!(
        token(
            "cursor",
            json!({"ok": {"type": "boolean"}, "members": things(), "response_metadata": nested})
        ),
        "cursor from response_metadata.next_cursor, items members"
    );
    // Some services repeat the token on the last page.
    let boolean = || json!({"type": "boolean"});
    let output = json!({"next_cursor": string(), "has_more": boolean(), "data": things()});
    assert_eq!(token("cursor", output), "cursor from next_cursor, items data, more has_more");
    let nested = object(json!({"nextCursor": string(), "hasNextPage": boolean()}));
    assert_eq!(
        token("cursor", json!({"data": things(), "pageInfo": nested})),
        "cursor from pageInfo.nextCursor, items data, more pageInfo.hasNextPage"
    );
    // Two lists: pages without items.
    let two = json!({"nextPageToken": string(), "a": things(), "b": things()});
    assert_eq!(token("page_token", two), "page_token from nextPageToken");
    for (name, output) in [
        ("pageToken", json!({"pageToken": string(), "files": things()})),
        ("token", json!({"nextPageToken": string(), "files": things()})),
        ("pageToken", json!({"nextPageToken": {"type": "integer"}, "files": things()})),
    ] {
        assert_eq!(token(name, output), "", "{name}");
    }
    let next = json!({"type": "string", "description": "A token to retrieve the next page."});
    let same = json!({"pageToken": next, "files": things()});
    assert_eq!(token("pageToken", same), "pageToken from pageToken, items files");
    let required = json!({"name": "cursor", "in": "query", "required": true, "schema": string()});
    let output = object(json!({"next_cursor": string(), "members": things()}));
    assert_eq!(found(json!({}), json!([required]), output), "");
}

#[test]
fn the_last_id_is_a_token() {
    let parameters = json!([query("starting_after", json!({"type": "string"}))]);
    let output = |items| object(json!({"has_more": {"type": "boolean"}, "data": items}));
    assert_eq!(
        found(json!({}), parameters.clone(), output(things())),
        "starting_after from data[-1].id, items data, more has_more"
    );
    assert_eq!(found(json!({}), parameters, output(strings())), "");
}

#[test]
fn a_url_of_the_next_page_is_recognised() {
    let string = || json!({"type": "string"});
    let page = object(json!({"@odata.nextLink": string(), "value": things()}));
    let expected = "URL in @odata.nextLink, items value";
    assert_eq!(found(json!({}), json!([]), page.clone()), expected);
    let pageable = json!({"x-ms-pageable": {"nextLinkName": "@odata.nextLink"}});
    assert_eq!(found(pageable, json!([]), page), expected);
    let page = object(json!({"more": string(), "a": things(), "list": strings()}));
    let pageable = |value| found(json!({"x-ms-pageable": value}), json!([]), page.clone());
    assert_eq!(
        pageable(json!({"nextLinkName": "more", "itemName": "list"})),
        "URL in more, items list"
    );
    assert_eq!(pageable(json!({"nextLinkName": null, "itemName": "list"})), "");
    assert_eq!(pageable(json!({"nextLinkName": "other"})), "");
    // A list that links nowhere.
    assert_eq!(found(json!({}), json!([]), object(json!({"nextLink": string()}))), "");

    let mut header =
        document(json!({}), json!([query("page", json!({"type": "integer"}))]), things());
    header["paths"]["/things"]["get"]["responses"]["200"]["headers"] =
        json!({"Link": {"schema": {"type": "string"}}});
    let service = service(&header.to_string());
    let pagination = service.operations[0].pagination.as_ref().map(shown);
    assert_eq!(pagination.as_deref(), Some("URL in the header, items body"));
}

#[test]
fn next_beside_the_list_is_a_url_if_the_document_states_it() {
    let next = |schema: Value| {
        found(json!({}), json!([]), object(json!({"next": schema, "values": things()})))
    };
    let described = |text: &str| next(json!({"type": "string", "description": text}));
    let expected = "URL in next, items values";
    assert_eq!(next(json!({"type": "string", "format": "uri"})), expected);
    assert_eq!(
        next(json!({"type": "string", "format": "uri-reference", "nullable": true})),
        expected
    );
    assert_eq!(
        next(json!({"type": "string", "example": "https://example.com/things?page=2"})),
        expected
    );
    assert_eq!(described("Link to the next page."), expected);
    assert_eq!(described("The URI of the next page, if there is one."), expected);
    // A token, a number, another resource.
    assert_eq!(described("The token of the next page, for a URL."), "");
    assert_eq!(described("The next page."), "");
    assert_eq!(next(json!({"type": "string"})), "");
    assert_eq!(next(json!({"type": "string", "format": "uuid"})), "");
    assert_eq!(next(json!({"type": "string", "example": "bGlzdA=="})), "");
    assert_eq!(next(json!({"type": "integer", "description": "The URL's page."})), "");

    let url = || json!({"type": "string", "format": "uri"});
    let output = object(json!({"next": url(), "a": things(), "b": things()}));
    assert_eq!(found(json!({}), json!([]), output), "");
    // The next page is that of the structure, of which the operation returns more.
    let tracks = object(json!({"next": url(), "items": things()}));
    let output = object(json!({"id": {"type": "string"}, "tracks": tracks}));
    assert_eq!(found(json!({}), json!([]), output), "");
}

#[test]
fn the_pages_of_django_are_at_urls_and_not_at_offsets() {
    let integer = || json!({"type": "integer"});
    let string = || json!({"type": "string"});
    let parameters = json!([query("offset", integer()), query("limit", integer())]);
    let page = |previous: &str| {
        let mut page = json!({"count": integer(), "next": string(), "results": things()});
        page[previous] = string();
        found(json!({}), parameters.clone(), object(page))
    };
    assert_eq!(page("previous"), "URL in next, items results");
    assert_eq!(page("before"), "offset offset from 0, items results");
}

#[test]
fn next_of_links_is_a_url() {
    let string = || json!({"type": "string"});
    let integer = || json!({"type": "integer"});
    let links = |output: Value| found(json!({}), json!([]), object(output));
    let next = |schema: Value| object(json!({"self": string(), "next": schema}));
    let href = || object(json!({"href": string()}));
    for (output, expected) in [
        (json!({"data": things(), "links": next(string())}), "URL in links.next, items data"),
        (json!({"data": things(), "_links": next(href())}), "URL in _links.next.href, items data"),
        (
            json!({"data": things(), "links": object(json!({"pages": next(string())}))}),
            "URL in links.pages.next, items data",
        ),
        (
            json!({"data": things(), "meta": object(json!({"links": next(string())}))}),
            "URL in meta.links.next, items data",
        ),
        (
            json!({"data": object(json!({"things": things()})), "links": next(string())}),
            "URL in links.next, items data.things",
        ),
        (
            json!({"data": things(), "pagination": next(json!({"type": "string", "format": "uri"}))}),
            "URL in pagination.next, items data",
        ),
        (
            json!({"data": things(), "pagination": object(json!({"next_url": string()}))}),
            "URL in pagination.next_url, items data",
        ),
        (json!({"data": things(), "next_href": string()}), "URL in next_href, items data"),
        (json!({"data": things(), "pagination": object(json!({"next_url": integer()}))}), ""),
        // Not said to be a URL, the number of a page, a cursor, another structure.
        (json!({"data": things(), "pagination": next(string())}), ""),
        (json!({"data": things(), "links": next(integer())}), ""),
        (
            json!({"data": things(), "links": next(json!({"type": "string", "description": "Cursor."}))}),
            "",
        ),
        (json!({"data": things(), "links": next(object(json!({"id": string()})))}), ""),
        (json!({"data": things(), "related": next(href())}), ""),
        // A resource with a list, and one with related resources.
        (
            json!({"data": object(json!({"id": string(), "tags": strings()})), "links": next(string())}),
            "",
        ),
        (
            json!({"data": object(json!({"id": string()})), "included": things(), "links": next(string())}),
            "",
        ),
    ] {
        assert_eq!(links(output.clone()), expected, "{output}");
    }
    // An offset that is recognised is kept.
    let parameters = json!([query("offset", integer()), query("limit", integer())]);
    let output = object(json!({"data": things(), "links": next(string())}));
    assert_eq!(found(json!({}), parameters, output), "offset offset from 0, items data");
}

#[test]
fn start_at_and_count_are_offsets_beside_the_extent_of_the_list() {
    let integer = || json!({"type": "integer"});
    let list = |parameters: [&str; 2], members: &[&str]| {
        let mut output = json!({"values": things(), "links": things()});
        for name in members {
            output[*name] = integer();
        }
        let parameters = parameters.map(|name| query(name, integer()));
        found(json!({}), json!(parameters), object(output))
    };
    let jira = ["startAt", "maxResults"];
    let expected = "offset startAt from 0, items values";
    assert_eq!(list(jira, &["startAt", "maxResults", "total"]), expected);
    assert_eq!(list(jira, &["maxResults", "total"]), "");
    assert_eq!(list(["startAt", "limit"], &["startAt", "maxResults", "total"]), "");
    let expected = "offset offset from 0, items values";
    assert_eq!(list(["offset", "count"], &["total_items"]), expected);
    assert_eq!(list(["offset", "count"], &[]), "");
    assert_eq!(list(["start", "count"], &["total_items"]), "");
}

#[test]
fn tokens_in_structures_and_of_the_same_name_are_recognised() {
    let string = || json!({"type": "string"});
    let list = |name: &str, output: Value| {
        found(json!({}), json!([query(name, string())]), object(output))
    };
    let metadata = || object(json!({"continue": string()}));
    let output = json!({"items": things(), "metadata": metadata()});
    assert_eq!(list("continue", output), "continue from metadata.continue, items items");
    assert_eq!(list("continue", json!({"things": things(), "metadata": metadata()})), "");
    assert_eq!(list("continue", json!({"items": things(), "continue": string()})), "");

    let paging = |name: &str| {
        let mut next = json!({"link": string()});
        next[name] = string();
        object(json!({"next": object(next)}))
    };
    let output = |name: &str| json!({"results": things(), "paging": paging(name)});
    assert_eq!(list("after", output("after")), "after from paging.next.after, items results");
    assert_eq!(list("after", output("before")), "");
    assert_eq!(list("before", output("after")), "");

    let cursor = |text: &str| {
        let cursor = json!({"type": "string", "description": text});
        list("cursor", json!({"cursor": cursor, "cards": things(), "errors": things()}))
    };
    let expected = "cursor from cursor, items cards";
    assert_eq!(cursor("The pagination cursor to be used in a subsequent request."), expected);
    assert_eq!(cursor("An opaque cursor for fetching the next page."), expected);
    // That of the page itself.
    assert_eq!(cursor("Current cursor"), "");
}

#[test]
fn offsets_and_numbers_are_recognised_with_a_page_size() {
    let integer = || json!({"type": "integer"});
    let number = |schema: Value| json!([query("page", schema), query("per_page", integer())]);
    let output = || object(json!({"total": integer(), "things": things()}));
    let offset = json!([query("offset", integer()), query("limit", integer())]);
    assert_eq!(found(json!({}), offset.clone(), output()), "offset offset from 0, items things");
    assert_eq!(found(json!({}), offset, things()), "offset offset from 0, items body");
    assert_eq!(found(json!({}), json!([query("offset", integer())]), output()), "");
    let skip =
        json!([query("$skip", json!({"type": "integer", "default": 1})), query("$top", integer())]);
    assert_eq!(found(json!({}), skip, output()), "");
    for (schema, expected) in [
        (json!({"type": "integer", "default": 1}), "page page from 1, items things"),
        (json!({"type": "integer", "default": 0}), "page page from 0, items things"),
        (json!({"type": "integer", "minimum": 1}), "page page from 1, items things"),
        // The number of the first page is not known.
        (json!({"type": "integer"}), ""),
        (json!({"type": "integer", "default": 5}), ""),
        (json!({"type": "string", "default": "1"}), ""),
    ] {
        assert_eq!(found(json!({}), number(schema.clone()), output()), expected, "{schema}");
    }
}

#[test]
fn the_items_are_the_only_list_beside_errors_and_links() {
    let integer = || json!({"type": "integer"});
    let parameters = || json!([query("offset", integer()), query("limit", integer())]);
    let items = |output: Value| {
        let found = found(json!({}), parameters(), object(output));
        found.strip_prefix("offset offset from 0, items ").unwrap_or_default().to_owned()
    };
    for (output, expected) in [
        (json!({"names": strings(), "errors": things()}), "names"),
        (json!({"_links": things(), "list": things(), "warnings": strings()}), "list"),
        (json!({"a": things(), "b": strings()}), ""),
        (json!({"things": things(), "others": things()}), "things"),
        (json!({"items": things(), "others": things()}), "items"),
        (json!({"items": things(), "data": things()}), ""),
        (json!({"_links": things()}), ""),
        (json!({"messages": things()}), "messages"),
        (json!({"messages": things(), "chats": things()}), "chats"),
        (json!({"errors": things(), "page": object(json!({"a": things()}))}), "page.a"),
    ] {
        assert_eq!(items(output.clone()), expected, "{output}");
    }

    let mut links = document(json!({}), parameters(), object(json!({"links": things()})));
    let get = links["paths"]["/things"].take();
    links["paths"] = json!({"/links": get});
    let service = service(&links.to_string());
    let pagination = service.operations[0].pagination.as_ref().map(shown);
    assert_eq!(pagination.as_deref(), Some("offset offset from 0, items links"));
}

#[test]
fn a_resource_with_a_list_has_no_pages() {
    let integer = || json!({"type": "integer"});
    let parameters = json!([
        query("offset", integer()),
        query("limit", integer()),
        {"name": "thing", "in": "path", "required": true, "schema": {"type": "string"}},
    ]);
    for (output, expected) in [
        (
            json!({"id": integer(), "label": integer(), "size": integer(), "state": integer(), "tags": strings()}),
            false,
        ),
        (
            json!({"id": integer(), "total": integer(), "offset": integer(), "parts": things()}),
            true,
        ),
    ] {
        let mut document = document(json!({}), parameters.clone(), object(output.clone()));
        let get = document["paths"]["/things"].take();
        document["paths"] = json!({"/things/{thing}": get});
        let service = service(&document.to_string());
        assert_eq!(service.operations[0].pagination.is_some(), expected, "{output}");
    }
}

#[test]
fn the_extension_states_the_pagination_or_that_there_is_none() {
    let parameters = || {
        json!([
            query("pageToken", json!({"type": "string"})),
            query("from", json!({"type": "integer"})),
            query("n", json!({"type": "integer"})),
        ])
    };
    let meta = object(json!({
        "next": {"type": "string"}, "count": {"type": "integer"}, "has_more": {"type": "boolean"},
    }));
    let output = || {
        object(
            json!({"nextPageToken": {"type": "string"}, "a": things(), "meta": meta, "warnings": strings()}),
        )
    };
    let stated = |value: Value| found(json!({"x-pagination": value}), parameters(), output());
    for (value, expected) in [
        (json!(false), ""),
        (
            json!({"kind": "token", "input": "pageToken", "output": "meta.next", "items": "warnings", "more": "meta.has_more"}),
            "pageToken from meta.next, items warnings, more meta.has_more",
        ),
        (
            json!({"kind": "token", "input": "pageToken", "output": "a[-1].id"}),
            "pageToken from a[-1].id, items a",
        ),
        (
            json!({"kind": "offset", "input": "from", "first": 1, "pageSize": "n", "total": "meta.count"}),
            "offset from from 1, items a, total meta.count",
        ),
        (json!({"kind": "page", "input": "from"}), "page from from 1, items a"),
        (json!({"kind": "nextLink", "output": "meta.next"}), "URL in meta.next, items a"),
        (json!({"kind": "link", "items": "warnings"}), "URL in the header, items warnings"),
    ] {
        assert_eq!(stated(value.clone()), expected, "{value}");
    }
}

#[test]
fn a_wrong_extension_is_an_error_with_its_place_and_a_remedy() {
    let parameters = json!([
        query("pageToken", json!({"type": "string"})),
        query("n", json!({"type": "integer"}))
    ]);
    let output = object(json!({"next": {"type": "string"}, "a": things(), "b": things()}));
    let at = "#/paths/~1things/get/x-pagination";
    for (value, place, remedy) in [
        (
            json!(true),
            "",
            "write an object with `kind` (`token`, `offset`, `page`, `nextLink` or `link`) and the keys of that kind, or `false`",
        ),
        (json!({"kind": "pages"}), "/kind", "write an object with `kind`"),
        (
            json!({"kind": "token", "input": "pagetoken", "output": "next"}),
            "/input",
            "write `pageToken`",
        ),
        (
            json!({"kind": "token", "input": "pageToken", "output": "nexte"}),
            "/output",
            "write `next`",
        ),
        (
            json!({"kind": "token", "input": "pageToken", "output": "a.id"}),
            "/output",
            "correct the name",
        ),
        (
            json!({"kind": "token", "input": "n", "output": "next"}),
            "/input",
            "write an object with `kind`",
        ),
        (json!({"kind": "offset", "input": "n"}), "", "write an object with `kind`"),
        (
            json!({"kind": "offset", "input": "n", "items": "next"}),
            "/items",
            "write an object with `kind`",
        ),
        (
            json!({"kind": "page", "input": "n", "items": "a", "output": "next"}),
            "/output",
            "write an object with `kind`",
        ),
        (
            json!({"kind": "page", "inputs": "n", "input": "n", "items": "a"}),
            "/inputs",
            "write `input`",
        ),
        (json!({"kind": "nextLink"}), "", "write an object with `kind`"),
    ] {
        let document = document(json!({"x-pagination": value}), parameters.clone(), output.clone());
        let (service, diagnostics) = read(&document.to_string());
        assert!(service.is_none(), "{value}");
        let [diagnostic] = diagnostics.as_slice() else {
            panic!("{value}: {diagnostics:?}");
        };
        assert_eq!(diagnostic.code, "invalid-pagination", "{value}");
        let pointer = diagnostic.pointer.as_ref().map(ToString::to_string);
        assert_eq!(pointer, Some(format!("{at}{place}")), "{value}");
        assert!(diagnostic.remedy.starts_with(remedy), "{value}: {}", diagnostic.remedy);
    }
}

#[test]
fn the_fixture_has_each_kind() {
    let service = service(include_str!("../fixtures/pages.yaml"));
    let lists = service.operations.iter().filter_map(|operation| operation.pagination.as_ref());
    assert_eq!(
        lists.map(shown).collect::<Vec<_>>(),
        [
            "pageToken from nextPageToken, items files",
            "cursor from response_metadata.next_cursor, items members, more response_metadata.has_more",
            "starting_after from data[-1].id, items data, more has_more",
            "URL in nextLink, items value",
            "offset offset from 0, items body",
            "page page from 1, items body",
            "URL in the header, items body",
            "at from result.folder.next, items result.folder.things",
            "page p from 0, items events, more paging.more, total paging.pages",
            "URL in next, items results",
            "URL in links.next.href, items data",
            "continue from metadata.continue, items items",
            "offset startAt from 0, items bugs",
            "offset offset from 0, items campaigns",
            "after from paging.next.after, items results",
            "cursor from cursor, items cards",
            "URL in next, items values",
            "URL in @odata.nextLink, items value",
            "URL in pagination.next, items tracks",
            "URL in links.pages.next, items droplets",
            "page page[number] from 1, items data",
            "URL in nextLink, items jobs",
            "offset from from 1, items records, total meta.count",
            "URL in meta.following, items orders",
            "URL in the header, items logs",
            "cursor from cursor, items hits",
        ]
    );
}
