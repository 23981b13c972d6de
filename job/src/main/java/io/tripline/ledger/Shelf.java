package io.tripline.ledger;

/**
 * Storage of what is seldom needed, by key, so that the ledger need not carry it from tick to tick.
 * The pipeline puts it into keyed state, tests into a map.
 */
public interface Shelf<K, V> {
  /** The value, or null. */
  V get(K key);

  /** Puts a value in place of whatever was there. */
  void put(K key, V value);

  /** Removes the value, if any. */
  void remove(K key);

  /** All keys, in no particular order; safe to remove while going through them. */
  Iterable<K> keys();
}
