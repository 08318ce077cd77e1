//! Terms and waivers.

use super::reader::Reader;
use super::registry::Registry;
use crate::model::{Id, Term, Waiver};

pub(super) fn term(reader: &mut Reader<'_, '_>, _: Id, _: &Registry<'_>) -> Term {
    Term {
        wrong: reader.string("wrong"),
        right: reader.opt_string("right"),
        why: reader.opt_string("why"),
        shipped: false,
    }
}

pub(super) fn waiver(reader: &mut Reader<'_, '_>, _: Id, _: &Registry<'_>) -> Waiver {
    Waiver {
        code: reader.string("code"),
        at: reader.string("place"),
        reason: reader.opt_string("reason"),
        until: reader.opt_date("until"),
        place: reader.place,
    }
}
