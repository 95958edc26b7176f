//! The islands as the server writes them, each on a small page. `tests/browser` wakes exactly these pages.

use app::{
    components::{Choice, Field, FormField, Radios},
    islands::{
        autosave::Autosave,
        guide::{GuidePreview, Preview, Words},
        live_status::LiveStatus,
        upload::Upload,
    },
    problem,
    render::document,
    text::Lang,
};
use catalogue::Catalogue;
use chrono::NaiveDate;
use domain::{
    condition::Facts,
    form,
    regulation::{FieldKind, Regulation},
};
use leptos::prelude::*;

const ID: &str = "west-kazakhstan-2018/local-social-assistance";

/// Keeps the page in `snapshots/islands__<name>.snap`. Not a tag a line: the browser would see the line ends.
fn keep(name: &str, content: impl FnOnce() -> AnyView) {
    let page = document(|| view! { <main>{content()}</main> });
    insta::assert_snapshot!(name, page);
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn autosave() {
    keep("autosave", || {
        view! {
            <form id="topic">
                <input id="name" name="name" value="served"/>
                <input id="yes" type="radio" name="disability" value="yes"/>
            </form>
            <Autosave
                form_id="topic"
                url=text("/kk/drafts/1/topic/autosave")
                saved=text("Saved at")
                failed=text("Not saved")
                away=text("Not saved yet")
                ended=text("The session has ended")
                gone=text("Changed elsewhere")
            />
        }
        .into_any()
    });
}

#[test]
fn field_check() {
    let field = |id: &str, kind| {
        let field = Field::new(Lang::En, id, id.to_owned()).hint(text("A hint"));
        FormField::new(field, kind, "")
    };
    keep("field_check", || {
        let served = Field::new(Lang::En, "served", "served").error(text("Refused by the server"));
        let fields = [
            field("name", FieldKind::Name),
            field("iin", FieldKind::Iin),
            field("date", FieldKind::Date),
            field("money", FieldKind::Money),
            field("phone", FieldKind::Phone),
            field("email", FieldKind::Email),
            FormField {
                longest: 5,
                ..field("short", FieldKind::Text)
            },
            FormField {
                longest: 5,
                ..field("long", FieldKind::LongText)
            },
            FormField::new(served, FieldKind::Iin, "1"),
        ];
        fields.map(FormField::view).into_any()
    });
}

/// The rules of a real regulation, so that the browser's verdict is the one of the act.
fn preview(regulation: &Regulation) -> Preview {
    let mut facts = Facts::default();
    facts.set("person.resident", "yes");
    facts.set("person.natural", "yes");
    facts.set("person.socially_significant_disease", "no");
    Preview {
        fact: text("person.disability"),
        facts,
        requirements: regulation.requirements.clone(),
        channels: regulation.channels.clone(),
        words: Words {
            portal_open: text("Open."),
            portal_closed: text("Closed."),
            portal_unknown: text("Not known."),
            not_entitled: text("Not entitled."),
            met: text("Met"),
            not_met: text("Not met"),
            unknown: text("Unknown"),
        },
    }
}

#[test]
fn guide_preview() {
    let catalogue = Catalogue::builtin().unwrap();
    let preview = preview(catalogue.get(ID).unwrap());
    keep("guide_preview", || {
        let choices = ["yes", "no", "unknown"].map(|answer| Choice::new(answer, answer));
        let asked = |fact: &str| Field::new(Lang::En, fact, fact.to_owned());
        view! {
            <Radios field=asked("person.disability") choices=choices.to_vec() value=String::new()/>
            <Radios field=asked("other") choices=choices.to_vec() value=String::new()/>
            <GuidePreview data=preview.write()/>
        }
        .into_any()
    });
}

#[test]
fn live_status() {
    keep("live_status", || {
        view! {
            <LiveStatus
                page=text("/kk/cabinet/cases/1")
                target="case-live"
                seq=7
                updated=text("Brought up to date")
                reload=text("Load again")
            />
            <section id="case-live">"as served"</section>
        }
        .into_any()
    });
}

#[test]
fn upload() {
    keep("upload", || {
        view! {
            <form id="upload" method="post" action="/kk/drafts/1/documents/identity">
                <input id="files" type="file" name="files" multiple=true/>
                <Upload
                    form_id="upload"
                    most=10
                    sending=text("Sending")
                    cancel=text("Stop")
                    cancelled=text("Stopped")
                    broken=text("The connection broke")
                    large=text("Too large")
                    ended=text("Logged out")
                    log_in=text("Log in")
                    login=text("/kk/login?next=%2Fkk%2Fdrafts%2F1%2Fdocuments%2Fidentity")
                    away=text("The portal is away")
                    busy=text("Too much was sent")
                    gone=text("Nothing is there")
                    failed=text("The portal failed")
                    submitted=text("Submitted already")
                    open_case=text("Open the case")
                />
                <button id="send" type="submit">"Send"</button>
            </form>
        }
        .into_any()
    });
}

/// What people type, right and wrong, of every kind.
const TYPED: [&str; 23] = [
    "мәтін",
    "12",
    "123456789012",
    "12345678901a",
    "900101300011",
    "900101300012",
    "900101300013",
    "31.02.2020",
    "роlina@example.kz",
    "01.01.2999",
    "10,50",
    "9999999999999",
    "+7",
    "name@",
    "a\u{7}b",
    "a\u{202e}b",
    "a\nb",
    "15.13.1965",
    "12.24.1965",
    "5.3.65",
    "1.1.1899",
    "Aлия",
    "Smіth",
];

#[test]
fn every_refusal_of_a_kind_has_its_words() {
    let kinds = [
        FieldKind::Text,
        FieldKind::LongText,
        FieldKind::Name,
        FieldKind::Iin,
        FieldKind::Date,
        FieldKind::Money,
        FieldKind::Phone,
        FieldKind::Email,
    ];
    let long = "1".repeat(5000);
    for kind in kinds {
        let field = FormField::new(Field::new(Lang::Kk, "x", "Сұрақ"), kind, "");
        let most = field.longest;
        let page = document(|| view! { <main>{field.view()}</main> });
        for typed in TYPED.into_iter().chain([long.as_str()]) {
            let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
            if let Err(code) = form::read(kind, most, typed, today) {
                let words = problem::template(Lang::Kk, "Сұрақ", code);
                let line = format!("\n{} {words}", code.key());
                assert!(page.contains(&line), "{kind:?}: {line}");
            }
        }
    }
}
