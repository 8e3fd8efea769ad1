package dev.rondo.truth;

import dev.rondo.test.truth.LetterEntity;
import dev.rondo.test.truth.WalkerEntity;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Changes what there is, in all the ways in which a game can. */
final class Changes {
  private final Values values;
  private final SplittableRandom chance;
  private final Consumer<String> log;

  Changes(Values values, SplittableRandom chance, Consumer<String> log) {
    this.values = values;
    this.chance = chance;
    this.log = log;
  }

  /** Changes a few fields of something. */
  void some(Being being) {
    for (int i = chance.nextInt(4); i > 0; i--) {
      change(being);
    }
  }

  /** Changes a field of something. */
  void change(Being being) {
    Trait trait = being.traits().get(chance.nextInt(being.traits().size()));
    String before = String.valueOf(being.held(trait.field));
    if (trait.field.isMapField()) {
      changeMap(being, trait);
    } else if (trait.field.isRepeated()) {
      changeList(being, trait);
    } else if (trait.isCount) {
      being.set(trait, count(being, trait));
    } else if (trait.isClearable() && chance.nextInt(3) == 0) {
      being.clear(trait);
    } else if (!trait.isClearable() && chance.nextInt(4) == 0) {
      being.set(trait, plainDefault(trait));
    } else {
      being.set(trait, values.next(new Values.Origin(being, trait.field), trait.field));
    }
    log.accept(
        being + " " + trait.field.getName() + ": " + before + " -> " + being.held(trait.field));
  }

  private static Object plainDefault(Trait trait) {
    return switch (trait.field.getJavaType()) {
      case ENUM -> dev.rondo.test.truth.Colour.NONE;
      default -> trait.field.getDefaultValue();
    };
  }

  // Counts.

  private double count(Being being, Trait trait) {
    if (trait.field.getName().equals("x") || trait.field.getName().equals("y")) {
      return coordinate();
    }
    double step = trait.step;
    double now = being.number(trait.field.getName());
    return switch (chance.nextInt(10)) {
      case 0 -> 0;
      case 1 -> Double.NaN;
      case 2 -> Integer.MAX_VALUE * step;
      case 3 -> Integer.MIN_VALUE * step;
      case 4 -> 0xffff_ffffL * step;
      case 5 -> chance.nextBoolean() ? Double.POSITIVE_INFINITY : -1e300;
      case 6 -> now + step / 3; // perhaps the same count
      default -> now + (chance.nextInt(2_000) - 1_000) * step;
    };
  }

  /** Somewhere, mostly within a few radii of all else. */
  double coordinate() {
    return switch (chance.nextInt(40)) {
      case 0 -> Double.NaN;
      case 1 -> 1e9;
      case 2 -> -1e300;
      case 3 -> Double.POSITIVE_INFINITY;
      case 4 -> -2e7;
      default -> chance.nextInt(-4_000, 4_000) / 100.0;
    };
  }

  /** Puts a walker somewhere. */
  void place(Being walker) {
    walker.set(walker.trait("x"), coordinate());
    walker.set(walker.trait("y"), coordinate());
  }

  /** Has most of those that walk take a small step, and what belongs to somebody be counted anew. */
  void walk(List<Being> beings) {
    int reach = 1 << chance.nextInt(12);
    boolean turns = chance.nextBoolean();
    log.accept("walk by up to " + reach);
    for (Being being : beings) {
      if (being.object instanceof WalkerEntity && chance.nextInt(4) > 0) {
        stepOn(being, "x", reach);
        stepOn(being, "y", reach);
        if (turns) {
          stepOn(being, "heading", reach);
          stepOn(being, "gold", reach);
        }
      } else if (being.object instanceof LetterEntity) {
        stepOn(being, "weight", reach);
      }
    }
  }

  private void stepOn(Being being, String field, int reach) {
    Trait trait = being.trait(field);
    int steps = chance.nextInt(2 * reach + 1) - reach;
    being.set(trait, being.number(field) + steps * trait.step);
  }

  // Lists and maps.

  private void changeList(Being being, Trait trait) {
    Values.Origin origin = new Values.Origin(being, trait.field);
    Object one = values.next(origin, trait.field);
    Object other = values.next(origin, trait.field);
    int how = chance.nextInt(9);
    being.<List<Object>>change(trait, (list, at) -> changeList(list, how, one, other, at), chance);
  }

  private static void changeList(
      List<Object> list, int how, Object one, Object other, SplittableRandom at) {
    int size = list.size();
    switch (how) {
      case 0 -> list.add(at.nextInt(size + 1), one);
      case 1 -> list.addAll(List.of(one, other));
      case 2 -> list.removeIf(value -> at.nextBoolean());
      case 3 -> list.clear();
      case 4 -> list.sort(Comparator.comparing(String::valueOf));
      case 5 -> list.subList(size / 2, size).clear();
      case 6 -> list.replaceAll(value -> at.nextBoolean() ? one : value);
      case 7 -> {
        ListIterator<Object> each = list.listIterator();
        if (each.hasNext()) {
          each.next();
          each.set(other);
        }
        each.add(one);
      }
      default -> {
        list.add(one);
        Collections.reverse(list);
      }
    }
  }

  private void changeMap(Being being, Trait trait) {
    Values.Origin origin = new Values.Origin(being, trait.field);
    Object key = values.next(origin, trait.field.getMessageType().findFieldByNumber(1));
    Object value = values.next(origin, trait.field.getMessageType().findFieldByNumber(2));
    int how = chance.nextInt(8);
    being.<Map<Object, Object>>change(
        trait, (map, at) -> changeMap(map, how, valid(key), value, at), chance);
  }

  /** Keys that are the same in UTF-8 are no keys of protobuf. */
  private static Object valid(Object key) {
    return key instanceof String text && text.chars().anyMatch(c -> Character.isSurrogate((char) c))
        ? "key"
        : key;
  }

  private static void changeMap(
      Map<Object, Object> map, int how, Object key, Object value, SplittableRandom at) {
    switch (how) {
      case 0 -> map.clear();
      case 1 -> map.keySet().removeIf(one -> at.nextBoolean());
      case 2 -> map.values().remove(value);
      case 3 -> map.replaceAll((one, before) -> at.nextBoolean() ? value : before);
      case 4 -> map.entrySet().forEach(entry -> entry.setValue(value));
      case 5 -> map.merge(key, value, (before, now) -> now);
      case 6 -> map.remove(key);
      default -> map.put(key, value);
    }
  }
}
