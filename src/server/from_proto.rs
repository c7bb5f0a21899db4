//! From LSP's types to ours. With [`super::to_proto`] the one seam between the two.

use std::path::{Path, PathBuf};

use tower_lsp_server::ls_types::{
    self as lsp, InitializeParams, PositionEncodingKind, TextDocumentContentChangeEvent, Uri, WorkspaceFolder,
};

use crate::article::Origin;
use crate::markup::Format;
use crate::settings::discovery::FILE_NAME;
use crate::text::{Document, Edit, Encoding, Position, Span};

/// The encoding to count in, of those a client offers: UTF-8 before UTF-16 before UTF-32, and UTF-16 when it offers
/// nothing that is known.
pub fn encoding(offered: &[PositionEncodingKind]) -> Encoding {
    let known = [
        (PositionEncodingKind::UTF8, Encoding::Utf8),
        (PositionEncodingKind::UTF16, Encoding::Utf16),
        (PositionEncodingKind::UTF32, Encoding::Utf32),
    ];
    known.into_iter().find(|(kind, _)| offered.contains(kind)).map_or(Encoding::Utf16, |(_, encoding)| encoding)
}

/// A position; it may lie outside any text.
pub fn position(position: lsp::Position) -> Position {
    Position { line: position.line, character: position.character }
}

/// The bytes of a range in `document`, clamped to it and turned the right way round.
pub fn span(document: &Document, range: lsp::Range, encoding: Encoding) -> Span {
    let offset = |at| document.offset(position(at), encoding);
    Span::new(offset(range.start), offset(range.end))
}

/// A change of a document's text.
pub fn edit(change: TextDocumentContentChangeEvent) -> Edit {
    let range = change.range.map(|range| (position(range.start), position(range.end)));
    Edit { range, text: change.text }
}

/// The path of a `file:` URI; nothing for what is no file of this machine.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    uri.to_file_path().map(|path| path.into_owned()).filter(|path| path.is_absolute())
}

/// The paths of workspace folders that are folders of this machine.
pub fn folders(folders: &[WorkspaceFolder]) -> Vec<PathBuf> {
    folders.iter().filter_map(|folder| path(&folder.uri)).collect()
}

/// The folders that a client starts with; older clients name one, in one of two ways.
pub fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    if let Some(given) = params.workspace_folders.as_deref().filter(|given| !given.is_empty()) {
        return folders(given);
    }
    #[allow(deprecated, reason = "clients that know no workspace folders still send them")]
    let (uri, root) = (params.root_uri.as_ref(), params.root_path.as_deref());
    let root = root.map(PathBuf::from).filter(|root| root.is_absolute());
    uri.and_then(path).or(root).into_iter().collect()
}

/// Whether the URI is that of a settings file.
pub fn is_settings(uri: &Uri) -> bool {
    path(uri).is_some_and(|path| path.file_name().is_some_and(|name| name == FILE_NAME))
}

/// What the URI and the editor's language identifier tell of an article.
///
/// The identifier comes before the name, but one that names no format of ours leaves it to the name: editors call
/// "plaintext" whatever they do not know.
pub fn origin(uri: &Uri, language_id: &str, folders: &[PathBuf]) -> Origin {
    let name = name(uri, folders);
    let format = match Format::of_name(language_id) {
        Format::Plain => Format::of_name(&name),
        named => named,
    };
    Origin { name, format, ..Origin::default() }
}

/// The path inside its workspace folder, or the last two parts of what stands outside of any, with `/`: `fr/story.md`.
fn name(uri: &Uri, folders: &[PathBuf]) -> String {
    let whole = match path(uri) {
        Some(path) => path,
        None => PathBuf::from(uri.path().decode().to_string_lossy().into_owned()),
    };
    let inside = folders.iter().filter_map(|folder| whole.strip_prefix(folder).ok());
    let shortest = inside.min_by_key(|rest| rest.components().count());
    let parts: Vec<_> = shortest.unwrap_or(&whole).components().map(|part| part.as_os_str()).collect();
    let from = if shortest.is_some() { 0 } else { parts.len().saturating_sub(2) };
    let parts: Vec<_> = parts.get(from..).unwrap_or_default().iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/").trim_start_matches('/').to_owned()
}

/// Where settings are looked for from: the file itself, or for a text that is no file an invented name in the first
/// workspace folder.
pub fn place(uri: &Uri, folders: &[PathBuf]) -> Option<PathBuf> {
    path(uri).or_else(|| folders.first().map(|folder| folder.join(Path::new("untitled"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        text.parse().unwrap()
    }

    #[test]
    fn names_and_formats() {
        let folders = [PathBuf::from("/news/desk"), PathBuf::from("/news")];
        let of = |text: &str, id: &str| {
            let origin = origin(&uri(text), id, &folders);
            (origin.name, origin.format)
        };
        assert_eq!(of("file:///news/desk/fr/a.md", "markdown"), ("fr/a.md".into(), Format::Markdown));
        assert_eq!(of("file:///news/b.txt", "markdown"), ("b.txt".into(), Format::Markdown));
        assert_eq!(of("file:///else/where/x/c%C3%A9.md", "plaintext"), ("x/cé.md".into(), Format::Markdown));
        assert_eq!(of("untitled:Untitled-1", ""), ("Untitled-1".into(), Format::Plain));
        assert_eq!(of("vscode-remote://host/home/u/d.md", "x"), ("u/d.md".into(), Format::Markdown));
        assert_eq!(of("file:///c%3A/texts/e.md", ""), ("texts/e.md".into(), Format::Markdown));
        assert_eq!(of("x:", ""), (String::new(), Format::Plain));
    }

    #[test]
    fn only_file_uris_have_paths() {
        assert_eq!(path(&uri("file:///a%20b.md")), Some(PathBuf::from("/a b.md")));
        for strange in ["untitled:Untitled-1", "vscode-remote://host/a", "inmemory:///a", "file:", "file://", "x:y"] {
            assert_eq!(path(&uri(strange)), None, "{strange}");
        }
        assert!(is_settings(&uri("file:///a/copydesk.toml")));
        assert!(!is_settings(&uri("untitled:/a/copydesk.toml")));
    }

    #[test]
    fn utf8_comes_first() {
        let [u8, u16, u32] = [PositionEncodingKind::UTF8, PositionEncodingKind::UTF16, PositionEncodingKind::UTF32];
        assert_eq!(encoding(&[u16.clone(), u8]), Encoding::Utf8);
        assert_eq!(encoding(&[u32.clone(), u16]), Encoding::Utf16);
        assert_eq!(encoding(&[u32]), Encoding::Utf32);
        assert_eq!(encoding(&[]), Encoding::Utf16);
        assert_eq!(encoding(&[PositionEncodingKind::new("utf-7")]), Encoding::Utf16);
    }
}
