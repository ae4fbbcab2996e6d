import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = "http://127.0.0.1:8642";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@schema": here("../shared_schemas/generated/schema.ts") } },
  build: {
    outDir: here("../backend/nas_navigator/static"),
    emptyOutDir: true,
    // The server's content policy allows no data: or inline script, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: { "/api": { target: server, ws: true, changeOrigin: true, headers: { origin: server } } },
    fs: { allow: [here(".."), here("../shared_schemas")] },
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
