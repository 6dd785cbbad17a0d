//! The answers of a fake: typed where they are given, told apart by type where they are kept.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::Fault;
use crate::Operation;

type Outcome<O> = Result<<O as Operation>::Output, Fault>;
type Single<O> = Box<dyn FnOnce(&<O as Operation>::Input) -> Outcome<O> + Send>;
type Always<O> = Box<dyn FnMut(&<O as Operation>::Input) -> Outcome<O> + Send>;

/// The answers to one operation.
pub(super) struct Answers<O: Operation> {
    pub(super) single: VecDeque<Single<O>>,
    pub(super) always: Option<Always<O>>,
}

impl<O: Operation> Answers<O> {
    /// Gives the next answer.
    pub(super) fn answer(answers: &Mutex<Self>, input: &O::Input) -> Outcome<O> {
        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = answers.single.pop_front() {
            drop(answers);
            return answer(input);
        }
        match &mut answers.always {
            Some(answer) => answer(input),
            // Entries count what is there, so this is not reached.
            None => Err(Fault::new("NoAnswer").message("the fake has no answer left")),
        }
    }
}

/// What a fake knows of an operation without knowing its types.
pub(super) struct Entry {
    name: &'static str,
    answers: Arc<dyn Any + Send + Sync>,
    /// How many single answers are left.
    pub(super) left: usize,
    pub(super) always: bool,
    used: usize,
}

impl Entry {
    pub(super) fn new<O: Operation>() -> Self {
        let answers = Answers::<O> {
            single: VecDeque::new(),
            always: None,
        };
        Self {
            name: O::META.name,
            answers: Arc::new(Mutex::new(answers)),
            left: 0,
            always: false,
            used: 0,
        }
    }

    /// Changes the answers.
    pub(super) fn answers<O: Operation>(&self, change: impl FnOnce(&mut Answers<O>)) {
        if let Some(answers) = self.answers.downcast_ref::<Mutex<Answers<O>>>() {
            change(&mut answers.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Reserves an answer for one call, if there is one.
    pub(super) fn take<O: Operation>(&mut self) -> Option<Arc<Mutex<Answers<O>>>> {
        if self.left == 0 && !self.always {
            return None;
        }
        self.left = self.left.saturating_sub(1);
        self.used += 1;
        Arc::clone(&self.answers).downcast().ok()
    }

    /// What is still to be had from it.
    pub(super) fn expectation(&self) -> Option<String> {
        match (self.left, self.always) {
            (_, true) => Some(format!("any number for {}", self.name)),
            (0, false) => None,
            (1, false) => Some(format!("one for {}", self.name)),
            (left, false) => Some(format!("{left} for {}", self.name)),
        }
    }

    /// What it was there for and nobody called.
    pub(super) fn missing(&self) -> Option<String> {
        match (self.left, self.used) {
            (0, 0) => Some(format!("{} was never called", self.name)),
            (0, _) => None,
            (left, used) => Some(format!(
                "{} was called {used} time(s), {left} fewer than expected",
                self.name
            )),
        }
    }
}
