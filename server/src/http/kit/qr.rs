//! The public address of a case as a code for telephones.

use fast_qr::{
    ECL,
    convert::{Builder, Shape, svg::SvgBuilder},
    qr::QRBuilder,
};

/// The address as an `svg` element; empty for an address too long for a code, which then stands there as text.
pub(crate) fn svg(address: &str) -> String {
    let code = QRBuilder::new(address).ecl(ECL::M).build();
    code.map(|code| SvgBuilder::default().shape(Shape::Square).to_str(&code))
        .unwrap_or_default()
}
