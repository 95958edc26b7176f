//! Who delivers the service in the reader's district, and how to reach them.

use domain::regulation::{ChannelKind, Office, Regulation};
use leptos::prelude::*;

use super::ServiceView;
use crate::{
    components::{Button, ButtonKind, Choice, Citation, Field, Row, RowList, Select},
    format,
    pages::act,
    text::{Lang, t, t_with, value},
};

/// The place of this part on the page.
pub(in crate::pages) const PROVIDER: &str = "provider";
/// The field of the district, also in the address.
pub(in crate::pages) const DISTRICT: &str = "district";

/// The id of the form.
pub(in crate::pages) const DISTRICT_FORM: &str = "district-form";

/// Whether a district is asked for: a body of the whole region needs no choice.
pub(super) fn asks(regulation: &Regulation) -> bool {
    regulation.provider.offices.len() > 1
}

/// The choice of a district with its answer.
pub(super) fn section(lang: Lang, view: &ServiceView<'_>) -> AnyView {
    let regulation = view.regulation;
    let content = match &regulation.provider.offices[..] {
        [] => view! { <p>{t(lang, "service-no-addresses")}</p> }.into_any(),
        [only] => view! {
            <p>{t(lang, "service-one-provider")}</p>
            {card(lang, only)}
        }
        .into_any(),
        _ => chosen(lang, view),
    };
    view! {
        <h3 id=PROVIDER>{t(lang, "service-provider-here")}</h3>
        {content}
    }
    .into_any()
}

fn chosen(lang: Lang, view: &ServiceView<'_>) -> AnyView {
    let regulation = view.regulation;
    let action = format!("/{}{}#{PROVIDER}", lang.tag(), act::path(regulation));
    let choices = view.districts.iter().cloned();
    let choices = choices
        .map(|(kato, name)| Choice::new(kato, name))
        .collect();
    let kato = view.district.as_deref().unwrap_or_default();
    let office = view
        .district
        .as_deref()
        .and_then(|kato| regulation.office_in(kato));
    let answer = office.map(|office| {
        view! { {card(lang, office)}{akim(lang, regulation)} }
    });
    view! {
        <form class="choose no-print" method="get" action=action id=DISTRICT_FORM>
            <Select
                field=Field::new(lang, DISTRICT, t(lang, "service-district"))
                choices=choices
                value=kato
            />
            <Button text=t(lang, "service-district-show") kind=ButtonKind::Secondary/>
        </form>
        {answer}
        {offices(lang, regulation)}
    }
    .into_any()
}

/// Name, address, telephone, e-mail and where the act says so.
fn card(lang: Lang, office: &Office) -> AnyView {
    let address = match &office.address {
        Some(address) => address.get(lang).to_owned(),
        None => t(lang, "service-no-address"),
    };
    let phone = office.phone.clone().map(|phone| {
        let href = format!("tel:{}", international(&phone));
        view! { <p>{t(lang, "service-phone")}": "<a href=href>{phone}</a></p> }
    });
    let emails = office.emails();
    let email = (!emails.is_empty()).then(|| {
        let links: Vec<_> = emails.into_iter().map(mail).collect();
        view! { <p>{t(lang, "service-email")}": "{links}</p> }
    });
    let line = office.line.map(|line| {
        view! { <p><Citation text=act::line(lang, line)/></p> }
    });
    view! {
        <div class="office">
            <p class="office__name">{office.name.get(lang).to_owned()}" "{act::ours(lang, &office.name)}</p>
            <p>{address}</p>
            {phone}
            {email}
            {line}
        </div>
    }
    .into_any()
}

/// One of an office's e-mail addresses.
fn mail(address: &str) -> impl IntoView {
    let href = format!("mailto:{address}");
    view! { <a href=href>{address.to_owned()}</a>" " }
}

/// «8(71833)21371» as a telephone dials it from anywhere: the eight is the call within the country.
fn international(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('8') {
        Some(number) if number.len() == 10 => format!("+7{number}"),
        _ => digits,
    }
}

/// Whether the akim takes the application too, and when.
fn akim(lang: Lang, regulation: &Regulation) -> Option<AnyView> {
    let channel = regulation.channel(ChannelKind::Akim)?;
    let text = match &channel.condition_text {
        Some(when) => {
            let when = format::lower_first(when.get(lang));
            t_with(lang, "service-akim-only", &[("when", value(when))])
        }
        None => t(lang, "service-akim-also"),
    };
    let line = act::line(lang, channel.line);
    Some(view! { <p>{text}" "<Citation text=line/></p> }.into_any())
}

/// The offices, one a district. What is not known of them is said.
pub(in crate::pages) fn offices(lang: Lang, regulation: &Regulation) -> AnyView {
    let offices = &regulation.provider.offices;
    if offices.is_empty() {
        return view! { <p>{t(lang, "service-no-addresses")}</p> }.into_any();
    }
    let rows = offices.iter().map(|one| office(lang, one)).collect();
    let count = t_with(lang, "service-offices", &[("n", offices.len().into())]);
    let known = offices.iter().any(|office| office.address.is_some());
    let unknown = (!known).then(|| view! { <p>{t(lang, "service-no-addresses")}</p> });
    view! {
        <details id="offices">
            <summary>{count}</summary>
            {unknown}
            <RowList rows=rows/>
        </details>
    }
    .into_any()
}

fn office(lang: Lang, office: &Office) -> Row {
    let address = office.address.as_ref();
    let address = address.map(|text| text.get(lang).to_owned());
    let reached = [office.phone.clone(), office.email.clone()];
    let reached = act::phrase(reached.into_iter().flatten());
    Row {
        title: office.name.get(lang).to_owned(),
        meta: [address, reached].into_iter().flatten().collect(),
        citation: office
            .line
            .map(|line| (act::line(lang, line), String::new())),
        ..Row::default()
    }
}
