package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.Part;
import dev.rondo.room.Match.Client;
import dev.rondo.room.ScriptedRoom.Duellist;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What becomes of a room whose code throws, for each place where it can and each policy: the table of
 * docs/rooms.md. All that a room can be called for happens in its tick 3; one of it fails.
 */
class FaultTest {
  private static final int TICK = 3;

  /** What happens in the tick if nothing fails. */
  private static final List<String> CALLS = List.of(
      "onDrop Eve",
      "onResume Fay",
      "onLeave Gus LEFT",
      "async",
      "execute",
      "onJoin Bob",
      "onCommand Ada hi",
      "onRequest Ada bet 5",
      "onAttachment Ada look",
      "onCommand Ada bye",
      "onInput Ada",
      "onInput Eve",
      "onInput Fay",
      "onInput Bob",
      "timeout",
      "timer",
      "onTick 3");

  /** Where a room's code can throw, who is told of it, and what is then left out of the tick. */
  enum Place {
    CONSTRUCTOR("the player's constructor", null, "onJoin Bob", "onInput Bob"),
    VALIDATE_JOIN("validateJoin", "validateJoin Bob", "onJoin Bob", "onInput Bob"),
    BEFORE_JOIN("beforeJoin", "beforeJoin Bob", "onJoin Bob", "onInput Bob"),
    ON_JOIN("onJoin", "onJoin Bob", "onInput Bob"),
    VALIDATE_COMMAND("validateCommand", "validateCommand Ada hi", "onCommand Ada hi"),
    ON_COMMAND("onCommand", "onCommand Ada hi"),
    VALIDATE_REQUEST("validateCommand", "validateCommand Ada bet 5", "onRequest Ada bet 5"),
    ON_REQUEST("onRequest", "onRequest Ada bet 5"),
    VALIDATE_ATTACHMENT("validateCommand", "validateCommand Ada look", "onAttachment Ada look"),
    ON_ATTACHMENT("onAttachment", "onAttachment Ada look"),
    VALIDATE_INPUT("validateInput", "validateInput Ada", "onInput Ada"),
    ON_INPUT("onInput", "onInput Ada"),
    TIMER("a timer", "timer"),
    RESULT("what async came back with", "async"),
    FAILURE("what async failed with", "timeout"),
    EXECUTE("what execute was given", "execute"),
    ON_TICK("onTick", "onTick 3"),
    ON_DROP("onDrop", "onDrop Eve"),
    ON_RESUME("onResume", "onResume Fay"),
    ON_LEAVE("onLeave", "onLeave Gus LEFT");

    private final String hook;
    private final @Nullable String call;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so
    private final List<String> leftOut;

    Place(String hook, @Nullable String call, String... leftOut) {
      this.hook = hook;
      this.call = call;
      this.leftOut = List.of(leftOut);
    }

    /** The player whom it is about, or nothing. */
    String player() {
      String[] words = call == null ? new String[0] : call.split(" ");
      boolean named = words.length > 1 && this != ON_TICK && this != VALIDATE_JOIN;
      return named ? words[1] : "";
    }
  }

  private final Match match = new Match(options -> options.attachmentBytes(10), limits -> limits);
  private final ScriptedRoom room = match.room();
  private final List<Client> clients = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void endsTheRoom(Place place) {
    try (match;
        CapturedLog log = new CapturedLog()) {
      List<String> joined = playTo(place);
      match.tick();
      match.ticks(3);

      assertThat(match.host().closed()).isTrue();
      assertThat(match.timesClosed()).isEqualTo(1);
      assertFault(place, 1);
      assertThat(clients).allSatisfy(client -> {
        assertThat(client.stay().timesEnded()).isEqualTo(1);
        assertThat(client.connection().count()).isLessThanOrEqualTo(2);
      });
      assertThat(clients.get(0).connection().closes()).containsExactly(LeaveReason.ROOM_FAILED);
      assertThat(clients.get(4).connection().closes()).containsExactly(LeaveReason.ROOM_FAILED);
      if (room.calls().contains("onJoin Bob")) {
        joined.add("Bob");
      }
      assertThat(leavers()).containsExactlyInAnyOrderElementsOf(joined);
      assertThat(room.allCalls()).last().isEqualTo("onDispose");
      assertThat(room.allCalls()).containsOnlyOnce("onDispose");
      assertThat(log.errors()).singleElement().asString().contains("duel-1", place.hook, "tick 3");
      assertThat(log.text()).contains("\tat dev.rondo.room.ScriptedRoom");
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWithoutWhatItHits(Place place) {
    try (match;
        CapturedLog log = new CapturedLog()) {
      room.goOn();
      playTo(place);
      match.tick();

      List<String> expected = new ArrayList<>(CALLS);
      expected.removeAll(place.leftOut);
      if (place == Place.ON_JOIN) {
        expected.add(expected.indexOf("onCommand Ada hi"), "onLeave Bob ROOM_FAILED");
      }
      assertThat(room.allCalls()).containsExactlyElementsOf(expected);
      assertFault(place, 1);
      assertThat(match.host().closed()).isFalse();
      assertThat(bobsEnd()).isEqualTo(expectedEndOfBob(place));
      assertFrame(clients.get(0).connection(), place);
      assertThat(log.errors())
          .singleElement()
          .asString()
          .contains("Room duel-1 goes on", place.hook, "tick 3");

      room.allCalls().clear();
      match.tick();
      assertThat(room.allCalls()).contains("onTick 4", "onInput Fay");
      assertThat(clients.get(0).connection().closes()).isEmpty();
    }
  }

  /** Plays up to before the tick, in which one place fails; returns who will be there. */
  private List<String> playTo(Place place) {
    match.start();
    for (String name : List.of("Ada", "Eve", "Fay", "Gus")) {
      clients.add(match.join(name));
    }
    match.tick();
    clients.get(2).drop();
    room.in("onTick 2", () -> {
      room.async(
          CompletableFuture.completedFuture(""), result -> room.note("async"), failure -> {});
      room.async(
          new CompletableFuture<>(),
          Duration.ofMillis(1),
          result -> {},
          failure -> room.note("timeout"));
      room.clock().afterTicks(1, () -> room.note("timer"));
    });
    match.tick();

    Client ada = clients.get(0);
    ada.shout("hi");
    ada.bet(5);
    ada.part(Part.newBuilder()
        .setAttachment(1)
        .setSize(1)
        .setPayload(Match.shouting("look").toByteString())
        .setData(ByteString.copyFromUtf8("x")));
    ada.shout("bye");
    ada.inputs(1);
    clients.get(1).drop();
    match.resume(clients.get(2), 1);
    clients.get(3).leave();
    clients.add(match.join("Bob"));
    match.loop().runDue();
    match.host().enter(entered -> {
      room.note("execute");
      return "";
    });
    room.allCalls().clear();
    if (place.call == null) {
      room.failWhenMakingPlayers();
    } else {
      room.failIn(place.call);
    }
    return new ArrayList<>(List.of("Ada", "Eve", "Fay", "Gus"));
  }

  private void assertFault(Place place, int count) {
    assertThat(room.faults()).hasSize(count);
    Fault fault = room.faults().get(0);
    assertThat(fault.hook()).isEqualTo(place.hook);
    assertThat(fault.tick()).isEqualTo(TICK);
    assertThat(fault.cause()).hasMessageStartingWith("scripted failure in ");
    assertThat(fault.player() instanceof Duellist player ? player.name() : "")
        .isEqualTo(place.player());
  }

  private List<String> leavers() {
    return room.calls().stream()
        .filter(call -> call.startsWith("onLeave"))
        .map(call -> call.split(" ", -1)[1])
        .toList();
  }

  private List<LeaveReason> bobsEnd() {
    return clients.get(4).connection().closes();
  }

  private static List<LeaveReason> expectedEndOfBob(Place place) {
    return switch (place) {
      case CONSTRUCTOR, VALIDATE_JOIN, ON_JOIN -> List.of(LeaveReason.ROOM_FAILED);
      case BEFORE_JOIN -> List.of(LeaveReason.NOT_ADMITTED);
      default -> List.of();
    };
  }

  private static void assertFrame(RecordedConnection connection, Place place) {
    assertThat(connection.count()).isEqualTo(TICK);
    boolean failed = place == Place.VALIDATE_REQUEST || place == Place.ON_REQUEST;
    assertThat(connection.lastReplies()).isEqualTo(failed ? List.of("2: failed") : List.of());
    assertThat(connection.lastFrame().getControl().getAckedCommand()).isEqualTo(3);
    assertThat(connection.lastFrame().getAckedInput()).isEqualTo(1);
  }
}
