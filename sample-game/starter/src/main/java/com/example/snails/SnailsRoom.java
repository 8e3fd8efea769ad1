package com.example.snails;

import com.example.snails.contract.CrawlView;
import com.example.snails.contract.Food;
import com.example.snails.contract.Join;
import com.example.snails.contract.Say;
import com.example.snails.contract.SnailsRoomBase;
import com.example.snails.contract.TreatEntity;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Tick;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** A garden in which snails look for treats. They are twice as fast in the rain. */
public final class SnailsRoom extends SnailsRoomBase<SnailsRoom.Gardener, Snail, TreatEntity> {
  static final double WIDTH = 160; // centimetres
  static final double HEIGHT = 90;
  static final double SPEED = 15; // centimetres a second
  private static final int TREATS = 12;

  static final class Gardener extends Player {
    Snail snail;
  }

  public SnailsRoom() {
    super(Gardener::new);
  }

  @Override
  protected void onCreate() {
    clock().every(Duration.ofSeconds(15), () -> {
      garden().weather().rain(!garden().weather().rain());
    });
  }

  @Override
  protected void onJoin(Gardener gardener, Join join) {
    gardener.snail = garden().snails().spawn(new Snail(join.getName(), random()));
    own(gardener, gardener.snail);
  }

  @Override
  protected void onSay(Gardener gardener, Say say) {
    broadcast(said(gardener.snail.id(), say.getText()));
  }

  @Override
  protected void onInput(Gardener gardener, CrawlView crawl) {
    double speed = garden().weather().rain() ? 2 * SPEED : SPEED;
    gardener.snail.crawl(crawl, speed * tick().seconds());
  }

  @Override
  protected void onTick(Tick tick) {
    for (Snail snail : garden().snails()) {
      garden().treats().removeIf(treat -> snail.eats(treat, random()));
    }
    while (garden().treats().size() < TREATS) {
      plant();
    }
  }

  @Override
  protected void onLeave(Gardener gardener, LeaveReason reason) {
    garden().snails().remove(gardener.snail);
  }

  private void plant() {
    TreatEntity treat = new TreatEntity();
    treat.x(random().nextDouble(WIDTH)).y(random().nextDouble(HEIGHT)).food(anyFood(random()));
    garden().treats().spawn(treat);
  }

  static Food anyFood(RandomGenerator random) {
    return Food.forNumber(1 + random.nextInt(3));
  }
}
