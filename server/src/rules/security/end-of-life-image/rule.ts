import { endOfLifeOf } from '../../../facts/end-of-life.ts';
import type { EndOfLife } from '../../../facts/end-of-life.ts';
import type { SourceReference } from '../../../model/model.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report } from '../../../linter/rule.ts';

type MessageId = 'release' | 'release-only' | 'recent' | 'recent-only' | 'image' | 'image-only' | 'change';

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
    release: '{what} has had no security fixes since {since}, and its package mirrors may be gone. Use {next}.',
    'release-only': '{what} has had no security fixes since {since}, and its package mirrors may be gone. Use a newer release.',
    recent: '{what} has had no security fixes since {since}. Use {next}.',
    'recent-only': '{what} has had no security fixes since {since}. Use a newer release.',
    image: 'The image "{what}" has not been updated since {since}. Use {next}.',
    'image-only': 'The image "{what}" has not been updated since {since}.',
    change: 'Change the tag to {tag}',
  },
  on: {
    imageSource({ image, at }, _, { report }) {
      const found = image && endOfLifeOf(image);
      if (!image || !found?.since) return;
      report({
        at: found.kind === 'release' ? (image.tagSpan ?? at) : (image.repositorySpan ?? at),
        severity: found.isLongAgo ? undefined : 'info',
        ...reportOf(found, image),
      });
    },
  },
});

function reportOf(
  { kind, what, since = '', isLongAgo, next, nextTag }: EndOfLife,
  image: NonNullable<SourceReference['image']>,
): Pick<Report<MessageId>, 'message' | 'data' | 'fixes'> {
  const data = { what, since };
  const message = kind === 'release' && !isLongAgo ? 'recent' : kind;
  if (next === undefined) return { message: `${message}-only`, data };
  const { tagSpan, digest } = image;
  const fixes =
    nextTag !== undefined && tagSpan && digest === undefined
      ? [{ title: 'change' as const, data: { tag: nextTag }, level: 'suggestion' as const, edits: [{ ...tagSpan, newText: nextTag }] }]
      : [];
  return { message, data: { ...data, next }, fixes };
}
