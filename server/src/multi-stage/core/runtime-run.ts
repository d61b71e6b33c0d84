import type { PackageManager } from '../../knowledge/build-packages.ts';
import type { ShellWord } from '../../shell/script.ts';
import { message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import { applyEdits } from '../../base/edit.ts';
import type { TextEdit } from '../../base/edit.ts';
import type { Action, Setup, SystemInstall } from './actions.ts';
import { refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';
import type { RunPiece } from './read-run.ts';
import type { Repeats } from './setups.ts';
import type { Step } from './steps.ts';
import type { SystemPackages } from './system-packages.ts';

/** A RUN of the run-time stage. */
export interface RuntimeRun {
  readonly step: Step;
  readonly text: string;
  /** What installs system packages in it, if anything does: more packages can be put behind. */
  readonly manager: PackageManager | undefined;
  /** The packages that it installs. */
  readonly packages: readonly string[];
  /** The programs that it calls. */
  readonly programs: readonly string[];
}

/** What decides about the commands of a RUN. */
export interface RunChoice {
  readonly packages: SystemPackages;
  /** Whether the run-time stage repeats a setup. */
  readonly repeatsSetup: (action: Setup) => Repeats;
  /** Whether it repeats the global install of these packages of npm. */
  readonly repeatsGlobal: (names: readonly string[]) => boolean;
}

/**
 * What of a RUN the run-time stage repeats: packages that are needed there, accounts, folders, configuration; undefined for nothing.
 * What builds is left out. Pieces are taken over letter by letter, in the author's layout. `extra`: packages to install beside those
 * that the RUN installs; there must be one.
 */
export function runtimeRun(text: string, step: Step, choice: RunChoice, extra: readonly string[] = []): RuntimeRun | undefined | Refusal {
  const run = step.run!;
  const verdicts = run.map(({ actions }) => actions.map((action) => verdictOf(action, choice)));
  if (verdicts.some((list) => list.includes('unknown'))) return mixed(step);
  if (!verdicts.some((list) => list.includes('keep'))) return undefined;
  if (verdicts.some((list) => list.includes('keep') && list.includes('drop'))) return mixed(step);
  const kept = keptPieces(run, verdicts);
  const dropsSome = kept.length < run.length;
  if (dropsSome && !canDrop(run, kept)) return mixed(step);
  const installs = kept.flatMap(({ actions }) => actions.filter((action): action is SystemInstall => action.kind === 'install'));
  const edits = [
    ...cuts(run, kept),
    ...installs.flatMap((install, i) => packageEdits(install, choice.packages, step, i === 0 ? extra : [])),
  ];
  const { start, end } = step.instruction;
  const shifted = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return {
    step,
    text: applyEdits(text.slice(start, end), shifted),
    manager: installs[0]?.manager,
    programs: kept.flatMap(({ piece }) => piece.commands.flatMap(({ name }) => name ?? [])),
    packages: installs.flatMap((install) => choice.packages.kept(install)),
  };
}

/** keep: the run-time stage needs it. drop: the build alone does. with: it goes with what is kept. */
type Verdict = 'keep' | 'drop' | 'with' | 'state' | 'unknown';

const repeatsOf: Readonly<Record<Repeats, Verdict>> = { yes: 'keep', no: 'drop', unknown: 'unknown' };

function verdictOf(action: Action, { packages, repeatsSetup, repeatsGlobal }: RunChoice): Verdict {
  switch (action.kind) {
    case 'install': {
      const fates = packages.fates(action);
      const nothingLeft = fates.length === action.packages.length && fates.every((fate) => fate.with.length === 0);
      return nothingLeft && action.packages.length > 0 ? 'drop' : 'keep';
    }
    case 'setup':
      return repeatsOf[repeatsSetup(action)];
    case 'remove':
      return action.names.length > 0 && !action.names.every((name) => packages.takesAway(name)) ? 'keep' : 'drop';
    case 'build':
      return action.build.what === 'node-global' && repeatsGlobal(action.build.packages.map(({ name }) => name)) ? 'keep' : 'drop';
    case 'refresh':
    case 'option':
      return 'with';
    case 'clean':
      return action.ofLanguage ? 'drop' : 'with';
    case 'state':
      return 'state';
    default:
      return 'with';
  }
}

/** The pieces that stay: what is kept, and what goes with it. Lists are fetched and caches cleaned only where packages are installed. */
function keptPieces(run: readonly RunPiece[], verdicts: readonly (readonly Verdict[])[]): readonly RunPiece[] {
  const dropsNothing = verdicts.every((list) => !list.includes('drop'));
  if (dropsNothing) return run;
  const installs = run.some(({ actions }, i) => verdicts[i]!.includes('keep') && actions.some(({ kind }) => kind === 'install'));
  return run.filter(({ actions }, i) => {
    const verdict = verdicts[i]!;
    if (verdict.includes('keep')) return true;
    if (verdict.includes('drop')) return false;
    return actions.length > 0 && actions.every(({ kind }) => kind === 'option' || (installs && (kind === 'refresh' || kind === 'clean')));
  });
}

/** Pieces can be taken out of a plain `a && b; c` alone, and only when nothing that stays hangs on a `cd` or a variable. */
function canDrop(run: readonly RunPiece[], kept: readonly RunPiece[]): boolean {
  const plain = run.every(
    ({ piece }) => !piece.background && (piece.operator === 'first' || piece.operator === '&&' || piece.operator === ';'),
  );
  const stateful = run.some(({ actions }) => actions.some(({ kind }) => kind === 'state'));
  const setsUp = kept.some(({ actions }) => actions.some((action) => action.kind === 'setup' && action.paths?.length !== 0));
  return plain && !(stateful && setsUp);
}

/** Takes out what is not kept, each piece with the operator in front of it; the first kept piece stands where the first piece stood. */
function cuts(run: readonly RunPiece[], kept: readonly RunPiece[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let before: Span | undefined;
  for (const one of run) {
    const { piece } = one;
    if (kept.includes(one)) {
      const first = run[0]!.piece;
      if (!before && piece !== first) edits.push({ start: first.start, end: piece.start, newText: '' });
      before = piece;
    }
  }
  run.forEach((one, i) => {
    const firstKept = run.indexOf(kept[0]!);
    if (i > firstKept && !kept.includes(one)) edits.push({ start: run[i - 1]!.piece.end, end: one.piece.end, newText: '' });
  });
  return edits;
}

/** Takes packages out of an install, or puts others in their place. Each goes with the blanks and the line break in front of it. */
function packageEdits(install: SystemInstall, packages: SystemPackages, step: Step, extra: readonly string[]): readonly TextEdit[] {
  const present = new Set(install.packages.map(({ name }) => name));
  const fates = packages.fates(install);
  const last = install.packages.findLast((request) => !fates.some((fate) => fate.request === request && fate.with.length === 0));
  const edits: TextEdit[] = [];
  const add = (names: readonly string[]): string[] => names.filter((name) => !present.has(name) && present.add(name));
  for (const { request, with: instead } of fates) {
    const wanted = add(instead);
    const { word } = request;
    if (wanted.length > 0) edits.push({ start: word.start, end: word.end, newText: wanted.join(' ') });
    else edits.push({ start: gapBefore(word, step), end: word.end, newText: '' });
  }
  const more = add(extra);
  if (more.length > 0 && last) edits.push(insertion(last.word, step, more));
  return edits;
}

/** New packages behind the last one, set as the author sets them: on lines of their own, or beside it. */
function insertion(word: ShellWord, step: Step, names: readonly string[]): TextEdit {
  const { source, start } = step.instruction;
  const gap = source.slice(gapBefore(word, step) - start, word.start - start);
  const separator = gap.includes('\n') && !gap.includes('#') ? gap : ' ';
  return { start: word.end, end: word.end, newText: names.map((name) => separator + name).join('') };
}

/** Where the blanks and continuations in front of a word begin. */
function gapBefore(word: ShellWord, { instruction }: Step): number {
  const { source, start, continuations } = instruction;
  let at = word.start;
  for (;;) {
    const continuation = continuations.find(({ end }) => end === at);
    if (continuation) at = continuation.start;
    else if (/\s/.test(source[at - 1 - start] ?? '')) at--;
    else return at;
  }
}

function mixed(step: Step): Refusal {
  const reason = message('This RUN builds and sets up the running container in one, in a way that cannot be taken apart safely.');
  return refuse(reason, [message('Split it into one RUN that builds and one that sets up.')], step.instruction);
}
