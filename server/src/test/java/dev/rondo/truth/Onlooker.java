package dev.rondo.truth;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Somebody who looks at the room, and what there was for them to see at each tick that was sent. */
final class Onlooker {
  final Viewer viewer;

  /**
   * What the client was told of by this connection, going by the bytes of its frames, and how often something
   * had happened to each by then for which copies start anew.
   */
  final Map<Integer, Integer> told = new HashMap<>();

  /** What the viewer looks at: a being, or a place, or neither. */
  @Nullable
  Being looksAt;

  double @Nullable [] looksTo;

  private final NavigableMap<Integer, Sighting> sightings = new TreeMap<>();
  private final Map<Integer, Version> versions = new HashMap<>();
  private final Map<Integer, Bare> bare = new HashMap<>();

  /**
   * What there is to see.
   *
   * @param may by name, what each is to this viewer; of what is at the border of a grid it is free whether
   *     it is seen
   * @param must what is seen for certain
   * @param always what is in each frame, however small that is
   */
  record Sighting(Map<Integer, Message> may, Set<Integer> must, Set<Integer> always) {}

  private record Version(Message message, int tick) {}

  private record Bare(Message held, Message bare) {}

  Onlooker(Viewer viewer) {
    this.viewer = viewer;
  }

  void sees(int tick, Sighting sighting) {
    sightings.put(tick, sighting);
  }

  Sighting now() {
    return sightings.lastEntry().getValue();
  }

  @Nullable
  Sighting at(int tick) {
    return sightings.get(tick);
  }

  /** What is held without what is set to its default; the same object as long as the same is held. */
  Message bare(int name, Message held) {
    Bare last = bare.get(name);
    if (last == null || last.held != held) {
      last = new Bare(held, Protos.bare(held));
      bare.put(name, last);
    }
    return last.bare;
  }

  /** Whether something is what it once was, not before what this viewer has seen of it, nor after a tick. */
  boolean knew(int name, Message message, int tick) {
    Version last = versions.get(name);
    if (last != null && last.message == message) {
      return true;
    }
    int from = last == null ? 0 : last.tick;
    for (Map.Entry<Integer, Sighting> seen :
        sightings.subMap(from, true, tick, true).entrySet()) {
      if (message.equals(seen.getValue().may().get(name))) {
        versions.put(name, new Version(message, seen.getKey()));
        return true;
      }
    }
    return false;
  }

  /** The places that the middle of the view may be at. */
  List<double[]> middles(List<Being> beings) {
    if (looksTo != null) {
      return List.of(looksTo);
    }
    if (looksAt != null && beings.contains(looksAt) && Facts.place(looksAt) != null) {
      return List.of(Facts.place(looksAt));
    }
    List<double[]> places = new ArrayList<>();
    for (Being being : beings) {
      double[] place = Facts.place(being);
      if (being.owner() == viewer && place != null) {
        places.add(place);
      }
    }
    return places;
  }
}
