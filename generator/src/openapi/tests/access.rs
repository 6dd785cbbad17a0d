//! Members of responses or requests alone, and defaults.

use super::{check, service, structure};

#[test]
fn required_applies_to_the_messages_that_contain_the_member() {
    let service = check(
        include_str!("../fixtures/access.yaml"),
        &[
            "listUsers: GET /users",
            "  query limit: integer",
            "  -> 200 users: [Profile]",
            "createUser: POST /users + body",
            "  name: string!",
            "  password: string!",
            "  home: Home!",
            "  guest: Guest",
            "  rate: double",
            "  active: boolean",
            "  -> 201 id: string!, name: string, home: Home!, password: string",
            "seeUser: PUT /users/seen + body",
            "  -> 201",
        ],
    );
    assert_eq!(structure(&service, "Home"), ["id: string", "city: string!", "key: string!"]);
    assert_eq!(structure(&service, "Guest"), ["name: string!"]);
    assert_eq!(structure(&service, "Profile"), ["id: string!", "secret: string"]);
}

#[test]
fn defaults_and_known_values_are_kept() {
    let service = service(include_str!("../fixtures/access.yaml"));
    let limits = |operation: &str, name: &str| {
        let input = &service.operation(operation).expect("an operation").input;
        let member = input.iter().find(|member| member.name == name).expect("a member");
        (member.constraints.default.clone(), member.constraints.values.join(" "))
    };
    assert_eq!(limits("listUsers", "limit"), (Some("20".to_owned()), String::new()));
    assert_eq!(limits("createUser", "rate"), (Some("0.5".to_owned()), "0.5 2".to_owned()));
    assert_eq!(limits("createUser", "active"), (Some("true".to_owned()), String::new()));
}
