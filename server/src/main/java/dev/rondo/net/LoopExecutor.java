package dev.rondo.net;

import dev.rondo.room.RoomExecutor;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * A Netty loop as a room sees it.
 *
 * @param eventLoop the loop, on which the sockets of the room's players live too
 */
record LoopExecutor(EventLoop eventLoop) implements RoomExecutor {

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void execute(Runnable task) {
    eventLoop.execute(task);
  }

  @Override
  public void at(long nanoTime, Runnable task) {
    eventLoop.schedule(task, nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
