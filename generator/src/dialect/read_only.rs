//! Operations that change nothing, so that repeating them is always safe.
//!
//! GET and HEAD only read. An overlay may say it of other operations with `x-read-only: true`, or deny it.

use openapiv3::Operation;

use crate::service::HttpMethod;

use super::marks;

pub(super) const MARK: &str = "x-read-only";

pub(super) fn is_read_only(operation: &Operation, method: HttpMethod) -> bool {
    let by_method = matches!(method, HttpMethod::Get | HttpMethod::Head);
    marks::flag(&operation.extensions, MARK).unwrap_or(by_method)
}
