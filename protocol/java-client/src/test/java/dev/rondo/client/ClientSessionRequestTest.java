package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Failure;
import dev.rondo.test.market.Bought;
import dev.rondo.test.market.Heard;
import dev.rondo.test.market.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Commands that ask, and their replies. */
class ClientSessionRequestTest {
  private static final int TIMEOUT_MILLIS = 1_000;

  @Test
  void givesWhatTheReplyHolds() {
    Stay stay = Stay.playing();
    CompletableFuture<Bought> bought = buy(stay);

    stay.receive(reply(1, 12));

    assertThat(bought.join().getCoins()).isEqualTo(12);
    assertThat(stay.outlet.last().getCommands(0).getAsks()).isTrue();
  }

  @Test
  void completesRequestsInTheOrderOfTheirReplies() {
    Stay stay = Stay.playing();
    List<String> order = new ArrayList<>();
    buy(stay).thenAccept(bought -> order.add("bought"));
    stay.session
        .request(Stay.say("hi"), Heard.class, TIMEOUT_MILLIS)
        .thenAccept(heard -> order.add("heard"));
    stay.tick();

    stay.receive(Control.newBuilder()
        .addReplies(dev.rondo.protocol.v1.Reply.newBuilder()
            .setCommand(2)
            .setPayload(
                Reply.newBuilder().setSay(Heard.getDefaultInstance()).build().toByteString()))
        .mergeFrom(reply(1, 3).build()));

    assertThat(order).containsExactly("heard", "bought");
  }

  @Test
  void failsWithTheCodeOfTheGame() {
    Stay stay = Stay.playing();
    CompletableFuture<Bought> bought = buy(stay);

    stay.receive(Control.newBuilder()
        .addReplies(dev.rondo.protocol.v1.Reply.newBuilder()
            .setCommand(1)
            .setFailure(Failure.newBuilder().setCode("sold_out").setMessage("Nothing is left."))));

    assertFailed(bought, "sold_out", "Nothing is left.");
  }

  @Test
  void failsWhenNoReplyComesInTime() {
    Stay stay = Stay.playing();
    CompletableFuture<Bought> bought = buy(stay);

    stay.ticks(19);
    boolean before = bought.isDone();
    stay.ticks(1);

    assertThat(before).isFalse();
    assertFailed(
        bought,
        "timeout",
        "No reply to buy came in time. Nothing says whether the room took the command.");
    stay.receive(reply(1, 5)); // comes late, and harms nothing
  }

  @Test
  void failsWhenTheReplyIsOfAnotherKind() {
    Stay stay = Stay.playing();
    CompletableFuture<Bought> bought = buy(stay);

    stay.receive(Control.newBuilder()
        .addReplies(dev.rondo.protocol.v1.Reply.newBuilder()
            .setCommand(1)
            .setPayload(ByteString.fromHex("fa0100")))); // field 31, empty

    assertFailed(bought, "bad_answer", "The room answered buy with another kind of reply.");
  }

  @Test
  void closesAConnectionWhoseReplyIsNoMessage() {
    Stay stay = Stay.playing();
    buy(stay);

    stay.receive(Control.newBuilder()
        .addReplies(dev.rondo.protocol.v1.Reply.newBuilder()
            .setCommand(1)
            .setPayload(ByteString.fromHex("ff"))));

    assertThat(stay.outlet.closeCode).isEqualTo(4400);
  }

  @Test
  void refusesToAskWhatHasNoReply() {
    Stay stay = Stay.playing();

    assertThatThrownBy(() -> stay.session.request(Stay.hang("a"), Bought.class, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("command: hang (expected: one that the reply of market.Market has a case for,"
            + " or send it without asking)");
    assertThatThrownBy(() -> stay.session.request(Stay.buy("a"), Heard.class, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: dev.rondo.test.market.Bought, with which the room");
    assertThatThrownBy(() -> stay.session.request(Stay.buy("a"), Bought.class, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeoutMillis: 0 (expected: 1 or more)");
  }

  @Test
  void hasAtMost32ThatTheServerHasNotAnswered() {
    Stay stay = Stay.playing();
    for (int i = 0; i < 32; i++) {
      buy(stay);
    }
    stay.ticks(2);
    stay.receive(Control.newBuilder().setAckedCommand(32));
    buy(stay);
    stay.ticks(25); // their time is up for the client, and not for the server

    int before = stay.outlet.commands().size();
    stay.receive(reply(7, 1));
    stay.tick();

    assertThat(before).isEqualTo(32);
    assertThat(stay.outlet.commands()).hasSize(33);
  }

  @Test
  void survivesALostConnection() {
    Stay stay = Stay.playing();
    CompletableFuture<Bought> received = buy(stay);
    CompletableFuture<Bought> lost = buy(stay);
    stay.tick();
    stay.lose();

    stay.resume(1);
    stay.receive(reply(1, 11).mergeFrom(reply(2, 22).build()));

    assertThat(stay.outlet.frames.get(0).getCommandsList()).singleElement().satisfies(command -> {
      assertThat(command.getSequence()).isEqualTo(2);
      assertThat(command.getAsks()).isTrue();
    });
    assertThat(received.join().getCoins()).isEqualTo(11);
    assertThat(lost.join().getCoins()).isEqualTo(22);
  }

  @Test
  void doesNotWaitForeverForRepliesThatWereTooManyToBeKept() {
    Stay stay = Stay.playing();
    for (int i = 0; i < 32; i++) {
      buy(stay);
    }
    stay.ticks(2);
    stay.lose();
    stay.connect();
    stay.tick++;
    stay.receive(Stay.frame(
        stay.tick,
        Control.newBuilder()
            .setWelcome(Stay.welcome().setResumed(true).setMissed(32))
            .setReady(Stay.READY)
            .setAckedCommand(32)));

    buy(stay);
    stay.ticks(10);
    int before = stay.outlet.commands().size();
    stay.ticks(15);

    assertThat(before).isZero();
    assertThat(stay.outlet.commands()).containsExactly(33);
  }

  private static CompletableFuture<Bought> buy(Stay stay) {
    return stay.session
        .request(Stay.buy("bread"), Bought.class, TIMEOUT_MILLIS)
        .toCompletableFuture();
  }

  private static Control.Builder reply(int command, int coins) {
    return Control.newBuilder()
        .addReplies(dev.rondo.protocol.v1.Reply.newBuilder()
            .setCommand(command)
            .setPayload(Reply.newBuilder()
                .setBuy(Bought.newBuilder().setCoins(coins))
                .build()
                .toByteString()));
  }

  private static void assertFailed(CompletableFuture<?> request, String code, String message) {
    assertThatThrownBy(request::join)
        .cause()
        .isInstanceOf(RequestFailedException.class)
        .hasMessage(message)
        .extracting("code")
        .isEqualTo(code);
  }
}
