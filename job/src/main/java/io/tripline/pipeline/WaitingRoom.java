package io.tripline.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What waits for its tick, of the current key. Every item has an entry of its own, numbered within
 * its tick, so that adding one costs the same however many wait already: on RocksDB, a list would
 * be read and written whole.
 */
final class WaitingRoom<T> {
  /** The place of one item. Public because it is kept in state. */
  public record Seat(long tick, int number) {}

  private final MapState<Seat, T> seats;
  private final MapState<Long, Integer> taken;

  /** A room of that name in the state of a keyed function. */
  WaitingRoom(RuntimeContext context, String name, TypeInformation<T> type) {
    seats = context.getMapState(new MapStateDescriptor<>(name, RecordTypes.of(Seat.class), type));
    taken = context.getMapState(new MapStateDescriptor<>(name + "-taken", Types.LONG, Types.INT));
  }

  /** Lets an item wait for a tick. */
  void add(long tick, T item) throws Exception {
    Integer before = taken.get(tick);
    int number = before == null ? 0 : before;
    seats.put(new Seat(tick, number), item);
    taken.put(tick, number + 1);
  }

  /** Takes out everything that waited for a tick, in no order that means anything. */
  List<T> take(long tick) throws Exception {
    Integer count = taken.get(tick);
    List<T> items = new ArrayList<>();
    if (count == null) {
      return items;
    }
    for (int number = 0; number < count; number++) {
      Seat seat = new Seat(tick, number);
      items.add(seats.get(seat));
      seats.remove(seat);
    }
    taken.remove(tick);
    return items;
  }

  /** Whether anything waits for a tick. */
  boolean waitsFor(long tick) throws Exception {
    return taken.contains(tick);
  }

  /** Whether nothing waits. */
  boolean isEmpty() throws Exception {
    return taken.isEmpty();
  }
}
