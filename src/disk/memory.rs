//! How much memory this process may use becomes a refusal in words, where a handbook is far too large for it. Without it the system
//! would end the program in the middle of its work, and say nothing.

use std::fs;
use std::path::Path;

use super::failure::Failure;
use crate::source::{Content, Sources};

/// What a handbook takes at the very least after it was read: so many times the bytes of its texts, for trees and indexes. Builds
/// were measured at seven and more; who has a little less than they need is not refused here.
const TIMES: u64 = 4;

/// What is needed in any case: of real memory, and of addresses, which allocators ask for in large pieces.
const LEAST: u64 = 4 << 20;
const LEAST_ADDRESSES: u64 = 64 << 20;

/// Refuses a handbook that cannot be worked on with the memory that is left; `texts` are the bytes of its texts, nothing before
/// they were read.
///
/// # Errors
/// When this process has a limit, and the handbook needs more.
pub(super) fn suffices(folder: &Path, texts: u64) -> Result<(), Failure> {
    for Limit { limit, used, least } in limits() {
        let needed = least + TIMES * texts;
        if limit.saturating_sub(used) < needed {
            let megabytes = |bytes: u64| bytes.div_ceil(1 << 20);
            let (limit, needed) = (megabytes(limit), megabytes(used + needed));
            return Err(Failure::Memory { path: folder.to_path_buf(), limit, needed });
        }
    }
    Ok(())
}

/// The bytes of all texts.
pub(super) fn texts(sources: &Sources) -> u64 {
    let lengths = sources.iter().map(|(_, source)| match &source.content {
        Content::Text(text) => text.len() as u64,
        Content::Media(_) | Content::Unreadable(_) => 0,
    });
    lengths.sum()
}

/// What this process may use, and does.
struct Limit {
    limit: u64,
    used: u64,
    least: u64,
}

/// Every limit of this process: of addresses (`ulimit -v`), and of its group (a container's).
fn limits() -> Vec<Limit> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let used = |name: &str| kibibytes(&status, name).unwrap_or(0) * 1024;
    let of_addresses = fs::read_to_string("/proc/self/limits").ok().and_then(|text| addresses(&text));
    let of_group = group().and_then(|folder| fs::read_to_string(folder.join("memory.max")).ok());
    let of_group = of_group.and_then(|text| text.trim().parse().ok());
    let of_addresses = of_addresses.map(|limit| Limit { limit, used: used("VmSize:"), least: LEAST_ADDRESSES });
    let of_group = of_group.map(|limit| Limit { limit, used: used("RssAnon:"), least: LEAST });
    of_addresses.into_iter().chain(of_group).collect()
}

/// A line of `/proc/self/status`.
fn kibibytes(status: &str, name: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}

/// The limit of addresses that `/proc/self/limits` names; none where there is none.
fn addresses(limits: &str) -> Option<u64> {
    limits.lines().find_map(|line| line.strip_prefix("Max address space"))?.split_whitespace().next()?.parse().ok()
}

/// The folder of this process's group, as Linux has shown groups since 2016.
fn group() -> Option<std::path::PathBuf> {
    let text = fs::read_to_string("/proc/self/cgroup").ok()?;
    let name = text.lines().find_map(|line| line.strip_prefix("0::/"))?.to_owned();
    Some(Path::new("/sys/fs/cgroup").join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_number_or_none() {
        let text = "Limit                     Soft Limit           Hard Limit           Units\n\
            Max address space         67108864             unlimited            bytes\n";
        assert_eq!(addresses(text), Some(64 << 20));
        assert_eq!(addresses(&text.replace("67108864", "unlimited")), None);
        assert_eq!(kibibytes("VmPeak:\t  10 kB\nVmSize:\t   2048 kB\n", "VmSize:"), Some(2048));
    }
}
