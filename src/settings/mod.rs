//! What a desk can set: `copydesk.toml` and what a client sends, in one shape.

use std::collections::BTreeMap;

use crate::checks::{Code, Severity};

/// The settings of the contract that are in force, every layer applied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The language of every article; else it is found article by article.
    pub language: Option<String>,
    /// The severity a check reports at, or `None` for one that is off.
    pub checks: BTreeMap<Code, Option<Severity>>,
}

impl Settings {
    /// What is set for a check: nothing, off (`Some(None)`) or a severity.
    pub fn severity(&self, code: Code) -> Option<Option<Severity>> {
        self.checks.get(&code).copied()
    }
}
