package io.tripline.local;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.tripline.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the classes of this module, with all they stand on, to the {@link HouseRules}. */
class ArchitectureTest {

  @TestFactory
  Stream<DynamicTest> theHouseKeepsItsRules() {
    JavaClasses house = HouseRules.house();
    return HouseRules.all("io.tripline").stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(house)));
  }
}
