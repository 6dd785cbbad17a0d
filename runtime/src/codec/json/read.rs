//! The reader: JSON in, values in their places.

use std::borrow::Cow;

use super::problem::Problem;
use super::{number, string};
use crate::Json;
use crate::codec::fill::Unfit;
use crate::codec::{Fit, ListPlace, MapPlace, Place, StructurePlace, UnionPlace};

/// As deep as objects and lists may stand in each other: nobody's stack ends before.
const DEEPEST: usize = 128;

type Result<T> = std::result::Result<T, Box<Problem>>;

/// Reads a body into `place`.
pub(crate) fn read(text: &str, place: Place<'_>) -> Result<()> {
    Reader::new(text, false).all(place)
}

/// The same for what was written whole, with members that do not travel in the body.
pub(crate) fn read_whole(text: &str, place: Place<'_>) -> Result<()> {
    Reader::new(text, true).all(place)
}

struct Reader<'t> {
    text: &'t str,
    /// The next byte to read.
    at: usize,
    /// How many objects and lists are open.
    depth: usize,
    /// Whether members are read that do not travel in the body.
    whole: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, whole: bool) -> Self {
        let (at, depth) = (0, 0);
        Self {
            text,
            at,
            depth,
            whole,
        }
    }

    fn all(mut self, place: Place<'_>) -> Result<()> {
        self.value(place)?;
        match self.next_mark() {
            None => Ok(()),
            Some(_) => Err(self.syntax("there is more behind its end")),
        }
    }

    /// Reads a value of any kind.
    fn value(&mut self, place: Place<'_>) -> Result<Fit> {
        let mark = self.next_mark();
        let start = self.at;
        let unfit = |unfit: Unfit| Problem::unfit(start, unfit);
        match mark {
            Some(b'"') => match self.plain() {
                Some(text) => place.text(text).map_err(unfit)?,
                None => place.text(&self.string()?).map_err(unfit)?,
            },
            Some(b'{') => {
                self.open()?;
                self.object(start, place)?;
                self.depth -= 1;
            }
            Some(b'[') => {
                self.open()?;
                self.list(start, place)?;
                self.depth -= 1;
            }
            Some(b'-' | b'0'..=b'9') => {
                let (number, end) = number::read(self.text, self.at)
                    .map_err(|at| Problem::syntax(at, "invalid number"))?;
                self.at = end;
                place.number(number).map_err(unfit)?;
            }
            Some(b't') => {
                self.word("true")?;
                place.boolean(true).map_err(unfit)?;
            }
            Some(b'f') => {
                self.word("false")?;
                place.boolean(false).map_err(unfit)?;
            }
            Some(b'n') => {
                self.word("null")?;
                return Ok(place.null());
            }
            Some(_) => return Err(self.syntax("expected value")),
            None => return Err(self.syntax("EOF while parsing a value")),
        }
        Ok(Fit::Filled)
    }

    /// Reads the object whose bracket, at `start`, has been read.
    fn object(&mut self, start: usize, place: Place<'_>) -> Result<()> {
        match place.present() {
            Place::Structure(structure) => self.structure(start, structure),
            Place::Map(map, format) => {
                self.members(|reader, key| reader.entry(map, key.to_owned(), format))
            }
            Place::Union(union) => self.union(union),
            Place::Json(value) => {
                let mut object = serde_json::Map::new();
                self.members(|reader, key| {
                    let mut member = Json::Null;
                    reader.value(Place::Json(&mut member))?;
                    object.insert(key.to_owned(), member);
                    Ok(())
                })?;
                *value = Json::Object(object);
                Ok(())
            }
            Place::Ignored => self.members(|reader, _| reader.ignored()),
            place => Err(Problem::unfit(start, place.unfit("map"))),
        }
    }

    fn structure(&mut self, start: usize, structure: &mut dyn StructurePlace) -> Result<()> {
        let required = structure.required();
        let mut seen = 0_u64;
        self.members(|reader, key| {
            let fit = reader.member(structure, key)?;
            // A `null` is no value where one must be.
            if fit == Fit::Filled
                && let Some(at) = required.iter().position(|required| *required == key)
            {
                seen |= u32::try_from(at).map_or(0, |at| 1_u64.checked_shl(at).unwrap_or(0));
            }
            Ok(())
        })?;
        match required.get(seen.trailing_ones() as usize) {
            Some(missing) => Err(Problem::missing(start, missing)),
            None => Ok(()),
        }
    }

    fn member(&mut self, structure: &mut dyn StructurePlace, key: &str) -> Result<Fit> {
        // A second look for the other members, but only where they can be.
        let place = match self.whole && structure.member(key).is_none() {
            true => structure.bound_member(key),
            false => structure.member(key),
        };
        self.value(place.unwrap_or(Place::Ignored))
    }

    fn entry(
        &mut self,
        map: &mut dyn MapPlace,
        key: String,
        format: crate::codec::Format,
    ) -> Result<()> {
        let mut result = Ok(());
        map.insert(key, format, &mut |place| self.fit(place, &mut result));
        result
    }

    /// The first member that is not `null` and no `__type`, known or not. An object without one is the unknown
    /// member with an empty name.
    fn union(&mut self, union: &mut dyn UnionPlace) -> Result<()> {
        let mut found = false;
        self.members(|reader, key| {
            if found || key == "__type" {
                return reader.ignored();
            }
            if let Some(place) = union.member(key) {
                found = reader.value(place)? == Fit::Filled;
                return Ok(());
            }
            let mut value = Json::Null;
            reader.value(Place::Json(&mut value))?;
            if !value.is_null() {
                union.unknown(key.to_owned(), value);
                found = true;
            }
            Ok(())
        })?;
        if !found {
            union.unknown(String::new(), Json::Null);
        }
        Ok(())
    }

    /// Reads the list whose bracket, at `start`, has been read.
    fn list(&mut self, start: usize, place: Place<'_>) -> Result<()> {
        match place.present() {
            Place::List(list, format) => self.elements(|reader| reader.element(list, format)),
            Place::Json(value) => {
                let mut list = Vec::new();
                self.elements(|reader| {
                    let mut element = Json::Null;
                    reader.value(Place::Json(&mut element))?;
                    list.push(element);
                    Ok(())
                })?;
                *value = Json::Array(list);
                Ok(())
            }
            Place::Ignored => self.elements(Self::ignored),
            place => Err(Problem::unfit(start, place.unfit("sequence"))),
        }
    }

    fn element(&mut self, list: &mut dyn ListPlace, format: crate::codec::Format) -> Result<()> {
        let mut result = Ok(());
        list.push(format, &mut |place| self.fit(place, &mut result));
        result
    }

    /// Reads a value for a container, which is told whether to keep it and not why not.
    fn fit(&mut self, place: Place<'_>, result: &mut Result<()>) -> Fit {
        self.value(place).unwrap_or_else(|problem| {
            *result = Err(problem);
            Fit::Failed
        })
    }

    fn ignored(&mut self) -> Result<()> {
        self.value(Place::Ignored).map(drop)
    }

    /// Reads the members of an object, each behind its key.
    fn members(&mut self, mut each: impl FnMut(&mut Self, &str) -> Result<()>) -> Result<()> {
        if self.ends(b'}') {
            return Ok(());
        }
        loop {
            match self.next_mark() {
                Some(b'"') => {}
                Some(_) => return Err(self.syntax("key must be a string")),
                None => return Err(self.syntax("EOF while parsing an object")),
            }
            let key = match self.plain() {
                Some(key) => Cow::Borrowed(key),
                None => Cow::Owned(self.string()?),
            };
            match self.next_mark() {
                Some(b':') => self.at += 1,
                Some(_) => return Err(self.syntax("expected `:`")),
                None => return Err(self.syntax("EOF while parsing an object")),
            }
            each(self, &key).map_err(|problem| problem.under(&key))?;
            match self.next_mark() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(_) => return Err(self.syntax("expected `,` or `}`")),
                None => return Err(self.syntax("EOF while parsing an object")),
            }
        }
    }

    /// Reads the elements of a list.
    fn elements(&mut self, mut each: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        if self.ends(b']') {
            return Ok(());
        }
        for index in 0.. {
            each(self).map_err(|problem| problem.inside(index))?;
            match self.next_mark() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(_) => return Err(self.syntax("expected `,` or `]`")),
                None => return Err(self.syntax("EOF while parsing a list")),
            }
        }
        Ok(())
    }

    /// Steps behind the bracket that is next.
    fn open(&mut self) -> Result<()> {
        if self.depth == DEEPEST {
            return Err(self.syntax("recursion limit exceeded"));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Whether the next mark is `bracket`, which is then read.
    fn ends(&mut self, bracket: u8) -> bool {
        let ends = self.next_mark() == Some(bracket);
        self.at += usize::from(ends);
        ends
    }

    /// Reads the text whose first quote is next, if everything in it stands for itself.
    #[inline(always)]
    fn plain(&mut self) -> Option<&'t str> {
        let text = string::plain(self.text.get(self.at + 1..)?)?;
        self.at += text.len() + 2;
        Some(text)
    }

    /// The same for any text.
    fn string(&mut self) -> Result<String> {
        let (text, end) = string::read(self.text, self.at + 1).map_err(|at| {
            let is_end = at >= self.text.len();
            let what = match is_end {
                true => "EOF while parsing a string",
                false => "invalid escape",
            };
            Problem::syntax(at, what)
        })?;
        self.at = end;
        Ok(text)
    }

    fn word(&mut self, word: &str) -> Result<()> {
        let end = self.at + word.len();
        match self.text.get(self.at..end) == Some(word) {
            true => {
                self.at = end;
                Ok(())
            }
            false => Err(self.syntax("expected value")),
        }
    }

    /// The first byte that is no white space, which stays to be read.
    fn next_mark(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    #[cold]
    fn syntax(&self, what: &'static str) -> Box<Problem> {
        Problem::syntax(self.at, what)
    }
}
