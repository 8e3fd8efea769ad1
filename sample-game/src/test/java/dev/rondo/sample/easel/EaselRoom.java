package dev.rondo.sample.easel;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Room;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.Tick;
import dev.rondo.sample.easel.contract.Command;
import dev.rondo.sample.easel.contract.Easel;
import dev.rondo.sample.easel.contract.Event;
import dev.rondo.sample.easel.contract.Shown;

/** Painters who show each other pictures. */
public final class EaselRoom extends Room<EaselRoom.Painter, Empty, Empty, Command, Empty, Event> {

  static final class Painter extends Player {}

  /** Makes a room. */
  public EaselRoom() {
    super(Painter::new, Easel.getDefaultInstance());
  }

  /** How it is run: 60 parts a second, of pictures of up to 400 x 320 pixels. */
  public static RoomOptions options(RoomOptions defaults) {
    return defaults.tickRate(60).attachmentBytes(400 * 320 * 4);
  }

  @Override
  protected void onJoin(Painter painter, Empty join) {}

  @Override
  protected void onCommand(Painter painter, Command command) {
    kick(painter, "A picture has an attachment");
  }

  @Override
  protected void onAttachment(Painter painter, Command command, ByteString picture) {
    Shown shown = Shown.newBuilder()
        .setBy(painter.id())
        .setTitle(command.getShow().getTitle())
        .build();
    attach(players(), Event.newBuilder().setShown(shown).build(), picture);
  }

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected Empty snapshot() {
    return Empty.getDefaultInstance();
  }

  @Override
  protected void onLeave(Painter painter, LeaveReason reason) {}
}
