import { create, toBinary } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Room, RoomStatus } from "../src/index.js";
import { KEPT, refuse, respond, seat } from "./fake-server.js";
import { frameOf } from "./fake-socket.js";
import { EventSchema, type Vectors } from "./gen/vectors_pb.js";
import { joinRoom, startJoin } from "./join.js";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Lets time pass, and what comes of it. */
async function pass(millis: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(millis);
}

async function joinKept(more: Partial<typeof KEPT> = {}) {
  const joined = await joinRoom({ ...KEPT, ...more });
  return { ...joined, ...watch(joined.room) };
}

function watch(room: Room<Vectors>) {
  const statuses: RoomStatus[] = [];
  const closed = vi.fn();
  room.onStatus((status) => statuses.push(status));
  room.onClose(closed);
  return { statuses, closed };
}

describe("a lost connection", () => {
  test("is not the end: the room, its state and its handlers go on over the next", async () => {
    const { server, socket, room, statuses, closed } = await joinKept();
    const frames = vi.fn();
    room.onFrame(frames);
    socket.receive(frameOf({}, { things: [{ id: 100, u32: 1 }, { id: 101 }] }));
    const thing = room.state.things.get(100);
    expect(room.status).toBe("connected");

    socket.end(1006);
    expect(room.status).toBe("reconnecting");
    await pass(250);
    expect(server.resumes).toMatchObject([{ token: "token-1", applied: 2 }]);
    server.welcomeBack(40, { ready: {} }, { things: [{ id: 100, u32: 5 }] });

    expect(statuses).toEqual(["reconnecting", "connected"]);
    expect(room).toMatchObject({ status: "connected", tick: 40, id: "vectors-1", player: 100 });
    expect(room.state.things.get(100)).toBe(thing);
    expect(thing?.u32).toBe(5);
    expect([...room.state.things.keys()]).toEqual([100]);
    expect(frames).toHaveBeenCalledTimes(2);
    expect(closed).not.toHaveBeenCalled();
  });

  test("changes nothing of the state until the next one is there", async () => {
    const { socket, room } = await joinKept();
    socket.receive(frameOf({}, { things: [{ id: 100, u32: 1 }] }));

    socket.end(1006);
    await pass(1000);

    expect(room.tick).toBe(2);
    expect(room.state.things.get(100)?.u32).toBe(1);
  });

  test("is connected again when the copy is complete, not before", async () => {
    const { server, socket, room, statuses } = await joinKept();
    socket.end(1006);
    await pass(250);

    server.welcomeBack(40, {});
    expect(room.status).toBe("reconnecting");
    server.socket.receive(frameOf({ control: { ready: {} } }));

    expect(statuses).toEqual(["reconnecting", "connected"]);
  });

  test("that was only silent is closed at once, and deaf", async () => {
    const { server, socket, room } = await joinKept();
    await pass(3250);
    expect(room.status).toBe("reconnecting");
    expect(socket.closedWith).toBeDefined();

    socket.receive(frameOf({ tick: 1000 }));
    socket.end(1000);
    await pass(250);
    server.welcomeBack(40);

    expect(room.tick).toBe(40);
    socket.receive(frameOf({ tick: 1000 }));
    expect(room.tick).toBe(40);
  });

  test.each([1005, 1006, 1012, 4002, 4003])("with %d is followed by a next", async (code) => {
    const { room, socket } = await joinKept();

    socket.end(code);

    expect(room.status).toBe("reconnecting");
  });

  test.each([1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 4000, 4001, 4004, 4005])(
    "with %d is the end",
    async (code) => {
      const { server, socket, statuses, closed } = await joinKept();

      socket.end(code);
      await pass(10_000);

      expect(statuses).toEqual(["closed"]);
      expect(closed).toHaveBeenCalledOnce();
      expect(server.resumes).toEqual([]);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test("with a goodbye goes by what that says", async () => {
    const slow = await joinKept();
    slow.socket.receive(frameOf({ control: { goodbye: { code: 4002, comeBack: true } } }));
    slow.socket.end(1006);
    expect(slow.room.status).toBe("reconnecting");

    const kicked = await joinKept();
    kicked.socket.receive(frameOf({ control: { goodbye: { code: 4000 } } }));
    kicked.socket.end(1006);
    expect(kicked.closed.mock.lastCall).toMatchObject([{ name: "kicked" }]);
  });

  test("is the end where the server keeps no place", async () => {
    const { socket, room, closed } = await joinKept({ graceMillis: 0 });
    await pass(1);

    socket.end(1006);

    expect(room.status).toBe("closed");
    expect(closed.mock.lastCall).toMatchObject([{ name: "lost", code: 1006, comeBack: true }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("during the join is followed by a next too", async () => {
    const { server, socket, joining } = await startJoin();
    socket.open();
    socket.receive(frameOf({ tick: 1, control: { welcome: KEPT } }));
    socket.end(1006);
    await pass(250);

    server.welcomeBack(4);

    await expect(joining).resolves.toMatchObject({ tick: 4, status: "connected" });
  });
});

describe("the copy of a client that came back", () => {
  test("is shown as it was, until what comes names an entity or single", async () => {
    const { server, socket, room } = await joinKept();
    socket.receive(
      frameOf(
        {},
        {
          things: [
            { id: 100, u32: 1, name: "Ada" },
            { id: 101, u32: 2 },
          ],
          weather: { sky: "grey", degrees: 5 },
        },
      ),
    );
    const { weather } = room.state;
    socket.end(1006);
    await pass(250);

    server.welcomeBack(40, {}, { things: [{ id: 100, u32: 5 }] });
    expect(room.state.things.get(100)).toMatchObject({ u32: 5, name: "" });
    expect(room.state.things.get(101)).toMatchObject({ u32: 2 });
    expect(weather).toMatchObject({ sky: "grey", degrees: 0.5 });

    server.socket.receive(frameOf({ absolute: [10] }, { weather: { degrees: 7 } }));
    expect(weather).toMatchObject({ sky: "", degrees: 7 * 0.1 });
  });

  test("loses what was not named by the time that it is complete, after the events", async () => {
    const { server, socket, room } = await joinKept();
    await pass(1);
    const clock = { seconds: 9 };
    socket.receive(
      frameOf(
        {},
        {
          things: [
            { id: 100, u32: 1 },
            { id: 101, u32: 2 },
          ],
          clock,
        },
      ),
    );
    const gone = room.state.things.get(101);
    const seen: unknown[] = [];
    room.on("note", () => seen.push(room.state.things.size, room.state.clock.seconds));
    socket.end(1006);
    await pass(250);

    server.welcomeBack(40, {}, { things: [{ id: 100, u32: 1 }] });
    const event = create(EventSchema, { event: { case: "note", value: {} } });
    const events = [{ payload: toBinary(EventSchema, event) }];
    server.socket.receive(frameOf({ control: { ready: {} }, events }));

    expect(seen).toEqual([2, 9]);
    expect([...room.state.things.keys()]).toEqual([100]);
    expect(room.state.clock.seconds).toBe(0);
    expect(gone).toMatchObject({ id: 101, u32: 2 });
  });

  test("stays doubtful where only a reset names it", async () => {
    const { server, socket, room } = await joinKept();
    socket.receive(frameOf({}, { things: [{ id: 100, u32: 1 }] }));
    socket.end(1006);
    await pass(250);

    server.welcomeBack(40, {});
    server.socket.receive(frameOf({ reset: [100], absolute: [100] }));
    expect(room.state.things.get(100)).toMatchObject({ u32: 0 });
    server.socket.receive(frameOf({ control: { ready: {} } }));

    expect(room.state.things.size).toBe(0);
  });
});

describe("attempts to come back", () => {
  test("come at longer and longer intervals of random length, to the end of the grace", async () => {
    const { server, socket, closed } = await joinKept({ graceMillis: 30_000 });
    const lostAt = performance.now();
    server.answer = () => Promise.reject(new TypeError("no network"));
    socket.end(1006);
    await pass(29_999);
    expect(closed).not.toHaveBeenCalled();

    await pass(1);

    const after = server.resumes.map(({ at }) => at - lostAt);
    expect(after).toEqual([250, 750, 1750, 3750, 7750, 12750, 17750, 22750, 27750]);
    expect(closed.mock.lastCall).toMatchObject([
      { name: "lost", code: 1006, comeBack: true, reason: expect.stringContaining("30000 ms") },
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("come as soon as chance has it", async () => {
    const { server, socket } = await joinKept();
    vi.mocked(Math.random).mockReturnValue(0.1);

    socket.end(1006);
    await pass(24);
    expect(server.resumes).toEqual([]);
    await pass(1);

    expect(server.resumes).toHaveLength(1);
  });

  test.each([
    [410, "player_gone"],
    [403, "origin_refused"],
    [404, "not_found"],
    [400, "bad_request"],
  ])("end with a refusal by %i %s", async (status, code) => {
    const { server, socket, statuses, closed } = await joinKept();
    server.answer = () => refuse(status, code);
    socket.end(1006);

    await pass(60_000);

    expect(server.resumes).toHaveLength(1);
    expect(statuses).toEqual(["reconnecting", "closed"]);
    const closing = { name: "lost", comeBack: true, reason: expect.stringContaining(`${code}!`) };
    expect(closed.mock.calls).toMatchObject([[closing]]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ["a server that is full of connections", () => refuse(429, "too_many_connections", 3000)],
    ["a server that stops", () => refuse(503, "stopping", 3000)],
  ])("wait as long as %s asks", async (_, answer) => {
    const { server, socket } = await joinKept();
    server.answer = answer;
    socket.end(1006);
    await pass(250);

    await pass(2999);
    expect(server.resumes).toHaveLength(1);
    await pass(1);

    expect(server.resumes).toHaveLength(2);
  });

  test.each([
    ["a proxy's error page", () => respond(502, "<h1>Bad gateway</h1>")],
    ["a portal's page", () => respond(200, "<!doctype html>")],
    ["a refusal that this client does not know", () => refuse(418, "teapot")],
    ["nothing", () => Promise.reject(new TypeError("no network"))],
  ])("go on after %s", async (_, answer) => {
    const { server, socket, room } = await joinKept();
    server.answer = answer;
    socket.end(1006);
    await pass(250);
    server.answer = () => seat();

    await pass(500);
    server.welcomeBack(9);

    expect(room).toMatchObject({ status: "connected", tick: 9 });
  });

  test("go on when the runtime opens no socket", async () => {
    const { server, socket, room } = await joinKept();
    socket.end(1006);
    server.opens = false;
    await pass(250);
    server.opens = true;

    await pass(500);
    server.welcomeBack(9);

    expect(room.status).toBe("connected");
  });

  test("are given up after 5 seconds without an answer", async () => {
    const { server, socket, room } = await joinKept();
    let late = (_: Response): void => {};
    server.answer = () =>
      new Promise((resolve) => {
        late = resolve;
      });
    socket.end(1006);
    await pass(250 + 5000);
    server.answer = () => seat();
    await pass(500);
    expect(server.resumes).toHaveLength(2);
    server.welcomeBack(9);

    late(seat());
    await pass(0);

    expect(server.sockets).toHaveLength(2);
    expect(room.status).toBe("connected");
  });

  test.each([
    ["never opens", () => {}],
    ["says nothing", (server: { socket: { open(): void } }) => server.socket.open()],
  ])("are given up when their socket %s", async (_, act) => {
    const { server, socket, room } = await joinKept();
    socket.end(1006);
    await pass(250);
    const second = server.socket;
    act(server);

    await pass(5000 + 500);
    expect(second.closedWith).toBeDefined();
    server.welcomeBack(9);
    second.receive(frameOf({ tick: 1000, control: { welcome: KEPT } }));
    second.end(1006);

    expect(room).toMatchObject({ status: "connected", tick: 9 });
  });

  test("take the newest token that a welcome held", async () => {
    const { server, socket } = await joinKept();
    socket.end(1006);
    await pass(250);
    server.socket.end(1006);
    await pass(500);
    server.welcomeBack(9);
    server.socket.end(1006);
    await pass(1000);

    expect(server.resumes.map(({ token }) => token)).toEqual(["token-1", "token-1", "token-3"]);
  });

  test("stay rare when each connection is lost again right away", async () => {
    const { server, socket, statuses } = await joinKept();
    socket.end(1006);
    for (let millis = 0; millis < 60_000; millis += 50) {
      const { sockets } = server;
      await pass(50);
      if (server.socket.readyState === 0 && sockets.length > 1) {
        server.welcomeBack(9);
        server.socket.end(1006);
      }
    }

    expect(server.resumes.length).toBeLessThan(20);
    expect(statuses.at(-1)).toBe("reconnecting");
  });

  test("start soon again after a connection that lasted", async () => {
    const { server, socket } = await joinKept();
    server.answer = () => Promise.reject(new TypeError("no network"));
    socket.end(1006);
    await pass(3750);
    server.answer = () => seat();
    await pass(4000);
    server.welcomeBack(9);
    for (let tick = 0; tick < 6; tick++) {
      await pass(1000);
      server.socket.receive(frameOf({}));
    }
    const before = server.resumes.length;

    server.socket.end(1006);
    await pass(250);

    expect(server.resumes).toHaveLength(before + 1);
  });

  test("that fail throw nothing at anybody", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const { server, socket } = await joinKept();
    server.answer = () => {
      throw new Error("boom");
    };

    socket.end(1006);
    await pass(61_000);

    expect(unhandled).not.toHaveBeenCalled();
    process.off("unhandledRejection", unhandled);
  });

  test("end with a server that cannot be read", async () => {
    const { server, socket, closed } = await joinKept();
    socket.end(1006);
    await pass(250);
    server.socket.open();

    server.socket.receive(frameOf({ tick: 40 }));

    expect(closed.mock.lastCall).toMatchObject([{ name: "bad_answer" }]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("while the connection is lost", () => {
  test("commands wait and leave once; of inputs the newest leaves", async () => {
    const { server, socket, room } = await joinKept();
    room.send("say", { text: "before" });
    await pass(50);
    socket.end(1006);
    room.send("say", { text: "away" });
    room.input({ turn: 0.1 });
    room.input({ turn: 0.2 });
    await pass(250);

    server.welcomeBack(40, { ready: {}, ackedCommand: 1 });

    const [first] = server.socket.sent;
    expect(first?.frame).toMatchObject({
      applied: 40,
      commands: [{ sequence: 2 }],
      inputs: [{ sequence: 1, seenTick: 1 }],
    });
    await pass(1000);
    const sent = server.socket.sent.flatMap(({ frame }) => frame.commands);
    expect(sent).toHaveLength(1);
  });

  test("what the server did not name is sent again, in order", async () => {
    const { server, socket, room } = await joinKept();
    for (const text of ["a", "b", "c"]) {
      room.send("say", { text });
      await pass(50);
    }
    socket.end(1006);
    await pass(250);

    server.welcomeBack(40, { ready: {}, ackedCommand: 1 });

    expect(server.socket.sent[0]?.frame.commands.map(({ sequence }) => sequence)).toEqual([2, 3]);
  });

  test("leaving takes 2 seconds at most, and is told when the client is back by then", async () => {
    const away = await joinKept();
    away.server.answer = () => Promise.reject(new TypeError("no network"));
    away.socket.end(1006);
    const left = away.room.leave();
    await pass(2000);
    await left;
    expect(away.closed.mock.lastCall).toMatchObject([{ name: "left" }]);

    const back = await joinKept();
    back.socket.end(1006);
    void back.room.leave();
    await pass(250);
    back.server.welcomeBack(40);
    expect(back.server.socket.sent.at(-1)?.frame.leave).toBeDefined();
    back.server.socket.end(1000);
    await pass(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
