package dev.liaison.crm;

/// What became of one entry of a batch.
public sealed interface Attempt<T> {

  /// It was done.
  record Done<T>(T result) implements Attempt<T> {}

  /// It was not; nothing of the entry was written.
  record Refused<T>(Problem problem) implements Attempt<T> {}
}
