//! What rules may hold, for editors and for the documents: `lianfang schema`.
//!
//! `src/fields/fields.toml` declares every table and key once. From it come the JSON Schema, with the
//! unit's own ids and words as what may be written, and `docs/rules-format.md`. What norms may
//! hold comes from their kinds. `tests/it/schema.rs` holds the declaration against the reader of
//! the rules, which is what decides.

mod json;
mod markdown;
mod norms;

pub use json::schema;
pub use markdown::markdown;
