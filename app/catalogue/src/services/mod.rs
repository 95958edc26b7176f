//! What services are in every region: `services/<id>.toml`, the blocks that their forms share, and lists to choose from.

use domain::{
    data_file::{Places, Problem},
    regulation::{Regulation, Topic},
    service::{REFUSAL, Service},
    territory::Oblast,
};
use serde::Deserialize;

use crate::{check::Defect, embedded::SERVICES, file};

mod check;
mod classifier;
mod merge;
mod written;

pub(crate) use merge::merge;

/// The file with the shared blocks.
const BLOCKS: &str = "services/blocks.toml";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Blocks {
    #[serde(default, rename = "block")]
    blocks: Vec<Topic>,
}

/// Reads the services, in order of id. A broken one is left out, and a problem.
pub(crate) fn read<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    oblasts: &[Oblast],
    problems: &mut Vec<Problem>,
) -> Vec<Service> {
    let mut lists = classifier::read(files, problems);
    lists.push(classifier::territories(oblasts));
    let mut blocks = file::read_if_there::<_, _, Blocks>(files, BLOCKS, problems).blocks;
    if let Some(text) = file::text(files, BLOCKS) {
        let mut defects = Vec::new();
        for (n, block) in blocks.iter_mut().enumerate() {
            let at = format!("block[{n}]");
            defects.extend(classifier::fill(&mut block.fields, &lists, &at));
            defects.extend(check::topic(block, &at));
        }
        problems.extend(placed(BLOCKS, text, defects));
    }
    let mut services = Vec::new();
    for (name, text) in files {
        let (name, text) = (name.as_ref(), text.as_ref());
        let Some(id) = stem(name) else { continue };
        match service(id, text, &blocks, &lists) {
            Ok(service) => services.push(service),
            Err(Broken::Syntax(error)) => problems.push(Problem::syntax(name, text, &error)),
            Err(Broken::Defects(defects)) => problems.extend(placed(name, text, defects)),
        }
    }
    services.sort_by(|one: &Service, other| one.id.cmp(&other.id));
    services
}

/// Why a file is no service.
enum Broken {
    Syntax(Box<toml::de::Error>),
    Defects(Vec<Defect>),
}

fn service(
    id: &str,
    text: &str,
    blocks: &[Topic],
    lists: &[classifier::List],
) -> Result<Service, Broken> {
    let written: written::Written =
        toml::from_str(text).map_err(|error| Broken::Syntax(Box::new(error)))?;
    let (mut service, mut defects) = written.with_blocks(blocks);
    for (n, topic) in service.topics.iter_mut().enumerate() {
        defects.extend(classifier::fill(
            &mut topic.fields,
            lists,
            &format!("topic[{n}]"),
        ));
    }
    for (n, result) in service.results.iter_mut().enumerate() {
        let at = format!("result[{n}]");
        defects.extend(classifier::fill(&mut result.inputs, lists, &at));
    }
    if *service.id != *id {
        let expected = format!("expected the file's own name, as `{id}`");
        defects.push(Defect::new("id", expected));
    }
    defects.extend(check::service(&service));
    match defects.is_empty() {
        true => Ok(service),
        false => Err(Broken::Defects(defects)),
    }
}

/// The id of the service whose file this is.
fn stem(name: &str) -> Option<&str> {
    let id = name.strip_prefix(SERVICES)?.strip_suffix(".toml")?;
    (name != BLOCKS && !id.contains('/')).then_some(id)
}

fn placed(file: &str, text: &str, defects: Vec<Defect>) -> Vec<Problem> {
    let places = Places::of(text);
    let problem = |defect: Defect| Problem {
        file: file.to_owned(),
        line: places.line(&defect.key),
        key: defect.key,
        expected: defect.expected,
    };
    defects.into_iter().map(problem).collect()
}

/// Results of outputs that no regulation of the service has.
pub(crate) fn unknown_outputs<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    services: &[Service],
    regulations: &[Regulation],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for service in services {
        let name = format!("{SERVICES}{}.toml", service.id);
        let of_service = regulations.iter().filter(|one| *one.service == *service.id);
        let known: Vec<&str> = of_service
            .flat_map(|one| &one.outputs)
            .map(|output| output.id.as_str())
            .chain([REFUSAL])
            .collect();
        let mut defects = Vec::new();
        for (n, result) in service.results.iter().enumerate() {
            for (i, output) in result.output.iter().enumerate() {
                if !known.contains(&output.as_str()) {
                    let expected = format!("expected an output of a regulation, found `{output}`");
                    defects.push(Defect::new(format!("result[{n}].output[{i}]"), expected));
                }
            }
        }
        let text = file::text(files, &name).unwrap_or_default();
        problems.extend(placed(&name, text, defects));
    }
    problems
}
