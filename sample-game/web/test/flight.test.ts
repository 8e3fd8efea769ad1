import type { Closed, Room, RoomStatus } from "@rondo/client";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Cockpit, Flight } from "../src/flight.js";
import type { Arena } from "../src/gen/arena_pb.js";

vi.mock("../src/motion.js", () => ({ calm: () => true }));

/** A room in the test's hands. */
class FakeRoom {
  readonly player = 100;
  readonly tick = 1;
  readonly tickSeconds = 1 / 30;
  readonly state = { ships: new Map(), bullets: new Map(), round: { size: 120 } };
  readonly input = vi.fn();
  status: RoomStatus = "connected";
  #onStatus = (_: RoomStatus): void => {};
  readonly #unheard = () => () => {};
  readonly on = this.#unheard;
  readonly onFrame = this.#unheard;
  readonly onClose = this.#unheard;

  onStatus(handler: (status: RoomStatus) => void): () => void {
    this.#onStatus = handler;
    return () => {};
  }

  change(status: RoomStatus): void {
    this.status = status;
    this.#onStatus(status);
  }
}

const AT_REST = { turn: 0, thrust: false, fire: false };
const THRUST = { turn: 0, thrust: true, fire: false };

let room: FakeRoom;
let signs: string[];
let flight: Flight;

beforeEach(() => {
  room = new FakeRoom();
  signs = [];
  const sign = (name: string) => () => signs.push(name);
  const cockpit = {
    stage: { camera: { follow: () => {} }, dim: (dimmed: boolean) => signs.push(`dim ${dimmed}`) },
    painter: { draw: () => {} },
    hud: {
      connection: { lost: sign("lost"), back: sign("back"), clear: sign("clear") },
      update: () => {},
    },
    sound: { thrust: () => {} },
    pace: {},
  };
  const end = (_: Closed): void => {};
  flight = new Flight(room as unknown as Room<Arena>, cockpit as unknown as Cockpit, end);
});

function display(millis: number): void {
  flight.frame(millis, 16);
}

describe("a flight whose connection is lost", () => {
  test("says so, and that it is back", () => {
    room.change("reconnecting");
    expect(signs).toEqual(["dim true", "lost"]);

    room.change("connected");

    expect(signs.slice(2)).toEqual(["dim false", "back"]);
  });

  test("is dimmed no longer when it cannot come back", () => {
    room.change("reconnecting");
    room.change("closed");

    expect(signs.slice(2)).toEqual(["dim false", "clear"]);
  });

  test("lets go of the stick meanwhile, and then flies as the keys are held", () => {
    flight.steering.press("thrust", 0);
    display(16);
    expect(room.input.mock.lastCall).toEqual([THRUST]);

    room.change("reconnecting");
    expect(room.input.mock.lastCall).toEqual([AT_REST]);
    room.input.mockClear();
    display(32);
    display(48);
    expect(room.input).not.toHaveBeenCalled();

    room.change("connected");
    display(64);

    expect(room.input.mock.calls).toEqual([[THRUST]]);
  });
});
