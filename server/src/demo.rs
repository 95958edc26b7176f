//! The accounts of the demonstration: those of its citizens, whom the simulated registers know too, and of its staff.

use tokio::sync::OnceCell;

use crate::{
    core::Core,
    password::PasswordError,
    ports::synthetic,
    store::{StoreError, account::CitizenAccount, new_id, person::Person, staff::Staff},
};

/// One password for all demonstration accounts; printed at the start.
pub const PASSWORD: &str = "otinish-2026";

/// Login, name, roles; all but the last two work in the first office, those in the second.
const STAFF: [(&str, &str, &[&str]); 13] = [
    ("registrar", "Г. Тіркеуова", &["registrar"]),
    ("head", "Б. Басшыбаев", &["head"]),
    ("executor", "А. Орындаушиева", &["executor"]),
    ("executor2", "Н. Исполнителев", &["executor"]),
    ("survey", "Ж. Тексеруов", &["survey-commission"]),
    ("special", "С. Арнаева", &["special-commission"]),
    ("akim-specialist", "К. Мамандықов", &["akim-specialist"]),
    ("akim", "Д. Әкімжанов", &["akim"]),
    ("akim-executor", "Р. Ауылова", &["akim-executor"]),
    (
        "all",
        "Т. Барлықов",
        &[
            "registrar",
            "head",
            "executor",
            "survey-commission",
            "special-commission",
        ],
    ),
    ("survey2", "М. Участков", &["survey-commission"]),
    ("registrar-other", "Л. Ауданова", &["registrar"]),
    ("head-other", "О. Көршиев", &["head"]),
];

/// Login and name of the administrators of the first two offices. They keep accounts and see no case.
const ADMINISTRATORS: [(&str, &str); 2] =
    [("admin", "Ш. Әкімшілік"), ("admin-other", "П. Настройкин")];

/// Login, name and role.
type RegionOfficial = (&'static str, &'static str, &'static str);

/// Officials of the other regions. They work in the first office of the regulation: every role has one that works an
/// application of the portal there, and the first three take applications at a counter.
const REGIONS: [(&str, &[RegionOfficial]); 12] = [
    (
        "zhambyl-2014/targeted-social-assistance",
        &[("counter-zhambyl", "Ә. Қабылдауова", "executor")],
    ),
    (
        "mangystau-2014/targeted-social-assistance",
        &[("counter-mangystau", "Т. Терезебаев", "executor")],
    ),
    (
        "pavlodar-2015/targeted-social-assistance",
        &[("counter-pavlodar", "И. Приёмова", "specialist")],
    ),
    (
        "mangystau-2014/unemployed-certificate",
        &[
            ("aktau-executor", "Д. Атқарова", "executor"),
            ("aktau-head", "О. Басқаров", "head"),
        ],
    ),
    (
        "mangystau-2014/foreign-labour-permit",
        &[
            ("mangystau-registrar", "В. Журналова", "registrar"),
            ("mangystau-executor", "И. Үлгішев", "executor"),
            ("mangystau-head", "Р. Жетекова", "head"),
            ("mangystau-commission", "Х. Алқаев", "commission"),
        ],
    ),
    (
        "zhambyl-2014/unemployed-certificate",
        &[
            ("taraz-executor", "Қ. Орындаев", "executor"),
            ("taraz-head", "С. Басқарова", "head"),
        ],
    ),
    (
        "zhambyl-2014/local-social-assistance",
        &[
            ("taraz-survey", "Б. Қарауов", "survey-commission"),
            ("taraz-special", "З. Шешімова", "special-commission"),
        ],
    ),
    (
        "zhambyl-2013/home-schooling-support",
        &[
            ("taraz-specialist", "Е. Маманов", "specialist"),
            ("taraz-authorised", "Г. Уәкілова", "authorised-official"),
        ],
    ),
    (
        "zhambyl-2014/foreign-labour-permit",
        &[
            ("zhambyl-registrar", "Л. Тіркеев", "registrar"),
            ("zhambyl-head", "М. Жетекшин", "head"),
            ("zhambyl-deputy", "Н. Орынбасарова", "deputy-head"),
            ("zhambyl-department", "Т. Бөлімбаев", "department-head"),
            (
                "zhambyl-specialist",
                "А. Үлгібекова",
                "department-specialist",
            ),
        ],
    ),
    (
        "pavlodar-2015/jobseeker-registration",
        &[
            ("pavlodar-registrar", "Е. Входящева", "registrar"),
            ("pavlodar-head", "К. Главин", "head"),
            (
                "pavlodar-responsible",
                "Н. Ответова",
                "responsible-specialist",
            ),
        ],
    ),
    (
        "pavlodar-2015/local-social-assistance",
        &[
            ("pavlodar-specialist", "Ю. Образцов", "specialist"),
            ("pavlodar-chief", "М. Ведущева", "chief-specialist"),
        ],
    ),
    (
        "pavlodar-2015/foreign-labour-permit",
        &[
            ("irtysh-registrar", "П. Почтина", "registrar"),
            ("irtysh-head", "С. Степнов", "head"),
            ("irtysh-chief", "А. Речная", "chief-specialist"),
        ],
    ),
];

/// The regulation in whose first two offices [`STAFF`] and [`ADMINISTRATORS`] work.
const HOME: &str = "west-kazakhstan-2018/local-social-assistance";

/// How many of [`STAFF`], from the end, work in the second office.
const IN_SECOND_OFFICE: usize = 2;

/// The ИИН of the demonstration citizens.
pub fn citizens() -> Vec<String> {
    let citizens = synthetic::citizens().iter();
    citizens
        .map(|citizen| citizen.iin.as_str().to_owned())
        .collect()
}

/// The accounts, for the person at the terminal.
pub(crate) fn logins() -> String {
    let staff = STAFF.iter().map(|(login, ..)| *login);
    let regions = of_regions().map(|(login, ..)| *login);
    let administrators = ADMINISTRATORS.iter().map(|(login, _)| *login);
    let staff: Vec<&str> = staff.chain(regions).chain(administrators).collect();
    format!(
        "Demonstration accounts, all with the password {PASSWORD}\n  citizens (ИИН): {}\n  \
         staff, who need no code of a telephone: {}\n  \
         codes by text message and mail: /kk/demo/messages",
        citizens().join(", "),
        staff.join(", ")
    )
}

/// With `--demo` adds the accounts that are not there yet; without it closes those that are, whoever added them. Returns
/// how many are in the database.
pub(crate) async fn prepare(app: &Core) -> anyhow::Result<i64> {
    let demo = app.config.entrance.demo;
    if demo {
        fill(app).await?;
    }
    let staff = STAFF.iter().map(|(login, name, _)| (*login, *name));
    let regions = of_regions().map(|(login, name, _)| (*login, *name));
    let staff = staff.chain(regions).chain(ADMINISTRATORS);
    let staff = staff.map(|(login, name)| (login.to_owned(), name.to_owned()));
    let accounts = app.store.mark_demo(citizens(), staff.collect()).await?;
    if !demo && accounts > 0 {
        let sessions = app.store.end_demo_sessions().await?;
        tracing::warn!(
            accounts,
            sessions,
            "demonstration accounts are in this database; without --demo they cannot log in"
        );
    }
    Ok(accounts)
}

/// Adds the accounts that are not there yet.
async fn fill(app: &Core) -> anyhow::Result<()> {
    let password = OneHash::default();
    for citizen in synthetic::citizens() {
        let iin = citizen.iin.as_str();
        if app.store.account_by_iin(iin).await?.is_some() {
            continue;
        }
        let person = Person {
            id: new_id(),
            iin: iin.to_owned(),
            name: citizen.name.to_owned(),
            birth_date: citizen.born.to_string(),
            phone: citizen.phone.to_owned(),
            email: String::new(),
            created: app.now().timestamp_micros(),
        };
        let account = CitizenAccount {
            person,
            password: password.of(app).await?,
            demo: true,
        };
        accept_conflict(app.store.add_account(account, None).await.map(|_| ()))?;
    }
    fill_staff(app, &password).await
}

/// One hash for all, since the password is printed at the start; made when the first account needs it.
#[derive(Default)]
struct OneHash(OnceCell<String>);

impl OneHash {
    async fn of(&self, app: &Core) -> Result<String, PasswordError> {
        let hash = || app.passwords.hash(PASSWORD.to_owned());
        self.0.get_or_try_init(hash).await.cloned()
    }
}

async fn fill_staff(app: &Core, password: &OneHash) -> anyhow::Result<()> {
    let home = app.catalogue.get(HOME).into_iter();
    let offices = home.flat_map(|regulation| &regulation.provider.offices);
    let offices: Vec<&str> = offices.map(|office| office.id.as_str()).take(2).collect();
    if let [first, second] = offices[..] {
        for (place, (login, name, roles)) in STAFF.iter().enumerate() {
            let in_second = place + IN_SECOND_OFFICE >= STAFF.len();
            let office = if in_second { second } else { first };
            add_staff(app, password, login, name, roles, office).await?;
        }
        for ((login, name), office) in ADMINISTRATORS.into_iter().zip(offices) {
            add_staff(app, password, login, name, &[], office).await?;
        }
    }
    for (id, officials) in REGIONS {
        let regulation = app.catalogue.get(id);
        let Some(office) = regulation.and_then(|one| one.provider.offices.first()) else {
            continue;
        };
        for (login, name, role) in officials {
            add_staff(app, password, login, name, &[role], office.id.as_str()).await?;
        }
    }
    Ok(())
}

fn of_regions() -> impl Iterator<Item = &'static RegionOfficial> {
    REGIONS.iter().flat_map(|(_, officials)| officials.iter())
}

/// Whether this is the login of an official of the demonstration.
pub(crate) fn is_staff(login: &str) -> bool {
    let staff = STAFF.iter().any(|(known, ..)| *known == login);
    let region = of_regions().any(|(known, ..)| *known == login);
    staff || region || is_administrator(login)
}

fn is_administrator(login: &str) -> bool {
    ADMINISTRATORS.iter().any(|(known, _)| *known == login)
}

async fn add_staff(
    app: &Core,
    password: &OneHash,
    login: &str,
    name: &str,
    roles: &[&str],
    office: &str,
) -> anyhow::Result<()> {
    if app.store.staff_by_login(login).await?.is_some() {
        return Ok(());
    }
    let staff = Staff {
        id: new_id(),
        login: login.to_owned(),
        password: password.of(app).await?,
        name: name.to_owned(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        office: office.to_owned(),
        administrator: is_administrator(login),
        ..Staff::default()
    };
    accept_conflict(app.store.add_staff(staff).await)?;
    Ok(())
}

/// Another server process on the same database may fill it at the same time.
fn accept_conflict(result: Result<(), StoreError>) -> Result<(), StoreError> {
    match result {
        Err(StoreError::Conflict) => Ok(()),
        other => other,
    }
}
