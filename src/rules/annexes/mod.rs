//! Functions and hazards, before, during and after.
