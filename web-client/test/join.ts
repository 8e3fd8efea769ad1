import { RondoClient, type Room } from "../src/index.js";
import { FakeSocket, frameOf, WELCOME } from "./fake-socket.js";
import { type Vectors, VectorsSchema } from "./gen/vectors_pb.js";

const SEAT = { room: "vectors-1", token: "t", url: "../ws?seat=t" };

// Taken before a test can replace it: promises of the runtime settle in real time only.
const realImmediate = setImmediate;

/** Lets everything run that waits for no timer. */
export function settle(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve));
}

/** A join that is under way: its seat was given, its socket is not open yet. */
export async function startJoin(): Promise<{
  socket: FakeSocket;
  joining: Promise<Room<Vectors>>;
}> {
  const sockets: FakeSocket[] = [];
  class Socket extends FakeSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol);
      sockets.push(this);
    }
  }
  const client = new RondoClient("http://rondo.test", {
    webSocket: Socket,
    fetch: async () => Response.json(SEAT),
  });
  const joining = client.joinOrCreate("vectors", VectorsSchema, { name: "Ada" });
  // A test may look at the failure later than the runtime would call it unhandled.
  joining.catch(() => {});
  let [socket] = sockets;
  while (socket === undefined) {
    await settle();
    [socket] = sockets;
  }
  return { socket, joining };
}

/** A room that was joined, its first frame that of tick 1. */
export async function joinRoom(): Promise<{ socket: FakeSocket; room: Room<Vectors> }> {
  const { socket, joining } = await startJoin();
  socket.open();
  socket.receive(frameOf({ tick: 1, control: { welcome: WELCOME, ready: {} } }));
  return { socket, room: await joining };
}
