// Builds the reference of the SDK into target/docs. Every warning is an error: what is public has
// its documentation, and every link in it leads somewhere.
import { fileURLToPath } from "node:url";
import { Application, LogLevel } from "typedoc";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const app = await Application.bootstrap({
  name: "@rondo/client",
  entryPoints: [path("../src/index.ts")],
  tsconfig: path("../tsconfig.build.json"),
  out: path("../target/docs"),
  readme: path("../README.md"),
  logLevel: LogLevel.Warn,
  treatWarningsAsErrors: true,
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  // Helpers that TypeScript needs a name for, and readers do not.
  intentionallyNotExported: ["Cases", "FieldOf", "Part", "REFUSALS", "StateMember", "ValueOf"],
  excludeInternal: true,
  disableSources: true,
  githubPages: false,
  hideGenerator: true,
});
const project = await app.convert();
if (project !== undefined) {
  app.validate(project);
}
if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) {
  process.exit(1);
}
await app.generateOutputs(project);
