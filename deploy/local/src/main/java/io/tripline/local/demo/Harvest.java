package io.tripline.local.demo;

import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that the job has said: what the final table is made of. */
final class Harvest {
  private final List<ServiceEvent> events = new ArrayList<>();
  private final Set<String> eventIds = new HashSet<>();
  private final Map<ServiceHour, Statement> statements = new HashMap<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  private record ServiceHour(String serviceId, Instant hour) {}

  /** Whether it is heard for the first time: the job promises each at least once. */
  boolean add(ServiceEvent event) {
    boolean isNew = eventIds.add(event.getEventId());
    if (isNew) {
      events.add(event);
    }
    return isNew;
  }

  /** The highest revision counts. */
  void add(Statement statement) {
    statements.merge(
        new ServiceHour(statement.getServiceId(), statement.getHour()),
        statement,
        (known, other) -> other.getRevision() > known.getRevision() ? other : known);
  }

  void add(DeadLetter letter) {
    deadLetters.add(letter);
  }

  List<ServiceEvent> events() {
    return List.copyOf(events);
  }

  /** The last revision of every statement, in no order. */
  Collection<Statement> statements() {
    return List.copyOf(statements.values());
  }

  List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /** Whether there is a statement of that hour for each of these services. */
  boolean hasHour(Collection<String> services, Instant hour) {
    return services.stream()
        .allMatch(service -> statements.containsKey(new ServiceHour(service, hour)));
  }
}
