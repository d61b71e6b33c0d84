import { deleteLines } from '../../../base/layout.ts';
import { isWithin } from '../../../base/paths.ts';
import type { TextEdit } from '../../../base/edit.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { Facts } from '../../../facts/facts.ts';
import { changesAllOf } from '../../../facts/file-changes.ts';
import type { ChangedPaths } from '../../../facts/file-changes.ts';
import { flagNamed } from '../../../knowledge/flags.ts';
import { isAvailable } from '../../../model/syntax-version.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import { executionOrder } from '../../../model/positions.ts';
import type { Instruction } from '../../../syntax/tree.ts';

interface Change {
  readonly run: Instruction;
  readonly copy: Instruction;
  readonly command: CommandFact;
  /** The words of the command that name files. */
  readonly words: readonly ChangedPaths[];
  readonly stage: Stage;
}

type Title = 'use-flag';

/**
 * Measured with Docker 28.5: a chmod or chown of a file of 3 MB makes a layer of 3 MB; `--chown=5` sets the group to 5 too, and folders that
 * COPY creates get the owner and the mode, but not those of WORKDIR.
 *
 * Moves the mode or the owner to a flag of the COPY. A suggestion, because the mode of folders, and of files that come from elsewhere, may
 * differ. Empty if the command changes other files too, or the flag cannot express it.
 */
export function flagFixes(change: Change, context: RuleContext<Title>): readonly ReportedFix<Title>[] {
  const { copy, command, words, stage } = change;
  const name = command.ownership!.tool === 'chmod' ? 'chmod' : 'chown';
  const value = valueFor(change, context);
  const flag = flagNamed(copy.keyword, name);
  const { syntax, facts } = context;
  if (value === undefined || !flag || syntax === 'foreign') return [];
  const since = flag.newerForms?.find(({ form }) => form.test(value))?.since ?? flag.since;
  if (syntax && isAvailable(since, syntax) === false) return [];
  if (!stage.instructions.includes(copy) || copy.flags.some((other) => other.name === name)) return [];
  const { added } = facts.filesOf(copy);
  const sources = facts.copyOf(copy)?.sources ?? [];
  const isWhole = sources.every(({ start }) => added.some(({ at }) => at.start === start));
  const isOnly = words.every((word) => added.some((path) => changesAllOf(word, path)));
  if (!isWhole || !isOnly || !added.every((path) => path.certain && words.some((word) => changesAllOf(word, path)))) return [];
  const edit = isForFiles(change, facts) ? withoutCommand(change, context) : withoutRecursion(change, context);
  if (!edit) return [];
  const { end } = copy.keywordSpan;
  const edits = [{ start: end, end, newText: ` --${name}=${value}` }, edit];
  return [{ title: 'use-flag', data: { flag: name, value }, level: 'suggestion', edits }];
}

/** A mode that changes the one that a file has: `g+rwX`, `u=rwX,go=rX`. Not `+x`, because the umask decides for whom. */
const symbolicMode = /^[ugoa]+[+=-][rwxX]+(?:,[ugoa]+[+=-][rwxX]+)*$/;

/** The value of the flag. Undefined for modes that depend on the umask, and for accounts that the image does not have at the COPY. */
function valueFor(change: Change, { facts }: RuleContext<Title>): string | undefined {
  const { tool, setting } = change.command.ownership!;
  if (!setting?.literal) return undefined;
  const { value } = setting;
  if (tool === 'chmod') {
    if (/^[0-7]{3,4}$/.test(value)) return value;
    // COPY keeps the mode of the file, which is 644 or 755 in a checkout.
    if (/^a?\+x$/.test(value) && isForFiles(change, facts)) return '755';
    return symbolicMode.test(value) ? value : undefined;
  }
  const [, user = '', , group] = /^([\w.-]*)([:.]([\w.-]+))?$/.exec(tool === 'chgrp' ? `:${value}` : value) ?? [];
  if (user === '' && group === undefined) return undefined;
  const { run, copy, stage } = change;
  const order = executionOrder(stage);
  const between = order.slice(order.indexOf(copy), order.indexOf(run) + 1).filter(({ keyword }) => keyword === 'RUN');
  const isNamed = [user, group ?? '0'].some((each) => !/^\d*$/.test(each) && each !== 'root');
  if (isNamed && between.some((each) => facts.commandsOf(each).some(({ account }) => account !== undefined))) return undefined;
  return `${user || '0'}:${group ?? '0'}`;
}

/** Whether the command only names files, and no folders. */
function isForFiles({ words, command, copy }: Change, { filesOf }: Facts): boolean {
  const files = new Set(filesOf(copy).added.flatMap(({ path, bytes }) => (bytes === undefined ? [] : [path])));
  return !command.ownership!.recursive || words.every(({ path }) => path !== undefined && files.has(path));
}

/** Deletes the command, or the RUN if it is the only one. */
function withoutCommand({ run, command }: Change, { scriptOf, text }: RuleContext<Title>): TextEdit | undefined {
  const pieces = scriptOf(run)?.pieces ?? [];
  const at = pieces.findIndex(({ kind, commands }) => kind === 'command' && commands.length === 1 && commands[0] === command.command);
  const [before, piece, after] = [pieces[at - 1], pieces[at], pieces[at + 1]];
  const isPlain = command.command.redirects.length === 0 && run.comments.length === 0 && run.heredocs.length === 0;
  if (!piece || !isPlain || piece.background || (before && piece.operator !== '&&') || (after && after.operator !== '&&')) return undefined;
  if (before) return { start: before.end, end: piece.end, newText: '' };
  return after ? { start: piece.start, end: after.start, newText: '' } : deleteLines(text, run);
}

/**
 * Leaves the command for the folder itself, which may be older than the COPY. Undefined if the folder may contain files of other
 * instructions.
 */
function withoutRecursion({ run, copy, command, words, stage }: Change, { facts }: RuleContext<Title>): TextEdit | undefined {
  const [word, ...more] = words;
  const option = command.inner.args.findIndex(({ value }) => value === '-R' || value === '--recursive');
  const next = command.inner.args[option + 1];
  if (!word || word.path === undefined || more.length > 0 || option < 0 || !next) return undefined;
  const folder = word.path;
  const order = executionOrder(stage);
  const others = order.slice(0, order.indexOf(run)).filter((instruction) => instruction !== copy);
  const mayAdd = (instruction: Instruction): boolean =>
    facts.filesOf(instruction).added.some(({ path }) => isWithin(folder, path)) ||
    (instruction.keyword === 'RUN' &&
      facts.commandsOf(instruction).some((each) => each.folder === undefined || isWithin(folder, each.folder)));
  return others.some(mayAdd) ? undefined : { start: command.inner.args[option]!.start, end: next.start, newText: '' };
}
