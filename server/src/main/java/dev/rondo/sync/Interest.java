package dev.rondo.sync;

/**
 * Who sees which entities: everybody all of them, or each player what is near. Players always see the
 * singles, the entities that they own, and those that are nowhere ({@link Entity#placeX}).
 */
public sealed interface Interest {

  /**
   * Everybody sees everything. This is the default.
   *
   * @return the interest
   */
  static Interest everyone() {
    return Everyone.ALL;
  }

  /**
   * A player sees what is near: at least all that is within the radius on both axes, and nothing that is
   * farther away than twice that. Where in between something comes into view and where it goes out of it
   * again differ, so that what moves along a border does not come and go all the time.
   *
   * <p>The plane is divided into squares of half the radius. Cells are taken at the end of a tick.
   *
   * @param radius in the unit of the entities' places
   * @return the interest
   * @throws IllegalArgumentException if the radius is not a number above 0
   */
  static Interest grid(double radius) {
    return new Grid(radius);
  }

  /** Everybody sees everything. */
  enum Everyone implements Interest {
    /** The only one. */
    ALL
  }

  /**
   * A player sees what is near.
   *
   * @param radius in the unit of the entities' places
   */
  record Grid(double radius) implements Interest {
    /** Checks the radius. */
    public Grid {
      if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("radius: " + radius + " (expected: above 0)");
      }
    }
  }
}
