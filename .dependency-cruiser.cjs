// The borders of the house, as docs/architecture.md describes them. `npm run verify` checks them.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "engine-is-pure",
      comment: "the engine imports nothing outside itself (zod apart): it runs in the browser, too",
      severity: "error",
      from: { path: "^lib/engine/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^lib/engine/|^node_modules/zod/" },
    },
  ],
  options: {
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|lib/generated)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
