//! Security schemes, and which of them an operation takes.
//!
//! OAuth 2 and OpenID Connect are bearer tokens, which the caller obtains. Two tokens cannot be sent at once, so
//! that several of them in one requirement are one; requirements that differ in scopes alone are one as well. An HTTP
//! scheme of another name is a key in the header `Authorization`, whose value is the caller's.

use openapiv3::{APIKeyLocation, ReferenceOr, SecurityRequirement};

use super::annotations::description;
use super::components::Components;
use super::report::Report;
use crate::diagnostics::nearest;
use crate::pointer::Pointer;
use crate::service::{Alternatives, SchemeKind, Security, SecurityScheme};

/// The schemes of a document.
pub(super) fn read(components: &Components<'_>, report: &mut Report<'_>) -> Security {
    let mut security = Security { schemes: schemes(components, report), default: Vec::new() };
    security.default = match &components.model.security {
        Some(requirements) => {
            let at = Pointer::root().child("security");
            alternatives(requirements, &at, &security, report)
        }
        // Schemes that nothing requires are forgotten requirements more often than schemes without a use.
        None if !is_required(components) && !security.schemes.is_empty() => {
            let each = (0..security.schemes.len()).map(|at| vec![at]);
            each.chain([Vec::new()]).collect()
        }
        None => Vec::new(),
    };
    security
}

/// Whether any operation states what it requires.
fn is_required(components: &Components<'_>) -> bool {
    let items = components.model.paths.paths.values();
    let mut items = items.filter_map(ReferenceOr::as_item);
    items.any(|item| item.iter().any(|(_, operation)| operation.security.is_some()))
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
            let sends = |at: usize| security.schemes.get(at).map(|scheme| place(&scheme.kind));
            if !positions.iter().any(|known| sends(*known) == sends(at)) {
                positions.push(at);
            }
        }
        // A requirement of which a part is unknown cannot be met; another one may.
        if is_known && !alternatives.contains(&positions) {
            alternatives.push(positions);
        }
    }
    alternatives
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
