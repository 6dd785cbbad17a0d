//! Get, List and Delete of any resource type.

use super::{Call, Members};
use crate::simulator::state::{State, Stored};
use crate::simulator::wire::ServiceError;
use serde_json::Value;

/// A resource's representation in outputs.
pub(super) trait Describe: Stored {
    /// The output member of one resource.
    const ONE: &'static str;

    /// The output member of a list.
    const MANY: &'static str;

    /// Mutually exclusive members of the list's input.
    const EXCLUSIVE: &'static [&'static str] = &[];

    /// The complete representation.
    fn describe(&self, state: &State) -> Value;

    /// The representation in lists.
    fn summarize(&self, state: &State) -> Value {
        self.describe(state)
    }

    /// Whether it matches a list's filters.
    fn matches(&self, _state: &State, _call: Call<'_>) -> bool {
        true
    }
}

/// The output with one resource.
pub(super) fn show<T: Describe>(state: &State, arn: &str) -> Value {
    let found = T::find(state, arn).map(|it| it.describe(state));
    Members::default().maybe(T::ONE, found).into()
}

/// Adds a resource and returns it.
pub(super) fn add<T: Describe>(state: &mut State, new: T) -> Value {
    let arn = new.identity().arn.clone();
    T::all_mut(state).push(new);
    show::<T>(state, &arn)
}

pub(super) fn get<T: Describe>(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<T>(state, "arn")?;
    Ok(show::<T>(state, call.string("arn")))
}

pub(super) fn delete<T: Describe>(
    state: &mut State,
    call: Call<'_>,
) -> Result<Value, ServiceError> {
    call.find::<T>(state, "arn")?;
    T::remove(state, call.string("arn"));
    Ok(Members::default().into())
}

pub(super) fn list<T: Describe>(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.at_most_one(T::EXCLUSIVE)?;
    let all = T::all(state).iter();
    let all = all.filter(|it| it.matches(state, call));
    let all = all.map(|it| (it.identity().position, it.summarize(state)));
    call.page(state.salt, T::MANY, all)
}
