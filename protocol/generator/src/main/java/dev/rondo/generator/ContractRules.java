package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.GeneratorNames;
import dev.rondo.protocol.options.Options;
import java.util.List;
import java.util.Optional;

/** What a contract must be as a whole: docs/WIRE.md section 1. */
final class ContractRules {
  private final Contract contract;
  private final Problems problems;

  private ContractRules(Contract contract, Problems problems) {
    this.contract = contract;
    this.problems = problems;
  }

  /** Looks for all that is wrong with a contract. */
  static void check(Contract contract, Problems problems) {
    new ContractRules(contract, problems).check();
  }

  private void check() {
    Descriptor message = contract.message();
    if (message.getOptions().getExtension(Options.room).getVersion() == 0) {
      problems.add(message, "has no version. Write option (rondo.room) = {version: 1}; into it.");
    }
    if (GeneratorNames.getFileJavaPackage(message.getFile()).isEmpty()) {
      problems.add(
          message,
          "has no Java package, and its classes could not be imported. Write option java_package ="
              + " \"...\"; into its file.");
    }
    List<FieldDescriptor> parts =
        message.getFields().stream().filter(this::isPart).toList();
    for (FieldDescriptor part : parts) {
      switch (part.getName()) {
        case "command", "event", "reply" -> checkOneof(part);
        case "state" -> StateRules.check(part.getMessageType(), problems);
        default -> {} // any message will do
      }
    }
    checkReplies(parts);
    FieldRules.check(parts, problems);
  }

  private boolean isPart(FieldDescriptor field) {
    if (!Contract.PARTS.contains(field.getName())) {
      problems.add(
          field,
          "is no part of a contract (expected: " + String.join(", ", Contract.PARTS)
              + "). Rename or remove it.");
      return false;
    }
    if (field.isRepeated() || field.getJavaType() != JavaType.MESSAGE) {
      problems.add(field, "is not a single message. Wrap what it holds in a message.");
      return false;
    }
    if (Contract.isOne(field.getMessageType())) {
      problems.add(
          field,
          "is a contract itself, which is never sent. Give it a message without option"
              + " (rondo.room).");
      return false;
    }
    return true;
  }

  /** Both sides tell commands, events and replies by their case. */
  private void checkOneof(FieldDescriptor part) {
    Descriptor message = part.getMessageType();
    int cases = message.getRealOneofs().stream()
        .mapToInt(oneof -> oneof.getFieldCount())
        .sum();
    int others = message.getFields().size() - cases;
    if (message.getRealOneofs().size() != 1 || others > 0) {
      problems.add(
          message,
          "has " + counted(message.getRealOneofs().size(), "oneof") + " and "
              + counted(others, "field")
              + " beside (expected: one oneof that holds all its fields),"
              + " for it is " + (part.getName().equals("event") ? "an " : "a ") + part.getName()
              + ". Put every case into one oneof.");
    }
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private void checkReplies(List<FieldDescriptor> parts) {
    List<String> commands = part(parts, "command")
        .map(command ->
            command.getFields().stream().map(FieldDescriptor::getName).toList())
        .orElse(List.of());
    part(parts, "reply").ifPresent(reply -> {
      for (FieldDescriptor answer : reply.getFields()) {
        if (!commands.contains(answer.getName())) {
          problems.add(
              answer,
              "answers nothing (expected: the name of a command: "
                  + (commands.isEmpty() ? "there is none" : String.join(", ", commands))
                  + "). Name it like the command that it replies to.");
        }
      }
    });
  }

  private static Optional<Descriptor> part(List<FieldDescriptor> parts, String name) {
    return parts.stream()
        .filter(part -> part.getName().equals(name))
        .map(FieldDescriptor::getMessageType)
        .findFirst();
  }
}
