package io.tripline.pipeline;

import io.tripline.ledger.Shelf;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/** A {@link Shelf} in the keyed state of the current key. */
final class MapStateShelf<K, V> implements Shelf<K, V> {
  private final MapState<K, V> state;

  MapStateShelf(MapState<K, V> state) {
    this.state = state;
  }

  @Override
  public V get(K key) {
    try {
      return state.get(key);
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public void put(K key, V value) {
    try {
      state.put(key, value);
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public void remove(K key) {
    try {
      state.remove(key);
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public Iterable<K> keys() {
    try {
      List<K> keys = new ArrayList<>();
      state.keys().forEach(keys::add);
      return keys;
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  private static IllegalStateException unreadable(Exception e) {
    return new IllegalStateException("the state backend does not answer", e);
  }
}
