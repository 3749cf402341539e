package dev.liaison.limits;

/// What an app has used of the calls of a day.
///
/// @param limit the calls it has; the usual number of upstream where nothing is limited
/// @param calls those it has made through this server
/// @param resetsAt epoch milliseconds of the next day's begin
public record DayUsage(int limit, long calls, long resetsAt) {}
