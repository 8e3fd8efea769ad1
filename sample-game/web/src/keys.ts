import type { Control, Steering } from "./steering.js";

/** What a key does besides flying. */
export type Action = "chat" | "mute" | "scores" | "readout" | "close";

export type Meaning =
  | { readonly kind: "control"; readonly control: Control }
  | { readonly kind: "action"; readonly action: Action };

export interface Key {
  readonly code: string;
  readonly key: string;
  readonly modified: boolean;
}

/** Flying goes by where a key is, so that W, A and D are together on every keyboard. */
const CONTROLS: Readonly<Record<string, Control>> = {
  ArrowLeft: "left",
  KeyA: "left",
  ArrowRight: "right",
  KeyD: "right",
  ArrowUp: "thrust",
  KeyW: "thrust",
  Space: "fire",
};

/** The rest goes by what is printed on it, so that M mutes on every keyboard. */
const ACTIONS: Readonly<Record<string, Action>> = {
  enter: "chat",
  t: "chat",
  m: "mute",
  tab: "scores",
  l: "scores",
  p: "readout",
  escape: "close",
};

/** Keys that buttons and the order of focus need when the focus is not on the arena itself. */
const SHARED = new Set(["Space", "Enter", "NumpadEnter", "Tab"]);

/** What a key means in the game; undefined when it is the browser's. */
export function meaning({ code, key, modified }: Key, onArena: boolean): Meaning | undefined {
  if (modified || (!onArena && SHARED.has(code))) return undefined;
  const control = CONTROLS[code];
  if (control !== undefined) return { kind: "control", control };
  const action = ACTIONS[key.toLowerCase()];
  return action === undefined ? undefined : { kind: "action", action };
}

/** Listens to the keyboard while a ship is flown. */
export class Keys {
  readonly #steering: Steering;
  readonly #arena: HTMLElement;
  readonly #act: (action: Action) => void;

  constructor(
    steering: Steering,
    arena: HTMLElement,
    act: (action: Action) => void,
    until: AbortSignal,
  ) {
    this.#steering = steering;
    this.#arena = arena;
    this.#act = act;
    const options = { signal: until };
    addEventListener("keydown", (event) => this.#down(event), options);
    addEventListener("keyup", (event) => this.#up(event), options);
    addEventListener("blur", () => steering.releaseAll(), options);
  }

  #down(event: KeyboardEvent): void {
    if (isTyping(event.target)) return;
    const meant = meaning(keyOf(event), this.#onArena(event.target));
    if (meant === undefined) return;
    event.preventDefault();
    if (meant.kind === "control") this.#steering.press(meant.control, event.timeStamp);
    else if (!event.repeat) this.#act(meant.action);
  }

  /**
   * A key that comes up is let go wherever the focus is by now. All are with Cmd, which comes up as
   * Meta: macOS tells of no other key that comes up before it.
   */
  #up(event: KeyboardEvent): void {
    if (event.key === "Meta") this.#steering.releaseAll();
    const control = CONTROLS[event.code];
    if (control !== undefined) this.#steering.release(control);
  }

  #onArena(target: EventTarget | null): boolean {
    return target === this.#arena || target === document.body;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Shift alone leaves keys to the game, but Shift+Tab goes back through the page's buttons. */
function keyOf(event: KeyboardEvent): Key {
  const backwards = event.shiftKey && event.code === "Tab";
  const modified = event.ctrlKey || event.metaKey || event.altKey || backwards;
  return { code: event.code, key: event.key, modified };
}
