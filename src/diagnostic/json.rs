//! The json reporter.
