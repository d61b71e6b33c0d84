import type { PackageManager } from '../../knowledge/build-packages.ts';
import type { ShellWord } from '../../shell/script.ts';
import { message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import { applyEdits } from '../../base/edit.ts';
import type { TextEdit } from '../../base/edit.ts';
import { refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';
import type { Build, Effect, Setup, SystemInstall } from './effects.ts';
import type { Repeats } from './setups.ts';
import type { RunPiece, Step } from './step.ts';
import type { SystemPackages } from './system-packages.ts';

/** A RUN of the runtime stage. */
export interface RuntimeRun {
  readonly step: Step;
  readonly text: string;
  /** The package manager of the first install in it, to which more packages can be added; undefined when it installs nothing. */
  readonly manager: PackageManager | undefined;
  /** The packages that it installs. */
  readonly packages: readonly string[];
  /** The programs that it calls. */
  readonly programs: readonly string[];
}

/** What decides which commands of a RUN the runtime stage repeats. */
export interface RunChoice {
  readonly packages: SystemPackages;
  readonly repeatsSetup: (setup: Setup) => Repeats;
  readonly repeatsBuild: (build: Build) => boolean;
}

/**
 * The part of a RUN that the runtime stage repeats: needed packages, accounts, folders, configuration; undefined for nothing. Builds are
 * left out. The text and layout of what is kept stay the author's. `extra`: packages to add to the first install; there must be one.
 */
export function runtimeRun(text: string, step: Step, choice: RunChoice, extra: readonly string[] = []): RuntimeRun | undefined | Refusal {
  const run = step.run!;
  const decisions = run.map(({ effects }) => effects.map((effect) => decide(effect, choice)));
  if (decisions.some((list) => list.includes('unknown'))) return cannotSplit(step);
  if (!decisions.some((list) => list.includes('keep'))) return undefined;
  if (decisions.some((list) => list.includes('keep') && list.includes('drop'))) return cannotSplit(step);
  const kept = keptPieces(run, decisions);
  if (kept.length < run.length && !canDrop(run, kept)) return cannotSplit(step);
  const installs = kept.flatMap(({ effects }) => effects.filter((effect) => effect.kind === 'system-install'));
  const edits = [
    ...removals(run, kept),
    ...installs.flatMap((install, i) => packageEdits(install, choice.packages, step, i === 0 ? extra : [])),
  ];
  const { start, end } = step.instruction;
  const shifted = edits
    .map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  // Words that the package manager reads in another way than the shell, such as a carriage return between them.
  if (shifted.some((edit, i) => i > 0 && edit.start < shifted[i - 1]!.end)) return cannotSplit(step);
  return {
    step,
    text: applyEdits(text.slice(start, end), shifted),
    manager: installs[0]?.manager,
    programs: kept.flatMap(({ piece }) => piece.commands.flatMap(({ name }) => name ?? [])),
    packages: installs.flatMap((install) => choice.packages.kept(install)),
  };
}

/**
 * keep: the runtime stage needs it. drop: only the build does. follow: kept together with the piece it belongs to. state: changes the shell for
 * the commands after it.
 */
type Decision = 'keep' | 'drop' | 'follow' | 'state' | 'unknown';

const decisionOfSetup: Readonly<Record<Repeats, Decision>> = { yes: 'keep', no: 'drop', unknown: 'unknown' };

function decide(effect: Effect, { packages, repeatsSetup, repeatsBuild }: RunChoice): Decision {
  switch (effect.kind) {
    case 'system-install': {
      const leftOut = packages.leftOut(effect);
      const installsNothing = leftOut.length === effect.packages.length && leftOut.every(({ replacements }) => replacements.length === 0);
      return installsNothing && effect.packages.length > 0 ? 'drop' : 'keep';
    }
    case 'setup':
      return decisionOfSetup[repeatsSetup(effect)];
    case 'system-removal':
      return effect.names.length > 0 && !effect.names.every((name) => packages.isRemoved(name)) ? 'keep' : 'drop';
    case 'build':
      return repeatsBuild(effect) ? 'keep' : 'drop';
    case 'cache-removal':
      return effect.of === 'language' ? 'drop' : 'follow';
    case 'shell-state':
      return 'state';
    default:
      return 'follow';
  }
}

/** The pieces that stay. Package lists are updated and caches deleted only in a RUN that still installs packages. */
function keptPieces(run: readonly RunPiece[], decisions: readonly (readonly Decision[])[]): readonly RunPiece[] {
  const dropsNothing = decisions.every((list) => !list.includes('drop'));
  if (dropsNothing) return run;
  const installs = run.some(({ effects }, i) => decisions[i]!.includes('keep') && effects.some(({ kind }) => kind === 'system-install'));
  return run.filter(({ effects }, i) => {
    const decision = decisions[i]!;
    if (decision.includes('keep')) return true;
    if (decision.includes('drop')) return false;
    return (
      effects.length > 0 &&
      effects.every(({ kind }) => kind === 'shell-option' || (installs && (kind === 'package-lists' || kind === 'cache-removal')))
    );
  });
}

/** Whether pieces can be removed: only from a plain `a && b; c`, and when nothing that stays depends on a `cd` or a variable. */
function canDrop(run: readonly RunPiece[], kept: readonly RunPiece[]): boolean {
  const isPlainList = run.every(
    ({ piece }) => !piece.background && (piece.operator === 'first' || piece.operator === '&&' || piece.operator === ';'),
  );
  const hasState = run.some(({ effects }) => effects.some(({ kind }) => kind === 'shell-state'));
  const hasSetup = kept.some(({ effects }) => effects.some((effect) => effect.kind === 'setup' && effect.paths?.length !== 0));
  return isPlainList && !(hasState && hasSetup);
}

/** Removes the pieces that are not kept, each with the operator before it; the first kept piece moves to the start. */
function removals(run: readonly RunPiece[], kept: readonly RunPiece[]): readonly TextEdit[] {
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

/** Removes or replaces packages of an install. Each is removed with the blanks and the line break before it. */
function packageEdits(install: SystemInstall, packages: SystemPackages, step: Step, extra: readonly string[]): readonly TextEdit[] {
  const present = new Set(install.packages.map(({ name }) => name));
  const leftOut = packages.leftOut(install);
  const last = install.packages.findLast((request) => !leftOut.some((one) => one.request === request && one.replacements.length === 0));
  const edits: TextEdit[] = [];
  const add = (names: readonly string[]): string[] => names.filter((name) => !present.has(name) && present.add(name));
  for (const { request, replacements } of leftOut) {
    const wanted = add(replacements);
    const { word } = request;
    if (wanted.length > 0) edits.push({ start: word.start, end: word.end, newText: wanted.join(' ') });
    else edits.push({ start: gapBefore(word, step), end: word.end, newText: '' });
  }
  const more = add(extra);
  if (more.length > 0 && last) edits.push(insertion(last.word, step, more));
  return edits;
}

/** New packages after the last one, in the author's layout: on lines of their own, or on the same line. */
function insertion(word: ShellWord, step: Step, names: readonly string[]): TextEdit {
  const { source, start } = step.instruction;
  const gap = source.slice(gapBefore(word, step) - start, word.start - start);
  const separator = gap.includes('\n') && !gap.includes('#') ? gap : ' ';
  return { start: word.end, end: word.end, newText: names.map((name) => separator + name).join('') };
}

/** Where the blanks and line continuations before a word begin. */
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

function cannotSplit(step: Step): Refusal {
  const reason = message('This RUN both builds and configures the container, and cannot be split safely.');
  return refuse(reason, [message('Split it into one RUN that builds and one that configures.')], step.instruction);
}
