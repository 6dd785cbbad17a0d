//! Rule 6: header parameters called `Accept` and `Content-Type` are real here.
//!
//! OpenAPI says that such parameters shall be ignored, because the media types say it all. In these
//! documents they are members of the service's own model (21 times), so they are arguments like every
//! other header.

use openapiv3::Parameter;

use crate::service::Binding;

/// Where a parameter travels. `None` for a cookie, which has been reported.
pub(super) fn binding(parameter: &Parameter) -> Option<Binding> {
    match parameter {
        Parameter::Path { .. } => Some(Binding::Path),
        Parameter::Query { .. } => Some(Binding::Query),
        Parameter::Header { .. } => Some(Binding::Header),
        Parameter::Cookie { .. } => None,
    }
}
