//! The text reporter.
