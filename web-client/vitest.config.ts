import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A test that hangs on a socket is a failure, and soon.
    testTimeout: 5000,
  },
});
