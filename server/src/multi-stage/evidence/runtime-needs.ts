import { absolutePath, baseName, isWithin } from '../../base/paths.ts';
import { bringsProgram, packageOfProgram } from '../../knowledge/program-packages.ts';
import type { ProgramPackage } from '../../knowledge/program-packages.ts';
import { runtimeLibraries } from '../../knowledge/build-packages.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { message } from '../../base/message.ts';
import { refuse } from '../core/conversion.ts';
import type { Refusal } from '../core/conversion.ts';
import { delivers } from '../core/delivery.ts';
import type { Project, Recipe } from '../core/recipe.ts';
import type { RuntimeRun } from '../core/runtime-run.ts';
import type { CommandWords } from './start-command.ts';
import type { Step } from '../core/steps.ts';

/**
 * The system packages that must be added so that all that the run-time stage runs is there, beside those that the file installs;
 * sorted. Refuses when a program is not known to be there.
 */
export function addedPackages(
  project: Project,
  recipe: Recipe,
  runs: readonly RuntimeRun[],
  copies: readonly Step[],
): readonly string[] | Refusal {
  const { manager, changed } = recipe.base;
  const installed = installedBy(runs);
  const added = new Set<string>();
  const want = (name: ProgramPackage): void => {
    if (name !== 'base' && !installed.has(name)) added.add(name);
  };
  for (const words of [...project.commands.start, ...project.commands.health]) {
    const refusal = checkProgram(project, recipe, words, copies, installed, want);
    if (refusal) return refusal;
  }
  if (!changed) return [];
  for (const program of runs.flatMap(({ programs }) => programs)) {
    const found = packageOfProgram(program, manager);
    if (found && !(found === 'adduser' && hasAdduser(recipe))) want(found);
  }
  for (const { programs = [], packages = [], builtAgainst = [] } of recipe.needs) {
    for (const program of programs) want(packageOfProgram(program, manager) ?? 'base');
    packages.forEach(want);
    for (const development of builtAgainst) {
      const libraries = runtimeLibraries(manager, development, recipe.base.release);
      if (!libraries) return releaseNeeded(project, development);
      libraries.forEach(want);
    }
  }
  return [...added].sort();
}

/** Up to bookworm, apt itself depends on adduser. https://packages.debian.org/apt */
function hasAdduser({ base }: Recipe): boolean {
  return base.release === 'buster' || base.release === 'bullseye' || base.release === 'bookworm';
}

function isInstalled(installed: ReadonlySet<string>, program: string): boolean {
  return installed.has(program) || [...installed].some((name) => bringsProgram(name, program));
}

function installedBy(runs: readonly RuntimeRun[]): ReadonlySet<string> {
  return new Set(runs.flatMap(({ packages }) => packages));
}

/** Looks for the program of one command of the container. */
function checkProgram(
  { stage, model, files }: Project,
  { base, copies, provides }: Recipe,
  [program = '']: CommandWords,
  repeated: readonly Step[],
  installed: ReadonlySet<string>,
  want: (name: ProgramPackage) => void,
): Refusal | undefined {
  const workdir = model.configOf(stage).workdir?.value;
  const name = baseName(program);
  if (/[$`]/.test(program)) return base.changed ? notThere(program, base.image) : undefined;
  const path = program.includes('/') ? absolutePath(workdir, program) : undefined;
  if (path !== undefined && !/^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/.test(path)) {
    const fromContext = files?.some(({ target, step }) => target === path && repeated.includes(step));
    const perhaps = !files && repeated.some(({ copy }) => copy !== undefined && isWithin(copy.destination, path));
    const inBase = !base.changed && !isWithin(workdir ?? '/', path);
    return delivers(copies, path) || fromContext || perhaps || inBase ? undefined : notThere(program, base.image);
  }
  if ((path !== undefined && delivers(copies, path)) || provides(name) || isInstalled(installed, name)) return undefined;
  if (copies.some(({ source, destination, folder }) => putsProgram(destination, folder ? [] : [source], name))) return undefined;
  if (repeated.some(({ copy }) => copy !== undefined && putsProgram(copy.destination, copy.sources, name))) return undefined;
  if (!base.changed) return undefined;
  const found = packageOfProgram(name, base.manager);
  if (found === undefined) return hasRole(name, 'builtin') ? undefined : notThere(name, base.image);
  want(found);
  return undefined;
}

/** `COPY entrypoint.sh /usr/local/bin/` */
function putsProgram(destination: string, sources: readonly string[], name: string): boolean {
  const [, folder, file] = /^(\/(?:usr\/(?:local\/)?)?s?bin)(?:\/([^/]+))?$/.exec(destination) ?? [];
  return folder !== undefined && (file === undefined ? sources.some((source) => baseName(source) === name) : file === name);
}

function notThere(program: string, image: string): Refusal {
  return refuse(
    message('The container runs {program}, and nothing that is known puts it into a stage made on {image}.', { program, image }),
    [message('Name the file that is started by its path, and build or copy it in the Dockerfile.')],
  );
}

function releaseNeeded({ stage }: Project, name: string): Refusal {
  const reason = message(
    'Something that is installed is built against {package}: which library that is depends on the release of Debian, which {image} does not say.',
    {
      package: name,
      image: stage.image?.raw ?? '',
    },
  );
  return refuse(reason, [message('Name the release in the tag, for example with -bookworm at its end.')], stage.image);
}
