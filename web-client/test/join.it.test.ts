import { once } from "node:events";
import { fromBinary } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { contractOf } from "../src/contract.js";
import { RondoClient } from "../src/index.js";
import { KEPT } from "./fake-server.js";
import { FakeSocket, frameOf, WELCOME } from "./fake-socket.js";
import { BareSchema, NoVersionSchema } from "./gen/contracts_pb.js";
import { ClientFrameSchema } from "./gen/rondo/v1/wire_pb.js";
import { VectorsSchema } from "./gen/vectors_pb.js";
import { answerJson, type Behaviour, giveSeat, TestServer } from "./server.js";

let server: TestServer;

beforeEach(() => {
  server = new TestServer();
});

afterEach(() => server.stop());

const welcome = frameOf({ tick: 1, control: { welcome: WELCOME, ready: {} } });
const sayWelcome: Behaviour = { joined: (socket) => socket.send(welcome) };

async function join(behaviour: Behaviour, path = "") {
  const url = await server.start(behaviour);
  const client = new RondoClient(url + path, { webSocket: WebSocket });
  return client.joinOrCreate("vectors", VectorsSchema, { name: "Ada", team: 2 });
}

describe("a server with another contract", () => {
  const giveSeatAnd = (contract: unknown): Behaviour => ({
    ...sayWelcome,
    seat: (response) => answerJson(response, 200, { token: "s", url: "../ws?seat=s", contract }),
  });

  test("is joined where the contracts fit", async () => {
    const room = await join(giveSeatAnd(["state.8=repeated message", "state.80=message"]));

    expect(room.status).toBe("connected");
  });

  test("is not joined where a field differs, and its seat is not claimed", async () => {
    const joining = join(giveSeatAnd(["state.8.15=bytes"]));

    await expect(joining).rejects.toMatchObject({
      code: "contract_differs",
      message: expect.stringContaining("rondo.vectors.Thing.name is string here and bytes at the"),
    });
    expect(server.upgrades).toEqual([]);
  });

  test("must say it as a list", async () => {
    await expect(join(giveSeatAnd("all of it"))).rejects.toMatchObject({ code: "bad_answer" });
  });
});

describe("a seat", () => {
  test("is asked for with what the player brings along, and the contract's version", async () => {
    const room = await join(sayWelcome);

    expect(room).toMatchObject({ id: "vectors-1", player: 100, tick: 1 });
    expect(server.requests).toEqual([
      {
        method: "POST",
        url: `/join/vectors?version=3&contract=${contractOf(VectorsSchema).sum}`,
        contentType: "application/protobuf",
        body: Buffer.from("0a034164611002", "hex"),
      },
    ]);
    expect(server.upgrades).toEqual(["/ws?seat=secret"]);
  });

  test("of a contract without join is asked for with nothing", async () => {
    const client = new RondoClient(await server.start(sayWelcome), { webSocket: WebSocket });
    await client.joinOrCreate("a room/of?mine", BareSchema);

    expect(server.requests).toMatchObject([
      { url: "/join/a%20room%2Fof%3Fmine?version=1&contract=811c9dc5", body: Buffer.of() },
    ]);
  });

  test.each([
    ["../ws?seat=s", "", "/ws?seat=s"],
    ["/ws?seat=s", "", "/ws?seat=s"],
    ["/ws?seat=s", "/games/rondo/", "/ws?seat=s"],
    ["../ws?seat=s", "/games/rondo", "/games/rondo/ws?seat=s"],
    ["../../elsewhere?seat=s", "/games/rondo/?x=1", "/games/elsewhere?seat=s"],
  ])("at %s, of a server at %s, is claimed at %s", async (seat, path, upgrade) => {
    await join({ ...sayWelcome, seat: giveSeat(seat) }, path);

    expect(server.upgrades).toEqual([upgrade]);
    const prefix = path.replace(/\/?(\?.*)?$/, "");
    expect(server.requests[0]?.url.startsWith(`${prefix}/join/vectors?version=3`)).toBe(true);
  });

  test("may be claimed at another server, with the protocol that it names", async () => {
    const other = new TestServer();
    const url = await other.start(sayWelcome);

    await join({ seat: giveSeat(`${url.replace("http", "ws")}/ws?seat=s`) });

    expect(other.upgrades).toEqual(["/ws?seat=s"]);
    await other.stop();
  });

  test.each([
    ["https://rondo.test", "/ws?seat=s", "wss://rondo.test/ws?seat=s"],
    ["http://rondo.test", "/ws?seat=s", "ws://rondo.test/ws?seat=s"],
    ["https://rondo.test", "http://other.test:81/ws", "ws://other.test:81/ws"],
    ["http://rondo.test", "wss://other.test/ws", "wss://other.test/ws"],
  ])("given by %s for %s is claimed at %s", async (base, seat, expected) => {
    const claimed: string[] = [];
    class NoSocket extends WebSocket {
      constructor(url: string, protocol: string) {
        claimed.push(url);
        super("ws://127.0.0.1:1", protocol);
      }
    }
    const fetch = async () => Response.json({ room: "r", token: "t", url: seat });
    const client = new RondoClient(base, { webSocket: NoSocket, fetch });

    await expect(client.joinOrCreate("bare", BareSchema)).rejects.toMatchObject({
      code: "upgrade_refused",
    });
    expect(claimed).toEqual([expected]);
  });
});

describe("a refusal", () => {
  test.each([
    [409, "version_mismatch", undefined],
    [503, "server_full", 5000],
    [404, "unknown_room_type", undefined],
    [500, "room_failed", undefined],
  ])("with %i %s is the error's", async (status, code, retryAfterMillis) => {
    const refusal = { code, message: "Because.", retryAfterMillis };
    const joining = join({ seat: (response) => answerJson(response, status, refusal) });

    await expect(joining).rejects.toMatchObject({
      name: "RondoError",
      code,
      message: "Because.",
      retryAfterMillis,
    });
    expect(server.upgrades).toEqual([]);
  });

  test("with a code of a newer server says so", async () => {
    const refusal = { code: "out_of_cheese", message: "Redo from start." };
    const joining = join({ seat: (response) => answerJson(response, 418, refusal) });

    await expect(joining).rejects.toMatchObject({
      code: "bad_answer",
      message: expect.stringContaining("out_of_cheese: Redo from start."),
    });
  });

  test.each([
    ["a page", 200, "<!doctype html><title>My site</title>"],
    ["nothing", 200, ""],
    ["other JSON", 200, '{"hello": "world"}'],
    ["a list", 200, "[1]"],
    ["no object", 200, "null"],
    ["a seat at no URL", 200, '{"room": "r", "token": "t", "url": "http://["}'],
    ["a seat at a mail address", 200, '{"room": "r", "token": "t", "url": "mailto:a@b"}'],
    ["an error page", 502, "<h1>Bad gateway</h1>"],
    ["an error in other JSON", 500, '{"error": "oops"}'],
  ])("that is %s comes from something that is not Rondo", async (_, status, body) => {
    const joining = join({ seat: (response) => response.writeHead(status).end(body) });

    await expect(joining).rejects.toMatchObject({
      code: "bad_answer",
      message: expect.stringMatching(
        `http://127.0.0.1:\\d+/join/vectors answered ${status} with something that is not Rondo`,
      ),
    });
  });

  test("of the upgrade says that the reason is hidden, and keeps the secret", async () => {
    const joining = join({ refuseUpgrade: 410 });

    await expect(joining).rejects.toMatchObject({
      code: "upgrade_refused",
      message: expect.stringContaining("network tab"),
    });
    await expect(joining).rejects.not.toThrow("secret");
  });
});

describe("a server that is not there", () => {
  test("is unreachable", async () => {
    const url = await server.start();
    await server.stop();
    const client = new RondoClient(url, { webSocket: WebSocket });

    await expect(client.joinOrCreate("bare", BareSchema)).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringContaining(`Nothing answered at ${url}`),
      cause: expect.anything(),
    });
  });

  test("or that hangs up is unreachable too", async () => {
    const joining = join({ seat: (response) => response.destroy() });

    await expect(joining).rejects.toMatchObject({ code: "unreachable" });
  });
});

describe("a connection", () => {
  test("that the server ends with a goodbye before the state fails the join", async () => {
    const goodbye = {
      code: 1011,
      reason: "The room threw.",
      comeBack: true,
      retryAfterMillis: 100,
    };
    const joining = join({
      joined: (socket) => {
        socket.send(frameOf({ tick: 1, control: { welcome: WELCOME, goodbye } }));
        socket.close(1011, "The room");
      },
    });

    await expect(joining).rejects.toMatchObject({ code: "room_failed", retryAfterMillis: 100 });
  });

  test("that the server ends later is told with its goodbye", async () => {
    const room = await join(kickAfterWelcome);
    const closed = await new Promise((resolve) => room.onClose(resolve));

    expect(closed).toEqual({
      code: 4000,
      name: "kicked",
      reason: "Too rude.",
      comeBack: false,
      retryAfterMillis: 0,
    });
  });

  test("that breaks is lost", async () => {
    const room = await join({
      joined: (socket) => {
        socket.send(welcome);
        setTimeout(() => socket.terminate(), 20);
      },
    });
    const closed = await new Promise((resolve) => room.onClose(resolve));

    expect(closed).toMatchObject({ code: 1006, name: "lost", comeBack: true });
  });

  test("that breaks is made again where the server keeps the player's place", async () => {
    let connections = 0;
    const room = await join({
      joined: (socket) => {
        connections += 1;
        const resumed = connections > 1;
        const welcome = { ...KEPT, resumeToken: `token-${connections}`, resumed };
        const tick = connections * 10;
        socket.send(frameOf({ tick, control: { welcome, ready: {} } }, { things: [{ id: 100 }] }));
        setTimeout(() => connections < 3 && socket.terminate(), 20);
      },
    });
    const thing = room.state.things.get(100);

    await vi.waitUntil(() => room.tick === 30);

    expect(room.status).toBe("connected");
    expect(room.state.things.get(100)).toBe(thing);
    const [, ...resumes] = server.requests;
    expect(resumes).toMatchObject([
      { method: "POST", url: "/resume", contentType: "application/json" },
      { method: "POST", url: "/resume", contentType: "application/json" },
    ]);
    expect(resumes.map(({ body }) => JSON.parse(body.toString()))).toEqual([
      { token: "token-1", applied: 10 },
      { token: "token-2", applied: 20 },
    ]);
    void room.leave();
  });

  test("carries frames both ways until the player leaves", async () => {
    const frames: unknown[] = [];
    const room = await join({
      joined: (socket) => {
        socket.send(welcome);
        socket.send(frameOf({}, { things: [{ id: 100, cs32: 150 }], weather: { rain: true } }));
        socket.on("message", (bytes: Buffer) => {
          const { leave, commands, inputs } = fromBinary(ClientFrameSchema, bytes);
          frames.push({ commands: commands.length, inputs: inputs.length });
          if (leave !== undefined) {
            socket.close(1000);
          }
        });
      },
    });
    await vi.waitUntil(() => room.tick === 2);
    expect(room.state.things.get(100)?.cs32).toBe(1.5);
    expect(room.state.weather.rain).toBe(true);

    room.input({ turn: 1 });
    room.send("say", { text: "hi" });
    await room.leave();

    expect(frames).toContainEqual({ commands: 1, inputs: 1 });
  });
});

const kickAfterWelcome: Behaviour = {
  joined: async (socket) => {
    socket.send(welcome);
    await once(socket, "message");
    const goodbye = { code: 4000, reason: "Too rude.", comeBack: false };
    socket.send(frameOf({ control: { goodbye } }));
    socket.close(4000, "Too rude.");
  },
};

describe("a client", () => {
  test.each(["ws://rondo.test", "rondo.test", "null", "file:///index.html", ""])(
    "is not made for the URL %j",
    (url) => {
      expect(() => new RondoClient(url)).toThrow(`server: ${url} (expected: an http or https URL)`);
    },
  );

  test("without a WebSocket says how to get one, before it takes a seat", async () => {
    const given = Object.getOwnPropertyDescriptor(globalThis, "WebSocket");
    Reflect.deleteProperty(globalThis, "WebSocket");
    const client = new RondoClient(await server.start(sayWelcome));

    await expect(client.joinOrCreate("bare", BareSchema)).rejects.toMatchObject({
      code: "no_websocket",
      message: expect.stringContaining('import { WebSocket } from "ws"'),
    });
    expect(server.requests).toEqual([]);
    if (given !== undefined) {
      Object.defineProperty(globalThis, "WebSocket", given);
    }
  });

  test("with a bad contract says so before it takes a seat", async () => {
    const client = new RondoClient(await server.start(sayWelcome), { webSocket: WebSocket });

    await expect(client.joinOrCreate("x", NoVersionSchema)).rejects.toMatchObject({
      code: "bad_contract",
    });
    expect(server.requests).toEqual([]);
  });

  test("whose runtime does not open the URL says why", async () => {
    class Blocked extends FakeSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol);
        throw new Error("An insecure WebSocket connection may not be initiated.");
      }
    }
    const client = new RondoClient(await server.start(), { webSocket: Blocked });

    await expect(client.joinOrCreate("bare", BareSchema)).rejects.toMatchObject({
      code: "upgrade_refused",
      message: expect.stringContaining("An insecure WebSocket connection may not be initiated."),
    });
  });
});
