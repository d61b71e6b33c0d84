import { describe, expect, it } from 'vitest';
import { readingsOf } from '../../../../server/src/shell/reading.ts';
import type { PackageVerb } from '../../../../server/src/shell/tools/package-tool.ts';
import { scriptOfRun } from '../../../support/script.ts';

/** What the commands of package managers do, from their manuals: commands separated by commas. */
const verbs: Readonly<Record<string, Partial<Record<PackageVerb, string>>>> = {
  npm: {
    install: `install x, i x, in x, ins x, inst x, insta x, instal x, isnt x, isnta x, isntal x, isntall x, add x, ci, clean-install, ic,
      install-clean, isntall-clean`,
    upgrade: 'update, up, upgrade, udpate',
    remove: 'uninstall x, un x, unlink x, remove x, rm x, r x, prune',
    clean: 'cache clean, cache clear, cache rm',
    run: 'run x, run-script x, rum x, urn x, test, t, tst, start',
  },
  yarn: {
    install: 'install, add x, global add x, workspaces focus x',
    upgrade: 'up x, upgrade x',
    other: 'set version stable',
    remove: 'remove x, global remove x',
    clean: 'cache clean',
    run: 'run x, build, test, start',
  },
  pnpm: {
    install: 'install, i, ci, add x',
    download: 'fetch',
    upgrade: 'update, up, upgrade',
    remove: 'remove x, rm x, uninstall x, un x, prune',
    clean: 'store prune',
    run: 'run x, build, test, start',
    build: 'deploy out',
  },
  bun: { install: 'install, i, ci, add x, a x', upgrade: 'update', remove: 'remove x, rm x', run: 'run x, test', build: 'build x.ts' },
  pipx: { install: 'install x, inject x y', upgrade: 'upgrade x', remove: 'uninstall x', run: 'run x' },
  pipenv: { install: 'install, sync', upgrade: 'update, upgrade', remove: 'uninstall x', clean: 'clean', run: 'run x' },
  poetry: {
    install: 'install, sync, add x',
    upgrade: 'update',
    remove: 'remove x',
    build: 'build',
    run: 'run x',
    clean: 'cache clear pypi',
  },
  gem: {
    install: 'install x, i x',
    upgrade: 'update',
    remove: 'uninstall x',
    clean: 'cleanup',
    build: 'build x.gemspec',
    download: 'fetch x',
  },
  pacman: {
    install: '-S x, --sync x, -U x.pkg.tar.zst, --upgrade x.pkg.tar.zst, -Syu x, --noconfirm -S x',
    update: '-Sy',
    upgrade: '-Syu, -Su',
    download: '-Sw x',
    clean: '-Scc, -Sc',
    remove: '-R x, -Rns x, --remove x',
    other: '-Ss x, -Sl, -Si x, -Sg',
  },
  apk: {
    install: 'add x',
    remove: 'del x',
    update: 'update',
    upgrade: 'upgrade',
    other: 'fix',
    download: 'fetch x',
    clean: 'cache clean, cache purge',
  },
  dotnet: {
    download: 'restore',
    build: 'build, publish, pack',
    run: 'test, run',
    install: 'tool install x, tool restore',
    clean: 'clean, nuget locals all --clear',
  },
};

const rows = Object.entries(verbs).flatMap(([tool, byVerb]) =>
  Object.entries(byVerb).flatMap(([verb, commands]) => commands.split(/,\s+/).map((command) => [`${tool} ${command}`, verb] as const)),
);

describe('what package managers do', () => {
  it.each(rows)('%s: %s', (body, verb) => {
    expect(readingsOf(scriptOfRun(body)).at(-1)?.packages?.verb).toBe(verb);
  });
});
