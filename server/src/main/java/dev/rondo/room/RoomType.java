package dev.rondo.room;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A kind of room that players can ask for: how its rooms are made and run. Immutable. */
public final class RoomType {
  private final String name;
  private final Supplier<? extends Room<?, ?, ?, ?, ?, ?>> newRoom;
  private final RoomOptions options;
  private final Contract contract;

  /**
   * Makes a type, and one room to read and check the contract.
   *
   * @param name as it stands in the URL: letters, digits, {@code -} and {@code _}
   * @param newRoom makes a room, usually a constructor
   * @param options how its rooms are run
   * @throws IllegalArgumentException if the name or the contract is not as it should be, the options do not
   *     go together, or the room does not override a hook that its contract calls for
   */
  public RoomType(
      String name, Supplier<? extends Room<?, ?, ?, ?, ?, ?>> newRoom, RoomOptions options) {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(
          "room type: \"" + name + "\" (expected: 1 to 64 letters, digits, '-' and '_')");
    }
    if (options.sendEvery() > options.tickRate()) {
      throw new IllegalArgumentException("sendEvery of room type " + name + ": "
          + options.sendEvery() + " (expected: at most tickRate, " + options.tickRate()
          + ", because clients take longer silence for a lost connection)");
    }
    this.name = name;
    this.newRoom = newRoom;
    this.options = options;
    Room<?, ?, ?, ?, ?, ?> sample = newRoom.get();
    contract = sample.contract();
    if (contract.command() != null) {
      checkOverrides(sample.getClass(), "onCommand", Player.class, Object.class);
    }
    if (contract.hasReplies()) {
      checkOverrides(sample.getClass(), "onRequest", Player.class, Object.class, Request.class);
    }
    if (contract.hasInput()) {
      checkOverrides(sample.getClass(), "onInput", Player.class, InputView.class);
    }
  }

  /**
   * Returns the name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns how its rooms are run.
   *
   * @return the options
   */
  public RoomOptions options() {
    return options;
  }

  /**
   * Returns its contract.
   *
   * @return the contract
   */
  public Contract contract() {
    return contract;
  }

  /**
   * Makes a room.
   *
   * @return a room that has not begun
   */
  public Room<?, ?, ?, ?, ?, ?> newRoom() {
    return newRoom.get();
  }

  /** What overrides a generic hook has its erased parameters, if only in the bridge that javac adds. */
  private void checkOverrides(Class<?> roomClass, String hook, Class<?>... parameters) {
    for (Class<?> type = roomClass; type != Room.class; type = type.getSuperclass()) {
      if (Stream.of(type.getDeclaredMethods())
          .anyMatch(method -> method.getName().equals(hook)
              && Arrays.equals(method.getParameterTypes(), parameters))) {
        return;
      }
    }
    throw new IllegalArgumentException("room type " + name + ": the contract " + contract.name()
        + " calls for " + hook + ", which " + roomClass.getSimpleName() + " does not override");
  }
}
