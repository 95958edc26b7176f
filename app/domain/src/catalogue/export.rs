//! The catalogue as one JSON document, for other programs: `cargo xtask catalogue` and `GET /api/v1/catalogue`.

use serde_json::{Value, json};

use super::Catalogue;
use crate::{
    limit::Limit,
    regulation::{Procedure, Regulation, StatedTerm, Step, TermKind},
    text::Text,
};

/// All regulations, in order of id.
pub fn json(catalogue: &Catalogue) -> Value {
    catalogue.all().map(regulation).collect()
}

fn regulation(r: &Regulation) -> Value {
    json!({
        "id": r.id,
        "service": r.service,
        "document": r.act.document,
        "lines": r.lines,
        "names": text(&r.names),
        "act": {
            "number": r.act.number, "date": r.act.date, "in_force": r.act.in_force,
            "repealed": r.act.repealed.as_ref().map(|repeal| repeal.date),
            "language": r.act.language,
        },
        "region": { "kato": r.region.kato, "names": text(&r.region.name) },
        "provider": { "names": text(&r.provider.name), "level": r.provider.level, "line": r.provider.line },
        "recipients": { "text": text(&r.recipients.text), "line": r.recipients.line },
        "representatives": r.representatives.iter()
            .map(|one| json!({ "text": text(&one.text), "line": one.line })).collect::<Vec<_>>(),
        "channels": r.channels.iter().map(|channel| json!({
            "kind": channel.kind, "condition": channel.condition_text.as_ref().map(text), "line": channel.line,
        })).collect::<Vec<_>>(),
        "form": { "text": text(&r.form_of_service.text), "line": r.form_of_service.line },
        "fee": { "free": r.fee.free, "text": text(&r.fee.text), "line": r.fee.line },
        "standard": { "text": text(&r.standard.text), "line": r.standard.line },
        "procedures": r.procedures.iter().map(|one| procedure(r, one)).collect::<Vec<_>>(),
        "terms": r.terms.iter().map(term).collect::<Vec<_>>(),
        "results": r.outputs.iter().map(|output| json!({
            "id": output.id, "kind": output.kind, "names": text(&output.name), "line": output.line,
        })).collect::<Vec<_>>(),
        "documents": r.evidence.iter().map(|evidence| json!({
            "id": evidence.id, "names": text(&evidence.name), "status": evidence.status,
            "source": text(&evidence.source), "line": evidence.line,
        })).collect::<Vec<_>>(),
        "grounds": r.grounds.iter().map(|ground| json!({
            "id": ground.id, "names": text(&ground.name), "line": ground.line,
        })).collect::<Vec<_>>(),
        "notes": r.notes.iter().map(|note| json!({
            "id": note.id, "lines": note.lines, "text": text(&note.text),
        })).collect::<Vec<_>>(),
    })
}

fn text(text: &Text) -> Value {
    json!({ "kk": text.kk, "ru": text.ru, "en": text.en })
}

fn limit(limit: &Limit) -> Value {
    json!({ "value": limit.value, "unit": limit.unit, "least": limit.least, "quote": limit.quote })
}

fn term(term: &StatedTerm) -> Value {
    json!({
        "id": term.id, "kind": term.kind, "channel": term.channel, "variant": term.variant,
        "value": term.limit.value, "unit": term.limit.unit, "quote": term.limit.quote,
        "when": text(&term.when), "replaces": term.replaces, "line": term.line,
    })
}

fn procedure(r: &Regulation, procedure: &Procedure) -> Value {
    let stated = r.terms.iter().find(|term| {
        term.kind == TermKind::Whole
            && term.channel == procedure.channel
            && term.variant == procedure.variant
            && !term.replaces
    });
    json!({
        "channel": procedure.channel,
        "variant": procedure.variant,
        "line": procedure.line,
        "starts": { "text": text(&procedure.starts), "line": procedure.starts_line },
        "entry": procedure.entry,
        "steps": procedure.steps.iter().map(|one| step(r, one)).collect::<Vec<_>>(),
        "term": stated.map(|term| json!({
            "value": term.limit.value, "unit": term.limit.unit, "line": term.line,
        })),
    })
}

fn step(r: &Regulation, step: &Step) -> Value {
    json!({
        "id": step.id,
        "n": step.n,
        "performer": step.performer,
        "performer_names": r.role(&step.performer).map(|role| text(&role.name)),
        "action": text(&step.action),
        "limit": step.limit.as_ref().map(limit),
        "line": step.line,
        "outcomes": step.outcomes.iter().map(|outcome| json!({
            "id": outcome.id, "to": outcome.to, "closes": outcome.closes, "output": outcome.output,
        })).collect::<Vec<_>>(),
    })
}
