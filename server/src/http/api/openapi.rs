//! The description of the API. Its schemas are the structs of the answers themselves.

use std::{collections::BTreeMap, marker::PhantomData};

use catalogue::export::Regulation;
use utoipa::{
    IntoResponses, OpenApi, PartialSchema, ToSchema,
    openapi::{
        ContentBuilder, HeaderBuilder, Ref, RefOr, ResponseBuilder,
        response::Response as Described,
        schema::{AdditionalProperties, ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema},
    },
};

use super::{JSON, JSON_LD, problem::Problem};

/// The description.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Otinish: the catalogue",
        version = "1.0.0",
        description = "The regulations of state services in the social sector of Kazakhstan, as data with the line of \
            the act for every item. All texts are in Kazakh (`kk`), Russian (`ru`) and English (`en`); `ours` names the \
            languages in which the wording is our own translation. Keys may be added to answers, none is taken away.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    servers((url = "/", description = "The portal that gave this description")),
    paths(super::catalogue, super::regulation, super::linked, super::description),
    components(schemas(Regulation, Problem))
)]
pub(crate) struct Description;

/// What is in a successful answer.
pub(super) trait Content {
    const MEDIA: &'static str;
    const WHAT: &'static str;
    /// What «not found» means, where an address can name what is not there.
    const MISSING: Option<&'static str> = None;
    fn schema() -> RefOr<Schema>;
}

/// The content of `GET /api/v1/catalogue`.
pub(super) struct Catalogue;

impl Content for Catalogue {
    const MEDIA: &'static str = JSON;
    const WHAT: &'static str = "All regulations, in order of `id`";

    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new().items(One::schema()).into()
    }
}

/// The content of `GET /api/v1/catalogue/{act}/{service}`.
pub(super) struct One;

impl Content for One {
    const MEDIA: &'static str = JSON;
    const WHAT: &'static str = "The regulation";
    const MISSING: Option<&'static str> = Some("The catalogue has no such regulation");

    fn schema() -> RefOr<Schema> {
        Ref::from_schema_name(Regulation::name()).into()
    }
}

/// The content of `GET /api/v1/catalogue.jsonld`.
pub(super) struct Linked;

impl Content for Linked {
    const MEDIA: &'static str = JSON_LD;
    const WHAT: &'static str =
        "JSON-LD with its context inside; relative addresses are those of this portal";

    fn schema() -> RefOr<Schema> {
        let node = anything().property("@type", kinds()).required("@type");
        ObjectBuilder::new()
            .property("@context", anything())
            .required("@context")
            .property("@graph", ArrayBuilder::new().items(node))
            .required("@graph")
            .additional_properties(Some(AdditionalProperties::FreeForm(false)))
            .into()
    }
}

/// An object with any keys.
fn anything() -> ObjectBuilder {
    ObjectBuilder::new().additional_properties(Some(AdditionalProperties::FreeForm(true)))
}

/// One type of a node, or several.
fn kinds() -> OneOfBuilder {
    OneOfBuilder::new()
        .item(String::schema())
        .item(ArrayBuilder::new().items(String::schema()))
}

/// The content of `GET /api/v1/openapi.json`.
pub(super) struct Itself;

impl Content for Itself {
    const MEDIA: &'static str = JSON;
    const WHAT: &'static str = "An OpenAPI document";

    fn schema() -> RefOr<Schema> {
        anything().into()
    }
}

/// The answers of every address here: the content, «you have it already», or a problem.
pub(super) struct Cacheable<C>(PhantomData<C>);

impl<C: Content> IntoResponses for Cacheable<C> {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let tag = || {
            HeaderBuilder::new()
                .schema(Some(String::schema()))
                .description(Some("The version of the content, for `If-None-Match`"))
        };
        let found = ResponseBuilder::new()
            .description(C::WHAT)
            .header("ETag", tag().build())
            .content(
                C::MEDIA,
                ContentBuilder::new().schema(Some(C::schema())).build(),
            );
        let known = ResponseBuilder::new()
            .description("The client has this version; without a body")
            .header("ETag", tag().build());
        let problem = |what: &str| {
            let schema = Ref::from_schema_name(Problem::name());
            ResponseBuilder::new().description(what).content(
                "application/problem+json",
                ContentBuilder::new().schema(Some(schema)).build(),
            )
        };
        let mut responses = BTreeMap::from([
            ("200".to_owned(), found.build().into()),
            ("304".to_owned(), known.build().into()),
            (
                "default".to_owned(),
                problem("Any other status").build().into(),
            ),
        ]);
        if let Some(missing) = C::MISSING {
            responses.insert("404".to_owned(), problem(missing).build().into());
        }
        responses
    }
}
