//! How a sample is broken: small changes of text that say so when there is nothing left to change.

use std::ops::Range;

use gobag::source::Content;

use super::sample::{Files, Found, text};

/// What goes wrong, and what is to be said about it.
pub struct Mutation {
    /// The break, as a sentence.
    pub name: String,
    /// What is done, in order.
    changes: Vec<(String, Change)>,
    /// The rule that must fire.
    pub rule: &'static str,
    /// The file in which it must fire.
    pub path: String,
    /// Words that it underlines, or that stand on the underlined line.
    pub words: String,
    /// Words of the entry in which it must fire, where the file has many that are alike.
    entry: Option<String>,
    /// Rules that this break truly touches as well, each with its reason.
    pub also: Vec<(&'static str, &'static str)>,
}

type Change = Box<dyn Fn(Option<&str>) -> Result<Option<String>, String> + Send + Sync>;

/// A break with this name in this file. Until told otherwise, its finding stands in the same file.
pub fn mutation(name: impl Into<String>, path: &str) -> Mutation {
    Mutation {
        name: name.into(),
        changes: Vec::new(),
        rule: "",
        path: path.to_owned(),
        words: String::new(),
        entry: None,
        also: Vec::new(),
    }
}

impl Mutation {
    fn change(mut self, change: impl Fn(&str) -> Result<String, String> + Send + Sync + 'static) -> Mutation {
        let path = self.changes.last().map_or(self.path.clone(), |(path, _)| path.clone());
        let change = move |text: Option<&str>| {
            let text = text.ok_or_else(|| "the sample has no such file any more".to_owned())?;
            change(text).map(Some)
        };
        self.changes.push((path, Box::new(change)));
        self
    }

    /// The words are others, where they stand first.
    pub fn says(self, from: &str, to: &str) -> Mutation {
        let (from, to) = (from.to_owned(), to.to_owned());
        self.change(move |text| put(text, &from, &to))
    }

    /// The words are others, everywhere.
    pub fn says_everywhere(self, from: &str, to: &str) -> Mutation {
        let (from, to) = (from.to_owned(), to.to_owned());
        self.change(move |text| put(text, &from, &to).map(|_| text.replace(&from, &to)))
    }

    /// Below the first entry with these words, the words are others.
    pub fn entry_says(self, entry: &str, from: &str, to: &str) -> Mutation {
        let (entry, from, to) = (entry.to_owned(), from.to_owned(), to.to_owned());
        self.change(move |text| within(text, &entry, |block| put(block, &from, &to)))
    }

    /// A key has another value.
    pub fn key(self, key: &str, value: &str) -> Mutation {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.change(move |text| set(text, &key, Some(&value)))
    }

    /// A key is gone.
    pub fn no_key(self, key: &str) -> Mutation {
        let key = key.to_owned();
        self.change(move |text| set(text, &key, None))
    }

    /// A key of an entry has another value.
    pub fn entry_key(self, entry: &str, key: &str, value: &str) -> Mutation {
        let (entry, key, value) = (entry.to_owned(), key.to_owned(), value.to_owned());
        self.change(move |text| within(text, &entry, |block| set(block, &key, Some(&value))))
    }

    /// A key of an entry is gone.
    pub fn entry_no_key(self, entry: &str, key: &str) -> Mutation {
        let (entry, key) = (entry.to_owned(), key.to_owned());
        self.change(move |text| within(text, &entry, |block| set(block, &key, None)))
    }

    /// A key of an entry is gone, and of each entry that belongs to it.
    pub fn entry_no_keys(self, entry: &str, key: &str) -> Mutation {
        let (entry, key) = (entry.to_owned(), key.to_owned());
        self.change(move |text| {
            within(text, &entry, |block| {
                let mut block = set(block, &key, None)?;
                while let Ok(less) = set(&block, &key, None) {
                    block = less;
                }
                Ok(block)
            })
        })
    }

    /// What belongs to an entry under this name is gone.
    pub fn entry_without(self, entry: &str, inner: &str) -> Mutation {
        let (entry, inner) = (entry.to_owned(), format!("[[{inner}]]"));
        self.change(move |text| {
            within(text, &entry, |block| {
                let at = block.find(&inner).ok_or_else(|| format!("nothing {inner} belongs to it"))?;
                Ok(block[..at].to_owned())
            })
        })
    }

    /// An entry is gone, with what belongs to it.
    pub fn no_entry(self, entry: &str) -> Mutation {
        let entry = entry.to_owned();
        self.change(move |text| within(text, &entry, |_| Ok(String::new())))
    }

    /// Every table of this name is gone.
    pub fn no_tables(self, name: &str) -> Mutation {
        let head = format!("[[{name}]]");
        self.change(move |text| {
            let mut text = put(text, &head, &head)?;
            while text.contains(&head) {
                text = within(&text, &head, |_| Ok(String::new()))?;
            }
            Ok(text)
        })
    }

    /// A section is gone, with those below it.
    pub fn no_section(self, heading: &str) -> Mutation {
        let heading = heading.to_owned();
        self.change(move |text| {
            let (start, end) = section(text, &heading)?;
            Ok(format!("{}{}", &text[..start], &text[end..]))
        })
    }

    /// Below a section's heading, the words are others.
    pub fn section_says(self, heading: &str, from: &str, to: &str) -> Mutation {
        let (heading, from, to) = (heading.to_owned(), from.to_owned(), to.to_owned());
        self.change(move |text| {
            let (start, end) = section(text, &heading)?;
            Ok(format!("{}{}{}", &text[..start], put(&text[start..end], &from, &to)?, &text[end..]))
        })
    }

    /// Inside a section, another section is gone.
    pub fn section_without(self, heading: &str, inner: &str) -> Mutation {
        let (heading, inner) = (heading.to_owned(), inner.to_owned());
        self.change(move |text| {
            let (start, end) = section(text, &heading)?;
            let (from, to) = section(&text[start..end], &inner)?;
            Ok(format!("{}{}", &text[..start + from], &text[start + to..]))
        })
    }

    /// A section says nothing but this.
    pub fn section_is(self, heading: &str, words: &str) -> Mutation {
        let (heading, words) = (heading.to_owned(), words.to_owned());
        self.change(move |text| {
            let (start, end) = section(text, &heading)?;
            let body = start + text[start..].find('\n').map_or(text.len() - start, |at| at + 1);
            Ok(format!("{}\n{words}\n\n{}", &text[..body], &text[end..]))
        })
    }

    /// The words are added at the end.
    pub fn adds(self, words: &str) -> Mutation {
        let words = words.to_owned();
        self.change(move |text| Ok(format!("{text}\n{words}\n")))
    }

    /// The next changes are in another file.
    pub fn and_in(mut self, path: &str) -> Mutation {
        self.changes.push((path.to_owned(), Box::new(|text| Ok(text.map(str::to_owned)))));
        self
    }

    /// A file more.
    pub fn new_file(mut self, path: &str, text: &str) -> Mutation {
        let text = text.to_owned();
        let change = move |found: Option<&str>| match found {
            None => Ok(Some(text.clone())),
            Some(_) => Err("the sample has this file already".to_owned()),
        };
        self.changes.push((path.to_owned(), Box::new(change)));
        self
    }

    /// A file less.
    pub fn no_file(mut self, path: &str) -> Mutation {
        let change = |found: Option<&str>| match found {
            Some(_) => Ok(None),
            None => Err("the sample has no such file any more".to_owned()),
        };
        self.changes.push((path.to_owned(), Box::new(change)));
        self
    }

    /// The rule that must fire, and words on the line that it underlines.
    pub fn finds(mut self, rule: &'static str, words: impl Into<String>) -> Mutation {
        (self.rule, self.words) = (rule, words.into());
        self
    }

    /// The entry in which the rule fires: the table in which these words stand first.
    pub fn in_entry(mut self, words: impl Into<String>) -> Mutation {
        self.entry = Some(words.into());
        self
    }

    /// Whether something that was found is what this break is about, and where it is.
    pub fn is(&self, found: &Found, broken: &Files) -> bool {
        let stands = |entry: &String| {
            let entry = broken.get(&self.path).map(text).and_then(|text| table(text, entry).ok());
            entry.is_some_and(|entry| entry.contains(&found.at))
        };
        found.is(self.rule, &self.path, &self.words) && self.entry.as_ref().is_none_or(stands)
    }

    /// A rule that this break truly touches as well.
    pub fn also(mut self, rule: &'static str, why: &'static str) -> Mutation {
        self.also.push((rule, why));
        self
    }

    /// The sample, broken.
    pub fn of(&self, sample: &Files) -> Result<Files, String> {
        let mut files = sample.clone();
        for (path, change) in &self.changes {
            let told = |why: String| format!("`{}` cannot be done: {path}: {why}", self.name);
            match change(files.get(path).map(text)).map_err(told)? {
                Some(text) if path.contains("media/") => {
                    files.insert(path.clone(), Content::Media(text.into_bytes().into()));
                }
                Some(text) => {
                    files.insert(path.clone(), Content::Text(text));
                }
                None => {
                    files.remove(path);
                }
            }
        }
        Ok(files)
    }
}

fn put(text: &str, from: &str, to: &str) -> Result<String, String> {
    let Some(at) = text.find(from) else { return Err(format!("the sample no longer says {from:?}")) };
    Ok(format!("{}{to}{}", &text[..at], &text[at + from.len()..]))
}

/// Sets a key, or takes it out; a list may go on over several lines.
fn set(text: &str, key: &str, value: Option<&str>) -> Result<String, String> {
    let head = format!("{key} = ");
    let start = match text.starts_with(&head) {
        true => Some(0),
        false => text.find(&format!("\n{head}")).map(|at| at + 1),
    };
    let Some(start) = start else { return Err(format!("the sample no longer has the key `{key}`")) };
    let line = start + text[start..].find('\n').map_or(text.len() - start, |at| at + 1);
    let end = match text[start..line].trim_end().ends_with(['[', '{']) {
        true => start + text[start..].find("\n]\n").ok_or("a list without its end")? + 3,
        false => line,
    };
    let new = value.map(|value| format!("{head}{value}\n")).unwrap_or_default();
    Ok(format!("{}{new}{}", &text[..start], &text[end..]))
}

/// Changes the table of a register in which the words stand first, with the tables that belong to it.
fn within(text: &str, words: &str, change: impl Fn(&str) -> Result<String, String>) -> Result<String, String> {
    let Range { start, end } = table(text, words)?;
    Ok(format!("{}{}{}", &text[..start], change(&text[start..end])?, &text[end..]))
}

/// Where that table begins and ends.
fn table(text: &str, words: &str) -> Result<Range<usize>, String> {
    let Some(at) = text.find(words) else { return Err(format!("the sample no longer says {words:?}")) };
    let start = match text[at..].starts_with("[") {
        true => at,
        false => text[..at].rfind("\n[").map(|at| at + 1).ok_or("these words stand in no table")?,
    };
    let name = text[start..].trim_start_matches('[').split(']').next().unwrap_or_default();
    let mut end = start + text[start..].find('\n').map_or(text.len() - start, |at| at + 1);
    for line in text[end..].split_inclusive('\n') {
        let head = line.strip_prefix('[').map(|rest| rest.trim_start_matches('['));
        let belongs = head.is_some_and(|head| head.starts_with(&format!("{name}.")));
        if line.starts_with("+++") || line.starts_with("# ---") || head.is_some() && !belongs {
            break;
        }
        end += line.len();
    }
    Ok(start..end)
}

/// Where a section begins and ends.
fn section(text: &str, heading: &str) -> Result<(usize, usize), String> {
    let missing = || format!("the sample no longer has the section {heading:?}");
    let level = heading.bytes().take_while(|byte| *byte == b'#').count();
    let start = if text.starts_with(heading) { 0 } else { text.find(&format!("\n{heading}")).ok_or_else(missing)? + 1 };
    let mut end = start + text[start..].find('\n').map_or(text.len() - start, |at| at + 1);
    for line in text[end..].split_inclusive('\n') {
        let own = line.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=level).contains(&own) && line[own..].starts_with(' ') {
            break;
        }
        end += line.len();
    }
    Ok((start, end))
}
