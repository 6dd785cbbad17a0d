//! Security schemes, and which of them an operation takes.
//!
//! OAuth 2 and OpenID Connect are bearer tokens, which the caller obtains. Two tokens cannot be sent at once, so
//! that several of them in one requirement are one; requirements that differ in scopes alone are one as well. An HTTP
//! scheme of another name is a key in the header `Authorization`, whose value is the caller's.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, ReferenceOr, SecurityRequirement};

use super::annotations::description;
use super::components::Components;
use super::report::Report;
use crate::diagnostics::nearest;
use crate::pointer::Pointer;
use crate::service::{Alternatives, Member, SchemeKind, Security, SecurityScheme};

/// The schemes of a document.
pub(super) fn read(components: &Components<'_>, report: &mut Report<'_>) -> Security {
    let mut security = Security { schemes: schemes(components, report), default: Vec::new() };
    security.default = match &components.model.security {
        Some(requirements) => {
            let at = Pointer::root().child("security");
            alternatives(requirements, &at, &security, report)
        }
        None => optional(components, &security),
    };
    security
}

/// The schemes of operations that state no requirement, in a document that states none for all: what other operations
/// require, and schemes that none requires. They are optional: a requirement is forgotten more often than left out on
/// purpose.
fn optional(components: &Components<'_>, security: &Security) -> Alternatives {
    let items = components.model.paths.paths.values().filter_map(ReferenceOr::as_item);
    let stated = items.flat_map(|item| item.iter()).map(|(_, operation)| &operation.security);
    let stated: Vec<_> = stated.collect();
    if stated.iter().all(|requirements| requirements.is_some()) {
        return Vec::new();
    }
    let requirements = stated.into_iter().flatten();
    let mut counts: IndexMap<Vec<usize>, usize> = IndexMap::new();
    for requirement in requirements.flatten() {
        let names = requirement.keys();
        // Schemes that are not defined are reported where they are required.
        let schemes: Option<Vec<usize>> =
            names.map(|name| security.schemes.iter().position(|one| one.name == *name)).collect();
        let schemes = schemes.map(|schemes| distinct(&schemes, security)).unwrap_or_default();
        if !schemes.is_empty() {
            *counts.entry(schemes).or_default() += 1;
        }
    }
    // What most operations require is sent where the client has several credentials.
    counts.sort_by(|_, one, _, other| other.cmp(one));
    let mut alternatives: Alternatives = counts.into_keys().collect();
    for at in 0..security.schemes.len() {
        if !alternatives.iter().flatten().any(|known| *known == at) {
            alternatives.push(vec![at]);
        }
    }
    if !alternatives.is_empty() {
        alternatives.push(Vec::new());
    }
    alternatives
}

fn schemes(components: &Components<'_>, report: &mut Report<'_>) -> Vec<SecurityScheme> {
    use openapiv3::SecurityScheme as Scheme;

    let schemes = components.model.components.iter().flat_map(|all| &all.security_schemes);
    let at = Pointer::root().child("components").child("securitySchemes");
    schemes
        .filter_map(|(name, scheme)| {
            let (kind, documentation) = match scheme.as_item()? {
                Scheme::APIKey { location, name, description, .. } => {
                    let kind = match location {
                        APIKeyLocation::Query => SchemeKind::Query,
                        APIKeyLocation::Header => SchemeKind::Header,
                        APIKeyLocation::Cookie => SchemeKind::Cookie,
                    };
                    (kind(name.trim().to_owned()), description)
                }
                Scheme::HTTP { scheme, description, .. } => {
                    check_scheme(scheme, &at.child(name).child("scheme"), report);
                    let kind = match scheme.to_ascii_lowercase().as_str() {
                        "basic" => SchemeKind::Basic,
                        "bearer" => SchemeKind::Bearer,
                        _ => SchemeKind::Header("Authorization".to_owned()),
                    };
                    (kind, description)
                }
                Scheme::OAuth2 { description, .. } | Scheme::OpenIDConnect { description, .. } => {
                    (SchemeKind::Bearer, description)
                }
            };
            Some(SecurityScheme {
                name: name.clone(),
                pointer: at.child(name),
                kind,
                documentation: description(documentation.as_deref()),
            })
        })
        .collect()
}

/// The schemes in the registry of HTTP authentication schemes of IANA, in lower case.
const REGISTERED: [&str; 14] = [
    "basic",
    "bearer",
    "concealed",
    "digest",
    "dpop",
    "gnap",
    "hoba",
    "mutual",
    "negotiate",
    "oauth",
    "privatetoken",
    "scram-sha-1",
    "scram-sha-256",
    "vapid",
];

/// Warns of a scheme of HTTP that is not registered: it is often a misspelt one.
fn check_scheme(scheme: &str, pointer: &Pointer, report: &mut Report<'_>) {
    let name = scheme.trim().to_ascii_lowercase();
    if REGISTERED.contains(&scheme.to_ascii_lowercase().as_str()) {
        return;
    }
    let meant = match name.as_str() {
        "jwt" | "token" | "oauth2" | "bearer token" | "bearertoken" => Some("bearer"),
        "basicauth" | "basic auth" => Some("basic"),
        name => nearest(name, REGISTERED),
    };
    let effect = "until then the caller states the whole header `Authorization`, with the name of the scheme";
    report
        .warning("unknown-http-scheme", pointer)
        .found(format!("the HTTP scheme `{scheme}`, which is not registered"))
        .expected("a scheme that is registered for HTTP, such as `basic` or `bearer`")
        .remedy(match meant {
            Some(meant) => format!("did you mean `{meant}`? {effect}"),
            None => {
                format!("correct the scheme with an overlay if it is a registered one; {effect}")
            }
        });
}

/// The requirements at a pointer. Reports schemes that the document does not define.
pub(super) fn alternatives(
    requirements: &[SecurityRequirement],
    pointer: &Pointer,
    security: &Security,
    report: &mut Report<'_>,
) -> Alternatives {
    let mut alternatives: Alternatives = Vec::new();
    for (index, requirement) in requirements.iter().enumerate() {
        let mut positions: Vec<usize> = Vec::new();
        let mut is_known = true;
        for (name, _) in requirement {
            let Some(at) = security.schemes.iter().position(|scheme| scheme.name == *name) else {
                undefined(name, &pointer.child(index).child(name), security, report);
                is_known = false;
                continue;
            };
            positions.push(at);
        }
        let positions = distinct(&positions, security);
        // A requirement of which a part is unknown cannot be met; another one may.
        if is_known && !alternatives.contains(&positions) {
            alternatives.push(positions);
        }
    }
    alternatives
}

/// The optional schemes of an operation whose members are in the place of a credential, without those of that place: the
/// value is the caller's. `None` if it has no such member, so that it takes the default.
pub(super) fn beside(members: &[Member], security: &Security) -> Option<Alternatives> {
    let is_member = |at: &usize| {
        let place = security.schemes.get(*at).map(|scheme| place(&scheme.kind));
        place.is_some_and(|(location, name)| {
            members.iter().any(|member| {
                let is_there = member.binding.location() == location;
                is_there
                    && match location {
                        "header" => member.wire_name.eq_ignore_ascii_case(&name),
                        _ => member.wire_name == name,
                    }
            })
        })
    };
    let (taken, free): (Alternatives, Alternatives) =
        security.default.iter().cloned().partition(|all| all.iter().any(is_member));
    (!taken.is_empty()).then_some(free)
}

/// Schemes without those that send a credential to the place of an earlier one.
fn distinct(schemes: &[usize], security: &Security) -> Vec<usize> {
    let sends = |at: usize| security.schemes.get(at).map(|scheme| place(&scheme.kind));
    let is_first = |(index, at): &(usize, &usize)| {
        !schemes[..*index].iter().any(|known| sends(*known) == sends(**at))
    };
    schemes.iter().enumerate().filter(is_first).map(|(_, at)| *at).collect()
}

/// What a credential occupies: only one can be sent there.
fn place(kind: &SchemeKind) -> (&'static str, String) {
    match kind {
        SchemeKind::Header(name) => ("header", name.to_ascii_lowercase()),
        SchemeKind::Query(name) => ("query", name.clone()),
        SchemeKind::Cookie(name) => ("cookie", name.clone()),
        SchemeKind::Basic | SchemeKind::Bearer => ("header", "authorization".to_owned()),
    }
}

fn undefined(name: &str, pointer: &Pointer, security: &Security, report: &mut Report<'_>) {
    let names: Vec<_> = security.schemes.iter().map(|scheme| &scheme.name).collect();
    report
        .warning("undefined-security-scheme", pointer)
        .found(format!("the security scheme `{name}`, which the document does not define"))
        .expected(match names.is_empty() {
            true => "a scheme under `components/securitySchemes`".to_owned(),
            false => format!("one of {}", super::report::listed(&names)),
        })
        .remedy(
            "define it, or correct the name; until then no credential is sent for the requirement",
        );
}
