//! The form in words for readers who are not the applicant: a representative, or an official.

use super::{Field, Meaning, Regulation, Topic};

impl Field {
    /// Whether label or answers speak to the applicant and have other words for others.
    pub fn has_words_for_others(&self) -> bool {
        let mut labels = self.options.iter().map(|option| &option.label);
        self.label.others.is_some() || labels.any(|label| label.others.is_some())
    }

    /// The field as others read it.
    #[must_use]
    pub fn for_others(mut self) -> Field {
        self.label.tell_others();
        if let Some(hint) = &mut self.hint {
            hint.tell_others();
        }
        for option in &mut self.options {
            option.label.tell_others();
        }
        self
    }
}

impl Topic {
    /// Whether it asks who is signed in, or for whom that person applies: then it speaks to whoever fills in the form.
    pub fn is_of_parties(&self) -> bool {
        let is_of_parties = |field: &Field| field.is_identity() || field.means(Meaning::Party);
        self.fields.iter().any(is_of_parties)
    }

    fn for_others(mut self) -> Topic {
        self.title.tell_others();
        if let Some(intro) = &mut self.intro {
            intro.tell_others();
        }
        self.fields = self.fields.into_iter().map(Field::for_others).collect();
        self
    }
}

impl Regulation {
    /// The regulation with the form as a representative fills it in: its questions are about somebody else.
    #[must_use]
    pub fn for_representative(&self) -> Regulation {
        let mut regulation = self.clone();
        for topic in &mut regulation.topics {
            if !topic.is_of_parties() {
                *topic = topic.clone().for_others();
            }
        }
        regulation
    }
}
