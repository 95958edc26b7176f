//! The form of the step in hand, drawn from the regulation: what the official enters and what may come of it.

use domain::regulation::FieldKind;
use leptos::prelude::*;

use super::parts::{AttachForm, attach_panel};
use crate::{
    components::{ASKED_BY, Button, ButtonKind, Field, FormField},
    text::{Lang, t, t_with, value},
};

/// The name under which the form says of which step it is: the button of the term has an address without it.
pub const AT_STEP: &str = "at-step";

/// The name under which a form says for which task its page was made.
pub const TASK: &str = "task";
/// The name of the field that says how much of the case the page showed.
pub const SEEN: &str = "seen";

/// The name under which the form says which paper its page showed.
pub const PAPER: &str = "paper";

/// The step in hand.
#[derive(Clone, Debug)]
pub struct StepForm {
    /// Where it is posted.
    pub action: String,
    /// Id of the step.
    pub step: String,
    /// The number of its task.
    pub task: String,
    /// How much of the case the page showed.
    pub seen: String,
    /// The mark of the paper that is signed or issued with it, if one is.
    pub paper: Option<String>,
    /// Name and value of what says that the doubts above were seen; none where there are none to confirm.
    pub doubts: Option<(&'static str, String)>,
    /// Id of the regulation that asks.
    pub regulation: String,
    /// In which language the applicant reads: the reason, the explanation, the remark and the reason of another term.
    pub reads: String,
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
    /// What registers say against it, a sentence each.
    pub against: Vec<String>,
    /// Entered only for it.
    pub fields: Vec<FormField>,
}

/// The form. A step with one outcome has one button with its words; otherwise the outcome is chosen first, and
/// what belongs to one outcome stands below it (all of them are seen without style, none needs a script).
pub(super) fn step_form(lang: Lang, form: StepForm, attach: Option<AttachForm>) -> AnyView {
    let fields: Vec<_> = form.fields.into_iter().map(FormField::view).collect();
    let comment = Field::new(lang, "comment", t(lang, "staff-comment"))
        .hint(t(lang, "staff-comment-hint"))
        .error(form.comment_error)
        .optional(true);
    let (choice, button) = match <[OutcomeForm; 1]>::try_from(form.outcomes) {
        Ok([only]) => {
            let own: Vec<_> = only.fields.into_iter().map(FormField::view).collect();
            let against = against("outcome", only.against);
            let choice =
                view! { {against}<input type="hidden" name="outcome" value=only.id/>{own} }
                    .into_any();
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
            <input type="hidden" name=TASK value=form.task/>
            <input type="hidden" name=SEEN value=form.seen/>
            {form.paper.map(|mark| view! { <input type="hidden" name=PAPER value=mark/> })}
            {form.doubts.map(|(name, mark)| view! {
                <input type="hidden" name=name value=mark/>
                <p role="status"><strong>{t(lang, "staff-doubts-again")}</strong></p>
            })}
            <p class="meta">{form.reads}</p>
            {fields}
            {choice}
            {FormField::new(comment, FieldKind::LongText, form.comment).view()}
            <Button text=button/>
            {attach.map(|attach| attach_panel(lang, attach))}
            {form.term.map(|term| term_panel(lang, term))}
        </form>
    }
    .into_any()
}

fn against_id(outcome: &str) -> String {
    format!("{outcome}-against")
}

/// What registers say against an outcome, where it is chosen.
fn against(outcome: &str, sentences: Vec<String>) -> Option<AnyView> {
    if sentences.is_empty() {
        return None;
    }
    let text = sentences.join(" ");
    let view = view! {
        <p class="choice__hint" id=against_id(outcome)><strong>{text}</strong></p>
    };
    Some(view.into_any())
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
            let described = (!outcome.against.is_empty()).then(|| against_id(&id));
            let against = against(&id, outcome.against);
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
                        aria-describedby=described
                    />
                    <label class="choice__label" for=id>{outcome.label}</label>
                    {against}
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
