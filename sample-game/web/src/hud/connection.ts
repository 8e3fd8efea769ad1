import { byId, setText } from "../dom.js";

const BACK_MILLIS = 3000;

/** Says that the connection is lost, and that it is back: on the picture, and to who listens. */
export class ConnectionSign {
  readonly #region = byId("connection", HTMLElement);
  #timer: ReturnType<typeof setTimeout> | undefined;

  lost(): void {
    this.#say("Connection lost. Reconnecting…");
  }

  /** Goes away by itself after a moment. */
  back(): void {
    this.#say("Back in the arena");
    this.#timer = setTimeout(() => this.clear(), BACK_MILLIS);
  }

  clear(): void {
    this.#say("");
  }

  #say(text: string): void {
    clearTimeout(this.#timer);
    setText(this.#region, text);
  }
}
