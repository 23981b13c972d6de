package io.tripline.architecture.ruin.attic;

import static java.lang.Thread.sleep;

import java.util.ArrayList;

/** Keeps what it saw, for everybody, in a package that nobody has heard of. */
public final class Hoard {
  private static final ArrayList<String> SEEN = new ArrayList<>();
  private static int count;

  private Hoard() {}

  public static void see(String something) throws InterruptedException {
    sleep(1);
    SEEN.add(something);
    count++;
    System.out.println(count);
  }
}
