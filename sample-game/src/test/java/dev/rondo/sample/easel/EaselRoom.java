package dev.rondo.sample.easel;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.Tick;
import dev.rondo.sample.easel.contract.Command;
import dev.rondo.sample.easel.contract.EaselRoomBase;
import dev.rondo.sample.easel.contract.Show;

/** Painters who show each other pictures. */
public final class EaselRoom extends EaselRoomBase<EaselRoom.Painter> {

  static final class Painter extends Player {}

  /** Makes a room. */
  public EaselRoom() {
    super(Painter::new);
  }

  /** How it is run: 60 parts a second, of pictures of up to 400 x 320 pixels. */
  public static RoomOptions options(RoomOptions defaults) {
    return defaults.tickRate(60).attachmentBytes(400 * 320 * 4);
  }

  @Override
  protected void onJoin(Painter painter, Empty join) {}

  @Override
  protected void onShow(Painter painter, Show show) {
    kick(painter, "A picture has an attachment");
  }

  @Override
  protected void onAttachment(Painter painter, Command command, ByteString picture) {
    attach(players(), shown(painter.id(), command.getShow().getTitle()), picture);
  }

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected void onLeave(Painter painter, LeaveReason reason) {}
}
