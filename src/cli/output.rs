//! Standard output and standard error.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

use super::UNUSABLE;
use crate::messages::{self, Message};
use crate::report::{Look, Problem};
use crate::text::is_obeyed;

/// What `--ui-lang` asked for.
static ASKED: OnceLock<String> = OnceLock::new();

/// Says everything in `language` from now on.
pub fn speak(language: &str) {
    let _ = ASKED.set(language.to_owned());
}

/// The language that was asked for with `--ui-lang`, if any was.
pub fn asked() -> Option<&'static str> {
    ASKED.get().map(String::as_str)
}

/// The language that was asked for, else the one that a person's system speaks, where the catalogue has it; else
/// English.
pub fn language() -> String {
    if let Some(asked) = asked() {
        return asked.to_owned();
    }
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default();
    let primary = locale.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
    messages::languages().find(|l| *l == primary).unwrap_or("en").to_owned()
}

/// How a report on standard output looks.
pub fn look() -> Look {
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse::<usize>().ok()).unwrap_or(100);
    // Line numbers and bars stand before a line.
    Look { language: language(), colour, width: columns.clamp(40, 200) - 8 }
}

/// Writes a report to standard output and ends with `code`: quietly where nobody reads on, with 2 where it fails.
pub fn write(code: u8, report: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> ExitCode {
    put(code, BufWriter::new(anstream::stdout().lock()), report)
}

/// [`write`] for JSON, which has no colours that somebody would have to look for.
pub fn write_json(code: u8, report: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> ExitCode {
    put(code, BufWriter::new(io::stdout().lock()), report)
}

fn put(code: u8, mut out: BufWriter<impl Write>, report: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> ExitCode {
    let written = report(&mut out).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let message = Message::new("cli-output").with("detail", error.to_string());
            say(&message.text(&language()));
            UNUSABLE.into()
        }
        // What is left in the buffer has no reader; dropping it must not try again, aloud.
        Err(_) => {
            let _ = out.into_parts();
            code.into()
        }
        Ok(()) => code.into(),
    }
}

/// One line on standard error.
pub fn say(line: &str) {
    let line: String = line.chars().map(|c| if is_obeyed(c) { ' ' } else { c }).collect();
    let _ = writeln!(io::stderr().lock(), "copydesk: {line}");
}

/// A line on standard error for each problem.
pub fn say_problems(problems: &[Problem], language: &str) {
    for problem in problems {
        say(&format!("{}: {}", problem.path, problem.message.text(language)));
    }
}
