import type { CopyFact, CopySource } from '../../../facts/copy.ts';
import { remoteKind } from '../../../facts/remote-source.ts';
import { flagNamed } from '../../../knowledge/flags.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix } from '../../../linter/rule.ts';

type MessageId = 'url' | 'git' | 'add';

export const rule = defineRule<MessageId>({
  id: 'url-in-copy',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'COPY has a URL as its source, which only ADD downloads.',
  messages: {
    url: 'COPY does not download files, so the build fails. Use ADD for a URL.',
    git: 'COPY does not clone repositories, so the build fails. Use ADD for a Git repository.',
    add: 'Change to ADD',
  },
  onbuild: true,
  withinStage: true,
  on: {
    copySource(source, instruction, context) {
      if (instruction.keyword !== 'COPY') return;
      const kind = remoteKindOf(source);
      const copy = kind && context.facts.copyOf(instruction);
      if (!kind || !copy) return;
      context.report({ at: { start: source.start, end: source.end }, message: kind === 'git' ? 'git' : 'url', fixes: fixesOf(copy) });
    },
  },
});

/** Of the protocols, BuildKit rejects HTTP and Git; it reads any other text as a path (dispatchCopy of convert_copy.go). */
function remoteKindOf({ value }: CopySource): 'http' | 'git' | undefined {
  const kind = value === undefined ? undefined : remoteKind(value);
  return kind === 'git' || (value !== undefined && /^https?:\/\//.test(value)) ? kind : undefined;
}

/** ADD unpacks local archives, so that only an instruction with nothing but downloads can become one. */
function fixesOf({ instruction, sources }: CopyFact): readonly ReportedFix<MessageId>[] {
  const { keywordSpan, flags } = instruction;
  if (!sources.every(remoteKindOf) || flags.some(({ name }) => !flagNamed('ADD', name))) return [];
  const newText = instruction.source.startsWith('c') ? 'add' : 'ADD';
  return [{ title: 'add', level: 'suggestion', edits: [{ start: keywordSpan.start, end: keywordSpan.end, newText }] }];
}
