import type { GenFile } from "@bufbuild/protobuf/codegenv2";
import { fileDesc } from "@bufbuild/protobuf/codegenv2";

/**
 * What a contract's generated code imports for its `import "rondo/options.proto"`: a file of that name
 * and edition, with nothing in it. This client reads the options of a contract by hand, and what they
 * are declared as would be half a kilobyte more for each page to load.
 */
export const file_rondo_options: GenFile = /* @__PURE__ */ fileDesc(
  "ChNyb25kby9vcHRpb25zLnByb3RvYghlZGl0aW9uc3DoBw==",
);
