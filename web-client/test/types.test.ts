import type { Message } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";
import { describe, expectTypeOf, test } from "vitest";
import type { WebSocket as NodeWebSocket } from "ws";
import type {
  Closed,
  EventInfo,
  RondoClient,
  Room,
  RoomStatus,
  StateOf,
  WebSocketConstructor,
} from "../src/index.js";
import type { Bare, BareSchema } from "./gen/contracts_pb.js";
import type {
  Bang,
  Clock,
  Marker,
  Note,
  Picked,
  Picture,
  Point,
  Said,
  Thing,
  Vectors,
  VectorsSchema,
  Weather,
} from "./gen/vectors_pb.js";

// Nothing runs here: the compiler checks that all of a room's types follow from its contract.

declare const client: RondoClient;
declare const vectors: typeof VectorsSchema;
declare const bare: typeof BareSchema;
declare const room: Room<Vectors>;
declare const bareRoom: Room<Bare>;
declare const clock: Clock;

function check(_: () => unknown): void {}

describe("the types of a room", () => {
  test("are inferred from the contract's schema", () => {
    check(async () => {
      expectTypeOf(await client.joinOrCreate("v", vectors, { name: "Ada" })).toEqualTypeOf<
        Room<Vectors>
      >();
      expectTypeOf(await client.joinOrCreate("b", bare)).toEqualTypeOf<Room<Bare>>();
    });
  });

  test("ask for what a player brings along, where the contract has it", () => {
    check(() => {
      client.joinOrCreate("v", vectors, {});
      client.joinOrCreate("v", vectors, { name: "Ada", team: 1 });
      // @ts-expect-error the contract has a join
      client.joinOrCreate("v", vectors);
      // @ts-expect-error a name is a string
      client.joinOrCreate("v", vectors, { name: 1 });
      // @ts-expect-error there is no such field
      client.joinOrCreate("v", vectors, { nom: "Ada" });
      // @ts-expect-error the contract has no join
      client.joinOrCreate("b", bare, {});
    });
  });

  test("show entity sets as maps, and singles as messages that are there", () => {
    type State = StateOf<Vectors>;
    expectTypeOf<State["things"]>().toEqualTypeOf<ReadonlyMap<number, Thing>>();
    expectTypeOf<State["markers"]>().toEqualTypeOf<ReadonlyMap<number, Marker>>();
    expectTypeOf<State["weather"]>().toEqualTypeOf<Weather>();
    expectTypeOf<State["clock"]>().toEqualTypeOf<Clock>();
    expectTypeOf<keyof State>().toEqualTypeOf<"things" | "markers" | "weather" | "clock">();
    expectTypeOf<keyof StateOf<Bare>>().toEqualTypeOf<never>();
    check(() => {
      // @ts-expect-error only the server changes the state
      room.state.clock = clock;
      // @ts-expect-error only the server makes entities
      room.state.things.set(100, room.state.things.get(100));
    });
  });

  test("check inputs", () => {
    check(() => {
      room.input({});
      room.input({ turn: -1, fire: true });
      // @ts-expect-error turn is a number
      room.input({ turn: "left" });
      // @ts-expect-error there is no such field
      room.input({ jump: true });
      // @ts-expect-error the contract has no input
      bareRoom.input({});
    });
  });

  test("check commands by their kind", () => {
    check(() => {
      room.send("say", { text: "hi" });
      room.send("pick", { things: [100] });
      // @ts-expect-error that is what a pick holds
      room.send("say", { things: [100] });
      // @ts-expect-error there is no such command
      room.send("jump", {});
      // @ts-expect-error the contract has no command
      bareRoom.send("say", {});
    });
  });

  test("say what a request is answered with, and which commands may ask", () => {
    check(() => {
      expectTypeOf(room.request("pick", { things: [100] })).toEqualTypeOf<Promise<Picked>>();
      expectTypeOf(room.request("say", {}, { timeoutMillis: 100 })).toEqualTypeOf<Promise<Said>>();
      // @ts-expect-error there is no reply to a draw
      room.request("draw", { title: "me" });
      // @ts-expect-error that is what a pick holds
      room.request("say", { things: [100] });
      // @ts-expect-error there is no such command
      room.request("jump", {});
      // @ts-expect-error the contract has no reply
      bareRoom.request("say", {});
    });
  });

  test("check commands with an attachment by their kind", () => {
    check(() => {
      expectTypeOf(room.attach("draw", { title: "me" }, new Blob())).toEqualTypeOf<Promise<void>>();
      room.attach("draw", {}, new ArrayBuffer(1));
      room.attach("draw", {}, new Uint8Array(1), { onProgress: (bytes, size) => bytes / size });
      // @ts-expect-error that is what a pick holds
      room.attach("draw", { things: [100] }, new Blob());
      // @ts-expect-error bytes are no text
      room.attach("draw", {}, "me");
      // @ts-expect-error there is no such command
      room.attach("jump", {}, new Blob());
      // @ts-expect-error the contract has no command
      bareRoom.attach("draw", {}, new Blob());
    });
  });

  test("give handlers the event of their kind", () => {
    check(() => {
      const off = room.on("bang", (event, info) => {
        expectTypeOf(event).toEqualTypeOf<Bang>();
        expectTypeOf(info).toEqualTypeOf<EventInfo>();
      });
      expectTypeOf(off).toEqualTypeOf<() => void>();
      room.on("note", (event) => expectTypeOf(event).toEqualTypeOf<Note>());
      room.on("picture", (event, { attachment }) => {
        expectTypeOf(event).toEqualTypeOf<Picture>();
        expectTypeOf(attachment).toEqualTypeOf<Uint8Array<ArrayBuffer> | undefined>();
      });
      // @ts-expect-error there is no such event
      room.on("hit", () => {});
      // @ts-expect-error that is what a note holds
      room.on("bang", (event: Point) => event);
      // @ts-expect-error the contract has no event
      bareRoom.on("bang", () => {});
    });
  });

  test("give watchers the entities of their set, or their single", () => {
    check(() => {
      const off = room.watch("things", {
        added: (thing) => expectTypeOf(thing).toEqualTypeOf<Thing>(),
        changed: (thing) => expectTypeOf(thing).toEqualTypeOf<Thing>(),
        removed: (thing) => expectTypeOf(thing).toEqualTypeOf<Thing>(),
      });
      expectTypeOf(off).toEqualTypeOf<() => void>();
      room.watch("markers", {});
      room.watch("weather", { changed: (it) => expectTypeOf(it).toEqualTypeOf<Weather>() });
      expectTypeOf(room.latest).toEqualTypeOf(room.state);
      // @ts-expect-error a single is always there
      room.watch("weather", { added: () => {} });
      // @ts-expect-error that is what markers are
      room.watch("things", { added: (marker: Marker) => marker });
      // @ts-expect-error the contract's state has no such field
      room.watch("ships", {});
      // @ts-expect-error the contract has no state
      bareRoom.watch("things", {});
    });
  });

  test("say why a room closed", () => {
    check(() => room.onClose((closed) => expectTypeOf(closed).toEqualTypeOf<Closed>()));
  });

  test("say how a room stands", () => {
    check(() => {
      expectTypeOf(room.status).toEqualTypeOf<RoomStatus>();
      room.onStatus((status) => expectTypeOf(status).toEqualTypeOf<RoomStatus>());
      // @ts-expect-error only the client changes it
      room.status = "closed";
    });
  });
});

describe("the types of the runtime", () => {
  test("take the WebSocket of browsers and of Node's packages", () => {
    expectTypeOf<typeof WebSocket>().toExtend<WebSocketConstructor>();
    expectTypeOf<typeof NodeWebSocket>().toExtend<WebSocketConstructor>();
  });

  test("take generated schemas only", () => {
    expectTypeOf<typeof VectorsSchema>().toExtend<GenMessage<Message>>();
  });
});
