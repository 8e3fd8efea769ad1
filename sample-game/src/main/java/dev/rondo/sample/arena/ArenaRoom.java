package dev.rondo.sample.arena;

import dev.rondo.room.LeaveReason;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.sample.arena.contract.Arena;
import dev.rondo.sample.arena.contract.Command;
import dev.rondo.sample.arena.contract.Event;
import dev.rondo.sample.arena.contract.Hit;
import dev.rondo.sample.arena.contract.Join;
import dev.rondo.sample.arena.contract.Round;
import dev.rondo.sample.arena.contract.RoundEnded;
import dev.rondo.sample.arena.contract.Said;
import dev.rondo.sample.arena.contract.Say;
import dev.rondo.sample.arena.contract.Steer;
import dev.rondo.sample.arena.contract.World;
import dev.rondo.sample.arena.contract.Wrecked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ships that turn, thrust and shoot in a square arena, in rounds; bots fill up while pilots are few. */
public final class ArenaRoom extends Room<Pilot, Join, Steer, Command, World, Event> {
  private static final double SIZE = 120;
  private static final double ROUND_SECONDS = 180;
  private static final int SHIPS_AT_LEAST = 6;
  private static final List<String> BOT_NAMES =
      List.of("Vega", "Rigel", "Mira", "Altair", "Deneb", "Lyra");

  private final List<Ship> ships = new ArrayList<>();
  private final List<Bullet> bullets = new ArrayList<>();
  private final List<Bot> bots = new ArrayList<>();
  private int round = 1;
  private double roundLeft = ROUND_SECONDS;

  /** Makes an arena. */
  public ArenaRoom() {
    super(Pilot::new, Arena.getDefaultInstance());
  }

  @Override
  protected void onCreate() {
    fillUpWithBots();
  }

  @Override
  protected void onJoin(Pilot pilot, Join join) {
    Ship ship = new Ship(nextId(), Names.clean(join.getName()), pilot.id());
    launch(ship);
    pilot.board(ship);
    ships.add(ship);
    fillUpWithBots();
  }

  @Override
  protected void onCommand(Pilot pilot, Command command) {
    switch (command.getCommandCase()) {
      case SAY -> onSay(pilot, command.getSay());
      case COMMAND_NOT_SET ->
        throw new IllegalStateException("Rondo refuses commands with nothing set");
    }
  }

  private void onSay(Pilot pilot, Say say) {
    if (pilot.floodsChat()) {
      kick(pilot, "Too many messages in too short a time");
      return;
    }
    broadcast(Event.newBuilder()
        .setSaid(Said.newBuilder()
            .setShip(pilot.ship().id())
            .setName(pilot.ship().name())
            .setText(say.getText()))
        .build());
  }

  @Override
  protected void onInput(Pilot pilot, Steer steer) {
    steer(pilot.ship(), steer, tick().seconds());
  }

  @Override
  protected void onTick(Tick tick) {
    double seconds = tick.seconds();
    bots.forEach(bot -> steer(bot.ship(), bot.steer(ships, SIZE), seconds));
    bullets.removeIf(bullet -> bullet.fly(seconds, SIZE) || strikes(bullet, seconds));
    for (Ship ship : ships) {
      if (ship.recover(seconds)) {
        launch(ship);
      }
    }
    players().forEach(pilot -> pilot.calmDown(seconds));
    playRound(seconds);
  }

  @Override
  protected World snapshot() {
    World.Builder world = World.newBuilder()
        .setRound(Round.newBuilder()
            .setNumber(round)
            .setSecondsLeft((int) Math.ceil(roundLeft))
            .setSize((float) SIZE));
    ships.forEach(ship -> world.addShips(ship.snapshot()));
    bullets.forEach(bullet -> world.addBullets(bullet.snapshot()));
    return world.build();
  }

  @Override
  protected void onLeave(Pilot pilot, LeaveReason reason) {
    ships.remove(pilot.ship());
    fillUpWithBots();
  }

  private void steer(Ship ship, Steer steer, double seconds) {
    ship.fly(steer, seconds);
    ship.bounce(SIZE);
    if (steer.getFire() && ship.canFire()) {
      ship.fired();
      bullets.add(new Bullet(nextId(), ship));
    }
  }

  /** Says whether a bullet has struck a ship, and does what follows from it. */
  private boolean strikes(Bullet bullet, double seconds) {
    for (Ship ship : ships) {
      if (bullet.hits(ship, seconds)) {
        strike(bullet, ship);
        return true;
      }
    }
    return false;
  }

  private void strike(Bullet bullet, Ship ship) {
    float x = (float) bullet.x();
    float y = (float) bullet.y();
    broadcast(Event.newBuilder()
        .setHit(Hit.newBuilder().setX(x).setY(y).setShip(ship.id()))
        .build());
    if (ship.hit()) {
      bullet.from().scored();
      broadcast(Event.newBuilder()
          .setWrecked(Wrecked.newBuilder()
              .setX((float) ship.x())
              .setY((float) ship.y())
              .setShip(ship.id())
              .setBy(bullet.from().id()))
          .build());
    }
  }

  private void launch(Ship ship) {
    double margin = SIZE / 10;
    ship.comeBack(
        random().nextDouble(margin, SIZE - margin),
        random().nextDouble(margin, SIZE - margin),
        random().nextDouble(-Math.PI, Math.PI));
  }

  /** Bots come while ships are few, and go as pilots take their places. */
  private void fillUpWithBots() {
    while (ships.size() < SHIPS_AT_LEAST) {
      Ship ship = new Ship(nextId(), BOT_NAMES.get(bots.size() % BOT_NAMES.size()), 0);
      launch(ship);
      ships.add(ship);
      bots.add(new Bot(ship, random()));
    }
    while (ships.size() > SHIPS_AT_LEAST && !bots.isEmpty()) {
      ships.remove(bots.remove(bots.size() - 1).ship());
    }
  }

  private void playRound(double seconds) {
    roundLeft -= seconds;
    if (roundLeft > 0) {
      return;
    }
    RoundEnded.Builder ended = RoundEnded.newBuilder().setNumber(round);
    ships.stream()
        .max(Comparator.comparingInt(Ship::score))
        .filter(best -> best.score() > 0)
        .ifPresent(best -> ended.setWinner(best.name()).setScore(best.score()));
    broadcast(Event.newBuilder().setRoundEnded(ended).build());
    ships.forEach(Ship::forgetScore);
    round++;
    roundLeft = ROUND_SECONDS;
  }
}
