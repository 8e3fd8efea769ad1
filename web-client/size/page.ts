import { RondoClient } from "@rondo/client";
import { ArenaSchema } from "./gen/arena_pb.js";

// What a page of a game uses: all of the SDK's behaviour, and nothing else that would add to it.
const room = await new RondoClient(location.origin).joinOrCreate("arena", ArenaSchema, {
  name: "Ada",
});
room.on("hit", (hit, { tick }) => console.log(tick, hit.x, hit.y));
room.onFrame(() => {
  for (const ship of room.state.ships.values()) {
    console.log(ship.x, ship.y, ship.heading);
  }
  room.input({ turn: -1, thrust: true });
});
room.onClose(({ name, reason }) => console.log(name, reason));
room.send("say", { text: "hi" });
