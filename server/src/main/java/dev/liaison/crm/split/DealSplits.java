package dev.liaison.crm.split;

import static dev.liaison.crm.object.ObjectTypes.DEAL;

import dev.liaison.crm.Caller;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Snapshot;
import dev.liaison.crm.Store;
import dev.liaison.crm.association.Associations;
import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.object.Ids;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.split.DealSplit.Share;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who has which part of deals' amounts; a deal's splits are one document. Safe for concurrent use.
public final class DealSplits {

  private static final String KIND = "deal-splits";

  /// Documented, as are the rules of [#check].
  private static final int MAX_SCALE = 8;

  private final Store store;
  private final Ids ids;
  private final InstantSource clock;

  public DealSplits(Store store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /// The splits of a deal.
  public record OfDeal(long dealId, List<DealSplit> splits) {}

  /// What the splits of a deal are to be.
  public record Wanted(long dealId, List<Share> shares) {}

  /// The splits of each deal, in the order given; empty for an id that leads to no deal.
  public List<Optional<OfDeal>> read(Caller caller, List<Long> dealIds) {
    return store.read(
        caller.portal(),
        snapshot ->
            dealIds.stream()
                .map(id -> deal(snapshot, id).map(deal -> stored(snapshot, deal.ref().id())))
                .toList());
  }

  /// Puts these splits in the place of those that the deals had; all, or none when one is refused.
  ///
  /// @return for each deal its splits, empty for an id that leads to no deal
  /// @throws CrmException with [Problem.InvalidSplits]
  public List<Optional<OfDeal>> replace(Caller caller, List<Wanted> wanted) {
    int count = wanted.stream().mapToInt(deal -> deal.shares().size()).sum();
    long first = count == 0 ? 0 : ids.take(count);
    long at = clock.millis();
    return store.write(
        caller.portal(),
        tx -> {
          tx.expect(wanted.stream().map(it -> new ObjectRef(DEAL, it.dealId())).toList());
          var done = new ArrayList<Optional<OfDeal>>(wanted.size());
          long next = first;
          for (Wanted each : wanted) {
            check(each.dealId(), each.shares());
            Optional<CrmRecord> deal = deal(tx, each.dealId());
            if (deal.isEmpty()) {
              done.add(Optional.empty());
              continue;
            }
            requireOwner(deal.get(), each.shares());
            var splits = new ArrayList<DealSplit>(each.shares().size());
            for (Share share : each.shares()) {
              splits.add(new DealSplit(next++, share, at));
            }
            long id = deal.get().ref().id();
            tx.putDocument(KIND, Long.toString(id), document(splits));
            done.add(Optional.of(new OfDeal(id, splits)));
          }
          return done;
        });
  }

  private static void check(long dealId, List<Share> shares) {
    BigDecimal sum = BigDecimal.ZERO;
    Set<Long> owners = new HashSet<>();
    for (Share share : shares) {
      BigDecimal part = share.percentage();
      if (part.signum() <= 0 || part.stripTrailingZeros().scale() > MAX_SCALE) {
        throw invalid(
            dealId,
            "the percentage of a split is above 0 and has up to " + MAX_SCALE + " decimal places");
      }
      if (!owners.add(share.ownerId())) {
        throw invalid(dealId, "owner " + share.ownerId() + " has more than one split");
      }
      sum = sum.add(part);
    }
    if (sum.compareTo(BigDecimal.ONE) != 0) {
      throw invalid(dealId, "the percentages of the splits must add up to 1.0");
    }
  }

  private static void requireOwner(CrmRecord deal, List<Share> shares) {
    Optional<String> owner = deal.value("hubspot_owner_id");
    if (owner.isPresent()
        && shares.stream().noneMatch(it -> owner.get().equals(Long.toString(it.ownerId())))) {
      throw invalid(
          deal.ref().id(), "the deal's owner " + owner.get() + " must be one of the split owners");
    }
  }

  private static CrmException invalid(long dealId, String reason) {
    return new CrmException(new Problem.InvalidSplits(dealId, reason));
  }

  private static Optional<CrmRecord> deal(Snapshot snapshot, long id) {
    var ref = new ObjectRef(DEAL, id);
    Optional<CrmRecord> live = snapshot.get(ref);
    return live.isPresent() ? live : Associations.resolve(snapshot, ref).flatMap(snapshot::get);
  }

  private static OfDeal stored(Snapshot snapshot, long dealId) {
    List<DealSplit> splits =
        snapshot
            .document(KIND, Long.toString(dealId))
            .map(content -> Document.of(content).rows("split"))
            .orElse(List.of())
            .stream()
            .map(
                row ->
                    new DealSplit(
                        Long.parseLong(row.get(0)),
                        new Share(Long.parseLong(row.get(1)), new BigDecimal(row.get(2))),
                        Long.parseLong(row.get(3))))
            .toList();
    return new OfDeal(dealId, splits);
  }

  private static byte[] document(List<DealSplit> splits) {
    var document = new Document.Writer();
    splits.forEach(
        split ->
            document.row(
                "split",
                split.id(),
                split.share().ownerId(),
                split.share().percentage().toPlainString(),
                split.createdAt()));
    return document.bytes();
  }
}
