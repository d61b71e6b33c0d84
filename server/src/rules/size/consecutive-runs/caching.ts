import type { CommandFact } from '../../../facts/commands/command.ts';
import type { PackageVerb } from '../../../shell/tools/packages.ts';

/**
 * What makes a RUN slow, and how often its author edits it: `system` installs packages of the system (seldom), `install` the libraries
 * that the project needs (now and then), `build` compiles the project (all the time). `light` is quick to repeat, or a download whose
 * leftovers are to go in the same layer.
 */
export type CacheClass = 'system' | 'install' | 'build' | 'light';

const languageVerbs: Partial<Record<PackageVerb, CacheClass>> = {
  install: 'install',
  download: 'install',
  upgrade: 'install',
  build: 'build',
  run: 'build',
};

const slowest: readonly CacheClass[] = ['build', 'install', 'system'];

/** The class of a script by its commands: that of what it does that is edited most often. */
export function cacheClass(commands: readonly CommandFact[]): CacheClass {
  const classes = new Set(commands.map(classOf));
  return slowest.find((kind) => classes.has(kind)) ?? 'light';
}

/** Whether two such scripts are better off in layers of their own: joined, each edit of the one would repeat the other. */
export function cacheApart(a: CacheClass, b: CacheClass): boolean {
  return a !== b && a !== 'light' && b !== 'light';
}

function classOf({ kind, packages }: CommandFact): CacheClass {
  if (packages?.kind === 'system') return packages.verb === 'install' || packages.verb === 'upgrade' ? 'system' : 'light';
  if (packages) return languageVerbs[packages.verb] ?? 'light';
  return kind === 'build' ? 'build' : 'light';
}
