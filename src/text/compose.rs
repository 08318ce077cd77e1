//! Composing.
