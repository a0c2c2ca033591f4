//! `gobag serve` from outside: a program that is started, spoken to over HTTP, and edited under.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::{site, tools};

mod storm;

/// A handbook that is being served.
struct Served {
    child: Child,
    at: SocketAddr,
    folder: tempfile::TempDir,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: status, head, body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port()
}

impl Served {
    /// Serves the handbook that `gobag init` makes.
    fn begin() -> Served {
        let folder = tempfile::tempdir().expect("a folder");
        let init =
            Command::new(env!("CARGO_BIN_EXE_gobag")).arg("init").current_dir(&folder).output().expect("it runs");
        assert!(init.status.success());
        Served::of(folder, &[])
    }

    fn of(folder: tempfile::TempDir, more: &[&str]) -> Served {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
        command.args(["serve", "--port", &free_port().to_string()]).args(more).current_dir(&folder);
        command.env("SOURCE_DATE_EPOCH", site::EPOCH).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("gobag starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut line).expect("it says where");
        let port = line.split("localhost:").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        let at = format!("127.0.0.1:{port}").parse().expect("an address");
        Served { child, at, folder }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join("content").join(path)
    }

    /// Sends bytes, and gives everything that comes back.
    fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.at).expect("it lets everybody in");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time limit");
        // It may refuse before it has heard everything.
        let _ = stream.write_all(bytes);
        let mut came = Vec::new();
        let _ = stream.read_to_end(&mut came);
        let end = came.windows(4).position(|window| window == b"\r\n\r\n").map_or(came.len(), |end| end + 4);
        let head = String::from_utf8_lossy(&came[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head, body: came[end..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.send(format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.at).as_bytes())
    }

    /// What a page is told of the present state.
    fn news(&self) -> serde_json::Value {
        let answer = self.get("/_/news?audience=public");
        serde_json::from_slice(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
    }

    /// Waits until something holds; fails where it never does.
    fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let end = Instant::now() + Duration::from_secs(60);
        while !holds() {
            assert!(Instant::now() < end, "it never happened: {what}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Every file of an audience that a build makes of the folder now, and what serve says each is.
    fn agrees(&self, audience: &str) -> bool {
        let out = self.folder.path().join("built");
        let build = Command::new(env!("CARGO_BIN_EXE_gobag"))
            .args(["build", "--quiet", "--audience", audience, "--out"])
            .arg(&out)
            .current_dir(&self.folder)
            .env("SOURCE_DATE_EPOCH", site::EPOCH)
            .output()
            .expect("gobag runs");
        assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
        let files = site::files(&out);
        assert!(files.len() > 20);
        files.iter().all(|(path, bytes)| bare(&self.get(&format!("/{audience}/{path}")).body) == *bytes)
    }
}

/// A page without the line that serve adds.
fn bare(page: &[u8]) -> Vec<u8> {
    let begin: &[u8] = b"<script defer src=\"/_/page.js?";
    match page.windows(begin.len()).position(|window| window == begin) {
        Some(start) => {
            let end = b"\"></script>";
            let length =
                page[start..].windows(end.len()).position(|window| window == end).expect("it ends") + end.len();
            [&page[..start], &page[start + length..]].concat()
        }
        None => page.to_vec(),
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
    fs::write(path, text).expect("it is written");
}

fn page(words: &str) -> String {
    format!("+++\ntitle = \"Own\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n{words}\n")
}

#[test]
fn what_serve_shows_is_what_build_makes() {
    let served = Served::begin();
    assert!(served.agrees("public"));
    assert!(served.agrees("team"));
}

#[test]
fn the_first_page_leads_to_every_audience_and_school() {
    let folder = tempfile::tempdir().expect("a folder");
    let init = ["init", "--district"];
    Command::new(env!("CARGO_BIN_EXE_gobag")).args(init).current_dir(&folder).output().expect("it runs");
    let served = Served::of(folder, &["--audience", "staff"]);
    let lobby = served.get("/").text();
    for address in ["/public/index.html", "/team/index.html", "/staff/schools/first-school/index.html"] {
        assert!(lobby.contains(&format!("href=\"{address}\"")), "{address}\n{lobby}");
        assert_eq!(served.get(address).status, 200, "{address}");
    }
    for (short, whole) in [("/staff", "/staff/index.html"), ("/staff/procedures/", "/staff/procedures/index.html")] {
        let answer = served.get(short);
        assert_eq!(answer.status, 302);
        assert!(answer.head.contains(&format!("Location: {whole}\r\n")), "{}", answer.head);
    }
}

#[test]
fn a_saved_file_is_shown_however_an_editor_saves_it() {
    let served = Served::begin();
    let path = served.file("pages/own.md");
    let shows = |words: &str| served.get("/public/pages/own.html").text().contains(words);
    write(&path, &page("First words."));
    served.until("a new file is shown", || shows("First words."));

    // By a rename over the old file, with a backup beside it.
    fs::copy(&path, served.file("pages/own.md~")).expect("a backup");
    write(&served.file("pages/.own.md.swp"), "scratch");
    write(&served.file("pages/.own.tmp"), &page("Second words."));
    fs::rename(served.file("pages/.own.tmp"), &path).expect("it takes its place");
    served.until("a renamed file is shown", || shows("Second words."));

    // By emptying it first, and writing it in pieces.
    let mut file = fs::File::create(&path).expect("it is emptied");
    for piece in page("Third words.").as_bytes().chunks(9) {
        file.write_all(piece).expect("a piece");
        thread::sleep(Duration::from_millis(3));
    }
    drop(file);
    served.until("a file written in pieces is shown", || shows("Third words."));

    fs::remove_file(&path).expect("it is removed");
    served.until("a removed page is gone", || served.get("/public/pages/own.html").status == 404);
}

#[test]
fn errors_are_told_as_the_terminal_tells_them_over_the_last_good_page() {
    let served = Served::begin();
    write(&served.file("pages/own.md"), &page("Good words."));
    served.until("the page is there", || served.get("/public/pages/own.html").text().contains("Good words."));
    write(&served.file("pages/own.md"), &page("See [[nowhere]]."));
    served.until("the error is told", || served.news()["errors"] == 1);

    assert!(served.get("/public/pages/own.html").text().contains("Good words."), "the last good page stays");
    let mut check = Command::new(env!("CARGO_BIN_EXE_gobag"));
    check.arg("check").current_dir(&served.folder).env("SOURCE_DATE_EPOCH", site::EPOCH);
    let check = check.output().expect("it runs");
    let news = served.news();
    let lines: Vec<&str> =
        news["lines"].as_array().expect("lines").iter().filter_map(|line| line["text"].as_str()).collect();
    let terminal = String::from_utf8(check.stderr).expect("it is text");
    assert_eq!(lines, terminal.lines().collect::<Vec<_>>());
    let place = news["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .find(|line| line["text"].as_str().is_some_and(|text| text.contains("own.md:6:")));
    let href = place.and_then(|line| line["href"].as_str()).expect("the place is a link");
    assert!(href.starts_with("vscode://file/") && href.ends_with("/content/pages/own.md:6:5"), "{href}");

    write(&served.file("pages/own.md"), &page("Mended words."));
    served.until("the mended page is shown", || served.get("/public/pages/own.html").text().contains("Mended words."));
    assert_eq!(served.news()["errors"], 0);
}

#[test]
fn a_page_that_waits_for_news_is_told_at_once() {
    let served = Served::begin();
    let version = served.news()["version"].as_str().expect("a version").to_owned();
    let waits = thread::scope(|scope| {
        let waits = scope.spawn(|| served.get(&format!("/_/news?audience=public&since={version}")).text());
        thread::sleep(Duration::from_millis(200));
        assert!(!waits.is_finished(), "there is no news yet");
        write(&served.file("pages/own.md"), &page("Words."));
        waits.join().expect("it is answered")
    });
    assert!(!waits.contains(&format!("\"{version}\"")) && waits.contains("\"version\""), "{waits}");
}

#[test]
fn a_folder_may_go_and_come_back() {
    let served = Served::begin();
    let (content, away) = (served.folder.path().join("content"), served.folder.path().join("away"));
    let shows = |words: &str| served.get("/public/pages/own.html").text().contains(words);
    fs::rename(&content, &away).expect("it goes");
    served.until("it is told", || served.news()["trouble"].is_string());
    assert_eq!(served.get("/public/index.html").status, 200, "the last good page stays");
    fs::rename(&away, &content).expect("it comes back");
    write(&served.file("pages/own.md"), &page("Back again."));
    served.until("it is shown again", || shows("Back again.") && served.news()["trouble"].is_null());

    fs::rename(served.file("pages"), served.file("elsewhere")).expect("a folder inside goes");
    served.until("its pages are gone", || {
        served.get("/public/pages/own.html").status == 404 || served.news()["errors"] != 0
    });
    fs::rename(served.file("elsewhere"), served.file("pages")).expect("it comes back");
    write(&served.file("pages/own.md"), &page("And again."));
    served.until("they are back", || shows("And again."));
}

#[test]
fn a_theme_may_break_and_be_mended_and_a_file_be_no_text_for_a_moment() {
    let served = Served::begin();
    write(&served.file("theme/templates/page.html"), "{% extends \"base.html\" %}{% block main %}{{ nothing.here }");
    served.until("the template is told", || served.news()["errors"] != 0);
    assert_eq!(served.get("/public/pages/welcome.html").status, 200);
    fs::remove_dir_all(served.file("theme")).expect("it goes");
    served.until("it is mended", || served.news()["errors"] == 0);

    fs::write(served.file("pages/own.md"), b"+++\ntitle = \"\xff\xfe").expect("no text");
    served.until("it is told", || served.news()["errors"] != 0);
    write(&served.file("pages/own.md"), &page("A text."));
    served.until("it is text again", || served.news()["errors"] == 0);
    assert!(served.agrees("staff"));
}

#[test]
fn nobody_reads_beyond_the_pages_and_nobody_writes() {
    let served = Served::begin();
    for path in [
        "/../content/handbook.toml",
        "/public/../../content/handbook.toml",
        "/public/%2e%2e/%2e%2e/etc/passwd",
        "/public//etc/passwd",
        "/handbook.toml",
        "/public/\\..\\x",
        "/%00",
    ] {
        let answer = served.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("publisher"), "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"] {
        let answer = served.send(format!("{method} / HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes());
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("Allow: GET, HEAD"));
    }
    for host in ["evil.example.org", "localhost.evil.example.org", ""] {
        let answer = served.send(format!("GET /public/index.html HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert_eq!(answer.status, 421, "{host}");
    }
    assert_eq!(served.send(b"GET /public/index.html HTTP/1.0\r\n\r\n").status, 421);
    let head = served.send(b"HEAD /public/index.html HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
    assert_eq!((head.status, head.body.len()), (200, 0));
    for wanted in
        ["Cache-Control: no-store", "Cross-Origin-Resource-Policy: same-origin", "X-Content-Type-Options: nosniff"]
    {
        assert!(head.head.contains(wanted), "{wanted}");
    }
    // A worker would keep pages on the author's own device.
    let worker = b"GET /public/sw.js HTTP/1.1\r\nHost: localhost\r\nService-Worker: script\r\n\r\n";
    assert_eq!(served.send(worker).status, 404);
    assert_eq!(served.get("/public/sw.js").status, 200);
}

#[test]
fn a_thousand_silent_clients_a_trickling_one_and_endless_headers_stop_nobody() {
    let served = Served::begin();
    let mut silent = Vec::new();
    for number in 0..1000 {
        match TcpStream::connect(served.at) {
            Ok(stream) => silent.push(stream),
            Err(error) => panic!("client {number}: {error}"),
        }
        if number % 250 == 0 {
            assert_eq!(served.get("/public/index.html").status, 200, "after {number} silent clients");
        }
    }
    assert_eq!(served.get("/public/index.html").status, 200);

    let mut trickling = TcpStream::connect(served.at).expect("it is let in");
    for byte in b"GET /public/index.html HTTP/1.1\r\nHost: loc" {
        if trickling.write_all(&[*byte]).is_err() {
            break;
        }
        assert_eq!(served.get("/_/page.css").status, 200);
    }

    let endless = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "a".repeat(10 * 1024 * 1024));
    assert_eq!(served.send(endless.as_bytes()).status, 431);
    assert_eq!(served.send(&[0x16, 0x03, 0x01, 0x00]).status, 400);
    assert_eq!(served.get("/public/index.html").status, 200);
    drop(silent);
}

#[test]
fn a_taken_port_is_said_and_the_next_one_is_used() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let folder = tempfile::tempdir().expect("a folder");
    Command::new(env!("CARGO_BIN_EXE_gobag")).arg("init").current_dir(&folder).output().expect("it runs");
    let mut child = Command::new(env!("CARGO_BIN_EXE_gobag"))
        .args(["serve", "--port", &port.to_string()])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("gobag starts");
    let mut said = String::new();
    BufReader::new(child.stderr.take().expect("it is piped")).read_line(&mut said).expect("it says so");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut line).expect("it says where");
    // Not what Ctrl-C sends: whoever runs the tests in the background of a shell has that ignored, here too.
    child.kill().expect("it can be ended");
    child.wait().expect("it ends");
    assert!(said.starts_with(&format!("Port {port} is taken, so it is ")), "{said}");
    assert!(!line.contains(&format!(":{port}/")) && line.contains("http://localhost:"), "{line}");
}

#[test]
fn what_cannot_be_served_is_said() {
    let here = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_gobag")).arg("serve").args(arguments).current_dir(&here).output();
        let output = output.expect("gobag runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(run(&["nowhere"]), (Some(2), "gobag: there is no file or folder nowhere\n".to_owned()));
    Command::new(env!("CARGO_BIN_EXE_gobag")).arg("init").current_dir(&here).output().expect("it runs");
    let (code, said) = run(&["--audience", "stuff"]);
    assert!(code == Some(2) && said.contains("staff"), "{said}");
}

#[test]
fn two_views_stand_side_by_side_and_nothing_else_is_framed() {
    let served = Served::begin();
    let lobby = served.get("/");
    assert!(lobby.head.contains("frame-src 'self'") && lobby.head.contains("default-src 'none'"), "{}", lobby.head);
    assert!(
        lobby.text().contains("<option value=\"/staff/index.html\">staff, Handbook, en</option>"),
        "{}",
        lobby.text()
    );
    let beside = served.get("/_/beside?left=%2Fpublic%2Findex.html&right=%2Fteam%2Findex.html").text();
    for wanted in
        ["<iframe src=\"/public/index.html\" title=\"public, Handbook, en\">", "<iframe src=\"/team/index.html\""]
    {
        assert!(beside.contains(wanted), "{wanted}\n{beside}");
    }
    let other = served.get("/_/beside?left=https%3A%2F%2Fexample.org&right=%22%3E%3Cscript%3E").text();
    assert!(!other.contains("example.org") && !other.contains("\"><script>"), "{other}");
}

#[test]
fn what_is_printed_can_be_looked_at_where_this_program_prints() {
    let served = Served::begin();
    let paper = served.get("/_/print").text();
    if cfg!(feature = "print") {
        let binder = "\n[[binder]]\nid = \"all\"\ntitle = \"Everything\"\ninclude = [\"pages\"]\n";
        let text = fs::read_to_string(served.file("handbook.toml")).expect("it is there") + binder;
        write(&served.file("handbook.toml"), &text);
        served.until("the binder is offered", || served.get("/_/print").text().contains("src=\"/_/paper/all.pdf?"));
        let first = served.get("/_/paper/all.pdf");
        assert!(
            first.body.starts_with(b"%PDF-") && first.head.contains("Content-Type: application/pdf"),
            "{}",
            first.head
        );
        write(&served.file("pages/own.md"), &page("Words that were just written."));
        served.until("it is printed anew", || served.get("/_/paper/all.pdf").body != first.body);
    } else {
        assert!(paper.contains("built without the part that prints"), "{paper}");
        assert_eq!(served.get("/_/paper/all.pdf").status, 503);
    }
}

#[test]
fn the_script_of_the_desk_holds_before_a_strict_type_checker() {
    let mut command = tools::node();
    command.arg(tools::modules().join("node_modules/typescript/bin/tsc")).args(["--pretty", "false", "--project"]);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/tsconfig.json"));
    tools::run(&mut command, "the script of the desk is not what its types say");
}
