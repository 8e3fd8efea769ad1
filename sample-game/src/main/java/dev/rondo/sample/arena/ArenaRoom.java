package dev.rondo.sample.arena;

import dev.rondo.room.LeaveReason;
import dev.rondo.room.Tick;
import dev.rondo.sample.arena.contract.ArenaRoomBase;
import dev.rondo.sample.arena.contract.Join;
import dev.rondo.sample.arena.contract.RoundEnded;
import dev.rondo.sample.arena.contract.Say;
import dev.rondo.sample.arena.contract.SteerView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ships that turn, thrust and shoot in a square arena, in rounds; bots fill up while pilots are few. */
public final class ArenaRoom extends ArenaRoomBase<Pilot, Ship, Bullet> {
  private static final double SIZE = 120;
  private static final double ROUND_SECONDS = 180;
  private static final int SHIPS_AT_LEAST = 6;
  private static final List<String> BOT_NAMES =
      List.of("Vega", "Rigel", "Mira", "Altair", "Deneb", "Lyra");

  private final List<Bot> bots = new ArrayList<>();
  private double roundLeft = ROUND_SECONDS;

  /** Makes an arena. */
  public ArenaRoom() {
    super(Pilot::new);
  }

  @Override
  protected void onCreate() {
    world().round().number(1).size((float) SIZE);
    fillUpWithBots();
  }

  @Override
  protected void onJoin(Pilot pilot, Join join) {
    pilot.board(launch(new Ship(Names.clean(join.getName()), pilot.id())));
    own(pilot, pilot.ship());
    fillUpWithBots();
  }

  @Override
  protected void onSay(Pilot pilot, Say say) {
    if (pilot.floodsChat()) {
      kick(pilot, "Too many messages in too short a time");
      return;
    }
    broadcast(said(pilot.ship().id(), pilot.ship().name(), say.getText()));
  }

  @Override
  protected void onInput(Pilot pilot, SteerView steer) {
    steer(pilot.ship(), steer, tick().seconds());
  }

  @Override
  protected void onTick(Tick tick) {
    double seconds = tick.seconds();
    bots.forEach(bot -> steer(bot.ship(), bot.steer(world().ships(), SIZE), seconds));
    world().bullets().removeIf(bullet -> bullet.fly(seconds, SIZE) || strikes(bullet, seconds));
    for (Ship ship : world().ships()) {
      if (ship.recover(seconds)) {
        comeBack(ship);
      }
    }
    players().forEach(pilot -> pilot.calmDown(seconds));
    playRound(seconds);
  }

  @Override
  protected void onLeave(Pilot pilot, LeaveReason reason) {
    world().ships().remove(pilot.ship());
    fillUpWithBots();
  }

  private void steer(Ship ship, SteerView steer, double seconds) {
    ship.fly(steer, seconds);
    ship.bounce(SIZE);
    if (steer.fire() && ship.canFire()) {
      ship.fired();
      world().bullets().spawn(new Bullet(ship));
    }
  }

  /** Says whether a bullet has struck a ship, and does what follows from it. */
  private boolean strikes(Bullet bullet, double seconds) {
    for (Ship ship : world().ships()) {
      if (bullet.hits(ship, seconds)) {
        strike(bullet, ship);
        return true;
      }
    }
    return false;
  }

  private void strike(Bullet bullet, Ship ship) {
    broadcast(hit((float) bullet.x(), (float) bullet.y(), ship.id()));
    if (ship.hit()) {
      bullet.from().score(bullet.from().score() + 1);
      broadcast(
          wrecked((float) ship.x(), (float) ship.y(), ship.id(), bullet.from().id()));
    }
  }

  private Ship launch(Ship ship) {
    comeBack(ship);
    return world().ships().spawn(ship);
  }

  private void comeBack(Ship ship) {
    double margin = SIZE / 10;
    ship.comeBack(
        random().nextDouble(margin, SIZE - margin),
        random().nextDouble(margin, SIZE - margin),
        random().nextDouble(-Math.PI, Math.PI));
  }

  /** Bots come while ships are few, and go as pilots take their places. */
  private void fillUpWithBots() {
    while (world().ships().size() < SHIPS_AT_LEAST) {
      String name = BOT_NAMES.get(bots.size() % BOT_NAMES.size());
      bots.add(new Bot(launch(new Ship(name, 0)), random()));
    }
    while (world().ships().size() > SHIPS_AT_LEAST && !bots.isEmpty()) {
      world().ships().remove(bots.remove(bots.size() - 1).ship());
    }
  }

  private void playRound(double seconds) {
    roundLeft -= seconds;
    if (roundLeft <= 0) {
      endRound();
      roundLeft = ROUND_SECONDS;
    }
    world().round().secondsLeft((int) Math.ceil(roundLeft));
  }

  private void endRound() {
    RoundEnded.Builder ended = RoundEnded.newBuilder().setNumber(world().round().number());
    world().ships().stream()
        .max(Comparator.comparingInt(Ship::score))
        .filter(best -> best.score() > 0)
        .ifPresent(best -> ended.setWinner(best.name()).setScore(best.score()));
    broadcast(roundEnded(ended.build()));
    world().ships().forEach(ship -> ship.score(0));
    world().round().number(world().round().number() + 1);
  }
}
