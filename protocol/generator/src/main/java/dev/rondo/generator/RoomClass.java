package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.GeneratorNames;
import java.util.List;
import java.util.Set;

/** Writes a room's base class: the room's types, its state, its commands and its events. */
final class RoomClass {
  private static final String NOTHING = "com.google.protobuf.Empty";

  private final JavaFile file;
  private final Contract contract;
  private final List<EntityType> entityTypes;
  private final Names methods = new Names(Reserved.ROOM);
  private final Values values = new Values();

  private RoomClass(JavaFile file, Contract contract) {
    this.file = file;
    this.contract = contract;
    file.reserve("P");
    entityTypes = EntityType.of(contract, file);
    String use = EntityType.use(entityTypes);
    values.set("name", name(contract));
    values.set("contract", messageType(contract.message()));
    values.set("proto", contract.message().getFullName());
    values.set("player", file.type("dev.rondo.room.Player"));
    values.set("join", partType("join"));
    values.set("command", partType("command"));
    values.set("stateMessage", partType("state"));
    values.set("event", partType("event"));
    values.set(
        "view",
        contract
            .part("input")
            .map(input -> file.made(ViewClass.name(input)))
            .orElseGet(() -> file.type("dev.rondo.room.InputView")));
    values.set("newView", contract.part("input").isPresent() ? "::new" : "::none");
    values.set(
        "sync",
        contract
            .part("state")
            .map(state -> file.made(SyncClass.name(state)) + use)
            .orElse(""));
    values.set(
        "newSync",
        contract.part("state").map(SyncClass::name).orElse("") + (use.isEmpty() ? "" : "<>"));
    values.set(
        "generics", EntityType.declaration(entityTypes, "P extends " + values.get("player")));
    values.set("doc", Javadoc.of(contract.message(), "A room."));
  }

  /** The name of the base class of a contract's rooms. */
  static String name(Contract contract) {
    return contract.message().getName() + "RoomBase";
  }

  /** Writes it. */
  static void write(JavaFile file, Contract contract) {
    new RoomClass(file, contract).write();
  }

  private String messageType(Descriptor message) {
    return file.type(GeneratorNames.getQualifiedClassName(message));
  }

  private String partType(String part) {
    return contract.part(part).map(this::messageType).orElseGet(() -> file.type(NOTHING));
  }

  private void write() {
    values.set("parameters", EntityType.documentation(entityTypes));
    file.open("""
        /**
         * The base of rooms of {@code ${proto}}. Extend it with the rules of the game.
         *
         * <p>${doc}
         *
         * @param <P> what the game knows of a player
         * ${parameters}
         */
        @${org.jspecify.annotations.NullMarked}
        public abstract class ${name}${generics}
            extends ${dev.rondo.room.Room}<P, ${join}, ${view}, ${command}, ${stateMessage}, ${event}> {
        """, values);
    if (contract.part("state").isPresent()) {
      writeConstructorWithState();
    } else {
      writeConstructor();
    }
    contract.part("input").ifPresent(input -> writeInput(input));
    contract
        .part("command")
        .ifPresent(command -> new CommandHooks(file, methods, contract, command).write());
    contract.part("event").ifPresent(event -> new EventMakers(file, methods, event).write());
    file.close();
  }

  private void writeConstructor() {
    file.code("""
        /**
         * Called by the game's constructor, which should do nothing else of weight.
         *
         * @param newPlayer makes the game's player, usually a constructor
         */
        protected ${name}(${java.util.function.Supplier}<? extends P> newPlayer) {
          super(newPlayer, ${contract}.getDefaultInstance(), ${view}${newView}, ${dev.rondo.sync.State}.none());
        }
        """, values);
  }

  private void writeConstructorWithState() {
    Descriptor state = contract.part("state").orElseThrow();
    values.set("state", methods.take(Names.camel(state.getName())));
    values.set("stateDoc", Javadoc.of(state, "What is."));
    file.code("""
        private final ${sync} state;

        /**
         * Called by the game's constructor, which should do nothing else of weight.
         *
         * @param newPlayer makes the game's player, usually a constructor
         */
        protected ${name}(${java.util.function.Supplier}<? extends P> newPlayer) {
          this(newPlayer, new ${newSync}());
        }

        private ${name}(${java.util.function.Supplier}<? extends P> newPlayer, ${sync} state) {
          super(newPlayer, ${contract}.getDefaultInstance(), ${view}${newView}, state);
          this.state = state;
        }

        /**
         * ${stateDoc}
         *
         * @return the room's state, always the same object
         */
        protected final ${sync} ${state}() {
          return state;
        }
        """, values);
  }

  private void writeInput(Descriptor input) {
    values.set("inputDoc", Javadoc.of(input, "What a player wants to do, one a tick."));
    values.set("input", new Names(Set.of("player")).take(Names.camel(input.getName())));
    file.gap();
    file.code("""
        /**
         * ${inputDoc}
         *
         * @param player whose it is
         * @param ${input} the input of this tick, valid until this returns
         */
        @Override
        protected abstract void onInput(P player, ${view} ${input});
        """, values);
  }
}
