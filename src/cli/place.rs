//! `copydesk place`: what the gazetteer knows of a name.

use std::env;
use std::process::ExitCode;

use super::args::PlaceArgs;
use super::desks::{Choice, Desks};
use super::{CLEAN, FOUND, output};
use crate::assist;
use crate::desk::Desk;
use crate::messages::{self, Message};
use crate::place::fold;

/// Places of one name that are shown.
const MOST: usize = 12;

/// Prints every place of the name, the desk's own and the greatest first.
pub fn run(args: &PlaceArgs) -> ExitCode {
    let language = output::language();
    let speaks = messages::languages().find(|code| *code == language).unwrap_or("en");
    let mut desks = Desks::new(None, Choice::default());
    let here = env::current_dir().unwrap_or_else(|_| ".".into());
    let found = desks.of_folder(&here, true);
    let desk = Desk { speaks, ..found.desk.clone() };
    let mut problems = desks.problems;
    problems.extend(desks.faulty.iter().flat_map(|file| file.problems()));
    output::say_problems(&problems, &language);
    let table = &desk.places;
    let name = args.name.join(" ");
    let found = table.probe(&fold(&name)).places.unwrap_or_default();
    let mut places: Vec<_> = found.iter().filter_map(|id| table.place(*id)).collect();
    places.sort_by_key(|p| (!p.is_of_desk(), p.kind, std::cmp::Reverse(p.population)));
    if places.is_empty() {
        output::say(&Message::new("cli-no-place").with("name", &*name).text(&language));
        return FOUND.into();
    }
    output::write(CLEAN, |out| {
        for (at, place) in places.iter().take(MOST).enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            writeln!(out, "{}", place.native())?;
            for line in assist::place_sheet(place, &desk) {
                writeln!(out, "  {line}")?;
            }
        }
        Ok(())
    })
}
