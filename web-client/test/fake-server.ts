import { create, type JsonValue, type MessageInitShape } from "@bufbuild/protobuf";
import { RondoClient } from "../src/index.js";
import { FakeSocket, frameOf, WELCOME } from "./fake-socket.js";
import { ControlSchema, WelcomeSchema } from "./gen/rondo/v1/wire_pb.js";
import type { StateSchema } from "./gen/vectors_pb.js";

const SEAT = { room: "vectors-1", token: "t", url: "../ws?seat=t" };

/** The welcome of a room that keeps a player's place for a minute. */
export const KEPT = { ...WELCOME, resumeToken: "token-1", graceMillis: 60_000 };

/** A request to come back, and when it came by the (fake) clock. */
export interface Resume {
  readonly at: number;
  readonly token: string;
  readonly applied: number;
}

/** A server in the test's hands: it answers requests as told, and the test has the sockets. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  readonly resumes: Resume[] = [];
  /** Answers the requests to come back. */
  answer: () => Response | Promise<Response> = () => seat();
  /** Whether the runtime opens sockets. */
  opens = true;

  client(): RondoClient {
    const { sockets } = this;
    const opens = () => this.opens;
    class Socket extends FakeSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol);
        if (!opens()) {
          throw new Error("no sockets today");
        }
        sockets.push(this);
      }
    }
    return new RondoClient("http://rondo.test", {
      webSocket: Socket,
      fetch: async (url, init) => {
        if (!String(url).endsWith("/resume")) {
          return seat();
        }
        this.resumes.push({ at: performance.now(), ...JSON.parse(String(init?.body)) });
        return this.answer();
      },
    });
  }

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) {
      throw new Error("No socket was opened.");
    }
    return socket;
  }

  /** The newest socket opens, and its first frame says that the client is back. */
  welcomeBack(
    tick: number,
    more: MessageInitShape<typeof ControlSchema> = { ready: {} },
    state: MessageInitShape<typeof StateSchema> = {},
    welcome: MessageInitShape<typeof WelcomeSchema> = {},
  ): void {
    const control = create(ControlSchema, more);
    const resumeToken = `token-${this.sockets.length}`;
    control.welcome = create(WelcomeSchema, { ...KEPT, resumeToken, resumed: true, ...welcome });
    this.socket.open();
    this.socket.receive(frameOf({ tick, control }, state));
  }
}

export function seat(): Response {
  return respond(200, SEAT);
}

export function refuse(status: number, code: string, retryAfterMillis?: number): Response {
  return respond(status, {
    code,
    message: `${code}!`,
    ...(retryAfterMillis !== undefined && { retryAfterMillis }),
  });
}

/** Not a real one: reading that takes real time, also where a test has the clock. */
export function respond(status: number, body: JsonValue | string): Response {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response: Pick<Response, "ok" | "status" | "url" | "text"> = {
    ok: status === 200,
    status,
    url: "",
    text: async () => text,
  };
  return response as Response;
}
