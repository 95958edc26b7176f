//! The pages of the form: a snapshot, and that what people type stays text.

use app::{
    components::{Choice, Field, FieldError, FileNote, FormField, Shell, TagKind, TagText},
    pages::{
        documents::{FileRow, SlotView, slot},
        login::{LoginView, Refusal, login},
        register::{RegisterView, register},
        topic::{GroupView, IncomePreview, Known, MemberView, TopicView, group, topic},
    },
    text::Lang,
};
use domain::regulation::FieldKind;

fn shell(lang: Lang) -> Shell {
    Shell {
        lang,
        path: "/drafts/1/applicant".to_owned(),
        ..Shell::default()
    }
}

const KINDS: [FieldKind; 11] = [
    FieldKind::Text,
    FieldKind::LongText,
    FieldKind::Name,
    FieldKind::Iin,
    FieldKind::Date,
    FieldKind::Money,
    FieldKind::Phone,
    FieldKind::Email,
    FieldKind::Choice,
    FieldKind::YesNo,
    FieldKind::Office,
];

/// A page with a field of every kind, each holding `typed` and an error that repeats it.
fn every_kind(lang: Lang, typed: &str) -> String {
    let id = |kind: FieldKind| format!("{kind:?}").to_lowercase();
    let error = |kind| FieldError::new(id(kind), format!("«{typed}»"));
    let fields = KINDS.map(|kind| {
        let field = Field::new(lang, id(kind), "Сұрақ")
            .hint("Түсіндірме".to_owned())
            .error(error(kind).message);
        let choices = (1..=9).map(|n| Choice::new(n.to_string(), typed)).collect();
        FormField {
            choices,
            ..FormField::new(field, kind, typed)
        }
    });
    let view = TopicView {
        title: "Өтініш беруші".to_owned(),
        action: "/kk/drafts/1/applicant".to_owned(),
        back: "/kk/drafts/1".to_owned(),
        known: vec![Known {
            label: "Туған күні".to_owned(),
            value: typed.to_owned(),
            source: "Дереккөз".to_owned(),
        }],
        fields: fields.to_vec(),
        errors: KINDS.map(error).to_vec(),
        register_down: true,
        income: Some(IncomePreview {
            sum: "484 500 ₸".to_owned(),
            people: 3,
            result: Some("53 833 ₸".to_owned()),
            months: ("01.07.2026".to_owned(), "30.09.2026".to_owned()),
            source: Some(typed.to_owned()),
        }),
        ..TopicView::default()
    };
    topic(&shell(lang), &view)
}

#[test]
fn a_page_with_every_kind_of_field() {
    insta::assert_snapshot!(
        "topic_kk",
        every_kind(Lang::Kk, "мәтін").replace("><", ">\n<")
    );
}

#[test]
fn what_was_typed_stays_text() {
    let attacks = [
        "\"><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "<!--<script>alert(1)</script>",
    ];
    for attack in attacks {
        for page in [every_kind(Lang::Ru, attack), others(attack)]
            .concat()
            .split("<!DOCTYPE")
        {
            assert!(!page.contains("<script>alert"), "{attack}");
            assert!(!page.contains("<!--<"), "{attack}");
        }
    }
}

/// The other pages on which typed text stands.
fn others(typed: &str) -> String {
    let typed = || typed.to_owned();
    let shell = shell(Lang::Ru);
    let login_view = LoginView {
        login: typed(),
        next: typed(),
        refusal: Some(Refusal {
            text: typed(),
            of_act: typed(),
            citation: typed(),
            help: typed(),
        }),
        kept: vec![(typed(), typed())],
        ..LoginView::default()
    };
    let register_view = RegisterView {
        iin: typed(),
        name: typed(),
        birth_date: typed(),
        phone: typed(),
        email: typed(),
        next: typed(),
        warnings: vec![FieldError::new("name", typed())],
        ..RegisterView::default()
    };
    let group_view = GroupView {
        title: typed(),
        members: vec![MemberView {
            id: typed(),
            n: 1,
            name: typed(),
            meta: vec![typed()],
            incomplete: true,
        }],
        ..GroupView::default()
    };
    let slot_view = SlotView {
        name: typed(),
        hint: Some(typed()),
        status: TagText::new(TagKind::Warn, typed()),
        files: vec![FileRow {
            href: typed(),
            remove: Some(typed()),
            name: typed(),
            meta: typed(),
            note: Some(FileNote {
                text: typed(),
                closed: true,
            }),
        }],
        attach: true,
        errors: vec![FieldError::new("files", typed())],
        ..SlotView::default()
    };
    [
        login(&shell, &login_view),
        register(&shell, &register_view),
        group(&shell, &group_view),
        slot(&shell, &slot_view),
    ]
    .concat()
}

#[test]
fn every_control_has_a_label_and_every_error_a_place() {
    let page = every_kind(Lang::Kk, "мәтін");
    for kind in KINDS {
        let id = format!("{kind:?}").to_lowercase();
        assert!(
            page.contains(&format!("href=\"#{id}\"")),
            "{id} in the summary"
        );
        assert!(page.contains(&format!("id=\"{id}\"")), "{id} on the page");
        assert!(
            page.contains(&format!("id=\"{id}-error\"")),
            "{id} has its message"
        );
    }
    assert!(page.contains("<title>Қате: Өтініш беруші"));
    assert!(
        page.contains("role=\"status\""),
        "what islands say is announced"
    );
}
