import type { Steering } from "./steering.js";

/** How far the thumb moves from the middle of the pad to its rim, in CSS pixels. */
const RIM_PIXELS = 56;

/** The parts of the page that thumbs are on. */
export interface TouchParts {
  /** The area where the left thumb may land. */
  readonly pad: HTMLElement;
  /** The ring that appears under it, and the knob within. */
  readonly ring: HTMLElement;
  readonly knob: HTMLElement;
  readonly fire: HTMLElement;
}

/** Where the thumb is, from where it landed: 1 is the rim, and further out is the rim. */
export function stickOf(dx: number, dy: number): { readonly x: number; readonly y: number } {
  const out = Math.max(RIM_PIXELS, Math.hypot(dx, dy));
  return { x: dx / out, y: dy / out };
}

/** Flies with two thumbs: the left one points where to go, the right one fires. */
export class Touch {
  readonly #steering: Steering;
  readonly #parts: TouchParts;
  #thumb: number | undefined;
  #fromX = 0;
  #fromY = 0;

  constructor(steering: Steering, parts: TouchParts, until: AbortSignal) {
    this.#steering = steering;
    this.#parts = parts;
    const options = { signal: until };
    const { pad, fire } = parts;
    pad.addEventListener("pointerdown", (event) => this.#land(event), options);
    pad.addEventListener("pointermove", (event) => this.#move(event), options);
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      pad.addEventListener(end, (event) => this.#lift(event), options);
      fire.addEventListener(end, () => this.#fire(false), options);
    }
    fire.addEventListener("pointerdown", (event) => this.#pull(event), options);
    until.addEventListener("abort", () => {
      this.#rest();
      this.#fire(false);
    });
  }

  #land(event: PointerEvent): void {
    if (this.#thumb !== undefined) return;
    event.preventDefault();
    const { pad, ring } = this.#parts;
    this.#thumb = event.pointerId;
    this.#fromX = event.clientX;
    this.#fromY = event.clientY;
    pad.setPointerCapture(event.pointerId);
    const box = pad.getBoundingClientRect();
    ring.style.left = `${event.clientX - box.left}px`;
    ring.style.top = `${event.clientY - box.top}px`;
    pad.classList.add("held");
  }

  #move(event: PointerEvent): void {
    if (event.pointerId !== this.#thumb) return;
    const stick = stickOf(event.clientX - this.#fromX, event.clientY - this.#fromY);
    this.#steering.stick(stick.x, stick.y);
    this.#knob(stick.x, stick.y);
  }

  #lift(event: PointerEvent): void {
    if (event.pointerId === this.#thumb) this.#rest();
  }

  #rest(): void {
    this.#thumb = undefined;
    this.#steering.stick(0, 0);
    this.#parts.pad.classList.remove("held");
    this.#parts.ring.style.left = "";
    this.#parts.ring.style.top = "";
    this.#knob(0, 0);
  }

  #knob(x: number, y: number): void {
    this.#parts.knob.style.transform = `translate(${x * RIM_PIXELS}px, ${y * RIM_PIXELS}px)`;
  }

  #pull(event: PointerEvent): void {
    event.preventDefault();
    this.#parts.fire.setPointerCapture(event.pointerId);
    this.#steering.press("fire", event.timeStamp);
    this.#fire(true);
  }

  #fire(on: boolean): void {
    if (!on) this.#steering.release("fire");
    this.#parts.fire.classList.toggle("held", on);
  }
}
