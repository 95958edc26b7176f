//! What a person sees, as the server writes it.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that breaks off has failed"
)]

mod bpmn;
mod components;
mod format;
mod hyphen;
mod islands;
mod locales;
mod obstacles;
mod otherwise;
mod pages_calculator;
mod pages_citizen;
mod pages_form;
mod pages_operation;
mod pages_places;
mod pages_prepare;
mod pages_public;
mod pages_service;
mod pages_services;
mod papers;
mod result;
mod route_pictures;
mod route_words;
mod sheet;
mod standing;
mod xml;
