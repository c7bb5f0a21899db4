//! The suites' files.

use std::fs;
use std::path::Path;

use crate::model::Case;
use crate::units::Names;
use crate::{duckling, quantulum, recognizers};

type Reader = fn(&str, &mut Names) -> Result<Case, String>;

const SUITES: [(&str, Reader); 3] =
    [("recognizers", recognizers::case), ("duckling", duckling::case), ("quantulum", quantulum::case)];

/// Reads every row of every suite below `root`, in the order of the files' names.
///
/// # Errors
/// The file and line that cannot be read.
pub fn cases(root: &Path, names: &mut Names) -> Result<Vec<Case>, String> {
    let mut out = Vec::new();
    for (suite, read) in SUITES {
        for file in jsonl(&root.join(suite))? {
            let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            for (at, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
                out.push(read(line, names).map_err(|e| format!("{}:{}: {e}", file.display(), at + 1))?);
            }
        }
    }
    Ok(out)
}

/// The `.jsonl` files of a folder, sorted.
///
/// # Errors
/// Where the folder cannot be read.
pub fn jsonl(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let bad = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(bad)? {
        let path = entry.map_err(bad)?.path();
        if path.extension().is_some_and(|e| e == "jsonl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
