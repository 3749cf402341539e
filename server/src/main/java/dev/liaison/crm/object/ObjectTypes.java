package dev.liaison.crm.object;

/// Placeholder until the catalogue lands on this branch.
public final class ObjectTypes {
  private ObjectTypes() {}

  public static final ObjectTypeId CONTACT = new ObjectTypeId(0, 1);
  public static final ObjectTypeId COMPANY = new ObjectTypeId(0, 2);
  public static final ObjectTypeId DEAL = new ObjectTypeId(0, 3);
  public static final ObjectTypeId TICKET = new ObjectTypeId(0, 5);
}
