/** Why there is no flight (any more): a refused join, or a closed connection. */
export interface Ending {
  /** A code of RondoError, or the name of a close. */
  readonly code: string;
  /** What the server (or the browser) says about it. */
  readonly reason: string;
  /** After how long coming back makes sense; 0 when the server did not say. */
  readonly retryAfterMillis: number;
}

/** What a screen says about an ending, and what its button does. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly does: "fly" | "reload";
}

const FLY_AGAIN = { button: "Fly again", does: "fly" } as const;
const TRY_AGAIN = { button: "Try again", does: "fly" } as const;

const CONNECTION_LOST: Notice = {
  title: "Connection lost",
  text: "The connection to the server broke off. Your ship is gone, but a new one is ready.",
  ...FLY_AGAIN,
};

const NO_ANSWER: Notice = {
  title: "No answer",
  text: "The server could not be reached. Is the network there, and is the server running?",
  ...TRY_AGAIN,
};

type Teller = (ending: Ending) => Notice;

/** What to tell about each ending that a person can meet, by its code. */
const NOTICES: ReadonlyMap<string, Teller> = new Map<string, Teller>([
  [
    "server_full",
    ({ retryAfterMillis }) => ({
      title: "The arena is full",
      text: `All places are taken. ${wait(retryAfterMillis)}`,
      ...TRY_AGAIN,
    }),
  ],
  [
    "too_many_connections",
    ({ retryAfterMillis }) => ({
      title: "Too many connections",
      text: `This server has no connection left for you. ${wait(retryAfterMillis)}`,
      ...TRY_AGAIN,
    }),
  ],
  [
    "version_mismatch",
    () => ({
      title: "Another version",
      text: "This page and the server are not of the same version. Loading the page again should help.",
      button: "Load again",
      does: "reload",
    }),
  ],
  [
    "kicked",
    ({ reason }) => ({
      title: "You were put out",
      text: `The game closed your seat: ${sentence(reason, "it did not say why.")}`,
      ...FLY_AGAIN,
    }),
  ],
  [
    "stopping",
    ({ retryAfterMillis }) => ({
      title: "The server is stopping",
      text: `It is probably being updated. ${wait(retryAfterMillis)}`,
      ...FLY_AGAIN,
    }),
  ],
  ["unreachable", () => NO_ANSWER],
  ["timeout", () => NO_ANSWER],
  ["lost", () => CONNECTION_LOST],
  ["silent", () => CONNECTION_LOST],
  [
    "too_slow",
    () => ({
      title: "Connection too slow",
      text: "Your connection could not keep up with the arena. It may go better now.",
      ...FLY_AGAIN,
    }),
  ],
  [
    "room_closed",
    () => ({
      title: "The arena has closed",
      text: "This room is over. The next one is near.",
      ...FLY_AGAIN,
    }),
  ],
  [
    "room_failed",
    () => ({
      title: "The arena broke down",
      text: "Something went wrong in this room, and not on your side. A new one is made for you.",
      ...FLY_AGAIN,
    }),
  ],
]);

/** What to tell a person about an ending. The server's own words are mostly for developers. */
export function noticeOf(ending: Ending): Notice {
  return (NOTICES.get(ending.code) ?? unknownEnding)(ending);
}

function unknownEnding({ code, reason }: Ending): Notice {
  return {
    title: "That did not work",
    text: `What is known of it: ${sentence(reason, "nothing.")} (${code})`,
    ...TRY_AGAIN,
  };
}

function wait(millis: number): string {
  if (millis <= 0) return "Try again in a moment.";
  const seconds = Math.ceil(millis / 1000);
  return `Try again in about ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
}

function sentence(text: string, otherwise: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return otherwise;
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
