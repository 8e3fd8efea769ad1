import { byId, textElement } from "../dom.js";
import { cleanText, SAY_BYTES } from "../text.js";
import type { Named } from "./feed.js";

const MOST_LINES = 40;
const FRESH_MILLIS = 12_000;

/** What players say, and the line to say something. */
export class Chat {
  readonly #log = byId("chat-log", HTMLUListElement);
  readonly #form = byId("chat-form", HTMLFormElement);
  readonly #input = byId("chat-input", HTMLInputElement);
  readonly #arena: HTMLElement;

  /** Closing the chat gives the focus back to the arena. */
  constructor(arena: HTMLElement, say: (text: string) => void, opened: () => void) {
    this.#arena = arena;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = cleanText(this.#input.value, SAY_BYTES);
      if (text !== "") say(text);
      this.close();
    });
    this.#input.addEventListener("focus", opened);
    this.#input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    byId("chat-close", HTMLButtonElement).addEventListener("click", () => this.close());
  }

  get isOpen(): boolean {
    return !this.#form.hidden;
  }

  open(): void {
    this.#form.hidden = false;
    this.#log.classList.add("open");
    this.#input.value = "";
    this.#input.focus();
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  close(): void {
    if (!this.isOpen) return;
    this.#form.hidden = true;
    this.#log.classList.remove("open");
    this.#arena.focus();
  }

  add(by: Named, text: string): void {
    const item = textElement("li", "", "fresh");
    const name = textElement("b", by.name);
    name.style.color = by.css;
    item.append(name, textElement("span", cleanText(text, SAY_BYTES)));
    this.#log.append(item);
    while (this.#log.children.length > MOST_LINES) this.#log.firstElementChild?.remove();
    this.#log.scrollTop = this.#log.scrollHeight;
    setTimeout(() => item.classList.remove("fresh"), FRESH_MILLIS);
  }

  clear(): void {
    this.close();
    this.#log.replaceChildren();
  }
}
