package dev.liaison.wire.modern;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of the modern API. A version is a value, and what sets one apart is a field of it; the
/// routes of every version come from one table (modern-api.md section 1).
///
/// @param name as it stands in paths, `v3` or `2026-03`
/// @param objects what the paths of records begin with, `/crm/v3/objects`: the published path table
/// @param associations what the paths of association batches begin with; published too
/// @param labels what the paths of association labels begin with; v4 has two, both published
/// @param archivedLinksAnswered whether the batch archives of associations and of their labels
///   answer 200 with the body of a batch, as the descriptions of 2025-09 and 2026-03 say; v4 and,
///   recorded for a sibling call, 2026-09 answer 204 (modern-api.md section 1)
/// @param labelsWithObjectTypes whether association labels have `fromObjectTypeId` and
///   `toObjectTypeId`, both null: recorded on 2026-09 (modern-api.md 3.3)
/// @param listsInOrder whether `POST /all` reads every list, ascending by id: new in 2026-09, by
///   its guide
public record Version(
    String name,
    String objects,
    String associations,
    List<String> labels,
    boolean archivedLinksAnswered,
    boolean labelsWithObjectTypes,
    boolean listsInOrder) {

  public static final Version V3 =
      new Version("v3", "/crm/v3/objects", "/crm/v3/associations", List.of(), false, false, false);

  /// Associations only: records stay at v3.
  public static final Version V4 =
      new Version(
          "v4",
          "/crm/v4/objects",
          "/crm/v4/associations",
          List.of("/crm/v4/associations", "/crm/associations/v4"),
          false,
          false,
          false);

  public static final Version V2025_09 = dated("2025-09", true, false, false);
  public static final Version V2026_03 = dated("2026-03", true, false, false);
  public static final Version V2026_09 = dated("2026-09", false, true, true);

  /// Those with a date for a name; they have all of v3's records and v4's associations.
  public static final List<Version> DATED = List.of(V2025_09, V2026_03, V2026_09);

  /// Where a path has its date, `2026-03` or `2026-09-beta`.
  private static final Pattern DATE =
      Pattern.compile("^(?:/[a-z-]+){1,2}/(\\d{4}-\\d{2}(?:-[a-z]+)?)(?=/|$)");

  /// Those that have records.
  public static final List<Version> WITH_OBJECTS = List.of(V3, V2025_09, V2026_03, V2026_09);

  /// Those that have associations in the form of v4.
  public static final List<Version> WITH_LABELS = List.of(V4, V2025_09, V2026_03, V2026_09);

  /// What the paths of an API begin with whose v3 stands in front of its name: `properties`,
  /// `pipelines`, `lists`, `imports`, `exports`, `limits`, `property-validations`,
  /// `object-library`, `owners` (modern-api.md section 1).
  public String crm(String api) {
    return this.equals(V3) ? "/crm/v3/" + api : "/crm/" + api + "/" + name;
  }

  /// What the paths of deal splits begin with; all are published.
  public List<String> dealSplits() {
    return this.equals(V3)
        ? List.of("/crm/v3/objects/deals/splits", "/crm/objects/v3/deals/splits")
        : List.of(objects + "/deals/splits", "/deal-splits/" + name);
  }

  /// What the paths of the schemas of custom objects begin with; v3 has two spellings.
  public List<String> schemas() {
    String published = "/crm-object-schemas/" + name + "/schemas";
    return this.equals(V3) ? List.of(published, "/crm/v3/schemas") : List.of(published);
  }

  /// The dated version that a path asks for, if there is none such.
  public static Optional<String> unknown(String path) {
    Matcher date = DATE.matcher(path);
    return date.find()
            && DATED.stream().map(Version::name).noneMatch(name -> name.equals(date.group(1)))
        ? Optional.of(date.group(1))
        : Optional.empty();
  }

  /// The version is the third segment, behind the name of the API.
  private static Version dated(
      String date,
      boolean archivedLinksAnswered,
      boolean labelsWithObjectTypes,
      boolean listsInOrder) {
    String associations = "/crm/associations/" + date;
    return new Version(
        date,
        "/crm/objects/" + date,
        associations,
        List.of(associations),
        archivedLinksAnswered,
        labelsWithObjectTypes,
        listsInOrder);
  }
}
