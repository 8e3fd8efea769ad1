/** A hull's colour: its place in the palette and how CSS writes it. */
export interface HullColor {
  readonly index: number;
  readonly css: string;
}

/** Bright enough to be read as text on the dark of space: each has 6:1 or more. */
const PALETTE = [
  "#ff7b72",
  "#ffa94d",
  "#ffd84d",
  "#c0eb5a",
  "#ff86dc",
  "#b794ff",
  "#6fb1ff",
  "#e8b4a0",
  "#9fb6d8",
] as const;

const COLORS: readonly HullColor[] = PALETTE.map((css, index) => ({ index, css }));

/** The player's own colour, which no other ship gets. */
export const OWN: HullColor = { index: PALETTE.length, css: "#7dffdc" };

/** All colours, by their index. */
export const ALL_COLORS: readonly HullColor[] = [...COLORS, OWN];

/** Gives every ship a colour for as long as it is there, as different from the others as can be. */
export class HullColors {
  readonly #given = new Map<number, HullColor>();
  readonly #uses = COLORS.map(() => 0);

  /** The colour of that ship. A new one gets a colour that is least in use. */
  of(ship: number): HullColor {
    const known = this.#given.get(ship);
    if (known !== undefined) return known;
    const color = this.#leastUsed(ship);
    this.#given.set(ship, color);
    this.#count(color, 1);
    return color;
  }

  /** That ship is gone; its colour is free again. */
  free(ship: number): void {
    const color = this.#given.get(ship);
    if (color === undefined) return;
    this.#given.delete(ship);
    this.#count(color, -1);
  }

  /** Starts looking at a place that follows from the id, so that tabs mostly agree on colours. */
  #leastUsed(ship: number): HullColor {
    let best: HullColor | undefined;
    for (let step = 0; step < COLORS.length; step++) {
      const color = COLORS[(ship + step) % COLORS.length];
      if (color === undefined) continue;
      if (best === undefined || this.#usesOf(color) < this.#usesOf(best)) best = color;
    }
    return best ?? OWN;
  }

  #usesOf(color: HullColor): number {
    return this.#uses[color.index] ?? 0;
  }

  #count(color: HullColor, change: number): void {
    this.#uses[color.index] = this.#usesOf(color) + change;
  }
}
