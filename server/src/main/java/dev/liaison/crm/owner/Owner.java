package dev.liaison.crm.owner;

import dev.liaison.crm.catalogue.Document;
import java.util.regex.Pattern;

/// A person who can look after records; `hubspot_owner_id` holds the id.
///
/// @param userId the id of the person as a user of the account, which is not the owner's
/// @param firstName `""` when it is not known, as `lastName`
/// @param createdAt epoch milliseconds, as `updatedAt`
/// @param archived whether the person is a user no more
public record Owner(
    long id,
    long userId,
    String email,
    String firstName,
    String lastName,
    long createdAt,
    long updatedAt,
    boolean archived) {

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
  private static final int MAX_LENGTH = 255;

  /// @throws IllegalArgumentException when an id is below 1 or the address is none
  public Owner {
    if (id < 1 || userId < 1) {
      throw new IllegalArgumentException("an owner's ids are numbers from 1");
    }
    if (email.length() > MAX_LENGTH || !EMAIL.matcher(email).matches()) {
      throw new IllegalArgumentException("not an e-mail address: " + email);
    }
    if (firstName.length() > MAX_LENGTH || lastName.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a name has at most " + MAX_LENGTH + " characters");
    }
  }

  /// An owner that comes to be now.
  ///
  /// @throws IllegalArgumentException when the address is none
  public static Owner of(long id, String email, String firstName, String lastName, long at) {
    return new Owner(id, id, email, firstName, lastName, at, at, false);
  }

  Owner archivedAt(long at) {
    return new Owner(id, userId, email, firstName, lastName, createdAt, at, true);
  }

  byte[] document() {
    return new Document.Writer()
        .number("id", id)
        .number("user", userId)
        .text("email", email)
        .text("first-name", firstName)
        .text("last-name", lastName)
        .number("created", createdAt)
        .number("updated", updatedAt)
        .yes("archived", archived)
        .bytes();
  }

  static Owner of(byte[] content) {
    Document document = Document.of(content);
    return new Owner(
        document.number("id"),
        document.number("user"),
        document.text("email"),
        document.textOr("first-name", ""),
        document.textOr("last-name", ""),
        document.number("created"),
        document.number("updated"),
        document.yes("archived"));
  }
}
