//! Documents with several servers.

use super::service;

#[test]
fn all_servers_are_kept_with_their_variables() {
    let service = service(include_str!("../fixtures/choice_of_servers.yaml"));
    assert_eq!(service.servers.len(), 5);
    assert_eq!(service.base_url().as_deref(), Some("https://api.example.com/v1"));
    let own = &service.servers[3];
    let names: Vec<_> = own.variables.iter().map(|variable| variable.name.as_str()).collect();
    assert_eq!(names, ["scheme", "host", "port", "base"]);
    assert_eq!(own.variables[0].values, ["http", "https"]);
}
