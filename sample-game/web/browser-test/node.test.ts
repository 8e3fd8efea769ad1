import { RondoClient } from "@rondo/client";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { ArenaSchema } from "../src/gen/arena_pb.js";
import { serverUrl } from "./pilot.js";

const TEST_MILLIS = 20_000;

test("the SDK plays from Node as it does from a page", { timeout: TEST_MILLIS }, async () => {
  const client = new RondoClient(serverUrl("RONDO_URL"), { webSocket: WebSocket });
  const room = await client.joinOrCreate("arena", ArenaSchema, { name: "Node" });
  const acked = new Promise<void>((resolve) => {
    room.onFrame(() => {
      room.input({ turn: 1, thrust: true });
      if (room.ackedInput > 3) {
        resolve();
      }
    });
  });
  const heard = new Promise<string>((resolve) => {
    room.on("said", (said) => resolve(said.text));
  });

  room.send("say", { text: "from Node" });

  await acked;
  expect(await heard).toBe("from Node");
  const own = [...room.state.ships.values()].find((ship) => ship.player === room.player);
  expect(own?.name).toBe("Node");
  await room.leave();
});
