//! How values are read and written that hold others.
//!
//! AWS's models promise that lists and maps hold no `null`. A response is not lost over one that breaks the
//! promise: the element or entry is left out. Where `null` is a value, the elements are options.

use std::collections::BTreeMap;

use super::place::{Fit, ListPlace, MapPlace, OptionPlace};
use super::view::{ListView, MapView};
use super::{Decode, Encode, Format, Place, View};

impl<T: Decode> Decode for Option<T> {
    fn blank() -> Self {
        None
    }

    fn place(&mut self, format: Format) -> Place<'_> {
        Place::Option(self, format)
    }
}

impl<T: Decode> OptionPlace for Option<T> {
    fn fill(&mut self, format: Format) -> Place<'_> {
        // Over `insert`, half of what there is to compile for each type.
        *self = Some(T::blank());
        match self {
            Some(value) => value.place(format),
            None => Place::Ignored,
        }
    }
}

impl<T: Encode> Encode for Option<T> {
    fn view(&self, format: Format) -> View<'_> {
        match self {
            Some(value) => value.view(format),
            None => View::Absent,
        }
    }
}

impl<T: Decode> Decode for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn place(&mut self, format: Format) -> Place<'_> {
        (**self).place(format)
    }
}

impl<T: Encode> Encode for Box<T> {
    fn view(&self, format: Format) -> View<'_> {
        (**self).view(format)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn place(&mut self, format: Format) -> Place<'_> {
        // A member may come twice, and then the last counts.
        self.clear();
        Place::List(self, format)
    }
}

impl<T: Decode> ListPlace for Vec<T> {
    fn push(&mut self, format: Format, read: &mut dyn FnMut(Place<'_>) -> Fit) -> Fit {
        // Read where it stays: elements may be large, and a copy of each is an eighth of the instructions of
        // reading a page of stages.
        let length = self.len();
        self.push(T::blank());
        let fit = match self.last_mut() {
            Some(element) => read(element.place(format)),
            None => Fit::Failed,
        };
        if fit != Fit::Filled {
            self.truncate(length);
        }
        fit
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn view(&self, format: Format) -> View<'_> {
        View::List(self, format)
    }
}

impl<T: Encode> ListView for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn elements(&self, format: Format, each: &mut dyn FnMut(View<'_>)) {
        for element in self {
            each(element.view(format));
        }
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn place(&mut self, format: Format) -> Place<'_> {
        self.clear();
        Place::Map(self, format)
    }
}

impl<T: Decode> MapPlace for BTreeMap<String, T> {
    fn insert(&mut self, key: String, format: Format, read: &mut dyn FnMut(Place<'_>) -> Fit) {
        let mut value = T::blank();
        if read(value.place(format)) == Fit::Filled {
            self.insert(key, value);
        }
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn view(&self, format: Format) -> View<'_> {
        View::Map(self, format)
    }
}

impl<T: Encode> MapView for BTreeMap<String, T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn entries(&self, format: Format, each: &mut dyn FnMut(&str, View<'_>)) {
        for (key, value) in self {
            each(key, value.view(format));
        }
    }
}
