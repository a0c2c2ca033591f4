//! Questions that lead to a decision.
