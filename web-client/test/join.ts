import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Room } from "../src/index.js";
import { FakeServer } from "./fake-server.js";
import { type FakeSocket, frameOf, WELCOME } from "./fake-socket.js";
import type { WelcomeSchema } from "./gen/rondo/v1/wire_pb.js";
import { type Vectors, VectorsSchema } from "./gen/vectors_pb.js";

// Taken before a test can replace it: promises of the runtime settle in real time only.
const realImmediate = setImmediate;

/** Lets everything run that waits for no timer. */
export function settle(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve));
}

interface Joining {
  readonly server: FakeServer;
  readonly socket: FakeSocket;
  readonly joining: Promise<Room<Vectors>>;
}

interface Joined {
  readonly server: FakeServer;
  readonly socket: FakeSocket;
  readonly room: Room<Vectors>;
}

/** A join that is under way: its seat was given, its socket is not open yet. */
export async function startJoin(): Promise<Joining> {
  const server = new FakeServer();
  const joining = server.client().joinOrCreate("vectors", VectorsSchema, { name: "Ada" });
  // A test may look at the failure later than the runtime would call it unhandled.
  joining.catch(() => {});
  await settle();
  return { server, socket: server.socket, joining };
}

/** A room that was joined, its first frame that of tick 1. */
export async function joinRoom(
  welcome: MessageInitShape<typeof WelcomeSchema> = WELCOME,
): Promise<Joined> {
  const { server, socket, joining } = await startJoin();
  socket.open();
  socket.receive(frameOf({ tick: 1, control: { welcome, ready: {} } }));
  return { server, socket, room: await joining };
}
