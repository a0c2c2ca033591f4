//! How much of what was laid out is remembered for the next time. The engine's memory is the whole process's, so this is, too.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// What was printed last.
struct Memory {
    /// How many pages are remembered.
    room: usize,
    /// The pages of each job, the newest last.
    jobs: VecDeque<usize>,
}

static MEMORY: Mutex<Memory> = Mutex::new(Memory { room: 0, jobs: VecDeque::new() });

/// Lets the engine remember the newest jobs whose pages are together at most `room`, so that they are printed faster the next
/// time, as far as they are the same. With no room, which is how a program begins, it forgets each job when that is done.
pub(in crate::print) fn remember(room: usize) {
    let mut memory = MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    if std::mem::replace(&mut memory.room, room) > room {
        memory.forget();
    }
}

/// Notes a job that is done, none of whose pages is left where it failed, and forgets older ones.
pub(super) fn done(pages: usize) {
    let mut memory = MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    memory.jobs.push_back(pages);
    memory.forget();
}

impl Memory {
    /// What a job used is as old as the number of jobs since.
    fn forget(&mut self) {
        if self.room == 0 {
            self.jobs.clear();
            return comemo::evict(0);
        }
        let mut left = self.room;
        let fits = |pages: &&usize| match left.checked_sub(**pages) {
            Some(less) => {
                left = less;
                true
            }
            None => false,
        };
        let kept = self.jobs.iter().rev().take_while(fits).count();
        self.jobs.drain(..self.jobs.len() - kept);
        comemo::evict(kept);
    }
}
