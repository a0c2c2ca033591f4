//! What a table is for, by the words of its first row: who does what, whom to call, or neither.

use super::flow::{Words, line};
use crate::fields::Phone;

/// A table with its purpose.
pub(super) enum Table {
    /// Who does what: the words that name people, and what they do.
    Steps(Vec<(String, Vec<Words>)>),
    /// Whom to call.
    Contacts(Vec<Row>),
    /// Anything else, as Markdown.
    Other(String),
}

/// Somebody to call.
pub(super) struct Row {
    pub(super) label: String,
    pub(super) phone: String,
    /// What else stands in the row.
    pub(super) note: String,
}

const WHO: &[&str] = &[
    "who",
    "role",
    "responsible",
    "responsibility",
    "staff",
    "position",
    "person",
    "person responsible",
    "quién",
    "responsable",
];
const WHAT: &[&str] = &[
    "action",
    "acción",
    "acciones",
    "tarea",
    "qué hace",
    "actions",
    "task",
    "tasks",
    "step",
    "steps",
    "what",
    "duties",
    "procedure",
    "responsibilities",
    "what to do",
];
const NAME: &[&str] = &[
    "name",
    "nombre",
    "agencia",
    "servicio",
    "contact",
    "agency",
    "organization",
    "position",
    "title",
    "role",
    "department",
    "service",
    "who",
    "location",
];
const PHONE: &[&str] = &[
    "phone",
    "teléfono",
    "número",
    "telephone",
    "tel",
    "phone number",
    "number",
    "cell",
    "contact number",
    "telephone number",
    "cell phone",
    "office phone",
];

/// Whether the head of a column adds nothing to a note.
fn says_nothing(head: &str) -> bool {
    let head = head.trim().trim_end_matches(':');
    matches!(head, "" | "note" | "notes" | "comment" | "comments" | "remarks" | "notas" | "observaciones")
}

/// Reads a table.
pub(super) fn read(rows: &[Vec<Vec<Words>>]) -> Table {
    let head: Vec<String> = rows.first().into_iter().flatten().map(|cell| plain(cell).to_lowercase()).collect();
    let column = |names: &[&str]| {
        head.iter().position(|cell| names.contains(&cell.trim().trim_end_matches([':', '#', '.']).trim()))
    };
    let body = &rows[1.min(rows.len())..];
    if let (Some(who), Some(what)) = (column(WHO), column(WHAT))
        && who != what
        && head.len() == 2
    {
        let mut steps: Vec<(String, Vec<Words>)> = Vec::new();
        for row in body {
            let name = row.get(who).map(|cell| plain(cell)).unwrap_or_default();
            let deeds = row.get(what).cloned().unwrap_or_default();
            match steps.last_mut() {
                // A cell that was merged with the one above.
                Some((_, before)) if name.is_empty() => before.extend(deeds),
                _ => steps.push((name, deeds)),
            }
        }
        if steps.iter().all(|(name, _)| !name.is_empty()) && !steps.is_empty() {
            return Table::Steps(steps);
        }
    }
    if let (Some(name), Some(phone)) = (column(NAME), column(PHONE))
        && name != phone
    {
        let contacts: Option<Vec<Row>> = body
            .iter()
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .map(|row| {
                let label = row.get(name).map(|cell| plain(cell)).filter(|label| !label.is_empty())?;
                let number = row.get(phone).map(|cell| plain(cell))?;
                Phone::parse(&number)?;
                let others = row.iter().enumerate().filter(|(at, _)| *at != name && *at != phone);
                let note: Vec<String> = others
                    .map(|(at, cell)| (head.get(at).cloned().unwrap_or_default(), plain(cell)))
                    .filter(|(_, words)| !words.is_empty())
                    .map(|(head, words)| if says_nothing(&head) { words } else { format!("{head}: {words}") })
                    .collect();
                Some(Row { label, phone: number, note: note.join("; ") })
            })
            .collect();
        if let Some(contacts) = contacts.filter(|contacts| !contacts.is_empty()) {
            return Table::Contacts(contacts);
        }
    }
    Table::Other(markdown(rows))
}

/// A table in Markdown; one that is only a frame around one cell is what stands in it.
fn markdown(rows: &[Vec<Vec<Words>>]) -> String {
    if let [row] = rows
        && let [cell] = row.as_slice()
    {
        return cell.iter().map(|words| format!("> {}\n", line(&words.markdown))).collect::<Vec<_>>().join(">\n");
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells = (0..width).map(|at| {
            let words = row.get(at).into_iter().flatten().map(|words| words.markdown.trim());
            words.collect::<Vec<_>>().join("; ")
        });
        text.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
        if number == 0 {
            text.push_str(&format!("|{}\n", " --- |".repeat(width)));
        }
    }
    text
}

fn plain(cell: &[Words]) -> String {
    cell.iter().map(|words| words.plain.trim()).collect::<Vec<_>>().join(" ").trim().to_owned()
}
