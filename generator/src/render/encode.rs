//! `Operation::encode`: from an input to a request.

use super::types::{self, codec_module};
use crate::rust::{EncodeStep, Field, OperationModule, Payload, Presence, RustType};
use crate::service::{Encoding, HttpMethod, Location, Styled};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The statements of `encode`, of type `Result<EncodedRequest, sdk_runtime::Error>`.
pub(super) fn body(operation: &OperationModule) -> TokenStream {
    let method = match operation.request.method {
        HttpMethod::Delete => quote!(DELETE),
        HttpMethod::Get => quote!(GET),
        HttpMethod::Head => quote!(HEAD),
        HttpMethod::Options => quote!(OPTIONS),
        HttpMethod::Patch => quote!(PATCH),
        HttpMethod::Post => quote!(POST),
        HttpMethod::Put => quote!(PUT),
        HttpMethod::Trace => quote!(TRACE),
    };
    let mut code = RequestCode {
        chain: quote!(EncodedRequest::new(Method::#method)),
        ..RequestCode::default()
    };
    for step in &operation.request.steps {
        if let (true, Some(media_type)) = (step.is_body(), &operation.request.media_type) {
            code.chain.extend(quote!(.media_type(#media_type)));
        }
        let is_of_members =
            matches!(step, EncodeStep::JsonBody | EncodeStep::Form { field: None, .. });
        if is_of_members && operation.request.optional_body {
            code.chain.extend(quote!(.optional_body()));
        }
        if step.is_body() && operation.request.finite_numbers {
            code.chain.extend(quote!(.finite_numbers()));
        }
        code.add(step, operation);
    }
    code.into_statements()
}

/// The parts of `encode`, in order.
#[derive(Default)]
struct RequestCode {
    /// The new request and the calls that are chained to it.
    chain: TokenStream,
    /// The statements that follow.
    statements: TokenStream,
    /// The last call, which returns a `Result`.
    result: Option<TokenStream>,
}

impl RequestCode {
    fn add(&mut self, step: &EncodeStep, operation: &OperationModule) {
        let field = |at: &usize| &operation.input.fields[*at];
        match step {
            EncodeStep::HostLiteral(literal) => self.chain.extend(quote!(.host_literal(#literal))),
            EncodeStep::Literal(literal) => self.chain.extend(quote!(.literal(#literal))),
            EncodeStep::FixedQuery { key, value } => self.chain.extend(match value {
                Some(value) => quote!(.query(#key, #value)),
                None => quote!(.query_key(#key)),
            }),
            EncodeStep::FixedHeader { key, value } => {
                self.chain.extend(quote!(.fixed_header(#key, #value)));
            }
            EncodeStep::HostLabel { member, field: at } => {
                self.label(quote!(host_label), member, field(at));
            }
            EncodeStep::Label { member, field: at, greedy } => {
                let method = match greedy {
                    true => quote!(greedy_label),
                    false => quote!(label),
                };
                self.label(method, member, field(at));
            }
            EncodeStep::Query { key, field: at } => {
                self.statements.extend(query(key, field(at)));
            }
            EncodeStep::Header { key, member, field: at } => {
                self.statements.extend(header(key, member, field(at)));
            }
            EncodeStep::PrefixHeaders { prefix, member, field: at } => {
                self.statements.extend(prefix_headers(prefix, member, field(at)));
            }
            EncodeStep::Form { field: at, multipart, encodings } => {
                self.form(at.map(|at| field(&at)), *multipart, encodings);
            }
            EncodeStep::Styled { styled, key, member, field: at } => {
                self.styled(*styled, key, member, field(at));
            }
            EncodeStep::JsonBody => self.result = Some(quote!(.json(input))),
            EncodeStep::Payload { member, field: at, form } => {
                self.payload(member, field(at), *form);
            }
        }
    }

    fn label(&mut self, method: TokenStream, member: &str, field: &Field) {
        let name = &field.name;
        let value = string_of(&field.ty, quote!(input.#name));
        self.chain.extend(quote!(.#method(#member, #value)?));
    }

    fn form(&mut self, field: Option<&Field>, multipart: bool, encodings: &[(String, Encoding)]) {
        let encodings = encodings.iter().map(|(name, encoding)| {
            let encoding = match encoding {
                Encoding::Brackets => quote!(Brackets),
                Encoding::Joined(separator) => quote!(Joined(#separator)),
                Encoding::Pairs => quote!(Pairs),
                Encoding::Json => quote!(Json),
                Encoding::File(media_type) => quote!(File(#media_type)),
                Encoding::MediaType(media_type) => quote!(MediaType(#media_type)),
            };
            quote!((#name, sdk_runtime::Encoding::#encoding))
        });
        let encodings = quote!(&[#(#encodings),*]);
        let method = if multipart { quote!(multipart) } else { quote!(form) };
        let Some(field) = field else {
            self.result = Some(quote!(.#method(input, #encodings)));
            return;
        };
        let name = &field.name;
        match field.presence {
            Presence::Optional => self.statements.extend(if_present(
                field,
                quote!(value),
                quote!(request = request.#method(value, #encodings)?;),
            )),
            _ => self.result = Some(quote!(.#method(&input.#name, #encodings))),
        }
    }

    fn styled(&mut self, styled: Styled, key: &str, member: &str, field: &Field) {
        let style = format_ident!("{}", format!("{:?}", styled.style));
        let style = quote!(sdk_runtime::Style::#style);
        let name = &field.name;
        let is_optional = field.presence == Presence::Optional;
        let value = match is_optional {
            true => quote!(value),
            false => quote!(&input.#name),
        };
        let value = match types::format(&field.ty) {
            Some(format) => {
                quote!(&sdk_runtime::codec::Formatted(#value, sdk_runtime::codec::Format::#format))
            }
            None => value,
        };
        let call = match styled.location {
            Location::Path => {
                self.chain.extend(quote!(.styled_label(#key, #member, #style, #value)?));
                return;
            }
            Location::Query if styled.reserved => quote!(.reserved_query(#key, #style, #value)?),
            Location::Query => quote!(.styled_query(#key, #style, #value)?),
            Location::Header => quote!(.styled_header(#key, #member, #style, #value)?),
            Location::Cookie => quote!(.cookie(#key, #member, #style, #value)?),
        };
        let statement = quote!(request = request #call;);
        self.statements.extend(match is_optional {
            true => if_present(field, quote!(value), statement),
            false => statement,
        });
    }

    fn payload(&mut self, member: &str, field: &Field, form: Payload) {
        let name = &field.name;
        let is_required = field.presence == Presence::Required;
        let value = match is_required {
            true => quote!(input.#name),
            false => quote!(value),
        };
        let reference = match is_required {
            true => quote!(&input.#name),
            false => quote!(value),
        };
        if let (Payload::Json, Some(format)) = (form, types::format(&field.ty)) {
            let format = quote!(sdk_runtime::codec::Format::#format);
            let value = quote!(sdk_runtime::codec::Formatted(#reference, #format));
            self.result = Some(match is_required {
                true => quote!(.json(&#value)),
                false => quote!(.json_payload(input.#name.as_ref().map(|value| #value).as_ref())),
            });
            return;
        }
        let call = match form {
            Payload::Json | Payload::Structure if is_required => {
                self.result = Some(quote!(.json(&input.#name)));
                return;
            }
            Payload::Structure => {
                self.result = Some(quote!(.structure_payload(input.#name.as_ref())));
                return;
            }
            Payload::Json => {
                self.result = Some(quote!(.json_payload(input.#name.as_ref())));
                return;
            }
            Payload::Stream => quote!(.stream(#member, #reference)?),
            Payload::SizedStream => quote!(.sized_stream(#member, #reference)?),
            Payload::Text | Payload::JsonOrText => {
                let string = string_of(&field.ty, value);
                quote!(.text(#string))
            }
            Payload::Raw => quote!(.raw(#value.clone())),
        };
        match is_required {
            true => self.chain.extend(call),
            false => self.statements.extend(if_present(
                field,
                quote!(value),
                quote! {
                    request = request #call;
                },
            )),
        }
    }

    fn into_statements(self) -> TokenStream {
        let Self { chain, statements, result } = self;
        match (statements.is_empty(), result) {
            (true, Some(last)) => quote!(#chain #last),
            (true, None) => quote!(let request = #chain; Ok(request)),
            (false, Some(last)) => quote!(let mut request = #chain; #statements request #last),
            (false, None) => quote!(let mut request = #chain; #statements Ok(request)),
        }
    }
}

/// Statements for a field, if it is present.
fn if_present(field: &Field, binding: TokenStream, statements: TokenStream) -> TokenStream {
    let name = &field.name;
    quote!(if let Some(#binding) = &input.#name { #statements })
}

/// A query parameter: one pair for a value, for each element of a list, for each entry of a map.
fn query(key: &str, field: &Field) -> TokenStream {
    if let RustType::Map(value) = &field.ty {
        return query_map(field, value);
    }
    each(field, &|ty, value| {
        let value = string_of(ty, value);
        quote!(request = request.query(#key, #value);)
    })
}

/// The query parameters of a map: one for each entry, or for each element of a list in it.
fn query_map(field: &Field, value: &RustType) -> TokenStream {
    let entries = |source: TokenStream| match value {
        RustType::Vec(element) => {
            let string = entry_string(element);
            quote! {
                #source.iter().flat_map(|(key, values)| values.iter().map(move |value| (key, #string)))
            }
        }
        // Pairs of references are entries already.
        RustType::String => source,
        value => {
            let string = entry_string(value);
            quote!(#source.iter().map(|(key, value)| (key, #string)))
        }
    };
    let name = &field.name;
    match field.presence {
        Presence::Optional => {
            let entries = entries(quote!(entries));
            if_present(
                field,
                quote!(entries),
                quote! {
                    request = request.query_map(#entries);
                },
            )
        }
        Presence::Required | Presence::EmptyWhenAbsent => {
            let entries = match value {
                RustType::String => quote!(&input.#name),
                _ => entries(quote!(input.#name)),
            };
            quote!(request = request.query_map(#entries);)
        }
    }
}

/// The value of an entry, which is the reference `value`, as a string that outlives the closure.
fn entry_string(ty: &RustType) -> TokenStream {
    match ty {
        RustType::String | RustType::Named(_) | RustType::Secret => string_of(ty, quote!(value)),
        ty => owned(ty, &quote!(value)),
    }
}

/// A header; the elements of a list are joined in one.
fn header(key: &str, member: &str, field: &Field) -> TokenStream {
    let RustType::Vec(element) = &field.ty else {
        return each(field, &|ty, value| {
            let value = string_of(ty, value);
            quote!(request = request.header(#key, #member, #value)?;)
        });
    };
    let name = &field.name;
    let (method, strings) = match **element {
        RustType::String | RustType::Secret | RustType::Named(_) => {
            (quote!(header_list), strings_of(element))
        }
        _ => (quote!(header_values), strings_of(element)),
    };
    match field.presence {
        Presence::Optional => if_present(
            field,
            quote!(values),
            quote! {
                request = request.#method(#key, #member, values #strings)?;
            },
        ),
        Presence::Required | Presence::EmptyWhenAbsent => {
            let values = match strings.is_empty() {
                true => quote!(&input.#name),
                false => quote!(input.#name #strings),
            };
            quote!(request = request.#method(#key, #member, #values)?;)
        }
    }
}

/// A header for each entry of a map.
fn prefix_headers(prefix: &str, member: &str, field: &Field) -> TokenStream {
    let name = &field.name;
    let value = match &field.ty {
        RustType::Map(value) => string_of(value, quote!(value)),
        _ => quote!(value),
    };
    let set = quote!(request = request.prefixed_header(#prefix, key, #member, #value)?;);
    match field.presence {
        Presence::Optional => if_present(
            field,
            quote!(entries),
            quote! {
                for (key, value) in entries { #set }
            },
        ),
        Presence::Required | Presence::EmptyWhenAbsent => {
            quote!(for (key, value) in &input.#name { #set })
        }
    }
}

/// Statements for each value of a field: none or one, or one for each element of a list.
fn each(field: &Field, statement: &dyn Fn(&RustType, TokenStream) -> TokenStream) -> TokenStream {
    let name = &field.name;
    let repeat = |source: TokenStream| match &field.ty {
        RustType::Vec(element) => {
            let inner = statement(element, quote!(value));
            quote!(for value in #source { #inner })
        }
        ty => statement(ty, source),
    };
    match field.presence {
        Presence::Optional => {
            let binding = match field.ty {
                RustType::Vec(_) => format_ident!("values"),
                _ => format_ident!("value"),
            };
            let inner = repeat(quote!(#binding));
            if_present(field, quote!(#binding), inner)
        }
        Presence::Required | Presence::EmptyWhenAbsent => match field.ty {
            RustType::Vec(_) => repeat(quote!(&input.#name)),
            _ => repeat(quote!(input.#name)),
        },
    }
}

/// A value as `&str`. `value` is a field, or the name of a reference.
fn string_of(ty: &RustType, value: TokenStream) -> TokenStream {
    match ty {
        RustType::String if is_reference(&value) => value,
        RustType::String => quote!(&#value),
        RustType::Named(_) => quote!(#value.as_str()),
        RustType::Secret => quote!(#value.expose()),
        ty => {
            let string = owned(ty, &value);
            quote!(&#string)
        }
    }
}

/// Converts the elements of a list to strings; empty if they are strings.
fn strings_of(element: &RustType) -> TokenStream {
    match element {
        RustType::String => TokenStream::new(),
        RustType::Named(_) => quote!(.iter().map(|value| value.as_str())),
        RustType::Secret => quote!(.iter().map(|value| value.expose())),
        element => {
            let string = owned(element, &quote!(value));
            quote!(.iter().map(|value| #string))
        }
    }
}

/// A value as `String`.
fn owned(ty: &RustType, value: &TokenStream) -> TokenStream {
    match ty {
        RustType::Timestamp(codec) => {
            let codec = format_ident!("{}", codec_module(*codec));
            let value = match is_reference(value) {
                true => quote!(*#value),
                false => value.clone(),
            };
            quote!(sdk_runtime::codec::timestamp::#codec(#value))
        }
        RustType::F32 | RustType::F64 => {
            let value = match is_reference(value) {
                true => quote!(*#value),
                false => value.clone(),
            };
            quote!(sdk_runtime::codec::float(#value))
        }
        RustType::Blob => quote!(#value.to_base64()),
        RustType::JsonString => {
            let value = match is_reference(value) {
                true => value.clone(),
                false => quote!(&#value),
            };
            quote!(sdk_runtime::codec::json_header(#value))
        }
        _ => quote!(#value.to_string()),
    }
}

/// Whether the tokens are the variable `value`, which patterns and loops bind to a reference.
fn is_reference(value: &TokenStream) -> bool {
    value.to_string() == "value"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::format::statements;
    use crate::rust::lower;
    use crate::service::fixture::{bound, member_of, operation, service};
    use crate::service::{Binding, Member, Operation, PathPart, Reference, Type};

    #[track_caller]
    fn check(operation: Operation, expected: &str) {
        let krate = lower(&service(vec![operation], vec![]), "a");
        let lines = statements(body(&krate.operations[0])).expect("they are statements");
        assert_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn labels_are_chained_and_the_body_is_last() {
        let call = Operation {
            path: vec![
                PathPart::Literal("/things/".to_owned()),
                PathPart::GreedyLabel(Reference::new(0, "id")),
            ],
            ..operation("PutThing", vec![bound("id", Binding::Path)], vec![])
        };
        check(
            call,
            r#"EncodedRequest::new(Method::POST)
    .literal("/things/")
    .greedy_label("id", &input.id)?
    .json(input)"#,
        );
    }

    #[test]
    fn numbers_of_json_are_finite_unless_the_service_is_of_aws() {
        let statements = |target: Type, is_of_aws: bool| {
            let call = operation("PutThing", vec![member_of("size", target)], vec![]);
            let mut service = service(vec![call], vec![]);
            if !is_of_aws {
                service.aws = None;
            }
            body(&lower(&service, "a").operations[0]).to_string()
        };
        let has =
            |target: Type, is_of_aws| statements(target, is_of_aws).contains("finite_numbers");
        assert!(has(Type::List(Box::new(Type::Double)), false));
        assert!(!has(Type::Double, true) && !has(Type::Integer, false));
    }

    #[test]
    fn optional_members_are_sent_if_they_are_present() {
        let query = Member {
            binding: Binding::Query,
            ..member_of("ids", Type::List(Box::new(Type::Integer)))
        };
        let header = Member { binding: Binding::Header, ..member_of("secret", Type::Secret) };
        let call =
            Operation { has_body: false, ..operation("GetThing", vec![query, header], vec![]) };
        check(
            call,
            r#"let mut request = EncodedRequest::new(Method::POST).literal("/things");
if let Some(values) = &input.ids {
    for value in values {
        request = request.query("ids", &value.to_string());
    }
}
if let Some(value) = &input.secret {
    request = request.header("secret", "secret", value.expose())?;
}
Ok(request)"#,
        );
    }
}
