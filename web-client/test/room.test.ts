import { create, toBinary } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RondoClient } from "../src/index.js";
import { FakeSocket, frameOf, WELCOME } from "./fake-socket.js";
import { type Event, EventSchema, VectorsSchema } from "./gen/vectors_pb.js";
import { joinRoom, settle, startJoin } from "./join.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function note(text: string, ticksAgo = 0) {
  const event: Event["event"] = { case: "note", value: { $typeName: "rondo.vectors.Note", text } };
  return { ticksAgo, payload: toBinary(EventSchema, create(EventSchema, { event })) };
}

describe("joining", () => {
  test("ends when the copy is complete, not before", async () => {
    const { socket, joining } = await startJoin();
    const joined = vi.fn();
    joining.then(joined);
    socket.open();
    socket.receive(frameOf({ tick: 7, control: { welcome: WELCOME } }, { things: [{ id: 100 }] }));
    await settle();
    expect(joined).not.toHaveBeenCalled();

    socket.receive(frameOf({ control: { ready: {} } }, { things: [{ id: 101 }] }));

    const room = await joining;
    expect(room).toMatchObject({ id: "vectors-1", player: 100, tick: 8, tickSeconds: 0.05 });
    expect([...room.state.things.keys()]).toEqual([100, 101]);
  });

  test("asks for the binary subprotocol", async () => {
    const { socket } = await startJoin();

    expect(socket.protocol).toBe("rondo.v1");
    expect(socket.binaryType).toBe("arraybuffer");
  });

  test("fails with what the goodbye says, when one comes before the state", async () => {
    const { socket, joining } = await startJoin();
    socket.open();
    const goodbye = { code: 1001, reason: "Back soon.", comeBack: true, retryAfterMillis: 1500 };
    socket.receive(frameOf({ control: { goodbye } }));
    socket.end(1001, "Back soon.");

    await expect(joining).rejects.toMatchObject({
      code: "stopping",
      message: expect.stringContaining("Back soon."),
      retryAfterMillis: 1500,
    });
  });

  test("fails when the connection breaks before the state is here", async () => {
    const { socket, joining } = await startJoin();
    socket.open();
    socket.end(1006);

    await expect(joining).rejects.toMatchObject({ code: "lost", retryAfterMillis: 0 });
  });

  test("fails when the WebSocket never opens, without telling the seat's secret", async () => {
    const { socket, joining } = await startJoin();
    socket.end(1006);

    await expect(joining).rejects.toMatchObject({
      code: "upgrade_refused",
      message: expect.stringContaining("ws://rondo.test/ws was refused"),
    });
    await expect(joining).rejects.not.toThrow("seat=t");
  });

  test.each([
    ["no tick", frameOf({ control: { welcome: WELCOME } })],
    ["no welcome", frameOf({ tick: 1 })],
    [
      "a tick of no length",
      frameOf({ tick: 1, control: { welcome: { ...WELCOME, tickNanos: 0 } } }),
    ],
    ["no meaning at all", new TextEncoder().encode("<!doctype html>")],
  ])("fails when the first frame has %s", async (_, frame) => {
    const { socket, joining } = await startJoin();
    socket.open();
    socket.receive(frame);

    await expect(joining).rejects.toMatchObject({ code: "bad_answer" });
    expect(socket.closedWith).toBe(4400);
  });

  test("fails after 10 seconds, and closes the socket", async () => {
    const { socket, joining } = await startJoin();
    vi.advanceTimersByTime(10_000);

    await expect(joining).rejects.toMatchObject({ code: "timeout" });
    expect(socket.closedWith).toBe(1000);
  });

  test("that takes too long after the welcome gives the player's place back", async () => {
    const { socket, joining } = await startJoin();
    socket.open();
    socket.receive(frameOf({ tick: 1, control: { welcome: WELCOME } }));
    for (let tick = 0; tick < 200; tick++) {
      vi.advanceTimersByTime(50);
      socket.receive(frameOf({}));
    }

    await expect(joining).rejects.toMatchObject({ code: "timeout" });
    expect(socket.sent.at(-1)?.frame.leave).toBeDefined();
    expect(socket.closedWith).toBe(1000);
  });

  test("that took too long claims no seat, although a fetch that ignores its signal gives one", async () => {
    const opened = vi.fn();
    class Socket extends FakeSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol);
        opened();
      }
    }
    let answer = (_: Response): void => {};
    const answered = new Promise<Response>((resolve) => {
      answer = resolve;
    });
    const options = { webSocket: Socket, fetch: () => answered };
    const joining = new RondoClient("http://rondo.test", options).joinOrCreate(
      "vectors",
      VectorsSchema,
      { name: "Ada" },
    );
    vi.advanceTimersByTime(10_000);
    await expect(joining).rejects.toMatchObject({ code: "timeout" });

    answer(Response.json({ room: "vectors-1", token: "t", url: "../ws?seat=t" }));
    await settle();
    await settle();

    expect(opened).not.toHaveBeenCalled();
  });

  test("tells how many ticks lie between frames that do not say theirs", async () => {
    const { room, socket } = await joinRoom({ ...WELCOME, sendEvery: 3 });

    socket.receive(frameOf({}));
    expect(room.tick).toBe(4);
    socket.receive(frameOf({ tick: 10 }));
    socket.receive(frameOf({}));

    expect(room.tick).toBe(13);
  });

  test("that succeeded leaves no timer of its own", async () => {
    const { room, socket } = await joinRoom();
    const closed = vi.fn();
    room.onClose(closed);

    for (let tick = 0; tick < 240; tick++) {
      vi.advanceTimersByTime(50);
      socket.receive(frameOf({}));
    }
    expect(room.tick).toBe(241);
    expect(closed).not.toHaveBeenCalled();
  });
});

describe("events", () => {
  test("of the first frames are heard by handlers that come right after the join", async () => {
    const { socket, joining } = await startJoin();
    const heard: unknown[] = [];
    socket.open();
    socket.receive(
      frameOf({ tick: 5, control: { welcome: WELCOME, ready: {} }, events: [note("welcome", 2)] }),
    );

    socket.receive(frameOf({ events: [note("next")] }));

    const room = await joining;
    room.on("note", ({ text }, { tick }) => heard.push([text, tick]));
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1);

    expect(heard).toEqual([
      ["welcome", 3],
      ["next", 6],
    ]);
  });

  test("see the changes of their frame, and what it removes", async () => {
    const { room, socket } = await joinRoom();
    vi.advanceTimersByTime(1);
    socket.receive(frameOf({}, { things: [{ id: 100, u32: 1 }] }));
    const seen: unknown[] = [];
    room.on("note", () => seen.push(room.state.things.get(100)?.u32, room.tick));
    room.onFrame(() => seen.push(room.state.things.size));

    socket.receive(
      frameOf({ removed: [100], events: [note("x")] }, { things: [{ id: 100, u32: 2 }] }),
    );

    expect(seen).toEqual([2, 3, 0]);
  });

  test("of an unknown kind cannot be asked for", async () => {
    const { room } = await joinRoom();

    // @ts-expect-error the contract has no such event
    expect(() => room.on("hit", () => {})).toThrow("kind: hit (expected: bang, note, picture)");
  });
});

describe("handlers", () => {
  test("that throw are reported, and harm neither others nor the copy", async () => {
    const { room, socket } = await joinRoom();
    vi.advanceTimersByTime(1);
    const report = vi.fn();
    vi.stubGlobal("reportError", report);
    const others = vi.fn();
    const error = new Error("a bug of the game");
    room.on("note", () => {
      throw error;
    });
    room.on("note", others);
    room.onFrame(() => {
      throw error;
    });
    room.onFrame(others);

    socket.receive(frameOf({ events: [note("x")], removed: [100] }, { things: [{ id: 100 }] }));

    expect(report.mock.calls).toEqual([[error], [error]]);
    expect(others).toHaveBeenCalledTimes(2);
    expect(room.tick).toBe(2);
    expect(room.state.things.size).toBe(0);
  });

  test("that throw are logged where the runtime has no reportError", async () => {
    const { room, socket } = await joinRoom();
    const log = vi.spyOn(console, "error").mockReturnValue();
    room.onFrame(() => {
      throw new Error("a bug of the game");
    });

    socket.receive(frameOf({}));

    expect(log).toHaveBeenCalledWith(new Error("a bug of the game"));
  });

  test("are gone when taken out, also by one before them in the same call", async () => {
    const { room, socket } = await joinRoom();
    const second = vi.fn();
    const offFirst = room.onFrame(() => offSecond());
    const offSecond = room.onFrame(second);
    socket.receive(frameOf({}));
    offFirst();
    offFirst();
    socket.receive(frameOf({}));

    expect(second).not.toHaveBeenCalled();
  });

  test("that are added twice are called twice, and taken out one by one", async () => {
    const { room, socket } = await joinRoom();
    const handler = vi.fn();
    const off = room.onFrame(handler);
    room.onFrame(handler);
    socket.receive(frameOf({}));
    off();
    socket.receive(frameOf({}));

    expect(handler).toHaveBeenCalledTimes(3);
  });
});

describe("inputs and commands", () => {
  test("are encoded when they are given, so that game code may reuse its objects", async () => {
    const { room, socket } = await joinRoom();
    const input = { turn: 0.5, fire: true };
    room.input(input);
    input.fire = false;
    room.send("say", { text: "hi" });
    room.send("pick", { things: [100, 101] });
    vi.advanceTimersByTime(50);

    const frame = socket.sent.at(-1)?.frame;
    expect(frame?.applied).toBe(1);
    expect(frame?.inputs).toMatchObject([{ sequence: 1, seenTick: 1 }]);
    expect(Buffer.from(frame?.inputs[0]?.payload ?? []).toString("hex")).toBe("0d0000003f1001");
    expect(frame?.commands.map(({ payload }) => Buffer.from(payload).toString("hex"))).toEqual([
      "0a040a026869",
      "12040a026465",
    ]);
  });

  test("of an unknown kind cannot be sent", async () => {
    const { room } = await joinRoom();

    // @ts-expect-error the contract has no such command
    expect(() => room.send("jump", {})).toThrow("kind: jump (expected: say, pick, draw)");
  });

  test("are ignored and refused when the room is closed", async () => {
    const { room, socket } = await joinRoom();
    socket.end(1006);
    const sent = socket.sent.length;

    room.input({ turn: 1 });
    expect(() => room.send("say", { text: "hi" })).toThrow(
      expect.objectContaining({ name: "RondoError", code: "closed" }),
    );
    vi.advanceTimersByTime(1000);
    expect(socket.sent).toHaveLength(sent);
  });
});
