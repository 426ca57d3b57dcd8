//! Reading on several cores.
//!
//! After a keystroke there is one new paragraph, and nothing to share. A text that is opened, or a long one that is
//! pasted, is all new; its paragraphs do not depend on each other, so every core takes some. What they say does not
//! depend on who reads them, and if one thread panics all of the reading has failed, as it would have alone.

use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread;

use newsmark_semantic::Unread;

/// Fewer bytes than this for each thread are read sooner than it starts.
const WORTH_STARTING: usize = 32 << 10;

/// How many shares there are for each thread: the one that meets the long paragraphs leaves some to the others.
const SHARES_EACH: usize = 12;

/// How many threads read at once.
static MOST_THREADS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from).min(8));

/// Reads paragraphs on as many threads as are worth it; leaves them to the caller if that is one.
pub(crate) fn share(unread: &mut [Unread<'_>]) {
    let size: usize = unread.iter().map(Unread::size).sum();
    let n_threads = size / WORTH_STARTING;
    if n_threads > 1 {
        each(unread, n_threads.min(*MOST_THREADS), |unread| unread.read());
    }
}

/// Does something with each of many things, on some threads, of which this is one.
fn each<T: Send>(all: &mut [T], n_threads: usize, act: impl Fn(&mut T) + Sync) {
    let size = all.len().div_ceil(n_threads * SHARES_EACH).max(1);
    let shares = Mutex::new(all.chunks_mut(size));
    let next = || shares.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        while let Some(share) = next() {
            share.iter_mut().for_each(&act);
        }
    };
    thread::scope(|scope| {
        for _ in 1..n_threads {
            // Where no thread can be started, the work is done all the same.
            drop(thread::Builder::new().name("reader".to_owned()).spawn_scoped(scope, work));
        }
        work();
    });
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use newsmark_semantic::{Reader, Settings, Sources, Version};

    use super::*;

    #[test]
    fn each_of_them_is_met_once() {
        for n in [0, 1, 2, 3, 47, 1000] {
            for n_threads in [1, 2, 3, 8] {
                let mut all = vec![0; n];
                each(&mut all, n_threads, |one| *one += 1);
                assert_eq!(all, vec![1; n]);
            }
        }
    }

    #[test]
    fn a_panic_in_any_share_is_a_panic_of_the_whole() {
        for bad in [0, 499, 999] {
            let mut all: Vec<usize> = (0..1000).collect();
            let act = |one: &mut usize| assert_ne!(*one, bad, "as told");
            let result = catch_unwind(AssertUnwindSafe(|| each(&mut all, 4, act)));
            assert!(result.is_err());
        }
    }

    #[test]
    fn a_long_text_is_read_as_it_is_alone() {
        let paragraph =
            |n: usize| format!("The ferry carried {n} people in 2024, up 12 percent.\n\n");
        let text: String = (0..4000).map(paragraph).collect();
        let (settings, sources) = (Settings::default(), Sources::default());
        let alone = Reader::default().read(&text, &settings);
        let mut reader = Reader::default();
        let shared = reader.read_version(
            Version::Whole(&mut std::iter::once(&*text)),
            &settings,
            &sources,
            share,
        );
        assert_eq!(reader.paragraphs_read(), 4000);
        assert_eq!(format!("{:?}", shared.facts), format!("{:?}", alone.facts));
        assert_eq!(shared.findings, alone.findings);
    }
}
