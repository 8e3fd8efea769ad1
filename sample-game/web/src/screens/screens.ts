import { byId, setText } from "../dom.js";
import { recall, remember } from "../memory.js";
import { cleanText, NAME_BYTES } from "../text.js";
import { type Ending, noticeOf } from "./ending.js";

/** What the screens set off. */
export interface ScreenActions {
  readonly fly: (name: string) => void;
  /** Back to the start screen, also from a room that is still being asked for. */
  readonly back: () => void;
}

/** The screens before and after a flight. */
export class Screens {
  readonly #start = byId("start", HTMLElement);
  readonly #form = byId("start-form", HTMLFormElement);
  readonly #name = byId("name", HTMLInputElement);
  readonly #play = byId("play", HTMLButtonElement);
  readonly #notice = byId("notice", HTMLDialogElement);
  readonly #title = byId("notice-title", HTMLElement);
  readonly #text = byId("notice-text", HTMLElement);
  readonly #button = byId("notice-button", HTMLButtonElement);
  readonly #actions: ScreenActions;
  #does: "fly" | "reload" = "fly";

  constructor(actions: ScreenActions) {
    this.#actions = actions;
    this.#name.value = recall("arena.name");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#fly();
    });
    this.#button.addEventListener("click", () => this.#act());
    byId("notice-back", HTMLButtonElement).addEventListener("click", () => this.#back());
    this.#notice.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#back();
    });
    this.#notice.addEventListener("keydown", (event) => {
      const pressed = event.key === "Enter" && !event.repeat;
      if (pressed && event.target === this.#notice) this.#act();
    });
  }

  showStart(): void {
    this.#notice.close();
    this.#start.hidden = false;
    this.busy(false);
    this.#name.focus();
    this.#name.select();
  }

  showNotice(ending: Ending): void {
    const notice = noticeOf(ending);
    this.#start.hidden = true;
    this.busy(false);
    setText(this.#title, notice.title);
    setText(this.#text, notice.text);
    setText(this.#button, notice.button);
    this.#does = notice.does;
    this.#notice.dataset["code"] = ending.code;
    if (this.#notice.open) return;
    this.#notice.showModal();
    // Not the button: Space, held or hammered to fire, would press it before anybody has read why.
    this.#notice.focus();
  }

  hideAll(): void {
    this.#start.hidden = true;
    this.#notice.close();
  }

  /** While a seat is asked for, asking again would take a second one. */
  busy(busy: boolean): void {
    for (const button of [this.#play, this.#button]) {
      button.setAttribute("aria-disabled", String(busy));
      button.classList.toggle("busy", busy);
    }
    setText(this.#play, busy ? "Finding a room…" : "Fly");
  }

  #fly(): void {
    if (this.#play.classList.contains("busy")) return;
    const name = cleanText(this.#name.value, NAME_BYTES) || "Pilot";
    remember("arena.name", name);
    this.#actions.fly(name);
  }

  #back(): void {
    this.#actions.back();
    this.showStart();
  }

  #act(): void {
    if (this.#does === "reload") location.reload();
    else this.#fly();
  }
}
