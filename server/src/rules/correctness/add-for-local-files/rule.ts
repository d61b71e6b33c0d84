import { covers } from '../../../base/span.ts';
import { baseName } from '../../../base/paths.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import { unpacking } from '../../../facts/copy.ts';
import type { CopyFact, CopySource } from '../../../facts/copy.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel, RuleContext } from '../../../linter/rule.ts';
import { innermost } from '../../../model/uses.ts';

type Messages = 'copy-suffices' | 'also' | 'use-copy';

/** Flags that COPY does not support. */
const addOnlyFlags: ReadonlySet<string> = new Set(['checksum', 'keep-git-dir', 'unpack']);

export const rule = defineRule<Messages>({
  id: 'add-for-local-files',
  category: 'correctness',
  severity: 'info',
  fix: 'safe',
  mayChange: 'ADD becomes COPY',
  since: '0.1.0',
  aliases: ['DL3020'],
  checks: [94],
  summary: 'ADD is used for local files, which COPY copies without unpacking or downloading anything.',
  messages: {
    'copy-suffices': '"{source}" is a local file. ADD also unpacks archives and downloads URLs; use COPY, which only copies.',
    also: 'ADD of "{source}"',
    'use-copy': 'Use COPY',
  },
  on: {
    // One finding for the file, because one decision changes all of them; a second one for those that a person should review.
    file(context) {
      const all = context.model.tree.instructions.flatMap((instruction) => additionOf(innermost(instruction), context) ?? []);
      for (const level of ['safe', 'suggestion'] as const) {
        const same = all.filter((each) => each.level === level);
        const [first, ...others] = same;
        if (!first) continue;
        const edits = same.map(({ instruction: { keywordSpan }, instruction }) => ({
          ...keywordSpan,
          newText: copyKeyword(instruction, context.text),
        }));
        context.report({
          at: first.instruction.keywordSpan,
          message: 'copy-suffices',
          data: { source: first.source },
          related: others.map(({ instruction, source }) => ({ at: instruction.keywordSpan, message: 'also', data: { source } })),
          fixes: [{ title: 'use-copy', level, edits }],
        });
      }
    },
  },
});

/** An ADD that COPY can replace. */
interface Replaceable {
  readonly instruction: Instruction;
  readonly source: string;
  readonly level: FixLevel;
}

function additionOf(instruction: Instruction, { facts, build }: RuleContext<Messages>): Replaceable | undefined {
  if (instruction.keyword !== 'ADD' || instruction.flags.some((flag) => addOnlyFlags.has(flag.name.toLowerCase()))) return undefined;
  // A comment between the letters of the keyword would be lost.
  if (instruction.comments.some((comment) => covers(instruction.keywordSpan, comment))) return undefined;
  const copy = facts.copyOf(instruction);
  const levels = copy?.sources.map((source) => copyLevel(source, copy, build)) ?? [];
  if (!copy || levels.length === 0 || levels.includes(undefined)) return undefined;
  const level = levels.every((each) => each === 'safe') ? 'safe' : 'suggestion';
  return { instruction, source: copy.sources.map(({ text }) => text).join(' '), level };
}

/** The level of the fix for this source. Undefined if COPY would not do the same, or if that is not known. */
function copyLevel(source: CopySource, copy: CopyFact, build: BuildContext): FixLevel | undefined {
  const { kind, value, fixed } = source;
  if (kind === 'heredoc') return 'safe';
  if (!value || (kind !== 'path' && kind !== 'glob') || mayUnpack(value, source, copy, build)) return undefined;
  // --build-arg may set another file, which ADD would extract.
  return fixed ? 'safe' : 'suggestion';
}

/** Whether ADD may extract the source: a file that is a tar archive. The files in a folder are copied unchanged. */
function mayUnpack(path: string, { match, files }: CopySource, copy: CopyFact, build: BuildContext): boolean {
  if (path === '.' || /\/\.?$/.test(path) || match?.isDirectory) return false;
  if (files && files.length > 0) return files.some(({ unpacked }) => unpacked !== 'no');
  return unpacking(copy, path, build) !== 'no' || /[*?[][^.]*$/.test(baseName(path));
}

/** COPY in the letter case of the instruction. */
function copyKeyword({ keywordSpan }: Instruction, text: string): string {
  const written = text.slice(keywordSpan.start, keywordSpan.end);
  return written === written.toLowerCase() ? 'copy' : 'COPY';
}
