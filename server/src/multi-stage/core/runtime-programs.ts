import { absolutePath, baseName, isWithin } from '../../base/paths.ts';
import { bringsProgram, packageOfProgram } from '../../knowledge/program-packages.ts';
import type { ProgramPackage } from '../../knowledge/program-packages.ts';
import { librariesOfCompiler, runtimeLibraries } from '../../knowledge/build-packages.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { message } from '../../base/message.ts';
import { findBaseImage } from '../../model/base-image-catalogue.ts';
import { isRefusal, refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';
import { includesPath } from './copied-artifacts.ts';
import type { ConversionPlan } from './plan.ts';
import { containerCommandsOf, containerFolder } from './project.ts';
import type { CommandWords } from '../../facts/start/commands.ts';
import type { Project } from './project.ts';
import type { RuntimeRun } from './runtime-run.ts';
import type { Step } from './step.ts';

/** The runtime stage as far as it is decided. */
export interface DraftRuntimeStage {
  readonly runs: readonly RuntimeRun[];
  /** The COPY and ADD steps that it repeats. */
  readonly copies: readonly Step[];
  /** The packages that the file installs and that stay in the build stage. */
  readonly left: readonly string[];
}

/**
 * The system packages that the runtime stage has to install in addition to those of the file, so that it has every program that it runs;
 * sorted. Refuses when nothing is known to provide a program.
 */
export function addedPackages(project: Project, plan: ConversionPlan, draft: DraftRuntimeStage): readonly string[] | Refusal {
  const { manager, changed, release } = plan.base;
  const installed = installedBy(draft);
  const added = new Set<string>();
  const add = (name: ProgramPackage): void => {
    if (name !== 'base' && !installed.has(name)) added.add(name);
  };
  for (const words of containerCommandsOf(project)) {
    const provider = providerOf(project, plan, draft, words);
    if (typeof provider !== 'string') return provider;
    add(provider);
  }
  if (!changed) return librariesOfCompilers(plan, draft).filter((name) => !installed.has(name));
  const called = calledPackages(project, plan, draft);
  if (isRefusal(called)) return called;
  called.forEach(add);
  for (const program of draft.runs.flatMap(({ programs }) => programs)) {
    const provider = packageOfProgram(program, manager);
    if (provider && !(provider === 'adduser' && hasAdduser(plan))) add(provider);
  }
  for (const { programs = [], packages = [], builtAgainst = [] } of plan.systemNeeds) {
    for (const program of programs) add(packageOfProgram(program, manager) ?? 'base');
    packages.forEach(add);
    for (const development of builtAgainst) {
      const libraries = runtimeLibraries(manager, development, release);
      if (!libraries) return releaseNeeded(project, development);
      libraries.forEach(add);
    }
  }
  return [...added].sort();
}

/** Libraries that came with a compiler which stays in the build stage, and that an installed package loads. */
function librariesOfCompilers({ base, systemNeeds }: ConversionPlan, { left }: DraftRuntimeStage): readonly string[] {
  const fromCompiler = new Set(left.flatMap((name) => librariesOfCompiler(base.manager, name)));
  const needed = systemNeeds.flatMap(({ packages = [] }) => packages);
  return [...new Set(needed.filter((name) => fromCompiler.has(name)))].sort();
}

/**
 * The packages of the programs that the application itself calls, if the author's image has them. Refuses if it calls a compiler of that image,
 * or a program whose name is not known.
 */
function calledPackages({ calls, stage }: Project, plan: ConversionPlan, draft: DraftRuntimeStage): readonly ProgramPackage[] | Refusal {
  const { base } = plan;
  const image = stage.image!;
  const old = image.resolved === undefined ? undefined : findBaseImage(image.repository, image.tag);
  const isInOldImage = (name: string): boolean => old === undefined || old.packages.includes(name);
  const packages: ProgramPackage[] = [];
  for (const { program, place } of calls.calls) {
    if (program === undefined) {
      return refuse(
        message('{place} starts a program whose name is only known when it runs, and {image} contains fewer programs.', {
          place,
          image: base.image,
        }),
        [message('Write the name of the program in the call.')],
      );
    }
    if (isInstalled(draft, program)) continue;
    if (hasRole(program, 'compiler', 'buildTool', 'taskRunner') && isInOldImage(program)) {
      return refuse(message('{place} runs {program}, a build tool that {image} does not contain.', { place, program, image: base.image }));
    }
    const provider = plan.providesProgram(program) ? undefined : packageOfProgram(program, base.manager);
    if (provider !== undefined && isInOldImage(provider)) packages.push(provider);
  }
  return packages;
}

/** Up to bookworm, apt itself depends on adduser. https://packages.debian.org/apt */
function hasAdduser({ base }: ConversionPlan): boolean {
  return base.release === 'buster' || base.release === 'bullseye' || base.release === 'bookworm';
}

function installedBy({ runs }: DraftRuntimeStage): ReadonlySet<string> {
  return new Set(runs.flatMap(({ packages }) => packages));
}

/** The package that has to be installed for the program of a command; `base` when the runtime stage has it without. */
function providerOf(
  project: Project,
  plan: ConversionPlan,
  draft: DraftRuntimeStage,
  [program = '']: CommandWords,
): ProgramPackage | Refusal {
  const { base, artifacts } = plan;
  if (/[$`]/.test(program)) return base.changed ? notProvided(program, base.image) : 'base';
  const name = baseName(program);
  const path = program.includes('/') ? absolutePath(containerFolder(project), program) : undefined;
  if (path !== undefined && !/^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/.test(path))
    return isAtPath(project, plan, draft, path) ? 'base' : notProvided(program, base.image);
  if ((path !== undefined && includesPath(artifacts, path)) || plan.providesProgram(name) || isInstalled(draft, name)) return 'base';
  if (isCopiedOnPath(plan, draft, name) || !base.changed) return 'base';
  const provider = packageOfProgram(name, base.manager);
  return provider ?? (hasRole(name, 'builtin') ? 'base' : notProvided(name, base.image));
}

/** Whether the runtime stage has a file outside of the folders for programs. */
function isAtPath(project: Project, { base, artifacts }: ConversionPlan, { copies }: DraftRuntimeStage, path: string): boolean {
  const { files } = project;
  const isCopied = files
    ? files.some(({ target, instruction }) => target === path && copies.some((step) => step.instruction === instruction))
    : copies.some(({ copy }) => copy !== undefined && isWithin(copy.destination, path));
  const isInBase = !base.changed && !path.startsWith(`${containerFolder(project) ?? '/'}/`);
  return includesPath(artifacts, path) || isCopied || isInBase;
}

function isInstalled(draft: DraftRuntimeStage, program: string): boolean {
  const installed = installedBy(draft);
  return installed.has(program) || [...installed].some((name) => bringsProgram(name, program));
}

/** Whether a program is copied into a folder of PATH. */
function isCopiedOnPath({ artifacts }: ConversionPlan, { copies }: DraftRuntimeStage, name: string): boolean {
  return (
    artifacts.some(({ source, destination, isFolder }) => putsProgram(destination, isFolder ? [] : [source], name)) ||
    copies.some(({ copy }) => copy !== undefined && putsProgram(copy.destination, copy.sources, name))
  );
}

/** `COPY entrypoint.sh /usr/local/bin/` */
function putsProgram(destination: string, sources: readonly string[], name: string): boolean {
  const [, folder, file] = /^(\/(?:usr\/(?:local\/)?)?s?bin)(?:\/([^/]+))?$/.exec(destination) ?? [];
  return folder !== undefined && (file === undefined ? sources.some((source) => baseName(source) === name) : file === name);
}

function notProvided(program: string, image: string): Refusal {
  return refuse(message('The container runs {program}, but no known step adds it to a stage based on {image}.', { program, image }), [
    message('Start the program by its path, and build or copy it in the Dockerfile.'),
  ]);
}

function releaseNeeded({ stage }: Project, name: string): Refusal {
  const reason = message(
    'An installed package is built with {package}: the library depends on the Debian release, which {image} does not name.',
    {
      package: name,
      image: stage.image?.raw ?? '',
    },
  );
  return refuse(reason, [message('Name the release in the tag, for example with the suffix -bookworm.')], stage.image);
}
