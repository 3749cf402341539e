package dev.liaison.wire.legacy;

import dev.liaison.http.RefusalException;
import dev.liaison.wire.json.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The property lists of request bodies (legacy-api.md section 1). A value of any scalar type is
/// its text; none, `null` or `""` clears.
public final class LegacyProperties {

  private LegacyProperties() {}

  /// The values of `{"properties":[{nameKey: .., "value": ..}]}` by name, in the order sent; the
  /// last of several for one name counts.
  ///
  /// @param nameKey `name`, or `property` for contacts
  ///
  /// @throws RefusalException with [dev.liaison.http.Refusal.WrongType] or
  ///   [dev.liaison.http.Refusal.MissingFields]
  public static Map<String, String> of(Fields body, String nameKey) {
    return of(body.objects("properties"), nameKey);
  }

  /// The values of a bare list, the body of CRM objects v1.
  public static Map<String, String> of(List<Fields> list, String nameKey) {
    var values = new LinkedHashMap<String, String>(list.size() * 2);
    for (Fields entry : list) {
      entry.require(nameKey);
      values.put(entry.text(nameKey).orElseThrow(), entry.text("value").orElse(""));
    }
    return values;
  }
}
