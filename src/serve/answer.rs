//! What is shown becomes the bytes of an HTTP answer.

use super::head::Refusal;
use crate::artifact::media_type;

/// An answer.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    status: u16,
    kind: &'static str,
    more: String,
    body: Vec<u8>,
}

impl Answer {
    /// A file of a site, by its path.
    pub(super) fn file(path: &str, body: Vec<u8>) -> Answer {
        Answer { status: 200, kind: media_type(path), more: String::new(), body }
    }

    /// A page of the desk's own, which may run the desk's own script and nothing else.
    pub(super) fn page(status: u16, html: String) -> Answer {
        let policy = "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      frame-src 'self'; base-uri 'none'; form-action 'self'\r\n";
        Answer { status, kind: media_type(".html"), more: policy.to_owned(), body: html.into_bytes() }
    }

    /// Nothing new.
    pub(super) fn nothing() -> Answer {
        Answer { status: 204, kind: media_type(".txt"), more: String::new(), body: Vec::new() }
    }

    /// The way to another path of this host.
    pub(super) fn elsewhere(path: &str) -> Answer {
        let escaped: String = path
            .bytes()
            .map(|byte| match byte {
                b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        Answer { status: 302, kind: media_type(".txt"), more: format!("Location: {escaped}\r\n"), body: Vec::new() }
    }

    /// A refusal, in words.
    pub(super) fn refusal(refusal: Refusal) -> Answer {
        let (status, words) = refusal.words();
        let more = if refusal == Refusal::Method { "Allow: GET, HEAD\r\n" } else { "" };
        Answer { status, kind: media_type(".txt"), more: more.to_owned(), body: format!("{words}\n").into_bytes() }
    }

    /// The same with one more header, whose value is ours.
    pub(super) fn header(mut self, name: &str, value: &str) -> Answer {
        self.more.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// As it is sent. Nothing of it is kept by anybody, and no page from elsewhere may read or frame it.
    pub(super) fn bytes(&self, is_head: bool) -> Vec<u8> {
        let mut bytes = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\nCache-Control: no-store\r\n\
             X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n\
             X-Frame-Options: SAMEORIGIN\r\n{}\r\n",
            self.status,
            reason(self.status),
            self.kind,
            self.body.len(),
            self.more
        )
        .into_bytes();
        if !is_head {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        302 => "Found",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        _ => "Service Unavailable",
    }
}
