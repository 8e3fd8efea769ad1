package dev.rondo.sample.tavern;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guests' gold, in a database. */
// begin integration
final class Ledger {
  private static final Logger log = LoggerFactory.getLogger(Ledger.class);
  private static final int THREADS = 4; // as many as the DataSource has connections

  private final DataSource database;
  private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
      THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1_000));

  Ledger(DataSource database) {
    this.database = database;
  }

  /** What a guest has; empty for a stranger. */
  CompletionStage<Optional<Integer>> gold(String name) {
    return ask("SELECT gold FROM guest WHERE name = ?", select -> {
      select.setString(1, name);
      ResultSet row = select.executeQuery();
      return row.next() ? Optional.of(row.getInt("gold")) : Optional.empty();
    });
  }

  /** Takes the price if the guest has it, in one statement: no coin is spent in two rooms. */
  CompletionStage<Boolean> pay(String name, int price) {
    return ask("UPDATE guest SET gold = gold - ? WHERE name = ? AND gold >= ?", update -> {
      update.setInt(1, price);
      update.setString(2, name);
      update.setInt(3, price);
      return update.executeUpdate() == 1;
    });
  }

  /** Adds to the toasts that a guest has made. */
  CompletionStage<Integer> addToasts(String name, int toasts) {
    return ask("UPDATE guest SET toasts = toasts + ? WHERE name = ?", update -> {
      update.setInt(1, toasts);
      update.setString(2, name);
      return update.executeUpdate();
    });
  }

  private interface Query<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private <T> CompletionStage<T> ask(String sql, Query<T> query) {
    try {
      return CompletableFuture.supplyAsync(() -> run(sql, query), threads);
    } catch (RejectedExecutionException full) { // thrown in the hook it would end the room
      return CompletableFuture.failedFuture(full);
    }
  }

  private <T> T run(String sql, Query<T> query) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(3); // seconds; less than outsideMillis
      return query.run(statement);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  /** Writes what is still to be written. To be called once the server is closed. */
  void close() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
      log.error("{} queries of the ledger were dropped", threads.shutdownNow().size());
    }
  }
}
// end integration
