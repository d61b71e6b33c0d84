import { memoizeWeak } from '../../../base/memoize.ts';
import { endOfLifeOf } from '../../../facts/end-of-life.ts';
import type { EndOfLife } from '../../../facts/end-of-life.ts';
import type { DockerfileModel, SourceReference } from '../../../model/model.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report } from '../../../linter/rule.ts';

type MessageId = 'mirrors' | 'mirrors-only' | 'release' | 'release-only' | 'image' | 'image-only' | 'change' | 'again';

export const rule = defineRule<MessageId>({
  id: 'end-of-life-image',
  category: 'security',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DD077', 'tally/ruby/eol-ruby-version'],
  checks: [79],
  summary: 'The base image contains a release that gets no security fixes any more.',
  messages: {
    mirrors: '{what} has had no security fixes since {since}, and its package mirrors may be gone. Use {next}.',
    'mirrors-only': '{what} has had no security fixes since {since}, and its package mirrors may be gone. Use a newer release.',
    release: '{what} has had no security fixes since {since}. Use {next}.',
    'release-only': '{what} has had no security fixes since {since}. Use a newer release.',
    image: 'The image "{what}" has not been updated since {since}. Use {next}.',
    'image-only': 'The image "{what}" has not been updated since {since}.',
    change: 'Change the tag to {tag}',
    again: 'The same image',
  },
  withinStage: true,
  on: {
    imageSource({ image, at }, _, { model, report, readsOtherStages }) {
      const found = image && endOfLifeOf(image);
      if (!image || !found?.since) return;
      // One finding for an image that a file uses several times.
      readsOtherStages();
      const same = usesOf(model).get(image.resolved!) ?? [];
      if (same.length > 0 && same[0]!.at.start !== at.start) return;
      report({
        at: found.kind === 'release' ? (image.tagSpan ?? at) : (image.repositorySpan ?? at),
        severity: found.isLongAgo ? undefined : 'info',
        ...reportOf(found, image, same),
        related: same.slice(1).map((each) => ({ at: each.at, message: 'again' })),
      });
    },
  },
});

/** Where a file uses each of its images, in the order of the text, by the name with known variables. */
const usesOf = memoizeWeak((model: DockerfileModel): ReadonlyMap<string, readonly SourceReference[]> => {
  const all = new Map<string, SourceReference[]>();
  for (const instruction of model.tree.instructions) {
    for (const source of model.sourcesOf(instruction)) {
      const name = source.image?.resolved;
      if (name === undefined) continue;
      const before = all.get(name);
      if (before) before.push(source);
      else all.set(name, [source]);
    }
  }
  return all;
});

function reportOf(
  { kind, isDistribution, what, since = '', isLongAgo, next, nextTag }: EndOfLife,
  { tagSpan, digest }: NonNullable<SourceReference['image']>,
  same: readonly SourceReference[],
): Pick<Report<MessageId>, 'message' | 'data' | 'fixes'> {
  const data = { what, since };
  const message = kind === 'release' && isDistribution && isLongAgo ? 'mirrors' : kind;
  if (next === undefined) return { message: `${message}-only`, data };
  if (nextTag === undefined || !tagSpan || digest !== undefined) return { message, data: { ...data, next } };
  const edits = same.flatMap(({ image }) => (image?.tagSpan ? [{ ...image.tagSpan, newText: nextTag }] : []));
  return { message, data: { ...data, next }, fixes: [{ title: 'change', data: { tag: nextTag }, level: 'suggestion', edits }] };
}
