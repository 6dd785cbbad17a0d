//! Documents of services that are not AWS's.

use super::check;
use crate::service::TimestampFormat;

#[test]
fn a_document_of_any_provider_is_read() {
    let service = check(
        include_str!("../fixtures/plain.yaml"),
        &[
            "getPet: GET /pets/{id}",
            "  path id: string!",
            "  -> 200 id: string!, born: timestamp(datetime)",
        ],
    );
    assert_eq!(service.aws, None);
    assert_eq!(service.id, "pet-store");
    assert_eq!(service.timestamp_format, TimestampFormat::DateTime);
    let [first, second] = service.servers.as_slice() else {
        panic!("{:?}", service.servers);
    };
    assert_eq!(first.default_url().as_deref(), Some("http://pets.example.com/v1"));
    assert_eq!(second.variables[0].values, ["eu", "us"]);
    assert_eq!(
        service.base_url().as_deref(),
        Some("https://eu.pets.example.com/v1"),
        "a server with TLS comes before one without"
    );
}
