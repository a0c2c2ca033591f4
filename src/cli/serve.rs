//! `gobag serve`: a handbook's folder becomes pages on this machine that renew themselves while somebody writes.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use super::Ran;
use super::screen;
use crate::serve::{self, Editor, Settings, Told};

/// Show a handbook in the browser while you write, and what is wrong with it
///
/// Pages renew themselves when a file is saved: the place on the page and its open parts stay. Where a file has an error, the
/// last good page stays, with the error over it and a link that opens your editor at the line. What serve shows, build makes.
/// It keeps nothing, and ends with Ctrl-C.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag serve                        the handbook in content/, at http://localhost:4180/\n  \
    gobag serve --audience staff       begin with what staff may see\n  \
    gobag serve --editor zed           links open another editor\n  \
    gobag serve --listen 0.0.0.0       also for other devices in this network, which then may read all of it")]
pub(super) struct Arguments {
    /// The handbook's folder, with handbook.toml in it
    #[arg(default_value = "content")]
    dir: PathBuf,

    /// The port; the next free one where it is taken
    #[arg(long, value_name = "N", default_value_t = 4180)]
    port: u16,

    /// The audience to begin with, by a name in the handbook's `audiences`; the widest unless given
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,

    /// A school's id; all schools unless given, several by repeating it
    #[arg(long, value_name = "ID")]
    school: Vec<String>,

    /// The address to listen at: this machine alone unless given
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,

    /// The editor that links open
    #[arg(long, value_enum, default_value_t, hide_possible_values = false)]
    editor: EditorName,
}

/// Editors, as they are typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum EditorName {
    /// Links that begin with vscode:
    #[default]
    Vscode,
    /// Links that begin with vscodium:
    Vscodium,
    /// Links that begin with zed:
    Zed,
    /// Links that begin with txmt:
    Textmate,
    /// Links that begin with idea:
    Idea,
}

/// Serves the handbook until the program is ended.
///
/// # Errors
/// When nothing can be served: the folder cannot be read, no port is free, or the arguments do not fit the handbook.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let settings = Settings {
        folder: arguments.dir.clone(),
        address: arguments.listen,
        port: arguments.port,
        audience: arguments.audience.clone(),
        schools: arguments.school.clone(),
        editor: match arguments.editor {
            EditorName::Vscode => Editor::Vscode,
            EditorName::Vscodium => Editor::Vscodium,
            EditorName::Zed => Editor::Zed,
            EditorName::Textmate => Editor::Textmate,
            EditorName::Idea => Editor::Idea,
        },
    };
    match serve::serve(settings, &tell)? {}
}

/// Tells the person at the terminal.
fn tell(told: Told<'_>) {
    match told {
        Told::Open { at, taken } => {
            if let Some(port) = taken {
                screen::show(&format!("Port {port} is taken, so it is {} this time.\n", at.port()));
            }
            if !at.ip().is_loopback() {
                screen::show(
                    "Everybody who can reach this machine can now read the whole handbook, what is for staff and the team \
                     included, until you end this.\n",
                );
            }
            // Whoever started this may wait for the address on standard output; the rest goes on without it.
            let _ = screen::say(&format!("{}  (Ctrl-C ends it)", address(at)));
        }
        Told::Findings { text, errors } => {
            if text.is_empty() {
                screen::show("Nothing wrong.\n");
            } else {
                screen::show(text);
                if errors > 0 {
                    screen::show("The last good pages stay until this is mended.\n");
                }
            }
        }
        Told::Trouble(trouble) => {
            screen::show(&format!("gobag: {trouble}; the last good pages stay until it is back\n"))
        }
    }
}

/// Where to look.
fn address(at: SocketAddr) -> String {
    if at.ip().is_loopback() && at.is_ipv4() || at.ip().is_unspecified() {
        format!("http://localhost:{}/", at.port())
    } else {
        format!("http://{at}/")
    }
}
