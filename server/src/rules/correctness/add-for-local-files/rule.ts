import { baseName } from '../../../base/paths.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import { unpacking } from '../../../facts/copy.ts';
import type { CopyFact, CopySource } from '../../../facts/copy.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel } from '../../../linter/rule.ts';

/** Flags that COPY does not support. */
const addOnlyFlags: ReadonlySet<string> = new Set(['checksum', 'keep-git-dir', 'unpack']);

export const rule = defineRule({
  id: 'add-for-local-files',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'ADD becomes COPY',
  since: '0.1.0',
  aliases: ['DL3020'],
  summary: 'ADD is used for local files, which COPY copies without unpacking or downloading anything.',
  messages: {
    'copy-suffices': '"{source}" is a local file. ADD also unpacks archives and downloads URLs; use COPY, which only copies.',
    'use-copy': 'Use COPY',
  },
  onbuild: true,
  on: {
    ADD(instruction, context) {
      if (instruction.flags.some((flag) => addOnlyFlags.has(flag.name.toLowerCase()))) return;
      const copy = context.facts.copyOf(instruction);
      const levels = copy?.sources.map((source) => copyLevel(source, copy, context.build)) ?? [];
      if (!copy || levels.length === 0 || levels.includes(undefined)) return;
      context.report({
        at: instruction.keywordSpan,
        message: 'copy-suffices',
        data: { source: copy.sources.map(({ text }) => text).join(' ') },
        fixes: [
          {
            title: 'use-copy',
            level: levels.every((level) => level === 'safe') ? 'safe' : 'suggestion',
            edits: [{ ...instruction.keywordSpan, newText: copyKeyword(instruction, context.text) }],
          },
        ],
      });
    },
  },
});

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
