package dev.liaison.crm.property.formula;

import java.io.Serial;

/// A formula that is none; the message says why, for people.
public final class InvalidFormula extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  InvalidFormula(String message) {
    super(message, null, false, false);
  }
}
