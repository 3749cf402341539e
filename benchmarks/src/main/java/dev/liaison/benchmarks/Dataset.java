package dev.liaison.benchmarks;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.object.Load;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.search.LuceneIndex;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The data that every measurement starts from: 100,000 contacts and 20,000 deals. Half of the
/// deals have two contacts each and are read, the others have none and are associated. All ids have
/// seven digits, so that requests differ in nothing but digits.
final class Dataset {

  static final long PORTAL = 1;

  static final int CONTACTS = 100_000;
  static final int DEALS = 20_000;

  /// Deals that have contacts from the start.
  static final int LINKED_DEALS = DEALS / 2;

  private static final int FREE_DEALS = DEALS - LINKED_DEALS;
  private static final int PAIRS = CONTACTS / 2;

  /// Shares no factor with the counts above: its multiples visit everything before they repeat.
  private static final long STRIDE = 7919;

  private static final long FIRST_CONTACT = 1_000_000;
  private static final long FIRST_DEAL = 2_000_000;

  private static final ObjectTypeId CONTACT = new ObjectTypeId(0, 1);
  private static final ObjectTypeId DEAL = new ObjectTypeId(0, 3);

  private static final int BLOCK = 1_000;

  /// The time of all of it, 2026-01-01.
  private static final long CREATED = 1_767_225_600_000L;

  private Dataset() {}

  /// Makes the data where there is none.
  static void load(Storage storage) {
    var caller = Caller.api(PORTAL);
    try (var store = storage.open()) {
      var changes =
          Crm.over(
                  store,
                  Catalogue.hubspotDefined(),
                  Clock.systemUTC(),
                  LuceneIndex.inMemory(PORTAL))
              .changes();
      var block = new ArrayList<Load>(BLOCK);
      for (int i = 0; i < CONTACTS + DEALS + LINKED_DEALS; i++) {
        block.add(entry(i));
        if (block.size() == BLOCK) {
          changes.load(caller, block);
          block.clear();
        }
      }
      changes.load(caller, block);
    }
  }

  private static Load entry(int i) {
    if (i < CONTACTS) {
      return new Load.OfRecord(new ObjectRef(CONTACT, FIRST_CONTACT + i), contact(i), CREATED);
    }
    int deal = (i - CONTACTS) % DEALS;
    if (i < CONTACTS + DEALS) {
      return new Load.OfRecord(new ObjectRef(DEAL, FIRST_DEAL + deal), deal(deal), CREATED);
    }
    return new Load.OfLinks(
        new ObjectRef(DEAL, FIRST_DEAL + deal),
        List.of(contactRef(2 * deal), contactRef(2 * deal + 1)));
  }

  private static Map<String, String> contact(int i) {
    return Map.of(
        "email",
        "contact%06d@example.com".formatted(i),
        "firstname",
        "Robin",
        "lastname",
        "Example %06d".formatted(i),
        "phone",
        "+1 555 0%06d".formatted(i),
        "jobtitle",
        "Head of Purchasing",
        "city",
        "Springfield",
        "country",
        "Canada",
        "company",
        "Example Works %04d".formatted(i % 5_000),
        "website",
        "https://works-%04d.example.com".formatted(i % 5_000),
        "lifecyclestage",
        "lead");
  }

  private static Map<String, String> deal(int i) {
    return Map.of(
        "dealname", "Deal %06d".formatted(i),
        "pipeline", "default",
        "dealstage", "appointmentscheduled",
        "amount", Integer.toString(1_000 + i),
        "dealtype", "newbusiness");
  }

  /// Some contact.
  static long contactAt(long step) {
    return FIRST_CONTACT + step * STRIDE % CONTACTS;
  }

  /// Some deal that has two contacts.
  static long linkedDealAt(long step) {
    return FIRST_DEAL + step * STRIDE % LINKED_DEALS;
  }

  /// A deal, and with [#pairAt] two contacts: steps from 0 to 500 million never name the same deal
  /// and contact twice.
  static long freeDealAt(long step) {
    return FIRST_DEAL + LINKED_DEALS + step % FREE_DEALS;
  }

  /// The first of two contacts with ids in a row, for the deal of the same step.
  static long pairAt(long step) {
    long pair = (step % FREE_DEALS * 5 + step / FREE_DEALS * STRIDE) % PAIRS;
    return FIRST_CONTACT + 2 * pair;
  }

  static ObjectRef dealRef(long id) {
    return new ObjectRef(DEAL, id);
  }

  static ObjectRef contactRef(long id) {
    return new ObjectRef(CONTACT, id);
  }

  private static ObjectRef contactRef(int index) {
    return contactRef(FIRST_CONTACT + index);
  }
}
