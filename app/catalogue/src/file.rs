//! The files of a catalogue's folder, by name.

use serde::de::DeserializeOwned;

use domain::data_file::Problem;

/// The text of the file `name`, if it is there.
pub(super) fn text<'f, N: AsRef<str>, T: AsRef<str>>(
    files: &'f [(N, T)],
    name: &str,
) -> Option<&'f str> {
    let found = files.iter().find(|(file, _)| file.as_ref() == name);
    found.map(|(_, text)| text.as_ref())
}

/// What the file `name` holds. One that is broken is empty, and a problem.
pub(super) fn read<V: DeserializeOwned + Default>(
    name: &str,
    text: &str,
    problems: &mut Vec<Problem>,
) -> V {
    toml::from_str(text).unwrap_or_else(|error| {
        problems.push(Problem::syntax(name, text, &error));
        V::default()
    })
}

/// The same, of a file that may be missing: it is empty then.
pub(super) fn read_if_there<N: AsRef<str>, T: AsRef<str>, V: DeserializeOwned + Default>(
    files: &[(N, T)],
    name: &str,
    problems: &mut Vec<Problem>,
) -> V {
    text(files, name).map_or_else(V::default, |text| read(name, text, problems))
}
