package io.tripline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Shows of every rule that it can fail: package {@code ruin} breaks them all. */
class HouseRulesTest {
  private static final String RUIN = "io.tripline.architecture.ruin";

  @TestFactory
  Stream<DynamicTest> everyRuleIsBrokenByTheRuin() {
    JavaClasses ruin = new ClassFileImporter().importPackages(RUIN);
    return HouseRules.all(RUIN).stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getDescription(),
                    () -> assertThat(rule.evaluate(ruin).hasViolation()).isTrue()));
  }
}
