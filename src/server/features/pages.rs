//! `copydesk/page`: what there is to keep of an article, as the command line would write it.

use serde::Deserialize;
use tower_lsp_server::ls_types::{TextDocumentIdentifier, Uri};

use super::comparison::compared;
use crate::report::{self, FactsResults};
use crate::server::sight::Sight;

/// Which document, and what of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageOf {
    pub text_document: TextDocumentIdentifier,
    pub page: Page,
}

/// A page or table.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    FactsHtml,
    FactsCsv,
    CompareHtml,
}

/// The whole text of it.
pub fn page(sight: &Sight<'_>, page: Page) -> Option<String> {
    let language = sight.profile.language;
    let facts = || FactsResults {
        articles: vec![(name(sight.uri()), sight.analysis.article.clone())],
        ..FactsResults::default()
    };
    let mut out = Vec::new();
    match page {
        Page::FactsHtml => report::facts_html(&mut out, &facts(), false, language),
        Page::FactsCsv => report::facts_csv(&mut out, &facts(), false),
        Page::CompareHtml => {
            let mut results = compared(sight);
            for file in &mut results.files {
                file.path = file.path.parse().map_or_else(|_| file.path.clone(), |uri| name(&uri));
            }
            report::compare_html(&mut out, &results, language)
        }
    }
    .ok()?;
    String::from_utf8(out).ok()
}

/// What a person calls a document.
fn name(uri: &Uri) -> String {
    let path = uri.to_file_path().map(|path| path.into_owned());
    let file = path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    file.unwrap_or_else(|| uri.path().as_str().rsplit('/').next().unwrap_or_default().to_owned())
}
