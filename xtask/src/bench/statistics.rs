//! What is made of several runs of the same thing.
//!
//! Knows numbers, and nothing of what they measure.

use serde::{Deserialize, Serialize};

/// The middle and the ends of several numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Spread {
    pub(super) median: f64,
    pub(super) least: f64,
    pub(super) most: f64,
}

impl Spread {
    /// `None` for no numbers, and where one of them is none (a division by zero).
    pub(super) fn of(numbers: &[f64]) -> Option<Self> {
        if numbers.iter().any(|number| !number.is_finite()) {
            return None;
        }
        let mut sorted = numbers.to_vec();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        let upper = *sorted.get(middle)?;
        let median = match sorted.len() % 2 {
            1 => upper,
            // The mean of the two in the middle.
            _ => (sorted.get(middle.checked_sub(1)?)? + upper) / 2.0,
        };
        Some(Self {
            median,
            least: *sorted.first()?,
            most: *sorted.last()?,
        })
    }

    /// Of the ratios of two that ran in turns: the first run of one by the first run of the other, and
    /// so on. What slows the machine down for a while slows both of a pair.
    pub(super) fn of_ratios(ours: &[f64], theirs: &[f64]) -> Option<Self> {
        let ratios: Vec<f64> = ours.iter().zip(theirs).map(|(a, b)| a / b).collect();
        Self::of(&ratios)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        let spread = Spread::of(&[4.0, 1.0, 2.0, 10.0]).unwrap();
        assert_eq!((spread.median, spread.least, spread.most), (3.0, 1.0, 10.0));
        assert_eq!(Spread::of(&[7.0]).unwrap().median, 7.0);
        assert_eq!(Spread::of(&[]), None);
    }

    #[test]
    fn ratios_are_taken_pair_by_pair() {
        // The machine was twice as slow in the second pair: the ratio is what it was. The ratio of the
        // medians would be another number.
        let spread = Spread::of_ratios(&[1.0, 2.0, 3.0], &[4.0, 8.0, 4.0]).unwrap();
        assert_eq!(
            (spread.median, spread.least, spread.most),
            (0.25, 0.25, 0.75)
        );
    }

    #[test]
    fn what_cannot_be_divided_has_no_ratio() {
        assert_eq!(Spread::of_ratios(&[1.0], &[0.0]), None);
        assert_eq!(Spread::of_ratios(&[1.0], &[]), None);
    }
}
