package dev.liaison.crm.object;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id of an object type, `0-1` for contacts or `2-17` for a custom object: the meta type (0
/// HubSpot-defined, 2 portal-defined) and a number (modern-api.md section 2).
public record ObjectTypeId(int metaType, int number) implements Comparable<ObjectTypeId> {

  /// The meta type of what a portal defines.
  public static final int CUSTOM = 2;

  private static final Pattern FORM = Pattern.compile("(\\d{1,2})-(\\d{1,9})");

  public ObjectTypeId {
    if (metaType < 0 || metaType > 99 || number < 0) {
      throw new IllegalArgumentException("not an object type id: " + metaType + "-" + number);
    }
  }

  /// Whether a portal defines the type.
  public boolean custom() {
    return metaType == CUSTOM;
  }

  /// Reads the form `0-1`; empty when the text has another form.
  public static Optional<ObjectTypeId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ObjectTypeId(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(ObjectTypeId other) {
    int byMeta = Integer.compare(metaType, other.metaType);
    return byMeta != 0 ? byMeta : Integer.compare(number, other.number);
  }

  // Written out: keys of maps from the first moment on, and what the compiler generates for a
  // record
  // is linked at run time, which a start pays for.
  @Override
  public int hashCode() {
    return 31 * metaType + number;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectTypeId that && that.metaType == metaType && that.number == number;
  }

  @Override
  public String toString() {
    return metaType + "-" + number;
  }
}
