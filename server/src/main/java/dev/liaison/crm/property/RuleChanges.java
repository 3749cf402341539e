package dev.liaison.crm.property;

import dev.liaison.crm.Caller;
import dev.liaison.crm.Catalogues;
import dev.liaison.crm.CrmException;
import dev.liaison.crm.Problem;
import dev.liaison.crm.Problem.Definition;
import dev.liaison.crm.object.ObjectTypeId;
import java.util.Optional;

/// Sets the validation rules of properties. Values that are there already are left as they are.
/// Safe for concurrent use.
public final class RuleChanges {

  private static final StoredRules RULES = new StoredRules();

  private final Catalogues catalogues;

  public RuleChanges(Catalogues catalogues) {
    this.catalogues = catalogues;
  }

  /// Sets a rule in place of the property's rule of the same type.
  ///
  /// @throws CrmException with [Problem.UnknownDefinition], [Problem.InvalidDefinition]
  public void set(Caller caller, ObjectTypeId type, String property, ValidationRule rule) {
    catalogues.change(
        caller,
        definitions -> {
          PropertyDefinition definition =
              PropertyChanges.require(definitions.catalogue(), type, property);
          if (!rule.type().fits(definition.type())) {
            throw invalid(
                "A property of the type '"
                    + definition.type()
                    + "' cannot have a rule of the type "
                    + rule.type());
          }
          Optional<String> fault = RuleArguments.fault(rule);
          if (fault.isPresent()) {
            throw invalid("The arguments of a rule " + rule.type() + " are " + fault.get());
          }
          definitions.put(RULES, StoredRules.document(type, property, rule.type()), rule);
          return true;
        });
  }

  private static CrmException invalid(String message) {
    return new CrmException(new Problem.InvalidDefinition(Definition.VALIDATION_RULE, message, ""));
  }
}
