package dev.rondo.client;

import com.google.protobuf.ByteString;
import dev.rondo.test.market.Event;
import dev.rondo.test.market.Place;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A player that writes down what it is told, and on which thread. */
final class Bot implements RoomListener<Event> {
  final RemoteRoom<Place> room;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private volatile String thread = "";

  Bot(RemoteRoom<Place> room) {
    this.room = room;
  }

  /** Takes the next thing that it was told, frames left out. */
  String told() {
    return ScriptedServer.next(told, "the bot was told nothing");
  }

  boolean wasTold() {
    return !told.isEmpty();
  }

  String thread() {
    return thread;
  }

  @Override
  public void onReady() {
    thread = Thread.currentThread().getName();
    told.add("ready");
  }

  @Override
  public void onEvent(Event event, int tick, @Nullable ByteString attachment) {
    told.add("event " + event.getSaid().getText() + " of " + tick);
  }

  @Override
  public void onFrame(int tick) {}

  @Override
  public void onDesync(int tick, Difference first) {
    told.add("desync of " + tick);
  }

  @Override
  public void onDisconnected() {
    told.add("disconnected");
  }

  @Override
  public void onResumed(int missed) {
    told.add("resumed");
  }

  @Override
  public void onClosed(Closed closed) {
    told.add("closed " + closed.name() + " " + closed.reason());
  }
}
