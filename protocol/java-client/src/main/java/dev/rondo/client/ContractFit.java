package dev.rondo.client;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.rondo.protocol.ContractList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether client and server agree on every field that both of them know: docs/WIRE.md section 2.5. */
final class ContractFit {
  private static final Pattern STEP = Pattern.compile("(.*)\\*([0-9a-f]{16})");
  private static final int TYPE_CHARS = 100;

  private ContractFit() {}

  /**
   * Checks the list with which a server has answered.
   *
   * @throws RondoException {@code contract_differs}: which field, its two types, and which side to build again
   */
  static void check(Descriptor contract, ContractList own, ContractList server) {
    List<ContractList.Difference> differences = own.differences(server);
    if (differences.isEmpty()) {
      return;
    }
    ContractList.Difference first = differences.get(0);
    throw new RondoException(
        "contract_differs",
        "The contract " + contract.getFullName()
            + " of this client does not fit that of the server:"
            + " field " + nameOf(contract, first.path()) + " (" + first.path() + ") is "
            + words(first.own()) + " here and " + words(first.other()) + " there. "
            + whatToDo(own, server)
            + " A field whose type or step changes needs a new number, or the contract a new version.");
  }

  private static String whatToDo(ContractList own, ContractList server) {
    boolean clientIsOlder = own.lacksSomethingOf(server);
    boolean serverIsOlder = server.lacksSomethingOf(own);
    if (clientIsOlder == serverIsOlder) {
      return "Build both again from the same .proto files.";
    }
    return clientIsOlder
        ? "This client is older: build it again from the server's .proto files."
        : "The server is older: build it again from this client's .proto files.";
  }

  /** Returns the full name of the field at a path of this client's own list. */
  private static String nameOf(Descriptor contract, String path) {
    String[] steps = path.split("\\.", -1);
    FieldDescriptor field = contract.findFieldByName(steps[0]);
    for (int i = 1; i < steps.length; i++) {
      FieldDescriptor above =
          field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
      field = above.getMessageType().findFieldByNumber(Integer.parseInt(steps[i]));
    }
    return field.getFullName();
  }

  /** Says a type of a list, which may be the server's and anything. */
  private static String words(String type) {
    Matcher step = STEP.matcher(type);
    if (step.matches()) {
      return step.group(1) + " with step "
          + Double.longBitsToDouble(Long.parseUnsignedLong(step.group(2), 16));
    }
    return type.length() <= TYPE_CHARS ? type : type.substring(0, TYPE_CHARS) + "…";
  }
}
