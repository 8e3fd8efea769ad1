package dev.rondo.room;

import io.netty.buffer.ByteBuf;

public abstract class InputView {
  protected InputView() {}

  protected abstract void clear();

  final void decode(ByteBuf in) {
    clear();
  }
}
