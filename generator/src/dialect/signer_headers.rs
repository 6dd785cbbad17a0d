//! Rule 5: the `X-Amz-*` parameters of a path item belong to the signer.
//!
//! Each path item refers to the same seven header parameters, which describe a signature. They are no
//! arguments. Header parameters `x-amz-*` that an operation spells out (202 in 17 documents) are real.

use openapiv3::{Parameter, ReferenceOr};

/// The headers and query keys of an AWS signature.
const SIGNER: &[&str] = &[
    "X-Amz-Content-Sha256",
    "X-Amz-Date",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// Whether the parameter, as it stands in a list and after following its `$ref`, is the signer's.
pub(super) fn is_signer(listed: &ReferenceOr<Parameter>, parameter: &Parameter) -> bool {
    let referred = matches!(listed, ReferenceOr::Reference { .. });
    let header = matches!(parameter, Parameter::Header { .. });
    let name = &parameter.parameter_data_ref().name;
    referred
        && header
        && SIGNER
            .iter()
            .any(|signer| signer.eq_ignore_ascii_case(name))
}
