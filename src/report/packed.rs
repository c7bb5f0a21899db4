//! Findings as they are kept until all articles are read: written small, for a folder may have a hundred thousand
//! articles, each with some.

use crate::checks::{Code, Elsewhere, Finding, Fix, Related, Replacement, Severity};
use crate::messages::Message;
use crate::text::Span;

/// The findings of a file, by place, then code.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    count: usize,
    /// The findings one after the other, as [`Writer`] puts them and [`Reader`] takes them.
    bytes: Box<[u8]>,
    /// Ids of messages and names of their arguments: few, and often the same.
    words: Box<[&'static str]>,
    /// The other versions that findings speak of.
    elsewhere: Box<[Elsewhere]>,
}

impl Packed {
    pub fn of(mut findings: Vec<Finding>) -> Self {
        findings.sort_by(|a, b| (a.span, a.code.as_str()).cmp(&(b.span, b.code.as_str())));
        let mut writer = Writer::default();
        findings.iter().for_each(|finding| writer.finding(finding));
        let Writer { bytes, words, elsewhere } = writer;
        Self { count: findings.len(), bytes: bytes.into(), words: words.into(), elsewhere: elsewhere.into() }
    }

    /// The findings as they were.
    pub fn open(&self) -> Vec<Finding> {
        let mut reader = Reader { packed: self, at: 0 };
        (0..self.count).map_while(|_| reader.finding()).collect()
    }

    pub fn len(&self) -> usize {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    words: Vec<&'static str>,
    elsewhere: Vec<Elsewhere>,
}

impl Writer {
    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    fn number(&mut self, mut number: usize) {
        while number > 0x7F {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn word(&mut self, word: &'static str) {
        let known = self.words.iter().position(|known| *known == word);
        let at = known.unwrap_or(self.words.len());
        if known.is_none() {
            self.words.push(word);
        }
        self.number(at);
    }

    fn span(&mut self, span: Span) {
        self.number(span.start);
        self.number(span.end - span.start);
    }

    fn message(&mut self, message: &Message) {
        self.word(message.id);
        self.number(message.args.len());
        for (name, value) in message.args.iter() {
            self.word(name);
            self.text(value);
        }
    }

    /// Nought is the same article.
    fn elsewhere(&mut self, elsewhere: Option<&Elsewhere>) {
        let Some(elsewhere) = elsewhere else { return self.number(0) };
        let known = self.elsewhere.iter().position(|known| known == elsewhere);
        let at = known.unwrap_or(self.elsewhere.len());
        if known.is_none() {
            self.elsewhere.push(elsewhere.clone());
        }
        self.number(at + 1);
    }

    fn finding(&mut self, finding: &Finding) {
        self.number(finding.code as usize);
        self.number(finding.severity as usize);
        self.span(finding.span);
        self.message(&finding.message);
        self.number(finding.related.len());
        for related in &finding.related {
            self.span(related.span);
            self.message(&related.message);
            self.elsewhere(related.elsewhere.as_ref());
        }
        self.number(finding.fixes.len());
        for fix in &finding.fixes {
            self.message(&fix.title);
            self.number(fix.safe.into());
            self.number(fix.edits.len());
            for edit in &fix.edits {
                self.span(edit.span);
                self.text(&edit.text);
                self.elsewhere(edit.elsewhere.as_ref());
            }
        }
    }
}

/// Reads what [`Writer`] wrote, and so never finds an end too early.
struct Reader<'a> {
    packed: &'a Packed,
    at: usize,
}

impl<'a> Reader<'a> {
    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = *self.packed.bytes.get(self.at)?;
            self.at += 1;
            number |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        let bytes = self.packed.bytes.get(self.at..self.at + length)?;
        self.at += length;
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    }

    fn word(&mut self) -> Option<&'static str> {
        let at = self.number()?;
        self.packed.words.get(at).copied()
    }

    fn span(&mut self) -> Option<Span> {
        let (start, length) = (self.number()?, self.number()?);
        Some(Span::new(start, start + length))
    }

    fn message(&mut self) -> Option<Message> {
        let mut message = Message::new(self.word()?);
        for _ in 0..self.number()? {
            message = message.with(self.word()?, self.text()?);
        }
        Some(message)
    }

    /// Nothing inside for the same article.
    fn elsewhere(&mut self) -> Option<Option<Elsewhere>> {
        let at = self.number()?;
        Some(at.checked_sub(1).and_then(|at| self.packed.elsewhere.get(at)).cloned())
    }

    /// As many as a number says, each as `one` reads it.
    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| one(self)).collect()
    }

    fn related(&mut self) -> Option<Related> {
        Some(Related { span: self.span()?, message: self.message()?, elsewhere: self.elsewhere()? })
    }

    fn edit(&mut self) -> Option<Replacement> {
        Some(Replacement { span: self.span()?, text: self.text()?, elsewhere: self.elsewhere()? })
    }

    fn fix(&mut self) -> Option<Fix> {
        Some(Fix { title: self.message()?, safe: self.number()? > 0, edits: self.list(Self::edit)? })
    }

    fn finding(&mut self) -> Option<Finding> {
        Some(Finding {
            code: *Code::ALL.get(self.number()?)?,
            severity: *Severity::ALL.get(self.number()?)?,
            span: self.span()?,
            message: self.message()?,
            related: self.list(Self::related)?,
            fixes: self.list(Self::fix)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_come_back_as_they_were() {
        let elsewhere = |path: &str| Some(Elsewhere { path: path.into(), text: "Hà Nội".into() });
        let says = |text: &str| Message::new("report-summary").with("list", text).with("files", "x".repeat(300));
        let mut findings = Vec::new();
        for (at, code) in Code::ALL.iter().enumerate() {
            let span = Span::new(at * 70_000, at * 70_000 + at);
            let related = Related { span, message: says("a"), elsewhere: elsewhere("b.md") };
            let edits = vec![
                Replacement::here(span, "4/14".to_owned()),
                Replacement { span, text: String::new(), elsewhere: elsewhere("c.md") },
            ];
            findings.push(Finding {
                code: *code,
                severity: Severity::ALL[at % 4],
                span,
                message: says("Đà Nẵng"),
                related: vec![Related::here(span, Message::new("related-says")), related],
                fixes: vec![Fix { title: says(""), safe: at % 2 == 0, edits }],
            });
        }
        for some in [findings.as_slice(), &findings[..1], &[]] {
            let packed = Packed::of(some.to_vec());
            assert_eq!(packed.open(), some);
            assert_eq!(packed.len(), some.len());
            assert!(packed.elsewhere.len() <= 2);
        }
    }
}
