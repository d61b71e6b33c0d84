import type { Work } from '../../base/work.ts';
import { covers } from '../../base/span.ts';
import { isCleaning, leftovers } from '../../facts/leftovers.ts';
import type { Leftover } from '../../facts/leftovers.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import { ownProgramsInSteps, unreadInCommand } from '../../facts/unread.ts';
import type { RuleContext } from '../rule.ts';
import type { Stage } from '../../model/model.ts';
import type { ShellPiece, ShellScript } from '../../shell/script.ts';
import type { Instruction } from '../../syntax/tree.ts';

interface Part {
  readonly run: Instruction;
  readonly script: ShellScript;
}

/**
 * RUN instructions to merge often end with the same deletion of package lists and caches. Once, at the end, is enough if all commands
 * in between are known, because the package managers fetch them again or use those that are there.
 *
 * @returns For each part, where the commands to keep end; undefined if all of them are kept.
 */
export function* repeatedCleanUps(
  parts: readonly Part[],
  stage: Stage,
  context: Pick<RuleContext<string>, 'facts' | 'model' | 'text'>,
): Work<readonly (number | undefined)[]> {
  const ends = parts.map((): number | undefined => undefined);
  const all: (readonly ShellPiece[])[] = [];
  for (const part of parts) {
    all.push(cleaningAtEnd(part, stage, context));
    yield;
  }
  if (all.filter(({ length }) => length > 0).length < 2) return ends;
  const own = yield* ownProgramsInSteps(stage, context.facts);
  const isRead = ({ run }: Part): boolean => context.facts.commandsOf(run).every((command) => unreadInCommand(command, own) === undefined);
  // The last part that cleans, and only known commands up to there.
  let later: readonly string[] = [];
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i]!;
    const cleaning = all[i]!;
    const texts = cleaning.map((piece) => textOf(piece, context));
    const kept = part.script.pieces.at(-cleaning.length - 1);
    const isRepeated = texts.length > 0 && texts.every((text) => later.includes(text));
    // A comment about the commands would go with them.
    if (kept && isRepeated && cleaning.length < part.script.pieces.length && part.run.comments.every(({ end }) => end <= kept.end))
      ends[i] = kept.end;
    else if (texts.length > 0) later = texts;
    if (!isRead(part)) later = [];
    yield;
  }
  return ends;
}

/** The last commands of the part that delete nothing but package lists and caches, for certain. */
function cleaningAtEnd(
  { run, script }: Part,
  stage: Stage,
  context: Pick<RuleContext<string>, 'facts' | 'model' | 'text'>,
): readonly ShellPiece[] {
  const commands = context.facts.commandsOf(run);
  const from = script.pieces.findLastIndex((piece) => !cleans(piece, run, commands, stage, context));
  const pieces = script.pieces.slice(from + 1);
  return pieces.every(({ operator }, i) => operator === '&&' || (operator === 'first' && i === 0)) ? pieces : [];
}

function cleans(
  piece: ShellPiece,
  run: Instruction,
  commands: readonly CommandFact[],
  stage: Stage,
  { facts, model }: Pick<RuleContext<string>, 'facts' | 'model' | 'text'>,
): boolean {
  if (piece.kind !== 'command' || piece.background) return false;
  const inside = commands.filter(({ command }) => covers(piece, command));
  const [command, ...more] = inside;
  if (!command || more.length > 0 || command.command.redirects.length > 0) return false;
  const place = { model, instruction: run, command };
  const family = leftovers.find((leftover) => isCleaning(place, stage, leftover));
  if (!family) return command.packages?.verb === 'clean' && command.packages.kind === 'system';
  if (command.packages) return true;
  const removed = facts.filesOf(run).removed.filter(({ at }) => covers(piece, at));
  return removed.length > 0 && removed.every(({ word, certain }) => certain && isOfFamilies(word, stage, leftovers));
}

function isOfFamilies(word: string, stage: Stage, families: readonly Leftover[]): boolean {
  return families.some(({ folders }) =>
    folders(stage).some((folder) => word === folder || word === `${folder}/` || word === `${folder}/*`),
  );
}

function textOf({ start, end }: ShellPiece, { text }: Pick<RuleContext<string>, 'facts' | 'model' | 'text'>): string {
  return text.slice(start, end).replace(/\s+/g, ' ');
}
