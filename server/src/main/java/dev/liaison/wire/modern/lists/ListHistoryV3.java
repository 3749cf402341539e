package dev.liaison.wire.modern.lists;

import dev.liaison.crm.Crm;
import dev.liaison.crm.list.ListHistory.Between;
import dev.liaison.crm.property.Times;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import java.util.Optional;

/// What a list was over time (modern-api.md 3.8); the guide says that both ends are required. Safe
/// for concurrent use.
final class ListHistoryV3 {

  private static final int DATE = "2026-03-10".length();
  private static final long DAY = 86_400_000L;

  private final Crm crm;

  ListHistoryV3(Crm crm) {
    this.crm = crm;
  }

  Response between(Request request) {
    String startText = ListsV3.required(request.query(), "startDate");
    String endText = ListsV3.required(request.query(), "endDate");
    long start = moment("startDate", startText);
    // A date as the end means all of its day.
    long end = moment("endDate", endText) + (endText.length() == DATE ? DAY - 1 : 0);
    if (start > end) {
      throw invalid("startDate", "startDate " + startText + " is after endDate " + endText);
    }
    Between between =
        crm.listHistory().between(request.caller(), ListsV3.listId(request), start, end);
    return ListsV3.object(
        json -> {
          json.writeArrayPropertyStart("editHistory");
          between.edits().forEach(at -> json.writeString(Times.isoDateTime(at)));
          json.writeEndArray();
          json.writeArrayPropertyStart("sizeHistory");
          between
              .sizes()
              .forEach(
                  size -> {
                    json.writeStartObject();
                    json.writeNumberProperty("size", size.size());
                    json.writeStringProperty("timestamp", Times.isoDateTime(size.at()));
                    json.writeEndObject();
                  });
          json.writeEndArray();
        });
  }

  private static long moment(String name, String text) {
    Optional<Long> moment = text.length() < DATE ? Optional.empty() : Times.readDateTime(text);
    return moment
        .filter(_ -> text.indexOf('-', 1) > 0)
        .orElseThrow(
            () ->
                invalid(
                    name,
                    name
                        + " must be a date or a date and time in ISO 8601, 2026-03-10 or"
                        + " 2026-03-10T12:00:00Z, not "
                        + text));
  }

  private static RefusalException invalid(String name, String message) {
    return new RefusalException(new Refusal.InvalidValue(name, message));
  }
}
