package dev.liaison.crm.imports;

import dev.liaison.crm.Problem;
import dev.liaison.crm.imports.ImportError.Code;
import dev.liaison.crm.property.PropertyFault;

/// HubSpot's words for imports for what the core refuses.
final class ImportFaults {

  private ImportFaults() {}

  static Code code(PropertyFault fault) {
    return switch (fault.code()) {
      case PROPERTY_DOESNT_EXIST -> Code.PROPERTY_DEFINITION_NOT_FOUND;
      case INVALID_OPTION -> Code.INVALID_ENUMERATION_OPTION;
      case INVALID_INTEGER -> Code.COULD_NOT_FIND_OWNER;
      case INVALID_EMAIL -> Code.INVALID_EMAIL;
      case INVALID_LONG, INVALID_NUMBER -> Code.COULD_NOT_PARSE_NUMBER;
      case INVALID_DATE -> Code.COULD_NOT_PARSE_DATE;
      default -> Code.FAILED_VALIDATION;
    };
  }

  static Code code(Problem problem) {
    return switch (problem) {
      case Problem.NotFound _ -> Code.INVALID_RECORD_ID;
      case Problem.NotFoundBy _ -> Code.UPDATE_ONLY_IMPORT;
      case Problem.UniqueValueTaken _ -> Code.DUPLICATE_UNIQUE_PROPERTY_VALUE;
      case Problem.InvalidTargets _ -> Code.ASSOCIATION_RECORD_NOT_FOUND;
      default -> Code.UNKNOWN_BAD_REQUEST;
    };
  }

  /// For a link that could not be made.
  static Code linkCode(Problem problem) {
    return switch (problem) {
      case Problem.InvalidTargets _, Problem.NotFoundBy _ -> Code.ASSOCIATION_RECORD_NOT_FOUND;
      case Problem.TooManyLinks _ -> Code.ASSOCIATION_LIMIT_EXCEEDED;
      default -> Code.FAILED_TO_CREATE_ASSOCIATION;
    };
  }

  static String words(Problem problem) {
    return switch (problem) {
      case Problem.NotFound(var ref) -> "There is no record " + ref.id();
      case Problem.NotFoundBy(_, String property, String value) ->
          "There is no record whose " + property + " is " + value;
      case Problem.UniqueValueTaken taken ->
          "The %s %s is taken by record %d"
              .formatted(taken.property(), taken.value(), taken.holder().ref().id());
      case Problem.InvalidTargets _ -> "A record to associate is not there";
      case Problem.SelfAssociation _ -> "A record cannot be associated with itself";
      case Problem.TooManyLinks(var from, _, _, int limit) ->
          "Record %d has as many associations as it may have, %d".formatted(from.id(), limit);
      case Problem.UnknownAssociationType _ -> "The association type was deleted";
      case Problem.NotAssociable _ -> "Records of these types cannot be associated";
      default -> "The record is not allowed";
    };
  }
}
