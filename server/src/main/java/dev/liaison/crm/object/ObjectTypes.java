package dev.liaison.crm.object;

import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.catalogue.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The object types that HubSpot and a portal define. Immutable.
public final class ObjectTypes {

  public static final ObjectTypeId CONTACT = new ObjectTypeId(0, 1);
  public static final ObjectTypeId COMPANY = new ObjectTypeId(0, 2);
  public static final ObjectTypeId DEAL = new ObjectTypeId(0, 3);
  public static final ObjectTypeId TICKET = new ObjectTypeId(0, 5);
  public static final ObjectTypeId PRODUCT = new ObjectTypeId(0, 7);
  public static final ObjectTypeId LINE_ITEM = new ObjectTypeId(0, 8);
  public static final ObjectTypeId QUOTE = new ObjectTypeId(0, 14);
  public static final ObjectTypeId NOTE = new ObjectTypeId(0, 46);
  public static final ObjectTypeId CALL = new ObjectTypeId(0, 48);
  public static final ObjectTypeId EMAIL = new ObjectTypeId(0, 49);
  public static final ObjectTypeId MEETING = new ObjectTypeId(0, 47);
  public static final ObjectTypeId TASK = new ObjectTypeId(0, 27);
  public static final ObjectTypeId COMMUNICATION = new ObjectTypeId(0, 18);
  public static final ObjectTypeId POSTAL_MAIL = new ObjectTypeId(0, 116);
  public static final ObjectTypeId LEAD = new ObjectTypeId(0, 136);

  private final List<ObjectType> all;
  private final Map<ObjectTypeId, ObjectType> byId = new HashMap<>();

  /// By plural, singular and id, in lower case.
  private final Map<String, ObjectType> byWord = new HashMap<>();

  private ObjectTypes(List<ObjectType> types) {
    List<ObjectType> sorted = new ArrayList<>(types);
    sorted.sort(Comparator.comparing(ObjectType::id));
    all = List.copyOf(sorted);
    for (ObjectType type : all) {
      if (byId.put(type.id(), type) != null) {
        throw new IllegalArgumentException("two object types with the id " + type.id());
      }
      for (String word : words(type)) {
        ObjectType other = byWord.put(word, type);
        if (other != null && !other.equals(type)) {
          throw new IllegalArgumentException("two object types called " + word);
        }
      }
    }
  }

  /// What a type is called in paths; a portal's own also without the portal (modern-api.md section
  /// 2).
  private static List<String> words(ObjectType type) {
    String plural = type.plural().toLowerCase(Locale.ROOT);
    String id = type.id().toString();
    return type.custom()
        ? List.of(plural, "p" + plural.substring(plural.indexOf('_')), id)
        : List.of(plural, type.name(), id);
  }

  /// The types that HubSpot defines. Reads them anew at each call.
  public static ObjectTypes hubspotDefined() {
    List<ObjectType> types = new ArrayList<>();
    for (Table.Row row : Table.read(ObjectTypes.class, "object-types.tsv").rows()) {
      types.add(type(row));
    }
    return new ObjectTypes(types);
  }

  /// These types and a portal's own.
  public ObjectTypes with(Collection<ObjectType> own) {
    List<ObjectType> types = new ArrayList<>(all);
    types.addAll(own);
    return new ObjectTypes(types);
  }

  /// Every type in the order of the ids.
  public List<ObjectType> all() {
    return all;
  }

  /// Whether there is a type with this id.
  public boolean has(ObjectTypeId id) {
    return byId.containsKey(id);
  }

  /// The type with this id.
  ///
  /// @throws IllegalArgumentException when there is none; see [#resolve] for words that callers
  ///   send
  public ObjectType byId(ObjectTypeId id) {
    ObjectType type = byId.get(id);
    if (type == null) {
      throw new IllegalArgumentException("no object type " + id);
    }
    return type;
  }

  /// The type that a word names: the plural or the singular in any case, or the id (`contacts`,
  /// `CONTACT`, `0-1`).
  public Optional<ObjectType> find(String word) {
    ObjectType exact = byWord.get(word);
    return Optional.ofNullable(exact != null ? exact : byWord.get(word.toLowerCase(Locale.ROOT)));
  }

  /// The type that a word names, as [#find] reads it.
  ///
  /// @throws CrmException with [Problem.UnknownObjectTypeId] when the word has the form of an id,
  ///   else with [Problem.UnknownObjectType]
  public ObjectType resolve(String word) {
    return find(word)
        .orElseThrow(
            () ->
                new CrmException(
                    ObjectTypeId.parse(word).isPresent()
                        ? new Problem.UnknownObjectTypeId(word)
                        : new Problem.UnknownObjectType(word)));
  }

  private static ObjectType type(Table.Row row) {
    String id = row.text("id");
    String words = row.text("plural").replace('_', ' ');
    return new ObjectType(
        ObjectTypeId.parse(id).orElseThrow(() -> new IllegalStateException("not an id: " + id)),
        row.text("name"),
        row.text("plural"),
        row.text("label"),
        Character.toUpperCase(words.charAt(0)) + words.substring(1),
        row.text("read"),
        row.text("write"),
        row.yes("mergeable"),
        row.text("evidence"));
  }
}
