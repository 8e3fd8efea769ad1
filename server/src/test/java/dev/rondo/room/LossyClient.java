package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.AckedPart;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;
import dev.rondo.protocol.v1.Event;
import dev.rondo.protocol.v1.Part;
import dev.rondo.protocol.v1.Reply;
import dev.rondo.protocol.v1.ServerFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A client that follows docs/WIRE.md over connections that lose what is on their way, and complains of all
 * that comes twice, out of order, or not at all.
 */
final class LossyClient {
  private static final int WINDOW = 32;
  private static final int PART_BYTES = 1_000;

  private final Match.Client wire;
  private final Random random;
  private final ArrayDeque<Command> unacknowledged = new ArrayDeque<>();
  private final List<Integer> heard = new ArrayList<>();
  private final List<Integer> answered = new ArrayList<>();
  private final List<Integer> received = new ArrayList<>();
  private int read;
  private int tick;
  private int applied;
  private int lastCommand;
  private int missed;
  private boolean welcomed;
  private int uploads;
  private int uploadOffset;
  private ByteString upload = ByteString.EMPTY;
  private ByteString download = ByteString.EMPTY;
  private int downloadSize;

  LossyClient(Match.Client wire, Random random) {
    this.wire = wire;
    this.random = random;
  }

  Match.Client wire() {
    return wire;
  }

  int applied() {
    return applied;
  }

  /** The numbers of the events that have come. */
  List<Integer> heard() {
    return heard;
  }

  /** The numbers of the commands that were answered. */
  List<Integer> answered() {
    return answered;
  }

  /** The lengths of the attachments that have come whole. */
  List<Integer> received() {
    return received;
  }

  int commands() {
    return lastCommand;
  }

  int uploads() {
    return uploads;
  }

  int missed() {
    return missed;
  }

  boolean isIdle() {
    return unacknowledged.isEmpty() && uploadOffset == upload.size();
  }

  /** Begins on a new connection; what was on its way on the old one is lost. */
  void reconnected() {
    read = 0;
    welcomed = false;
  }

  /** Applies some of the frames that have come, or all. */
  void read(boolean all) {
    RecordedConnection connection = wire.connection();
    int until = all ? connection.count() : read + random.nextInt(connection.count() - read + 1);
    while (read < until) {
      apply(connection.frame(read++));
    }
  }

  private void apply(ServerFrame frame) {
    tick = frame.hasTick() ? frame.getTick() : tick + 1;
    assertThat(tick).as("ticks go up").isGreaterThan(applied);
    if (frame.getControl().hasWelcome()) {
      missed += frame.getControl().getWelcome().getMissed();
      welcomed = true;
      goOnBehind(
          frame.getControl().getAckedPart(), frame.getControl().getWelcome().getResumed());
    }
    if (frame.getControl().hasAckedCommand()) {
      acknowledged(frame.getControl().getAckedCommand());
    }
    if (frame.getControl().getWelcome().getResumed()) {
      unacknowledged.forEach(
          command -> wire.send(ClientFrame.newBuilder().addCommands(command).build()));
    }
    for (Event event : frame.getEventsList()) {
      int eventTick = tick - event.getTicksAgo();
      assertThat(eventTick).as("an event that was applied already").isGreaterThan(applied);
      heard.add(number(event));
    }
    for (Reply reply : frame.getControl().getRepliesList()) {
      answered.add(reply.getCommand());
    }
    if (frame.getControl().hasPart()) {
      add(frame.getControl().getPart());
    }
    applied = tick;
  }

  private void acknowledged(int sequence) {
    while (!unacknowledged.isEmpty() && unacknowledged.element().getSequence() <= sequence) {
      unacknowledged.remove();
    }
  }

  private void goOnBehind(AckedPart acked, boolean resumed) {
    if (resumed) {
      boolean begun = acked.getAttachment() == uploads;
      uploadOffset = begun ? acked.getBytes() : 0;
    }
  }

  private void add(Part part) {
    assertThat(part.getAttachment()).as("attachments without gaps").isEqualTo(received.size() + 1);
    if (part.getOffset() == 0) {
      download = ByteString.EMPTY;
      downloadSize = part.getSize();
    }
    assertThat(part.getOffset()).as("parts without gaps").isEqualTo(download.size());
    download = download.concat(part.getData());
    if (download.size() == downloadSize) {
      received.add(downloadSize);
    }
  }

  /** Does one thing or another that a client may do now. */
  void act() {
    if (!welcomed || !wire.connection().closes().isEmpty()) {
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> wire.applied(applied);
      case 1 -> say(Match.shouting("c" + (lastCommand + 1)), false);
      case 2 -> say(Match.betting(lastCommand + 1), true);
      default -> send();
    }
  }

  private void say(dev.rondo.test.duel.Command command, boolean asks) {
    if (unacknowledged.size() < WINDOW) {
      Command numbered = Command.newBuilder()
          .setSequence(++lastCommand)
          .setPayload(command.toByteString())
          .setAsks(asks)
          .build();
      unacknowledged.add(numbered);
      wire.send(
          ClientFrame.newBuilder().setApplied(applied).addCommands(numbered).build());
    }
  }

  /** Sends the next part of the attachment that is under way, or the first of another. */
  private void send() {
    Part.Builder part = Part.newBuilder();
    if (uploadOffset == upload.size()) {
      uploads++;
      upload = ByteString.copyFrom(new byte[1 + random.nextInt(5 * PART_BYTES)]);
      uploadOffset = 0;
    }
    if (uploadOffset == 0) {
      part.setSize(upload.size()).setPayload(Match.shouting("a" + uploads).toByteString());
    }
    int end = Math.min(upload.size(), uploadOffset + PART_BYTES);
    wire.part(part.setAttachment(uploads)
        .setOffset(uploadOffset)
        .setData(upload.substring(uploadOffset, end)));
    uploadOffset = end;
  }

  /** Sends what is left of an attachment. */
  void finishUpload() {
    while (uploadOffset < upload.size()) {
      send();
    }
  }

  private static int number(Event event) {
    try {
      String text =
          dev.rondo.test.duel.Event.parseFrom(event.getPayload()).getShouted().getText();
      return Integer.parseInt(text);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not an event of the contract", e);
    }
  }
}
