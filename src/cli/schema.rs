//! `copydesk schema`: the JSON Schemas of what is written as JSON.

use std::process::ExitCode;

use super::args::{SchemaArgs, SchemaOf};
use super::{CLEAN, output};
use crate::report::schema;
use crate::settings::describe;

/// Prints one.
pub fn run(args: &SchemaArgs) -> ExitCode {
    let schema = match args.of {
        SchemaOf::Check => schema::check(),
        SchemaOf::Facts => schema::facts(),
        SchemaOf::Compare => schema::compare(),
        SchemaOf::Settings => describe::schema(),
    };
    output::write(CLEAN, |out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        writeln!(out)
    })
}
