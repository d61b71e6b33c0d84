import { baseName } from '../../base/paths.ts';
import { isBuildOnly, runtimeLibraries } from '../../knowledge/build-packages.ts';
import type { PackageManager } from '../../knowledge/build-packages.ts';
import { packageOfProgram } from '../../knowledge/program-packages.ts';
import type { PackageRequest } from '../../shell/tools/packages.ts';
import type { SystemInstall } from './effects.ts';
import type { ConversionPlan } from './plan.ts';
import { containerCommandsOf } from './project.ts';
import type { Project } from './project.ts';
import { effectsOf } from './step.ts';

/** A package that the file installs and that the runtime stage does not install as it is. */
export interface LeftOutPackage {
  readonly name: string;
  readonly request: PackageRequest;
  /** The packages that the runtime stage installs instead, possibly none. */
  readonly replacements: readonly string[];
  /** The file removes the package later, so that the image does not have it today either. */
  readonly temporary: boolean;
}

/** Decides which system packages the runtime stage needs. A package is kept unless it is known that only the build needs it. */
export class SystemPackages {
  private readonly plan: ConversionPlan;
  private readonly removed: ReadonlySet<string>;
  private readonly startedPrograms: ReadonlySet<string>;
  private readonly inBase: ReadonlySet<string>;

  constructor(project: Project, plan: ConversionPlan) {
    this.plan = plan;
    this.inBase = new Set(plan.base.packages);
    this.removed = new Set(project.steps.flatMap(effectsOf).flatMap((effect) => (effect.kind === 'system-removal' ? effect.names : [])));
    const called = project.calls.calls.flatMap(({ program }) => program ?? []);
    this.startedPrograms = new Set([...containerCommandsOf(project).map(([program = '']) => baseName(program)), ...called]);
  }

  /** The packages of an install that the runtime stage does not install as they are. */
  leftOut(install: SystemInstall): readonly LeftOutPackage[] {
    const isRemovedTogether = install.virtual !== undefined && this.removed.has(install.virtual);
    const installed = install.packages.map(({ name }) => plainName(name));
    return install.packages.flatMap((request) => {
      const name = plainName(request.name);
      const replacements = isRemovedTogether ? [] : this.replacementsOf(install.manager, name, installed);
      return replacements ? [{ name, replacements, request, temporary: isRemovedTogether || this.removed.has(name) }] : [];
    });
  }

  /** Names of the packages that the runtime stage installs for an install. */
  kept(install: SystemInstall): readonly string[] {
    const leftOut = this.leftOut(install);
    const unchanged = install.packages.filter((request) => !leftOut.some((one) => one.request === request));
    return [...unchanged.map(({ name }) => plainName(name)), ...leftOut.flatMap(({ replacements }) => replacements)];
  }

  /** Whether the file removes a package, or the packages of a virtual name. */
  isRemoved(name: string): boolean {
    return this.removed.has(name);
  }

  /** Whether the container or the application starts a program of a package. */
  private isStarted(manager: PackageManager, name: string): boolean {
    return this.startedPrograms.has(name) || [...this.startedPrograms].some((program) => packageOfProgram(program, manager) === name);
  }

  /** What is installed instead of a package; undefined to keep the package. */
  private replacementsOf(manager: PackageManager, name: string, installed: readonly string[]): readonly string[] | undefined {
    if (this.isStarted(manager, name)) return undefined;
    if (this.removed.has(name) || this.plan.isBuildOnlyPackage(name, installed)) return [];
    const smaller = this.plan.smallerPackages?.(name);
    if (smaller) return smaller.filter((other) => !this.inBase.has(other));
    const isDevelopment = isBuildOnly(manager, name) || name.endsWith('-dev');
    const libraries = isDevelopment ? runtimeLibraries(manager, name, this.plan.base.release) : undefined;
    return libraries?.filter((library) => !this.inBase.has(library));
  }
}

/** Without the architecture of `libc6-dev:amd64`. */
function plainName(name: string): string {
  return name.replace(/:.*$/, '');
}
