package io.tripline.backtest.source;

import io.tripline.schemas.avro.ServiceEvent;
import java.util.List;

/** Events that a live job or a replay wrote. */
public interface WrittenEvents {
  /** What a message calls them. */
  String name();

  /** All of them, as they stand there. */
  List<ServiceEvent> read() throws Exception;
}
