import { message } from '../../base/message.ts';
import { nodeTable } from '../../facts/node/table.ts';
import type { CommandContext, CommandReader } from './context.ts';

/** Where Corepack keeps the package managers that it downloads. https://github.com/nodejs/corepack#environment-variables */
const usualFolder = '/root/.cache/node/corepack';

/** `corepack enable` only writes links; `corepack prepare pnpm@9 --activate` and `corepack install -g yarn@4` download. */
export const readCorepack: CommandReader = (context) => {
  const { command, draft, state } = context;
  if (command.program !== 'corepack') return false;
  const [verb = '', ...words] = command.args.map(({ value }) => value);
  if (verb === 'enable') state.corepack ??= new Set();
  const named = words.flatMap((word) => /^(npm|pnpm|yarn)(?:@|$)/.exec(word)?.[1] ?? []);
  if (verb === 'prepare' || verb === 'install' || verb === 'use') for (const manager of named) addManager(manager, context);
  if (verb === 'enable' || named.length === 0) draft.addSmallFiles();
  return true;
};

/** The first call of a package manager after `corepack enable` downloads it. */
export function addManagerOfCorepack(manager: string, context: CommandContext): void {
  const { corepack } = context.state;
  if (corepack && manager !== 'npm' && !corepack.has(manager)) addManager(manager, context);
}

function addManager(manager: string, { command, draft, state }: CommandContext): void {
  const table = nodeTable(state.assets);
  state.corepack = new Set([...(state.corepack ?? []), manager]);
  const names = manager === 'yarn' ? ['yarn', '@yarnpkg/cli-dist'] : [manager];
  const measured = table.state === 'known' ? names.flatMap((name) => table.value.get(name)) : [];
  const newest = measured.at(-1);
  if (!newest) {
    draft.addUnknown(message('The size of {source} is only known during the build.', { source: manager }));
    return;
  }
  const sizes = measured.map((one) => one.bytes);
  const bytes = { low: Math.round(Math.min(...sizes) / 2), likely: newest.bytes, high: Math.round(Math.max(...sizes) * 1.3) };
  const path = `${command.environment('COREPACK_HOME') ?? usualFolder}/${manager}`;
  const detail = message('Corepack downloads {tool}.', { tool: manager });
  draft.add({ parts: [{ name: manager, bytes: bytes.likely }], bytes, source: 'packages', path, detail });
  state.put(path, bytes.likely, draft, { interval: bytes });
}
