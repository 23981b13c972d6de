/**
 * The proof that nothing is lost and nothing said twice, whatever breaks; and that a release's
 * savepoint is not lost to later ones.
 *
 * <pre>
 *   Story ─▶ Cargo ─▶ Feeder ─▶ broker ─▶ job on a Flink cluster ─▶ broker ─▶ Results
 *              │        ▲         ▲                ▲                             │
 *              │        └─────────┴── Chaos ───────┘                             │
 *              └─▶ Undisturbed, the replay of the same facts ◀──── equal? ───────┘
 * </pre>
 *
 * <p>{@link io.tripline.local.proof.ExactlyOnceIT} has the job run as a user would run it: the jar
 * for clusters, submitted with Flink's own command line to a session cluster with high
 * availability, on a broker; every part is a process of its own ({@link
 * io.tripline.local.proof.Site}). Its class path is that of Flink's distribution: nothing of
 * Tripline's or Kafka's is on it but in the jar.
 *
 * <p><b>Seeds.</b> One number decides what is sent in which order, what breaks when and who is hit;
 * {@code -Dtripline.seed=N} is another one. What cannot be decided is which of a hundred threads is
 * where at that moment, so a run that failed may pass the next time: what all processes said stays
 * in {@code target/exactly-once}.
 *
 * <p><b>Inside the run.</b> A calamity comes when so many records have been sent. The feeder never
 * goes beyond where the next one is due, and the next one waits until the job has completed a
 * checkpoint after the last; so all of them come while records do, and none after the end.
 *
 * <p><b>Nothing late.</b> Every partition has heartbeats, so that known time goes on in it only
 * when all that was known before is there. Otherwise a fact that comes after a pause would rightly
 * count at a later tick than in a replay, and there would be nothing to compare.
 */
package io.tripline.local.proof;
