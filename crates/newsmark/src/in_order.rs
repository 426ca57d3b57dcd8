//! Work on all cores, results in the order of the input, memory bounded.
//!
//! Items are drawn one by one, so a slow source (a pipe that somebody types into) gets each answer
//! as soon as it can be had, and a fast one never runs ahead of the results by more than a few
//! items. A pool with a queue would give no order, and mapping over a list would hold everything.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Items per core that may be drawn and not yet taken.
const AHEAD: usize = 4;

/// Something that comes of an item.
enum Part<R> {
    Result(R),
    /// That was all, or it panicked.
    End(thread::Result<()>),
}

/// Runs `work` on every item, on all cores, and hands the result to `take` in the order of the items. Ends early when
/// `take` breaks, with what it broke with.
pub(crate) fn run<T, R: Send, B>(
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    take: impl FnMut(R) -> ControlFlow<B>,
) -> Option<B> {
    run_in_parts(items, |item, give| give(work(item)), take)
}

/// The same where an item may have several results, each of which it gives as soon as it has it.
pub(crate) fn run_in_parts<T, R: Send, B>(
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T, &mut dyn FnMut(R)) + Sync,
    mut take: impl FnMut(R) -> ControlFlow<B>,
) -> Option<B> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (give_ticket, tickets) = mpsc::channel();
    for _ in 0..workers * AHEAD {
        // The receiver lives, so this cannot fail.
        let _ = give_ticket.send(());
    }
    let source = Mutex::new((items.enumerate(), tickets));
    let (send, results) = mpsc::channel();

    thread::scope(|scope| {
        // Moved in, so that leaving the scope early tells the workers to stop.
        let (give_ticket, results) = (give_ticket, results);
        for _ in 0..workers {
            let send = send.clone();
            let (source, work) = (&source, &work);
            scope.spawn(move || {
                while let Some((place, item)) = draw(source) {
                    // Where nobody takes results any more, the end is not taken either.
                    let mut give = |result| drop(send.send((place, Part::Result(result))));
                    let work = AssertUnwindSafe(|| work(item, &mut give));
                    if send.send((place, Part::End(catch_unwind(work)))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);

        let mut early: BTreeMap<usize, VecDeque<Part<R>>> = BTreeMap::new();
        let mut next = 0;
        for (place, part) in results {
            early.entry(place).or_default().push_back(part);
            while let Some(part) = early.get_mut(&next).and_then(VecDeque::pop_front) {
                match part {
                    Part::Result(result) => {
                        if let ControlFlow::Break(reason) = take(result) {
                            return Some(reason);
                        }
                    }
                    Part::End(end) => {
                        end.unwrap_or_else(|panic| resume_unwind(panic));
                        early.remove(&next);
                        next += 1;
                        let _ = give_ticket.send(());
                    }
                }
            }
        }
        None
    })
}

/// The next item with its place; none at the end, or when nobody takes results any more.
fn draw<T>(
    source: &Mutex<(impl Iterator<Item = (usize, T)>, mpsc::Receiver<()>)>,
) -> Option<(usize, T)> {
    // A poisoned lock means that the source itself panicked: that is the end of it.
    let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
    source.1.recv().ok()?;
    source.0.next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut taken = Vec::new();
        run(
            0..500u64,
            |item| {
                // Uneven work, so that later items overtake earlier ones.
                (0..(item % 7) * 1000).fold(item, |sum, _| std::hint::black_box(sum));
                item * 2
            },
            |result| {
                taken.push(result);
                ControlFlow::<()>::Continue(())
            },
        );
        assert_eq!(taken, (0..500).map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn results_of_one_item_stay_together() {
        let mut taken = Vec::new();
        run_in_parts(
            0..200u64,
            |item, give| (0..item % 4).for_each(|part| give((item, part))),
            |result| {
                taken.push(result);
                ControlFlow::<()>::Continue(())
            },
        );
        let expected = (0..200).flat_map(|item| (0..item % 4).map(move |part| (item, part)));
        assert_eq!(taken, expected.collect::<Vec<_>>());
    }

    #[test]
    fn an_endless_source_is_not_drawn_ahead_of_what_is_taken() {
        let drawn = AtomicUsize::new(0);
        let mut taken = 0;
        let broke = run(
            std::iter::repeat_with(|| drawn.fetch_add(1, Ordering::SeqCst)),
            |item| item,
            |_| {
                taken += 1;
                let ahead = drawn.load(Ordering::SeqCst) - taken;
                let cores = thread::available_parallelism().map_or(1, usize::from);
                assert!(ahead <= cores * AHEAD, "{ahead} items ahead");
                if taken == 200 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(broke, Some("enough"));
    }

    #[test]
    #[should_panic(expected = "item 3")]
    fn a_panic_at_work_ends_the_run_instead_of_hanging_it() {
        run(0..100, |item| assert_ne!(item, 3, "item 3"), |()| ControlFlow::<()>::Continue(()));
    }
}
