import { type Closed, RondoError, type Room, type RoomStatus } from "@rondo/client";
import { OWN } from "./colors.js";
import { Cues } from "./cues.js";
import type { Painter } from "./draw/painter.js";
import { Effects } from "./effects.js";
import type { Arena, Hit, RoundEnded, Said, Wrecked } from "./gen/arena_pb.js";
import type { Named } from "./hud/feed.js";
import type { Hud } from "./hud/hud.js";
import { calm } from "./motion.js";
import type { Pace } from "./pace.js";
import type { Moving } from "./playout.js";
import { Scene, type ShipView, type ShotView } from "./scene.js";
import type { Place, Sound } from "./sound.js";
import type { Stage } from "./stage.js";
import { Steering } from "./steering.js";
import { shownName } from "./text.js";

/** What a flight is shown on and heard by. */
export interface Cockpit {
  readonly stage: Stage;
  readonly painter: Painter;
  readonly hud: Hud;
  readonly sound: Sound;
  readonly pace: Pace;
}

const AT_REST = { turn: 0, thrust: false, fire: false } as const;
const HEARD_METRES = 60;
const BANNER_MILLIS = 2200;
const ROUND_MILLIS = 5000;

/** One stay in a room: from the first frame until the room closes, over lost connections too. */
export class Flight {
  readonly room: Room<Arena>;
  readonly scene: Scene;
  readonly steering: Steering;
  readonly #cockpit: Cockpit;
  readonly #effects = new Effects(calm);
  readonly #cues = new Cues();

  constructor(room: Room<Arena>, cockpit: Cockpit, onEnd: (closed: Closed) => void) {
    this.room = room;
    this.#cockpit = cockpit;
    const tickMillis = room.tickSeconds * 1000;
    this.steering = new Steering(tickMillis);
    this.scene = new Scene(room.player, tickMillis, {
      shot: (shot) => this.#onShot(shot),
      hull: (view, before) => this.#onHull(view, before),
    });
    this.#receive();
    room.onFrame(() => this.#receive());
    room.on("hit", (hit, { tick }) => this.#cues.add(tick, () => this.#onHit(hit)));
    room.on("wrecked", (wrecked, { tick }) => {
      this.#cues.add(tick, () => this.#onWrecked(wrecked));
    });
    room.on("said", (said) => this.#onSaid(said));
    room.on("roundEnded", (ended) => this.#onRoundEnded(ended));
    room.onStatus((status) => this.#onStatus(status));
    room.onClose(onEnd);
  }

  /** A display frame: gives the input of this moment, and draws the room as it is shown now. */
  frame(nowMillis: number, millis: number): void {
    const { painter, hud, pace, sound } = this.#cockpit;
    const seconds = millis / 1000;
    this.scene.advance(nowMillis);
    this.#cues.play(this.scene.playout.tick);
    const own = this.scene.own;
    const { size } = this.room.state.round;
    // Without a connection the picture stands still, and nobody has the stick.
    if (this.room.status === "connected") {
      const steer = this.steering.sample(nowMillis, own?.pose.heading ?? 0);
      this.room.input(steer);
      sound.thrust(steer.thrust && own !== undefined && own.hull > 0);
      this.#trails(seconds);
    }
    this.#follow(own, size, seconds);
    this.#effects.advance(seconds);
    painter.draw(this.scene, this.#effects, size, nowMillis / 1000);
    hud.update(nowMillis, this.scene, this.room.state.round, pace);
  }

  /** Says something to everybody. Too much of it, and the server puts one out. */
  say(text: string): void {
    try {
      this.room.send("say", { text });
    } catch (error) {
      if (!(error instanceof RondoError)) throw error;
      this.#cockpit.hud.status.say("That was not sent: the connection is busy or closing");
    }
  }

  /** Lets go of the stick, and says so at once: no display frame may follow for a while. */
  letGo(): void {
    this.steering.releaseAll();
    this.#rest();
  }

  #rest(): void {
    this.room.input(AT_REST);
    this.#cockpit.sound.thrust(false);
  }

  #receive(): void {
    this.scene.receive(this.room.state, this.room.tick, performance.now());
  }

  #onStatus(status: RoomStatus): void {
    const { stage, hud } = this.#cockpit;
    stage.dim(status === "reconnecting");
    switch (status) {
      case "reconnecting":
        // Keys that are still held when the connection is back fly on then.
        this.#rest();
        hud.connection.lost();
        return;
      case "connected":
        hud.connection.back();
        return;
      case "closed":
        hud.connection.clear();
        return;
    }
  }

  #follow(own: ShipView | undefined, size: number, seconds: number): void {
    const { camera } = this.#cockpit.stage;
    camera.follow(own ?? middleOf(size), size, seconds);
  }

  #trails(seconds: number): void {
    for (const view of this.scene.ships.values()) {
      const burns = view.shown && view.hull > 0 && view.ship.thrusting;
      if (burns) this.#effects.trail(view, view.color, seconds);
    }
  }

  #onShot(shot: ShotView): void {
    this.#effects.muzzle(shot.pose, shot.color);
    this.#cockpit.sound.shot(this.#place(shot.pose.x, shot.pose.y));
  }

  #onHit({ x, y, ship }: Hit): void {
    const view = this.scene.ships.get(ship);
    this.#effects.hit(x, y, view?.color ?? OWN);
    this.#cockpit.sound.hit(this.#place(x, y));
    if (view?.build !== "own") return;
    this.#effects.shake(0.45, 0);
    this.#cockpit.hud.hurt();
  }

  #onWrecked({ x, y, ship, by }: Wrecked): void {
    const view = this.scene.ships.get(ship);
    const byView = this.scene.ships.get(by);
    this.#effects.explode(x, y, view?.color ?? OWN);
    this.#effects.shake(view?.build === "own" ? 1 : 0.7, this.#metresAway(x, y));
    this.#cockpit.sound.explosion(this.#place(x, y));
    const { feed, kills, banner, status } = this.#cockpit.hud;
    const victim = named(view);
    const winner = byView === undefined ? undefined : named(byView);
    const own = view?.build === "own" || byView?.build === "own";
    feed.add(winner, victim, own);
    kills.say(
      winner === undefined ? `${victim.name} was wrecked` : `${winner.name} wrecked ${victim.name}`,
    );
    if (view?.build === "own") {
      banner.show("Wrecked", winner === undefined ? "Back in a moment" : `by ${winner.name}`);
      status.say("Your ship is wrecked. It comes back in a moment");
    } else if (byView?.build === "own") {
      banner.show("", `You wrecked ${victim.name}`, BANNER_MILLIS);
    }
  }

  #onHull(view: ShipView, before: number): void {
    if (before > 0 || view.hull === 0) return;
    this.#effects.arrive(view.pose.x, view.pose.y, view.color);
    if (view.build !== "own") return;
    const { banner, status } = this.#cockpit.hud;
    this.#cockpit.sound.arrive();
    banner.hide();
    status.say("Your ship is back, and shielded for a moment");
  }

  #onSaid({ ship, name, text }: Said): void {
    const css = this.scene.ships.get(ship)?.color.css ?? "#d5def5";
    this.#cockpit.hud.chat.add({ name: shownName(name), css }, text);
    this.#cockpit.sound.chat();
  }

  #onRoundEnded({ number, winner, score }: RoundEnded): void {
    const { banner, status } = this.#cockpit.hud;
    const result = winner === "" ? "Nobody scored" : `${shownName(winner)} wins with ${score}`;
    banner.show(`Round ${number} is over`, result, ROUND_MILLIS);
    status.say(`Round ${number} is over. ${result}`);
    this.#cockpit.sound.roundEnd();
  }

  #metresAway(x: number, y: number): number {
    const { camera } = this.#cockpit.stage;
    return Math.hypot(x - camera.x, y - camera.y);
  }

  #place(x: number, y: number): Place {
    const { camera } = this.#cockpit.stage;
    const pan = Math.max(-1, Math.min(1, (x - camera.x) / camera.halfWidth)) * 0.8;
    const near = Math.max(0, 1 - this.#metresAway(x, y) / HEARD_METRES);
    return { pan, loudness: near * near };
  }
}

function middleOf(size: number): Moving {
  return { pose: { x: size / 2, y: size / 2, heading: 0 }, vx: 0, vy: 0 };
}

function named(view: ShipView | undefined): Named {
  if (view === undefined) return { name: "A ship", css: "#d5def5" };
  return { name: shownName(view.ship.name), css: view.color.css };
}
