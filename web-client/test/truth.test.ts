import { describe, expect, test } from "vitest";
import { contractOf } from "../src/contract.js";
import { readFrame } from "../src/frame.js";
import { Stay } from "../src/stay.js";
import { dumpState } from "./dump.js";
import { TruthSchema, WorldSchema } from "./gen/truth/truth_pb.js";
import { bytesOf, historyVectors } from "./vectors.js";

// What the server's tests send in random histories, in which everything happens that a room can do:
// there each copy was found to be what its client may see.

describe.each(historyVectors)("$name", ({ steps }) => {
  test("ends with what the client may see", () => {
    const stay = new Stay(contractOf(TruthSchema), () => {});

    for (const [index, { frame, state }] of steps.entries()) {
      const read = readFrame(bytesOf(frame));
      if (read.control.welcome !== undefined) {
        stay.lost();
      }
      stay.apply(read);

      if (state !== undefined) {
        const held = dumpState(stay.copy.state, WorldSchema);
        expect(withFloats(held), `after step ${index}`).toEqual(withFloats(state));
      }
    }
  });
});

/** Java writes as few digits of a float as are needed to tell it from others. */
function withFloats(state: object): unknown {
  return JSON.parse(JSON.stringify(state), (key, value) =>
    key === "aFloat" && typeof value === "number" ? Math.fround(value) : value,
  );
}
