package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A type parameter for the class that a game makes of an entity.
 *
 * @param parameter its name, such as {@code SHIPS}
 * @param bound what the game's class extends, such as {@code ShipEntity}
 * @param set the entity set
 */
record EntityType(String parameter, String bound, FieldDescriptor set) {
  private static final int WIDTH = 50; // which fits behind the name of a class

  /** The type parameters of a contract, which the file then names nothing else. */
  static List<EntityType> of(Contract contract, JavaFile file) {
    List<EntityType> types = new ArrayList<>();
    Names parameters = new Names(Set.of("P")); // the player of a room
    for (FieldDescriptor set : contract.sets()) {
      String parameter = parameters.take(Names.constant(set.getName()));
      file.reserve(parameter);
      String bound = file.made(ReplicatedClass.entityName(set.getMessageType()));
      types.add(new EntityType(parameter, bound, set));
    }
    return types;
  }

  /** The lines of Javadoc that say what the parameters are. */
  static String documentation(List<EntityType> types) {
    return types.stream()
        .map(type -> "@param <%s> the game's class of what stands in {@code %s}"
            .formatted(type.parameter(), type.set().getName()))
        .collect(Collectors.joining("\n"));
  }

  /** {@code <P extends Player, SHIPS extends ShipEntity>}, or nothing. */
  static String declaration(List<EntityType> types, String first) {
    String list = list(types, type -> type.parameter() + " extends " + type.bound(), first);
    return list.length() < WIDTH
        ? list
        : list.replace("<", "<\n        ").replace(", ", ",\n        ");
  }

  /** {@code <SHIPS>}, or nothing. */
  static String use(List<EntityType> types) {
    return list(types, EntityType::parameter, "");
  }

  private static String list(
      List<EntityType> types, Function<EntityType, String> each, String first) {
    List<String> all = new ArrayList<>();
    if (!first.isEmpty()) {
      all.add(first);
    }
    types.stream().map(each).forEach(all::add);
    return all.isEmpty() ? "" : all.stream().collect(Collectors.joining(", ", "<", ">"));
  }
}
