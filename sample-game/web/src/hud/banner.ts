import { byId, setText } from "../dom.js";

/** Short news in the middle of the picture, for a moment or until it is taken away. */
export class Banner {
  readonly #box = byId("banner", HTMLElement);
  readonly #title = byId("banner-title", HTMLElement);
  readonly #detail = byId("banner-detail", HTMLElement);
  #timer: number | undefined;

  show(title: string, detail: string, millis?: number): void {
    clearTimeout(this.#timer);
    setText(this.#title, title);
    setText(this.#detail, detail);
    this.#box.classList.add("shown");
    if (millis !== undefined) this.#timer = window.setTimeout(() => this.hide(), millis);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#box.classList.remove("shown");
  }
}
