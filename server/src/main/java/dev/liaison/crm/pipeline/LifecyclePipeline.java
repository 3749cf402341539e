package dev.liaison.crm.pipeline;

import dev.liaison.crm.object.ObjectTypeId;
import dev.liaison.crm.object.ObjectTypes;
import dev.liaison.crm.pipeline.Pipeline.Stage;
import dev.liaison.crm.property.PropertyDefinition.Option;
import dev.liaison.crm.property.PropertyDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lifecycle stages of contacts and companies, which HubSpot lists as a pipeline (modern-api.md
/// section 8, recorded). They are the options of a property, and change with it.
public final class LifecyclePipeline {

  private LifecyclePipeline() {}

  /// Empty for other types.
  public static Optional<Pipeline> of(ObjectTypeId type, PropertyDefinitions properties) {
    if (!type.equals(ObjectTypes.CONTACT) && !type.equals(ObjectTypes.COMPANY)) {
      return Optional.empty();
    }
    String id =
        type.equals(ObjectTypes.CONTACT)
            ? "contacts-lifecycle-pipeline"
            : "companies-lifecycle-pipeline";
    return properties
        .find(type, "lifecyclestage")
        .map(
            property ->
                new Pipeline(id, "Lifecycle Stage Pipeline", 0, stages(property.options()), 0, 0));
  }

  private static List<Stage> stages(List<Option> options) {
    var stages = new ArrayList<Stage>(options.size());
    for (Option option : options) {
      stages.add(new Stage(option.value(), option.label(), stages.size(), Map.of(), 0, 0));
    }
    return List.copyOf(stages);
  }
}
