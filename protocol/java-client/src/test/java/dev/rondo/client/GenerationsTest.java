package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.TextFormat;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Event;
import dev.rondo.protocol.v1.Ready;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.protocol.v1.Welcome;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Clients and servers of two generations of a contract: what the newer one has appended everywhere is
 * nothing to the older one.
 */
class GenerationsTest {
  private static final Generation OLDER =
      new Generation(dev.rondo.protocol.vectors.older.Harbour.getDefaultInstance());
  private static final Generation NEWER =
      new Generation(dev.rondo.protocol.vectors.newer.Harbour.getDefaultInstance());

  private static final String OLDER_BOATS = """
      boats { id: 100 x: 300 name: "Ada" cargo { tons: 2 } hold { key: "aft" value { tons: 1 } } }
      boats { id: 101 }
      """;
  private static final String NEWER_BOATS = """
      boats {
        id: 100 x: 300 name: "Ada" cargo { tons: 2 origin: "here" }
        hold { key: "aft" value { tons: 1 origin: "there" } }
        rig: KETCH y: 70 crew: 5 crew: 6 raft { tons: 3 }
      }
      boats { id: 101 y: 80 }
      """;
  private static final String OLDER_SEA = OLDER_BOATS + "tide { level: 4 }";
  private static final String NEWER_SEA =
      NEWER_BOATS + "tide { level: 4 rising: true } buoys { id: 150 x: 9 } wind { force: 2 }";

  private static final int BOATS = 8;
  private static final int BUOYS = 10;
  private static final int X = 2;
  private static final int Y = 7;

  private final Client older = new Client(OLDER);
  private final Client newer = new Client(NEWER);

  @Test
  void fitEachOther() {
    assertThat(OLDER.contract().list().sum())
        .isNotEqualTo(NEWER.contract().list().sum());
    OLDER.contract().checkFits(NEWER.contract().list().lines());
    NEWER.contract().checkFits(OLDER.contract().list().lines());
  }

  @Test
  void anOlderClientShowsWhatItKnowsOfTheState() {
    older.receive(NEWER.message("state", NEWER_SEA));

    assertThat(older.session.state()).isEqualTo(OLDER.message("state", OLDER_SEA));
  }

  @Test
  void aNewerClientShowsAsUnsetWhatTheServerDoesNotKnow() {
    newer.receive(OLDER.message("state", OLDER_SEA));

    assertThat(newer.session.state()).isEqualTo(NEWER.message("state", OLDER_SEA));
  }

  @Test
  void anOlderClientSkipsWhatItDoesNotKnowOfMoves() {
    older.receive(NEWER.message("state", NEWER_SEA));

    older.receive(
        new MovesWriter(X, Y).row(100, 5, -7).row(101, -6, 8).of(BOATS),
        new MovesWriter(X).row(150, 1).of(BUOYS),
        new MovesWriter(Y).row(100, 1_000).of(BOATS));

    assertThat(older.session.state())
        .isEqualTo(OLDER.message(
            "state", OLDER_SEA.replace("x: 300", "x: 305").replace("id: 101", "id: 101 x: -6")));
  }

  @Test
  void aNewerClientTakesMovesOfWhatTheServerKnows() {
    newer.receive(OLDER.message("state", OLDER_SEA));

    newer.receive(new MovesWriter(X).row(100, 5).row(101, -6).of(BOATS));

    assertThat(newer.session.state())
        .isEqualTo(NEWER.message(
            "state", OLDER_SEA.replace("x: 300", "x: 305").replace("id: 101", "id: 101 x: -6")));
  }

  @Test
  void anOlderClientSkipsTheNamesOfWhatItDoesNotKnow() {
    older.receive(NEWER.message("state", NEWER_SEA));

    older.receive(ServerFrame.newBuilder()
        .addReset(150)
        .addReset(11)
        .addAbsolute(150)
        .addRemoved(150)
        .build());

    assertThat(older.session.state()).isEqualTo(OLDER.message("state", OLDER_SEA));
  }

  @Test
  void anOlderClientKeepsWhatItKnowsWhenItComesBack() {
    older.receive(NEWER.message("state", NEWER_SEA));

    older.comeBack();
    older.receive(new MovesWriter(Y).row(101, 3).of(BOATS), NEWER.message("state", NEWER_BOATS));
    older.receive(ready());

    assertThat(older.session.state()).isEqualTo(OLDER.message("state", OLDER_BOATS));
  }

  @Test
  void areToldTheEventsThatTheyKnow() {
    older.receive(
        event(NEWER, "bell { boat: 100 strokes: 3 }"), event(NEWER, "storm { force: 9 }"));
    newer.receive(event(OLDER, "bell { boat: 100 }"));

    assertThat(older.events).containsExactly(OLDER.message("event", "bell { boat: 100 }"));
    assertThat(newer.events).containsExactly(NEWER.message("event", "bell { boat: 100 }"));
  }

  @Test
  void readWhatTheyKnowOfWhatIsSent() {
    assertThat(OLDER.read("join", NEWER.message("join", "name: \"Ada\" colour: 3")))
        .isEqualTo(OLDER.message("join", "name: \"Ada\""));
    assertThat(OLDER.read("input", NEWER.message("input", "turn: 1 anchor: true")))
        .isEqualTo(OLDER.message("input", "turn: 1"));
    assertThat(OLDER.read("command", NEWER.message("command", "say { text: \"hi\" volume: 3 }")))
        .isEqualTo(OLDER.message("command", "say { text: \"hi\" }"));
    assertThat(OLDER.read("command", NEWER.message("command", "hail { boat: 100 }")))
        .isEqualTo(OLDER.message("command", ""));
    assertThat(NEWER.read("join", OLDER.message("join", "name: \"Ada\"")))
        .isEqualTo(NEWER.message("join", "name: \"Ada\""));
    assertThat(NEWER.read("command", OLDER.message("command", "say { text: \"hi\" }")))
        .isEqualTo(NEWER.message("command", "say { text: \"hi\" }"));
  }

  @Test
  void agreeOnWhatShouldBeHeld() {
    older.receive(NEWER.message("state", NEWER_SEA));
    newer.receive(OLDER.message("state", OLDER_SEA));

    older.receive(held(NEWER.message("state", NEWER_SEA)));
    newer.receive(held(OLDER.message("state", OLDER_SEA)));

    assertThat(older.desyncs).isEmpty();
    assertThat(newer.desyncs).isEmpty();
  }

  private static ServerFrame event(Generation generation, String text) {
    return ServerFrame.newBuilder()
        .addEvents(
            Event.newBuilder().setPayload(generation.message("event", text).toByteString()))
        .build();
  }

  private static ServerFrame held(Message state) {
    return frame(Control.newBuilder().setHeld(state.toByteString()));
  }

  private static ServerFrame ready() {
    return frame(Control.newBuilder().setReady(Ready.getDefaultInstance()));
  }

  private static ServerFrame frame(Control.Builder control) {
    return ServerFrame.newBuilder().setControl(control).build();
  }

  /** One generation of the contract, whose messages are told from the other's by nothing but their fields. */
  private record Generation(Contract<Message, Message> contract, Message message) {
    Generation(Message message) {
      this(Contract.of(message), message);
    }

    private Message.Builder builder(String part) {
      return message
          .newBuilderForType()
          .newBuilderForField(message.getDescriptorForType().findFieldByName(part));
    }

    Message message(String part, String text) {
      try {
        Message.Builder builder = builder(part);
        TextFormat.merge(text, builder);
        return builder.build();
      } catch (TextFormat.ParseException e) {
        throw new AssertionError(text, e);
      }
    }

    /** Reads what the other generation has written. */
    Message read(String part, Message other) {
      try {
        return ValueReader.parser(builder(part).build()).parseFrom(other.toByteString());
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** A client in a room that is ready. */
  private static final class Client extends RoomAdapter<Message> {
    final ClientSession<Message, Message> session;
    final List<Message> events = new ArrayList<>();
    final List<Difference> desyncs = new ArrayList<>();

    Client(Generation generation) {
      session = new ClientSession<>(generation.contract(), () -> 0, this);
      connect(Welcome.newBuilder());
      receive(ready());
    }

    private void connect(Welcome.Builder welcome) {
      session.connected(new RecordedOutlet(() -> 0));
      receive(ServerFrame.newBuilder()
          .setTick(session.tick() + 1)
          .setControl(Control.newBuilder()
              .setWelcome(
                  welcome.setTickNanos(50_000_000).setResumeToken("token").setGraceMillis(1_000)))
          .build());
    }

    void comeBack() {
      session.disconnected(1006, "");
      connect(Welcome.newBuilder().setResumed(true));
    }

    void receive(MessageLite... parts) {
      ByteString frame =
          ByteString.copyFrom(Stream.of(parts).map(MessageLite::toByteString).toList());
      session.receive(Unpooled.wrappedBuffer(frame.toByteArray()));
    }

    @Override
    public void onEvent(Message event, int tick, @Nullable ByteString attachment) {
      events.add(event);
    }

    @Override
    public void onDesync(int tick, Difference first) {
      desyncs.add(first);
    }
  }
}
