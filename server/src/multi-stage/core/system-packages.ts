import { baseName } from '../../base/paths.ts';
import { isBuildOnly, runtimeLibraries } from '../../knowledge/build-packages.ts';
import type { PackageManager } from '../../knowledge/build-packages.ts';
import type { PackageRequest } from '../../shell/tools/packages.ts';
import type { SystemInstall } from './actions.ts';
import type { RuntimeBase } from './runtime-base.ts';
import type { ContainerCommands } from '../evidence/start-command.ts';
import { actionsOf } from './steps.ts';
import type { Step } from './steps.ts';

/** What becomes of a package that the file installs and the run-time stage does not get as it is. */
export interface PackageFate {
  readonly name: string;
  readonly request: PackageRequest;
  /** What takes its place, possibly nothing. */
  readonly with: readonly string[];
  /** The file itself takes it away again, so that the image never had it. */
  readonly temporary: boolean;
}

/** Decides which system packages the run-time stage needs. What is not known to serve the build alone is kept. */
export class SystemPackages {
  private readonly release: string | undefined;
  private readonly removed: ReadonlySet<string>;
  private readonly buildTools: ReadonlySet<string>;
  private readonly runtimePrograms: ReadonlySet<string>;
  private readonly inBase: ReadonlySet<string>;

  /** `buildTools`: packages that in this kind of project serve the build alone, unless the container runs them. */
  constructor(steps: readonly Step[], commands: ContainerCommands, { release, packages }: RuntimeBase, buildTools: readonly string[]) {
    this.release = release;
    this.inBase = new Set(packages);
    this.removed = new Set(steps.flatMap(actionsOf).flatMap((action) => (action.kind === 'remove' ? action.names : [])));
    this.buildTools = new Set(buildTools);
    this.runtimePrograms = new Set([...commands.start, ...commands.health].map(([program = '']) => baseName(program)));
  }

  /** The packages of an install that the run-time stage does not get as they are. */
  fates({ manager, packages, virtual }: SystemInstall): readonly PackageFate[] {
    const taken = virtual !== undefined && this.removed.has(virtual);
    const compiles = packages.some(({ name }) => /^(?:make|g\+\+|gcc|build-base|build-essential)$/.test(plainName(name)));
    return packages.flatMap((request) => {
      const name = plainName(request.name);
      const instead = taken ? [] : this.instead(manager, name, compiles);
      return instead ? [{ name, with: instead, request, temporary: taken || this.removed.has(name) }] : [];
    });
  }

  /** Names of the packages that the run-time stage gets of an install. */
  kept(install: SystemInstall): readonly string[] {
    const fates = this.fates(install);
    const stay = install.packages.filter((request) => !fates.some((fate) => fate.request === request));
    return [...stay.map(({ name }) => plainName(name)), ...fates.flatMap((fate) => fate.with)];
  }

  /** Whether the file takes a package, or what a virtual name stands for, away again. */
  takesAway(name: string): boolean {
    return this.removed.has(name);
  }

  private instead(manager: PackageManager, name: string, compiles: boolean): readonly string[] | undefined {
    if (this.runtimePrograms.has(name)) return undefined;
    if (this.removed.has(name)) return [];
    if (this.buildTools.has(name)) return [];
    // node-gyp, which runs Python and a compiler.
    if (compiles && /^python[23]?(?:-minimal)?$/.test(name) && this.buildTools.has('node-gyp')) return [];
    const libraries = isBuildOnly(manager, name) || name.endsWith('-dev') ? runtimeLibraries(manager, name, this.release) : undefined;
    return libraries?.filter((library) => !this.inBase.has(library));
  }
}

/** Without architecture: `libc6-dev:amd64`. */
function plainName(name: string): string {
  return name.replace(/:.*$/, '');
}
