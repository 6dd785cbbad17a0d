//! Rule 14: members of an output that travel in headers.
//!
//! The conversion deleted them (146 in 20 documents). An overlay puts them back as properties of the
//! output, with `x-header` and the header's name. `x-header-prefix` with the start of a name makes a map
//! of all headers that begin so; header parameters that are maps are the same thing in an input.

use crate::service::{Binding, Member, Type};

use super::marks::{self, Extensions};
use super::report::Report;

pub(super) const HEADER: &str = "x-header";
pub(super) const PREFIX: &str = "x-header-prefix";

/// Where the member travels and under which name, if it is marked.
pub(super) fn read(extensions: &Extensions) -> Option<(Binding, &str)> {
    let header = marks::text(extensions, HEADER).map(|name| (Binding::Header, name));
    header.or_else(|| marks::text(extensions, PREFIX).map(|name| (Binding::PrefixHeaders, name)))
}

/// Reports members whose types no header can hold.
pub(super) fn check(members: &[Member], report: &mut Report<'_>) {
    for member in members {
        let (fits, expected) = match member.binding {
            Binding::Header => (
                fits_header(&member.target),
                "a string, number, boolean, timestamp or enum, or a list of them",
            ),
            Binding::PrefixHeaders => (is_map_of_strings(&member.target), "a map of strings"),
            _ => continue,
        };
        if !fits {
            report
                .error("unsupported-header", &member.pointer)
                .found(format!(
                    "`{}` in a header, as a structure or a map",
                    member.name
                ))
                .expected(expected)
                .remedy("correct its schema, or bind it to another location");
        }
    }
}

fn fits_header(target: &Type) -> bool {
    match target {
        Type::List(element) => !matches!(**element, Type::List(_)) && fits_header(element),
        Type::Map(_) | Type::Stream | Type::SizedStream | Type::Json => false,
        _ => true,
    }
}

fn is_map_of_strings(target: &Type) -> bool {
    matches!(target, Type::Map(value) if matches!(**value, Type::String | Type::Secret))
}
