import { memoizeWeak } from '../../../base/memoize.ts';
import { contextPath, parentOf } from '../../../base/paths.ts';
import type { ContextSnapshot } from '../../../context/context.ts';
import { hasWildcard } from '../../../context/glob.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';
import type { Facts } from '../../../facts/facts.ts';
import { lookedUpSource, lookedUpSources } from '../../../facts/context-lookup.ts';
import type { LookedUpSource } from '../../../facts/context-lookup.ts';
import { mayBeGenerated } from './generated-files.ts';
import { similarPath, inNotationOf } from './similar-path.ts';

type MessageId = 'missing' | 'similar' | 'no-match' | 'replace';

export const rule = defineRule({
  id: 'copy-source-missing',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [102],
  summary: 'COPY or ADD uses a file that does not exist in the build context.',
  messages: {
    missing: '"{path}" does not exist in the build context ("{folder}"), so the build fails unless the file is created before it.',
    similar: '"{path}" does not exist in the build context ("{folder}"), so the build fails. Did you mean "{similar}"?',
    'no-match': 'Nothing in the build context ("{folder}") matches "{path}", so nothing is copied.',
    replace: 'Replace with "{path}"',
  },
  withinStage: true,
  on: {
    copySource(source, instruction, context) {
      const { snapshot } = context.build;
      if (snapshot.state !== 'known') return;
      const sources = sourcesOf(instruction, context) ?? [];
      const copy = context.facts.copyOf(instruction);
      const found = copy && lookedUpSource(copy, source, context.build);
      if (!found || found.match.exists) return;
      const hasOtherMatch = anyExists(sources);
      const report = hasWildcard(found.value) ? patternReport(found, hasOtherMatch, context) : pathReport(found, snapshot.value, context);
      if (!report) return;
      const known = report.message === 'no-match' ? 'warning' : undefined;
      context.report({ at: { start: source.start, end: source.end }, ...report, severity: snapshot.value.isGuessed ? 'info' : known });
    },
  },
});

const anyExists = memoizeWeak((sources: readonly LookedUpSource[]) => sources.some(({ match }) => match.exists));

function sourcesOf(instruction: Instruction, { facts, build }: RuleContext<MessageId>): readonly LookedUpSource[] | undefined {
  const copy = facts.copyOf(instruction);
  return copy && lookedUpSources(copy, build);
}

type ReportWithoutSpan = Omit<Report<MessageId>, 'at'> | undefined;

function pathReport(
  { start, end, value, plain }: LookedUpSource,
  snapshot: ContextSnapshot,
  context: RuleContext<MessageId>,
): ReportWithoutSpan {
  const data = { path: value, folder: snapshot.root };
  const similar = similarPath(value, snapshot, context.build);
  if (mayBeGenerated(value, snapshot) || isInParent(value, snapshot, context)) return undefined;
  if (similar === undefined) return isContextCertain(snapshot, context) ? { message: 'missing', data } : undefined;
  // In another folder of a guessed context: more likely, the guess is wrong.
  const isSibling = parentOf(contextPath(similar)) === parentOf(contextPath(value));
  if (!isSibling && !isContextCertain(snapshot, context)) return undefined;
  const path = inNotationOf(similar, value);
  // Without JSON form, a path with a space would be read as two words.
  const isFixable = plain && /^[\w./@+,=~()-]+$/.test(path);
  const fixes = [{ title: 'replace' as const, data: { path }, level: 'suggestion' as const, edits: [{ start, end, newText: path }] }];
  return { message: 'similar', data: { ...data, similar }, ...(isFixable && { fixes }) };
}

/** A glob may be optional: `.npmrc*`, `[p]oetry.lock`, or one of several sources. */
function patternReport({ value }: LookedUpSource, hasOtherMatch: boolean, context: RuleContext<MessageId>): ReportWithoutSpan {
  const { snapshot } = context.build;
  const isOptional = hasOtherMatch || /^[^*?[]*(?:\*|\[[^\]]\][^*?[]*)$/.test(value);
  if (snapshot.state !== 'known' || isOptional || mayBeGenerated(value, snapshot.value) || !isContextCertain(snapshot.value, context))
    return undefined;
  return { message: 'no-match', data: { path: value, folder: snapshot.value.root } };
}

/** `COPY 5/start.sh` in the guessed context `php/5`, which contains start.sh: the context is probably the parent folder. */
function isInParent(value: string, { isGuessed = false, root }: ContextSnapshot, { build }: RuleContext<MessageId>): boolean {
  const [folder, ...rest] = contextPath(value).split('/');
  return isGuessed && rest.length > 0 && folder === root.split(/[/\\]/).at(-1) && build.has(rest.join('/')) === true;
}

/**
 * If the folder of the build context is a guess, a third of the sources must exist in it. Globs do not count, because `*.js` matches
 * in most folders.
 */
function isContextCertain({ isGuessed }: ContextSnapshot, { facts, readsOtherStages }: RuleContext<MessageId>): boolean {
  if (!isGuessed) return true;
  readsOtherStages();
  return enoughSourcesExist(facts);
}

const enoughSourcesExist = memoizeWeak(({ model, copyOf, build }: Facts): boolean => {
  const sources = model.tree.instructions
    .flatMap((instruction) => copyOf(instruction) ?? [])
    .flatMap((copy) => lookedUpSources(copy, build) ?? [])
    .filter(({ value }) => /[^./]/.test(value) && !hasWildcard(value));
  const existing = sources.filter(({ match }) => match.exists).length;
  return existing > 0 && existing * 2 >= sources.length - existing;
});
