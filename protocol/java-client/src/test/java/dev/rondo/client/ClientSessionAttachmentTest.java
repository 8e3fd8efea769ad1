package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.AckedPart;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Part;
import dev.rondo.test.market.Event;
import dev.rondo.test.market.Hung;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Attachments in both directions. */
class ClientSessionAttachmentTest {
  private static final ByteString PICTURE = picture(50_000);

  // To the server.

  @Test
  void sendsPartsWithoutGapsAndSaysWhenTheServerHasAll() {
    Stay stay = Stay.playing();

    CompletableFuture<Void> arrived = attach(stay, PICTURE);
    for (int i = 0; i < 12; i++) {
      assertThat(arrived).isNotDone();
      stay.tick();
      acknowledge(stay, 1, stay.outlet.parts());
    }

    assertThat(arrived).isCompleted();
    List<Part> parts = stay.outlet.parts();
    assertThat(joined(parts)).isEqualTo(PICTURE);
    assertThat(parts.get(0).getSize()).isEqualTo(PICTURE.size());
    assertThat(parts.get(0).getPayload()).isEqualTo(Stay.hang("sunset").toByteString());
    assertThat(parts.get(1).hasSize() || parts.get(1).hasPayload()).isFalse();
    assertThat(stay.outlet.sizes).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(4096));
  }

  @Test
  void hasAtMost32KibibytesOnTheirWay() {
    Stay stay = Stay.playing();
    attach(stay, PICTURE);

    stay.ticks(30);
    int before = joined(stay.outlet.parts()).size();
    stay.receive(Control.newBuilder().setAckedPart(acked(1, 1_000)));
    stay.tick();

    assertThat(before).isEqualTo(32 * 1024);
    assertThat(joined(stay.outlet.parts()).size()).isEqualTo(32 * 1024 + 1_000);
  }

  @Test
  void letsCommandsAndInputsGoFirst() {
    Stay stay = Stay.playing();
    attach(stay, PICTURE);

    for (int i = 0; i < 5; i++) {
      stay.session.send(Stay.say("x".repeat(2_000)));
      stay.session.input(Stay.walk(i));
      stay.tick();
    }

    assertThat(stay.outlet.commands()).hasSize(5);
    assertThat(stay.outlet.inputs()).hasSize(5);
    assertThat(stay.outlet.parts()).hasSize(6);
    assertThat(stay.outlet.parts().get(3).getData().size()).isBetween(1_900, 2_100);
  }

  @Test
  void sendsOneAfterTheOther() {
    Stay stay = Stay.playing();
    attach(stay, ByteString.EMPTY);
    attach(stay, picture(10));
    stay.ticks(3);

    List<Part> first = List.copyOf(stay.outlet.parts());
    stay.receive(Control.newBuilder().setAckedPart(acked(1, 0)));
    stay.tick();

    assertThat(first).singleElement().satisfies(part -> {
      assertThat(part.getAttachment()).isEqualTo(1);
      assertThat(part.getSize()).isZero();
      assertThat(part.hasSize()).isTrue();
    });
    assertThat(stay.outlet.parts()).hasSize(2);
    assertThat(stay.outlet.parts().get(1).getAttachment()).isEqualTo(2);
  }

  @Test
  void goesOnBehindWhatTheServerHas() {
    Stay stay = Stay.playing();
    CompletableFuture<Void> arrived = attach(stay, PICTURE);
    stay.ticks(5);
    stay.lose();

    stay.connect();
    stay.tick++;
    stay.receive(Stay.frame(
        stay.tick,
        Control.newBuilder()
            .setWelcome(Stay.welcome().setResumed(true))
            .setReady(Stay.READY)
            .setAckedPart(acked(1, 9_000))));

    Part next = stay.outlet.parts().get(0);
    assertThat(next.getOffset()).isEqualTo(9_000);
    assertThat(next.hasPayload()).isFalse();
    stay.receive(Control.newBuilder().setAckedPart(acked(1, PICTURE.size())));
    assertThat(arrived).isCompleted();
  }

  @Test
  void beginsAgainWhenTheServerHasNothingOfIt() {
    Stay stay = Stay.playing();
    attach(stay, PICTURE);
    stay.ticks(2);
    stay.lose();

    stay.resume(0);

    Part first = stay.outlet.parts().get(0);
    assertThat(first.getAttachment()).isEqualTo(1);
    assertThat(first.getOffset()).isZero();
    assertThat(first.getPayload()).isEqualTo(Stay.hang("sunset").toByteString());
  }

  @Test
  void refusesWhatIsTooLongOrTooMuch() {
    Stay stay = Stay.playing();

    assertThatThrownBy(() -> attach(stay, picture(Stay.ATTACHMENT_BYTES + 1)))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "The attachment has 100001 bytes (expected: 100000 or fewer, as this room says)."
                + " Send less.");
    for (int i = 0; i < 9; i++) {
      attach(stay, PICTURE);
    }
    assertThatThrownBy(() -> attach(stay, PICTURE))
        .isInstanceOf(RondoException.class)
        .extracting("code")
        .isEqualTo("queue_full");
  }

  @Test
  void knowsHowLongOneMayBeFromTheFirstFrameOn() {
    Stay stay = new Stay();

    assertThatThrownBy(() -> attach(stay, PICTURE)).isInstanceOf(IllegalStateException.class);
  }

  // From the server.

  @Test
  void tellsTheEventWithAllOfItsBytesOnceTheyAreThere() {
    Stay stay = Stay.playing();

    stay.receive(part(1, 0, "abc", 6));
    List<String> before = List.copyOf(stay.told);
    stay.receive(part(1, 3, "def", 0));

    assertThat(before).containsExactly("frame 102");
    assertThat(stay.told).containsExactly("frame 102", "event sunset of 103", "frame 103");
    assertThat(stay.attachments).containsExactly(ByteString.copyFromUtf8("abcdef"));
  }

  @Test
  void tellsAnEventWithAnEmptyOne() {
    Stay stay = Stay.playing();

    stay.receive(part(1, 0, "", 0));

    assertThat(stay.attachments).containsExactly(ByteString.EMPTY);
  }

  @Test
  void beginsAnewWithEachFirstPartAndIgnoresWhatItHasAlready() {
    Stay stay = Stay.playing();

    stay.receive(part(1, 0, "abc", 6));
    stay.lose();
    stay.resume(0);
    stay.receive(part(1, 0, "ab", 4));
    stay.receive(part(1, 2, "yz", 0));
    stay.receive(part(1, 0, "again", 5));
    stay.receive(part(2, 0, "next", 4));

    assertThat(stay.attachments)
        .containsExactly(ByteString.copyFromUtf8("abyz"), ByteString.copyFromUtf8("next"));
  }

  @Test
  void closesAConnectionWithPartsThatAreNotTheNext() {
    assertRefused(part(1, 3, "abc", 6));
    assertRefused(part(1, 0, "abc", 2));
    assertRefused(part(1, 0, "abc", Stay.ATTACHMENT_BYTES + 1));
    assertRefused(part(1, 0, "abc", -1));
  }

  private static void assertRefused(Control.Builder part) {
    Stay stay = Stay.playing();

    stay.receive(part);

    assertThat(stay.outlet.closeCode).isEqualTo(4400);
  }

  private static CompletableFuture<Void> attach(Stay stay, ByteString data) {
    return stay.session.attach(Stay.hang("sunset"), data).toCompletableFuture();
  }

  private static void acknowledge(Stay stay, int attachment, List<Part> parts) {
    stay.receive(
        Control.newBuilder().setAckedPart(acked(attachment, joined(parts).size())));
  }

  private static AckedPart acked(int attachment, int bytes) {
    return AckedPart.newBuilder().setAttachment(attachment).setBytes(bytes).build();
  }

  private static ByteString joined(List<Part> parts) {
    ByteString data = ByteString.EMPTY;
    for (Part part : parts) {
      assertThat(part.getOffset()).isEqualTo(data.size());
      data = data.concat(part.getData());
    }
    return data;
  }

  private static Control.Builder part(int attachment, int offset, String data, int size) {
    Part.Builder part = Part.newBuilder()
        .setAttachment(attachment)
        .setOffset(offset)
        .setData(ByteString.copyFromUtf8(data));
    if (offset == 0) {
      part.setSize(size)
          .setPayload(Event.newBuilder()
              .setHung(Hung.newBuilder().setTitle("sunset"))
              .build()
              .toByteString());
    }
    return Control.newBuilder().setPart(part);
  }

  private static ByteString picture(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
