package dev.liaison.crm.transfer;

/// Is told how far something long is.
public interface Meter {

  /// @param what is done from now on, `copying` for instance
  /// @param done of the total, where it goes on in the middle
  /// @param total about how much there is to do
  void begin(String what, long done, long total);

  void add(long more);

  void end();
}
