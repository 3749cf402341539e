package dev.liaison.wire.legacy.engagements;

import static dev.liaison.wire.legacy.engagements.MetadataField.Form.ADDRESS;
import static dev.liaison.wire.legacy.engagements.MetadataField.Form.ADDRESSES;
import static dev.liaison.wire.legacy.engagements.MetadataField.Form.NUMBER;
import static dev.liaison.wire.legacy.engagements.MetadataField.Form.TEXT;
import static dev.liaison.wire.legacy.engagements.MetadataField.Form.TIME;
import static dev.liaison.wire.legacy.engagements.MetadataField.Form.TIMES;

import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.property.PropertyValue;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The types of engagements, each with the object type that took its place, and the table of what
/// their `metadata` says and which property keeps it (legacy-api.md section 14).
record EngagementType(String name, ObjectTypeId objectType, List<MetadataField> metadata) {

  private static final EngagementType NOTE =
      type("NOTE", ObjectTypes.NOTE, field("body", TEXT, "hs_note_body"));

  private static final EngagementType CALL =
      type(
          "CALL",
          ObjectTypes.CALL,
          field("toNumber", TEXT, "hs_call_to_number"),
          field("fromNumber", TEXT, "hs_call_from_number"),
          field("status", TEXT, "hs_call_status"),
          field("externalId", TEXT, "hs_call_external_id"),
          field("externalAccountId", TEXT, "hs_call_external_account_id"),
          field("durationMilliseconds", NUMBER, "hs_call_duration"),
          field("recordingUrl", TEXT, "hs_call_recording_url"),
          field("body", TEXT, "hs_call_body"),
          field("disposition", TEXT, "hs_call_disposition"));

  static final EngagementType EMAIL =
      type(
          "EMAIL",
          ObjectTypes.EMAIL,
          field("from", ADDRESS, "hs_email_headers"),
          field("to", ADDRESSES, "hs_email_headers"),
          field("cc", ADDRESSES, "hs_email_headers"),
          field("bcc", ADDRESSES, "hs_email_headers"),
          field("subject", TEXT, "hs_email_subject"),
          field("html", TEXT, "hs_email_html"),
          field("text", TEXT, "hs_email_text"),
          field("status", TEXT, "hs_email_status"));

  private static final EngagementType MEETING =
      type(
          "MEETING",
          ObjectTypes.MEETING,
          field("body", TEXT, "hs_meeting_body"),
          field("startTime", TIME, "hs_meeting_start_time"),
          field("endTime", TIME, "hs_meeting_end_time"),
          field("title", TEXT, "hs_meeting_title"),
          field("internalMeetingNotes", TEXT, "hs_internal_meeting_notes"));

  private static final EngagementType TASK =
      type(
          "TASK",
          ObjectTypes.TASK,
          field("body", TEXT, "hs_task_body"),
          field("subject", TEXT, "hs_task_subject"),
          field("status", TEXT, "hs_task_status"),
          field("forObjectType", TEXT, "hs_task_for_object_type"),
          field("reminders", TIMES, "hs_task_reminders"),
          field("priority", TEXT, "hs_task_priority"));

  private static final List<EngagementType> ALL = List.of(NOTE, CALL, EMAIL, MEETING, TASK);

  /// What says of an email whether it is of a type that v1 only shows.
  static final String DIRECTION = "hs_email_direction";

  private static final Set<String> READ_ONLY =
      Set.of("INCOMING_EMAIL", "FORWARDED_EMAIL", "CONVERSATION_SESSION");

  private static EngagementType type(
      String name, ObjectTypeId objectType, MetadataField... metadata) {
    return new EngagementType(name, objectType, List.of(metadata));
  }

  private static MetadataField field(String name, MetadataField.Form form, String property) {
    return new MetadataField(name, form, property);
  }

  /// The object types of all engagements, in the order in which an id is looked for.
  static List<ObjectTypeId> objectTypes() {
    return ALL.stream().map(EngagementType::objectType).toList();
  }

  /// Every record that an engagement's id can mean: v1 does not tell the object types apart.
  static List<ObjectRef> refs(long id) {
    return objectTypes().stream().map(type -> new ObjectRef(type, id)).toList();
  }

  static EngagementType of(ObjectTypeId objectType) {
    return ALL.stream()
        .filter(type -> type.objectType.equals(objectType))
        .findFirst()
        .orElseThrow();
  }

  /// The type that a client wants to create.
  ///
  /// @throws RefusalException with [Refusal.Unsupported] for the types that are only shown, else
  ///   with [Refusal.UnknownConstant]
  static EngagementType read(String word) {
    return find(word)
        .orElseThrow(
            () ->
                new RefusalException(
                    READ_ONLY.contains(word)
                        ? new Refusal.Unsupported(
                            "Engagements of the type " + word + " cannot be created")
                        : new Refusal.UnknownConstant(word, "EngagementType")));
  }

  private static Optional<EngagementType> find(String word) {
    return ALL.stream().filter(type -> type.name.equals(word)).findFirst();
  }

  /// The word that v1 shows for a record.
  String word(RecordView view) {
    PropertyValue direction = equals(EMAIL) ? view.properties().get(DIRECTION) : null;
    return direction != null && READ_ONLY.contains(direction.value()) ? direction.value() : name;
  }
}
