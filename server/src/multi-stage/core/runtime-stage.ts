import { foldersOfData, isArchivedRelease } from '../../knowledge/archived-releases.ts';
import { isCompilerPackage } from '../../knowledge/build-packages.ts';
import { packageOfProgram } from '../../knowledge/program-packages.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { isRefusal, refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';
import { ownerOf, stageName } from './copied-artifacts.ts';
import type { ConversionPlan, NewLine, StageLine } from './plan.ts';
import type { Project } from './project.ts';
import { addedPackages } from './runtime-programs.ts';
import { runtimeRun } from './runtime-run.ts';
import type { RunChoice, RuntimeRun } from './runtime-run.ts';
import { repeatsSetup } from './setups.ts';
import { effectsOf } from './step.ts';
import type { Step } from './step.ts';
import { hasUser, refuseMissingUser } from './runtime-users.ts';
import { SystemPackages } from './system-packages.ts';

/** The runtime stage without its FROM. */
export interface RuntimeStage {
  readonly lines: readonly StageLine[];
  readonly decisions: readonly Message[];
  /** System packages stay in the build stage, and are larger than what the conversion adds. */
  readonly savesSize: boolean;
}

/** Puts the runtime stage together: the author's instructions in their order, without what only builds, and the artifacts of the build. */
export function runtimeStage(project: Project, plan: ConversionPlan): RuntimeStage | Refusal {
  const missingUser = refuseMissingUser(project, plan);
  if (missingUser) return missingUser;
  const { steps, lastBuild } = project;
  const packages = new SystemPackages(project, plan);
  const runs = repeatedRuns(project, plan, packages);
  if (isRefusal(runs)) return runs;
  const kept = steps.filter((step, i) => (step.run ? runs.has(step) : !step.copy || i > lastBuild || plan.repeatsCopy(step)));
  const left = leftInBuildStage(project, packages);
  const added = addedPackages(project, plan, { runs: [...runs.values()], copies: kept.filter(({ copy }) => copy), left });
  if (isRefusal(added)) return added;
  const installing = [...runs.values()].find(({ manager }) => manager === plan.base.manager)?.step;
  if (installing && added.length > 0) {
    const extended = runtimeRun(project.model.tree.text, installing, choiceFor(project, plan, packages, installing), added);
    if (isRefusal(extended)) return extended;
    runs.set(installing, extended!);
  }
  const newLines = installing || added.length === 0 ? [] : addedLines(project, plan, added);
  if (isRefusal(newLines)) return newLines;
  return {
    lines: arrangeLines(project, plan, withoutUnused(project, withoutRepeats(project, kept)), runs, newLines),
    decisions: [
      ...packageDecisions(left, added, plan),
      ...callDecisions(
        project,
        plan,
        [...runs.values()].flatMap((run) => run.packages),
        added,
      ),
    ],
    savesSize: plan.addsSize ? left.some(isCompilerPackage) : left.length > 0,
  };
}

/** The RUN instructions of the runtime stage, by their step. */
function repeatedRuns(project: Project, plan: ConversionPlan, packages: SystemPackages): Map<Step, RuntimeRun> | Refusal {
  const runs = new Map<Step, RuntimeRun>();
  for (const step of project.steps) {
    const run = step.run && runtimeRun(project.model.tree.text, step, choiceFor(project, plan, packages, step));
    if (isRefusal(run)) return run;
    if (run) runs.set(step, run);
  }
  const installsAny = [...runs.values()].some(({ manager }) => manager !== undefined);
  for (const step of project.steps) if (installsAny && !runs.has(step) && servesInstalls(step)) runs.set(step, verbatim(step));
  return runs;
}

function choiceFor(project: Project, plan: ConversionPlan, packages: SystemPackages, step: Step): RunChoice {
  return { packages, repeatsSetup: repeatsSetup(project, plan, step), repeatsBuild: plan.repeatsBuild };
}

/** New lines first, then the author's with the artifacts between them. */
function arrangeLines(
  project: Project,
  plan: ConversionPlan,
  steps: readonly Step[],
  runs: ReadonlyMap<Step, RuntimeRun>,
  installs: readonly NewLine[],
): readonly StageLine[] {
  const lineOf = (step: Step): StageLine => {
    const run = runs.get(step);
    return run && run.text !== step.instruction.source ? { text: run.text, step } : step;
  };
  const toLine = (text: string): NewLine => ({ text });
  const copies = copyLines(project, plan);
  const at = indexOfCopies(project, steps, copies);
  return [
    ...installs,
    ...(plan.base.changed ? variablesOfOldBase(project, steps) : []),
    ...plan.firstLines.map(toLine),
    ...steps.slice(0, at).map(lineOf),
    ...plan.environmentSetup.map(toLine),
    ...copies,
    ...steps.slice(at).map(lineOf),
  ];
}

/** A RUN that only updates the package lists for the installs of other RUNs, or deletes caches after them. */
function servesInstalls(step: Step): boolean {
  const effects = effectsOf(step).filter(({ kind }) => kind !== 'none' && kind !== 'shell-option');
  return (
    effects.length > 0 &&
    effects.every((effect) => effect.kind === 'package-lists' || (effect.kind === 'cache-removal' && effect.of === 'system'))
  );
}

function verbatim(step: Step): RuntimeRun {
  return { step, text: step.instruction.source, manager: undefined, packages: [], programs: [] };
}

/** Packages that the old image has and the runtime stage does not install. */
function leftInBuildStage({ steps }: Project, packages: SystemPackages): readonly string[] {
  const leftOut = steps.flatMap(effectsOf).flatMap((effect) => (effect.kind === 'system-install' ? packages.leftOut(effect) : []));
  return [...new Set(leftOut.filter(({ temporary }) => !temporary).map(({ name }) => name))];
}

function packageDecisions(left: readonly string[], added: readonly string[], { base }: ConversionPlan): readonly Message[] {
  return [
    ...(left.length === 0
      ? []
      : [message('Only in the build stage, because nothing needs it at run time: {packages}.', { packages: left.join(', ') })]),
    ...(added.length === 0
      ? []
      : [
          message('{image} does not contain {packages}, unlike the build image: installed in the run-time stage.', {
            image: base.image,
            packages: added.join(', '),
          }),
        ]),
  ];
}

/** The places in the sources because of which packages stay or are added. */
function callDecisions(
  { calls }: Project,
  { base }: ConversionPlan,
  installed: readonly string[],
  added: readonly string[],
): readonly Message[] {
  const names = new Set([...installed, ...added]);
  const places = new Map<string, string>();
  for (const { program = '', place } of calls.calls) {
    const name = packageOfProgram(program, base.manager) ?? program;
    if (names.has(name) && !places.has(name)) places.set(name, place);
  }
  return [...places].map(([name, place]) => message('{package} stays because {place} calls it.', { package: name, place }));
}

/**
 * An install of the added packages. Where the release is only in the archive, the files of packages with data are copied instead, and other
 * packages refuse the conversion.
 */
function addedLines(project: Project, plan: ConversionPlan, added: readonly string[]): readonly NewLine[] | Refusal {
  const { release, image } = plan.base;
  if (plan.base.manager === 'apk' || !isArchivedRelease(release)) return [{ text: installLine(project, plan, added) }];
  const missing = added.find((name) => foldersOfData(name) === undefined);
  if (missing !== undefined) {
    return refuse(
      message('{image} would need {package}, and the package servers of {release} are gone.', {
        image,
        package: missing,
        release: release!,
      }),
      [message('Use a newer release of the base image.')],
      project.stage.image,
    );
  }
  const stage = stageName(project.stage, plan.buildStages.at(-1)!.name);
  return added.flatMap((name) => foldersOfData(name)!).map((folder) => ({ text: `COPY --from=${stage} ${folder} ${folder}` }));
}

function installLine({ model }: Project, { base }: ConversionPlan, packages: readonly string[]): string {
  const names = packages.join(' ');
  if (base.manager === 'apk') return `RUN apk add --no-cache ${names}`;
  const separator = model.tree.escape === '\\' ? ' \\\n && ' : ' && ';
  return `RUN ${['apt-get update', `apt-get install -y --no-install-recommends ${names}`, 'rm -rf /var/lib/apt/lists/*'].join(separator)}`;
}

/**
 * The index in `kept` before which the artifacts are copied: before the first repeated COPY, so that what changes rarely comes first; else
 * after the steps of the build. Never before the accounts that own the artifacts are created.
 */
function indexOfCopies({ steps, lastBuild }: Project, kept: readonly Step[], copies: readonly NewLine[]): number {
  const firstAfterBuild = kept.findIndex((step) => steps.indexOf(step) > lastBuild);
  const end = firstAfterBuild < 0 ? kept.length : firstAfterBuild;
  const firstCopy = kept.slice(0, end).findIndex(({ copy }) => copy?.fromContext);
  const hasOwner = copies.some(({ text }) => text.includes(' --chown='));
  const afterAccounts = hasOwner ? kept.slice(0, end).findLastIndex(({ run }) => run) + 1 : 0;
  return Math.max(firstCopy < 0 ? end : firstCopy, afterAccounts);
}

function copyLines(project: Project, plan: ConversionPlan): readonly NewLine[] {
  return plan.artifacts.map(({ stage, source, destination }) => {
    const owner = destination === source ? ownerOf(project, destination) : undefined;
    const chown = owner === undefined || !hasUser(project, plan, owner) ? '' : `--chown=${owner} `;
    return { text: `COPY --from=${stageName(project.stage, stage)} ${chown}${pathsText([source, destination])}` };
  });
}

function pathsText(paths: readonly string[]): string {
  return paths.some((path) => /[\s"'$\\]/.test(path)) ? JSON.stringify(paths) : paths.join(' ');
}

/** Without a COPY whose files a later one copies to the same paths, when nothing runs in between. */
function withoutRepeats({ files, lastBuild, steps }: Project, kept: readonly Step[]): readonly Step[] {
  if (!files) return kept;
  const targets = (step: Step): readonly string[] =>
    files.filter(({ instruction }) => instruction === step.instruction).map(({ target }) => target);
  return kept.filter((step, i) => {
    if (!step.copy?.fromContext || steps.indexOf(step) > lastBuild) return true;
    const run = kept.findIndex((other, at) => at > i && other.run);
    const later = new Set(kept.slice(i + 1, run < 0 ? undefined : run).flatMap(targets));
    const own = targets(step);
    return own.length === 0 || !own.every((target) => later.has(target));
  });
}

/** Without an ARG that nothing in the runtime stage uses, and without a WORKDIR that is replaced before anything uses it. */
function withoutUnused({ model }: Project, kept: readonly Step[]): readonly Step[] {
  const used = new Set<string>();
  const needed: Step[] = [];
  let hasRun = false;
  for (const step of kept.toReversed()) {
    const { instruction } = step;
    hasRun ||= step.run !== undefined;
    if (instruction.keyword === 'ARG' && !instruction.pairs.some(({ name }) => used.has(name) || (hasRun && readByInstallers.has(name))))
      continue;
    if (instruction.keyword === 'WORKDIR' && isReplaced(needed)) continue;
    for (const { name } of model.usesIn(instruction)) used.add(name);
    needed.unshift(step);
  }
  return needed;
}

/** Variables that the author's image sets and these steps use: the base of the runtime stage may not set them. */
function variablesOfOldBase({ model }: Project, steps: readonly Step[]): readonly NewLine[] {
  const lines = steps.flatMap(({ instruction }) =>
    model.usesIn(instruction).flatMap((use) => {
      const { name, origin, value } = model.resolve(instruction, use) ?? {};
      return origin === 'base-image' && name !== 'PATH' && value !== undefined ? [`ENV ${name}=${value}`] : [];
    }),
  );
  return [...new Set(lines)].map((text) => ({ text }));
}

/** Variables that programs of the system read from their environment. */
const readByInstallers: ReadonlySet<string> = new Set(['DEBIAN_FRONTEND', 'TZ', 'LANG', 'LC_ALL', 'HOME', 'PATH']);

/** Whether an absolute WORKDIR comes before any step that uses the current working directory. */
function isReplaced(following: readonly Step[]): boolean {
  const next = following.find((step) => step.instruction.keyword === 'WORKDIR' || worksInFolder(step));
  return next?.instruction.keyword === 'WORKDIR' && isAbsolute(next.instruction);
}

/** Effects that do not depend on the working directory. */
const independentOfFolder: ReadonlySet<string> = new Set([
  'system-install',
  'package-lists',
  'system-removal',
  'cache-removal',
  'none',
  'shell-option',
]);

function worksInFolder(step: Step): boolean {
  if (step.copy) return !step.copy.fact.destination!.absolute;
  return effectsOf(step).some((effect) => (effect.kind === 'setup' ? effect.paths?.length !== 0 : !independentOfFolder.has(effect.kind)));
}

function isAbsolute({ bodyText }: Instruction): boolean {
  return /^["']?\//.test(bodyText);
}
