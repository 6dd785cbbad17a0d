//! Security schemes of OpenAPI 3.1 that no request carries.

use serde_json::Value;

use crate::openapi::keywords::NodeKind;
use crate::openapi::losses::{Loss, Losses};
use crate::openapi::walk;
use crate::pointer::Pointer;

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
        let requirements = match kind {
            NodeKind::Root | NodeKind::Operation => value.get_mut("security"),
            _ => None,
        };
        let requirements = requirements.and_then(Value::as_array_mut).into_iter().flatten();
        for requirement in requirements.filter_map(Value::as_object_mut) {
            requirement.retain(|name, _| !names.contains(name));
        }
    });
}
