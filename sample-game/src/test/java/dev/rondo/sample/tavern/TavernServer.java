package dev.rondo.sample.tavern;

import com.google.protobuf.util.JsonFormat;
import dev.rondo.net.HttpReply;
import dev.rondo.sample.tavern.contract.GuestList;
import dev.rondo.server.GameServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Starts the tavern, with a path that says who is in. */
// begin integration
final class TavernServer {
  private TavernServer() {}

  static GameServer start(int port, Ledger ledger, Manners manners) {
    CompletableFuture<GameServer> started = new CompletableFuture<>();
    GameServer server = GameServer.builder()
        .port(port)
        .room("tavern", () -> new TavernRoom(ledger, manners), room -> room.maxPlayers(30))
        .http("/api/guests", query -> guests(started.join()))
        .start();
    started.complete(server);
    return server;
  }

  /** Asks all rooms, then waits for the answers; one that has ended meanwhile has no guests. */
  private static HttpReply guests(GameServer server) throws Exception {
    List<CompletionStage<List<String>>> answers = server.rooms(TavernRoom.class).stream()
        .map(room -> room.ask(TavernRoom::names).exceptionally(ended -> List.of()))
        .toList();
    GuestList.Builder guests = GuestList.newBuilder();
    for (CompletionStage<List<String>> names : answers) {
      guests.addAllNames(names.toCompletableFuture().get(1, TimeUnit.SECONDS));
    }
    return HttpReply.json(JsonFormat.printer().print(guests));
  }
}
// end integration
