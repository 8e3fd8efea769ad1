package dev.rondo.sample.tavern;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JDBC on threads of its own, on a real database. */
class LedgerTest {
  private GuestBook book;
  private Ledger ledger;

  @BeforeEach
  void openTheBook() throws SQLException {
    book = new GuestBook();
    ledger = new Ledger(book.database());
  }

  @AfterEach
  void closeTheBook() throws SQLException, InterruptedException {
    ledger.close();
    book.close();
  }

  @Test
  void tellsStrangersFromGuests() {
    assertThat(await(ledger.gold("Ada"))).contains(10);
    assertThat(await(ledger.gold("Mallory"))).isEmpty();
  }

  @Test
  void spendsNoCoinTwice() throws SQLException {
    List<CompletionStage<Boolean>> payments = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      payments.add(ledger.pay("Ada", 3));
    }

    assertThat(payments.stream().filter(LedgerTest::await)).hasSize(3);
    assertThat(book.gold()).isEqualTo(1);
  }

  @Test
  void failsTheStageWhenTooMuchWaits() throws SQLException {
    List<CompletionStage<Boolean>> payments = new ArrayList<>();
    CompletionStage<Boolean> oneMore;
    try (Connection lock = book.lock()) {
      for (int i = 0; i < 1_004; i++) { // four at work and a thousand in the queue
        payments.add(ledger.pay("Ada", 3));
      }
      oneMore = ledger.pay("Ada", 3);
      lock.rollback();
    }

    assertThat(oneMore.toCompletableFuture())
        .isCompletedExceptionally()
        .failsWithin(0, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(RejectedExecutionException.class);
    assertThat(payments.stream().filter(LedgerTest::await)).hasSize(3);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(8, TimeUnit.SECONDS).join();
  }
}
