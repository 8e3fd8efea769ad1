import { connect, createServer, type Server, type Socket } from "node:net";

/** The way from a page to a server: a TCP proxy that passes bytes on, until it is cut. */
export class Cable {
  readonly #host: string;
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #listenPort = 0;

  /** To that server; `open` before use. */
  constructor(server: URL) {
    this.#host = server.hostname;
    this.#port = Number(server.port || 80);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#listenPort}/`;
  }

  /** Listens: on any free port the first time, and on the same one again later. Nothing if it does. */
  async open(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer((page) => this.#pass(page));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.#listenPort, "127.0.0.1", resolve);
    });
    const address = server.address();
    if (typeof address === "object" && address !== null) this.#listenPort = address.port;
  }

  /** Breaks all connections without a goodbye, and takes no new ones. */
  async cut(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.#sockets) socket.resetAndDestroy();
    await closed;
  }

  #pass(page: Socket): void {
    const server = connect(this.#port, this.#host);
    for (const [from, to] of [
      [page, server],
      [server, page],
    ] as const) {
      this.#sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
