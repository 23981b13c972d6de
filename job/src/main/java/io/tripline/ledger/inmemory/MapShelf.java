package io.tripline.ledger.inmemory;

import io.tripline.ledger.Shelf;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shelf in memory. */
public final class MapShelf<K, V> implements Shelf<K, V> {
  private final Map<K, V> map = new HashMap<>();

  @Override
  public V get(K key) {
    return map.get(key);
  }

  @Override
  public void put(K key, V value) {
    map.put(key, value);
  }

  @Override
  public void remove(K key) {
    map.remove(key);
  }

  @Override
  public Iterable<K> keys() {
    return List.copyOf(map.keySet());
  }

  /** What is on it. */
  public Map<K, V> contents() {
    return Collections.unmodifiableMap(map);
  }
}
