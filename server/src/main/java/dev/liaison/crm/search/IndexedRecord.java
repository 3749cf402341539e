package dev.liaison.crm.search;

import dev.liaison.crm.object.ObjectRef;
import java.util.List;

/// A live record as an index keeps it: every value that a read shows.
///
/// @param createdAt epoch milliseconds
public record IndexedRecord(ObjectRef ref, long createdAt, List<IndexedValue> values) {}
