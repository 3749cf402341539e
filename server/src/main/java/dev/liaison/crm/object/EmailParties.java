package dev.liaison.crm.object;

import java.util.List;

/// Reads sender and recipients in the headers of an email, whose form the core does not know. Safe
/// for concurrent use.
@FunctionalInterface
public interface EmailParties {

  /// What each of the parties in a role has for one of their fields; nothing for those without it,
  /// and nothing at all where the text is not headers.
  ///
  /// @param role `from`, `sender`, `to`, `cc`, `bcc`
  /// @param field `email`, `firstName`, `lastName`
  List<String> of(String headers, String role, String field);
}
