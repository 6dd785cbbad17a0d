//! Whether the time grows as the document does.
//!
//! Documents of like size are taken together, because one alone may have more prose or more enums than
//! others. If a group's byte costs what every other group's byte costs, the time is linear.

use std::collections::BTreeMap;
use std::time::Duration;

use super::Measured;
use crate::corpus::table::{Table, number, time};

/// Groups of documents by size, each of them up to twice as large as the one before.
#[derive(Debug)]
pub(super) struct Growth(BTreeMap<usize, Group>);

/// The sums of one group.
#[derive(Clone, Debug, Default)]
struct Group {
    documents: u32,
    bytes: usize,
    lines: usize,
    taken: Duration,
}

impl Growth {
    pub(super) fn of(measured: &[Measured]) -> Self {
        let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
        for one in measured {
            // What lies below shows the price of the parts that every crate has.
            let limit = one.bytes.div_ceil(1024).next_power_of_two().max(32);
            let group = groups.entry(limit).or_default();
            group.documents += 1;
            group.bytes += one.bytes;
            group.lines += one.lines;
            group.taken += one.taken;
        }
        Self(groups)
    }

    /// How many times more a byte costs in the dearest group than in the cheapest.
    pub(super) fn spread(&self) -> f64 {
        let costs = self.0.values().map(Group::nanos_of_byte);
        let dearest = costs.clone().fold(0.0, f64::max);
        let cheapest = costs.fold(f64::INFINITY, f64::min);
        if cheapest > 0.0 {
            dearest / cheapest
        } else {
            1.0
        }
    }

    pub(super) fn print(&self) -> String {
        let mut table = Table::new(&[
            "size",
            "documents",
            "takes on average",
            "for a KiB",
            "for 1,000 lines",
            "",
        ]);
        for (limit, group) in &self.0 {
            let lines = Duration::from_secs_f64(
                group.taken.as_secs_f64() * 1000.0 / as_f64(group.lines.max(1)),
            );
            table.row(vec![
                format!("up to {} KiB", number(*limit)),
                group.documents.to_string(),
                time(group.taken / group.documents.max(1)),
                format!("{:.0} µs", group.nanos_of_byte() * 1.024),
                format!("{:.1} ms", lines.as_secs_f64() * 1000.0),
                String::new(),
            ]);
        }
        table.print()
    }
}

impl Group {
    fn nanos_of_byte(&self) -> f64 {
        self.taken.as_secs_f64() * 1e9 / as_f64(self.bytes.max(1))
    }
}

/// Sums of a few hundred documents are far from where this is not exact.
fn as_f64(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(kib: usize, millis: u64) -> Measured {
        Measured {
            taken: Duration::from_millis(millis),
            bytes: kib * 1024,
            lines: kib * 10,
        }
    }

    #[test]
    fn groups_are_compared_by_the_price_of_a_byte() {
        let even = Growth::of(&[one(20, 10), one(100, 50), one(1000, 500)]);
        assert!((even.spread() - 1.0).abs() < 1e-9, "{}", even.spread());
        let square = Growth::of(&[one(20, 10), one(100, 250), one(1000, 25_000)]);
        assert!(square.spread() > 40.0, "{}", square.spread());
    }

    #[test]
    fn each_group_is_a_line() {
        let growth = Growth::of(&[one(20, 10), one(40, 20), one(60, 30)]);
        let expected = "\
size          documents  takes on average  for a KiB  for 1,000 lines
up to 32 KiB          1             10 ms     500 µs          50.0 ms
up to 64 KiB          2             25 ms     500 µs          50.0 ms
";
        assert_eq!(growth.print(), expected);
    }
}
