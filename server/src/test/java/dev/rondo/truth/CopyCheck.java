package dev.rondo.truth;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.rondo.test.truth.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what a client holds with what there is for it to see. */
final class CopyCheck {
  private CopyCheck() {}

  /** What is wrong if everything must be as it is; null if nothing is. */
  static @Nullable String exact(World copy, Onlooker onlooker) {
    Onlooker.Sighting sighting = onlooker.now();
    Map<Integer, Message> held = held(copy, onlooker);
    for (Integer name : sighting.must()) {
      if (!held.containsKey(name)) {
        return "has no " + name + ", which is " + sighting.may().get(name);
      }
    }
    for (Map.Entry<Integer, Message> one : held.entrySet()) {
      String wrong = differs(one.getKey(), one.getValue(), sighting);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  /** What is wrong if some of it may be old; null if nothing is. */
  static @Nullable String once(World copy, Onlooker onlooker, int tick) {
    Onlooker.Sighting sighting = onlooker.at(tick);
    if (sighting == null) {
      return "had a frame of a tick that was not sent, " + tick;
    }
    Map<Integer, Message> held = held(copy, onlooker);
    for (Integer name : sighting.always()) {
      if (!held.containsKey(name)) {
        return "has no " + name + " at tick " + tick + ", which is "
            + sighting.may().get(name);
      }
    }
    for (Map.Entry<Integer, Message> one : held.entrySet()) {
      int name = one.getKey();
      String wrong = null;
      if (sighting.always().contains(name) || !sighting.may().containsKey(name)) {
        wrong = differs(name, one.getValue(), sighting);
      } else if (!onlooker.knew(name, one.getValue(), tick)) {
        wrong = "holds " + name + " as it never was, or was before: " + one.getValue()
            + "now it is " + sighting.may().get(name);
      }
      if (wrong != null) {
        return wrong + " at tick " + tick;
      }
    }
    return null;
  }

  private static @Nullable String differs(int name, Message held, Onlooker.Sighting sighting) {
    Message expected = sighting.may().get(name);
    if (expected == null) {
      return "holds " + name + ", which it may not see: " + held;
    }
    return expected.equals(held)
        ? null
        : "holds " + name + " as\n" + held + "and it is\n" + expected;
  }

  /** Whether what everybody sees is the same in all copies that have it, fields that are set included. */
  static @Nullable String alike(List<World> copies) {
    Map<Integer, Message> first = new HashMap<>();
    for (World copy : copies) {
      for (Message one : copy.getWalkersList()) {
        Message shown = Protos.everybodys(one);
        Message other = first.putIfAbsent(name(one), shown);
        if (other != null && !other.equals(shown)) {
          return "two copies differ in what is set:\n" + other + "and\n" + shown;
        }
      }
      for (Message one : copy.getThingsList()) {
        Message other = first.putIfAbsent(name(one), one);
        if (other != null && !other.equals(one)) {
          return "two copies differ in what is set:\n" + other + "and\n" + one;
        }
      }
    }
    return null;
  }

  /** By name what a copy holds, without what is set to its default. */
  private static Map<Integer, Message> held(World copy, Onlooker onlooker) {
    Map<Integer, Message> held = new HashMap<>();
    for (FieldDescriptor field : World.getDescriptor().getFields()) {
      if (field.isRepeated()) {
        for (Object one : (List<?>) copy.getField(field)) {
          int name = name((Message) one);
          held.put(name, onlooker.bare(name, (Message) one));
        }
      } else {
        int name = field.getNumber();
        held.put(name, onlooker.bare(name, (Message) copy.getField(field)));
      }
    }
    return held;
  }

  static int name(Message entity) {
    return (Integer) entity.getField(entity.getDescriptorForType().findFieldByNumber(1));
  }
}
