//! Plain words, one for each thing.
