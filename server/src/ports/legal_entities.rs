//! The register of legal entities (ГБД ЮЛ).

use domain::{bin::Bin, regulation::RegisterName};
use serde::{Deserialize, Serialize};

use super::{
    register::Register,
    simulator::{Simulated, deciding_digit},
    synthetic::citizens,
};

/// What the register says of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalEntity {
    /// Name in Kazakh.
    pub name_kk: String,
    /// Name in Russian.
    pub name_ru: String,
    /// ИИН of its first head, who acts for it without a power of attorney.
    pub head_iin: String,
    pub head_name: String,
    /// Whether it exists still.
    pub is_active: bool,
}

/// Asked by БИН.
pub enum LegalEntityRegister {}

impl Register for LegalEntityRegister {
    const NAME: RegisterName = RegisterName::LegalEntities;
    type Key = Bin;
    type Entry = LegalEntity;
}

/// No entry for numbers that end in 0 before the check digit, and none that exists still for those in 9. The head is one
/// of the citizens of the demonstration, in turn.
impl Simulated for LegalEntityRegister {
    fn entry(bin: &Bin) -> Option<LegalEntity> {
        let digit = deciding_digit(bin.as_str());
        if digit == 0 {
            return None;
        }
        let heads = citizens();
        let head = heads.get(usize::from(digit) % heads.len())?;
        let serial = bin.as_str().get(6..11).unwrap_or_default();
        Some(LegalEntity {
            name_kk: format!("«Үлгі {serial}» ЖШС"),
            name_ru: format!("ТОО «Үлгі {serial}»"),
            head_iin: head.iin.as_str().to_owned(),
            head_name: head.name.to_owned(),
            is_active: digit != 9,
        })
    }

    fn contradiction(_: &Bin) -> Option<LegalEntity> {
        Some(LegalEntity {
            name_kk: "«Қайшы» ЖШС".to_owned(),
            name_ru: "ТОО «Қайшы»".to_owned(),
            head_iin: String::new(),
            head_name: "Қайшыбаев Қарсы Қатеұлы".to_owned(),
            is_active: false,
        })
    }
}
