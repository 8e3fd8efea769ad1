import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RequestError } from "../src/index.js";
import { KEPT } from "./fake-server.js";
import { type FakeSocket, frameOf } from "./fake-socket.js";
import { FailureSchema, type ReplySchema as WireReplySchema } from "./gen/rondo/v1/wire_pb.js";
import { PickedSchema, type Reply, ReplySchema, SaidSchema } from "./gen/vectors_pb.js";
import { joinRoom } from "./join.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function pass(millis: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(millis);
}

function reply(command: number, reply: Reply["reply"]) {
  const payload = toBinary(ReplySchema, create(ReplySchema, { reply }));
  return { command, result: { case: "payload" as const, value: payload } };
}

function said(heardBy: number): Reply["reply"] {
  return { case: "say", value: create(SaidSchema, { heardBy }) };
}

function picked(command: number, count: number) {
  return reply(command, { case: "pick", value: create(PickedSchema, { count }) });
}

function failure(command: number, code: string, message = "") {
  const value = create(FailureSchema, { code, message });
  return { command, result: { case: "failure" as const, value } };
}

function answer(
  socket: FakeSocket,
  ...replies: readonly MessageInitShape<typeof WireReplySchema>[]
): void {
  socket.receive(frameOf({ control: { replies: [...replies] } }));
}

describe("a request", () => {
  test("asks with a command, and has the reply to it", async () => {
    const { room, socket } = await joinRoom();
    const first = room.request("pick", { things: [100] });
    const second = room.request("pick", { things: [101, 102] });
    await pass(50);
    expect(socket.sent.at(-1)?.frame.commands).toMatchObject([
      { sequence: 1, asks: true },
      { sequence: 2, asks: true },
    ]);

    answer(socket, picked(2, 2), picked(1, 1));

    await expect(first).resolves.toMatchObject({ count: 1 });
    await expect(second).resolves.toMatchObject({ count: 2 });
  });

  test("of commands between others is told apart by its sequence", async () => {
    const { room, socket } = await joinRoom();
    room.send("say", { text: "hi" });
    const request = room.request("say", { text: "who is there?" });
    await pass(50);

    answer(socket, reply(2, said(4)));

    await expect(request).resolves.toMatchObject({ heardBy: 4 });
  });

  test("fails with what the game says", async () => {
    const { room, socket } = await joinRoom();
    const request = room.request("pick", { things: [100] });
    await pass(50);

    answer(socket, failure(1, "too_far", "Thing 100 is too far away."));

    await expect(request).rejects.toBeInstanceOf(RequestError);
    await expect(request).rejects.toMatchObject({
      name: "RequestError",
      code: "too_far",
      message: "Thing 100 is too far away.",
    });
  });

  test.each([
    [undefined, 10_000],
    [{ timeoutMillis: 1500 }, 1500],
  ])("with %j waits %d ms", async (options, millis) => {
    const { room, socket } = await joinRoom();
    const failed = vi.fn();
    room.request("pick", {}, options).catch(failed);
    for (let passed = 50; passed < millis; passed += 50) {
      await pass(50);
      socket.receive(frameOf({}));
    }
    expect(failed).not.toHaveBeenCalled();

    await pass(50);

    expect(failed.mock.lastCall).toMatchObject([
      { code: "timeout", message: expect.stringContaining(`${millis} ms`) },
    ]);
  });

  test("fails when the room closes first, and when it is closed", async () => {
    const { room, socket } = await joinRoom();
    const request = room.request("pick", {});
    request.catch(() => {});
    await pass(50);

    socket.end(4001);

    await expect(request).rejects.toMatchObject({ name: "RequestError", code: "closed" });
    await expect(room.request("pick", {})).rejects.toMatchObject({ code: "closed" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("survives that the connection is lost, sent again or not", async () => {
    const { room, server, socket } = await joinRoom(KEPT);
    const received = room.request("pick", {});
    const sent = room.request("pick", {});
    await pass(50);
    socket.end(1006);
    const given = room.request("pick", {});
    await pass(250);

    server.welcomeBack(40, { ready: {}, ackedCommand: 1, replies: [picked(1, 1)] });
    const again = server.socket.sent[0]?.frame.commands.map(({ sequence }) => sequence);
    answer(server.socket, picked(2, 2), picked(3, 3));

    expect(again).toEqual([2, 3]);
    await expect(Promise.all([received, sent, given])).resolves.toMatchObject([
      { count: 1 },
      { count: 2 },
      { count: 3 },
    ]);
  });

  test("is answered once: what comes late or again is nothing", async () => {
    const { room, socket } = await joinRoom();
    const request = room.request("pick", {}, { timeoutMillis: 100 });
    const late = room.request("pick", {}, { timeoutMillis: 10 });
    late.catch(() => {});
    await pass(50);

    answer(socket, picked(1, 1), picked(1, 9), picked(2, 2), picked(77, 1));

    await expect(request).resolves.toMatchObject({ count: 1 });
    await expect(late).rejects.toMatchObject({ code: "timeout" });
    expect(room.status).toBe("connected");
  });

  test("cannot be made of a command without a reply", async () => {
    const { room } = await joinRoom();

    // @ts-expect-error there is no reply to a draw
    const request = room.request("draw", { title: "me" });

    await expect(request).rejects.toThrow("kind: draw (expected: pick, say)");
  });

  test.each([0, -1, Number.NaN, 2 ** 31])("cannot wait %d ms", async (timeoutMillis) => {
    const { room, socket } = await joinRoom();

    const request = room.request("pick", {}, { timeoutMillis });

    await expect(request).rejects.toThrow(`timeoutMillis: ${timeoutMillis} (expected: above 0`);
    await pass(50);
    expect(socket.sent.at(-1)?.frame.commands).toEqual([]);
  });
});

describe("a reply that is not the command's", () => {
  test.each([
    ["of another kind", reply(1, said(1))],
    ["of no kind", reply(1, { case: undefined })],
    [
      "no reply at all",
      { command: 1, result: { case: "payload" as const, value: Uint8Array.of(0xff) } },
    ],
  ])("but %s comes from a server that cannot be read", async (_, wrong) => {
    const { room, socket } = await joinRoom();
    const closed = vi.fn();
    room.onClose(closed);
    const request = room.request("pick", {});
    request.catch(() => {});
    await pass(50);

    answer(socket, wrong);

    expect(closed.mock.lastCall).toMatchObject([{ name: "bad_answer" }]);
    await expect(request).rejects.toMatchObject({ code: "closed" });
  });
});

describe("32 requests without a reply", () => {
  async function ask32(timeoutMillis = 100) {
    const joined = await joinRoom(KEPT);
    const asked = Array.from({ length: 32 }, () =>
      joined.room.request("pick", {}, { timeoutMillis }),
    );
    const settled = Promise.allSettled(asked);
    return { ...joined, settled };
  }

  test("are the most", async () => {
    const { room, socket } = await ask32();

    await expect(room.request("pick", {})).rejects.toMatchObject({
      name: "RondoError",
      code: "queue_full",
      message: expect.stringContaining("32 of 32"),
    });
    await pass(50);
    answer(socket, picked(1, 1));

    const next = room.request("pick", {});
    await pass(50);
    answer(socket, picked(33, 1));
    await expect(next).resolves.toMatchObject({ count: 1 });
  });

  test("are still counted when they have timed out, because the server counts them", async () => {
    const { room, socket, settled } = await ask32();
    await pass(100);
    await settled;
    await expect(room.request("pick", {})).rejects.toMatchObject({ code: "queue_full" });

    answer(socket, failure(1, "timeout"));

    const next = room.request("pick", {}, { timeoutMillis: 1 });
    next.catch(() => {});
    await pass(1);
    await expect(next).rejects.toMatchObject({ code: "timeout" });
  });

  test.each([100, 5000])(
    "of %d ms are not waited for for ever, when the server could not keep its replies",
    async (timeoutMillis) => {
      const { room, server, socket, settled } = await ask32(timeoutMillis);
      await pass(150);
      socket.end(1006);
      await pass(250);
      server.welcomeBack(40, { ready: {}, ackedCommand: 32 });
      await expect(room.request("pick", {})).rejects.toMatchObject({ code: "queue_full" });
      server.socket.end(1006);
      await pass(500);
      server.welcomeBack(60, { ready: {}, ackedCommand: 32 }, {}, { missed: 32 });
      await pass(50);
      for (let passed = 0; passed < timeoutMillis; passed += 50) {
        await pass(50);
        server.socket.receive(frameOf({}));
      }
      await settled;

      const next = room.request("pick", {}, { timeoutMillis: 1 });
      next.catch(() => {});
      await pass(1);

      await expect(next).rejects.toMatchObject({ code: "timeout" });
    },
  );
});
