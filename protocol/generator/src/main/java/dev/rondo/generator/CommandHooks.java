package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.GeneratorNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a hook for each command, which every game must have, and what calls the right one. */
final class CommandHooks {
  private final JavaFile file;
  private final OneofDescriptor oneof;
  private final String commandType;
  private final Optional<Descriptor> reply;
  private final List<Values> hooks = new ArrayList<>();

  CommandHooks(JavaFile file, Names methods, Contract contract, Descriptor command) {
    this.file = file;
    oneof = command.getRealOneofs().get(0);
    commandType = file.type(GeneratorNames.getQualifiedClassName(command));
    reply = contract.part("reply");
    for (FieldDescriptor field : oneof.getFields()) {
      hooks.add(hook(field, methods));
    }
  }

  private Values hook(FieldDescriptor field, Names methods) {
    Names parameters = new Names(Set.of("player", "request", "reply"));
    Values values = new Values();
    values.set("hook", methods.take("on" + Names.capitalized(field.getName())));
    values.set("CASE", Names.constant(field.getName()));
    values.set("get", "get" + Names.protobufAccessor(field.getName()));
    values.set("type", new ValueType(field, file).java());
    values.set("name", parameters.take(Names.camel(field.getName())));
    values.set("doc", documentation(field));
    answer(field).ifPresent(answer -> {
      values.set("reply", new ValueType(answer, file).boxed());
      values.set("replyType", file.type(GeneratorNames.getQualifiedClassName(reply.orElseThrow())));
      values.set("set", "set" + Names.protobufAccessor(answer.getName()));
    });
    return values;
  }

  /** The comment of the case, or else of its message. */
  private static String documentation(FieldDescriptor field) {
    String sentence = "A player's command {@code " + field.getName() + "}.";
    boolean ofMessage =
        Source.comment(field).isBlank() && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    return Javadoc.of(ofMessage ? field.getMessageType() : field, sentence);
  }

  private Optional<FieldDescriptor> answer(FieldDescriptor command) {
    return reply.map(message -> message.findFieldByName(command.getName()));
  }

  /** Writes the hooks, and after them what calls them. */
  void write() {
    hooks.forEach(this::writeHook);
    writeOnCommand();
    if (reply.isPresent()) {
      writeOnRequest();
    }
  }

  private void writeHook(Values hook) {
    file.gap();
    if (hook.has("reply")) {
      file.code("""
          /**
           * ${doc}
           *
           * @param player who gave it
           * @param ${name} the command, within the bounds of the contract
           * @param request takes the reply, now or later; it goes nowhere if the player did not ask
           */
          protected abstract void ${hook}(P player, ${type} ${name}, ${dev.rondo.room.Request}<${reply}> request);
          """, hook);
    } else {
      file.code("""
          /**
           * ${doc}
           *
           * @param player who gave it
           * @param ${name} the command, within the bounds of the contract
           */
          protected abstract void ${hook}(P player, ${type} ${name});
          """, hook);
    }
  }

  private void writeOnCommand() {
    Values values = switchValues();
    file.gap();
    file.open("""
        @Override
        protected final void onCommand(P player, ${command} command) {
          switch (command.${getCase}()) {
        """, values);
    for (Values hook : hooks) {
      file.code(
          hook.has("reply")
              ? "  case ${CASE} -> ${hook}(player, command.${get}(), ${dev.rondo.room.Request}.none());"
              : "  case ${CASE} -> ${hook}(player, command.${get}());",
          hook);
    }
    file.code("""
          case ${NONE} ->
            throw new IllegalStateException("a command with nothing set came through");
        }
        """, values);
    file.close();
  }

  private void writeOnRequest() {
    Values values = switchValues();
    file.gap();
    file.open("""
        @Override
        protected final void onRequest(P player, ${command} command, ${dev.rondo.room.Request}<${com.google.protobuf.Message}> request) {
          switch (command.${getCase}()) {
        """, values);
    for (Values hook : hooks) {
      if (hook.has("reply")) {
        file.code("""
              case ${CASE} ->
                ${hook}(
                    player,
                    command.${get}(),
                    request.as(reply -> ${replyType}.newBuilder().${set}(reply).build()));
            """, hook);
      }
    }
    file.code("""
          default ->
            throw new IllegalStateException("a command that has no reply came through");
        }
        """, values);
    file.close();
  }

  private Values switchValues() {
    return new Values()
        .set("command", commandType)
        .set("getCase", "get" + Names.capitalized(oneof.getName()) + "Case")
        .set("NONE", Names.constant(oneof.getName()) + "_NOT_SET");
  }
}
