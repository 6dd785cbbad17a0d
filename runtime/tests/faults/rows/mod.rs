//! The rows, by what is at fault.

mod answers;
mod connections;
mod credentials;
mod errors;
mod networks;

use crate::row::Row;

pub(crate) fn all() -> Vec<Row> {
    [
        connections::rows(),
        answers::rows(),
        errors::rows(),
        credentials::rows(),
        networks::rows(),
    ]
    .concat()
}
