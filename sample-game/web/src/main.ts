import { type Closed, RondoClient, RondoError } from "@rondo/client";
import { byId } from "./dom.js";
import { Painter } from "./draw/painter.js";
import { Flight } from "./flight.js";
import { ArenaSchema } from "./gen/arena_pb.js";
import { Hud } from "./hud/hud.js";
import { showForDebugging } from "./inspect.js";
import { type Action, Keys } from "./keys.js";
import { calm } from "./motion.js";
import { Pace } from "./pace.js";
import { Attract } from "./screens/attract.js";
import type { Ending } from "./screens/ending.js";
import { Screens } from "./screens/screens.js";
import { serverOf } from "./server.js";
import { Sound } from "./sound.js";
import { Stage } from "./stage.js";
import { Touch } from "./touch.js";

/** The page: screens, then a flight, then a screen that says why it ended. */
class Page {
  readonly #client = new RondoClient(serverOf(new URL(location.href), import.meta.env.DEV));
  readonly #arena = byId("arena", HTMLElement);
  readonly #stage = new Stage(byId("stage", HTMLCanvasElement));
  readonly #painter = new Painter(this.#stage, byId("map", HTMLCanvasElement));
  readonly #attract = new Attract(this.#stage, this.#painter);
  readonly #sound = new Sound();
  readonly #pace = new Pace();
  readonly #hud: Hud;
  readonly #screens: Screens;
  /** Ends the listening to keys and thumbs of the flight. */
  #landing = new AbortController();
  #flight: Flight | undefined;
  /** Counts what the person at the screen asked for: a room that comes too late is left again. */
  #attempt = 0;
  #idleSeconds = 0;

  constructor() {
    this.#hud = new Hud(this.#arena, {
      say: (text) => this.#flight?.say(text),
      typing: () => this.#flight?.letGo(),
      mute: () => this.#toggleMute(),
      leave: () => void this.#flight?.room.leave(),
    });
    this.#screens = new Screens({
      fly: (name) => void this.#fly(name),
      back: () => {
        this.#attempt++;
      },
    });
    this.#hud.muted(this.#sound.muted);
    document.addEventListener("visibilitychange", () => this.#flight?.letGo());
    addEventListener("pagehide", ({ persisted }) => {
      // A tab that is closed frees its ship at once; a page that the browser keeps may come back.
      if (!persisted) void this.#flight?.room.leave();
    });
    addEventListener("pointerdown", ({ pointerType }) => {
      if (pointerType === "touch") document.body.classList.add("touch");
    });
    // What counts as a gesture: a mouse that goes down, a finger that comes up, a key.
    for (const gesture of ["pointerdown", "pointerup", "keydown"] as const) {
      addEventListener(gesture, () => this.#sound.resume());
    }
    showForDebugging(() => this.#flight, this.#pace);
    this.#screens.showStart();
    requestAnimationFrame((now) => this.#frame(now));
  }

  async #fly(name: string): Promise<void> {
    this.#sound.start();
    this.#screens.busy(true);
    const attempt = ++this.#attempt;
    try {
      const room = await this.#client.joinOrCreate("arena", ArenaSchema, { name });
      if (attempt !== this.#attempt) {
        void room.leave();
        return;
      }
      this.#takeOff(new Flight(room, this.#cockpit(), (closed) => this.#land(closed)));
    } catch (error) {
      if (!(error instanceof RondoError)) throw error;
      if (attempt !== this.#attempt) return;
      this.#screens.showNotice({
        code: error.code,
        reason: error.message,
        retryAfterMillis: error.retryAfterMillis ?? 0,
      });
    }
  }

  #cockpit() {
    return {
      stage: this.#stage,
      painter: this.#painter,
      hud: this.#hud,
      sound: this.#sound,
      pace: this.#pace,
    };
  }

  #takeOff(flight: Flight): void {
    this.#flight = flight;
    this.#landing = new AbortController();
    const { signal } = this.#landing;
    new Keys(flight.steering, this.#arena, (action) => this.#act(action), signal);
    new Touch(
      flight.steering,
      {
        pad: byId("pad", HTMLElement),
        ring: byId("pad-ring", HTMLElement),
        knob: byId("pad-knob", HTMLElement),
        fire: byId("fire", HTMLButtonElement),
      },
      signal,
    );
    this.#screens.hideAll();
    this.#hud.show(true);
    this.#hud.status.say("You are flying");
    this.#arena.focus();
  }

  /** The room closed: by the player, by the server, or because the connection did not come back. */
  #land(closed: Closed): void {
    this.#landing.abort();
    this.#flight = undefined;
    this.#sound.thrust(false);
    this.#hud.show(false);
    if (closed.name === "left") this.#screens.showStart();
    else this.#screens.showNotice(endingOf(closed));
  }

  #act(action: Action): void {
    switch (action) {
      case "chat":
        this.#hud.toggleChat();
        return;
      case "scores":
        this.#hud.toggleScores();
        return;
      case "mute":
        this.#toggleMute();
        return;
      case "readout":
        this.#hud.toggleReadout();
        return;
      case "close":
        this.#hud.scores.open = false;
        return;
    }
  }

  #toggleMute(): void {
    this.#sound.muted = !this.#sound.muted;
    this.#hud.muted(this.#sound.muted);
  }

  #frame(nowMillis: number): void {
    requestAnimationFrame((now) => this.#frame(now));
    const startedAt = performance.now();
    const millis = this.#pace.begin(nowMillis);
    if (millis !== undefined) this.#stage.judge(millis);
    const step = Math.min(millis ?? 16, 100);
    if (this.#flight !== undefined) this.#flight.frame(nowMillis, step);
    else {
      this.#idleSeconds += calm() ? 0 : step / 1000;
      this.#attract.draw(this.#idleSeconds);
    }
    this.#pace.end(performance.now() - startedAt);
  }
}

function endingOf({ name, reason, retryAfterMillis }: Closed): Ending {
  return { code: name, reason, retryAfterMillis };
}

try {
  new Page();
} catch (error) {
  const broken = byId("broken", HTMLElement);
  broken.hidden = false;
  broken.textContent = error instanceof Error ? error.message : String(error);
  throw error;
}
