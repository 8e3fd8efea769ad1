import { byId, setText } from "../dom.js";
import type { Round } from "../gen/arena_pb.js";
import type { Pace } from "../pace.js";
import type { Scene, ShipView } from "../scene.js";
import { clock } from "../text.js";
import { Announcer } from "./announcer.js";
import { Banner } from "./banner.js";
import { Chat } from "./chat.js";
import { ConnectionSign } from "./connection.js";
import { Feed } from "./feed.js";
import { Scores } from "./scores.js";

/** The rest of the page need not follow every display frame. */
const UPDATE_MILLIS = 150;
const STATUS_MILLIS = 1500;
const KILLS_MILLIS = 4000;
const LAST_SECONDS = 10;

/** What the person at the screen can ask for besides flying. */
export interface HudActions {
  readonly say: (text: string) => void;
  readonly typing: () => void;
  readonly mute: () => void;
  readonly leave: () => void;
}

/** Everything on the page around the stage while a ship is flown. */
export class Hud {
  readonly scores = new Scores();
  readonly feed = new Feed();
  readonly banner = new Banner();
  readonly connection = new ConnectionSign();
  readonly status = new Announcer(byId("status", HTMLElement), STATUS_MILLIS);
  readonly kills = new Announcer(byId("kills", HTMLElement), KILLS_MILLIS);
  readonly chat: Chat;
  readonly #root = byId("hud", HTMLElement);
  readonly #round = byId("round-number", HTMLElement);
  readonly #clock = byId("round-clock", HTMLElement);
  readonly #hull = byId("hull-value", HTMLElement);
  readonly #bar = byId("hull-bar", HTMLElement);
  readonly #readout = byId("readout", HTMLElement);
  readonly #mute = byId("mute-button", HTMLButtonElement);
  readonly #hurt = byId("hurt", HTMLElement);
  #updatedAt = 0;

  constructor(arena: HTMLElement, actions: HudActions) {
    this.chat = new Chat(arena, actions.say, actions.typing);
    const press = (id: string, act: () => void) => {
      byId(id, HTMLButtonElement).addEventListener("click", (event) => {
        act();
        // A click with a pointer must not leave Space with the button: it fires.
        if (event.detail > 0 && !this.chat.isOpen) arena.focus();
      });
    };
    press("chat-button", () => this.toggleChat());
    press("scores-button", () => this.toggleScores());
    press("mute-button", actions.mute);
    press("leave-button", actions.leave);
  }

  show(shown: boolean): void {
    this.#root.hidden = !shown;
    this.banner.hide();
    this.connection.clear();
    this.feed.clear();
    this.chat.clear();
    this.kills.clear();
    this.status.clear();
    this.scores.clear();
    this.#hurt.classList.remove("now");
  }

  toggleChat(): void {
    if (this.chat.isOpen) this.chat.close();
    else this.chat.open();
  }

  toggleScores(): void {
    this.scores.open = !this.scores.open;
  }

  toggleReadout(): void {
    this.#readout.hidden = !this.#readout.hidden;
  }

  muted(muted: boolean): void {
    this.#mute.setAttribute("aria-pressed", String(muted));
  }

  /** A red rim for a moment: the own ship was hit. */
  hurt(): void {
    this.#hurt.classList.remove("now");
    // Reading the layout between the two makes the animation start again.
    void this.#hurt.offsetWidth;
    this.#hurt.classList.add("now");
  }

  update(nowMillis: number, scene: Scene, round: Round, pace: Pace): void {
    if (nowMillis - this.#updatedAt < UPDATE_MILLIS) return;
    this.#updatedAt = nowMillis;
    this.scores.update(scene.ships.values());
    setText(this.#round, `Round ${round.number}`);
    setText(this.#clock, clock(round.secondsLeft));
    this.#clock.classList.toggle("last", round.secondsLeft <= LAST_SECONDS);
    this.#own(scene.own);
    if (this.#readout.hidden) return;
    const script = pace.scriptMillis.toFixed(1);
    const behind = Math.round(scene.playout.delayMillis);
    setText(this.#readout, `${pace.framesASecond} fps · script ${script} ms · ${behind} ms behind`);
  }

  #own(own: ShipView | undefined): void {
    const hull = own?.hull ?? 0;
    setText(this.#hull, String(hull));
    this.#bar.style.transform = `scaleX(${hull / 100})`;
    this.#bar.dataset["state"] = hull > 60 ? "good" : hull > 30 ? "worn" : "bad";
  }
}
