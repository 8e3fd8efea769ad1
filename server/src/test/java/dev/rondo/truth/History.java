package dev.rondo.truth;

import com.google.protobuf.Empty;
import dev.rondo.client.RoomStatus;
import dev.rondo.test.truth.Join;
import dev.rondo.test.truth.World;
import dev.rondo.testing.RoomTester;
import dev.rondo.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What happens in a room by chance, and what its clients make of it. */
final class History {
  /** In so many ticks whoever has fallen behind has caught up. */
  private static final int QUIET_TICKS = 400;

  private final Circumstances given;
  private final Recorder recorder;
  private final List<String> log = new ArrayList<>();

  /** Is told what clients are sent, and when they have got it. */
  interface Recorder {
    void sent(String client, byte[] frame);

    void ticked(List<TestClient<World, Empty>> clients);
  }

  /** For whom it is enough that nothing is wrong. */
  private static final Recorder NONE = new Recorder() {
    @Override
    public void sent(String client, byte[] frame) {}

    @Override
    public void ticked(List<TestClient<World, Empty>> clients) {}
  };

  History(Circumstances given) {
    this(given, NONE);
  }

  History(Circumstances given, Recorder recorder) {
    this.given = given;
    this.recorder = recorder;
  }

  /** What has happened, a line for each act. */
  List<String> log() {
    return log;
  }

  /**
   * Plays it.
   *
   * @param ticks how many ticks are not quiet
   * @return what was wrong, or null
   */
  @Nullable
  String play(int ticks) {
    SplittableRandom chance = new SplittableRandom(given.seed());
    Values values = new Values(chance.split());
    Facts facts = new Facts(given.sendEvery());
    FrameCheck frames = new FrameCheck(given.frameBytes(), facts, values);
    try (RoomTester<TruthRoom, World, Empty> tester = RoomTester.of(TruthRoom::new)
        .options(given::options)
        .limits(given::limits)
        .seed(given.seed())
        .joining(name -> Join.newBuilder().setName(name).build())
        .recording((client, frame) -> {
          frames.check(client, frame);
          recorder.sent(client, frame);
        })
        .start()) {
      Acts acts = new Acts(given, tester, facts, values, chance.split(), log::add);
      return play(ticks, tester, facts, frames, acts);
    }
  }

  private @Nullable String play(
      int ticks,
      RoomTester<TruthRoom, World, Empty> tester,
      Facts facts,
      FrameCheck frames,
      Acts acts) {
    tester.room().tell(facts);
    acts.begin();
    for (int tick = 1; tick <= ticks; tick++) {
      log.add("tick " + tick);
      acts.some();
      tester.ticks(1);
      recorder.ticked(tester.clients());
      String wrong = wrong(tester, facts, frames, given.isExact() && tick % given.sendEvery() == 0);
      if (wrong != null) {
        return wrong;
      }
    }
    log.add("quiet");
    acts.calm();
    String wrong = "nothing";
    for (int tick = 0; tick < QUIET_TICKS && wrong != null; tick++) {
      tester.ticks(1);
      recorder.ticked(tester.clients());
      wrong = wrong(tester, facts, frames, false);
      if (wrong != null) {
        return wrong;
      }
      wrong = away(tester, facts);
      if (wrong == null) {
        wrong = wrong(tester, facts, frames, true);
      }
    }
    return wrong;
  }

  private static @Nullable String wrong(
      RoomTester<TruthRoom, World, Empty> tester, Facts facts, FrameCheck frames, boolean exact) {
    if (!frames.problems().isEmpty()) {
      return String.join("\n", frames.problems());
    }
    List<World> copies = new ArrayList<>();
    for (TestClient<World, Empty> client : tester.clients()) {
      Onlooker onlooker = facts.onlookers.get(client.name());
      if (client.status() == RoomStatus.CONNECTED && onlooker != null) {
        String wrong = exact
            ? CopyCheck.exact(client.state(), onlooker)
            : CopyCheck.once(client.state(), onlooker, client.tick());
        if (wrong != null) {
          return client.name() + " " + wrong;
        }
        copies.add(client.state());
      }
    }
    return exact ? CopyCheck.alike(copies) : null;
  }

  private static @Nullable String away(RoomTester<TruthRoom, World, Empty> tester, Facts facts) {
    return tester.clients().stream()
        .filter(client -> client.status() != RoomStatus.CONNECTED)
        .filter(client -> facts.onlookers.containsKey(client.name()))
        .map(client -> client.name() + " is " + client.status())
        .findFirst()
        .orElse(null);
  }
}
