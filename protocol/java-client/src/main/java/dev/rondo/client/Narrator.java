package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.rondo.protocol.MalformedFrameException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what happens, in the contract's messages, and lets nothing that it throws through. */
final class Narrator<E extends Message> {
  private static final Logger log = LoggerFactory.getLogger(Narrator.class);

  private final Contract<?, E> contract;
  private final RoomListener<? super E> listener;

  Narrator(Contract<?, E> contract, RoomListener<? super E> listener) {
    this.contract = contract;
    this.listener = listener;
  }

  void ready() {
    tell("onReady", listener::onReady);
  }

  /**
   * Tells an event, unless the contract knows no such event: then it comes from a newer server.
   *
   * @throws MalformedFrameException if the bytes are not the contract's event message
   */
  void event(ByteString payload, int tick, @Nullable ByteString attachment) {
    Parser<? extends Message> parser = contract.eventParser();
    if (parser == null) {
      return;
    }
    try {
      E event = contract.eventClass().cast(parser.parseFrom(payload));
      if (!event.getAllFields().isEmpty()) {
        tell("onEvent", () -> listener.onEvent(event, tick, attachment));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedFrameException("an event: " + e.getMessage());
    }
  }

  void desync(int tick, Difference difference) {
    tell("onDesync", () -> listener.onDesync(tick, difference));
  }

  void frame(int tick) {
    tell("onFrame", () -> listener.onFrame(tick));
  }

  void disconnected() {
    tell("onDisconnected", listener::onDisconnected);
  }

  void resumed(int missed) {
    tell("onResumed", () -> listener.onResumed(missed));
  }

  void closed(Closed closed) {
    tell("onClosed", () -> listener.onClosed(closed));
  }

  private static void tell(String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      log.error("A listener threw in {}", what, e);
    }
  }
}
