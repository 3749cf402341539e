package dev.liaison.crm.object;

import dev.liaison.crm.Page;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.property.PropertyValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record as one [Reading] shows it, calculated values included.
///
/// @param properties newest versions by name; null for a property that has no value
/// @param history all versions, newest first, of the properties whose history was asked for
/// @param associations the first links to each type asked for, ascending by id
public record RecordView(
    CrmRecord record,
    Map<String, @Nullable PropertyValue> properties,
    Map<String, List<PropertyValue>> history,
    Map<ObjectTypeId, Page<Link>> associations) {

  /// How many links to one type a view holds when the reading does not say.
  public static final int MAX_LINKS = 500;

  public long id() {
    return record.ref().id();
  }
}
