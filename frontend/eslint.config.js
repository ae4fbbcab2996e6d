import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

/** Forbids imports by pattern, with the rule of the architecture that they break. */
const never = (...bans) => ({
  "no-restricted-imports": ["error", { patterns: bans.map(([regex, message]) => ({ regex, message })) }],
});

const dom = ["document", "window", "fetch", "WebSocket", "localStorage", "location", "history", "navigator"];

export default tseslint.config(
  { ignores: ["node_modules/**", "dist/**"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    files: ["**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      // With noUncheckedIndexedAccess on, a `!` says what a loop's bounds already do.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["src/core/**"],
    rules: {
      ...never(
        ["/(net|parts|views|app)(/|$)", "core is below net, views and app: it imports generated types only"],
        ["^(?!\\./|\\.\\./core|@schema$|react$|vitest$|node:|.*/shared_schemas/fixtures/)", "core imports nothing but React's context and core"],
      ),
      "no-restricted-globals": ["error", ...dom],
    },
  },
  {
    files: ["src/views/**"],
    rules: never(
      ["/(net|app)(/|$)", "views take everything through core/context"],
      ["^\\.\\./(?!\\.\\./(core|parts)/)", "views do not import one another"],
    ),
  },
  { files: ["src/parts/**"], rules: never(["/(net|views|app)(/|$)", "parts are drawn from what they are given"]) },
  { files: ["src/net/**"], rules: never(["/(views|app)(/|$)", "net is below views and app"]) },
  { files: ["*.js"], ...tseslint.configs.disableTypeChecked },
);
