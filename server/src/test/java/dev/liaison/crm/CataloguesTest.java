package dev.liaison.crm;

import static dev.liaison.crm.TestCrm.CALLER;
import static dev.liaison.crm.object.ObjectTypes.CONTACT;
import static dev.liaison.crm.object.ObjectTypes.DEAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.liaison.crm.association.AssociationPair;
import dev.liaison.crm.association.AssociationType;
import dev.liaison.crm.association.Associations.Pair;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.association.StoredPairs;
import dev.liaison.crm.catalogue.Document;
import dev.liaison.crm.object.ObjectRef;
import dev.liaison.search.LuceneIndex;
import dev.liaison.store.Stores;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Stores.class)
final class CataloguesTest {

  private static final StoredPairs PAIRS = new StoredPairs();
  private static final AssociationPair BUYERS =
      new AssociationPair(DEAL, CONTACT, 1, 2, "buyer", "bought", "Buyer\t\\n", "Bought\n");

  private final TestCrm test;
  private final Catalogues catalogues;

  CataloguesTest(Stores stores) {
    test = new TestCrm(stores);
    catalogues = test.crm.catalogues();
  }

  @AfterEach
  void close() {
    test.close();
  }

  private void define(AssociationPair pair) {
    catalogues.change(
        CALLER,
        definitions -> {
          definitions.put(PAIRS, pair.document(), pair);
          return true;
        });
  }

  private AssociationType buyer(Catalogues of, long portal) {
    return of.of(portal).associationTypes().find(DEAL, CONTACT, BUYERS.key()).orElseThrow();
  }

  @Test
  void aDefinitionIsThereWhenTheChangeReturnsAndAfterARestart() {
    Catalogue before = catalogues.of(CALLER.portal());
    define(BUYERS);

    assertEquals(List.of(), before.associationTypes().pairs());
    var restarted =
        Crm.over(
            test.store,
            catalogues.hubspotDefined(),
            InstantSource.system(),
            LuceneIndex.inMemory(CALLER.portal()));
    for (Catalogues known : List.of(catalogues, restarted.catalogues())) {
      AssociationType type = buyer(known, CALLER.portal());
      assertEquals("Buyer\t\\n", type.label());
      assertEquals(BUYERS.inverseKey(), type.inverse());
    }
  }

  @Test
  void aPortalDoesNotSeeWhatAnotherDefines() {
    define(BUYERS);
    assertEquals(List.of(), catalogues.of(2).associationTypes().pairs());
  }

  @Test
  void aLinkCanBeOfATypeOfThePortal() {
    define(BUYERS);
    ObjectRef deal = test.create(DEAL);
    ObjectRef contact = test.create(CONTACT);
    test.crm.associations().add(CALLER, new Pair(deal, contact, List.of(BUYERS.key())));

    List<Link> links = test.crm.associations().links(CALLER, contact, DEAL, 0, 10).items();
    assertEquals(
        List.of(true), links.stream().map(it -> it.keys().contains(BUYERS.inverseKey())).toList());
  }

  @Test
  void aChangeThatFailsChangesNothing() {
    Catalogue before = catalogues.of(CALLER.portal());
    assertThrows(
        IllegalStateException.class,
        () ->
            catalogues.change(
                CALLER,
                definitions -> {
                  definitions.put(PAIRS, BUYERS.document(), BUYERS);
                  throw new IllegalStateException("no");
                }));
    assertSame(before, catalogues.of(CALLER.portal()));
  }

  @Test
  void aChangeSeesWhatItHasDefinedAndCountsOn() {
    int next =
        catalogues.change(
            CALLER,
            definitions -> {
              definitions.put(PAIRS, BUYERS.document(), BUYERS);
              assertEquals(List.of(BUYERS), definitions.catalogue().associationTypes().pairs());
              definitions.remove(PAIRS, BUYERS.document());
              assertEquals(List.of(), definitions.catalogue().associationTypes().pairs());
              return definitions.next("x") + definitions.next("x");
            });
    assertEquals(3, next);
    assertEquals(3, catalogues.<Integer>change(CALLER, definitions -> definitions.next("x")));
  }

  @Test
  void aDocumentKeepsEveryCharacter() {
    byte[] content = new Document.Writer().row("a", "\\n\n\t\\", "").row("a", "é", 7).bytes();
    assertEquals(
        List.of(List.of("\\n\n\t\\", ""), List.of("é", "7")), Document.of(content).rows("a"));
  }
}
