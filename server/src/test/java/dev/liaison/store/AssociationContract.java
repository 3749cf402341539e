package dev.liaison.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.liaison.crm.association.Association;
import dev.liaison.crm.association.Link;
import dev.liaison.crm.object.ObjectRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every store must do with links between records.
abstract class AssociationContract extends RecordContract {

  @Nested
  class Associations {

    @Test
    void areThereFromBothEnds() {
      write(tx -> tx.putAssociations(List.of(link(7, 1), label(7, 1), link(7, 2))));
      assertEquals(
          List.of(
              new Link(contact(1), List.of(TO_CONTACT, LABEL)),
              new Link(contact(2), List.of(TO_CONTACT))),
          read(s -> s.associations(deal(7))));
      assertEquals(
          List.of(new Link(deal(7), List.of(TO_DEAL, LABEL_BACK))),
          read(s -> s.associations(contact(1), DEAL, 0, 9)));
      assertEquals(
          List.of(TO_DEAL, LABEL_BACK), read(s -> s.associationsBetween(contact(1), deal(7))));
      assertEquals(List.of(), read(s -> s.associationsBetween(contact(3), deal(7))));
    }

    @Test
    void areFoundForManyRecordsAtOnce() {
      write(tx -> tx.putAssociations(List.of(link(7, 1), label(7, 1), link(7, 2), link(8, 2))));
      List<ObjectRef> some = List.of(deal(7), contact(2), deal(9), contact(7));
      assertEquals(
          some.stream().map(ref -> read(s -> s.associations(ref))).toList(),
          read(
              s -> {
                Map<ObjectRef, List<Link>> links = s.associationsOfEach(some);
                return some.stream().map(ref -> links.getOrDefault(ref, List.of())).toList();
              }));
      assertEquals(Map.of(), read(s -> s.associationsOfEach(List.of())));
    }

    @Test
    void areFoundForManyRecordsInATransaction() {
      write(tx -> tx.putAssociations(List.of(link(2, 1), link(3, 1), link(3, 2), link(6, 4))));
      write(
          tx -> {
            tx.putAssociations(List.of(link(1, 1), label(2, 1), link(4, 1), link(6, 3)));
            tx.removeAssociations(List.of(link(3, 2), link(6, 4)));
            for (List<ObjectRef> some :
                List.of(
                    List.of(deal(6), deal(1), contact(1)),
                    List.of(deal(2), deal(3), deal(5), contact(4), deal(4)),
                    List.of(contact(4), contact(5)))) {
              Map<ObjectRef, List<Link>> links = tx.associationsOfEach(some);
              some.forEach(
                  ref -> assertEquals(tx.associations(ref), links.getOrDefault(ref, List.of())));
            }
          });
    }

    @Test
    void arePagedAndCountedByTarget() {
      write(
          tx -> {
            for (long id = 1; id <= 5; id++) {
              tx.putAssociations(List.of(link(7, id), label(7, id)));
            }
            tx.putAssociations(
                List.of(new Association(deal(7), new ObjectRef(COMPANY, 3), TO_DEAL, TO_DEAL)));
          });
      List<Link> page = read(s -> s.associations(deal(7), CONTACT, 2, 2));
      assertEquals(List.of(contact(3), contact(4)), page.stream().map(Link::to).toList());
      assertEquals(List.of(TO_CONTACT, LABEL), page.getLast().keys());
      assertEquals(5, count(s -> s.countAssociations(deal(7), CONTACT)));
      assertEquals(1, count(s -> s.countAssociations(deal(7), COMPANY)));
      assertEquals(0, count(s -> s.countAssociations(deal(8), CONTACT)));
      assertEquals(6, read(s -> s.associations(deal(7))).size());
      assertEquals(List.of(), read(s -> s.associations(deal(7), CONTACT, 0, 0)));
    }

    @Test
    void areRemovedFromBothEnds() {
      write(tx -> tx.putAssociations(List.of(link(7, 1), label(7, 1))));
      write(tx -> tx.removeAssociations(List.of(link(7, 1), link(7, 9))));
      assertEquals(List.of(LABEL), read(s -> s.associationsBetween(deal(7), contact(1))));
      assertEquals(List.of(LABEL_BACK), read(s -> s.associationsBetween(contact(1), deal(7))));
    }

    @Test
    void seeWhatTheTransactionChanged() {
      write(tx -> tx.putAssociations(List.of(link(7, 1), link(7, 3), link(7, 5))));
      write(
          tx -> {
            tx.removeAssociations(List.of(link(7, 3)));
            tx.putAssociations(List.of(link(7, 2), label(7, 1), link(7, 6)));
            assertEquals(List.of(), tx.associationsBetween(deal(7), contact(3)));
            assertEquals(List.of(TO_CONTACT, LABEL), tx.associationsBetween(deal(7), contact(1)));
            assertEquals(
                List.of(1L, 2L, 5L, 6L),
                tx.associations(deal(7)).stream().map(link -> link.to().id()).toList());
            tx.putAssociations(List.of(link(7, 3)));
            assertEquals(5, tx.countAssociations(deal(7), CONTACT));
          });
      assertEquals(5, count(s -> s.countAssociations(deal(7), CONTACT)));
    }
  }
}
