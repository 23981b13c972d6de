package io.tripline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds every class of contract and job to the {@link HouseRules}. */
class ArchitectureTest {

  @TestFactory
  Stream<DynamicTest> theHouseKeepsItsRules() {
    JavaClasses house = HouseRules.house();
    return HouseRules.all("io.tripline").stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(house)));
  }

  /**
   * JUnit 4 is there for Flink's sake; a test written for it would never run, and nobody would
   * know.
   */
  @Test
  void testsAreOfJUnit5() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.tripline");
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit", "org.junit.runner..")
        .check(tests);
  }
}
