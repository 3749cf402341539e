package dev.liaison.wire.modern.objects;

import dev.liaison.crm.Catalogue;
import dev.liaison.crm.Crm;
import dev.liaison.crm.object.NewRecord;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.crm.object.ObjectType;
import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.Reading;
import dev.liaison.crm.object.RecordChanges.Created;
import dev.liaison.crm.object.RecordChanges.Creation;
import dev.liaison.crm.object.RecordChanges.Update;
import dev.liaison.crm.object.RecordChanges.Upserted;
import dev.liaison.crm.object.RecordKey;
import dev.liaison.crm.object.RecordView;
import dev.liaison.crm.object.Records;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.BatchAnswer;
import dev.liaison.wire.modern.ModernErrors;
import dev.liaison.wire.modern.RecordIds;
import dev.liaison.wire.modern.StandardError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// The batch calls of records (modern-api.md section 4). Safe for concurrent use.
final class ObjectBatches {

  private static final int MAX_INPUTS = 100;

  /// What a caller marks an input with, to find it again in the answer.
  private static final String TRACE = "objectWriteTraceId";

  private final Crm crm;
  private final ModernErrors errors;

  ObjectBatches(Crm crm, ModernErrors errors) {
    this.crm = crm;
    this.errors = errors;
  }

  Response read(Request request) {
    var answer = BatchAnswer.start(crm.clock());
    ObjectType type = objectType(request);
    Catalogue catalogue = crm.catalogue(request.caller());
    Fields body = Fields.ofBody(request.body());
    Optional<String> idProperty = body.text("idProperty");
    Map<String, Optional<RecordKey>> keys = new LinkedHashMap<>();
    for (Fields input : inputs(body)) {
      String id = id(input);
      keys.put(id, key(id, idProperty));
    }
    Records.Found found =
        crm.records()
            .readAll(
                request.caller(),
                type.id(),
                keys.values().stream().flatMap(Optional::stream).distinct().toList(),
                request.query().isTrue("archived"),
                new Readings(catalogue)
                    .of(type.id(), body.texts("properties"), body.texts("propertiesWithHistory")));
    Set<RecordKey> unknown = new HashSet<>(found.missing());
    List<String> missing = new ArrayList<>();
    keys.forEach(
        (id, key) -> {
          if (key.isEmpty() || unknown.contains(key.get())) {
            missing.add(id);
          }
        });
    var recordJson = new RecordJson(catalogue);
    return answer.complete(
        200,
        missing.isEmpty() ? List.of() : List.of(errors.missing(type, missing)),
        json -> found.found().forEach(view -> recordJson.write(json, view)));
  }

  /// All or nothing, unless every input is marked and all marks differ: then each stands for itself
  /// (docs; that the marks are the switch is from memory, modern-api.md section 4).
  Response create(Request request) {
    var answer = BatchAnswer.start(crm.clock());
    ObjectTypeId type = type(request);
    List<NewRecord> news = new ArrayList<>();
    List<Optional<String>> traces = new ArrayList<>();
    for (Fields input : inputs(Fields.ofBody(request.body()))) {
      news.add(ObjectBody.newRecord(input));
      traces.add(input.text(TRACE));
    }
    List<Traced> made = new ArrayList<>(news.size());
    List<StandardError> refused = new ArrayList<>();
    if (eachForItself(traces)) {
      List<Creation> creations =
          crm.changes().createEach(request.caller(), type, news, Reading.EVERYTHING);
      for (int i = 0; i < creations.size(); i++) {
        String trace = traces.get(i).orElseThrow();
        switch (creations.get(i)) {
          case Creation.Done(Created created) -> made.add(new Traced(created.view(), trace, null));
          case Creation.Refused(var problem) ->
              refused.add(
                  errors.of(problem, request.caller().portal()).withContext(TRACE, List.of(trace)));
        }
      }
    } else {
      List<Created> all = crm.changes().createAll(request.caller(), type, news, Reading.EVERYTHING);
      for (int i = 0; i < all.size(); i++) {
        made.add(new Traced(all.get(i).view(), traces.get(i).orElse(null), null));
      }
    }
    return answer.complete(201, refused, write(request, made));
  }

  Response update(Request request) {
    var answer = BatchAnswer.start(crm.clock());
    ObjectType type = objectType(request);
    List<Fields> inputs = inputs(Fields.ofBody(request.body()));
    List<Update> updates = new ArrayList<>(inputs.size());
    for (Fields input : inputs) {
      Map<String, String> properties = ObjectBody.properties(input);
      key(input).ifPresent(key -> updates.add(new Update(key, properties)));
    }
    Iterator<Optional<RecordView>> updated =
        crm.changes()
            .updateAll(request.caller(), type.id(), updates, Reading.EVERYTHING)
            .iterator();
    List<Traced> done = new ArrayList<>(inputs.size());
    Set<String> missing = new LinkedHashSet<>();
    List<String> missingTraces = new ArrayList<>();
    for (Fields input : inputs) {
      Optional<RecordView> view = key(input).isPresent() ? updated.next() : Optional.empty();
      if (view.isPresent()) {
        done.add(new Traced(view.get(), input.text(TRACE).orElse(null), null));
      } else {
        missing.add(id(input));
        input.text(TRACE).ifPresent(missingTraces::add);
      }
    }
    return answer.complete(200, misses(type, missing, missingTraces), write(request, done));
  }

  Response upsert(Request request) {
    var answer = BatchAnswer.start(crm.clock());
    ObjectType type = objectType(request);
    List<Fields> inputs = inputs(Fields.ofBody(request.body()));
    List<Update> upserts = new ArrayList<>(inputs.size());
    Set<RecordKey> keys = new HashSet<>();
    for (Fields input : inputs) {
      Map<String, String> properties = ObjectBody.properties(input);
      String id = id(input);
      RecordKey key =
          key(input).orElseThrow(() -> invalidId(input, "'" + id + "' is not a valid id"));
      if (!keys.add(key)) {
        throw invalidId(input, "'" + id + "' is given more than once");
      }
      upserts.add(new Update(key, properties));
    }
    List<Optional<Upserted>> upserted =
        crm.changes().upsertAll(request.caller(), type.id(), upserts, Reading.EVERYTHING);
    List<Traced> done = new ArrayList<>(inputs.size());
    Set<String> missing = new LinkedHashSet<>();
    List<String> missingTraces = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Optional<String> trace = inputs.get(i).text(TRACE);
      if (upserted.get(i).isPresent()) {
        Upserted one = upserted.get(i).get();
        done.add(new Traced(one.view(), trace.orElse(null), one.isNew()));
      } else {
        missing.add(id(inputs.get(i)));
        trace.ifPresent(missingTraces::add);
      }
    }
    return answer.complete(200, misses(type, missing, missingTraces), write(request, done));
  }

  /// Ids that lead nowhere are passed over (modern-api.md section 4).
  Response archive(Request request) {
    ObjectTypeId type = type(request);
    List<ObjectRef> refs = new ArrayList<>();
    for (Fields input : inputs(Fields.ofBody(request.body()))) {
      RecordIds.parse(id(input)).ifPresent(id -> refs.add(new ObjectRef(type, id)));
    }
    crm.changes().archiveAll(request.caller(), refs);
    return Response.noContent();
  }

  /// An entry of `results`.
  ///
  /// @param trace the mark of its input, or null
  /// @param isNew whether an upsert made the record, null in other batches
  private record Traced(RecordView view, @Nullable String trace, @Nullable Boolean isNew) {}

  private Consumer<JsonGenerator> write(Request request, List<Traced> entries) {
    var recordJson = new RecordJson(crm.catalogue(request.caller()));
    return json -> entries.forEach(entry -> write(json, recordJson, entry));
  }

  private static void write(JsonGenerator json, RecordJson recordJson, Traced entry) {
    json.writeStartObject();
    recordJson.writeFields(json, entry.view());
    if (entry.isNew() != null) {
      json.writeBooleanProperty("new", entry.isNew());
    }
    if (entry.trace() != null) {
      json.writeStringProperty(TRACE, entry.trace());
    }
    json.writeEndObject();
  }

  private List<StandardError> misses(ObjectType type, Set<String> ids, List<String> traces) {
    if (ids.isEmpty()) {
      return List.of();
    }
    StandardError error = errors.missing(type, List.copyOf(ids));
    return List.of(traces.isEmpty() ? error : error.withContext(TRACE, traces));
  }

  private static boolean eachForItself(List<Optional<String>> traces) {
    Set<String> distinct = new HashSet<>();
    for (Optional<String> trace : traces) {
      if (trace.isEmpty() || !distinct.add(trace.get())) {
        return false;
      }
    }
    return !distinct.isEmpty();
  }

  private static List<Fields> inputs(Fields body) {
    body.require("inputs");
    List<Fields> inputs = body.objects("inputs");
    if (inputs.size() > MAX_INPUTS) {
      throw new RefusalException(new Refusal.TooMany("inputs", MAX_INPUTS, inputs.size()));
    }
    return inputs;
  }

  private static String id(Fields input) {
    input.require("id");
    return input.text("id").orElse("");
  }

  private static Optional<RecordKey> key(Fields input) {
    return key(id(input), input.text("idProperty"));
  }

  /// Empty for an id that no record can have: one that is no number, or no value of a property.
  private static Optional<RecordKey> key(String id, Optional<String> idProperty) {
    if (id.isBlank()) {
      return Optional.empty();
    }
    if (idProperty.isPresent()) {
      return Optional.of(new RecordKey.ByUnique(idProperty.get(), id));
    }
    var number = RecordIds.parse(id);
    return number.isPresent()
        ? Optional.of(new RecordKey.ById(number.getAsLong()))
        : Optional.empty();
  }

  private static RefusalException invalidId(Fields input, String message) {
    return new RefusalException(new Refusal.InvalidValue(input.path("id"), message));
  }

  private ObjectTypeId type(Request request) {
    return objectType(request).id();
  }

  private ObjectType objectType(Request request) {
    return crm.catalogue(request.caller()).types().resolve(request.parameter("objectType"));
  }
}
