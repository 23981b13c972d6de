package io.tripline.schemas.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripline.schemas.EventJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.Readme;
import io.tripline.schemas.SingleObjectCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The consumer that the reference shows, as it stands there. */
class TripAlertTest {
  private static final Path SOURCE =
      Path.of("src/test/java/io/tripline/schemas/example/TripAlert.java");

  @Test
  void theReferenceShowsThisClass() throws IOException {
    assertThat(Files.readString(SOURCE, StandardCharsets.UTF_8))
        .endsWith("\n\n" + Readme.example("consumer") + "\n");
  }

  @Test
  void speaksOfATrip() throws FormatException {
    assertThat(new TripAlert().of(onTheWire(Readme.example("kill-switch"))))
        .hasValueSatisfying(alert -> assertThat(alert).startsWith("cloud-migration: zombie trip"));
  }

  @Test
  void keepsSilentOfEverythingElse() throws FormatException {
    TripAlert alert = new TripAlert();
    assertThat(alert.of(onTheWire(Readme.example("overridden")))).isEmpty();
    assertThat(alert.of(onTheWire(Readme.example("variance")))).isEmpty();
    assertThat(alert.of(onTheWire(Readme.example("kill-switch").replace("ENFORCE", "MONITOR"))))
        .isEmpty();
  }

  @Test
  void isFitForTheNextRecordAfterABrokenOne() throws FormatException {
    TripAlert alert = new TripAlert();
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> alert.of(new byte[] {1, 2}));
    assertThat(alert.of(onTheWire(Readme.example("kill-switch")))).isPresent();
  }

  private static byte[] onTheWire(String json) throws FormatException {
    return new SingleObjectCodec().encode(EventJson.read(json));
  }
}
