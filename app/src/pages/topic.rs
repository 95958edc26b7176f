//! One page of the form.

use leptos::prelude::*;

use super::draft::{leave, register_down};
use crate::{
    components::{
        ASKED_BY, Button, ButtonKind, ErrorSummary, FieldError, FormField, Notice, NoticeKind,
        Shell, SummaryList, SummaryRow, page,
    },
    islands::autosave::Autosave,
    text::{Lang, t, t_with, value},
};

/// An answer that is known and not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The question.
    pub label: String,
    /// The answer, written for reading.
    pub value: String,
    /// Where it comes from.
    pub source: String,
}

/// Per-capita income, written out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomePreview {
    /// The incomes added up: «540 000 ₸».
    pub sum: String,
    /// How many people share it.
    pub people: u64,
    /// The result; none while an income is missing.
    pub result: Option<String>,
    /// First and last day of the quarter.
    pub quarter: (String, String),
    /// Where the formula was read.
    pub source: String,
}

impl IncomePreview {
    /// The panel.
    pub(super) fn view(self, lang: Lang) -> AnyView {
        let IncomePreview {
            sum,
            people,
            result,
            quarter,
            source,
        } = self;
        let formula = match result {
            Some(result) => {
                let parts = [
                    ("sum", value(sum)),
                    ("people", value(people)),
                    ("result", value(result)),
                ];
                let formula = t_with(lang, "draft-income-formula", &parts);
                view! { <p><strong>{formula}</strong></p> }.into_any()
            }
            None => view! { <p>{t(lang, "draft-income-incomplete")}</p> }.into_any(),
        };
        let months = t_with(
            lang,
            "draft-income-quarter",
            &[("from", value(quarter.0)), ("to", value(quarter.1))],
        );
        view! {
            <Notice title=t(lang, "draft-income-title")>
                {formula}
                <p>{months}</p>
                <p class="meta">{source}"."</p>
            </Notice>
        }
        .into_any()
    }
}

/// One page of the form, of a topic or of one member of a repeating topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicView {
    /// Heading.
    pub title: String,
    /// Why it is asked.
    pub intro: Option<String>,
    /// The path to post to.
    pub action: String,
    /// The path back.
    pub back: String,
    /// Id of the regulation that asks.
    pub regulation: String,
    /// Answers that are known and not asked.
    pub known: Vec<Known>,
    /// The questions.
    pub fields: Vec<FormField>,
    /// What to correct.
    pub errors: Vec<FieldError>,
    /// Whether to say that the register did not answer.
    pub register_down: bool,
    /// Per-capita income, where the topic asks for incomes.
    pub income: Option<IncomePreview>,
    /// Said before the form: the member is gone, a line each.
    pub notice: Option<(String, String)>,
}

/// Draws the page.
pub fn topic(shell: &Shell, view: &TopicView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(view.title.clone())
        .with_error(!view.errors.is_empty() || view.notice.is_some())
        .with_back(view.back.clone())
        .with_form("topic", &view.action);
    let view = view.clone();
    page(&shell, || {
        let autosave = format!("{}/autosave", view.action);
        let fields: Vec<_> = view.fields.into_iter().map(FormField::view).collect();
        view! {
            <ErrorSummary lang=lang errors=view.errors/>
            <h1>{view.title}</h1>
            {view.notice.map(|(title, text)| view! {
                <div role="alert"><Notice kind=NoticeKind::Warning title=title><p>{text}</p></Notice></div>
            })}
            {view.intro.map(|text| view! { <p class="lead">{text}</p> })}
            {view.register_down.then(|| register_down(&shell))}
            {known(lang, view.known)}
            <form method="post" action=view.action id="topic" class="stack" novalidate=true>
                <input type="hidden" name=ASKED_BY value=view.regulation/>
                {fields}
                {view.income.map(|income| income.view(lang))}
                {leave(&shell)}
            </form>
            <Autosave
                form_id="topic".to_owned()
                url=autosave
                saved=t(lang, "draft-autosave-saved")
                failed=t(lang, "draft-autosave-failed")
                away=t(lang, "typed-autosave-away")
                ended=t(lang, "typed-autosave-ended")
                gone=t(lang, "typed-autosave-gone")
            />
        }
    })
}

fn known(lang: Lang, known: Vec<Known>) -> Option<AnyView> {
    let first = known.first()?.source.clone();
    // One source is said once, below; several are said at each answer.
    let same = known.iter().all(|one| one.source == first);
    let rows: Vec<_> = known
        .into_iter()
        .map(|one| SummaryRow {
            value: match same {
                true => vec![one.value],
                false => vec![one.value, one.source],
            },
            ..SummaryRow::new(one.label, "")
        })
        .collect();
    let source = same.then(|| format!("{first}. "));
    Some(
        view! {
            <SummaryList rows=rows/>
            <p class="meta">{source}{t(lang, "draft-identity-fixed")}</p>
        }
        .into_any(),
    )
}

/// What a topic that repeats shows: the members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupView {
    /// Heading.
    pub title: String,
    /// Why it is asked.
    pub intro: Option<String>,
    /// The path of the topic.
    pub action: String,
    /// The path back.
    pub back: String,
    /// The members that are there.
    pub members: Vec<MemberView>,
    /// At most this many.
    pub most: Option<usize>,
    /// Whether there may be one more.
    pub may_add: bool,
    /// Whether the reader comes from the page of a member that is gone.
    pub gone: bool,
    /// What to correct.
    pub errors: Vec<FieldError>,
    /// Per-capita income, where the members have incomes.
    pub income: Option<IncomePreview>,
}

/// One member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberView {
    /// The id in the address.
    pub id: String,
    /// The place in the list, from 1.
    pub n: usize,
    /// The first answer, as a rule the name; empty while it is not given.
    pub name: String,
    /// The other answers in short.
    pub meta: Vec<String>,
    /// Whether something is missing or wrong.
    pub incomplete: bool,
}

/// Draws the list of members.
pub fn group(shell: &Shell, view: &GroupView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(view.title.clone())
        .with_error(!view.errors.is_empty())
        .with_back(view.back.clone());
    let view = view.clone();
    page(&shell, || {
        let alone = view.members.is_empty();
        let members: Vec<_> = view
            .members
            .into_iter()
            .map(|member| member_row(&shell, &view.action, member))
            .collect();
        let list = match alone {
            true => view! { <p>{t(lang, "draft-group-empty")}</p> }.into_any(),
            false => view! { <ul class="rows">{members}</ul> }.into_any(),
        };
        let add = view.may_add.then(|| {
            let href = format!("{}/new", view.action);
            view! { <p><a class="button button--secondary" href=href>{t(lang, "draft-group-add")}</a></p> }
        });
        let full = (!view.may_add).then(|| {
            let text = t_with(
                lang,
                "draft-group-full",
                &[("most", value(view.most.unwrap_or_default()))],
            );
            view! { <Notice kind=NoticeKind::Info title=text/> }
        });
        let go_on = if alone {
            "draft-group-alone"
        } else {
            "draft-continue"
        };
        view! {
            <ErrorSummary lang=lang errors=view.errors/>
            <h1>{view.title}</h1>
            {view.gone.then(|| view! {
                <Notice kind=NoticeKind::Warning title=t(lang, "typed-gone-title")>
                    <p>{t(lang, "typed-gone-text")}</p>
                </Notice>
            })}
            {view.intro.map(|text| view! { <p class="lead">{text}</p> })}
            {list}
            {add}
            {full}
            {view.income.map(|income| income.view(lang))}
            <form method="post" action=view.action>
                <div class="actions">
                    <Button text=t(lang, go_on) name="do" value="continue"/>
                    <Button
                        text=t(lang, "draft-later")
                        kind=ButtonKind::Secondary
                        name="do"
                        value="later"
                    />
                </div>
            </form>
        }
    })
}

fn member_row(shell: &Shell, action: &str, member: MemberView) -> AnyView {
    let lang = shell.lang;
    let MemberView {
        id,
        n,
        name,
        meta,
        incomplete,
    } = member;
    let name = match name.is_empty() {
        true => t_with(lang, "draft-group-member", &[("n", value(n))]),
        false => name,
    };
    let address = format!("{action}/{id}");
    let id = format!("member-{id}");
    let meta: Vec<_> = meta
        .into_iter()
        .map(|text| view! { <p class="row__meta">{text}</p> })
        .collect();
    let state = incomplete.then(|| {
        view! { <p class="row__meta"><strong>{t(lang, "draft-group-incomplete")}</strong></p> }
    });
    view! {
        <li class="row">
            <div class="row__text">
                <p class="row__title">
                    <a class="row__link" id=id href=address.clone()>
                        <span class="hidden">{t(lang, "draft-group-edit")}": "</span>{name.clone()}
                    </a>
                </p>
                {meta}
                {state}
            </div>
            <div class="row__status">
                <form method="post" action=format!("{address}/remove")>
                    <button class="link-button" type="submit">
                        {t(lang, "draft-group-remove")}<span class="hidden">": "{name}</span>
                    </button>
                </form>
            </div>
        </li>
    }
    .into_any()
}
