package dev.liaison.crm.transfer;

/// How far a store has counted.
///
/// @param nextId the record id to lease next
/// @param sequence the highest number that orders changes and earlier values
public record Marks(long nextId, long sequence) {}
