package dev.liaison.crm.transfer;

import java.util.List;

/// Some of the items of a kind, in the order of the store that they come from.
///
/// @param items empty when there are no more
/// @param position behind the last of them: a word of that store, in one line
public record Page(List<Item> items, String position) {}
