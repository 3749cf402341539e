package dev.liaison.http;

/// Answers a request; a function of values.
@FunctionalInterface
public interface Handler {
  Response handle(Request request);
}
