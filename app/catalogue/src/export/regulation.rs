//! One regulation.

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Act, Channel, CommonGround, Document, Ground, Income, Output, Page, Procedure, Provider,
    Question, Region, ResultForm, Role, Term,
};
use domain::{
    regulation::{self as data, Blank, Clause, Ended, Exception, Fee, Message, Note, Requirement},
    text::Text,
};

/// A regulation: how one body delivers one service in one region. A `line` is the first line of the sentence of the
/// act that says so, counted from 1 in the file `document`; what has none is the portal's own.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Regulation<'a> {
    /// Act and service: `west-kazakhstan-2018/local-social-assistance`. Also its path in this catalogue.
    id: &'a str,
    /// The service, one id for all regions.
    service: &'a str,
    /// Name of the file with the text of the act.
    document: &'a str,
    /// First and last line of the regulation in that file.
    lines: [u32; 2],
    /// The official name.
    names: &'a Text,
    /// What people call the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    plain_name: Option<&'a Text>,
    /// Line of the official name.
    line: u32,
    /// What it is, in plain words.
    summary: &'a Text,
    /// Ids of the life situations under which people look for it.
    situations: &'a [String],
    /// Words with which people search for it, in any language.
    keywords: &'a [String],
    /// If the service is no longer rendered: since when, and what is there instead.
    ended: Option<&'a Ended>,
    /// The act.
    act: Act<'a>,
    /// The territory.
    region: Region<'a>,
    /// The body that delivers the service.
    provider: Provider<'a>,
    /// Who performs the steps.
    roles: Vec<Role<'a>>,
    /// Who may receive the service.
    recipients: &'a Clause,
    /// Whether the applicant is an organisation, and not a person.
    for_organisations: bool,
    /// Who may act for the recipient.
    representatives: &'a [Clause],
    /// Ways to apply, each with its condition.
    channels: Vec<Channel<'a>>,
    /// Paper, electronic and so on.
    form: &'a Clause,
    /// In which form the result is given, where the act says so.
    form_of_result: Option<&'a Clause>,
    /// What it costs.
    fee: &'a Fee,
    /// The standard that the regulation refers to.
    standard: &'a Clause,
    /// How a complaint is made.
    appeal: &'a Clause,
    /// Questions that find out who is entitled.
    questions: Vec<Question<'a>>,
    /// Who is entitled.
    requirements: &'a [Requirement],
    /// The pages of the application form. Empty where the portal takes no applications.
    pages: Vec<Page<'a>>,
    /// How the income per person is computed, where a step needs it.
    income: Option<Income<'a>>,
    /// The steps, for every channel and variant.
    procedures: Vec<Procedure<'a>>,
    /// Every term that the act states beside the limits of steps, the applicant's own deadlines too.
    terms: Vec<Term<'a>>,
    /// What the applicant may get at the end.
    results: Vec<Output<'a>>,
    /// What the applicant brings or the portal asks for.
    documents: Vec<Document<'a>>,
    /// Grounds on which the service may be refused.
    grounds: Vec<Ground<'a>>,
    /// What officials enter at a decision, the same in every region.
    result_forms: Vec<ResultForm<'a>>,
    /// Grounds of refusal where the act names none.
    common_grounds: Vec<CommonGround<'a>>,
    /// Messages that the act makes the portal form.
    messages: &'a [Message],
    /// Forms in the appendices of the act, a questionnaire among them.
    blanks: &'a [Blank],
    /// Contradictions and gaps of the act, with the reading taken.
    notes: &'a [Note],
    /// Durations in the act that are the limit of no step and no term.
    exceptions: &'a [Exception],
}

impl<'a> From<&'a data::Regulation> for Regulation<'a> {
    fn from(regulation: &'a data::Regulation) -> Self {
        // Named one by one: what is added to a regulation does not compile until it is decided here.
        let data::Regulation {
            id,
            service,
            names,
            plain_name,
            line,
            lines,
            ended,
            ends,
            summary,
            situations,
            keywords,
            act,
            region,
            provider,
            roles,
            // Where a role has no line of its own, this one was taken.
            units: _,
            // Already in the offices of the provider.
            office_names: _,
            directory: _,
            // Already in the steps of the procedures.
            processes: _,
            form_of_service,
            form_of_result,
            fee,
            recipients,
            for_organisations,
            representatives,
            standard,
            appeal,
            channels,
            outputs,
            questions,
            requirements,
            evidence,
            topics,
            income,
            // Already in the pages and documents.
            without: _,
            // Whether a form is in use is no part of the act.
            online: _,
            results,
            service_grounds,
            grounds,
            messages,
            blanks,
            procedures,
            terms,
            notes,
            exceptions,
            // How the project checks itself.
            places: _,
            after: _,
        } = regulation;
        Regulation {
            id,
            service,
            document: &act.document,
            lines: *lines,
            names,
            plain_name: plain_name.as_ref(),
            line: *line,
            summary,
            situations,
            keywords,
            ended: ended.as_ref().or(ends.as_ref()),
            act: act.into(),
            region: region.into(),
            provider: provider.into(),
            roles: roles.iter().map(Role::from).collect(),
            recipients,
            for_organisations: *for_organisations,
            representatives,
            channels: channels.iter().map(Channel::from).collect(),
            form: form_of_service,
            form_of_result: form_of_result.as_ref(),
            fee,
            standard,
            appeal,
            questions: questions.iter().map(Question::from).collect(),
            requirements,
            pages: topics.iter().map(Page::from).collect(),
            income: income.as_ref().map(|income| Income::new(income, topics)),
            procedures: procedures
                .iter()
                .map(|procedure| Procedure::new(regulation, procedure))
                .collect(),
            terms: terms.iter().map(Term::from).collect(),
            results: outputs.iter().map(Output::from).collect(),
            documents: evidence.iter().map(Document::from).collect(),
            grounds: grounds.iter().map(Ground::from).collect(),
            result_forms: results.iter().map(ResultForm::from).collect(),
            common_grounds: service_grounds.iter().map(CommonGround::from).collect(),
            messages,
            blanks,
            notes,
            exceptions,
        }
    }
}
