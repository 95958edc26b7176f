//! The comparison: a row for each act, a column for each thing that the reader decides by.

use domain::{
    regulation::{ChannelKind, Regulation, TermKind},
    term::{self, Overall},
};
use leptos::prelude::*;

use crate::{
    components::{Cell, Citation, Column, DataTable, Tag, TagKind},
    format,
    pages::{act, service::PROVIDER},
    route,
    text::{Lang, t, t_with, value},
};

/// What is compared, in the order of the columns.
const COMPARED: [&str; 5] = ["term", "channels", "result", "price", "form"];

/// One short statement with its place in the act.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    text: String,
    /// A remark that belongs to it: a condition, how it was found.
    more: Option<String>,
    line: Option<u32>,
    /// Where more is said: the words and the address.
    link: Option<(String, String)>,
}

impl Said {
    /// What counts when it is compared: wording and condition, not the line.
    fn matter(&self) -> (String, Option<String>) {
        (self.text.to_lowercase(), self.more.clone())
    }
}

/// The words on what differs, and the table.
pub(super) fn table(lang: Lang, regulations: &[&Regulation]) -> AnyView {
    let said = |lang| regulations.iter().map(move |one| all(lang, one));
    // Compared in one language, so that the marks are the same in all.
    let matters: Vec<_> = said(Lang::Ru).collect();
    let column = |at: usize| matters.iter().map(|row| matter(&row[at])).collect();
    let columns_said: Vec<Vec<Matter>> = (0..COMPARED.len()).map(column).collect();
    let said: Vec<_> = said(lang).collect();
    let differs: Vec<bool> = columns_said
        .iter()
        .map(|column| column.windows(2).any(|pair| pair[0] != pair[1]))
        .collect();
    let marked = |row: usize, at: usize| stands_out(&columns_said[at], row);
    let any = (0..said.len()).any(|row| (0..COMPARED.len()).any(|at| marked(row, at)));
    let computed = said
        .iter()
        .flat_map(|row| &row[0])
        .any(|one| one.more.is_some());
    let computed =
        computed.then(|| view! { <p class="meta">{t(lang, "compare-computed-note")}</p> });
    let title = |name: &str| t(lang, &format!("compare-{name}"));
    let mut columns = vec![Column::words(t(lang, "compare-act"))];
    columns.extend(COMPARED.iter().map(|name| Column::words(title(name))));
    let rows = regulations.iter().zip(said).enumerate();
    let rows = rows.map(|(row, (regulation, said))| {
        let cells = said.into_iter().enumerate();
        let cells = cells.map(|(at, said)| cell(lang, said).marked(marked(row, at)));
        std::iter::once(which(lang, regulation))
            .chain(cells)
            .collect()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let named = |wanted: bool| {
        let names = COMPARED.iter().zip(&differs);
        let names = names.filter(|(_, differs)| **differs == wanted);
        let names: Vec<String> = names
            .map(|(name, _)| format::lower_first(&title(name)))
            .collect();
        names.join(", ")
    };
    view! {
        {summary(lang, regulations.len(), named(true), named(false), any)}
        <DataTable caption=t(lang, "compare-heading") caption_hidden=true columns=columns rows=rows/>
        {computed}
    }
    .into_any()
}

/// The cells of a row, in the order of the columns.
fn all(lang: Lang, regulation: &Regulation) -> [Vec<Said>; 5] {
    [
        terms(lang, regulation),
        channels(lang, regulation),
        results(lang, regulation),
        price(lang, regulation),
        form(lang, regulation),
    ]
}

/// What counts of a cell when it is compared.
type Matter = Vec<(String, Option<String>)>;

fn matter(said: &[Said]) -> Matter {
    let mut matter: Matter = said.iter().map(Said::matter).collect();
    matter.sort();
    matter
}

/// Whether most acts agree on something else. Where there is no majority, nothing stands out.
fn stands_out(column: &[Matter], row: usize) -> bool {
    let most = column.iter().find(|one| {
        let agree = column.iter().filter(|other| other == one).count();
        agree * 2 > column.len()
    });
    most.is_some_and(|most| column[row] != *most)
}

/// What differs, said in words.
fn summary(lang: Lang, acts: usize, other: String, same: String, marked: bool) -> AnyView {
    if acts < 2 {
        return view! { <p>{t(lang, "compare-alone")}</p> }.into_any();
    }
    let sentence = |key: &str, what: String| {
        (!what.is_empty()).then(|| t_with(lang, key, &[("what", value(what))]))
    };
    let sentences = [
        sentence("compare-differs", other),
        sentence("compare-same", same),
    ];
    let mut text: Vec<String> = sentences.into_iter().flatten().collect();
    text.extend(marked.then(|| t(lang, "compare-marked")));
    view! { <p>{text.join(" ")}</p> }.into_any()
}

fn cell(lang: Lang, said: Vec<Said>) -> Cell {
    let lines = said.into_iter().map(|one| {
        let more = one
            .more
            .map(|more| view! { <span class="table__sub">{more}</span> });
        let line = one
            .line
            .map(|line| view! { " "<Citation text=short(lang, line)/> });
        let link = one
            .link
            .map(|(text, href)| view! { ". "<a href=href>{text}</a> });
        view! { {one.text}{line}{link}{more} }.into_any()
    });
    Cell::lines(lines.collect())
}

/// The act of the line stands at the beginning of the row.
fn short(lang: Lang, line: u32) -> String {
    t_with(lang, "compare-line", &[("line", line.into())])
}

/// Region, act, what became of it, and the ways on.
fn which(lang: Lang, regulation: &Regulation) -> Cell {
    let here = format!("/{}{}", lang.tag(), act::path(regulation));
    let region = regulation.region.name.get(lang).to_owned();
    let small = |text: String| view! { <span class="table__sub">{text}</span> }.into_any();
    let mut lines = vec![
        view! { <a href=here.clone()><strong>{region.clone()}</strong></a> }.into_any(),
        small(act::resource(lang, regulation)),
    ];
    let editions = &regulation.act.editions;
    if !editions.is_empty() {
        let mut dates: Vec<_> = editions.iter().map(|edition| edition.date).collect();
        dates.sort_unstable();
        let dates: Vec<String> = dates.into_iter().map(format::date).collect();
        let list = value(dates.join(", "));
        lines.push(small(t_with(lang, "compare-editions", &[("list", list)])));
    }
    if let Some(repeal) = &regulation.act.repealed {
        let date = value(format::date(repeal.date));
        lines.push(small(t_with(lang, "compare-repealed", &[("date", date)])));
    }
    match &regulation.ended {
        Some(ended) => {
            let date = value(format::date(ended.date));
            let text = t_with(lang, "compare-ended", &[("date", date)]);
            lines.push(view! { <Tag kind=TagKind::Warn text=text/> }.into_any());
        }
        None if !regulation.questions.is_empty() => {
            let link = |href: String, text: String| {
                view! { <a class="no-print" href=href>{text}<span class="hidden">": "{region.clone()}</span></a> }
                    .into_any()
            };
            lines.push(link(format!("{here}/check"), t(lang, "compare-check")));
            lines.push(link(
                format!("{here}#{PROVIDER}"),
                t(lang, "compare-provider"),
            ));
        }
        None => {}
    }
    Cell::lines(lines)
}

/// The ordinary term by channel; channels with the same one stand together.
fn terms(lang: Lang, regulation: &Regulation) -> Vec<Said> {
    let mut groups: Vec<(Vec<ChannelKind>, String, Option<bool>)> = Vec::new();
    for channel in &regulation.channels {
        let term = term::overall(regulation, Some(channel.kind));
        let (text, stated) = match term {
            Overall::Depends => (t(lang, "compare-depends"), None),
            _ => (act::overall(lang, &term), term.stated()),
        };
        if text.is_empty() {
            continue;
        }
        let known = groups
            .iter_mut()
            .find(|(_, other, how)| (other, *how) == (&text, stated));
        match known {
            Some((kinds, _, _)) => kinds.push(channel.kind),
            None => groups.push((vec![channel.kind], text, stated)),
        }
    }
    let alone = groups.len() == 1;
    let said = groups.into_iter().map(|(kinds, text, stated)| {
        let line = regulation.terms.iter().find(|term| {
            stated == Some(true)
                && term.kind == TermKind::Whole
                && !term.replaces
                && kinds.contains(&term.channel)
        });
        let link = stated.is_none().then(|| {
            let href = format!("/{}{}#term", lang.tag(), act::path(regulation));
            (t(lang, "service-term-heading"), href)
        });
        let computed = (stated == Some(false)).then(|| t(lang, "compare-computed"));
        Said {
            text: match alone {
                true => text,
                false => format!(
                    "{}: {text}",
                    route::channels(lang, kinds.iter().copied(), true)
                ),
            },
            more: computed,
            line: line.map(|term| term.line),
            link,
        }
    });
    said.collect()
}

fn channels(lang: Lang, regulation: &Regulation) -> Vec<Said> {
    let channels = regulation.channels.iter();
    let said = channels.map(|channel| Said {
        text: t(lang, route::channel_key(channel.kind)),
        more: channel.condition_text.as_ref().map(|who| {
            let who = value(who.get(lang));
            t_with(lang, "service-condition", &[("who", who)])
        }),
        line: Some(channel.line),
        link: None,
    });
    said.collect()
}

/// Each kind of result once.
fn results(lang: Lang, regulation: &Regulation) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    for output in &regulation.outputs {
        let text = t(lang, route::output_key(output.kind));
        if said.iter().all(|one| one.text != text) {
            said.push(Said {
                text,
                more: None,
                line: output.line,
                link: None,
            });
        }
    }
    said
}

fn price(lang: Lang, regulation: &Regulation) -> Vec<Said> {
    let fee = &regulation.fee;
    let text = match fee.free {
        true => t(lang, "service-free"),
        false => format::upper_first(fee.text.get(lang)),
    };
    vec![Said {
        text,
        more: None,
        line: Some(fee.line),
        link: None,
    }]
}

fn form(lang: Lang, regulation: &Regulation) -> Vec<Said> {
    let form = &regulation.form_of_service;
    vec![Said {
        text: format::upper_first(form.text.get(lang)),
        more: None,
        line: Some(form.line),
        link: None,
    }]
}
