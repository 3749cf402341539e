package dev.liaison.crm.split;

import java.math.BigDecimal;

/// One owner's part of a deal's amount.
///
/// @param id of the sequence of record ids
/// @param createdAt epoch milliseconds
public record DealSplit(long id, Share share, long createdAt) {

  /// What an owner is to have.
  ///
  /// @param percentage the part of 1
  public record Share(long ownerId, BigDecimal percentage) {}
}
