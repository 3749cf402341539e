package dev.liaison.crm.object;

import java.util.List;

/// What a caller wants to see of records.
///
/// @param selection which properties
/// @param history of which properties the earlier versions are wanted too
/// @param associations types of linked records whose links are wanted
/// @param maxLinks how many links to one type at most
public record Reading(
    Selection selection, History history, List<ObjectTypeId> associations, int maxLinks) {

  /// Everything that has a value, nothing else.
  public static final Reading EVERYTHING =
      new Reading(new Selection.All(), new History.None(), List.of());

  /// The properties that a type shows by default.
  public static final Reading DEFAULTS =
      new Reading(new Selection.Defaults(), new History.None(), List.of());

  /// A reading of as many links as a page of v3 shows.
  public Reading(Selection selection, History history, List<ObjectTypeId> associations) {
    this(selection, history, associations, RecordView.MAX_LINKS);
  }

  /// Which properties.
  public sealed interface Selection {

    /// Every property that has a value.
    record All() implements Selection {}

    /// Those the type shows by default, with or without a value.
    record Defaults() implements Selection {}

    /// These, with or without a value; names that are no property are passed over.
    record Named(List<String> names) implements Selection {}
  }

  /// Of which properties the earlier versions are wanted.
  public sealed interface History {

    /// Of none.
    record None() implements History {}

    /// Of every property that is shown.
    record Shown() implements History {}

    /// Of these, whether they are shown or not; names that are no property are passed over.
    record Named(List<String> names) implements History {}
  }

  /// Just these properties.
  public static Reading named(List<String> names) {
    return new Reading(new Selection.Named(names), new History.None(), List.of());
  }

  public Reading withHistory(List<String> names) {
    return new Reading(selection, new History.Named(names), associations, maxLinks);
  }

  /// With the earlier versions of every property that is shown.
  public Reading withHistory() {
    return new Reading(selection, new History.Shown(), associations, maxLinks);
  }

  public Reading withAssociations(List<ObjectTypeId> types) {
    return new Reading(selection, history, types, RecordView.MAX_LINKS);
  }

  /// With every link to records of these types.
  public Reading withAllAssociations(List<ObjectTypeId> types) {
    return new Reading(selection, history, types, Integer.MAX_VALUE - 1);
  }
}
