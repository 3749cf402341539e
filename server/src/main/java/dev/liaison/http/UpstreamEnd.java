package dev.liaison.http;

import java.time.LocalDate;

/// The last days of legacy calls at HubSpot (legacy-api.md section 16).
public final class UpstreamEnd {

  /// The unit of v1 to v3.
  private static final LocalDate ALL = LocalDate.of(2027, 9, 30);

  private static final LocalDate CONTACT_LISTS = LocalDate.of(2026, 4, 30);
  private static final LocalDate PIPELINES = LocalDate.of(2026, 12, 4);
  private static final LocalDate OAUTH = LocalDate.of(2027, 2, 16);

  private UpstreamEnd() {}

  /// @param template of a legacy route
  public static LocalDate of(String template) {
    if (template.startsWith("/crm-pipelines/v1/") || template.startsWith("/deals/v1/pipelines")) {
      return PIPELINES;
    }
    if (template.startsWith("/oauth/v1/")) {
      return OAUTH;
    }
    boolean list = template.startsWith("/contacts/v1/lists");
    // Lists of that path which are all contacts, not a contact list.
    boolean everyone =
        template.startsWith("/contacts/v1/lists/all/")
            || template.startsWith("/contacts/v1/lists/recently_updated/");
    return list && !everyone ? CONTACT_LISTS : ALL;
  }
}
