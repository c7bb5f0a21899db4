//! A source of settings as a tree, whether it was TOML or JSON.

use toml::de::{DeTable, DeValue};

use super::read::Problems;
use crate::messages::Message;
use crate::text::Span;

/// A value and, in TOML, where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    pub span: Option<Span>,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub enum Value {
    Null,
    Flag(bool),
    /// A number as written, without `_`.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// A date or a time: no setting takes one.
    Moment(String),
}

/// A key of a table.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    pub key_span: Option<Span>,
    pub node: Node,
}

impl Node {
    /// The value, short enough for a message.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Null => "null".to_owned(),
            Value::Flag(flag) => flag.to_string(),
            Value::Number(text) | Value::Moment(text) | Value::Text(text) => shortened(text),
            Value::List(_) => "[…]".to_owned(),
            Value::Table(_) => "{…}".to_owned(),
        }
    }
}

/// At most 40 characters, on one line.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let mut out: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

/// The tree of a TOML text; where it is no TOML, what could be made out of it.
pub fn of_toml(text: &str, problems: &mut Problems) -> Vec<Entry> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().map(|range| fitted(text, range.start, range.end));
        let detail: Vec<&str> = error.message().lines().map(str::trim).collect();
        problems.push("", span, Message::new("settings-syntax").with("detail", detail.join("; ")));
    }
    let mut entries = entries_of(table.get_ref());
    fit(text, &mut entries);
    entries
}

/// The tree of a JSON value.
pub fn of_json(value: &serde_json::Value) -> Node {
    let value = match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(flag) => Value::Flag(*flag),
        serde_json::Value::Number(number) => Value::Number(number.to_string()),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Array(items) => Value::List(items.iter().map(of_json).collect()),
        serde_json::Value::Object(map) => {
            Value::Table(map.iter().map(|(k, v)| Entry { key: k.clone(), key_span: None, node: of_json(v) }).collect())
        }
    };
    Node { span: None, value }
}

fn entries_of(table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: Some(Span::new(key.span().start, key.span().end)),
            node: Node {
                span: Some(Span::new(value.span().start, value.span().end)),
                value: value_of(value.get_ref()),
            },
        })
        .collect();
    entries.sort_by_key(|e| e.key_span);
    entries
}

fn value_of(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Value::Number(number.as_str().to_owned()),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(moment) => Value::Moment(moment.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| Node {
                    span: Some(Span::new(item.span().start, item.span().end)),
                    value: value_of(item.get_ref()),
                })
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(entries_of(table)),
    }
}

/// Puts every span on character boundaries of `text`: a parser that recovers may point inside a character.
fn fit(text: &str, entries: &mut [Entry]) {
    fn node(text: &str, n: &mut Node) {
        n.span = n.span.map(|s| fitted(text, s.start, s.end));
        match &mut n.value {
            Value::List(items) => items.iter_mut().for_each(|item| node(text, item)),
            Value::Table(entries) => fit(text, entries),
            _ => {}
        }
    }
    for entry in entries {
        entry.key_span = entry.key_span.map(|s| fitted(text, s.start, s.end));
        node(text, &mut entry.node);
    }
}

fn fitted(text: &str, start: usize, end: usize) -> Span {
    let (mut start, mut end) = (start.min(text.len()), end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}
