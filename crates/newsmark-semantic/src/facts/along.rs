//! Going along a list in order, from one thing to the next.

/// How many at the start of a list are passed, where those that are stand before all the others. It looks near the start
/// first: halving a long list at every step would reach for memory all over it.
pub(crate) fn n_passed<T>(list: &[T], is_passed: impl Fn(&T) -> bool) -> usize {
    let mut end = 1;
    while list.get(end - 1).is_some_and(&is_passed) {
        end *= 2;
    }
    let start = end / 2;
    start + list[start..end.min(list.len())].partition_point(is_passed)
}

#[cfg(test)]
mod tests {
    use super::n_passed;

    #[test]
    fn all_that_are_passed_are_counted() {
        for length in 0..20 {
            let list: Vec<usize> = (0..length).collect();
            for passed in 0..=length {
                assert_eq!(n_passed(&list, |&at| at < passed), passed, "of {length}");
            }
        }
    }
}
