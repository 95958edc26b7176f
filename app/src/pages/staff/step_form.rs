//! The form of the step in hand, drawn from the regulation: what the official enters and what may come of it.

use domain::regulation::FieldKind;
use leptos::prelude::*;

use crate::{
    components::{ASKED_BY, Button, ButtonKind, Field, FormField},
    text::{Lang, t, t_with, value},
};

/// The name under which the form says of which step it is: the button of the term has an address without it.
pub const AT_STEP: &str = "at-step";

/// The step in hand.
#[derive(Clone, Debug)]
pub struct StepForm {
    /// Where it is posted.
    pub action: String,
    /// Id of the step.
    pub step: String,
    /// Id of the regulation that asks.
    pub regulation: String,
    /// What the official enters whatever comes of it.
    pub fields: Vec<FormField>,
    /// What may come of it.
    pub outcomes: Vec<OutcomeForm>,
    /// The outcome that was chosen, if the form comes back with an error.
    pub chosen: String,
    /// The error at the choice of the outcome.
    pub error: Option<String>,
    /// The remark as typed.
    pub comment: String,
    /// The error at the remark.
    pub comment_error: Option<String>,
    /// Replacing the term: a part of the same form, so that whatever button is pressed takes all along that was typed.
    pub term: Option<TermForm>,
}

/// The term that may take the place of the ordinary one.
#[derive(Clone, Debug)]
pub struct TermForm {
    /// Where its button sends the form of the step.
    pub action: String,
    /// Id of the term.
    pub term: String,
    /// When the act allows it, and its citation.
    pub when: String,
    /// «20 working days».
    pub limit: String,
    /// The reason as typed.
    pub reason: String,
    /// The error at the reason.
    pub error: Option<String>,
}

/// One outcome with what is entered for it alone.
#[derive(Clone, Debug)]
pub struct OutcomeForm {
    pub id: String,
    /// What the official does.
    pub label: String,
    /// Entered only for it.
    pub fields: Vec<FormField>,
}

/// The form. A step with one outcome has one button with its words; otherwise the outcome is chosen first, and
/// what belongs to one outcome stands below it (all of them are seen without style, none needs a script).
pub(super) fn step_form(lang: Lang, form: StepForm) -> AnyView {
    let fields: Vec<_> = form.fields.into_iter().map(FormField::view).collect();
    let comment = Field::new(lang, "comment", t(lang, "staff-comment"))
        .hint(t(lang, "staff-comment-hint"))
        .error(form.comment_error)
        .optional(true);
    let (choice, button) = match <[OutcomeForm; 1]>::try_from(form.outcomes) {
        Ok([only]) => {
            let own: Vec<_> = only.fields.into_iter().map(FormField::view).collect();
            let choice =
                view! { <input type="hidden" name="outcome" value=only.id/>{own} }.into_any();
            (choice, only.label)
        }
        Err(several) => (
            outcomes(lang, several, &form.chosen, form.error),
            t(lang, "staff-step-submit"),
        ),
    };
    view! {
        <form method="post" action=form.action id="step">
            <input type="hidden" name=ASKED_BY value=form.regulation/>
            <input type="hidden" name=AT_STEP value=form.step/>
            {fields}
            {choice}
            {FormField::new(comment, FieldKind::LongText, form.comment).view()}
            <Button text=button/>
            {form.term.map(|term| term_panel(lang, term))}
        </form>
    }
    .into_any()
}

fn term_panel(lang: Lang, term: TermForm) -> AnyView {
    let field = Field::new(lang, "reason", t(lang, "staff-term-reason"))
        .hint(t(lang, "staff-term-reason-hint"))
        .error(term.error.clone());
    let summary = t_with(lang, "staff-term-title", &[("limit", value(&term.limit))]);
    let open = term.error.is_some() || !term.reason.is_empty();
    view! {
        <details open=open>
            <summary>{summary}</summary>
            <p>{term.when}</p>
            <input type="hidden" name="term" value=term.term/>
            {FormField::new(field, FieldKind::LongText, term.reason).view()}
            <Button
                text=t(lang, "staff-term-submit")
                kind=ButtonKind::Secondary
                action=term.action
            />
        </details>
    }
    .into_any()
}

fn outcomes(
    lang: Lang,
    outcomes: Vec<OutcomeForm>,
    chosen: &str,
    error: Option<String>,
) -> AnyView {
    let items: Vec<_> = outcomes
        .into_iter()
        .enumerate()
        .map(|(at, outcome)| {
            let id = if at == 0 {
                "outcome".to_owned()
            } else {
                format!("outcome-{}", at + 1)
            };
            let fields: Vec<_> = outcome.fields.into_iter().map(FormField::view).collect();
            let more =
                (!fields.is_empty()).then(|| view! { <div class="choice__more">{fields}</div> });
            view! {
                <div class="choice">
                    <input
                        class="choice__input"
                        type="radio"
                        id=id.clone()
                        name="outcome"
                        value=outcome.id.clone()
                        checked=outcome.id == chosen
                    />
                    <label class="choice__label" for=id>{outcome.label}</label>
                    {more}
                </div>
            }
        })
        .collect();
    let class = if error.is_some() {
        "field field--error"
    } else {
        "field"
    };
    let described = error.is_some().then_some("outcome-error");
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field__label">{t(lang, "staff-outcome")}</legend>
            {error.map(|text| view! { <p class="field__error" id="outcome-error">{text}</p> })}
            <div class="choices">{items}</div>
        </fieldset>
    }
    .into_any()
}
