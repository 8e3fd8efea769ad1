import { create, toJson } from "@bufbuild/protobuf";
import { isRefusalCode } from "./codes.js";
import type { Contract } from "./contract.js";
import { RondoError } from "./errors.js";

/** What a join asks for. */
export interface SeatRequest {
  /** The server's URL; its path ends with a slash. */
  readonly server: URL;
  readonly roomType: string;
  readonly contract: Contract;
  /** What the contract's `join` message is made from. */
  readonly join: Record<string, unknown> | undefined;
}

/**
 * Asks the server for a seat and returns where to claim it: a WebSocket URL that holds the secret.
 *
 * @throws RondoError with the refusal's code; `unreachable`; `bad_answer` when it is no Rondo server
 */
export async function askSeat(
  request: SeatRequest,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<URL> {
  const { server, roomType, contract } = request;
  const url = new URL(`join/${encodeURIComponent(roomType)}`, server);
  url.searchParams.set("version", String(contract.version));
  const answer = await post(url, bodyOf(request), fetch, signal);
  if (!answer.ok) {
    throw refusal(answer);
  }
  const seat = answer.json?.["url"];
  if (typeof seat !== "string") {
    throw notRondo(answer);
  }
  return socketUrl(seat, answer);
}

interface Answer {
  readonly url: URL;
  readonly ok: boolean;
  readonly status: number;
  /** The body, when it is a JSON object. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

function bodyOf({ contract, join }: SeatRequest): string {
  const { join: desc } = contract;
  return desc === undefined ? "{}" : JSON.stringify(toJson(desc, create(desc, join)));
}

async function post(
  url: URL,
  body: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Answer> {
  const headers = { "Content-Type": "application/json" };
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal });
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
      "URL given to RondoClient, and what a proxy in between does with /join.",
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
