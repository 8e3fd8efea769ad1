package dev.rondo.sample.tavern;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** The database of a test, in memory, with one guest: Ada, who has ten gold. */
final class GuestBook implements AutoCloseable {
  private final JdbcDataSource database = new JdbcDataSource();

  GuestBook() throws SQLException {
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=8000");
    execute("CREATE TABLE guest (name VARCHAR(32) PRIMARY KEY, gold INT, toasts INT)");
    execute("INSERT INTO guest VALUES ('Ada', 10, 0)");
  }

  JdbcDataSource database() {
    return database;
  }

  int gold() throws SQLException {
    return read("gold");
  }

  int toasts() throws SQLException {
    return read("toasts");
  }

  /** Makes all queries fail from now on. */
  void burn() throws SQLException {
    execute("DROP TABLE guest");
  }

  /** Makes queries of the guest wait until what is returned is closed. */
  Connection lock() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE guest SET gold = gold");
    }
    return connection;
  }

  private int read(String column) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT " + column + " FROM guest WHERE name = 'Ada'")) {
      row.next();
      return row.getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    execute("SHUTDOWN");
  }
}
