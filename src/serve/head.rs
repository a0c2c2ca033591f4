//! The first bytes that a client sends become a request that may be answered, or the reason why not.

use std::net::IpAddr;

/// The most bytes that a request's head may have.
pub(super) const LIMIT: usize = 16 * 1024;

/// What a client asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// The path without its escapes, beginning with a slash.
    pub(super) path: String,
    /// What stands behind the question mark, as it came.
    pub(super) query: String,
    /// Whether only the head of the answer is wanted.
    pub(super) is_head: bool,
    /// Whether a browser asks for the script of a worker, which would keep old pages.
    pub(super) is_worker: bool,
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not HTTP.
    Malformed,
    /// Its head is too large.
    TooLarge,
    /// It wants to change something.
    Method,
    /// It names another host: a page from elsewhere that got this machine's address under its own name.
    Host,
}

impl Refusal {
    /// The status and a sentence.
    pub(super) fn words(self) -> (u16, &'static str) {
        match self {
            Refusal::Malformed => (400, "This is not a request that gobag serve understands."),
            Refusal::TooLarge => (431, "This request has more headers than any browser sends."),
            Refusal::Method => (405, "gobag serve only shows pages: GET and HEAD."),
            Refusal::Host => (
                421,
                "gobag serve answers to localhost and to addresses in digits (127.0.0.1), so that no other site can read your pages.",
            ),
        }
    }
}

/// Reads the head; nothing where it is not complete yet.
pub(super) fn parse(bytes: &[u8]) -> Result<Option<Request>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(bytes) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) if bytes.len() < LIMIT => return Ok(None),
        Ok(httparse::Status::Partial) | Err(httparse::Error::TooManyHeaders) => return Err(Refusal::TooLarge),
        Err(_) => return Err(Refusal::Malformed),
    }
    let mut hosts = request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host"));
    let host = hosts.next().and_then(|header| std::str::from_utf8(header.value).ok());
    if hosts.next().is_some() || !host.is_some_and(is_own) {
        return Err(Refusal::Host);
    }
    let is_head = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err(Refusal::Method),
    };
    let target = request.path.unwrap_or("");
    let target = target.split('#').next().unwrap_or("");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = plain(path).filter(|path| path.starts_with('/') && !path.contains('\0')).ok_or(Refusal::Malformed)?;
    let is_worker = request.headers.iter().any(|header| header.name.eq_ignore_ascii_case("service-worker"));
    Ok(Some(Request { path, query: query.to_owned(), is_head, is_worker }))
}

/// Whether a host is this machine, named so that no name server had a say: `localhost`, or an address in digits.
fn is_own(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((name, port)) if is_port(port) => name,
            _ => return false,
        },
        None => match host.split_once(':') {
            Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            Some(_) => return false,
            None => host,
        },
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok()
}

fn is_port(text: &str) -> bool {
    text.is_empty() || text.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A path without its escapes; nothing where they are broken.
pub(super) fn plain(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Refusal, is_own, parse};

    fn ask(head: &str) -> Result<Option<super::Request>, Refusal> {
        parse(head.as_bytes())
    }

    #[test]
    fn a_request_is_its_path_and_what_it_wants() {
        let request = ask("GET /staff/a%20b.html?v=1#x HTTP/1.1\r\nHost: localhost:4180\r\n\r\n").expect("it is sound");
        let request = request.expect("it is whole");
        assert_eq!((request.path.as_str(), request.query.as_str(), request.is_head), ("/staff/a b.html", "v=1", false));
        assert_eq!(ask("GET / HTTP/1.1\r\nHost: loc"), Ok(None));
    }

    #[test]
    fn names_that_somebody_else_may_give_are_not_this_machine() {
        for own in ["localhost", "LOCALHOST:80", "127.0.0.1:4180", "[::1]:4180", "[::1]", "192.168.1.20:4180"] {
            assert!(is_own(own), "{own}");
        }
        for other in [
            "example.org",
            "localhost.example.org",
            "127.0.0.1.example.org",
            "",
            "localhost:",
            "localhost:x",
            "[::1",
            "[::1]x",
        ] {
            assert!(!is_own(other), "{other}");
        }
        assert_eq!(ask("GET / HTTP/1.1\r\n\r\n"), Err(Refusal::Host));
        assert_eq!(ask("GET / HTTP/1.1\r\nHost: localhost\r\nHost: a.b\r\n\r\n"), Err(Refusal::Host));
    }

    #[test]
    fn what_is_no_request_is_refused() {
        assert_eq!(ask("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"), Err(Refusal::Method));
        assert_eq!(ask("\x16\x03\x01\x02\x00\x01"), Err(Refusal::Malformed));
        assert_eq!(ask("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"), Err(Refusal::Malformed));
        assert_eq!(ask("GET http://a/ HTTP/1.1\r\nHost: localhost\r\n\r\n"), Err(Refusal::Malformed));
        let many = format!("GET / HTTP/1.1\r\n{}", "A: b\r\n".repeat(100));
        assert_eq!(ask(&many), Err(Refusal::TooLarge));
        let long = format!("GET / HTTP/1.1\r\nA: {}", "b".repeat(super::LIMIT));
        assert_eq!(ask(&long), Err(Refusal::TooLarge));
    }
}
