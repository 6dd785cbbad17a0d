//! The Rust type for each type of the service.

use super::model::{RustType, TimestampCodec};
use super::naming::Names;
use crate::service::{TimestampFormat, Type};

/// The Rust type that holds a value.
pub(super) fn lower(target: &Type, names: &Names) -> RustType {
    let lower = |target: &Type| Box::new(lower(target, names));
    match target {
        Type::Named(id) => RustType::Named(names.type_of(id)),
        Type::String => RustType::String,
        Type::Secret => RustType::Secret,
        Type::Boolean => RustType::Bool,
        Type::Integer => RustType::I64,
        Type::Integer32 => RustType::I32,
        Type::Float => RustType::F32,
        Type::Double => RustType::F64,
        Type::Timestamp(format) => RustType::Timestamp(codec(*format)),
        Type::Blob => RustType::Blob,
        Type::Stream | Type::SizedStream => RustType::Stream,
        Type::Json => RustType::Json,
        Type::JsonString => RustType::JsonString,
        Type::List(element) => RustType::Vec(lower(element)),
        Type::Map(value) => RustType::Map(lower(value)),
        Type::Nullable(value) => RustType::Option(lower(value)),
    }
}

fn codec(format: TimestampFormat) -> TimestampCodec {
    match format {
        TimestampFormat::EpochSeconds => TimestampCodec::EpochSeconds,
        TimestampFormat::DateTime => TimestampCodec::DateTime,
        TimestampFormat::HttpDate => TimestampCodec::HttpDate,
    }
}
