package dev.liaison.crm;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;

/// What an operator says of the account.
///
/// @param timeZone whose midnight begins a new day of the limits
public record Account(ZoneId timeZone, Currency currency) {

  public ZoneOffset offset(Instant at) {
    return timeZone.getRules().getOffset(at);
  }

  /// `+00:00`, as both generations write it.
  public String offsetText(Instant at) {
    ZoneOffset offset = offset(at);
    return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
  }
}
