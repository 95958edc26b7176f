//! Registers behind ports: what the simulators know, how they fail on demand, and what is kept of an answer.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    bin::{Bin, DEMO_BIN_SERIAL},
    iin::{DEMO_SERIAL, Iin, Sex},
    regulation::RegisterName,
};
use server::ports::{
    disability::{DisabilityGroup, DisabilityRegister, EstablishedDisability},
    error::{PortError, TIMEOUT},
    family::{FamilyRegister, Kinship, RegisteredFamily},
    fault::{FaultSetting, Faults, PortFault, PortName},
    income::{IncomeOf, IncomeRegister},
    legal_entities::LegalEntityRegister,
    levy_payments::LevyRegister,
    persons::{PersonRegister, PersonSimulator, RegisteredPerson},
    register::{Port, Register, RegisterAnswer, RegisterSource},
    simulator::{Simulated, Simulator, deciding_digit},
    synthetic::{citizens, generate},
    unemployment::UnemploymentRegister,
};

use crate::common::{Server, Wanted, accounts, citizen_iin, fresh_iin};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

/// Somebody with this deciding digit.
fn somebody(digit: u16, born: &str) -> Iin {
    let (iin, _) = generate(day(born), Sex::Female, DEMO_SERIAL + digit, 10).unwrap();
    assert_eq!(u16::from(deciding_digit(iin.as_str())), digit);
    iin
}

fn organisation(digit: u32) -> Bin {
    let mut serials = (DEMO_BIN_SERIAL + digit..100_000).step_by(10);
    serials
        .find_map(|serial| Bin::generate(15, 3, serial))
        .unwrap()
}

fn port<R: Simulated>(faults: &Arc<Faults>) -> Port<R> {
    Port::to(Simulator::new(faults.clone()))
}

/// What the simulator says without faults.
async fn known<R: Simulated>(key: &R::Key) -> Option<R::Entry> {
    let answer = port::<R>(&Arc::default()).ask(key, now()).await;
    answer.unwrap().value
}

#[tokio::test]
async fn the_register_of_persons_knows_the_demonstration_and_nobody_else() {
    for (at, citizen) in citizens().iter().enumerate() {
        assert_eq!(citizen.iin.as_str(), citizen_iin(at));
        let found = known::<PersonRegister>(&citizen.iin).await.unwrap();
        assert_eq!(
            (found.name.as_str(), found.birth_date),
            (citizen.name, citizen.born)
        );
        assert_eq!(citizen.iin.birth_date(), Some(citizen.born));
    }
    let stranger = somebody(5, "1990-02-01");
    assert_eq!(known::<PersonRegister>(&stranger).await, None);
}

#[tokio::test]
async fn the_register_of_persons_knows_whoever_registered() {
    let server = Server::start().await;
    let browser = server.browser();
    accounts::begun(&browser).await;
    let register = Port::to(PersonSimulator {
        citizens: Simulator::new(Arc::default()),
        registered: Box::new(server.store().await),
    });
    let iin = Iin::parse(&fresh_iin((1990, 5, 17), 300)).unwrap();
    let before = register.ask(&iin, now()).await.unwrap().value;
    assert_eq!(before, None, "the telephone is not confirmed");
    let code = accounts::code_number(&browser, accounts::END, 1).await;
    assert_eq!(accounts::give(&browser, &code).await.status, 303);
    let known = register.ask(&iin, now()).await.unwrap().value.unwrap();
    assert!(!known.name.is_empty() && known.address.is_empty());
}

#[tokio::test]
async fn a_legal_entity_has_a_name_a_head_and_an_end() {
    let found = known::<LegalEntityRegister>(&organisation(3))
        .await
        .unwrap();
    assert!(found.is_active && found.name_ru.starts_with("ТОО «Үлгі 99"));
    assert_eq!(found.head_iin, citizen_iin(0), "3 of three citizens");
    assert_eq!(found.head_name, citizens()[0].name);
    let ended = known::<LegalEntityRegister>(&organisation(9)).await;
    assert!(!ended.unwrap().is_active);
    assert_eq!(known::<LegalEntityRegister>(&organisation(0)).await, None);
}

#[tokio::test]
async fn somebody_is_registered_as_unemployed_or_not() {
    let since = async |digit| {
        let entry = known::<UnemploymentRegister>(&somebody(digit, "1990-02-01")).await;
        entry.map(|entry| entry.since)
    };
    assert_eq!(since(2).await, Some(day("2026-03-02")));
    assert_eq!(since(7).await, Some(day("2026-10-15")));
    for digit in [0, 1, 3, 4, 5, 6, 8, 9] {
        assert_eq!(since(digit).await, None, "{digit}");
    }
}

#[tokio::test]
async fn a_disability_has_a_group_and_a_term_that_may_have_run_out() {
    let of = async |digit, born| known::<DisabilityRegister>(&somebody(digit, born)).await;
    let entry = |group, until: Option<&str>| {
        Some(EstablishedDisability {
            group,
            until: until.map(day),
        })
    };
    assert_eq!(of(3, "1990-02-01").await, None);
    assert_eq!(
        of(4, "1990-02-01").await,
        entry(DisabilityGroup::First, None)
    );
    assert_eq!(
        of(5, "1990-02-01").await,
        entry(DisabilityGroup::Second, Some("2035-06-30"))
    );
    assert_eq!(
        of(6, "1990-02-01").await,
        entry(DisabilityGroup::Third, Some("2024-12-31"))
    );
    assert_eq!(
        of(5, "2016-09-03").await,
        entry(DisabilityGroup::Child, Some("2034-09-03"))
    );
}

#[tokio::test]
async fn income_has_three_months_and_ends_with_the_work() {
    let of = async |digit, first| {
        let asked = IncomeOf {
            iin: somebody(digit, "1990-02-01"),
            first: day(first),
        };
        known::<IncomeRegister>(&asked).await
    };
    let earns = of(4, "2026-07-01").await.unwrap();
    let months: Vec<_> = earns
        .months
        .iter()
        .map(|month| (month.month, month.tenge))
        .collect();
    assert_eq!(
        months,
        [
            (day("2026-07-01"), 165_000),
            (day("2026-08-01"), 170_000),
            (day("2026-09-01"), 175_000)
        ]
    );
    assert_eq!(earns.total(), 510_000);
    // Registered as unemployed on 2 March.
    assert_eq!(of(2, "2026-01-01").await.unwrap().total(), 390_000);
    assert_eq!(of(2, "2026-04-01").await.unwrap().total(), 0);
    assert_eq!(of(0, "2026-01-01").await, None);
}

#[tokio::test]
async fn a_levy_payment_is_found_by_its_number() {
    let payer = organisation(1);
    let paid = known::<LevyRegister>(&format!(" {payer}-137 "))
        .await
        .unwrap();
    assert_eq!((paid.payer, paid.tenge), (payer.clone(), 137_000));
    for number in [
        "",
        "137",
        "123456789021-5",
        &format!("{payer}-0"),
        &format!("{payer}-"),
    ] {
        assert_eq!(
            known::<LevyRegister>(&number.to_owned()).await,
            None,
            "{number:?}"
        );
    }
}

#[tokio::test]
async fn a_family_has_valid_numbers_and_a_child_with_a_disability() {
    let family = known::<FamilyRegister>(&citizens()[0].iin).await.unwrap();
    let kinship: Vec<_> = family.relatives.iter().map(|one| one.kinship).collect();
    assert_eq!(kinship, [Kinship::Spouse, Kinship::Child, Kinship::Child]);
    for relative in &family.relatives {
        let iin = Iin::parse(&relative.iin).unwrap();
        assert_eq!(iin.birth_date(), Some(relative.birth_date));
    }
    let younger = Iin::parse(&family.relatives[2].iin).unwrap();
    let disability = known::<DisabilityRegister>(&younger).await.unwrap();
    assert_eq!(disability.group, DisabilityGroup::Child);
    let alone = known::<FamilyRegister>(&citizens()[2].iin).await;
    assert_eq!(
        alone,
        Some(RegisteredFamily::default()),
        "nobody is an answer"
    );
    assert_eq!(
        known::<FamilyRegister>(&somebody(0, "1990-02-01")).await,
        None
    );
}

async fn contradicts<R: Simulated>(key: &R::Key)
where
    R::Entry: PartialEq + std::fmt::Debug,
{
    let faults = Arc::new(Faults::default());
    let port = port::<R>(&faults);
    let truth = port.ask(key, now()).await.unwrap().value;
    faults.set(PortName::Register(R::NAME), Some(PortFault::Contradicts));
    let told = port.ask(key, now()).await.unwrap().value;
    assert_ne!(told, truth, "{:?}", R::NAME);
    faults.set(PortName::Register(R::NAME), None);
    assert_eq!(port.ask(key, now()).await.unwrap().value, truth);
}

#[tokio::test]
async fn every_register_contradicts_on_demand_whatever_it_knows() {
    for digit in 0..10 {
        let iin = somebody(digit, "1990-02-01");
        contradicts::<PersonRegister>(&iin).await;
        contradicts::<UnemploymentRegister>(&iin).await;
        contradicts::<DisabilityRegister>(&iin).await;
        contradicts::<FamilyRegister>(&iin).await;
        let first = day("2026-07-01");
        contradicts::<IncomeRegister>(&IncomeOf { iin, first }).await;
        let bin = organisation(digit.into());
        contradicts::<LegalEntityRegister>(&bin).await;
        contradicts::<LevyRegister>(&format!("{bin}-40")).await;
    }
}

#[tokio::test]
async fn a_register_that_is_down_or_slow_gives_no_answer_in_time() {
    let faults = Arc::new(Faults::default());
    let port = port::<UnemploymentRegister>(&faults);
    let iin = somebody(2, "1990-02-01");
    faults.set(
        PortName::Register(RegisterName::Unemployment),
        Some(PortFault::Down),
    );
    let begun = Instant::now();
    assert_eq!(port.ask(&iin, now()).await, Err(PortError::Unavailable));
    assert!(begun.elapsed() < Duration::from_secs(1));
    faults.set(
        PortName::Register(RegisterName::Unemployment),
        Some(PortFault::Slow),
    );
    let begun = Instant::now();
    assert_eq!(port.ask(&iin, now()).await, Err(PortError::Unavailable));
    assert!(begun.elapsed() >= TIMEOUT && begun.elapsed() < TIMEOUT * 2);
    // A fault is of one port.
    let other = Port::<DisabilityRegister>::to(Simulator::new(faults));
    assert!(other.ask(&iin, now()).await.is_ok());
}

/// A system that never answers, as a real one may be.
struct Silent;

#[async_trait]
impl RegisterSource<PersonRegister> for Silent {
    async fn find(&self, _: &Iin) -> Result<Option<RegisteredPerson>, PortError> {
        std::future::pending().await
    }
}

#[tokio::test]
async fn the_limit_of_time_is_the_ports_own() {
    let port = Port::<PersonRegister>::to(Silent);
    let asked = port.ask(&citizens()[0].iin, now());
    let answer = tokio::time::timeout(TIMEOUT * 2, asked).await;
    assert_eq!(answer.unwrap(), Err(PortError::Unavailable));
}

#[tokio::test]
async fn an_answer_is_kept_with_its_time_and_source() {
    let iin = somebody(2, "1990-02-01");
    let faults = Arc::default();
    let answer = port::<UnemploymentRegister>(&faults).ask(&iin, now()).await;
    let answer = answer.unwrap();
    assert_eq!(
        (answer.asked_at, answer.source),
        (now(), UnemploymentRegister::NAME)
    );
    let kept = serde_json::to_string(&answer).unwrap();
    assert_eq!(
        kept,
        r#"{"value":{"since":"2026-03-02"},"asked_at":"2026-09-21T14:13:20Z","source":"unemployment"}"#
    );
    assert_eq!(
        serde_json::from_str::<RegisterAnswer<_>>(&kept).unwrap(),
        answer,
        "and read again"
    );
}

#[test]
fn faults_of_the_command_line_are_read_or_refused_with_what_there_is() {
    let read = |text: &str| text.parse::<FaultSetting>();
    for port in PortName::all() {
        let down = FaultSetting {
            port,
            fault: PortFault::Down,
        };
        assert_eq!(read(&format!("{port}=down")), Ok(down));
        let contradicts = read(&format!("{port}=contradicts"));
        assert_eq!(contradicts.is_ok(), port != PortName::Messages, "{port}");
    }
    for wrong in ["", "persons", "persons=broken", "person=down", "=down"] {
        let told = read(wrong).unwrap_err();
        assert!(
            told.contains("legal-entities") && told.contains("slow"),
            "{wrong:?}: {told}"
        );
    }
}

#[tokio::test]
async fn a_register_that_contradicts_refuses_a_registration() {
    let server = Server::start_with(Wanted {
        faults: vec!["persons=contradicts".to_owned()],
        ..Wanted::default()
    })
    .await;
    let browser = server.browser();
    accounts::begun(&browser).await;
    let code = accounts::code_number(&browser, accounts::END, 1).await;
    let refused = accounts::give(&browser, &code).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Мотивированный отказ в авторизации"));
}
