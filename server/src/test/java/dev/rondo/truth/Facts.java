package dev.rondo.truth;

import com.google.protobuf.Message;
import dev.rondo.test.truth.LetterEntity;
import dev.rondo.test.truth.WalkerEntity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is so in the room: what there is, whose it is, and who sees it. It knows nothing of frames. */
final class Facts implements TruthRoom.Witness {
  /** The plane ends so many radii from its middle; whatever is farther is at its border. */
  private static final double END = 1 << 29;

  final List<Being> beings = new ArrayList<>();
  final List<Being> singles = new ArrayList<>();
  final Map<String, Onlooker> onlookers = new LinkedHashMap<>();
  private final int sendEvery;

  /** The radius of the grid; 0 where everybody sees everything. */
  double radius;
  /** Whether viewers see only what is of another group. */
  boolean divided;

  Facts(int sendEvery) {
    this.sendEvery = sendEvery;
  }

  @Override
  public void joined(Viewer viewer) {
    onlookers.put(viewer.name, new Onlooker(viewer));
  }

  @Override
  public void left(Viewer viewer) {
    onlookers.remove(viewer.name);
    for (Being being : beings) {
      if (being.owner() == viewer) {
        being.owner(null);
      }
    }
  }

  @Override
  public void ticked(int tick) {
    if (tick % sendEvery == 0) {
      singles.forEach(Being::settle);
      beings.forEach(Being::settle);
      onlookers.values().forEach(onlooker -> onlooker.sees(tick, sighting(onlooker)));
    }
  }

  private Onlooker.Sighting sighting(Onlooker onlooker) {
    Map<Integer, Message> may = new HashMap<>();
    Set<Integer> must = new HashSet<>();
    Set<Integer> always = new HashSet<>();
    for (Being single : singles) {
      may.put(single.name, single.seenBy(onlooker.viewer));
      must.add(single.name);
      always.add(single.name);
    }
    List<double[]> middles = onlooker.middles(beings);
    for (Being being : beings) {
      boolean own = being.owner() == onlooker.viewer;
      if (own) {
        always.add(being.name);
      }
      boolean open = own || isOpen(being, onlooker.viewer);
      if (open && (own || middlesWithin(being, middles, 2) > 0)) {
        may.put(being.name, being.seenBy(onlooker.viewer));
      }
      if (open && (own || middlesWithin(being, middles, 1) == Math.max(1, middles.size()))) {
        must.add(being.name);
      }
    }
    return new Onlooker.Sighting(may, must, always);
  }

  private boolean isOpen(Being being, Viewer viewer) {
    if (being.object instanceof LetterEntity) {
      return false;
    }
    return !divided || group(being) != viewer.group;
  }

  private static int group(Being being) {
    String field = being.object instanceof WalkerEntity ? "lives" : "a_uint32";
    return Math.floorMod((int) being.number(field), 3);
  }

  /** How many of the middles something is near; all of them, and one at least, if it is near whatever they are. */
  private int middlesWithin(Being being, List<double[]> middles, int radii) {
    double[] place = place(being);
    if (radius == 0 || place == null) {
      return Math.max(1, middles.size());
    }
    return (int) middles.stream()
        .filter(middle -> distance(middle[0], place[0]) <= radii * radius
            && distance(middle[1], place[1]) <= radii * radius)
        .count();
  }

  private double distance(double from, double to) {
    return Math.abs(bounded(to) - bounded(from));
  }

  private double bounded(double place) {
    return Math.max(-END * radius, Math.min(END * radius, place));
  }

  /** Where something is; null if it is nowhere. */
  static double @Nullable [] place(Being being) {
    if (!(being.object instanceof WalkerEntity)) {
      return null;
    }
    double x = being.number("x");
    double y = being.number("y");
    return Double.isNaN(x) || Double.isNaN(y) ? null : new double[] {x, y};
  }

  /** What has this name. */
  @Nullable
  Being find(int name) {
    return Stream.concat(singles.stream(), beings.stream())
        .filter(being -> being.name == name)
        .findFirst()
        .orElse(null);
  }
}
