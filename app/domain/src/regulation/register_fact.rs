//! What the entries of registers say, by the names under which logs and data files have it.

/// A fact of an entry. Beside these an income has its months (`2026-07`), and relatives are numbered (`child-2`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterFact {
    /// Name of a person.
    Name,
    /// Day of birth.
    Born,
    /// Where they live.
    Address,
    /// КАТО code of the district in which that is.
    Kato,
    /// Name of an organisation in Kazakh.
    NameKk,
    /// In Russian.
    NameRu,
    /// Who heads it.
    Head,
    /// Whether it exists still.
    Active,
    /// Since when somebody is registered.
    Since,
    /// Group of a disability.
    Group,
    /// Until when it is established.
    Until,
    /// Number of whoever paid.
    Payer,
    /// When the payment came.
    Day,
    /// How much it was, in whole tenge.
    Tenge,
    /// Husband or wife.
    Spouse,
    /// Child.
    Child,
}

impl RegisterFact {
    /// All of them.
    pub const ALL: [RegisterFact; 16] = [
        RegisterFact::Name,
        RegisterFact::Born,
        RegisterFact::Address,
        RegisterFact::Kato,
        RegisterFact::NameKk,
        RegisterFact::NameRu,
        RegisterFact::Head,
        RegisterFact::Active,
        RegisterFact::Since,
        RegisterFact::Group,
        RegisterFact::Until,
        RegisterFact::Payer,
        RegisterFact::Day,
        RegisterFact::Tenge,
        RegisterFact::Spouse,
        RegisterFact::Child,
    ];

    /// As it is written in logs and data.
    pub const fn id(self) -> &'static str {
        match self {
            RegisterFact::Name => "name",
            RegisterFact::Born => "born",
            RegisterFact::Address => "address",
            RegisterFact::Kato => "kato",
            RegisterFact::NameKk => "name-kk",
            RegisterFact::NameRu => "name-ru",
            RegisterFact::Head => "head",
            RegisterFact::Active => "active",
            RegisterFact::Since => "since",
            RegisterFact::Group => "group",
            RegisterFact::Until => "until",
            RegisterFact::Payer => "payer",
            RegisterFact::Day => "day",
            RegisterFact::Tenge => "tenge",
            RegisterFact::Spouse => "spouse",
            RegisterFact::Child => "child",
        }
    }

    /// The fact that is written so; a relative's number does not count. None for a month.
    pub fn of(written: &str) -> Option<RegisterFact> {
        let mut all = Self::ALL.into_iter();
        all.find(|fact| {
            let number = written.strip_prefix(fact.id());
            let number = number.map(|rest| rest.strip_prefix('-').unwrap_or(rest));
            number.is_some_and(|rest| rest.chars().all(|sign| sign.is_ascii_digit()))
        })
    }
}
