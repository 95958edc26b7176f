//! Writes a page with every component to a file, for looking at it:
//! `cargo run -p app --example gallery -- gallery.html style.css`. The names in it are invented.

use std::{env, error::Error, fs, sync::Arc};

use app::{
    components::*,
    format::{self, Span, TimeLeft},
    route::{self, Picture},
    text::Lang,
};
use catalogue::Catalogue;
use leptos::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let file = args.next().ok_or("name the file to write")?;
    let css = args.next().unwrap_or_else(|| "style.css".to_owned());
    let assets = Assets {
        css,
        icon: "icon.svg".into(),
        ..Assets::default()
    };
    let shell = Shell {
        lang: Lang::Kk,
        title: "Галерея".into(),
        path: "/services".into(),
        assets: Arc::new(assets),
        has_error: true,
        banner: Some(Banner {
            tag: "Көрсетілім".into(),
            text: "Батыс Қазақстан облысы, 22.05.2018 № 119 қаулысы. Акт күшін жойған.".into(),
        }),
        crumbs: vec![
            (Some("/kk/".into()), "Басты бет".into()),
            (Some("/kk/services".into()), "Табысым аз".into()),
            (None, "Батыс Қазақстан облысы".into()),
        ],
        viewer: Viewer::Citizen {
            name: "Ж. Қ. Әбішева".into(),
        },
        ..Shell::default()
    };
    fs::write(
        file,
        page_full(
            &shell,
            || view! { {hero()}{service()}{forms()}{case()}{queue()} },
        ),
    )?;
    Ok(())
}

fn hero() -> impl IntoView {
    let topic = |title: &str, text: &str| Topic {
        href: "#".into(),
        title: title.into(),
        text: text.into(),
        count: "2 қызмет".into(),
    };
    let topics = vec![
        topic(
            "Табысым аз",
            "Атаулы көмек, мұқтаж санаттарға көмек, тұрғын үй көмегі",
        ),
        topic(
            "Мүгедектігім бар",
            "Протез, кресло-арба, жеке көмекші, санаторий",
        ),
        topic("Балам бар", "Жәрдемақы, үйде оқыту шығындары"),
        topic("Жұмыс іздеймін", "Тіркеу, анықтама, жолдама"),
    ];
    view! {
        <div class="hero">
            <div class="wrap">
                <h1>"Әлеуметтік қызметке үйден шықпай өтініш беріңіз"</h1>
                <p>"Қызметті таңдаңыз, Сізге тиесілі ме екенін тексеріңіз, құжаттарды біліңіз."</p>
                <SearchBox action="#" label="Қызметті іздеу" example="Мысалы: балаға жәрдемақы" button="Іздеу"/>
            </div>
        </div>
        <div class="wrap">
            <h2>"Өмірлік жағдай бойынша"</h2>
            <Topics topics=topics/>
            <h2>"Маған не тиесілі?"</h2>
            <p>"Бес-алты сұраққа жауап беріңіз. Жауаптар сақталмайды."</p>
            <LinkButton text="Тексеруді бастау" href="#" kind=ButtonKind::Secondary/>
        </div>
    }
}

/// The first route of the catalogue.
fn picture() -> Option<Picture> {
    let catalogue = Catalogue::builtin().ok()?;
    let regulation = catalogue.all().next()?;
    let procedure = regulation.procedures.first()?;
    Some(route::picture(Lang::Kk, regulation, procedure, "route"))
}

fn service() -> impl IntoView {
    let picture = picture().unwrap_or_default();
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let facts = vec![
        fact("Мерзімі", "8 жұмыс күні"),
        fact("Құны", "Тегін"),
        fact("Нәтиже", "Хабарлама"),
        fact("Қалай", "Портал, бөлім, әкім"),
    ];
    let documents = vec![
        Row {
            meta: vec!["Тізілімнен өзіміз аламыз, тіркеу қажет емес".into()],
            tag: Some(TagText::new(TagKind::Ok, "Расталған")),
            citation: Some(("1-бөлім, 316-жол".into(), "#".into())),
            ..Row::new("Жеке басты куәландыратын құжат")
        },
        Row {
            meta: vec!["PDF, JPEG, PNG, HEIC, 10 МБ дейін".into()],
            tag: Some(TagText::new(TagKind::Warn, "Ішінара")),
            ..Row::new("Өмірлік қиын жағдайды растайтын акт немесе құжат")
        },
    ];
    view! {
        <div class="wrap">
            <h2>"Мұқтаж азаматтардың жекелеген санаттарына әлеуметтік көмек"</h2>
            <div class="columns">
                <div>
                    <p class="lead">"Жергілікті өкілді органның шешімі бойынша көмек. Портал арқылы мүгедектігі бар адамдар өтініш береді."</p>
                    <FactsRow facts=facts/>
                    <LinkButton text="Сізге тиесілі ме, тексеріңіз" href="#"/>
                    <h2>"Өтініштің жолы"</h2>
                    <SwimlaneFigure title=picture.title svg=picture.svg caption="Мәтінмен төменде"/>
                    <h2>"Құжаттар"</h2>
                    <RowList rows=documents/>
                </div>
                <aside aria-label="Анықтама">
                    <AsideSection title="Қызмет беруші">
                        <p>"Орал қаласының жұмыспен қамту және әлеуметтік бағдарламалар бөлімі"</p>
                        <p><a href="#">"Ауданды өзгерту"</a></p>
                    </AsideSection>
                    <AsideSection title="Негіздеме">
                        <p>"1-бөлім, 1–3-тармақтар; 5-тармақ"</p>
                        <p><a href="#">"Акт мәтіні, 296–552-жолдар"</a></p>
                    </AsideSection>
                </aside>
            </div>
        </div>
    }
}

fn forms() -> impl IntoView {
    let lang = Lang::Kk;
    let field = |name: &str, label: &str| Field::new(lang, name, label);
    let errors = vec![FieldError::new(
        "iin",
        "ЖСН: бақылау цифры сәйкес емес, 12 цифрды тексеріңіз",
    )];
    let iin = field("iin", "ЖСН")
        .hint("12 цифр".to_owned())
        .error("Бақылау цифры сәйкес емес, 12 цифрды тексеріңіз".to_owned());
    let born = field("born", "Туған күні").warning("ЖСН бойынша туған жыл басқа".to_owned());
    let yes_no = vec![
        Choice::new("yes", "Иә"),
        Choice::new("no", "Жоқ").hint("Онда бөлімге өтініш бересіз".to_owned()),
    ];
    let districts = vec![
        Choice::new("oral", "Орал қ."),
        Choice::new("darin", "Дариян а. о."),
    ];
    view! {
        <div class="wrap">
            <ErrorSummary lang=lang errors=errors/>
            <Tag kind=TagKind::Info text="2/5 · Отбасы"/>
            <h2>"Отбасы мүшесі"</h2>
            <form method="post" action="#" novalidate>
                <TextField field=field("name", "Тегі, аты, әкесінің аты").hint("Жеке куәліктегідей".to_owned()) value="Әбішева Құралай Өмірқызы"/>
                <TextField field=iin value="880214401236" inputmode="numeric" width=Width::Chars20/>
                <DateField field=born value="14.02.1988"/>
                <TextField field=field("income", "Өткен тоқсандағы табысы") value="184 500" width=Width::Chars10 suffix="₸"/>
                <Radios field=field("dis", "Мүгедектігіңіз бар ма?") choices=yes_no.clone() value="yes"/>
                <Checkboxes field=field("list", "Нені растайсыз?").optional(true) choices=yes_no/>
                <Select field=field("district", "Аудан") choices=districts/>
                <TextArea field=field("note", "Түсініктеме") value="</textarea><b>қалың</b>"/>
                <FileField field=field("file", "Анықтама").hint("PDF, 10 МБ дейін".to_owned())/>
                <div class="actions">
                    <Button text="Сақтау және жалғастыру"/>
                    <Button text="Алып тастау" kind=ButtonKind::Danger name="do" value="remove"/>
                </div>
            </form>
        </div>
    }
}

fn case() -> impl IntoView {
    let item = |state, title: &str, meta: &str| TimelineItem {
        state,
        title: title.into(),
        meta: vec![meta.into()],
        ..TimelineItem::default()
    };
    let steps = vec![
        item(
            TimelineState::Done,
            "Өтініш тіркелді, талон берілді",
            "24.11.2026, 10:12 · портал",
        ),
        item(
            TimelineState::Done,
            "Басшы жауапты орындаушыны тағайындады",
            "24.11.2026, 16:40",
        ),
        item(
            TimelineState::Here,
            "Материалдық жағдайды тексеру",
            "27.11.2026, 18:30 дейін · осында",
        ),
        item(
            TimelineState::ToCome,
            "Арнайы комиссияның қорытындысы",
            "1 жұмыс күні",
        ),
        item(
            TimelineState::ToCome,
            "Басшының қолы, хабарлама",
            "1 жұмыс күні",
        ),
    ];
    let answers = vec![
        SummaryRow::new("Тегі, аты", "Әбішева Құралай Өмірқызы").action("#", "Өзгерту"),
        SummaryRow::new("Табысы", format::money(184_500)).action("#", "Өзгерту"),
        SummaryRow::new("Тіркелді", "24.11.2026, 10:12"),
    ];
    let tasks = vec![
        TaskItem {
            id: "t1".into(),
            title: "Өзіңіз туралы".into(),
            hint: None,
            href: Some("#".into()),
            status: TagText::new(TagKind::Ok, "Толтырылды"),
        },
        TaskItem {
            id: "t2".into(),
            title: "Отбасы".into(),
            hint: Some("Бірге тұратын отбасы мүшелері және олардың табысы".into()),
            href: Some("#".into()),
            status: TagText::new(TagKind::Info, "Басталды"),
        },
        TaskItem {
            id: "t3".into(),
            title: "Тексеру және қол қою".into(),
            hint: None,
            href: None,
            status: TagText::new(TagKind::Neutral, "Әлі басталмайды"),
        },
    ];
    view! {
        <div class="wrap">
            <PrintHeader name="Өтініш" number="№ 27-2026-004183" address="https://otinish.example/kk/status/x"/>
            <h2>"Өтініш № 27-2026-004183"</h2>
            <div class="columns">
                <div>
                    <NowPanel heading="Қазір: учаскелік комиссия материалдық жағдайды тексереді" text="Жауапты: А. Сейітова, Орал қ. бөлімі. Сізден ештеңе талап етілмейді." progress=Some((4, 8))>
                        "8 жұмыс күнінің 4-і өтті · нәтиже "<strong>"4 желтоқсанға"</strong>" дейін, сағат 18:30"
                    </NowPanel>
                    <h2>"Барысы"</h2>
                    <Timeline lang=Lang::Kk items=steps/>
                    <h2>"Жауаптарыңыз"</h2>
                    <SummaryList rows=answers/>
                </div>
                <aside aria-label="Іс">
                    <AsideSection title="Құжаттар">
                        <ul><li><a href="#">"Қолхат (PDF, 41 КБ)"</a></li><li><a href="#">"3 тіркелген файл"</a></li></ul>
                    </AsideSection>
                </aside>
            </div>
            <h2>"Бөлімдер"</h2>
            <TaskList items=tasks/>
            <Notice title="Құжаттарыңыз жеткіліксіз болса, мерзім 20 жұмыс күніне ауысады."/>
            <Notice kind=NoticeKind::Success title="Өтініш қабылданды"><p>"Тіркеу нөмірі: 27-2026-004183"</p></Notice>
            <Notice kind=NoticeKind::Warning title="Бұл акт күшін жойған"/>
            <Notice kind=NoticeKind::Bad title="Дәлелді бас тарту"><p>"Негізі: табыс шегінен асады."</p></Notice>
        </div>
    }
}

fn queue() -> impl IntoView {
    let card = |number: &str, label: &str, kind| StatCard {
        number: number.into(),
        label: label.into(),
        kind,
        href: None,
    };
    let cards = vec![
        card("18", "ашық", TagKind::Neutral),
        card("5", "бүгін аяқталады", TagKind::Warn),
        card("1", "мерзімі өтті", TagKind::Bad),
        card("96,4 %", "мерзімінде, осы тоқсан", TagKind::Neutral),
    ];
    let columns = ["Іс", "Өтініш беруші", "Қадам", "Қалды", "Жалпы мерзім"].map(Column::words);
    let left = |kind, left| {
        let text = format::time_left(Lang::Kk, left);
        Cell::new(view! { <Tag kind=kind text=text/> })
    };
    let row = |number: &str, who: &str, step: &str, left: Cell, due: &str| {
        vec![
            Cell::link("#", number.to_owned()).with_sub("Әлеуметтік көмек"),
            Cell::new(who.to_owned()).with_sub("Портал"),
            Cell::new(step.to_owned()).marked(number.ends_with('0')),
            left,
            Cell::new(due.to_owned()),
        ]
    };
    let late = TimeLeft::Late(Span::HoursMinutes(3, 20));
    let rows = vec![
        row(
            "27-2026-004127",
            "Ж. Қ. Әбішева",
            "Табысты есептеу",
            left(TagKind::Bad, late),
            "30.11.2026",
        ),
        row(
            "27-2026-004190",
            "С. Ғ. Ізбасарова",
            "Құжаттарды комиссияға жолдау",
            left(TagKind::Info, TimeLeft::Left(Span::WorkingDays(2))),
            "16.12.2026",
        ),
    ];
    view! {
        <div class="wrap">
            <h2>"Менің қадамдарым"</h2>
            <StatCards cards=cards/>
            <DataTable caption="Менің қадамдарым" caption_hidden=true columns=columns.to_vec() rows=rows/>
            <Pagination lang=Lang::Kk current=2 pages=5 base="?page="/>
        </div>
    }
}
