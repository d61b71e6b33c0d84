import type { CommandFact } from '../../facts/commands/command.ts';
import type { PackageVerb } from '../../shell/tools/packages.ts';

/**
 * Why a RUN is slow, and how often it changes: `system` installs system packages (rarely changes), `install` installs the dependencies of
 * the project (sometimes), `build` compiles the project (often). `light` is fast, or a download whose files should be deleted in the same
 * layer.
 */
export type CacheClass = 'system' | 'install' | 'build' | 'light';

const languageVerbs: Partial<Record<PackageVerb, CacheClass>> = {
  install: 'install',
  download: 'install',
  upgrade: 'install',
  build: 'build',
  run: 'build',
};

const mostChangedFirst: readonly CacheClass[] = ['build', 'install', 'system'];

/** The class of a script: the one of its commands that changes most often. */
export function cacheClass(commands: readonly CommandFact[]): CacheClass {
  const classes = new Set(commands.map(classOf));
  return mostChangedFirst.find((kind) => classes.has(kind)) ?? 'light';
}

/** Whether two scripts should stay in separate layers, because a change of one would rerun the other. */
export function shouldStaySeparate(a: CacheClass, b: CacheClass): boolean {
  return a !== b && a !== 'light' && b !== 'light';
}

function classOf({ kind, packages }: CommandFact): CacheClass {
  if (packages?.kind === 'system') return packages.verb === 'install' || packages.verb === 'upgrade' ? 'system' : 'light';
  if (packages) return languageVerbs[packages.verb] ?? 'light';
  return kind === 'build' ? 'build' : 'light';
}
