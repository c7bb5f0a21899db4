//! Place names under the cursor: what a hover shows, what can be completed, the other mentions of the same place.

use super::Hover;
use super::hover::{escaped, warning};
use crate::article::Article;
use crate::checks::Finding;
use crate::desk::Desk;
use crate::language::Language;
use crate::messages::Message;
use crate::place::{Form, LANGUAGES, Month, Place, PlaceId, PlaceKind, fold, wanted};
use crate::text::Span;

/// What is known of the place named at byte `offset` of the source, and those of `findings` that touch it.
pub fn hover(article: &Article, offset: usize, findings: &[Finding], desk: &Desk) -> Option<Hover> {
    let (passage, sited) = article.place_at(offset)?;
    let place = article.gazetteer.place(sited.place)?;
    let span = passage.source(sited.span);
    let mut lines: Vec<String> = findings.iter().filter(|f| f.span.overlaps(span)).map(|f| warning(f, desk)).collect();
    lines.push(format!("**{}**", escaped(sited.span.of(passage.prose()))));
    lines.extend(sheet(&place, desk).iter().map(|line| escaped(line)));
    Some(Hover { span, markdown: lines.join("\n\n") })
}

/// What the gazetteer knows of a place, a line each: what and where it is, its names, its history, the source.
pub fn sheet(place: &Place<'_>, desk: &Desk) -> Vec<String> {
    let table = &desk.places;
    let say = |message: Message| message.text(desk.speaks);
    let name = |place: &Place<'_>| wanted(place, desk.speaks, Form::Exonym);
    let mut around = Vec::new();
    let mut at = place.parent;
    for _ in 0..3 {
        let Some(parent) = at.and_then(|id| table.place(id)) else { break };
        around.push(name(&parent));
        at = parent.parent;
    }
    if place.kind != PlaceKind::Country {
        around.extend(table.country(place.country).map(|c| name(&c)));
    }
    let mut what = vec![say(kind(place.kind))];
    what.extend(around);
    let mut lines = vec![what.join(", ")];
    if place.population > 0 {
        let people = Language::of_code(desk.speaks)
            .and_then(|l| l.pack().separators.write(&i64::try_from(place.population).ok()?.into()));
        let people = people.unwrap_or_else(|| place.population.to_string());
        lines.push(say(Message::new("place-people").with("people", people)));
    }
    // Each in the form of the house.
    let own = LANGUAGES.iter().map(|l| format!("{l}: {}", crate::checks::house_form(place, l, desk)));
    lines.push(own.collect::<Vec<_>>().join(" · "));
    for former in place.names.iter().filter(|n| n.is_former()) {
        lines.push(say(Message::new("place-former").with("name", former.text).with("until", month(former.until))));
    }
    if place.since > 0 {
        lines.push(say(Message::new("place-since").with("since", month(place.since))));
    }
    if let Some(into) = place.merged.and_then(|id| table.place(id)) {
        let message = Message::new("place-part-of").with("into", name(&into)).with("since", month(place.until));
        lines.push(say(message));
    }
    lines.push(match place.id() {
        Some(id) => format!("{} · {id}", place.source()),
        None => say(Message::new("place-of-desk")),
    });
    lines
}

fn kind(kind: PlaceKind) -> Message {
    Message::new(match kind {
        PlaceKind::Country => "place-kind-country",
        PlaceKind::Division => "place-kind-division",
        PlaceKind::City => "place-kind-city",
        PlaceKind::District => "place-kind-district",
        PlaceKind::Ward => "place-kind-ward",
        PlaceKind::Other => "place-kind-other",
    })
}

fn month(month: Month) -> String {
    format!("{:04}-{:02}", month / 12, month % 12 + 1)
}

/// A name that can be put in the place of what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// In the form of the house.
    pub text: String,
    /// What and where it is.
    pub detail: String,
    /// What was typed, in the source.
    pub span: Span,
}

/// Names offered at a time.
const MOST: usize = 40;
/// Letters from which names are offered.
const FEWEST: usize = 2;

/// The places whose names begin with what stands before byte `offset`, a word with a capital, accents aside; the great
/// ones and those that the article names first.
pub fn complete(article: &Article, offset: usize, desk: &Desk) -> Vec<Completion> {
    let table = &article.gazetteer;
    let Some(before) = article.text.get(..offset) else { return Vec::new() };
    let word_start = before
        .rfind(|c: char| !c.is_alphabetic() && c != '-')
        .map_or(0, |at| at + before.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8));
    // A name of two words is completed from its first.
    let two = before.get(..word_start).map(str::trim_end).filter(|r| r.len() < word_start).and_then(|r| {
        let at = r
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| at + r.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8));
        r.get(at..).filter(|w| w.chars().next().is_some_and(char::is_uppercase)).map(|_| at)
    });
    let passage = article.blocks.iter().rev().find(|p| p.span().start <= offset);
    let language = passage.and_then(|p| p.language).or(article.language).map_or(desk.speaks, Language::code);
    let mut found: Vec<(u64, PlaceId)> = Vec::new();
    let mut start = word_start;
    for from in [two, Some(word_start)].into_iter().flatten() {
        let typed = before.get(from..).unwrap_or_default();
        let key = fold(typed);
        if key.chars().count() < FEWEST || !typed.chars().next().is_some_and(char::is_uppercase) {
            continue;
        }
        let mut seen = 0;
        table.beginning(&key, |_, places| {
            for id in places {
                let Some(place) = table.place(*id) else { continue };
                if matches!(place.kind, PlaceKind::Ward) {
                    continue;
                }
                let form = crate::checks::house_form(&place, language, desk);
                if !fold(&form).starts_with(&key) {
                    continue;
                }
                let own = u64::from(place.is_of_desk()) * 500_000;
                let named = article.places().iter().any(|s| s.place == *id);
                let weight = match place.kind {
                    PlaceKind::Country => 4_000_000,
                    PlaceKind::Division => 800_000,
                    _ => place.population,
                };
                found.push((weight + own + u64::from(named) * 1_000_000_000, *id));
            }
            seen += 1;
            seen < 3000
        });
        if !found.is_empty() {
            start = from;
            break;
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.dedup_by_key(|f| f.1);
    let mut out: Vec<Completion> = Vec::new();
    for (_, id) in found {
        let Some(place) = table.place(id) else { continue };
        let text = crate::checks::house_form(&place, language, desk);
        if out.len() < MOST && !out.iter().any(|c| c.text == text) {
            let detail = sheet(&place, desk).into_iter().next().unwrap_or_default();
            out.push(Completion { text, detail, span: Span::new(start, offset) });
        }
    }
    out
}

/// Every mention in the article of the place named at byte `offset`, in the source, the one there first of all.
pub fn mentions_of(article: &Article, offset: usize) -> Option<(Span, Vec<Span>)> {
    let (passage, here) = article.place_at(offset)?;
    let all = article.places().iter().filter(|s| s.place == here.place);
    let spans = all.filter_map(|s| Some(article.blocks.get(s.block)?.source(s.span)));
    Some((passage.source(here.span), spans.collect()))
}

/// The edits that call the place at byte `offset` by another name throughout an article. Blocks in another language than
/// the one there get that language's name, where the table has the new place.
pub fn rename(article: &Article, offset: usize, name: &str, desk: &Desk) -> Option<Vec<(Span, String)>> {
    let (passage, here) = article.place_at(offset)?;
    Some(renamed(article, here.place, name, Some(passage.language), desk))
}

/// The same in another version of the story: only where the new name is another place's, each block in its language.
pub fn rename_in(version: &Article, article: &Article, offset: usize, name: &str, desk: &Desk) -> Vec<(Span, String)> {
    let here = article.place_at(offset).map(|(_, sited)| sited.place);
    here.map_or_else(Vec::new, |place| renamed(version, place, name, None, desk))
}

/// `typed` is the language that `name` is in, if any block of the article is to have it as it is.
fn renamed(
    article: &Article,
    old: PlaceId,
    name: &str,
    typed: Option<Option<Language>>,
    desk: &Desk,
) -> Vec<(Span, String)> {
    let table = &article.gazetteer;
    let ids = table.probe(&fold(name)).places.unwrap_or_default();
    let great = |id: &PlaceId| table.place(*id).map(|p| (p.kind == PlaceKind::Country, p.population));
    // Another spelling of the same place is no matter of the other languages.
    let new =
        if ids.contains(&old) { None } else { ids.iter().copied().max_by_key(great).and_then(|id| table.place(id)) };
    let text_in = |language: Option<Language>| {
        if typed == Some(language) {
            return Some(name.to_owned());
        }
        let new = new.as_ref()?;
        Some(crate::checks::house_form(new, language.map_or(desk.speaks, Language::code), desk))
    };
    let of_old = article.places().iter().filter(|s| s.place == old);
    let edits = of_old.filter_map(|s| {
        let passage = article.blocks.get(s.block)?;
        Some((passage.source(s.span), text_in(passage.language.or(article.language))?))
    });
    edits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, Reader};

    fn read(language: &str, text: &str) -> Article {
        let origin = Origin { language: Language::of_code(language), ..Origin::default() };
        Reader::default().read(text.into(), &origin, &Desk::default())
    }

    #[test]
    fn a_place_tells_what_it_is_and_where_its_other_mentions_stand() {
        let text = "Hanoi grew. Trains left Hanoi for Paris.";
        let article = read("en", text);
        let shown = hover(&article, 2, &[], &Desk::default()).unwrap().markdown;
        assert!(shown.contains("Hà Nội") && shown.contains("geonames:1581130"), "{shown}");
        assert_eq!(mentions_of(&article, 2).unwrap().1.len(), 2);
        assert_eq!(mentions_of(&article, 8), None);
    }

    #[test]
    fn a_place_gets_another_name_in_each_language() {
        let (english, french) = (read("en", "Hanoi grew. Trains left Hanoi for Paris."), read("fr", "Hanoï a grandi."));
        let texts = |edits: Vec<(Span, String)>| edits.into_iter().map(|e| e.1).collect::<Vec<_>>();
        let desk = Desk::default();
        assert_eq!(texts(rename(&english, 2, "London", &desk).unwrap()), ["London", "London"]);
        assert_eq!(texts(rename_in(&french, &english, 2, "London", &desk)), ["Londres"]);
        // A spelling of the same place stays in its language, and a name that nobody knows too.
        assert_eq!(texts(rename(&english, 2, "Ha Noi", &desk).unwrap()), ["Ha Noi", "Ha Noi"]);
        assert!(rename_in(&french, &english, 2, "Ha Noi", &desk).is_empty());
        assert!(rename_in(&french, &english, 2, "Xyzzyburg", &desk).is_empty());
    }

    #[test]
    fn names_are_completed_without_their_accents() {
        let names = |language: &str, text: &str| -> Vec<String> {
            let article = read(language, text);
            complete(&article, text.len(), &Desk::default()).into_iter().map(|c| c.text).collect()
        };
        assert!(names("vi", "Người dân ở Ha").contains(&"Hà Nội".to_owned()));
        assert!(names("vi", "Người dân ở Thai Ng").contains(&"Thái Nguyên".to_owned()));
        assert!(names("fr", "Il vit à Lond").contains(&"Londres".to_owned()));
        assert_eq!(names("fr", "Il vit à l"), [""; 0]);
    }
}
