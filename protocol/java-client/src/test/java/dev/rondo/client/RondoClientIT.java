package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.ContractList;
import dev.rondo.protocol.v1.AckedPart;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.market.Bought;
import dev.rondo.test.market.Join;
import dev.rondo.test.market.Market;
import dev.rondo.test.market.Place;
import dev.rondo.test.market.Reply;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client over real sockets, against a server that does what the test tells it to. */
class RondoClientIT {
  private static final Times SHORT = new Times(50, 500, 8_000, 500, 8_000, 8_000, 10, 40);
  private static final Join ADA = Join.newBuilder().setName("Ada").build();
  private static final String SUM = ContractList.of(Market.getDescriptor()).sum();

  private final ScriptedServer server = new ScriptedServer();
  private RondoClient client = client(server.url());

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  // Joining.

  @Test
  void joinsWithWhatThePlayerBringsAlong() throws Exception {
    CompletionStage<RemoteRoom<Place>> joined = join();

    ScriptedServer.Asked seat = server.asked();
    ScriptedServer.Asked upgrade = server.asked();
    Peer peer = server.welcomed();

    assertThat(seat.uri()).isEqualTo("/join/market?version=4&contract=" + SUM);
    assertThat(seat.headers().get(HttpHeaderNames.CONTENT_TYPE)).isEqualTo("application/protobuf");
    assertThat(Join.parseFrom(seat.body())).isEqualTo(ADA);
    assertThat(upgrade.uri()).isEqualTo("/ws?seat=s3cret");
    assertThat(upgrade.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)).isEqualTo("rondo.v1");
    assertThat(upgrade.headers().contains(HttpHeaderNames.ORIGIN)).isFalse();
    RemoteRoom<Place> room = get(joined);
    assertThat(room.id()).isEqualTo("market-1");
    assertThat(room.playerId()).isEqualTo(107);
    assertThat(room.tick()).isEqualTo(100);
    assertThat(room.status()).isEqualTo(RoomStatus.CONNECTED);
    assertThat(room.state()).isEqualTo(Place.getDefaultInstance());
    assertThat(peer.frame(frame -> true).getApplied()).isEqualTo(100);
  }

  @Test
  void keepsThePathAsAPrefixAndEscapesTheRoomType() {
    client.close();
    client = client(URI.create(server.url() + "/games"));

    client.joinOrCreate("my market/2", Stay.MARKET, Bot::new);

    assertThat(server.asked().uri())
        .isEqualTo("/games/join/my%20market%2F2?version=4&contract=" + SUM);
    assertThat(server.asked().uri()).isEqualTo("/games/ws?seat=s3cret");
  }

  @Test
  void claimsASeatWhereTheContractsFit() {
    server.answer(200, "{\"url\": \"../ws?seat=s3cret\", \"contract\": [\"state=message\"]}");

    CompletionStage<RemoteRoom<Place>> joined = join();
    server.welcomed();

    assertThat(get(joined).status()).isEqualTo(RoomStatus.CONNECTED);
  }

  @Test
  void claimsNoSeatWhereTheContractsDiffer() {
    server.answer(200, "{\"url\": \"../ws?seat=s3cret\", \"contract\": [\"state.8.2=bytes\"]}");

    RondoException refused = failure(join());

    assertThat(refused.code()).isEqualTo("contract_differs");
    assertThat(refused).hasMessageContaining("field market.Stall.owner (state.8.2) is string here");
    assertThat(server.asked().uri()).startsWith("/join/");
    assertThat(server.wasAsked()).isFalse();
  }

  @Test
  void tellsWhyAJoinWasRefused() {
    server.answer(
        503,
        "{\"code\": \"server_full\", \"message\": \"No room is left.\", \"retryAfterMillis\": 5000}");

    RondoException refused = failure(join());

    assertThat(refused.code()).isEqualTo("server_full");
    assertThat(refused).hasMessage("No room is left.");
    assertThat(refused.retryAfterMillis()).isEqualTo(5_000);
  }

  @ParameterizedTest
  @CsvSource({
    "404, <html>nothing here</html>, bad_answer",
    "200, <html>welcome</html>, bad_answer",
    "200, '{\"url\": \"mailto:somebody\"}', bad_answer",
    "200, '{}', bad_answer",
    "502, bad gateway, unreachable"
  })
  void tellsAnswersThatAreNotRondos(int status, String body, String code) {
    server.answer(status, body);

    RondoException refused = failure(join());

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused).hasMessageContaining("/join/market");
  }

  @Test
  void cannotReachAServerThatDoesNotListen() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    client.close();
    client = client(URI.create("http://localhost:" + free));

    RondoException refused = failure(join());

    assertThat(refused.code()).isEqualTo("unreachable");
    assertThat(refused)
        .hasMessageContaining("No Rondo server answered at http://localhost:" + free + "/join/");
  }

  @Test
  void doesNotWaitLongForAnAnswer() {
    beImpatient(new Times(50, 500, 8_000, 500, 200, 8_000, 10, 40));
    server.answer(0, "");

    assertThat(failure(join())).hasMessageContaining("no answer within 200 ms");
  }

  @Test
  void doesNotWaitLongForTheRoom() {
    beImpatient(new Times(50, 500, 8_000, 500, 8_000, 1_500, 10, 40));
    CompletionStage<RemoteRoom<Place>> joined = join();
    Peer peer = server.peer();
    peer.tickEvery(100);
    peer.send(Stay.frame(1, Control.newBuilder().setWelcome(Stay.welcome())));

    assertThat(failure(joined).code()).isEqualTo("timeout");
    assertThat(peer.end()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "410, '{\"code\": \"seat_gone\", \"message\": \"Join again.\"}', seat_gone",
    "400, what?, upgrade_refused"
  })
  void tellsWhyASeatCouldNotBeClaimed(int status, String body, String code) {
    server.answerUpgrade(status, body);

    RondoException refused = failure(join());

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.getMessage()).doesNotContain("s3cret");
  }

  @Test
  void opensNoWebSocketOfAnotherProtocol() {
    server.speak(null);

    assertThat(failure(join()).code()).isEqualTo("upgrade_refused");
  }

  @Test
  void failsWithTheGoodbyeOfAPlayerWhoWasPutOutAtOnce() {
    CompletionStage<RemoteRoom<Place>> joined = join();
    server.peer().goodbye(CloseName.KICKED);

    assertThat(failure(joined).code()).isEqualTo("kicked");
  }

  @Test
  void refusesWhatIsNoServer() {
    for (String url : List.of("ftp://a/", "http:///x", "http://a/?b", "http://me@a/", "a")) {
      assertThatThrownBy(() -> RondoClient.builder(URI.create(url)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("server: " + url
              + " (expected: an http or https URL without user, query and fragment)");
    }
  }

  // Playing.

  @Test
  void playsFromAnyThread() {
    Bot bot = joined();
    Peer peer = server.welcomed();
    bot.told();
    peer.tickEvery(50);

    bot.room.input(Stay.walk(1));
    CompletionStage<Void> said = bot.room.send(Stay.say("hi"));
    CompletionStage<Bought> bought = bot.room.request(Stay.buy("bread"), Bought.class);
    CompletionStage<Void> hung = bot.room.attach(Stay.hang("a"), ByteString.copyFromUtf8("abc"));
    ClientFrame sent = peer.framesUntil(
        all -> all.getInputsCount() == 1 && all.getCommandsCount() == 2 && all.hasPart());
    peer.send(ServerFrame.newBuilder()
        .addEvents(Stay.said("hello", 1))
        .setControl(Control.newBuilder()
            .setAckedCommand(2)
            .setAckedPart(AckedPart.newBuilder().setAttachment(1).setBytes(3))
            .addReplies(dev.rondo.protocol.v1.Reply.newBuilder()
                .setCommand(2)
                .setPayload(Reply.newBuilder()
                    .setBuy(Bought.newBuilder().setCoins(3))
                    .build()
                    .toByteString()))));

    get(said);
    assertThat(get(bought).getCoins()).isEqualTo(3);
    get(hung);
    assertThat(sent.getCommandsList()).extracting(Command::getAsks).containsExactly(false, true);
    assertThat(bot.told()).startsWith("event hello of ");
    assertThat(bot.thread()).startsWith("rondo-client");
  }

  @Test
  void keepsTheOrderOfEachThread() {
    Bot bot = joined();
    Peer peer = server.welcomed();
    bot.told();

    IntStream.range(0, 20).forEach(i -> bot.room.send(Stay.say("number " + i)));

    assertThat(peer.framesUntil(all -> all.getCommandsCount() == 20).getCommandsList())
        .extracting(Command::getPayload)
        .isEqualTo(IntStream.range(0, 20)
            .mapToObj(i -> Stay.say("number " + i).toByteString())
            .toList());
  }

  @Test
  void refusesAtOnceWhatIsNotTheContracts() {
    Bot bot = joined();
    server.welcomed();

    assertThatThrownBy(() -> bot.room.input(Stay.say("hi")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bot.room.send(Stay.walk(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bot.room.request(Stay.hang("a"), Bought.class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(failure(bot.room.send(Stay.say("x".repeat(5_000)))).code()).isEqualTo("too_long");
  }

  @Test
  void answersPingsAndPutsPiecesTogether() {
    Bot bot = joined();
    Peer peer = server.welcomed();
    bot.told();

    peer.ping("are you there");
    peer.sendInPieces(ServerFrame.newBuilder().addEvents(Stay.said("in pieces", 0)));

    assertThat(peer.pong()).isEqualTo("are you there");
    assertThat(bot.told()).isEqualTo("event in pieces of 101");
  }

  @Test
  void speaksTls() throws Exception {
    X509Bundle certificate = new CertificateBuilder()
        .subject("CN=localhost")
        .addSanDnsName("localhost")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
    try (ScriptedServer secure = new ScriptedServer(
            SslContextBuilder.forServer(certificate.toKeyManagerFactory()).build());
        RondoClient trusting = RondoClient.builder(secure.url())
            .times(SHORT)
            .tls(SslContextBuilder.forClient()
                .trustManager(certificate.toTrustManagerFactory())
                .build())
            .build();
        RondoClient other = client(secure.url())) {
      CompletionStage<RemoteRoom<Place>> joined =
          trusting.joinOrCreate("market", Stay.MARKET, Bot::new);
      secure.welcomed();

      assertThat(get(joined).id()).isEqualTo("market-1");
      assertThat(failure(other.joinOrCreate("market", Stay.MARKET, Bot::new)).code())
          .isEqualTo("unreachable");
    }
  }

  // Losing the connection.

  @Test
  void comesBackAndSendsAgainWhatWasNotAcknowledged() {
    Bot bot = joined();
    Peer first = server.welcomed();
    bot.told();
    takeRequests(2);
    CompletionStage<Void> said = bot.room.send(Stay.say("hi"));
    first.frame(frame -> frame.getCommandsCount() == 1);

    first.drop();

    assertThat(bot.told()).isEqualTo("disconnected");
    ScriptedServer.Asked resume = server.asked();
    assertThat(resume.uri()).isEqualTo("/resume");
    assertThat(resume.headers().get(HttpHeaderNames.CONTENT_TYPE)).isEqualTo("application/json");
    assertThat(resume.body().toStringUtf8())
        .contains("\"token\": \"first\"")
        .contains("\"applied\": 100");
    Peer second = server.welcomedBack(120);
    assertThat(bot.told()).isEqualTo("resumed");
    assertThat(second.frame(frame -> true).getCommands(0).getSequence()).isEqualTo(1);
    second.send(ServerFrame.newBuilder().setControl(Control.newBuilder().setAckedCommand(1)));
    get(said);
    assertThat(bot.room.tick()).isEqualTo(121);
  }

  @Test
  void triesAgainUntilItSucceeds() {
    Bot bot = joined();
    Peer first = server.welcomed();
    bot.told();
    takeRequests(2);
    server
        .answer(503, "{\"code\": \"stopping\", \"message\": \"Wait.\", \"retryAfterMillis\": 60}")
        .answer(502, "bad gateway")
        .answerUpgrade(410, "{\"code\": \"seat_gone\", \"message\": \"Too late.\"}");

    first.drop();
    server.welcomedBack(120);

    assertThat(bot.told()).isEqualTo("disconnected");
    assertThat(bot.told()).isEqualTo("resumed");
    List<String> requests =
        IntStream.range(0, 6).mapToObj(i -> server.asked().uri()).toList();
    assertThat(requests)
        .containsExactly(
            "/resume", "/resume", "/resume", "/ws?seat=s3cret", "/resume", "/ws?seat=s3cret");
  }

  @Test
  void triesAgainWhenTheNewConnectionBreaksTooEarly() {
    Bot bot = joined();
    server.welcomed().drop();
    server.peer().drop();
    server.welcomedBack(120);

    assertThat(bot.told()).isEqualTo("ready");
    assertThat(bot.told()).isEqualTo("disconnected");
    assertThat(bot.told()).isEqualTo("resumed");
  }

  @Test
  void comesBackWhenTheServerFallsSilent() {
    beImpatient(new Times(50, 500, 1_000, 500, 8_000, 8_000, 10, 40));
    Bot bot = joined();
    Peer silent = server.welcomed();
    bot.told();

    assertThat(bot.told()).isEqualTo("disconnected");
    server.welcomedBack(120).tickEvery(20);
    assertThat(bot.told()).isEqualTo("resumed");
    assertThat(silent.end()).isEqualTo(1000);
  }

  @Test
  void isLostWhenThePlayerIsGone() {
    Bot bot = joined();
    Peer first = server.welcomed();
    bot.told();
    server.answer(410, "{\"code\": \"player_gone\", \"message\": \"Join again.\"}");

    first.drop();

    assertThat(bot.told()).isEqualTo("disconnected");
    assertThat(bot.told()).isEqualTo("closed LOST Join again.");
    assertThat(bot.room.status()).isEqualTo(RoomStatus.CLOSED);
  }

  @Test
  void isLostWhenTheServerStaysAwayForLongerThanTheGracePeriod() {
    Bot bot = joined();
    Peer first = server.peer();
    first.send(Stay.frame(
        100,
        Control.newBuilder().setWelcome(Stay.welcome().setGraceMillis(300)).setReady(Stay.READY)));
    bot.told();
    server.stopListening();

    first.drop();

    assertThat(bot.told()).isEqualTo("disconnected");
    assertThat(bot.told())
        .isEqualTo("closed LOST The connection was lost for longer than the grace period.");
  }

  // Ends.

  @Test
  void isClosedByAGoodbye() {
    Bot bot = joined();
    Peer peer = server.welcomed();
    bot.told();

    peer.goodbye(CloseName.ROOM_CLOSED);

    assertThat(bot.told()).isEqualTo("closed ROOM_CLOSED because");
    assertThat(peer.end()).isEqualTo(1000);
    assertThat(failure(bot.room.send(Stay.say("hi"))).code()).isEqualTo("closed");
  }

  @Test
  void isClosedByACloseThatIsMeant() {
    Bot bot = joined();
    Peer peer = server.welcomed();
    bot.told();

    peer.close(4000);

    assertThat(bot.told()).isEqualTo("closed KICKED because");
    assertThat(peer.end()).isEqualTo(4000);
  }

  @Test
  void closesAConnectionThatItCannotRead() {
    Bot bot = joined();
    Peer peer = server.welcomed();
    bot.told();

    peer.sendBytes(1);

    assertThat(bot.told()).startsWith("closed BAD_ANSWER The server sent what this client cannot");
    assertThat(peer.end()).isEqualTo(4400);
  }

  @Test
  void closesAConnectionOnWhichTextComes() {
    Bot bot = joined();
    Peer peer = server.welcomed();
    bot.told();

    peer.sendText("hello");

    assertThat(bot.told()).contains("cannot read: it is text.");
    assertThat(peer.end()).isEqualTo(4400);
  }

  @Test
  void readsNoMessageThatIsTooLong() {
    Bot bot = joined();
    Peer peer = server.welcomed();
    bot.told();

    peer.sendBytes(WebSocketLink.MESSAGE_BYTES + 1);

    assertThat(bot.told()).startsWith("closed BAD_ANSWER ");
    peer.end(); // with what code is a race: what was not read resets the connection
  }

  @Test
  void leavesForGood() {
    Bot bot = joined();
    Peer peer = server.welcomed();
    bot.told();

    Closed closed = get(bot.room.leave());

    assertThat(closed.name()).isEqualTo(CloseName.LEFT);
    assertThat(peer.frame(ClientFrame::hasLeave).getInputsCount()).isZero();
    assertThat(bot.told()).isEqualTo("closed LEFT because");
  }

  @Test
  void leavesItsRoomsWhenItIsClosed() {
    Bot bot = joined();
    Peer peer = server.welcomed();
    bot.told();

    client.close();

    assertThat(peer.frame(ClientFrame::hasLeave)).isNotNull();
    assertThat(bot.told()).startsWith("closed LEFT");
    assertThat(failure(join()).code()).isEqualTo("closed");
    assertThat(failure(bot.room.send(Stay.say("hi"))).code()).isEqualTo("closed");
    bot.room.input(Stay.walk(1)); // is ignored
    assertThat(server.asked().uri()).startsWith("/join/");
  }

  @Test
  void closesWhileItJoins() {
    CompletionStage<RemoteRoom<Place>> joined = join();
    server.peer();

    client.close();

    assertThat(failure(joined).code()).isEqualTo("left");
  }

  private static RondoClient client(URI url) {
    return RondoClient.builder(url).times(SHORT).random(() -> 0.5).build();
  }

  private void beImpatient(Times times) {
    client.close();
    client = RondoClient.builder(server.url()).times(times).build();
  }

  private CompletionStage<RemoteRoom<Place>> join() {
    return client.joinOrCreate("market", Stay.MARKET, ADA, Bot::new);
  }

  /** A bot that joins, and is told so when the server has welcomed it. */
  private Bot joined() {
    Bot[] made = new Bot[1];
    client.joinOrCreate("market", Stay.MARKET, ADA, room -> made[0] = new Bot(room));
    return made[0];
  }

  private void takeRequests(int count) {
    for (int i = 0; i < count; i++) {
      server.asked();
    }
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(8, TimeUnit.SECONDS).join();
  }

  private static RondoException failure(CompletionStage<?> stage) {
    try {
      Object value = get(stage);
      throw new AssertionError("succeeded with " + value);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RondoException failure) {
        return failure;
      }
      throw e;
    }
  }
}
