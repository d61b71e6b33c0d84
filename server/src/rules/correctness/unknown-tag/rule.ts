import { mostSimilar } from '../../../base/similar.ts';
import { isReleaseName, tagWords } from '../../../knowledge/tag-words.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unknown-tag',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A tag of an official image has a form that does not exist.',
  messages: {
    unknown: '{repository} has no tags of the form "{tag}", so the build fails. Did you mean "{instead}"?',
    replace: 'Replace with "{instead}"',
  },
  onbuild: true,
  withinStage: true,
  on: {
    imageSource({ image, stage }, _, { report }) {
      if (stage || !image?.tag || !image.tagSpan || image.digest || image.registry !== 'docker.io') return;
      const { tag, tagSpan, repository } = image;
      const words = tagWords(repository);
      const instead = words && correctedTag(tag, words);
      if (instead === undefined) return;
      const edits = [{ ...tagSpan, newText: instead }];
      report({
        at: tagSpan,
        message: 'unknown',
        data: { repository, tag, instead },
        fixes: [{ title: 'replace', data: { instead }, level: 'suggestion', edits }],
      });
    },
  },
});

/** Words that follow a version without a hyphen: `17beta1`. */
const preReleases: ReadonlySet<string> = new Set(['alpha', 'beta', 'preview']);

/**
 * The tag that the author meant, if a word of the tag is a misspelt one (`apline`), if a hyphen is missing (`3.12slim`, `20_alpine`), or if
 * the version begins with a v. Undefined if the tag may exist.
 */
function correctedTag(tag: string, words: ReadonlySet<string>): string | undefined {
  const corrected = tag
    .replace(/^v(?=\d)/, '')
    .split('-')
    .map((part) => correctedPart(part, words))
    .join('-');
  return corrected === tag ? undefined : corrected;
}

function correctedPart(part: string, words: ReadonlySet<string>): string {
  const [, version = '', separator = '', word = '', rest = ''] = /^(\d+(?:\.\d+)*)?([_.]?)([A-Za-z]{4,})([\d.]*)$/.exec(part) ?? [];
  if (word === '' || (version === '' && separator !== '')) return part;
  if (!words.has(word)) {
    const meant = mostSimilar(word, words);
    const isTag = meant !== undefined && meant.length >= 4 && version === '' && (rest === '' || !isReleaseName(meant));
    return isTag ? `${meant}${rest}` : part;
  }
  return version === '' || preReleases.has(word) ? part : `${version}-${word}${rest}`;
}
