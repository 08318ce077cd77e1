//! Building the town from raw tables.
