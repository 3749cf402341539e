package dev.liaison.crm.property;

import dev.liaison.crm.catalogue.Table;
import java.util.HashMap;
import java.util.Map;

/// The labels of the groups that HubSpot defines. Read at the first use.
final class GroupLabels {

  private static final Map<String, String> LABELS = new HashMap<>();

  static {
    for (Table.Row row : Table.read(GroupLabels.class, "groups.tsv").rows()) {
      LABELS.put(row.text("name"), row.text("label"));
    }
  }

  private GroupLabels() {}

  static PropertyGroup hubspotDefined(String name, int displayOrder) {
    return new PropertyGroup(name, LABELS.getOrDefault(name, name), displayOrder, true);
  }
}
