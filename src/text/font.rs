//! Fonts by role.
/// The faces that GB/T 9704 names, and the Latin one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontRole {
    /// a
    Fangsong,
}
/// All fonts.
pub struct Fonts;
