//! What every component promises: typed text stays text, and errors are tied to their fields.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use app::{
    components::{
        Cell, Checkboxes, Choice, Column, DataTable, Edge, ErrorSummary, Field, FieldError, Node,
        NodeKind, Radios, Row, RowList, Select, Shell, Swimlane, SwimlaneFigure, TextArea,
        TextField, Viewer, page, swimlane_svg,
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
            <SwimlaneFigure picture=hostile_picture() caption=TYPED/>
            <DataTable caption=TYPED columns=vec![] rows=vec![]/>
        }
    });
    assert!(
        !html.contains("<script>"),
        "typed text became an element: {html}"
    );
    assert!(!html.contains("<!>"), "a marker outside islands: {html}");
    assert_eq!(html.matches("</textarea>").count(), 1);
    assert_eq!(
        html.matches("</title>").count(),
        2,
        "the document's and the picture's"
    );
}

fn hostile_picture() -> Swimlane {
    let node = |level| Node {
        level,
        label: TYPED.into(),
        caption: TYPED.into(),
        ..Node::default()
    };
    Swimlane {
        id: "x".into(),
        title: TYPED.into(),
        description: TYPED.into(),
        lanes: vec![TYPED.into()],
        nodes: vec![node(0), node(1)],
        edges: vec![Edge {
            to: 1,
            ..Edge::default()
        }],
        turns: vec![1],
    }
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
fn swimlane_text_stays_inside_the_picture() {
    let long = "Өтініш берушінің қажетті құжаттарды толық ұсынбағанын растайтынқолхаттыңнөмірі";
    let lanes = ["Сіз", "Жауапты орындаушы", "Арнайы комиссия"]
        .map(String::from)
        .to_vec();
    let nodes = (0..12)
        .map(|level| Node {
            track: (level % 3, 0),
            level,
            label: long.into(),
            caption: "20 (жиырма) жұмыс күні ішінде".into(),
            kind: if level == 11 {
                NodeKind::Result
            } else {
                NodeKind::Step
            },
            forks: level == 4,
        })
        .collect();
    let edges = (0..11).map(|from| Edge {
        from,
        to: from + 1,
        run: ((from + 1) % 3, 0),
        ..Edge::default()
    });
    let picture = Swimlane {
        id: "r".into(),
        title: "Жол".into(),
        description: "Сипаттама".into(),
        lanes,
        nodes,
        edges: edges.collect(),
        turns: vec![1; 12],
    };
    let svg = swimlane_svg(&picture);
    let [width, height] = view_box(&svg);
    assert!(width < 520.0, "three lanes fit a page: {width}");
    assert!(svg.contains("<text "), "there are words in it");
    for text in svg.split("<text ").skip(1) {
        let number = |name: &str| attribute(text, name).parse::<f64>().unwrap();
        let words = text.split_once('>').unwrap().1.split_once('<').unwrap().0;
        let reach = words.chars().count() as f64 * number("font-size") * 0.5;
        let left = match attribute(text, "text-anchor") {
            "middle" => number("x") - reach / 2.0,
            _ => number("x"),
        };
        assert!(
            left >= 0.0 && left + reach <= width,
            "{words} leaves the picture"
        );
        assert!(
            number("y") > 0.0 && number("y") < height,
            "{words} leaves the picture"
        );
    }
    assert!(svg.contains("xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(svg.contains("role=\"img\" aria-labelledby=\"r-title r-desc\""));
    assert!(!svg.contains("class="), "a file has no style sheet");
}

fn view_box(svg: &str) -> [f64; 2] {
    let numbers: Vec<f64> = attribute(svg, "viewBox")
        .split(' ')
        .map(|number| number.parse().unwrap())
        .collect();
    [numbers[2], numbers[3]]
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let from = tag
        .split_once(&format!("{name}=\""))
        .unwrap_or_else(|| panic!("{name} in {tag}"))
        .1;
    from.split_once('"').unwrap().0
}

#[test]
fn a_wrong_picture_is_drawn_without_its_wrong_parts() {
    let node = Node {
        track: (9, usize::MAX),
        level: usize::MAX,
        label: "?".into(),
        ..Node::default()
    };
    let edges = vec![
        Edge {
            run: (0, usize::MAX),
            ..Edge::default()
        },
        Edge {
            to: 7,
            drops: true,
            ..Edge::default()
        },
    ];
    let picture = Swimlane {
        nodes: vec![node],
        edges,
        ..Swimlane::default()
    };
    assert!(swimlane_svg(&picture).ends_with("</svg>"));
    assert!(swimlane_svg(&Swimlane::default()).ends_with("</svg>"));
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
