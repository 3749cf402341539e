package dev.liaison.crm.association;

import dev.liaison.crm.object.ObjectRef;
import java.util.List;

/// Everything that leads from one record to one other: the target and the types of all links to it,
/// in ascending order, at least one.
public record Link(ObjectRef to, List<AssociationKey> keys) {}
