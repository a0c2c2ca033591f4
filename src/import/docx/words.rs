//! Runs of letters become words: emphasis, links, and the bold words before a colon that say who acts.

use roxmltree::Node;

use super::Reader;
use super::notes::Note;
use super::tree::{DEPTH, attribute, child, is, switch};
use crate::import::flow::{Fate, Words, escaped};

/// A run of letters that look alike.
pub(super) struct Piece {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) markdown: String,
    pub(super) plain: String,
}

impl Reader<'_> {
    pub(super) fn words(&mut self, node: Node<'_, '_>, depth: usize) -> Words {
        let mut pieces = Vec::new();
        self.pieces(node, depth, &mut pieces);
        joined(&pieces)
    }

    pub(super) fn pieces(&mut self, node: Node<'_, '_>, depth: usize, pieces: &mut Vec<Piece>) {
        if depth > DEPTH {
            self.discard(node, Fate::Lost);
            return;
        }
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node, depth, pieces),
                "hyperlink" => self.link(node, depth, pieces),
                "ins" | "moveTo" => {
                    self.seen.insertions += 1;
                    self.pieces(node, depth + 1, pieces);
                }
                "del" | "moveFrom" => {
                    self.seen.deletions += 1;
                    self.discard(node, Fate::Deleted);
                }
                "oMath" | "oMathPara" => {
                    let words: String =
                        node.descendants().filter(|node| is(*node, "t")).filter_map(|node| node.text()).collect();
                    pieces.push(plain(&words));
                }
                "pPr" | "sdtPr" | "Fallback" => {}
                _ => self.pieces(node, depth + 1, pieces),
            }
        }
    }

    pub(super) fn link(&mut self, node: Node<'_, '_>, depth: usize, pieces: &mut Vec<Piece>) {
        let mut inner = Vec::new();
        self.pieces(node, depth + 1, &mut inner);
        let target = attribute(node, "id").and_then(|id| self.relations.get(id)).map(|(target, _)| target.clone());
        let target =
            target.filter(|target| ["http://", "https://", "mailto:", "tel:"].iter().any(|it| target.starts_with(it)));
        let words = joined(&inner);
        match target {
            Some(target) if !words.is_empty() => {
                let address = address(&target);
                pieces.push(Piece {
                    bold: false,
                    italic: false,
                    markdown: format!("[{}]({address})", words.markdown.trim()),
                    plain: words.plain,
                });
            }
            _ => pieces.extend(inner),
        }
    }

    pub(super) fn run(&mut self, node: Node<'_, '_>, depth: usize, pieces: &mut Vec<Piece>) {
        let properties = child(node, "rPr");
        let (bold, italic) = (switch(properties, "b"), switch(properties, "i"));
        if switch(properties, "vanish") {
            self.seen.hidden += 1;
            self.discard(node, Fate::Hidden);
            return;
        }
        for node in node.children().filter(Node::is_element) {
            let words = match node.tag_name().name() {
                "t" => node.text().unwrap_or("").to_owned(),
                "tab" | "cr" => " ".to_owned(),
                "br" if !matches!(attribute(node, "type"), Some("page" | "column")) => " ".to_owned(),
                "noBreakHyphen" => "-".to_owned(),
                "sym" => "•".to_owned(),
                name @ ("footnoteReference" | "endnoteReference") => {
                    let kind = if name == "footnoteReference" { Note::Foot } else { Note::End };
                    let mark = kind.mark(attribute(node, "id").unwrap_or("0"));
                    pieces.push(Piece {
                        bold: false,
                        italic: false,
                        markdown: format!("[^{mark}]"),
                        plain: String::new(),
                    });
                    continue;
                }
                "commentReference" => {
                    self.seen.comments += 1;
                    continue;
                }
                "AlternateContent" => {
                    if let Some(choice) = child(node, "Choice") {
                        self.pictures(choice, depth + 1, pieces);
                    }
                    continue;
                }
                "drawing" | "pict" => {
                    self.pictures(node, depth + 1, pieces);
                    continue;
                }
                "object" => {
                    self.seen.objects += 1;
                    self.pictures(node, depth + 1, pieces);
                    continue;
                }
                _ => continue,
            };
            pieces.push(Piece { bold, italic, markdown: escaped(&words), plain: words });
        }
    }
}

fn plain(words: &str) -> Piece {
    Piece { bold: false, italic: false, markdown: escaped(words), plain: words.to_owned() }
}

/// Pieces as words: what looks alike is one run, and bold words at the beginning that end with a colon are a lead.
fn joined(pieces: &[Piece]) -> Words {
    let mut runs: Vec<Piece> = Vec::new();
    for piece in pieces {
        match runs.last_mut() {
            Some(last) if last.bold == piece.bold && last.italic == piece.italic => {
                last.markdown.push_str(&piece.markdown);
                last.plain.push_str(&piece.plain);
            }
            _ => runs.push(Piece { markdown: piece.markdown.clone(), plain: piece.plain.clone(), ..*piece }),
        }
    }
    let mut words = Words::default();
    let is_all_bold = runs.iter().all(|run| run.bold || run.plain.trim().is_empty());
    for (number, run) in runs.iter().enumerate() {
        words.plain.push_str(&run.plain);
        let shown = emphasised(run);
        words.markdown.push_str(&shown);
        let text = run.plain.trim();
        // "Teachers:" alone, or "Teachers" and the colon behind it.
        let colon_follows = runs.get(number + 1).is_some_and(|next| next.plain.trim_start().starts_with(':'));
        if number == 0 && run.bold && !text.is_empty() && (text.ends_with(':') || colon_follows) && text.len() < 80 {
            words.lead = Some(text.trim_end_matches(':').trim().to_owned());
        } else if words.lead.is_some() {
            let rest = if words.after_lead.is_empty() {
                shown.trim_start().trim_start_matches(':').trim_start()
            } else {
                &shown
            };
            words.after_lead.push_str(rest);
        }
    }
    if is_all_bold && words.lead.is_none() {
        // A whole bold paragraph is emphasis of nothing.
        words.markdown = runs.iter().map(|run| run.markdown.as_str()).collect();
    }
    words
}

/// An address as it stands in a link of Markdown, where brackets and spaces would end it.
fn address(target: &str) -> String {
    let mut address = String::with_capacity(target.len());
    for letter in target.trim().chars() {
        match letter {
            '(' | ')' | ' ' | '<' | '>' | '\\' => address.push_str(&format!("%{:02X}", u32::from(letter))),
            letter if letter.is_control() => {}
            letter => address.push(letter),
        }
    }
    address
}

fn emphasised(run: &Piece) -> String {
    let text = run.markdown.trim();
    if text.is_empty() || !(run.bold || run.italic) || text.starts_with("![") {
        return run.markdown.clone();
    }
    let sign = match (run.bold, run.italic) {
        (true, true) => "***",
        (true, false) => "**",
        (false, _) => "*",
    };
    let start = &run.markdown[..run.markdown.len() - run.markdown.trim_start().len()];
    let end = &run.markdown[run.markdown.trim_end().len()..];
    format!("{start}{sign}{text}{sign}{end}")
}

/// A paragraph that somebody numbered by hand: "1. Lock the door", "• A key".
pub(super) fn typed_item(words: &Words) -> Option<(bool, Words)> {
    let text = words.plain.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ordered = (1..=2).contains(&digits) && text[digits..].starts_with(['.', ')']);
    let sign = text.chars().next().filter(|sign| matches!(sign, '•' | '·' | '▪' | '◦' | '–' | '-' | '\u{f0b7}'));
    let skipped = match (ordered, sign) {
        (true, _) => digits + 1,
        (false, Some(sign)) => sign.len_utf8(),
        (false, None) => return None,
    };
    let rest = &text[skipped..];
    if !rest.starts_with([' ', '\u{a0}']) {
        return None;
    }
    let start = words.markdown.find(rest.trim_start().chars().next()?)?;
    let markdown = words.markdown.trim_start();
    let cut = markdown
        .strip_prefix(&text[..skipped])
        .map_or_else(|| words.markdown[start..].to_owned(), |it| it.trim_start().to_owned());
    Some((ordered, Words { markdown: cut, plain: rest.trim_start().to_owned(), lead: None, after_lead: String::new() }))
}
