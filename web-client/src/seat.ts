import { isRefusalCode } from "./codes.js";
import type { Contract } from "./contract.js";
import { checkFit } from "./contract-fit.js";
import { RondoError } from "./errors.js";
import type { Server } from "./server.js";
import { writeMessage } from "./table.js";

/** What a join asks for. */
export interface JoinRequest {
  readonly roomType: string;
  readonly contract: Contract;
  /** What the contract's `join` message is made from. */
  readonly join: Record<string, unknown> | undefined;
}

/** What a player who comes back asks for. */
export interface ResumeRequest {
  /** The newest token that a welcome held. */
  readonly token: string;
  /** The newest tick that this client has applied. */
  readonly applied: number;
}

interface Body {
  readonly type: "application/json" | "application/protobuf";
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** Where to claim a seat. */
interface Seat {
  /** A WebSocket URL that holds the secret. */
  readonly url: URL;
  /** The list of the server's contract, where that is not this client's. */
  readonly contract: readonly string[];
}

/**
 * Asks the server for a seat and returns where to claim it: a WebSocket URL that holds the secret.
 *
 * @throws RondoError with the refusal's code; `unreachable`; `bad_answer` when it is no Rondo server;
 *   `contract_differs`
 */
export async function askSeat(
  server: Server,
  request: JoinRequest,
  signal: AbortSignal,
): Promise<URL> {
  const { roomType, contract, join } = request;
  const { version, sum, join: table } = contract;
  const query = new URLSearchParams({ version: String(version), contract: sum });
  const url = new URL(`join/${encodeURIComponent(roomType)}?${query}`, server.url);
  const content = table === undefined ? new Uint8Array() : writeMessage(table, join ?? {});
  const seat = await ask(url, { type: "application/protobuf", content }, server, signal);
  checkFit(contract, seat.contract);
  return seat.url;
}

/**
 * Asks for the seat of a player whose connection was lost, and returns where to claim it.
 *
 * @throws RondoError as `askSeat` does
 */
export async function askResume(
  server: Server,
  request: ResumeRequest,
  signal: AbortSignal,
): Promise<URL> {
  const url = new URL("resume", server.url);
  const content = JSON.stringify(request);
  return (await ask(url, { type: "application/json", content }, server, signal)).url;
}

async function ask(url: URL, body: Body, server: Server, signal: AbortSignal): Promise<Seat> {
  const answer = await post(url, body, server, signal);
  if (!answer.ok) {
    throw refusal(answer);
  }
  const { url: seat, contract = [] } = answer.json ?? {};
  if (typeof seat !== "string" || !Array.isArray(contract)) {
    throw notRondo(answer);
  }
  return { url: socketUrl(seat, answer), contract: contract.map(String) };
}

interface Answer {
  readonly url: URL;
  readonly ok: boolean;
  readonly status: number;
  /** The body, when it is a JSON object. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

async function post(
  url: URL,
  { type, content }: Body,
  { fetch }: Server,
  signal: AbortSignal,
): Promise<Answer> {
  const headers = { "Content-Type": type };
  try {
    const response = await fetch(url, { method: "POST", headers, body: content, signal });
    const { ok, status } = response;
    const json = jsonObject(await response.text());
    // The answer's URL, because a redirect moves what the seat's URL is resolved against.
    return { url: new URL(response.url || url), ok, status, json };
  } catch (cause) {
    throw new RondoError(
      "unreachable",
      `Nothing answered at ${url.origin}. Check that the server runs and that its URL is right; on ` +
        "a page of another origin, that the server allows that origin.",
      { cause },
    );
  }
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function refusal(answer: Answer): RondoError {
  const { code, message, retryAfterMillis } = answer.json ?? {};
  if (typeof code !== "string" || typeof message !== "string") {
    return notRondo(answer);
  }
  if (!isRefusalCode(code)) {
    return new RondoError(
      "bad_answer",
      `${answer.url.origin} refused with the unknown code ${code}: ${message} Update @rondo/client.`,
    );
  }
  return new RondoError(
    code,
    message,
    typeof retryAfterMillis === "number" ? { retry: retryAfterMillis } : {},
  );
}

function notRondo({ url, status }: Answer): RondoError {
  return new RondoError(
    "bad_answer",
    `${url.origin}${url.pathname} answered ${status} with something that is not Rondo's. Check the ` +
      "URL given to RondoClient, and what a proxy in between does with this path.",
  );
}

function socketUrl(reference: string, answer: Answer): URL {
  if (!URL.canParse(reference, answer.url)) {
    throw notRondo(answer);
  }
  const url = new URL(reference, answer.url);
  url.protocol = url.protocol.replace("http", "ws");
  if (url.protocol !== "ws:" && url.protocol !== "wss:") {
    throw notRondo(answer);
  }
  return url;
}
