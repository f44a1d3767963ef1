// The borders of the house, as docs/architecture.md describes them. `npm run verify` checks them.

const tests = "\\.test\\.tsx?$|/testing/";

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "two files that need each other are one thing, or three",
      severity: "error",
      from: { pathNot: "^lib/generated/" },
      to: { circular: true },
    },
    {
      name: "engine-is-pure",
      comment: "the engine imports nothing outside itself: it runs in the browser and in the worker",
      severity: "error",
      from: { path: "^lib/engine/", pathNot: `^lib/engine/read-template\\.ts$|${tests}` },
      to: { pathNot: "^lib/engine/|^node_modules/zod/" },
    },
    {
      name: "liquid-is-handed-in",
      comment: "templates are read by what is handed to the engine: a browser loads Liquid for mappings that have one",
      severity: "error",
      from: { path: "^(lib/(engine|api)|components)/", pathNot: tests },
      to: { path: "^lib/engine/read-template\\.ts$", dynamic: false },
    },
    {
      name: "templates-are-pure",
      comment: "the reader of templates brings Liquid, and nothing else",
      severity: "error",
      from: { path: "^lib/engine/read-template\\.ts$" },
      to: { pathNot: "^lib/engine/|^node_modules/liquidjs/" },
    },
    {
      name: "api-is-for-the-browser",
      comment: "wire schemas reach the browser: they take nothing that needs a server",
      severity: "error",
      from: { path: "^lib/api/", pathNot: tests },
      to: { pathNot: "^lib/(api|engine)/|^node_modules/(zod|@tanstack/react-query)/" },
    },
    {
      name: "schemas-stay-with-the-server",
      comment: "only what checks a mapping as it is typed takes Zod and the wire schemas to the browser",
      severity: "error",
      from: { path: "^components/", pathNot: `^components/syncs/(editor|draft)/|${tests}` },
      to: {
        path: "^lib/api/|^node_modules/zod/",
        pathNot: "^lib/api/(queries|request|problem|run-status|run-filter|upload-limit|describe-interval)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "overlays-come-later",
      comment: "what lies above a page is loaded with the first that opens",
      severity: "error",
      from: { path: "^components/", pathNot: "^components/ui/overlays/" },
      to: {
        path: "^components/ui/overlays/(overlays|[a-z]+-frame|dialog-header|tooltip-bubble)\\.tsx$",
        dependencyTypesNot: ["type-only"],
        dynamic: false,
      },
    },
    {
      name: "lib-knows-no-doors",
      comment: "people and time come in through doors; the rooms behind don't look back",
      severity: "error",
      from: { path: "^lib/", pathNot: `^lib/local/|${tests}` },
      to: { path: "^(app|components|inngest|e2e)/" },
    },
    {
      name: "adapters-are-strangers",
      comment: "sources, hubspot and rejects meet in lib/runs and lib/connections, never each other",
      severity: "error",
      from: { path: "^lib/(sources|hubspot|rejects)/", pathNot: tests },
      to: { path: "^lib/(sources|hubspot|rejects)/", pathNot: "^lib/$1/" },
    },
    {
      name: "adapters-have-no-database",
      comment: "only verbs touch Prisma and the pool",
      severity: "error",
      from: { path: "^lib/(engine|hubspot|sources|rejects|storage|api|crypto)/", pathNot: tests },
      to: { path: "^lib/(db\\.ts|generated/)" },
    },
    {
      name: "prisma-stays-behind-lib",
      severity: "error",
      from: { path: "^(app|components|inngest|e2e)/" },
      to: { path: "^lib/generated/|^node_modules/(@prisma|prisma)/" },
    },
    {
      name: "components-see-views",
      comment: "what runs in the browser takes from lib only wire schemas and the engine",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^lib/", pathNot: "^lib/(api|engine)/" },
    },
    {
      name: "components-call-actions-only",
      comment: "the one way from a component to the server is a server action",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^app/", pathNot: "^app/_server/actions/" },
    },
    {
      name: "product-knows-nothing-local",
      comment: "nothing in the app asks whether it is local",
      severity: "error",
      from: { path: "^(app|components|inngest|lib)/", pathNot: `^lib/local/|${tests}` },
      to: { path: "^lib/local/|^e2e/" },
    },
    {
      name: "test-support-is-for-tests",
      severity: "error",
      from: { pathNot: `${tests}|^e2e/` },
      to: { path: "/testing/" },
    },
    {
      name: "product-has-its-packages",
      comment: "what runs in production is a dependency, not a development one",
      severity: "error",
      from: { path: "^(app|components|inngest|lib)/", pathNot: `^lib/local/|${tests}` },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    // Imports of types count: a type of Prisma in a component is a border crossed.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|test-results)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".json", ".css", ".d.ts"],
    },
  },
};
