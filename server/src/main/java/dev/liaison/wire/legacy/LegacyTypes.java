package dev.liaison.wire.legacy;

import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words that the legacy API has for object types: the constants of its `ObjectType`.
public final class LegacyTypes {

  /// The object types that were one, `ENGAGEMENT`, in the order in which an engagement's id is
  /// looked for.
  public static final List<ObjectTypeId> ENGAGEMENTS =
      List.of(
          ObjectTypes.NOTE,
          ObjectTypes.CALL,
          ObjectTypes.EMAIL,
          ObjectTypes.MEETING,
          ObjectTypes.TASK,
          ObjectTypes.COMMUNICATION,
          ObjectTypes.POSTAL_MAIL);

  private static final String ENGAGEMENT = "ENGAGEMENT";

  private static final Map<String, ObjectTypeId> TYPES =
      Map.of(
          "CONTACT", ObjectTypes.CONTACT,
          "COMPANY", ObjectTypes.COMPANY,
          "DEAL", ObjectTypes.DEAL,
          "TICKET", ObjectTypes.TICKET,
          "PRODUCT", ObjectTypes.PRODUCT,
          "LINE_ITEM", ObjectTypes.LINE_ITEM,
          "QUOTE", ObjectTypes.QUOTE);

  private static final Map<ObjectTypeId, String> WORDS = words();

  private static final Set<String> KNOWN = known();

  private LegacyTypes() {}

  /// The object type of a constant, exactly as written; empty for other words and for `ENGAGEMENT`,
  /// which stands for several.
  public static Optional<ObjectTypeId> find(String word) {
    return Optional.ofNullable(TYPES.get(word));
  }

  /// Whether the word is one of the constants, exactly as written.
  public static boolean known(String word) {
    return KNOWN.contains(word);
  }

  /// The constant for an object type; types that came after the legacy API have their id.
  public static String word(ObjectTypeId type) {
    String word = WORDS.get(type);
    return word == null ? type.toString() : word;
  }

  /// `CONTACT=51 is not valid` (recorded).
  public static String invalid(ObjectRef ref) {
    return word(ref.type()) + "=" + ref.id() + " is not valid";
  }

  private static Map<ObjectTypeId, String> words() {
    var words = new HashMap<ObjectTypeId, String>();
    TYPES.forEach((word, type) -> words.put(type, word));
    ENGAGEMENTS.forEach(type -> words.put(type, ENGAGEMENT));
    return words;
  }

  private static Set<String> known() {
    var known = new HashSet<>(TYPES.keySet());
    known.add(ENGAGEMENT);
    return known;
  }
}
