import type { Fields } from "./codec.js";
import { report } from "./listeners.js";

/** What becomes of an entity or single in a frame. */
export type News = "added" | "changed" | "removed";

/** A watcher of the game, which knows the type of what it hears of; `Room.watch` has checked it. */
export type AnyWatcher = { readonly [N in News]?: (message: never) => void };

/** Something that watchers hear of. */
export interface Watched {
  readonly message: Fields;
  /** What became of it in this frame; undefined when that is nothing to tell. */
  news: News | undefined;
}

interface Entry {
  readonly watcher: AnyWatcher;
  /** In which frame it was added. Of that one it hears no news, but what is there in the end. */
  readonly since: number;
  isIntroduced: boolean;
}

/** Who watches an entity set or a single, and what to tell them when the frame was applied. */
export class Watchers {
  readonly #all: () => Iterable<Fields>;
  readonly #first: News;
  readonly #entries = new Set<Entry>();
  /** In the order in which the frame named them. Kept, so that frames leave no garbage behind. */
  readonly #touched: Watched[] = [];

  /**
   * @param all what is there now
   * @param first what a watcher hears of that, to begin with
   */
  constructor(all: () => Iterable<Fields>, first: News) {
    this.#all = all;
    this.#first = first;
  }

  /** Adds a watcher and returns what takes it out again. */
  add(watcher: AnyWatcher, frame: number, isApplying: boolean): () => void {
    const entry = { watcher, since: frame, isIntroduced: false };
    this.#entries.add(entry);
    if (!isApplying) {
      this.#introduce(entry);
    }
    return () => {
      this.#entries.delete(entry);
    };
  }

  /** A frame has to do with something. What comes and goes in the same frame is nothing to tell. */
  note(watched: Watched, news: News): void {
    const { news: before } = watched;
    if (before === undefined) {
      this.#touched.push(watched);
      watched.news = news;
    } else if (news === "removed") {
      watched.news = before === "added" ? undefined : news;
    }
  }

  /** The frame was applied as a whole. */
  tell(frame: number): void {
    for (const entry of [...this.#entries]) {
      if (!entry.isIntroduced) {
        this.#introduce(entry);
      } else if (entry.since < frame) {
        for (const { message, news } of this.#touched) {
          this.#call(entry, news, message);
        }
      }
    }
    for (const watched of this.#touched) {
      watched.news = undefined;
    }
    this.#touched.length = 0;
  }

  #introduce(entry: Entry): void {
    entry.isIntroduced = true;
    for (const message of this.#all()) {
      this.#call(entry, this.#first, message);
    }
  }

  #call(entry: Entry, news: News | undefined, message: Fields): void {
    if (news !== undefined && this.#entries.has(entry)) {
      try {
        // As a method: a watcher may be an object of the game with a state of its own.
        entry.watcher[news]?.(message as never);
      } catch (error) {
        report(error);
      }
    }
  }
}
