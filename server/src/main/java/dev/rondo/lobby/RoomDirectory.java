package dev.rondo.lobby;

import dev.rondo.room.RoomHost;
import dev.rondo.room.RoomType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The rooms there are. A join takes a place in the oldest room of its type that has one, so rooms fill
 * up before new ones are made; a room whose last place is given back is stopped.
 *
 * <p><b>Threads:</b> the front loop only, but for {@link #find} and {@link #hosts}.
 *
 * <p><b>Bound:</b> {@code rooms}.
 */
final class RoomDirectory {
  private final int limit;
  private final Set<OpenRoom> rooms = new LinkedHashSet<>();
  private final Map<String, SortedSet<OpenRoom>> withPlaces = new HashMap<>();
  private final Map<String, RoomHost> hosts = new ConcurrentHashMap<>(); // of rooms, for any thread

  RoomDirectory(int limit) {
    this.limit = limit;
  }

  /**
   * Takes a place, making a room if need be.
   *
   * @throws RefusedException if there is no place and no further room may be made
   */
  OpenRoom takePlace(RoomType type, Function<RoomType, OpenRoom> make) {
    SortedSet<OpenRoom> candidates = withPlaces.computeIfAbsent(type.name(), name -> oldestFirst());
    OpenRoom room = candidates.isEmpty() ? makeRoom(type, candidates, make) : candidates.first();
    room.take();
    if (room.full()) {
      candidates.remove(room);
    }
    return room;
  }

  private OpenRoom makeRoom(
      RoomType type, Set<OpenRoom> candidates, Function<RoomType, OpenRoom> make) {
    if (rooms.size() >= limit) {
      throw new RefusedException(
          RefusalReason.SERVER_FULL,
          "All " + limit
              + " rooms of this server are taken (rooms), and none of type " + type.name()
              + " has a place left. Try again later.",
          5_000);
    }
    OpenRoom room = make.apply(type);
    rooms.add(room);
    hosts.put(room.host().id(), room.host());
    candidates.add(room);
    return room;
  }

  /** Gives a place back, and says whether that was the room's last one. */
  boolean givePlaceBack(OpenRoom room) {
    room.giveBack();
    if (!rooms.contains(room)) {
      return false;
    }
    boolean empty = room.taken() == 0;
    if (empty) {
      withPlaces(room).remove(room); // nobody may be sent into a room that is about to stop
    } else {
      withPlaces(room).add(room);
    }
    return empty;
  }

  /** Forgets a room that has ended. */
  void remove(OpenRoom room) {
    rooms.remove(room);
    hosts.remove(room.host().id());
    withPlaces(room).remove(room);
  }

  boolean holds(OpenRoom room) {
    return rooms.contains(room);
  }

  int size() {
    return rooms.size();
  }

  /** Finds a room by its id. Any thread. */
  Optional<RoomHost> find(String id) {
    return Optional.ofNullable(hosts.get(id));
  }

  /** All rooms. Any thread. */
  List<RoomHost> hosts() {
    return List.copyOf(hosts.values());
  }

  private Set<OpenRoom> withPlaces(OpenRoom room) {
    return withPlaces.getOrDefault(room.type().name(), oldestFirst());
  }

  private static SortedSet<OpenRoom> oldestFirst() {
    return new TreeSet<>(Comparator.comparingInt(OpenRoom::number));
  }
}
