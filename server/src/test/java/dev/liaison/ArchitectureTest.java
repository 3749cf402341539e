package dev.liaison;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The walls between the parts.
class ArchitectureTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.liaison");

  private static void hold(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @Test
  void theCoreKnowsOnlyItselfAndTheLanguage() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.liaison.crm..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.liaison..")
                    .and(not(resideInAPackage("dev.liaison.crm..")))
                    .or(
                        resideInAnyPackage(
                            "io.helidon..",
                            "tools.jackson..",
                            "com.fasterxml..",
                            "org.rocksdb..",
                            "org.apache.lucene..",
                            "picocli..",
                            "java.sql..",
                            "javax.sql..",
                            "java.net.."))));
  }

  @Test
  void noStoreIsSeenButByTheCompositionRoot() {
    hold(
        noClasses()
            .that(
                not(resideInAPackage("dev.liaison.store.."))
                    .and(not(JavaClass.Predicates.belongToAnyOf(App.class, Main.class))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.liaison.store.."));
  }

  @Test
  void storesKnowTheCoreOnly() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.liaison.store..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.liaison..")
                    .and(not(resideInAnyPackage("dev.liaison.crm..", "dev.liaison.store..")))));
  }

  @Test
  void theIndexKnowsTheCoreOnlyAndIsSeenByTheCompositionRootOnly() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.liaison.search..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.liaison..")
                    .and(not(resideInAnyPackage("dev.liaison.crm..", "dev.liaison.search..")))));
    hold(
        noClasses()
            .that(
                not(resideInAPackage("dev.liaison.search.."))
                    .and(not(JavaClass.Predicates.belongToAnyOf(App.class))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.liaison.search.."));
  }

  @Test
  void theDialectsDoNotSeeEachOther() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.liaison.wire.legacy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.liaison.wire.modern.."));
    hold(
        noClasses()
            .that()
            .resideInAPackage("dev.liaison.wire.modern..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.liaison.wire.legacy.."));
  }

  @Test
  void librariesStayWhereTheyBelong() {
    hold(onlyIn("io.helidon..", "dev.liaison.server.."));
    hold(onlyIn("org.rocksdb..", "dev.liaison.store.rocks.."));
    hold(onlyIn("org.apache.lucene..", "dev.liaison.search.."));
    hold(
        onlyIn(
            "tools.jackson..",
            "dev.liaison.wire..",
            "dev.liaison.control..",
            "dev.liaison.migration..",
            "dev.liaison.store.postgres.."));
    hold(onlyIn("picocli..", "dev.liaison"));
    hold(onlyIn("de.siegmar..", "dev.liaison.table.."));
    hold(onlyIn("org.dhatim..", "dev.liaison.table.."));
  }

  private static ArchRule onlyIn(String library, String... packages) {
    return noClasses()
        .that(resideInAPackage("dev.liaison..").and(not(resideInAnyPackage(packages))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  @Test
  void filtersAndVocabularyDoNotKnowTheDialects() {
    hold(
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.liaison.http..",
                "dev.liaison.access..",
                "dev.liaison.limits..",
                "dev.liaison.server..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.liaison.wire.."));
  }

  @Test
  void namesSayWhatAThingIs() {
    for (String suffix : List.of("Util", "Utils", "Helper", "Manager", "Impl", "Dto")) {
      hold(classes().should().haveSimpleNameNotEndingWith(suffix));
    }
  }

  @Test
  void nothingIsNullByDefault() {
    List<String> unmarked =
        PRODUCT.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(it -> !it.isAnnotatedWith(NullMarked.class))
            .flatMap(it -> Stream.of(it.getName()))
            .toList();
    assertEquals(List.of(), unmarked);
  }
}
