package dev.liaison.crm;

/// A change as the log keeps it.
///
/// @param sequence ascending in commit order, without a promise that there are no gaps
/// @param at epoch milliseconds
/// @param source HubSpot's source word of the writer, `API` for instance
public record LoggedChange(long sequence, long at, String source, Change change) {}
