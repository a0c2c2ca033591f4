//! Roles, contacts and places.
