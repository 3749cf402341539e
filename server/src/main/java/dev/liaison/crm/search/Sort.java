package dev.liaison.crm.search;

/// The order of what is found. Records without a value come last, whatever the direction.
public record Sort(String property, boolean descending) {}
