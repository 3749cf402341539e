package dev.liaison.crm.pipeline;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What the stages of a type say beside their name (modern-api.md section 8, recorded); other types
/// than deals say of tickets' what they like to, and no more (ours).
final class StageMetadata {

  private static final String PROBABILITY = "probability";
  private static final String CLOSED = "isClosed";
  private static final String STATE = "ticketState";
  private static final Pattern DECIMAL = Pattern.compile("\\d{0,3}(\\.\\d{1,10})?|\\d{1,3}\\.");

  private StageMetadata() {}

  /// The known part of what a caller sent, in the form it is kept in.
  static Map<String, String> checked(ObjectTypeId type, Map<String, String> sent) {
    var metadata = new LinkedHashMap<String, String>();
    if (type.equals(ObjectTypes.DEAL)) {
      BigDecimal probability = probability(sent.getOrDefault(PROBABILITY, ""));
      metadata.put(CLOSED, Boolean.toString(probability.stripTrailingZeros().scale() <= 0));
      metadata.put(PROBABILITY, printed(probability));
    } else if (sent.containsKey(STATE) || type.equals(ObjectTypes.TICKET)) {
      String state = sent.getOrDefault(STATE, "OPEN");
      PipelineRules.require(
          state.equals("OPEN") || state.equals("CLOSED"), "ticketState must be OPEN or CLOSED");
      metadata.put(STATE, state);
    }
    return metadata;
  }

  /// Whether a ticket in the stage is done with.
  static boolean closed(Map<String, String> metadata) {
    return metadata.getOrDefault(STATE, "").equals("CLOSED");
  }

  private static BigDecimal probability(String text) {
    PipelineRules.require(!text.isEmpty(), "must specify probability when writing a dealstage");
    boolean decimal = DECIMAL.matcher(text).matches() && !text.equals(".");
    BigDecimal value = decimal ? new BigDecimal(text) : BigDecimal.TEN;
    PipelineRules.require(
        value.compareTo(BigDecimal.ONE) <= 0, "probability must be between 0.0 and 1.0");
    return value;
  }

  private static String printed(BigDecimal probability) {
    BigDecimal plain = probability.stripTrailingZeros();
    return plain.setScale(Math.max(1, plain.scale())).toPlainString();
  }
}
