//! Get, List and Delete, which are alike for all resources.

use super::{Call, Members};
use crate::simulator::state::{Kept, State};
use crate::simulator::wire::ServiceError;
use serde_json::Value;

/// A resource as answers show it.
pub(super) trait Shown: Kept {
    /// The member that holds it in an answer.
    const ONE: &'static str;

    /// The member that holds a page of them.
    const MANY: &'static str;

    /// Members of a list's input, of which at most one may be given.
    const EXCLUSIVE: &'static [&'static str] = &[];

    /// All there is to say about it.
    fn describe(&self, state: &State) -> Value;

    /// What a list says about it.
    fn summarize(&self, state: &State) -> Value {
        self.describe(state)
    }

    /// Whether a list's filters let it through.
    fn matches(&self, _state: &State, _call: Call<'_>) -> bool {
        true
    }
}

/// The answer that shows one.
pub(super) fn show<T: Shown>(state: &State, arn: &str) -> Value {
    let found = T::find(state, arn).map(|it| it.describe(state));
    Members::default().maybe(T::ONE, found).into()
}

/// Keeps something new and shows it.
pub(super) fn keep<T: Shown>(state: &mut State, new: T) -> Value {
    let arn = new.identity().arn.clone();
    T::all_mut(state).push(new);
    show::<T>(state, &arn)
}

pub(super) fn get<T: Shown>(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<T>(state, "arn")?;
    Ok(show::<T>(state, call.text("arn")))
}

pub(super) fn delete<T: Shown>(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<T>(state, "arn")?;
    T::remove(state, call.text("arn"));
    Ok(Members::default().into())
}

pub(super) fn list<T: Shown>(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.at_most_one(T::EXCLUSIVE)?;
    let all = T::all(state).iter();
    let all = all.filter(|it| it.matches(state, call));
    let all = all.map(|it| (it.identity().position, it.summarize(state)));
    call.page(state.salt, T::MANY, all)
}
