// Runs one npm step of the build, unless nothing that it depends on has changed since it last passed.
// Maven calls it; by hand: node .mvn/npm.mjs client-build
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PACKAGES = [
  ".npmrc",
  "package.json",
  "package-lock.json",
  "web-client/package.json",
  "web-client/docs/package.json",
  "sample-game/web/package.json",
];
const CLIENT = [...PACKAGES, "biome.json", "buf.yaml", "tsconfig.base.json", "web-client", "protocol/src/main/proto", "protocol/vectors"];
const PAGE = [...CLIENT, "sample-game/web", "sample-game/starter", "sample-game/src/main/proto", "sample-game/src/test/proto"];

/** What a folder may hold that a step makes or does not read. */
const NOT_INPUT = new Set(["node_modules", "dist", "gen", "target", "pom.xml"]);

/**
 * args: what npm is given, and behind it what is given here to a step without a stamp. inputs: files and folders that it reads. stamp: where it is noted that it
 * passed; a folder that `mvn clean` removes where the outputs go too. makes: what must be there after it.
 */
const STEPS = {
  // Not "ci": that refuses a lock file which lacks the binaries of other platforms, and not every registry
  // that this is built against has them all. What the lock file has is what is installed either way.
  install: { args: ["install", "--no-save"], inputs: PACKAGES, stamp: "node_modules/.rondo", makes: "node_modules" },
  "client-build": {
    args: ["run", "build", "-w", "web-client"],
    inputs: CLIENT,
    stamp: "web-client/target/npm",
    makes: "web-client/dist",
  },
  "client-check": { args: ["run", "check", "-w", "web-client"], inputs: CLIENT, stamp: "web-client/target/npm" },
  "client-test": { args: ["run", "test", "-w", "web-client"], inputs: CLIENT, stamp: "web-client/target/npm" },
  "client-size": { args: ["run", "size", "-w", "web-client"], inputs: CLIENT, stamp: "web-client/target/npm" },
  "client-docs": { args: ["run", "docs", "-w", "web-client"], inputs: CLIENT, stamp: "web-client/target/npm" },
  "client-pack": { args: ["pack", "-w", "web-client"] },
  "page-build": {
    args: ["run", "build", "-w", "sample-game/web"],
    inputs: PAGE,
    stamp: "sample-game/target/npm",
    makes: "sample-game/target/classes/web",
  },
  "page-check": { args: ["run", "check", "-w", "sample-game/web"], inputs: PAGE, stamp: "sample-game/target/npm" },
  "page-test": { args: ["run", "test", "-w", "sample-game/web"], inputs: PAGE, stamp: "sample-game/target/npm" },
  // These test the server too, so they always run.
  "browser-test": { args: ["run", "test:browser", "-w", "sample-game/web"] },
  "starter-test": { args: ["run", "test:starter", "-w", "sample-game/web"] },
  pictures: { args: ["run", "pictures", "-w", "sample-game/web"] },
};

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function* filesBelow(path) {
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!NOT_INPUT.has(name)) {
      yield* filesBelow(join(path, name));
    }
  }
}

function fingerprint(step) {
  const hash = createHash("sha256").update(process.version).update(step.args.join(" "));
  for (const input of step.inputs) {
    for (const file of filesBelow(join(root, input))) {
      hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex");
}

function npm(args) {
  const result = spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (result.error) {
    fail(`npm was not found beside node ${process.version} (${result.error.message}). Install it and run this again.`);
  }
  return result.status ?? 1;
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.version} is too old for the page and the browser SDK (expected: 20.19 or later).`);
}

const name = process.argv[2] ?? "";
const step = STEPS[name];
if (step === undefined) {
  fail(`There is no step "${name}" (there are: ${Object.keys(STEPS).join(", ")}).`);
}
if (step.stamp === undefined) {
  process.exit(npm([...step.args, ...process.argv.slice(3)]));
}

const stamp = join(root, step.stamp, `${name}.sha256`);
const now = fingerprint(step);
const made = step.makes === undefined || existsSync(join(root, step.makes));
if (made && existsSync(stamp) && readFileSync(stamp, "utf8") === now) {
  console.log(`${name}: nothing has changed`);
  process.exit(0);
}
const status = npm(step.args);
if (status !== 0) {
  fail(`npm ${step.args.join(" ")} failed; what it said stands above.`);
}
mkdirSync(dirname(stamp), { recursive: true });
writeFileSync(stamp, now);
