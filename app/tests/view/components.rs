//! What every component promises: typed text stays text, and errors are tied to their fields.

use app::{
    components::{
        Cell, Checkboxes, Choice, Column, DataTable, ErrorSummary, Field, FieldError, Radios, Row,
        RowList, Select, Shell, SwimlaneFigure, TextArea, TextField, Viewer, page,
    },
    text::Lang,
};
use leptos::prelude::*;

const TYPED: &str = "</textarea></title><script>alert(1)</script>\"'&amp;<!>";

fn shell() -> Shell {
    Shell {
        title: "Бет".into(),
        path: "/services".into(),
        ..Shell::default()
    }
}

fn rendered<V: IntoView>(content: impl FnOnce() -> V) -> String {
    page(&shell(), content)
}

/// The one start tag that holds `part`.
fn tag_with<'a>(html: &'a str, part: &str) -> &'a str {
    let at = html
        .find(part)
        .unwrap_or_else(|| panic!("no {part} in {html}"));
    let start = html[..at].rfind('<').expect("inside a tag");
    let end = at + html[at..].find('>').expect("a closed tag");
    &html[start..=end]
}

#[test]
fn typed_text_stays_text_everywhere() {
    let field = || {
        Field::new(Lang::Kk, "a", TYPED)
            .hint(TYPED.to_owned())
            .error(TYPED.to_owned())
            .warning(TYPED.to_owned())
    };
    let choices = || {
        vec![
            Choice::new(TYPED, TYPED)
                .hint(TYPED.to_owned())
                .group(TYPED),
        ]
    };
    let errors = vec![FieldError::new("a", TYPED)];
    let titled = shell().titled(TYPED);
    let html = page(&titled, || {
        view! {
            <ErrorSummary lang=Lang::Kk errors=errors/>
            <TextArea field=field() value=TYPED/>
            <TextField field=field().id("b") value=TYPED suffix=TYPED/>
            <Radios field=field().id("c") choices=choices() value=TYPED/>
            <Checkboxes field=field().id("d") choices=choices()/>
            <Select field=field().id("e") choices=choices() empty=TYPED/>
            <RowList rows=vec![Row::new(TYPED)]/>
            <SwimlaneFigure title=TYPED svg=String::new() caption=TYPED/>
            <DataTable caption=TYPED columns=vec![] rows=vec![]/>
        }
    });
    assert!(
        !html.contains("<script>"),
        "typed text became an element: {html}"
    );
    assert!(!html.contains("<!>"), "a marker outside islands: {html}");
    assert_eq!(html.matches("</textarea>").count(), 1);
    assert_eq!(html.matches("</title>").count(), 1);
}

#[test]
fn text_area_gives_back_what_was_typed() {
    let html = rendered(|| {
        let field = Field::new(Lang::Ru, "note", "Примечание");
        view! { <TextArea field=field value="\nпервая\n<b>&amp;"/> }
    });
    // A browser drops the line break right after the tag, so there are two.
    assert!(
        html.contains(">\n\nпервая\n&lt;b&gt;&amp;amp;</textarea>"),
        "{html}"
    );
}

#[test]
fn error_hint_and_warning_describe_the_control() {
    let html = rendered(|| {
        let field = Field::new(Lang::Kk, "iin", "ЖСН")
            .hint("12 цифр".to_owned())
            .error("Тексеріңіз".to_owned())
            .warning("Жынысы басқа".to_owned());
        view! { <TextField field=field value="1" inputmode="numeric"/> }
    });
    let input = tag_with(&html, "name=\"iin\"");
    assert!(
        input.contains("aria-describedby=\"iin-hint iin-error iin-warning\""),
        "{input}"
    );
    assert!(input.contains("aria-invalid=\"true\""), "{input}");
    assert!(input.contains("aria-required=\"true\""), "{input}");
    assert!(input.contains("value=\"1\""), "{input}");
    for id in ["iin-hint", "iin-error", "iin-warning"] {
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    assert!(tag_with(&html, "for=\"iin\"").starts_with("<label"));
}

#[test]
fn a_field_without_messages_has_no_empty_references() {
    let html = rendered(|| {
        let field = Field::new(Lang::Kk, "a", "Аты").optional(true);
        view! { <TextField field=field/> }
    });
    let input = tag_with(&html, "name=\"a\"");
    for attribute in ["aria-describedby", "aria-invalid", "aria-required", "value"] {
        assert!(!input.contains(attribute), "{input}");
    }
    assert!(html.contains("(міндетті емес)"));
}

#[test]
fn groups_are_fieldsets_that_the_error_summary_can_reach() {
    let choices = vec![
        Choice::new("yes", "Иә"),
        Choice::new("no", "Жоқ").hint("Неге?".to_owned()),
    ];
    let html = rendered(|| {
        let field = Field::new(Lang::Kk, "car", "Көлік бар ма?").error("Жауап беріңіз".to_owned());
        view! {
            <ErrorSummary lang=Lang::Kk errors=vec![FieldError::new("car", "Жауап беріңіз")]/>
            <Radios field=field choices=choices value="no"/>
        }
    });
    assert!(tag_with(&html, "aria-describedby=\"car-error\"").starts_with("<fieldset"));
    assert!(html.contains("href=\"#car\""));
    assert!(tag_with(&html, "id=\"car\"").contains("value=\"yes\""));
    let second = tag_with(&html, "id=\"car-2\"");
    assert!(second.contains("checked") && second.contains("aria-describedby=\"car-2-more\""));
}

#[test]
fn the_error_summary_comes_first_and_takes_the_focus() {
    let with = |errors: Vec<FieldError>| {
        rendered(|| view! { <ErrorSummary lang=Lang::En errors=errors/><p>"content"</p> })
    };
    let html = with(vec![FieldError::new("", "No such case")]);
    let summary = tag_with(&html, "id=\"error-summary\"");
    for part in ["role=\"alert\"", "tabindex=\"-1\"", "autofocus"] {
        assert!(summary.contains(part), "{summary}");
    }
    let main = html.find("<main").unwrap();
    let start = main + html[main..].find('>').unwrap() + 1;
    assert!(
        html[start..].starts_with(summary),
        "something stands before the summary"
    );
    assert!(!with(Vec::new()).contains("error-summary"));
}

#[test]
fn the_shell_names_page_language_and_error() {
    let shell = Shell {
        lang: Lang::Ru,
        query: "q=a&b=\"<".into(),
        has_error: true,
        viewer: Viewer::Citizen {
            name: "А. Б.".into(),
        },
        ..shell()
    };
    let html = page(&shell, || "x");
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"ru\">"));
    assert!(
        html.contains("<title>Ошибка: Бет – Өтініш</title>"),
        "{html}"
    );
    assert!(
        html.contains("href=\"/kk/services?q=a&amp;b=&quot;&lt;\""),
        "{html}"
    );
    assert!(tag_with(&html, "href=\"/ru/services?").contains("aria-current=\"true\""));
    assert!(html.contains("<form method=\"post\" action=\"/ru/logout\">"));
    assert!(
        !html.contains(" style=") && !html.contains("<style"),
        "the policy allows no inline style"
    );
}

#[test]
fn neighbours_of_a_long_list_stand_under_their_heading() {
    let choices = vec![
        Choice::new("0", "Астана"),
        Choice::new("1", "Тараз").group("Жамбыл"),
        Choice::new("2", "Шу").group("Жамбыл"),
        Choice::new("3", "Ақтау").group("Маңғыстау"),
    ];
    let html = page(&shell(), || {
        view! { <Select field=Field::new(Lang::Kk, "d", "Аудан") choices=choices value="2"/> }
    });
    let list = html.split_once("</option>").unwrap().1;
    let list = list.split_once("</select>").unwrap().0;
    assert_eq!(
        list,
        "<option value=\"0\">Астана</option>\
         <optgroup label=\"Жамбыл\"><option value=\"1\">Тараз</option>\
         <option value=\"2\" selected>Шу</option></optgroup>\
         <optgroup label=\"Маңғыстау\"><option value=\"3\">Ақтау</option></optgroup>"
    );
}

#[test]
fn a_cell_can_stand_out_and_hold_lines() {
    let lines = vec!["бір".into_any(), "екі".into_any()];
    let rows = vec![vec![
        Cell::new("өңір"),
        Cell::lines(lines).marked(true),
        Cell::new("үш").marked(false),
    ]];
    let columns = ["а", "ә", "б"].map(Column::words).to_vec();
    let html = page(&shell(), || {
        view! { <DataTable caption="кесте" columns=columns rows=rows/> }
    });
    assert_eq!(html.matches("table__marked").count(), 1);
    assert!(
        html.contains("<span class=\"table__line\">екі</span>"),
        "{html}"
    );
}
