import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

/** A request for a seat, as it came. */
export interface SeatRequest {
  readonly method: string;
  readonly url: string;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** What the test's server does; what is not said is done as a Rondo server that is well would. */
export interface Behaviour {
  /** Answers the request for a seat. */
  readonly seat?: (response: ServerResponse, request: SeatRequest) => void;
  /** Refuses the upgrade with this status. */
  readonly refuseUpgrade?: number;
  /** Has the socket of a player who claimed a seat. */
  readonly joined?: (socket: WebSocket, url: string) => void;
}

/** A server on a real socket of this machine, in this process. */
export class TestServer {
  readonly requests: SeatRequest[] = [];
  readonly upgrades: string[] = [];
  readonly #http = createServer((request, response) => this.#answer(request, response));
  readonly #webSockets = new WebSocketServer({ noServer: true });
  #behaviour: Behaviour = {};

  constructor() {
    this.#http.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
  }

  async start(behaviour: Behaviour = {}): Promise<string> {
    this.#behaviour = behaviour;
    this.#http.listen(0, "127.0.0.1");
    await once(this.#http, "listening");
    return this.url;
  }

  get url(): string {
    const { port } = this.#http.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#webSockets.clients) {
      socket.terminate();
    }
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
    const { method = "", url = "", headers } = request;
    const seatRequest = { method, url, contentType: headers["content-type"], body };
    this.requests.push(seatRequest);
    const seat = this.#behaviour.seat ?? giveSeat("../ws?seat=secret");
    seat(response, seatRequest);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { url = "" } = request;
    this.upgrades.push(url);
    const { refuseUpgrade, joined } = this.#behaviour;
    if (refuseUpgrade !== undefined) {
      socket.end(`HTTP/1.1 ${refuseUpgrade} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => joined?.(webSocket, url));
  }
}

/** Answers with a seat that is claimed at this URL. */
export function giveSeat(url: string): (response: ServerResponse) => void {
  return (response) => answerJson(response, 200, { room: "vectors-1", token: "secret", url });
}

export function answerJson(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(json));
}
