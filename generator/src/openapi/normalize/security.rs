//! Security schemes behind references, and those of OpenAPI 3.1 that no request carries.

use serde_json::{Map, Value};

use crate::openapi::keywords::NodeKind;
use crate::openapi::losses::{Loss, Losses};
use crate::openapi::walk;
use crate::pointer::Pointer;

/// Copies each scheme that is referred to, by another one or, in OpenAPI 3.2, by a requirement: that has the name of the
/// scheme then.
pub(super) fn inline_schemes(document: &mut Value) {
    const SCHEMES: &str = "/components/securitySchemes";
    let Some(schemes) = document.pointer(SCHEMES).and_then(Value::as_object) else {
        return;
    };
    let whole = schemes.iter().map(|(name, scheme)| {
        (name.clone(), walk::resolved(document, scheme).unwrap_or(scheme).clone())
    });
    let whole: Map<String, Value> = whole.collect();
    let named = |name: String| {
        let target = name.strip_prefix("#/components/securitySchemes/");
        let target = target.filter(|target| whole.contains_key(*target));
        target.filter(|_| !whole.contains_key(&name)).map(str::to_owned).unwrap_or(name)
    };
    walk::walk_mut(document, &mut |kind, value| {
        for requirement in requirements(kind, value) {
            if requirement.keys().any(|name| name.starts_with('#')) {
                let schemes = std::mem::take(requirement).into_iter();
                *requirement = schemes.map(|(name, scopes)| (named(name), scopes)).collect();
            }
        }
    });
    if let Some(schemes) = document.pointer_mut(SCHEMES) {
        *schemes = Value::Object(whole);
    }
}

/// The requirements that a part states.
fn requirements(
    kind: NodeKind,
    value: &mut Value,
) -> impl Iterator<Item = &mut Map<String, Value>> {
    let requirements = match kind {
        NodeKind::Root | NodeKind::Operation => value.get_mut("security"),
        _ => None,
    };
    let requirements = requirements.and_then(Value::as_array_mut).into_iter().flatten();
    requirements.filter_map(Value::as_object_mut)
}

/// Removes the schemes of the type `mutualTLS` and what requires them: the certificate of a client belongs to its transport.
pub(super) fn drop_certificates(document: &mut Value, losses: &mut Losses) {
    let schemes = document.pointer_mut("/components/securitySchemes");
    let Some(schemes) = schemes.and_then(Value::as_object_mut) else {
        return;
    };
    let is_certificate = |scheme: &Value| scheme["type"] == "mutualTLS";
    let names: Vec<String> = schemes
        .iter()
        .filter(|(_, scheme)| is_certificate(scheme))
        .map(|(name, _)| name.clone())
        .collect();
    if names.is_empty() {
        return;
    }
    schemes.retain(|_, scheme| !is_certificate(scheme));
    let section = Pointer::root().child("components").child("securitySchemes");
    for name in &names {
        losses.add(Loss::ClientCertificate, &section.child(name), name);
    }
    walk::walk_mut(document, &mut |kind, value| {
        for requirement in requirements(kind, value) {
            requirement.retain(|name, _| !names.contains(name));
        }
    });
}
