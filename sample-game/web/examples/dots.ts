import { RondoClient } from "@rondo/client";
import { DotsSchema } from "../src/gen/dots_pb.js";

declare function draw(x: number, y: number, name: string): void;

/** The page of the README's game. */
// begin readme
const room = await new RondoClient(location.origin).joinOrCreate("dots", DotsSchema, {
  name: "Ada",
});
room.onFrame(() => {
  for (const dot of room.state.dots.values()) {
    draw(dot.x, dot.y, dot.name);
  }
});
room.input({ dx: 1, dy: 0 }); // as often as you like: at most one frame a tick is sent
// end readme
