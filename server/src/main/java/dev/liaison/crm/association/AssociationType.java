package dev.liaison.crm.association;

import org.jspecify.annotations.Nullable;

/// One direction of a kind of link between two object types.
///
/// @param from name of the object type it leads from, `contact`
/// @param to name of the object type it leads to
/// @param inverse the key of the other direction; the own key where both directions are one type
///   (contact to contact)
/// @param name the v3 name, `contact_to_company_unlabeled`
/// @param label what v4 shows, null for the plain type
/// @param primary whether a record has at most one such link (`Primary` company)
/// @param v1DefinitionId the id in associations v1, null where v1 has none
/// @param evidence where the row comes from
public record AssociationType(
    AssociationKey key,
    String from,
    String to,
    AssociationKey inverse,
    String name,
    @Nullable String label,
    boolean primary,
    @Nullable Integer v1DefinitionId,
    String evidence) {}
