package dev.liaison.access;

import dev.liaison.crm.object.ObjectType;
import dev.liaison.http.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The scopes that calls need, for the route tables, each with those that grant the same
/// (legacy-api.md section 3, modern-api.md section 11).
public final class Scopes {

  /// The old single scope: reads and writes contacts, companies and deals.
  private static final Set<String> CONTACTS = Set.of("contacts");

  /// Workflows need to read owners (modern-api.md section 11).
  private static final Set<String> OWNERS = Set.of("contacts", "automation");

  /// Sales objects that had one scope together.
  private static final Set<String> COMMERCE = Set.of("e-commerce");

  private static final Map<String, Set<String>> ALTERNATIVES =
      Map.ofEntries(
          Map.entry("contacts", CONTACTS),
          Map.entry("companies", CONTACTS),
          Map.entry("deals", CONTACTS),
          Map.entry("owners", OWNERS),
          Map.entry("products", COMMERCE),
          Map.entry("line_items", COMMERCE),
          Map.entry("quotes", COMMERCE),
          Map.entry("orders", COMMERCE),
          Map.entry("carts", COMMERCE),
          Map.entry("invoices", COMMERCE),
          Map.entry("subscriptions", COMMERCE),
          Map.entry("commercepayments", COMMERCE));

  private static final String OBJECTS = "crm.objects.";
  private static final String SCHEMAS = "crm.schemas.";

  private static final Map<String, Scope> BY_NAME = new ConcurrentHashMap<>();

  private static final Map<Pair, Scope> EITHER = new ConcurrentHashMap<>();

  private Scopes() {}

  /// What reading records of a type needs.
  public static Scope read(ObjectType type) {
    return named(type.readScope());
  }

  /// What writing records of a type needs.
  public static Scope write(ObjectType type) {
    return named(type.writeScope());
  }

  /// What reading the definitions of a type needs; every scope of the type lets do that (docs of
  /// the properties API).
  public static Scope readDefinitions(ObjectType type) {
    return definitions(type, ".read");
  }

  /// What changing the definitions of a type needs.
  public static Scope writeDefinitions(ObjectType type) {
    return definitions(type, ".write");
  }

  private static Scope definitions(ObjectType type, String verb) {
    Scope records = write(type);
    // Tickets have their one old scope for everything.
    String schemas =
        records.name().startsWith(OBJECTS)
            ? records.name().replace(OBJECTS, SCHEMAS).replace(".write", "")
            : SCHEMAS + records.name();
    String name = schemas + verb;
    Scope scope = BY_NAME.get(name);
    if (scope != null) {
      return scope;
    }
    var alternatives = new HashSet<>(records.alternatives());
    if (!records.name().startsWith(OBJECTS)) {
      alternatives.add(records.name());
    }
    if (verb.equals(".read")) {
      alternatives.addAll(List.of(schemas + ".write", type.readScope(), type.writeScope()));
    }
    return BY_NAME.computeIfAbsent(name, it -> new Scope(it, Set.copyOf(alternatives)));
  }

  /// A scope by its name, with its alternatives.
  ///
  /// @param name of a fixed set: scopes are kept for the life of the process
  public static Scope named(String name) {
    Scope scope = BY_NAME.get(name);
    return scope != null
        ? scope
        : BY_NAME.computeIfAbsent(
            name, it -> new Scope(it, ALTERNATIVES.getOrDefault(area(it), Set.of())));
  }

  /// One scope that either of two grants; it has the name of the first.
  ///
  /// @param one of a fixed set, as the other: scopes are kept for the life of the process
  public static Scope either(Scope one, Scope other) {
    if (one.equals(other)) {
      return one;
    }
    var names = new Pair(one.name(), other.name());
    Scope either = EITHER.get(names);
    return either != null ? either : EITHER.computeIfAbsent(names, _ -> any(List.of(one, other)));
  }

  /// One scope that each of several grants; it has the name of the first.
  public static Scope any(List<Scope> scopes) {
    var alternatives = new HashSet<String>();
    for (Scope scope : scopes) {
      alternatives.add(scope.name());
      alternatives.addAll(scope.alternatives());
    }
    return new Scope(scopes.getFirst().name(), Set.copyOf(alternatives));
  }

  private record Pair(String one, String other) {}

  /// `deals` of `crm.objects.deals.write`; a name of another form is its own area.
  private static String area(String scope) {
    String[] words = scope.split("\\.", -1);
    return words.length < 3 ? scope : words[2];
  }
}
