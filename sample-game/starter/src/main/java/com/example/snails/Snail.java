package com.example.snails;

import com.example.snails.contract.CrawlView;
import com.example.snails.contract.SnailEntity;
import com.example.snails.contract.TreatEntity;
import java.util.random.RandomGenerator;

/** A snail. What players see of it stands in snails.proto; how it crawls and eats stands here. */
final class Snail extends SnailEntity {
  private static final double REACH = 5; // centimetres

  Snail(String name, RandomGenerator random) {
    name(name).hue(random.nextInt(360));
    x(random.nextDouble(SnailsRoom.WIDTH)).y(random.nextDouble(SnailsRoom.HEIGHT));
    crave(random);
  }

  void crawl(CrawlView crawl, double distance) {
    double length = Math.max(1, Math.hypot(crawl.dx(), crawl.dy())); // no faster than distance
    x(within(SnailsRoom.WIDTH, x() + crawl.dx() / length * distance));
    y(within(SnailsRoom.HEIGHT, y() + crawl.dy() / length * distance));
  }

  /** Eats a treat, if it is near enough. */
  boolean eats(TreatEntity treat, RandomGenerator random) {
    if (Math.hypot(treat.x() - x(), treat.y() - y()) > REACH) {
      return false;
    }
    if (treat.food() == craving()) {
      points(points() + 3);
      crave(random);
    } else {
      points(points() + 1);
    }
    return true;
  }

  private void crave(RandomGenerator random) {
    craving(SnailsRoom.anyFood(random));
  }

  private static double within(double size, double place) {
    return Math.min(Math.max(place, 0), size);
  }
}
