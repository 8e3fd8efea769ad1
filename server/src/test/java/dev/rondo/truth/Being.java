package dev.rondo.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.rondo.sync.Entity;
import dev.rondo.sync.Replicated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An entity or a single, and what it is in plain values. */
final class Being {
  final Replicated object;
  private final Message prototype;
  private final List<Trait> traits;
  private final Map<FieldDescriptor, Object> held = new LinkedHashMap<>();
  private final Map<FieldDescriptor, Integer> counts = new HashMap<>();

  /** The entity's id, or the single's field number. */
  int name;

  private @Nullable Viewer owner;

  /** How often something has happened for which a copy may have to start anew. */
  private int resets;

  private @Nullable Message asEverybody;
  private @Nullable Message asOwner;

  Being(Replicated object, Class<?> type, Message prototype) {
    this.object = object;
    this.prototype = prototype;
    traits = Trait.of(type, prototype.getDescriptorForType());
    traits.forEach(trait -> hold(trait.field, initial(trait.field)));
  }

  private static @Nullable Object initial(FieldDescriptor field) {
    if (field.isMapField()) {
      return new LinkedHashMap<>();
    }
    return field.isRepeated() ? new ArrayList<>() : null;
  }

  @Nullable
  Viewer owner() {
    return owner;
  }

  void owner(@Nullable Viewer now) {
    resets++;
    owner = now;
  }

  int resets() {
    return resets;
  }

  Entity entity() {
    return (Entity) object;
  }

  List<Trait> traits() {
    return traits;
  }

  Trait trait(String field) {
    return traits.stream()
        .filter(trait -> trait.field.getName().equals(field))
        .findFirst()
        .orElseThrow();
  }

  /** The plain value of a field; null where nothing was ever set, or it was cleared. */
  @Nullable
  Object held(FieldDescriptor field) {
    return held.get(field);
  }

  double number(String field) {
    Object value = held.get(trait(field).field);
    return value == null ? 0 : ((Number) value).doubleValue();
  }

  private void hold(FieldDescriptor field, @Nullable Object value) {
    if (value == null) {
      held.remove(field);
    } else {
      held.put(field, value);
    }
    asEverybody = null;
    asOwner = null;
  }

  // What the test does.

  void set(Trait trait, Object value) {
    trait.set(object, value);
    leaveOneof(trait);
    hold(trait.field, value);
    assertThat(trait.get(object)).isEqualTo(value);
  }

  void clear(Trait trait) {
    trait.clear(object);
    resets++;
    leaveOneof(trait);
    hold(trait.field, null);
  }

  private void leaveOneof(Trait trait) {
    if (trait.oneof != null) {
      trait.oneof.getFields().forEach(field -> hold(field, null));
    }
  }

  /** Changes a list or a map in place, and the plain one in the same way. */
  <C> void change(Trait trait, Change<C> change, SplittableRandom chance) {
    resets++;
    @SuppressWarnings("unchecked")
    C real = (C) trait.get(object);
    @SuppressWarnings("unchecked")
    C plain = (C) Objects.requireNonNull(held.get(trait.field));
    SplittableRandom same = chance.split();
    long seed = same.nextLong();
    change.apply(real, new SplittableRandom(seed));
    change.apply(plain, new SplittableRandom(seed));
    hold(trait.field, plain);
    assertThat(real).isEqualTo(plain);
  }

  /** Something that is done to a collection. */
  interface Change<C> {
    void apply(C to, SplittableRandom chance);
  }

  // What comes of it.

  /** Counts the steps anew, at a tick that is sent. */
  void settle() {
    for (Trait trait : traits) {
      if (trait.isCount) {
        int before = counts.getOrDefault(trait.field, 0);
        int now = count(trait, before);
        if (now != before) {
          counts.put(trait.field, now);
          asEverybody = null;
          asOwner = null;
        }
      }
    }
  }

  private int count(Trait trait, int before) {
    Double value = (Double) held.get(trait.field);
    if (value == null || value.isNaN()) {
      return before;
    }
    double steps = Math.rint(value / trait.step);
    boolean signed = switch (trait.field.getType()) {
      case UINT32, FIXED32 -> false;
      default -> true;
    };
    double least = signed ? Integer.MIN_VALUE : 0;
    double most = signed ? Integer.MAX_VALUE : 0xffff_ffffL;
    return (int) (long) Math.max(least, Math.min(most, steps));
  }

  /** What it is to somebody. */
  Message seenBy(Viewer viewer) {
    return owner == viewer ? asOwner() : asEverybody();
  }

  private Message asEverybody() {
    if (asEverybody == null) {
      asEverybody = message(false);
    }
    return asEverybody;
  }

  private Message asOwner() {
    if (asOwner == null) {
      asOwner = message(true);
    }
    return asOwner;
  }

  private Message message(boolean whole) {
    Message.Builder message = prototype.newBuilderForType();
    if (object instanceof Entity) {
      message.setField(prototype.getDescriptorForType().findFieldByNumber(1), name);
    }
    for (Trait trait : traits) {
      FieldDescriptor field = trait.field;
      Object value = held.get(field);
      if (trait.isHidden && !whole) {
        continue;
      }
      if (trait.isCount) {
        message.setField(field, counts.getOrDefault(field, 0));
      } else if (value != null) {
        Protos.set(message, field, value);
      }
    }
    return Protos.bare(message.build());
  }

  @Override
  public String toString() {
    return prototype.getDescriptorForType().getName() + " " + name;
  }
}
