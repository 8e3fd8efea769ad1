package dev.rondo.sample.tavern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.util.JsonFormat;
import dev.rondo.client.RondoException;
import dev.rondo.sample.tavern.contract.Guest;
import dev.rondo.sample.tavern.contract.GuestList;
import dev.rondo.server.GameServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/integration.md, with a real database, a real HTTP service and real guests. */
class TavernServerIT {
  private GuestBook book;
  private Ledger ledger;
  private MannersService service;
  private GameServer server;

  @BeforeEach
  void open() throws SQLException, IOException {
    book = new GuestBook();
    ledger = new Ledger(book.database());
    service = new MannersService();
    server = TavernServer.start(0, ledger, new Manners(service.url()));
  }

  @AfterEach
  void close() throws SQLException, InterruptedException {
    server.close();
    service.close();
    ledger.close();
    book.close();
  }

  @Test
  void sellsDrinksForTheGoldInTheDatabase() throws SQLException {
    try (Visitor ada = Visitor.enter(server, "Ada")) {
      assertThat(ada.buy().join()).isEqualTo(7);
      assertThat(ada.buy().join()).isEqualTo(4);
      assertThat(ada.buy().join()).isEqualTo(1);

      assertThat(failure(ada.buy())).isEqualTo("too_expensive");
      assertThat(ada.admitted().join().state().getGuestsList())
          .extracting(Guest::getName, Guest::getDrinks)
          .containsExactly(tuple("Ada", 3));
      assertThat(book.gold()).isEqualTo(1);
    }
  }

  @Test
  void turnsStrangersAway() {
    try (Visitor mallory = Visitor.knock(server, "Mallory")) {
      assertThat(failure(mallory.admitted())).isEqualTo("kicked");
    }
  }

  @Test
  void livesOnWhenTheDatabaseFails() throws SQLException, InterruptedException {
    try (WrittenLog log = new WrittenLog();
        Visitor ada = Visitor.enter(server, "Ada")) {
      ada.toast("Cheers!");
      assertThat(ada.hears()).isEqualTo("Ada: Cheers!");

      book.burn();

      assertThat(failure(ada.buy())).isEqualTo("no_ledger");
      try (Visitor late = Visitor.knock(server, "Ada")) {
        assertThat(failure(late.admitted())).isEqualTo("not_admitted");
      }
      ada.leave();
      log.says("1 toasts of Ada are lost");
      assertThat(log.text()).contains("No drink for Ada", "was not let in: no gold");
    }
  }

  @Test
  void letsFitToastsBeHeardAndCountsThem() throws SQLException, InterruptedException {
    try (Visitor ada = Visitor.enter(server, "Ada")) {
      ada.toast("rude");
      ada.toast("Cheers!");
      assertThat(ada.hears()).isEqualTo("Ada: Cheers!");
    }

    server.close();
    ledger.close();

    assertThat(book.toasts()).isEqualTo(1);
  }

  @Test
  void livesOnWhenTheServiceFailsOrHangs() throws InterruptedException {
    try (WrittenLog log = new WrittenLog();
        Visitor ada = Visitor.enter(server, "Ada")) {
      ada.toast("broken");
      ada.toast("slow");

      log.says("went unheard: java.lang.IllegalStateException: " + service.url() + " answered 503");
      log.says("TimeoutException");

      ada.toast("Cheers!");
      assertThat(ada.hears()).isEqualTo("Ada: Cheers!");
    }
  }

  @Test
  void answersWhoIsIn() throws IOException, InterruptedException {
    assertThat(guests().getNamesList()).isEmpty();

    try (Visitor ada = Visitor.enter(server, "Ada")) {
      assertThat(ada.admitted()).isCompleted();
      assertThat(guests().getNamesList()).containsExactly("Ada");
    }
  }

  private GuestList guests() throws IOException, InterruptedException {
    URI path = URI.create(server.url() + "/api/guests");
    HttpResponse<String> answer = HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(path).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    GuestList.Builder guests = GuestList.newBuilder();
    JsonFormat.parser().merge(answer.body(), guests);
    return guests.build();
  }

  /** Waits for a failure, and returns its code. */
  private static String failure(CompletableFuture<?> stage) {
    try {
      throw new AssertionError("it went well: " + stage.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof RondoException failure) {
        return failure.code();
      }
      throw e;
    }
  }
}
