import { covers } from '../../../base/span.ts';
import { formatBytes } from '../../../base/bytes.ts';
import type { Span } from '../../../base/span.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { Facts } from '../../../facts/facts.ts';
import { changesAllOf } from '../../../facts/file-changes.ts';
import type { AddedPath, ChangedPaths } from '../../../facts/file-changes.ts';
import { isUsuallySmall } from '../../../knowledge/small-files.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import { executionOrder } from '../../../model/positions.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { flagFixes } from './flag-fixes.ts';

type MessageId = 'known' | 'unknown' | 'redundant' | 'added-here' | 'use-flag';

export const rule = defineRule<MessageId, { readonly leastBytes: number }>({
  id: 'files-stored-twice',
  category: 'size',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/prefer-copy-chmod'],
  checks: [106],
  summary: 'RUN chmod or chown stores files of an earlier COPY a second time.',
  messages: {
    known: '{program} stores {size} of an earlier {keyword} a second time, in the layer of this RUN. Use {keyword} --{flag}.',
    unknown: '{program} stores the files of an earlier {keyword} a second time, in the layer of this RUN. Use {keyword} --{flag}.',
    redundant:
      '{program} stores the files of an earlier {keyword} a second time, in the layer of this RUN. Leave that to the --{flag} of the {keyword}.',
    'added-here': 'The files are added here',
    'use-flag': 'Use --{flag}={value}',
  },
  options: { leastBytes: 1_000_000 },
  refactoring: { leastBytes: 0 },
  optionTexts: {
    leastBytes: 'The smallest number of bytes to report, for files whose size is known. With 0, small scripts are reported, too.',
  },
  withinStage: true,
  on: {
    *stage(stage, context) {
      // The build context determines what is copied, and its size.
      if (!stage.isInFinalImage || !isForLinux(stage) || context.build.snapshot.state === 'pending') return;
      const copies: Instruction[] = [];
      const budget = { left: mostComparisons };
      for (const instruction of executionOrder(stage)) {
        if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') copies.push(instruction);
        else if (instruction.keyword === 'RUN' && copies.length > 0) checkRun(instruction, { copies, stage, budget }, context);
        yield;
      }
    },
  },
});

/** A stage with more commands and files than this is generated. */
const mostComparisons = 500_000;

interface Before {
  /** The COPY and ADD instructions of the stage before the RUN. */
  readonly copies: readonly Instruction[];
  readonly stage: Stage;
  readonly budget: { left: number };
}

function checkRun(run: Instruction, before: Before, context: RuleContext<MessageId, { readonly leastBytes: number }>): void {
  const { facts } = context;
  const { leastBytes } = context.options;
  const commands = facts.commandsOf(run).filter(({ ownership }) => ownership !== undefined);
  if (commands.length === 0) return;
  const { changed } = facts.filesOf(run);
  // `sed -i` stores the file again anyway.
  const rewritten = changed.filter(({ how }) => how === 'content');
  // A layer contains a path once.
  const counted = new Set<string>();
  for (const command of commands) {
    const words = changed.filter(({ how, certain, at }) => how !== 'content' && certain && covers(command.command, at));
    const changes = { command, words, rewritten, isAll: leastBytes === 0 };
    const stored = before.copies.flatMap((copy) => storedAgain(copy, changes, counted, before, facts));
    for (const { files } of stored) for (const { path } of files) counted.add(path);
    const known = stored.reduce((sum, { bytes }) => sum + bytes, 0);
    const largest = stored.toSorted((a, b) => b.bytes - a.bytes)[0];
    const isKnown = known > 0 && known >= leastBytes;
    const main = isKnown ? largest : stored.find(({ isUnknown }) => isUnknown);
    if (!main) continue;
    const tool = command.ownership!.tool;
    const data = { program: tool, size: formatBytes(known), keyword: main.copy.keyword, flag: tool === 'chmod' ? 'chmod' : 'chown' };
    const hasFlag = main.copy.flags.some(({ name }) => name === data.flag);
    const others = stored.filter(({ copy }) => copy !== main.copy);
    context.report({
      at: command.inner,
      message: hasFlag ? 'redundant' : isKnown ? 'known' : 'unknown',
      severity: isKnown ? undefined : 'info',
      data,
      related: [{ at: main.at, message: 'added-here' }],
      fixes: others.length > 0 ? [] : flagFixes({ run, copy: main.copy, command, words, stage: before.stage }, context),
    });
  }
}

interface Stored {
  readonly copy: Instruction;
  readonly at: Span;
  readonly files: readonly AddedPath[];
  readonly bytes: number;
  /** Whether it includes files that may be large, but whose size is not known. */
  readonly isUnknown: boolean;
}

/** What a command changes, and what the whole RUN writes anew. */
interface Changes {
  readonly command: CommandFact;
  readonly words: readonly ChangedPaths[];
  readonly rewritten: readonly ChangedPaths[];
  /** Whether files of any size count. */
  readonly isAll: boolean;
}

/** The files of a COPY that a command changes. Returns nothing if there are none. */
function storedAgain(
  copy: Instruction,
  { command, words, rewritten, isAll }: Changes,
  counted: ReadonlySet<string>,
  { budget }: Before,
  { filesOf, copyOf }: Facts,
): readonly Stored[] {
  const { added } = filesOf(copy);
  budget.left -= added.length * words.length;
  if (budget.left < 0) return [];
  const isChanged = (path: AddedPath, by: readonly ChangedPaths[]): boolean => by.some((word) => changesAllOf(word, path));
  const again = added.filter((path) => !counted.has(path.path) && isChanged(path, words) && !isChanged(path, rewritten));
  const [first] = again;
  if (!first) return [];
  const sources = copyOf(copy)?.sources ?? [];
  const isUnknown = again.some(({ at, bytes, path, certain }) => {
    const kind = sources.find(({ start }) => start === at.start)?.kind;
    const isStored = kind === 'http' || ((kind === 'stage' || kind === 'image') && isAboutFiles(command));
    return bytes === undefined && certain && (isAll || (isStored && !isUsuallySmall(path)));
  });
  return [{ copy, at: first.at, files: again, bytes: again.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0), isUnknown }];
}

/** Whether the command changes files, even if the path in another stage or image is a folder: `-R`, or `+x`, which folders already have. */
function isAboutFiles({ ownership }: CommandFact): boolean {
  return ownership!.recursive || /^[ugoa]*\+[rw]?x$/.test(ownership!.setting?.value ?? '');
}
