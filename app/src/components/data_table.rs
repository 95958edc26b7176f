//! A table of data that turns into cards where it does not fit.

use leptos::prelude::*;

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Whether it holds numbers, which stand right.
    pub numeric: bool,
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<String>) -> Column {
        Column {
            title: title.into(),
            numeric: false,
        }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<String>) -> Column {
        Column {
            title: title.into(),
            numeric: true,
        }
    }
}

/// What stands in one cell.
pub struct Cell {
    main: AnyView,
    sub: Option<String>,
    marked: bool,
}

impl Cell {
    /// A cell with this view: a text, a link, a tag.
    pub fn new(main: impl IntoView + 'static) -> Cell {
        Cell {
            main: main.into_any(),
            sub: None,
            marked: false,
        }
    }

    /// A cell with several short lines.
    pub fn lines(lines: Vec<AnyView>) -> Cell {
        let lines: Vec<_> = lines
            .into_iter()
            .map(|line| view! { <span class="table__line">{line}</span> })
            .collect();
        Cell::new(lines)
    }

    /// Set off from the others. Words above the table say why.
    pub fn marked(self, marked: bool) -> Cell {
        Cell { marked, ..self }
    }

    /// A cell with a link.
    pub fn link(href: impl Into<String>, text: impl IntoView + 'static) -> Cell {
        let href = href.into();
        Cell::new(view! { <a href=href>{text}</a> })
    }

    /// With a small second line.
    pub fn with_sub(self, text: impl Into<String>) -> Cell {
        Cell {
            sub: Some(text.into()),
            ..self
        }
    }
}

/// The table. The first cell of a row is its heading.
#[component]
pub fn DataTable(
    /// What the table shows.
    #[prop(into)]
    caption: String,
    /// Whether the caption is only heard, because a heading above says the same.
    #[prop(optional)]
    caption_hidden: bool,
    /// The columns.
    columns: Vec<Column>,
    /// The rows, as many cells each as there are columns.
    rows: Vec<Vec<Cell>>,
) -> impl IntoView {
    let heads: Vec<_> = columns
        .iter()
        .map(|column| {
            view! { <th scope="col" class=column.numeric.then_some("number")>{column.title.clone()}</th> }
        })
        .collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|cells| {
            let cells: Vec<_> = cells
                .into_iter()
                .zip(&columns)
                .enumerate()
                .map(|(at, (cell, column))| body_cell(at == 0, cell, column))
                .collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    view! {
        <table class="table">
            <caption class=if caption_hidden { "hidden" } else { "table__caption" }>{caption}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn body_cell(first: bool, cell: Cell, column: &Column) -> AnyView {
    let class = match (column.numeric, cell.marked) {
        (true, _) => Some("number"),
        (false, true) => Some("table__marked"),
        (false, false) => None,
    };
    let sub = cell
        .sub
        .map(|text| view! { <span class="table__sub">{text}</span> });
    let label = column.title.clone();
    match first {
        true => view! {
            <th scope="row" class=class data-label=label>
                <span class="table__main">{cell.main}</span>
                {sub}
            </th>
        }
        .into_any(),
        false => view! {
            <td class=class data-label=label><span class="table__main">{cell.main}</span>{sub}</td>
        }
        .into_any(),
    }
}
