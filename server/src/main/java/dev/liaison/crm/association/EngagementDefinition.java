package dev.liaison.crm.association;

import dev.liaison.crm.object.ObjectTypeId;

/// An associations v1 definition with an engagement at one end. It stands for a type of each
/// engagement object: notes, calls, emails, meetings and tasks.
///
/// @param other the object type at the other end
/// @param fromEngagement whether the definition leads from the engagement to the other end
public record EngagementDefinition(ObjectTypeId other, boolean fromEngagement) {}
