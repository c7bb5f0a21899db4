//! Links of the pages lead somewhere: relative ones to a file that is there, those with `#` to a heading of it.
//! Addresses of the web are left alone, so that this says the same with and without a network.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages: Markdown at the top, in docs/ and beside the editors' packages.
fn pages() -> Vec<PathBuf> {
    let mut out = Vec::new();
    for folder in ["", "docs", "editors/vscode", "editors/neovim"] {
        let entries = fs::read_dir(root().join(folder)).expect("a folder");
        out.extend(entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "md")));
    }
    out.sort();
    out
}

struct Page {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

fn read(path: &Path) -> Page {
    let text = fs::read_to_string(path).expect("a page");
    let (mut links, mut anchors, mut heading) = (Vec::new(), BTreeSet::new(), None::<String>);
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let slug = slug(&heading.take().unwrap_or_default());
                // Another heading of the same words gets a number.
                let known = (0..).map(|n| if n == 0 { slug.clone() } else { format!("{slug}-{n}") });
                anchors.extend(known.into_iter().find(|anchor| !anchors.contains(anchor)));
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => links.push(dest_url.to_string()),
            _ => {}
        }
    }
    Page { links, anchors }
}

/// A heading's anchor, as code hosts make it.
fn slug(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || "-_ ".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// What is wrong with the links of a page.
fn dead(path: &Path, page: &Page) -> Vec<String> {
    let mut out = Vec::new();
    for link in page.links.iter().filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
        let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
        let target = if file.is_empty() { path.to_owned() } else { path.parent().unwrap_or(path).join(file) };
        if !target.exists() {
            out.push(format!("{}: there is no {file}", path.display()));
        } else if !anchor.is_empty() && !read(&target).anchors.contains(anchor) {
            out.push(format!("{}: {} has no heading #{anchor}", path.display(), target.display()));
        }
    }
    out
}

#[test]
fn links_lead_somewhere() {
    let mut links = 0;
    let mut found = Vec::new();
    for path in pages() {
        let page = read(&path);
        links += page.links.len();
        found.extend(dead(&path, &page));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(links > 40, "{links}");
}

#[test]
fn every_page_of_docs_is_reached_from_the_readme() {
    let readme = read(&root().join("README.md"));
    for page in pages().iter().filter(|p| p.parent().is_some_and(|f| f.ends_with("docs"))) {
        let name = format!("docs/{}", page.file_name().and_then(|n| n.to_str()).unwrap_or_default());
        assert!(readme.links.iter().any(|link| link.split('#').next() == Some(&name)), "README.md leads not to {name}");
    }
}

#[test]
fn pictures_are_small() {
    for entry in fs::read_dir(root().join("docs/pictures")).expect("a folder").flatten() {
        let size = entry.metadata().expect("a file").len();
        assert!(size < 150_000, "{}: {size} bytes", entry.path().display());
    }
}

#[test]
fn a_dead_link_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    fs::write(&path, "# One two\n\n[x](b.md) [y](#one-two) [z](#three) [w](https://example.org/none)\n")
        .expect("a file");
    let said = dead(&path, &read(&path));
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].ends_with("there is no b.md") && said[1].ends_with("#three"), "{said:?}");
}
