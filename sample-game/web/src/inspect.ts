import type { RoomStatus } from "@rondo/client";
import type { Flight } from "./flight.js";
import type { Pace } from "./pace.js";

/** What `window.arena` shows of a ship: as it was last received, not as it is drawn. */
export interface ShipSummary {
  readonly id: number;
  readonly name: string;
  readonly player: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly hull: number;
  readonly score: number;
  readonly thrusting: boolean;
}

/** A look into the running page, for the browser tests and the console. Nothing can be set by it. */
export interface Inspection {
  readonly flying: boolean;
  /** How the room stands; undefined when not flying. */
  readonly status: RoomStatus | undefined;
  /** This player's id; 0 when not flying. */
  readonly player: number;
  readonly tick: number;
  readonly ships: readonly ShipSummary[];
  readonly shots: readonly { readonly x: number; readonly y: number }[];
  readonly framesASecond: number;
  /** What the page's own code takes of a display frame, in milliseconds. */
  readonly scriptMillis: number;
}

declare global {
  interface Window {
    readonly arena: Inspection;
  }
}

/** Sets up `window.arena`, which is made anew whenever it is read. */
export function showForDebugging(flight: () => Flight | undefined, pace: Pace): void {
  Object.defineProperty(window, "arena", { get: () => inspect(flight(), pace) });
}

function inspect(flight: Flight | undefined, pace: Pace): Inspection {
  return {
    flying: flight !== undefined,
    status: flight?.room.status,
    player: flight?.room.player ?? 0,
    tick: flight?.room.tick ?? 0,
    ships: [...(flight?.room.state.ships.values() ?? [])].map((ship) => {
      const { id, name, player, x, y, heading, hull, score, thrusting } = ship;
      return { id, name, player, x, y, heading, hull, score, thrusting };
    }),
    shots: [...(flight?.room.state.bullets.values() ?? [])].map(({ x, y }) => ({ x, y })),
    framesASecond: pace.framesASecond,
    scriptMillis: pace.scriptMillis,
  };
}
