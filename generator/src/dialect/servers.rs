//! Rule 8: where the service is.
//!
//! Servers are listed with http first, but requests always go to https. The host is
//! `{prefix}.{region}.{suffix}`; the list of regions is frozen and generic, so it is not read: any
//! region will do. The prefix is what stays of it (two documents also list a host without a region).

use openapiv3::OpenAPI;

use crate::document::Pointer;

use super::report::Report;

/// The host's label or labels before the region. `None` after reporting that no server has them.
pub(super) fn host(model: &OpenAPI, report: &mut Report<'_>) -> Option<String> {
    let prefix = model.servers.iter().find_map(|server| prefix(&server.url));
    if prefix.is_none() {
        let root = Pointer::root();
        let (pointer, found) = match model.servers.first() {
            Some(server) => (
                root.child("servers"),
                format!("servers such as `{}`", server.url),
            ),
            None => (root, "no servers".to_owned()),
        };
        report
            .error("missing-endpoint", &pointer)
            .found(found)
            .expected("a server of the form `https://PREFIX.{region}.amazonaws.com`")
            .remedy("add one");
    }
    prefix.map(str::to_owned)
}

fn prefix(url: &str) -> Option<&str> {
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let (prefix, _) = host.split_once(".{region}")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    (!prefix.is_empty() && prefix.chars().all(plain)).then_some(prefix)
}
