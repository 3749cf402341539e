package dev.liaison.crm.list;

import dev.liaison.crm.object.ObjectTypeId;
import java.util.Map;
import java.util.Optional;

/// A list of records of one type.
///
/// @param version how often its name or filter changed, from 1
/// @param filter who is in; none for a manual list
/// @param folder 0 for the root
/// @param conversion when a dynamic list is to become a static one
public record RecordList(
    long id,
    int version,
    String name,
    ObjectTypeId type,
    Processing processing,
    Optional<ListFilter> filter,
    long folder,
    Times times,
    Optional<Conversion> conversion,
    Map<String, String> customProperties) {

  /// Who decides who is in.
  public enum Processing {
    /// People and programs.
    MANUAL,
    /// The filter, at every moment.
    DYNAMIC,
    /// The filter at the moment of creation, and since then people and programs.
    SNAPSHOT
  }

  /// In epoch milliseconds, 0 for never.
  public record Times(
      long createdAt, long updatedAt, long filtersUpdatedAt, long deletedAt, long convertedAt) {}

  /// When a dynamic list is to become a static one.
  public sealed interface Conversion {

    /// At the beginning of this day, UTC.
    record OnDate(int year, int month, int day) implements Conversion {}

    /// When the list has not changed for so long.
    ///
    /// @param unit `DAY`, `WEEK` or `MONTH`
    record AfterInactivity(int offset, String unit) implements Conversion {}
  }

  public boolean dynamic() {
    return processing == Processing.DYNAMIC;
  }

  public boolean deleted() {
    return times.deletedAt() != 0;
  }

  RecordList named(String newName, long at) {
    return new RecordList(
        id,
        version + 1,
        newName,
        type,
        processing,
        filter,
        folder,
        new Times(times.createdAt, at, times.filtersUpdatedAt, times.deletedAt, times.convertedAt),
        conversion,
        customProperties);
  }

  RecordList filtered(ListFilter newFilter, long at) {
    return new RecordList(
        id,
        version + 1,
        name,
        type,
        processing,
        Optional.of(newFilter),
        folder,
        new Times(times.createdAt, at, at, times.deletedAt, times.convertedAt),
        conversion,
        customProperties);
  }

  RecordList in(long newFolder) {
    return new RecordList(
        id,
        version,
        name,
        type,
        processing,
        filter,
        newFolder,
        times,
        conversion,
        customProperties);
  }

  RecordList converting(Optional<Conversion> newConversion) {
    return new RecordList(
        id,
        version,
        name,
        type,
        processing,
        filter,
        folder,
        times,
        newConversion,
        customProperties);
  }

  RecordList converted(long at) {
    return new RecordList(
        id,
        version,
        name,
        type,
        Processing.SNAPSHOT,
        filter,
        folder,
        new Times(times.createdAt, at, times.filtersUpdatedAt, times.deletedAt, at),
        conversion,
        customProperties);
  }

  /// @param at 0 to bring it back
  RecordList deletedAt(long at) {
    return new RecordList(
        id,
        version,
        name,
        type,
        processing,
        filter,
        folder,
        new Times(times.createdAt, times.updatedAt, times.filtersUpdatedAt, at, times.convertedAt),
        conversion,
        customProperties);
  }
}
