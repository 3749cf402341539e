package dev.liaison.crm.search;

import java.util.List;

/// Filters that a record has to pass all of.
public record FilterGroup(List<Filter> filters) {}
