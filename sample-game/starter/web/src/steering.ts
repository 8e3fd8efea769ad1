const KEYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where the player wants to go: towards the mouse or finger that is held, or as the arrow keys say. */
export class Steering {
  readonly #keys = new Set<string>();
  #pointer: { readonly x: number; readonly y: number } | undefined;

  constructor(canvas: HTMLCanvasElement) {
    const point = ({ offsetX, offsetY, buttons }: PointerEvent) => {
      this.#pointer = buttons === 0 ? undefined : { x: offsetX, y: offsetY };
    };
    canvas.addEventListener("pointerdown", point);
    canvas.addEventListener("pointermove", point);
    for (const end of ["pointerup", "pointercancel"] as const) {
      canvas.addEventListener(end, () => {
        this.#pointer = undefined;
      });
    }
    addEventListener("keydown", ({ key, target }) => {
      if (!(target instanceof HTMLInputElement)) this.#keys.add(key);
    });
    addEventListener("keyup", ({ key }) => this.#keys.delete(key));
    addEventListener("blur", () => this.#keys.clear());
  }

  /** The direction from a place on the screen, each part from -1 to 1. */
  from({ x, y }: { readonly x: number; readonly y: number }): { dx: number; dy: number } {
    let [dx, dy] = [0, 0];
    for (const key of this.#keys) {
      const [right, down] = KEYS[key] ?? [0, 0];
      dx += right;
      dy += down;
    }
    if (this.#pointer !== undefined) {
      dx = this.#pointer.x - x;
      dy = this.#pointer.y - y;
    }
    const length = Math.hypot(dx, dy);
    // Near the pointer it goes slower, so that it comes to rest there.
    const speed = this.#pointer === undefined ? 1 : Math.min(1, length / 30);
    return length === 0
      ? { dx: 0, dy: 0 }
      : { dx: (dx / length) * speed, dy: (dy / length) * speed };
  }
}
