package dev.liaison.store.postgres;

import dev.liaison.crm.Change;
import dev.liaison.crm.LoggedChange;
import dev.liaison.crm.object.CrmRecord;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.crm.property.Stamp;
import dev.liaison.crm.transfer.Item;
import dev.liaison.crm.transfer.TransferRefused;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Items in the text form of PostgreSQL's COPY: a line each, a tab between columns, which are those
/// of [TransferTable].
final class CopyText {

  private static final String NULL = "\\N";

  private final StringBuilder text;
  private final Item item;
  private boolean first = true;

  private CopyText(StringBuilder text, Item item) {
    this.text = text;
    this.item = item;
  }

  /// @throws TransferRefused when an item has a text that PostgreSQL cannot keep
  static String lines(List<Item> items) {
    StringBuilder text = new StringBuilder(64 * items.size());
    for (Item item : items) {
      new CopyText(text, item).line();
      text.append('\n');
    }
    return text.toString();
  }

  /// About how many bytes an item takes, beyond some dozens.
  static long weight(Item item) {
    return switch (item) {
      case Item.Stored(_, CrmRecord record) ->
          record.properties().values().stream().mapToLong(value -> value.value().length()).sum();
      case Item.Version version -> version.value().value().length();
      case Item.Logged(_, LoggedChange change) ->
          properties(change.change()).values().stream().mapToLong(String::length).sum();
      case Item.Document document -> document.content().length;
      case Item.Claim _, Item.Linked _ -> 0;
    };
  }

  private static Map<String, String> properties(Change change) {
    return switch (change) {
      case Change.Created created -> created.properties();
      case Change.Updated updated -> updated.properties();
      case Change.Archived _,
          Change.Erased _,
          Change.Merged _,
          Change.Associated _,
          Change.Dissociated _ ->
          Map.of();
    };
  }

  private void line() {
    switch (item) {
      case Item.Stored(_, CrmRecord record) -> record(record);
      case Item.Version version -> {
        Stamp stamp = version.value().stamp();
        text(version.value().value());
        number(stamp.at());
        text(stamp.source());
        text(stamp.sourceId());
        number(stamp.userId());
        number(version.ref().id());
        number(version.portal());
        text(version.ref().type().toString());
        text(version.property());
        number(version.sequence());
      }
      case Item.Claim claim -> {
        text(claim.value());
        number(claim.portal());
        text(claim.type().toString());
        text(claim.property());
        number(claim.id());
      }
      case Item.Linked link -> {
        number(link.from().id());
        number(link.portal());
        text(link.from().type().toString());
        text(link.to().type().toString());
        number(link.to().id());
        text(link.key().category().name());
        number((long) link.key().typeId());
      }
      case Item.Logged(_, LoggedChange change) -> change(change);
      case Item.Document document -> {
        number(document.portal());
        text(document.collection());
        text(document.name());
        text("\\x" + HexFormat.of().formatHex(document.content()));
      }
    }
  }

  private void record(CrmRecord record) {
    for (PropertyValue value : record.properties().values()) {
      requireText(value.value());
    }
    number(record.ref().id());
    text(record.ref().type().toString());
    number(record.createdAt());
    number(record.updatedAt());
    number(orAbsent(record.archivedAt()));
    number(orAbsent(record.mergedInto()));
    text(RecordForm.propertiesOf(record));
    text(RecordForm.stampsOf(record));
    number(item.portal());
  }

  private void change(LoggedChange logged) {
    Change change = logged.change();
    properties(change).values().forEach(this::requireText);
    number(logged.sequence());
    number(logged.at());
    text(logged.source());
    text(ChangeForm.kind(change));
    text(change.ref().type().toString());
    number(change.ref().id());
    text(ChangeForm.detail(change));
    number(item.portal());
  }

  private static @Nullable Long orAbsent(long number) {
    return number == 0 ? null : (Long) number;
  }

  private void number(@Nullable Long number) {
    next();
    if (number == null) {
      text.append(NULL);
    } else {
      text.append(number.longValue());
    }
  }

  private void text(@Nullable String value) {
    next();
    if (value == null) {
      text.append(NULL);
      return;
    }
    requireText(value);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }

  private void next() {
    if (!first) {
      text.append('\t');
    }
    first = false;
  }

  private void requireText(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new TransferRefused(
          "PostgreSQL cannot keep the character NUL, which is in " + named() + ": change it first");
    }
  }

  private String named() {
    return switch (item) {
      case Item.Stored(_, CrmRecord record) -> "record " + record.ref();
      case Item.Version version ->
          "an earlier value of " + version.property() + " of " + version.ref();
      case Item.Claim claim -> "a unique " + claim.property() + " of record " + claim.id();
      case Item.Linked link -> "a link of " + link.from();
      case Item.Logged(_, LoggedChange change) -> "change " + change.sequence();
      case Item.Document document -> "document " + document.name();
    };
  }
}
