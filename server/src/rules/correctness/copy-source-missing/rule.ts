import type { ContextSnapshot } from '../../../context/context.ts';
import { hasWildcard } from '../../../context/glob.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';
import { lookedUpSources } from '../../../facts/context-lookup.ts';
import type { LookedUpSource } from '../../../facts/context-lookup.ts';
import { mayBeMade } from './made-files.ts';
import { similarPath, writtenLike } from './similar-path.ts';

type MessageId = 'missing' | 'similar' | 'nothing-fits' | 'use';

export const rule = defineRule({
  id: 'copy-source-missing',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  summary: 'COPY or ADD uses a file that does not exist in the build context.',
  messages: {
    missing: '"{path}" does not exist in the build context ({folder}), so the build fails unless the file is created before it.',
    similar: '"{path}" does not exist in the build context ({folder}), so the build fails. Did you mean "{similar}"?',
    'nothing-fits': 'Nothing in the build context ({folder}) matches "{path}", so nothing is copied.',
    use: 'Replace with "{path}"',
  },
  on: {
    copySource(source, instruction, context) {
      const { snapshot } = context.build;
      const sources = sourcesOf(instruction, context) ?? [];
      const found = sources.find(({ start }) => start === source.start);
      if (!found || found.match.exists || snapshot.state !== 'known') return;
      const isFoundElse = sources.some(({ match }) => match.exists);
      const report = hasWildcard(found.value) ? patternReport(found, isFoundElse, context) : pathReport(found, snapshot.value, context);
      if (report) context.report({ at: { start: source.start, end: source.end }, ...report });
    },
  },
});

function sourcesOf(instruction: Instruction, { facts, build }: RuleContext<MessageId>): readonly LookedUpSource[] | undefined {
  const copy = facts.copyOf(instruction);
  return copy && lookedUpSources(copy, build);
}

type Said = Omit<Report<MessageId>, 'at'> | undefined;

function pathReport({ start, end, value, plain }: LookedUpSource, snapshot: ContextSnapshot, context: RuleContext<MessageId>): Said {
  const data = { path: value, folder: snapshot.root };
  const similar = similarPath(value, snapshot, context.build);
  if (mayBeMade(value, snapshot)) return undefined;
  if (similar === undefined) return isSureOf(snapshot, context) ? { message: 'missing', data } : undefined;
  const path = writtenLike(similar, value);
  // A path with a blank in it would be two words.
  const fits = plain && /^[\w./@+,=~()-]+$/.test(path);
  const fixes = [{ title: 'use' as const, data: { path }, level: 'suggestion' as const, edits: [{ start, end, newText: path }] }];
  return { message: 'similar', data: { ...data, similar }, ...(fits && { fixes }) };
}

/** A glob may be there for what is there at times: `.npmrc*`, `[p]oetry.lock`, one of several in a line. */
function patternReport({ value }: LookedUpSource, isFoundElse: boolean, context: RuleContext<MessageId>): Said {
  const { snapshot } = context.build;
  const isOptional = isFoundElse || /^[^*?[]*(?:\*|\[[^\]]\][^*?[]*)$/.test(value);
  if (snapshot.state !== 'known' || isOptional || mayBeMade(value, snapshot.value) || !isSureOf(snapshot.value, context)) return undefined;
  return { message: 'nothing-fits', data: { path: value, folder: snapshot.value.root } };
}

/** Where the context's folder is a guess, something else that the file names must be in it. A glob names nothing: much fits `*.js`. */
function isSureOf({ guessed }: ContextSnapshot, context: RuleContext<MessageId>): boolean {
  if (!guessed) return true;
  return context.model.tree.instructions
    .filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD')
    .some((instruction) =>
      sourcesOf(instruction, context)?.some(({ value, match }) => /[^./]/.test(value) && !hasWildcard(value) && match.exists),
    );
}
