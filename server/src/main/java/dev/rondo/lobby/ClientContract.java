package dev.rondo.lobby;

import dev.rondo.protocol.ContractList;
import dev.rondo.room.Contract;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a client says of its contract when it asks for a seat.
 *
 * @param version its version, if it says
 * @param sum the sum of its list; empty if it does not say
 */
public record ClientContract(OptionalInt version, String sum) {

  /** A client that says nothing of it. */
  public static final ClientContract UNSAID = new ClientContract(OptionalInt.empty(), "");

  /**
   * Checks that the client speaks the server's version.
   *
   * @throws RefusedException if it does not: which side is older
   */
  void checkVersion(Contract own) {
    if (version.isPresent() && version.getAsInt() != own.version()) {
      String older = version.getAsInt() < own.version()
          ? "client is older: reload it"
          : "server is older: update it";
      throw new RefusedException(
          RefusalReason.VERSION_MISMATCH,
          "The client speaks version " + version.getAsInt() + " of " + own.name()
              + ", the server version " + own.version() + ". The " + older + ".");
    }
  }

  /** Returns what the client needs to see whether the two fit: nothing if they are the same. */
  List<String> answer(ContractList own) {
    return sum.isEmpty() || sum.equals(own.sum()) ? List.of() : own.lines();
  }
}
