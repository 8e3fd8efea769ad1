import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

// Runs the program that the package brings along, in a game's folder outside of this repository.

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** Each run starts several programs. */
const PATIENCE_MILLIS = 60_000;

const DUEL = `edition = "2023";

package duel;

import "rondo/options.proto";
import "parts/knight.proto";

message Duel {
  option (rondo.room) = {version: 1};
  Lists state = 1;
}

message Lists {
  repeated Knight knights = 8;
}
`;

const KNIGHT = `edition = "2023";

package duel;

import "rondo/options.proto";

message Knight {
  uint32 id = 1;
  sint32 x = 2 [(rondo.field) = {step: 0.01}];
}
`;

const PAGE = `import { RondoClient } from "@rondo/client";
import { DuelSchema } from "./gen/duel_pb.js";

const room = await new RondoClient(location.origin).joinOrCreate("duel", DuelSchema);
room.watch("knights", { added: ({ id, x }) => console.log(id.toFixed(), x.toFixed()) });
// @ts-expect-error a knight has no y
room.watch("knights", { added: ({ y }) => console.log(y) });
`;

let game: string;

beforeAll(() => {
  game = mkdtempSync(join(tmpdir(), "rondo-game-"));
  run("npm", ["pack", "--pack-destination", game], packageFolder);
  const [tarball = ""] = readdirSync(game);
  const installed = "node_modules/@rondo/client";
  mkdirSync(join(game, installed), { recursive: true });
  run("tar", ["-xzf", tarball, "-C", installed, "--strip-components", "1"], game);
  symlinkSync(join(modules, "@bufbuild"), join(game, "node_modules/@bufbuild"));
}, PATIENCE_MILLIS);

afterAll(() => rmSync(game, { recursive: true }));

beforeEach(() => {
  rmSync(join(game, "src"), { recursive: true, force: true });
  rmSync(join(game, "web"), { recursive: true, force: true });
  write("src/main/proto/duel.proto", DUEL);
  write("src/main/proto/parts/knight.proto", KNIGHT);
});

describe("rondo-types", { timeout: PATIENCE_MILLIS }, () => {
  test("makes the types of a game, which the compiler takes", () => {
    const { output } = rondoTypes("src/main/proto", "web/src/gen");
    expect(output).toBe("rondo-types: 2 files in web/src/gen\n");

    write("web/src/page.ts", PAGE);
    const compiler = join(modules, "typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--module", "esnext", "--target", "es2022"];
    const more = ["--moduleResolution", "bundler", "--lib", "es2022,dom"];
    run(process.execPath, [compiler, ...options, ...more, "web/src/page.ts"], game);
  });

  test("takes what it made before away, and leaves alone what is as it was", () => {
    rondoTypes("src/main/proto", "web/src/gen");
    write("web/src/gen/mine.ts", "// mine");
    write("web/src/gen/mine_pb.ts", "// mine too");
    utimesSync(join(game, "web/src/gen/duel_pb.ts"), 1, 1);
    rmSync(join(game, "src/main/proto/parts"), { recursive: true });
    write("src/main/proto/knight.proto", KNIGHT);
    write("src/main/proto/duel.proto", DUEL.replace("parts/", ""));
    rondoTypes("src/main/proto", "web/src/gen");
    const changed = statSync(join(game, "web/src/gen/duel_pb.ts")).mtimeMs;
    rondoTypes("src/main/proto", "web/src/gen");

    expect(filesIn("web/src/gen")).toEqual([
      "duel_pb.ts",
      "knight_pb.ts",
      "mine.ts",
      "mine_pb.ts",
      "parts",
    ]);
    expect(filesIn("web/src/gen/parts")).toEqual([]);
    expect(changed).toBeGreaterThan(1000);
    expect(statSync(join(game, "web/src/gen/duel_pb.ts")).mtimeMs).toBe(changed);
  });

  test("says where a contract is wrong, and keeps the types that there are", () => {
    rondoTypes("src/main/proto", "web/src/gen");
    write("src/main/proto/parts/knight.proto", KNIGHT.replace("sint32 x", "Lance x"));

    const { status, output } = rondoTypes("src/main/proto", "web/src/gen");

    expect(status).toBe(1);
    expect(output).toContain("src/main/proto/parts/knight.proto:9:3:");
    expect(output).toContain("cannot find `Lance`");
    expect(readFileSync(join(game, "web/src/gen/parts/knight_pb.ts"), "utf8")).toContain(
      "x: number",
    );
  });

  test("says where a contract breaks a rule of Rondo's", () => {
    write("src/main/proto/duel.proto", DUEL.replace("knights = 8", "knights = 7"));

    const { status, output } = rondoTypes("src/main/proto", "web/src/gen");

    expect(status).toBe(1);
    expect(output).toContain("duel.Lists.knights: has the number 7 (expected: 8 to 99;");
    expect(output).not.toContain("at checkStateField");
  });

  test.each([
    ["nothing", [], "Usage: rondo-types <folder"],
    ["a folder that is not there", ["protos", "gen"], "There is no folder"],
    [
      "a folder without contracts",
      ["node_modules/@rondo/client/bin", "gen"],
      "has no .proto files",
    ],
  ])("says what to do when it is given %s", (_, args, problem) => {
    const { status, output } = rondoTypes(...args);

    expect(status).toBe(1);
    expect(output).toContain(problem);
  });
});

function write(path: string, text: string): void {
  mkdirSync(join(game, path, ".."), { recursive: true });
  writeFileSync(join(game, path), text);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(game, folder)).sort();
}

function rondoTypes(...args: readonly string[]) {
  const program = "node_modules/@rondo/client/bin/rondo-types.mjs";
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: game,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(" ")}: ${stdout}${stderr}`);
  }
}
