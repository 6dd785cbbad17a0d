//! What a structure shows to the runtime's visitor, as tokens.

use crate::rust::{Limits, Structure};
use proc_macro2::TokenStream;
use quote::quote;

/// The statements of `visit`; none if there is nothing to compare.
pub(super) fn visits(structure: &Structure) -> Option<TokenStream> {
    let fields = structure.fields.iter();
    let visits: Vec<TokenStream> = fields
        .filter_map(|field| {
            let check = field.check.as_ref()?;
            let (name, field) = (&check.name, &field.name);
            if check.limits == Limits::default() {
                return Some(quote!(visitor.nested(#name, &self.#field);));
            }
            let limits = limits(&check.limits);
            Some(match check.counted {
                true => quote!(visitor.length(#name, &self.#field, &#limits);),
                false => quote!(visitor.member(#name, &self.#field, &#limits);),
            })
        })
        .collect();
    let has_limits = structure
        .fields
        .iter()
        .filter_map(|field| field.check.as_ref())
        .any(|check| check.limits != Limits::default());
    // Inside of the function, as a structure of the service may have the same name.
    let import = has_limits.then(|| {
        quote!(
            use validate::Limits;
        )
    });
    (!visits.is_empty()).then(|| quote!(#import #(#visits)*))
}

fn limits(limits: &Limits) -> TokenStream {
    let number = |number: f64| proc_macro2::Literal::f64_unsuffixed(number);
    let minimum = limits.minimum.map(number);
    let minimum = minimum.map(|number| quote!(.minimum(#number)));
    let maximum = limits.maximum.map(number);
    let maximum = maximum.map(|number| quote!(.maximum(#number)));
    let least = limits.least.map(proc_macro2::Literal::u64_unsuffixed);
    let least = least.map(|count| quote!(.min_length(#count)));
    let most = limits.most.map(proc_macro2::Literal::u64_unsuffixed);
    let most = most.map(|count| quote!(.max_length(#count)));
    let each = limits.each.as_ref().map(|each| {
        let each = self::limits(each);
        quote!(.values(const { &#each }))
    });
    let keys = limits.keys.as_ref().map(|keys| {
        let keys = self::limits(keys);
        quote!(.keys(const { &#keys }))
    });
    quote!(Limits::new() #minimum #maximum #least #most #keys #each)
}
