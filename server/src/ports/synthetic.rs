//! The persons of the demonstration: synthetic, with ИИН generated from a reserved range of serial numbers. They have the
//! accounts of the demonstration, and are whom the simulated registers know by name.

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::iin::{DEMO_SERIAL, Iin, Sex};

pub struct DemoCitizen {
    pub iin: Iin,
    /// Surname, first name, patronymic.
    pub name: &'static str,
    /// Day of birth.
    pub born: NaiveDate,
    /// Registered place of residence.
    pub address: &'static str,
    /// КАТО code of the district of residence.
    pub kato: &'static str,
    /// Telephone of the account.
    pub phone: &'static str,
}

type Told = (
    &'static str,
    (i32, u32, u32),
    Sex,
    &'static str,
    &'static str,
    &'static str,
);

const CITIZENS: [Told; 3] = [
    (
        "Үлгібаева Айсұлу Сынаққызы",
        (1984, 3, 14),
        Sex::Female,
        "Орал қ., Үлгі көшесі, 12-үй, 5-пәтер",
        "271000000",
        "+77010000001",
    ),
    (
        "Сынақбаев Ержан Үлгіұлы",
        (1971, 11, 2),
        Sex::Male,
        "Ақжайық ауданы, Чапаев а., Сынақ көшесі, 3-үй",
        "273200000",
        "+77010000002",
    ),
    (
        "Примерова Анна Опытовна",
        (2001, 7, 29),
        Sex::Female,
        "г. Уральск, ул. Примерная, д. 7, кв. 41",
        "271000000",
        "+77010000003",
    ),
];

/// The citizens of the demonstration, always in the same order.
pub fn citizens() -> &'static [DemoCitizen] {
    static ALL: LazyLock<Vec<DemoCitizen>> = LazyLock::new(|| {
        let mut serial = DEMO_SERIAL;
        let known = |(name, (year, month, day), sex, address, kato, phone): Told| {
            let born = NaiveDate::from_ymd_opt(year, month, day)?;
            let iin;
            (iin, serial) = generate(born, sex, serial + 1, 1)?;
            Some(DemoCitizen {
                iin,
                name,
                born,
                address,
                kato,
                phone,
            })
        };
        CITIZENS.into_iter().filter_map(known).collect()
    });
    &ALL
}

/// The number of a synthetic person with this serial, and the serial. Some have no check digit: then that of the first one
/// of `step` further that has.
pub fn generate(born: NaiveDate, sex: Sex, serial: u16, step: u16) -> Option<(Iin, u16)> {
    let mut serials = (serial..=9999).step_by(step.into());
    serials.find_map(|serial| Some((Iin::generate(born, sex, serial)?, serial)))
}
