import type { Message } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";
import { describe, expectTypeOf, test } from "vitest";
import type { WebSocket as NodeWebSocket } from "ws";
import type {
  Closed,
  EventInfo,
  RondoClient,
  Room,
  StateOf,
  WebSocketConstructor,
} from "../src/index.js";
import type { Bare, BareSchema } from "./gen/contracts_pb.js";
import type {
  Bang,
  Clock,
  Marker,
  Note,
  Point,
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

  test("give handlers the event of their kind", () => {
    check(() => {
      const off = room.on("bang", (event, info) => {
        expectTypeOf(event).toEqualTypeOf<Bang>();
        expectTypeOf(info).toEqualTypeOf<EventInfo>();
      });
      expectTypeOf(off).toEqualTypeOf<() => void>();
      room.on("note", (event) => expectTypeOf(event).toEqualTypeOf<Note>());
      // @ts-expect-error there is no such event
      room.on("hit", () => {});
      // @ts-expect-error that is what a note holds
      room.on("bang", (event: Point) => event);
      // @ts-expect-error the contract has no event
      bareRoom.on("bang", () => {});
    });
  });

  test("say why a room closed", () => {
    check(() => room.onClose((closed) => expectTypeOf(closed).toEqualTypeOf<Closed>()));
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
