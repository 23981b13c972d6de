package io.tripline.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DebianProgramsIT {
  @Test
  void a_program_is_found_or_brought() {
    assertThat(DebianPrograms.find("promtool")).isExecutable().hasFileName("promtool");
  }

  @Test
  void a_program_that_nobody_knows_is_no_excuse_to_go_on() {
    assertThatThrownBy(() -> DebianPrograms.find("no-such-program"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no-such-program is needed");
  }
}
