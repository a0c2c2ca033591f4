//! A Markdown file becomes a flow: its headings split it, everything else stays as it was typed.

use super::flow::{Block, Fate, Flow, Words};
use super::{Old, Unreadable};

/// Reads a file.
pub(super) fn read(old: &Old<'_>) -> Result<Flow, Unreadable> {
    let text = std::str::from_utf8(old.bytes).map_err(|_| Unreadable::NotText)?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut flow = Flow::default();
    let text = without_front_matter(&text, &mut flow);
    let mut fence: Option<char> = None;
    let mut paragraph = String::new();
    for line in text.lines() {
        let sign = line.trim_start().chars().next().filter(|sign| matches!(sign, '`' | '~'));
        if let Some(sign) = sign
            && line.trim_start().starts_with(&sign.to_string().repeat(3))
        {
            fence = match fence {
                None => Some(sign),
                Some(open) if open == sign => None,
                open => open,
            };
        }
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = fence.is_none() && (1..=6).contains(&level) && line[level..].starts_with(' ');
        if is_heading {
            end(&mut paragraph, old, &mut flow);
            let words = line[level..].trim().trim_end_matches('#').trim();
            flow.tally.paragraphs += 1;
            flow.tally.paragraph(Fate::Heading);
            let plain = words.split(" {").next().unwrap_or(words).to_owned();
            let words = Words { markdown: words.to_owned(), plain, ..Words::default() };
            flow.blocks.push(Block::Heading(u8::try_from(level).unwrap_or(6), words));
        } else if line.trim().is_empty() && fence.is_none() {
            end(&mut paragraph, old, &mut flow);
        } else {
            paragraph.push_str(line);
            paragraph.push('\n');
        }
    }
    end(&mut paragraph, old, &mut flow);
    Ok(flow)
}

/// The text without what another program was told in its front matter.
fn without_front_matter<'t>(text: &'t str, flow: &mut Flow) -> &'t str {
    for sign in ["---\n", "+++\n"] {
        let Some(rest) = text.strip_prefix(sign) else { continue };
        let end = format!("\n{}", sign.trim_end());
        let Some(at) = rest.find(&end) else { continue };
        for line in rest[..at].lines() {
            let value = line.strip_prefix("title").map(|rest| rest.trim_start().trim_start_matches([':', '=']).trim());
            if let Some(value) = value.map(|value| value.trim_matches(['"', '\''])).filter(|value| !value.is_empty()) {
                flow.title = Some(value.to_owned());
            }
        }
        flow.tally.remarks.push("Of its front matter the title was taken; the other keys were left out".to_owned());
        return rest[at + end.len()..].trim_start_matches(['-', '+']);
    }
    text
}

/// Ends a paragraph, with its pictures.
fn end(paragraph: &mut String, old: &Old<'_>, flow: &mut Flow) {
    let text = std::mem::take(paragraph);
    let text = text.trim_end();
    if text.is_empty() {
        return;
    }
    let is_table = text.lines().count() > 1 && text.trim_start().starts_with('|');
    if is_table {
        flow.tally.tables += 1;
        flow.tally.table(Fate::Kept);
    } else {
        flow.tally.paragraphs += 1;
        flow.tally.paragraph(Fate::Kept);
    }
    let text = with_pictures(text, old, flow);
    flow.blocks.push(Block::Raw(text));
}

/// The text with its pictures in `media/`.
fn with_pictures(text: &str, old: &Old<'_>, flow: &mut Flow) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("![") {
        let Some((middle, end)) = rest[at..].find("](").and_then(|middle| {
            let end = rest[at + middle..].find(')')?;
            Some((at + middle + 2, at + middle + end))
        }) else {
            break;
        };
        flow.tally.pictures += 1;
        let target = rest[middle..end].split(' ').next().unwrap_or("");
        let name = target.rsplit('/').next().unwrap_or("").to_lowercase().replace(['%', ' ', '(', ')'], "-");
        let bytes = if target.contains("://") { None } else { (old.beside)(target) };
        match bytes {
            Some(bytes) if !name.is_empty() => {
                made.push_str(&format!("{}MEDIA/{name})", &rest[..middle]));
                flow.pictures.insert(name, bytes);
                flow.tally.picture(Fate::Media);
            }
            _ => {
                made.push_str(&rest[..at]);
                made.push_str(&format!(
                    "[? The picture {} was not there: put it into media/]",
                    target.replace(['[', ']'], "")
                ));
                flow.tally.picture(Fate::Lost);
                flow.questions.push(format!("The picture {target} was not beside the file, and nothing is fetched."));
            }
        }
        rest = &rest[end + 1..];
    }
    made.push_str(rest);
    made
}
