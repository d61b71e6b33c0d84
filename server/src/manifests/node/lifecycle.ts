/** Package managers that differ in the scripts they run. Yarn 2 and later differ from Yarn 1. */
export type NodeManager = 'npm' | 'yarn-classic' | 'yarn-berry' | 'pnpm' | 'bun';

/**
 * The project's own scripts that an install without package names runs, in order.
 * - npm: https://docs.npmjs.com/cli/v11/using-npm/scripts#life-cycle-operation-order lists `prepublish` for `npm ci` and `npm install` in
 *   all versions up to 11 ("does run during npm ci and npm install"); the three `dependencies` scripts run after node_modules has changed.
 * - Yarn 1: wrapLifecycle in its src/cli/commands/install.js; `prepublish` and `prepare` not with --production.
 * - Yarn 2 and later: https://yarnpkg.com/advanced/lifecycle-scripts: `prepublish` is only for publishing, `prepare` is not supported.
 * - pnpm: https://pnpm.io/scripts; no `prepublish` since version 6 (pnpm/pnpm#3306).
 * - Bun: https://bun.sh/docs/pm/lifecycle; trustedDependencies only applies to the scripts of dependencies.
 */
const lifecycle: Readonly<Record<NodeManager, readonly string[]>> = {
  npm: [
    'preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare',
    'predependencies', 'dependencies', 'postdependencies',
  ],
  'yarn-classic': ['preinstall', 'install', 'postinstall', 'prepublish', 'prepare'],
  'yarn-berry': ['preinstall', 'install', 'postinstall'],
  pnpm: ['pnpm:devPreinstall', 'preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'],
  bun: ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'],
}; // prettier-ignore

/**
 * The names among `scripts` that an install runs, in the order of the managers' lists. Pass several managers if it is unknown which of them
 * is used.
 */
export function installScriptsOf(scripts: Readonly<Record<string, string>>, managers: readonly NodeManager[]): readonly string[] {
  const names = new Set(managers.flatMap((manager) => lifecycle[manager]));
  return [...names].filter((name) => Object.hasOwn(scripts, name));
}
