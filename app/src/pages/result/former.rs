//! The result of a case that ended before results were stored: made of its log and its regulation. Prints on A4.

use domain::{
    calendar::local,
    case::{CaseState, step_of},
    regulation::Regulation,
};
use leptos::prelude::*;

use crate::{
    components::{Citation, Shell, SummaryList, SummaryRow, page, unbroken},
    format,
    pages::{act, decision},
    text::{Lang, t, t_with, value},
};

pub struct ResultView<'a> {
    /// The case, which has ended.
    pub state: &'a CaseState,
    /// The regulation under which it ran.
    pub regulation: &'a Regulation,
    /// State as in its row.
    pub state_id: String,
    /// The applicant.
    pub name: String,
    /// The applicant's ИИН, masked.
    pub masked_iin: String,
    /// The code that leads to the public page, as a ready `svg` element made by the server.
    pub qr_svg: String,
    /// The address in the code.
    pub status_url: String,
}

pub fn result(shell: &Shell, view: &ResultView<'_>) -> String {
    let lang = shell.lang;
    let closed = view.state.closed.as_ref();
    let output = closed
        .and_then(|closed| closed.output.as_ref())
        .and_then(|id| view.regulation.output(id));
    let title = output.map_or_else(
        || t(lang, "result-title"),
        |output| output.name.get(lang).to_owned(),
    );
    page(&shell.of_case(&view.state.number), || {
        view! {
            <article class="receipt stack">
                <div class="receipt__head">
                    <div>
                        <p class="receipt__kind">{office(lang, view)}</p>
                        <h1>{format::upper_first(&title)}</h1>
                        <p>{unbroken(&t_with(lang, "cabinet-case", &[("number", value(&view.state.number))]), &view.state.number)}</p>
                    </div>
                    <div class="receipt__code">
                        <div class="receipt__qr" aria-hidden="true" inner_html=view.qr_svg.clone()></div>
                        <p>
                            {t(lang, "receipt-check")}" "
                            <a class="receipt__url" href=view.status_url.clone()>{view.status_url.clone()}</a>
                        </p>
                    </div>
                </div>
                {decision(lang, view)}
                <SummaryList rows=facts(lang, view)/>
                {signatures(lang, view)}
                {appeal(lang, view)}
            </article>
            <p class="no-print">{t(lang, "result-print-hint")}</p>
        }
    })
}

fn office(lang: Lang, view: &ResultView<'_>) -> String {
    view.regulation
        .office(&view.state.office)
        .map_or_else(String::new, |office| office.name.get(lang).to_owned())
}

/// The decision in one sentence.
fn decision(lang: Lang, view: &ResultView<'_>) -> Option<impl IntoView + use<>> {
    let closed = view.state.closed.as_ref()?;
    let text = match (view.state_id.as_str(), decision::amount(lang, closed, None)) {
        ("granted", Some(amount)) => {
            t_with(lang, "result-granted-amount", &[("amount", value(amount))])
        }
        ("granted", None) => t(lang, "result-granted"),
        ("refused", _) => t(lang, "result-refused"),
        ("withdrawn", _) => t(lang, "result-withdrawn"),
        ("abandoned", _) => t(lang, "result-abandoned"),
        _ => t(lang, "result-intake-refused"),
    };
    let ground = decision::ground(lang, view.state, closed, view.regulation);
    Some(view! { <div class="receipt__due"><p><strong>{text}</strong></p>{ground}</div> })
}

fn facts(lang: Lang, view: &ResultView<'_>) -> Vec<SummaryRow> {
    let day = |moment| format::date(local(moment).date_naive());
    let mut rows = vec![
        SummaryRow::new(
            t(lang, "receipt-applicant"),
            format!("{}, {}", view.name, view.masked_iin),
        ),
        SummaryRow {
            value: vec![
                view.regulation
                    .named_on(view.state.channel)
                    .get(lang)
                    .to_owned(),
                view.regulation.act.title.get(lang).to_owned(),
            ],
            ..SummaryRow::new(t(lang, "receipt-service"), "")
        },
        SummaryRow::new(t(lang, "result-submitted"), day(view.state.submitted_at)),
    ];
    rows.extend(decision::entered(lang, view.state, view.regulation, |_| {
        true
    }));
    rows
}

/// The last two steps: who signed and who issued, each with the time.
fn signatures(lang: Lang, view: &ResultView<'_>) -> impl IntoView + use<> {
    let from = view.state.standing().count().saturating_sub(2);
    let rows = view.state.standing().skip(from).map(|done| {
        let step = step_of(view.state, view.regulation, &done.step);
        let title = step.map_or(done.step.as_str(), |step| step.title.get(lang));
        let role = view
            .regulation
            .role(&done.by.role)
            .map_or("", |role| role.name.get(lang));
        let who = [done.by.name.as_str(), role]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>();
        let at = format::datetime(local(done.at).naive_local());
        SummaryRow {
            value: vec![who.join(", "), at],
            ..SummaryRow::new(title, "")
        }
    });
    let rows = rows.collect();
    view! {
        <section class="stack">
            <h2>{t(lang, "result-signatures")}</h2>
            <SummaryList rows=rows/>
        </section>
    }
}

fn appeal(lang: Lang, view: &ResultView<'_>) -> impl IntoView + use<> {
    let (cited, href) = act::cite(lang, view.regulation, view.regulation.appeal.line);
    let clause = view.regulation.appeal.text.get(lang).to_owned();
    view! {
        <section class="stack">
            <h2>{t(lang, "case-appeal")}</h2>
            <p>{clause}" "<Citation text=cited href=href/></p>
            <p>{t(lang, "case-appeal-where")}</p>
        </section>
    }
}
