//! The head of a source: `---` YAML or `+++` TOML, read for what an article says of itself.

use crate::text::Span;

/// Front matter: where it stands (a BOM and the closing line included) and its plain top-level fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    pub span: Span,
    pub fields: Vec<Field>,
}

/// `key: value` with the value unquoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub key: String,
    pub value: String,
    /// Where the value stands in the source.
    pub span: Span,
}

impl FrontMatter {
    /// The first field with one of these keys, compared without case.
    pub fn get(&self, keys: &[&str]) -> Option<&Field> {
        self.fields.iter().find(|f| keys.iter().any(|k| f.key.eq_ignore_ascii_case(k)))
    }
}

pub fn read(_source: &str) -> Option<FrontMatter> {
    None
}
