import { isHeavy } from '../../knowledge/build-packages.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { isRefusal } from './conversion.ts';
import type { Refusal } from './conversion.ts';
import { ownerOf } from './delivery.ts';
import type { StageCopy } from './delivery.ts';
import { stageName } from './recipe.ts';
import type { NewLine, Project, Recipe } from './recipe.ts';
import { addedPackages } from '../evidence/runtime-needs.ts';
import { runtimeRun } from './runtime-run.ts';
import type { RunChoice, RuntimeRun } from './runtime-run.ts';
import { repeatsSetup } from './setups.ts';
import { actionsOf, runtimeOnly } from './steps.ts';
import type { Step } from './steps.ts';
import { SystemPackages } from './system-packages.ts';

/** A line of the run-time stage: the author's, the author's with another text, or a new one. */
export type RuntimeLine = Step | NewLine;

/** The run-time stage without its FROM. */
export interface RuntimeStage {
  readonly lines: readonly RuntimeLine[];
  readonly decisions: readonly Message[];
  /** System packages stay behind in the build stage, and weigh more than what the conversion adds. */
  readonly gains: boolean;
}

/** Puts the run-time stage together: the author's instructions in their order, without what only builds, and what comes from the build. */
export function runtimeStage(project: Project, recipe: Recipe): RuntimeStage | Refusal {
  const { steps, commands, boundary, model } = project;
  const packages = new SystemPackages(steps, commands, recipe.base, recipe.buildTools);
  const choiceFor = (step: Step): RunChoice => ({
    packages,
    repeatsSetup: repeatsSetup(project, recipe, step),
    repeatsGlobal: recipe.repeatsGlobal,
  });
  const runs = new Map<Step, RuntimeRun>();
  for (const step of steps) {
    const run = step.run && runtimeRun(model.tree.text, step, choiceFor(step));
    if (isRefusal(run)) return run;
    if (run) runs.set(step, run);
  }
  const installsAny = [...runs.values()].some(({ manager }) => manager !== undefined);
  for (const step of steps) if (installsAny && !runs.has(step) && servesInstalls(step)) runs.set(step, verbatim(step));
  const kept = steps.filter((step, i) => (step.run ? runs.has(step) : !step.copy || i > boundary || recipe.repeatsCopy(step)));
  const added = addedPackages(
    project,
    recipe,
    [...runs.values()],
    kept.filter(({ copy }) => copy),
  );
  if (isRefusal(added)) return added;
  const installing = [...runs.values()].find(({ manager }) => manager === recipe.base.manager)?.step;
  if (installing && added.length > 0) {
    const more = runtimeRun(model.tree.text, installing, choiceFor(installing), added);
    if (isRefusal(more)) return more;
    runs.set(installing, more!);
  }
  const needed = withoutUnused(project, withoutRepeats(project, kept));
  const lineOf = (step: Step): RuntimeLine => {
    const run = runs.get(step);
    return run && run.text !== step.instruction.source ? { text: run.text, step } : step;
  };
  const copies = copyLines(project, recipe.copies);
  const at = placeOfCopies(project, needed, copies);
  const lines: RuntimeLine[] = [
    ...(installing || added.length === 0 ? [] : [{ text: installLine(project, recipe, added) }]),
    ...(recipe.base.changed ? variablesOfTheImage(project, needed) : []),
    ...recipe.head.map((text) => ({ text })),
    ...needed.slice(0, at).map(lineOf),
    ...recipe.preparations.map((text) => ({ text })),
    ...copies,
    ...needed.slice(at).map(lineOf),
  ];
  const left = leftIn(project, packages);
  return { lines, decisions: packageDecisions(left, added, recipe), gains: recipe.costs ? left.some(isHeavy) : left.length > 0 };
}

/** A RUN of its own that fetches the lists for the installs of others, or cleans up behind them. */
function servesInstalls(step: Step): boolean {
  const actions = actionsOf(step).filter(({ kind }) => kind !== 'nothing' && kind !== 'option');
  return actions.length > 0 && actions.every((action) => action.kind === 'refresh' || (action.kind === 'clean' && !action.ofLanguage));
}

function verbatim(step: Step): RuntimeRun {
  return { step, text: step.instruction.source, manager: undefined, packages: [], programs: [] };
}

/** Packages that the image has until now, and the run-time stage does not get. */
function leftIn({ steps }: Project, packages: SystemPackages): readonly string[] {
  const fates = steps.flatMap(actionsOf).flatMap((action) => (action.kind === 'install' ? packages.fates(action) : []));
  return [...new Set(fates.filter(({ temporary }) => !temporary).map(({ name }) => name))];
}

function packageDecisions(left: readonly string[], added: readonly string[], { base }: Recipe): readonly Message[] {
  return [
    ...(left.length === 0
      ? []
      : [message('Left in the build stage, as nothing that runs needs it: {packages}.', { packages: left.join(', ') })]),
    ...(added.length === 0
      ? []
      : [
          message('{image} lacks {packages}, which the image of the build has: installed in the run-time stage.', {
            image: base.image,
            packages: added.join(', '),
          }),
        ]),
  ];
}

function installLine({ model }: Project, { base }: Recipe, packages: readonly string[]): string {
  const names = packages.join(' ');
  if (base.manager === 'apk') return `RUN apk add --no-cache ${names}`;
  const separator = model.tree.escape === '\\' ? ' \\\n && ' : ' && ';
  return `RUN ${['apt-get update', `apt-get install -y --no-install-recommends ${names}`, 'rm -rf /var/lib/apt/lists/*'].join(separator)}`;
}

/**
 * Before the first COPY that is repeated from in front of the boundary, so that what changes rarely comes first; else at the boundary.
 * Never before the accounts that own the copies.
 */
function placeOfCopies({ steps, boundary }: Project, kept: readonly Step[], copies: readonly NewLine[]): number {
  const behind = kept.findIndex((step) => steps.indexOf(step) > boundary);
  const end = behind < 0 ? kept.length : behind;
  const repeated = kept.slice(0, end).findIndex(({ copy }) => copy?.fromContext);
  const owned = copies.some(({ text }) => text.includes(' --chown='));
  const accounts = owned ? kept.slice(0, end).findLastIndex(({ run }) => run) + 1 : 0;
  return Math.max(repeated < 0 ? end : repeated, accounts);
}

function copyLines(project: Project, copies: readonly StageCopy[]): readonly NewLine[] {
  const { model, steps, boundary } = project;
  return copies.map(({ stage, source, destination }) => {
    const owner = destination === source ? ownerOf(model, steps.slice(0, boundary + 1), destination) : undefined;
    const chown = owner === undefined ? '' : `--chown=${owner} `;
    return { text: `COPY --from=${stageName(project, stage)} ${chown}${pathsText([source, destination])}` };
  });
}

function pathsText(paths: readonly string[]): string {
  return paths.some((path) => /[\s"'$\\]/.test(path)) ? JSON.stringify(paths) : paths.join(' ');
}

/** Without a COPY whose files a later one brings to the same places, as long as nothing runs in between. */
function withoutRepeats({ files, boundary, steps }: Project, kept: readonly Step[]): readonly Step[] {
  if (!files) return kept;
  const targets = (step: Step): readonly string[] => files.filter((file) => file.step === step).map(({ target }) => target);
  return kept.filter((step, i) => {
    if (!step.copy?.fromContext || steps.indexOf(step) > boundary) return true;
    const run = kept.findIndex((other, at) => at > i && other.run);
    const later = new Set(kept.slice(i + 1, run < 0 ? undefined : run).flatMap(targets));
    const own = targets(step);
    return own.length === 0 || !own.every((target) => later.has(target));
  });
}

/** Without ARGs that nothing in the run-time stage uses, and without a WORKDIR that the next one replaces before anything happens in it. */
function withoutUnused({ model }: Project, kept: readonly Step[]): readonly Step[] {
  const used = new Set<string>();
  const needed: Step[] = [];
  let hasRun = false;
  for (const step of kept.toReversed()) {
    const { instruction } = step;
    hasRun ||= step.run !== undefined;
    if (instruction.keyword === 'ARG' && !instruction.pairs.some(({ name }) => used.has(name) || (hasRun && readByInstallers.has(name))))
      continue;
    if (instruction.keyword === 'WORKDIR' && replaced(needed)) continue;
    for (const { name } of model.usesIn(instruction)) used.add(name);
    needed.unshift(step);
  }
  return needed;
}

/** What the author's image sets, and these steps use: the run-time base is another image. */
function variablesOfTheImage({ model }: Project, steps: readonly Step[]): readonly NewLine[] {
  const lines = steps.flatMap(({ instruction }) =>
    model.usesIn(instruction).flatMap((use) => {
      const { name, origin, value } = model.resolve(instruction, use) ?? {};
      return origin === 'base-image' && name !== 'PATH' && value !== undefined ? [`ENV ${name}=${value}`] : [];
    }),
  );
  return [...new Set(lines)].map((text) => ({ text }));
}

/** Variables that programs of the system read without being told. */
const readByInstallers: ReadonlySet<string> = new Set(['DEBIAN_FRONTEND', 'TZ', 'LANG', 'LC_ALL', 'HOME', 'PATH']);

/** Whether the steps that follow reach an absolute WORKDIR before one that works in the current one. */
function replaced(following: readonly Step[]): boolean {
  const next = following.find((step) => step.instruction.keyword === 'WORKDIR' || worksInFolder(step));
  return next?.instruction.keyword === 'WORKDIR' && isAbsolute(next.instruction);
}

/** Accounts and packages are the same wherever they are made. */
function worksInFolder(step: Step): boolean {
  if (step.copy) return !step.copy.absolute;
  const elsewhere: ReadonlySet<string> = new Set(['install', 'refresh', 'remove', 'clean', 'nothing', 'option']);
  return actionsOf(step).some((action) => (action.kind === 'setup' ? action.paths?.length !== 0 : !elsewhere.has(action.kind)));
}

function isAbsolute({ bodyText }: Instruction): boolean {
  return /^["']?\//.test(bodyText);
}

/** Whether a step is for the running container alone. */
export function isRuntimeOnly({ instruction }: Step): boolean {
  return runtimeOnly.has(instruction.keyword);
}
