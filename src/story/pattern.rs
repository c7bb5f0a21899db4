//! File-name patterns of a story's versions: `{slug}.{lang}.{ext}`, `{lang}/{slug}.{ext}`.

use smallvec::SmallVec;

use crate::language::Language;

/// What a path says by a pattern: what the versions of a story share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Named<'p> {
    /// Index of the pattern.
    pub pattern: usize,
    /// How the path begins, before what the pattern is for.
    pub folder: &'p str,
    pub slug: &'p str,
}

/// What `path` (with `/`) says by the first of `patterns` that fits it and names a language.
pub fn named<'p>(path: &'p str, patterns: &[String]) -> Option<Named<'p>> {
    patterns.iter().enumerate().find_map(|(number, pattern)| {
        // As many of the path's last parts as the pattern has.
        let depth = pattern.matches('/').count();
        let (folder, rest) = match path.rmatch_indices('/').nth(depth) {
            Some((at, slash)) => (path.get(..at)?, path.get(at + slash.len()..)?),
            None if path.matches('/').count() == depth => path.split_at(0),
            None => return None,
        };
        let mut found = Found::default();
        for (part, wanted) in rest.split('/').zip(pattern.split('/')) {
            found = found.with(part, wanted)?;
        }
        let slug = found.slug.filter(|_| found.lang)?;
        Some(Named { pattern: number, folder, slug })
    })
}

/// What the versions of a story share in their paths by `patterns`: articles with one key are likely to be one story, and
/// are read together for that. Nothing for a path that fits no pattern.
pub fn versions_key(path: &str, patterns: &[String]) -> Option<String> {
    let path = path.replace('\\', "/");
    named(&path, patterns).map(|Named { pattern, folder, slug }| format!("{pattern}|{folder}|{slug}"))
}

/// What `path`'s versions would be called by `patterns`, in every other language that has a pack.
pub fn siblings(path: &str, patterns: &[String]) -> Vec<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let mut out = Vec::new();
    for pattern in patterns {
        let wanted: Vec<&str> = pattern.split('/').collect();
        let Some(from) = parts.len().checked_sub(wanted.len()) else { continue };
        let (folder, rest) = parts.split_at(from);
        let mut found = Some(Found::default());
        for (part, wanted) in rest.iter().zip(&wanted) {
            found = found.and_then(|found| found.with(part, wanted));
        }
        let Some(Found { slug: Some(slug), lang: true, ext, .. }) = found else { continue };
        for language in Language::all() {
            let name = pattern
                .replace("{slug}", slug)
                .replace("{lang}", language.code())
                .replace("{ext}", ext.unwrap_or_default());
            let sibling: Vec<&str> = folder.iter().copied().chain([name.as_str()]).collect();
            let sibling = sibling.join("/");
            if sibling != path && !out.contains(&sibling) {
                out.push(sibling);
            }
        }
    }
    out
}

#[derive(Clone, Copy, Default)]
struct Found<'a> {
    slug: Option<&'a str>,
    lang: bool,
    ext: Option<&'a str>,
}

impl<'a> Found<'a> {
    /// Reads one part of a path by one part of a pattern.
    fn with(self, text: &'a str, pattern: &str) -> Option<Self> {
        let Some(open) = pattern.find('{') else { return (text == pattern).then_some(self) };
        let rest = text.strip_prefix(pattern.get(..open)?)?;
        let (name, after) = pattern.get(open + 1..)?.split_once('}')?;
        // What stands behind the placeholder says where it ends; nothing behind it: at the end.
        let literal = after.split('{').next().unwrap_or_default();
        let mut ends: SmallVec<[usize; 8]> = SmallVec::new();
        match *literal.as_bytes() {
            [] => ends.push(rest.len()),
            // Most are a full stop.
            [one] => ends.extend(rest.bytes().enumerate().filter(|(_, byte)| *byte == one).map(|(at, _)| at)),
            _ => ends.extend(rest.match_indices(literal).map(|(at, _)| at)),
        }
        // The longest first: "a.b.fr.md" is the slug "a.b".
        ends.into_iter().rev().filter(|end| *end > 0).find_map(|end| {
            let (value, left) = (rest.get(..end)?, rest.get(end..)?);
            let found = match name {
                "slug" => Self { slug: Some(value), ..self },
                "lang" => Self { lang: is_language(value).then_some(true)?, ..self },
                _ if value.contains('.') => return None,
                _ => Self { ext: Some(value), ..self },
            };
            if after.is_empty() { left.is_empty().then_some(found) } else { found.with(left, after) }
        })
    }
}

fn is_language(code: &str) -> bool {
    let main = code.split(['-', '_']).next().unwrap_or_default();
    main.len() == 2 && Language::of_code(main).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_patterns() {
        let patterns: Vec<String> =
            ["{slug}.{lang}.{ext}", "{lang}/{slug}.{ext}", "{lang}-{slug}.{ext}"].map(str::to_owned).to_vec();
        let slug = |path: &'static str| named(path, &patterns).map(|n| n.slug);
        assert_eq!(slug("news/bridge.fr.md"), Some("bridge"));
        assert_eq!(slug("news/a.b.en-GB.md"), Some("a.b"));
        assert_eq!(slug("fr/bridge.md"), Some("bridge"));
        assert_eq!(slug("vi-bridge.txt"), Some("bridge"));
        assert_eq!(slug("bridge.md"), None);
        assert_eq!(slug("bridge.xx.md"), None);
        assert_eq!(slug(".fr.md"), None);
        assert!(siblings("news/bridge.fr.md", &patterns).contains(&"news/bridge.en.md".to_owned()));
        assert!(siblings("en/bridge.md", &patterns).contains(&"fr/bridge.md".to_owned()));
        assert!(siblings("bridge.md", &patterns).is_empty());
        let key = |path: &str| versions_key(path, &patterns);
        assert_eq!(key("a/en/bridge.md"), key("a/fr/bridge.md"));
        assert_ne!(key("a/en/bridge.md"), key("b/fr/bridge.md"));
    }
}
