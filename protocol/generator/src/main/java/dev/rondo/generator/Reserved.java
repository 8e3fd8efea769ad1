package dev.rondo.generator;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that made classes inherit, and those that stand in their methods. */
final class Reserved {
  private static final Set<String> OBJECT = Set.of(
      "clone",
      "equals",
      "finalize",
      "getClass",
      "hashCode",
      "notify",
      "notifyAll",
      "toString",
      "wait");

  /** Methods of every single. */
  static final Set<String> SINGLE = with(
      OBJECT,
      "mark",
      "markReset",
      "present",
      "settle",
      "signedSteps",
      "steps",
      "unsignedSteps",
      "writeFields");

  /** Methods of every entity. */
  static final Set<String> ENTITY = with(SINGLE, "id", "placeX", "placeY");

  /** What is a variable in methods of entities and singles, and so cannot be one of their fields. */
  static final Set<String> STATE_VARIABLES = Set.of(
      "before", "begun", "changed", "entry", "fields", "into", "marked", "out", "value", "whole");

  /** Methods of every state. */
  static final Set<String> STATE = with(OBJECT, "begin", "clamped", "none", "set", "single");

  /** Methods of every view of an input. */
  static final Set<String> VIEW = with(OBJECT, "clear", "decode", "none", "of", "read", "set");

  /** What is a variable in methods of views. */
  static final Set<String> VIEW_VARIABLES = Set.of("end", "in", "key", "tag", "value", "view");

  /** Methods of every room. */
  static final Set<String> ROOM = with(
      OBJECT,
      "async",
      "attach",
      "beforeJoin",
      "broadcast",
      "broadcastExcept",
      "broadcastToViewers",
      "clock",
      "close",
      "contract",
      "disown",
      "id",
      "interest",
      "kick",
      "newPlayer",
      "nextId",
      "onAttachment",
      "onCommand",
      "onCreate",
      "onDispose",
      "onDrop",
      "onFault",
      "onInput",
      "onJoin",
      "onLeave",
      "onRequest",
      "onResume",
      "onTick",
      "options",
      "own",
      "players",
      "random",
      "rank",
      "send",
      "tick",
      "validateCommand",
      "validateInput",
      "validateJoin",
      "visibleIf");

  private Reserved() {}

  private static Set<String> with(Set<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }
}
