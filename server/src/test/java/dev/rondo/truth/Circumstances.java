package dev.rondo.truth;

import dev.rondo.room.Limits;
import dev.rondo.room.RoomOptions;
import java.util.SplittableRandom;

/**
 * Under what a history is played.
 *
 * @param seed of all chance
 * @param sendEvery as in {@link RoomOptions}
 * @param frameBytes as in {@link RoomOptions}
 * @param checkEvery as in {@link RoomOptions}
 * @param badNetworks whether clients fall behind
 */
record Circumstances(
    long seed, int sendEvery, int frameBytes, int checkEvery, boolean badNetworks) {
  private static final int PLENTY = 1_000_000;
  private static final int[] SEND_EVERY = {1, 1, 2, 3};
  private static final int[] CHECK_EVERY = {0, 0, 1, 4};

  static Circumstances of(long seed) {
    SplittableRandom chance = new SplittableRandom(~seed);
    boolean exact = chance.nextInt(2) == 0;
    return new Circumstances(
        seed,
        SEND_EVERY[chance.nextInt(SEND_EVERY.length)],
        exact || chance.nextInt(3) == 0 ? PLENTY : 256 << chance.nextInt(4),
        CHECK_EVERY[chance.nextInt(CHECK_EVERY.length)],
        !exact && chance.nextInt(2) == 0);
  }

  /** Whether nothing has a reason to come late. */
  boolean isExact() {
    return frameBytes == PLENTY && !badNetworks;
  }

  String describe() {
    return (sendEvery == 1 ? "a frame a tick" : "a frame every " + sendEvery + " ticks")
        + (frameBytes == PLENTY ? "" : " of at most " + frameBytes + " bytes");
  }

  RoomOptions options(RoomOptions options) {
    return options.sendEvery(sendEvery).frameBytes(frameBytes).checkEvery(checkEvery);
  }

  /** A client is behind after a short while, so that it is often. */
  Limits.Builder limits(Limits.Builder limits) {
    return badNetworks
        ? limits.lagMillis(100).lagBytes(1_024).outboundBytes(4_096).slowMillis(60_000)
        : limits;
  }
}
