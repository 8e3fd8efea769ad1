package dev.rondo.sync;

import java.util.Arrays;

/** A square of the grid, and the entities in it. */
final class Cell {
  int x;
  int y;

  private Entity[] members = new Entity[8];
  private int size;
  private Entity[] arrivals = new Entity[4];
  private int arrivalCount;
  private int arrivedAt = Replicated.NEVER;

  /** Makes an empty one the cell of a place. */
  void place(int newX, int newY) {
    x = newX;
    y = newY;
    Arrays.fill(arrivals, null);
    arrivalCount = 0;
    arrivedAt = Replicated.NEVER;
  }

  void add(Entity entity, int tick) {
    if (size == members.length) {
      members = Arrays.copyOf(members, size * 2);
    }
    entity.cell = this;
    entity.inCell = size;
    members[size++] = entity;
    if (arrivedAt != tick) {
      arrivedAt = tick;
      arrivalCount = 0;
    }
    if (arrivalCount == arrivals.length) {
      arrivals = Arrays.copyOf(arrivals, arrivalCount * 2);
    }
    arrivals[arrivalCount++] = entity;
  }

  void remove(Entity entity) {
    Entity last = members[--size];
    members[entity.inCell] = last;
    last.inCell = entity.inCell;
    members[size] = null;
    entity.cell = null;
  }

  int size() {
    return size;
  }

  Entity member(int index) {
    return members[index];
  }

  /** How many came in a tick; some of them may have gone on to another cell, or out of the room. */
  int arrivals(int tick) {
    return arrivedAt == tick ? arrivalCount : 0;
  }

  Entity arrival(int index) {
    return arrivals[index];
  }
}
