import { type HullColor, HullColors, OWN } from "./colors.js";
import type { Bullet, Ship } from "./gen/arena_pb.js";
import { Playout, type Pose } from "./playout.js";

export type Build = "own" | "pilot" | "bot";

/** A ship as it is drawn now. */
export interface ShipView {
  readonly id: number;
  /** What was last received of it. */
  ship: Readonly<Ship>;
  readonly build: Build;
  readonly color: HullColor;
  readonly pose: Pose;
  /** Metres a second. */
  vx: number;
  vy: number;
  /** The hull at the moment that is shown, which is a little older than `ship.hull`. */
  hull: number;
  /** The hull that was last received, and from which tick on it is that. */
  nextHull: number;
  hullTick: number;
  /** Whether it is there at the moment that is shown. */
  shown: boolean;
}

/** A shot as it is drawn now. */
export interface ShotView {
  readonly id: number;
  readonly ship: number;
  readonly color: HullColor;
  readonly pose: Pose;
  shown: boolean;
}

/** What a frame holds of what moves. */
export interface World {
  readonly ships: ReadonlyMap<number, Ship>;
  readonly bullets: ReadonlyMap<number, Bullet>;
}

/** What the scene tells of, at the moment that is shown. */
export interface SceneEvents {
  /** A shot is seen for the first time. */
  readonly shot: (shot: ShotView) => void;
  /** A ship's hull changed; it was that much before. */
  readonly hull: (view: ShipView, before: number) => void;
}

/** Faster than any ship flies: it was put somewhere else. */
const MOST_METRES_A_SECOND = 70;

/** What is in the arena at the moment that is shown, which is a little before the newest frame. */
export class Scene {
  readonly playout: Playout;
  readonly ships = new Map<number, ShipView>();
  readonly shots = new Map<number, ShotView>();
  readonly #player: number;
  readonly #colors = new HullColors();
  readonly #events: SceneEvents;
  #advancedAt = 0;

  constructor(player: number, tickMillis: number, events: SceneEvents) {
    this.#player = player;
    this.playout = new Playout(tickMillis);
    this.#events = events;
  }

  /** The player's own ship; undefined until a frame has brought it. */
  get own(): ShipView | undefined {
    for (const view of this.ships.values()) {
      if (view.build === "own") return view;
    }
    return undefined;
  }

  receive(world: World, tick: number, nowMillis: number): void {
    this.playout.receive(tick, nowMillis, world.ships.values(), world.bullets.values());
    for (const ship of world.ships.values()) {
      const known = this.ships.get(ship.id);
      if (known === undefined) this.ships.set(ship.id, this.#newShip(ship, tick));
      else receiveShip(known, ship, tick);
    }
    for (const bullet of world.bullets.values()) {
      if (!this.shots.has(bullet.id)) this.shots.set(bullet.id, this.#newShot(bullet));
    }
    this.#forgetGone();
  }

  /** Moves everything on to now. */
  advance(nowMillis: number): void {
    this.playout.advance(nowMillis);
    const seconds = Math.max(0.001, (nowMillis - this.#advancedAt) / 1000);
    this.#advancedAt = nowMillis;
    for (const view of this.ships.values()) {
      this.#moveShip(view, seconds);
    }
    for (const shot of this.shots.values()) {
      const before = shot.shown;
      shot.shown = this.playout.pose(shot.id, shot.pose);
      if (shot.shown && !before) this.#events.shot(shot);
    }
  }

  #moveShip(view: ShipView, seconds: number): void {
    const { x, y } = view.pose;
    const before = view.shown;
    view.shown = this.playout.pose(view.id, view.pose);
    const vx = (view.pose.x - x) / seconds;
    const vy = (view.pose.y - y) / seconds;
    const flown = before && Math.hypot(vx, vy) < MOST_METRES_A_SECOND;
    this.#moveHull(view);
    const part = 1 - Math.exp(-12 * seconds);
    view.vx += ((flown ? vx : 0) - view.vx) * part;
    view.vy += ((flown ? vy : 0) - view.vy) * part;
  }

  #moveHull(view: ShipView): void {
    if (this.playout.tick < view.hullTick || view.hull === view.nextHull) return;
    const before = view.hull;
    view.hull = view.nextHull;
    this.#events.hull(view, before);
  }

  #newShip(ship: Ship, tick: number): ShipView {
    const build = ship.player === 0 ? "bot" : ship.player === this.#player ? "own" : "pilot";
    return {
      id: ship.id,
      ship,
      build,
      color: build === "own" ? OWN : this.#colors.of(ship.id),
      pose: { x: ship.x, y: ship.y, heading: ship.heading },
      vx: 0,
      vy: 0,
      hull: ship.hull,
      nextHull: ship.hull,
      hullTick: tick,
      shown: false,
    };
  }

  #newShot(bullet: Bullet): ShotView {
    const color = this.ships.get(bullet.ship)?.color ?? OWN;
    const pose = { x: bullet.x, y: bullet.y, heading: bullet.heading };
    return { id: bullet.id, ship: bullet.ship, color, pose, shown: false };
  }

  /** With every frame, not with what is shown: a hidden tab must not gather what has gone. */
  #forgetGone(): void {
    for (const id of this.ships.keys()) {
      if (this.playout.has(id)) continue;
      this.ships.delete(id);
      this.#colors.free(id);
    }
    for (const id of this.shots.keys()) {
      if (!this.playout.has(id)) this.shots.delete(id);
    }
  }
}

function receiveShip(view: ShipView, ship: Ship, tick: number): void {
  view.ship = ship;
  if (view.nextHull === ship.hull) return;
  view.nextHull = ship.hull;
  view.hullTick = tick;
}
