import { imageNameFault, lowerCaseName } from '../../../model/image-reference.ts';
import type { SourceReference } from '../../../model/model.ts';
import { withoutValue } from '../../../model/scope-at.ts';
import { variablesIn } from '../../../model/uses.ts';
import { lexFault } from '../../../syntax/expand.ts';
import { readJsonLikeArray } from '../../../syntax/json-like-array.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';

type MessageId = 'upper-case' | 'url' | 'array' | 'empty-tag' | 'digest' | 'invalid' | 'stage' | 'variable' | 'empty' | 'replace';

export const rule = defineRule<MessageId>({
  id: 'invalid-image-name',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'the name of an image is in lower case',
  since: '0.1.0',
  aliases: ['INVALID_REFERENCE_FORMAT', 'BASE_NAME_EMPTY'],
  checks: [61, 62],
  summary: 'FROM has an invalid image name.',
  messages: {
    'upper-case': 'Image names must be lowercase, so the build fails. Use "{instead}".',
    url: '"{image}" is a URL, not an image name, so the build fails. Use "{instead}".',
    array: 'FROM takes an image name, not a JSON array, so the build fails.',
    'empty-tag': '"{image}" has no tag after the colon, so the build fails.',
    digest: 'Invalid digest in "{image}", so the build fails. Use @sha256: and 64 lowercase hexadecimal digits.',
    invalid: '"{image}" is not a valid image name, so the build fails.',
    stage: 'Docker does not find stage "{instead}" by the name "{image}", so the build fails: the name must be lowercase here.',
    variable: '{text} is "{image}", which is not a valid image name, so the build fails.',
    empty: '{text} is empty, so the build fails. Declare an ARG with a default value before the first FROM.',
    replace: 'Replace with "{instead}"',
  },
  withinStage: true,
  on: {
    imageSource(source, _, context) {
      const report = source.kind === 'from' ? reportOf(source, context) : undefined;
      if (report) context.report({ at: { start: source.at.start, end: source.at.end }, ...report });
    },
  },
});

type ReportWithoutSpan = Omit<Report<MessageId>, 'at'>;

function reportOf({ text, at, instruction: from, stage }: SourceReference, context: RuleContext<MessageId>): ReportWithoutSpan | undefined {
  // Other rules report what cannot be expanded.
  if (lexFault(text, context.model.tree.escape)) return undefined;
  const image = context.model.scopeAt(from).expand(text);
  if (image === undefined) return undefined;
  const replaced = (message: MessageId, instead: string): ReportWithoutSpan => ({
    message,
    data: { image: shown(image), instead },
    fixes:
      text === image || message === 'array'
        ? [
            {
              title: 'replace',
              data: { instead },
              level: message === 'upper-case' || message === 'stage' ? 'safe' : 'suggestion',
              edits: [{ start: at.start, end: at.end, newText: instead }],
            },
          ]
        : [],
  });
  // BuildKit stores the names of stages in lower case, and compares them with the name in FROM as it is.
  if (stage) return image === image.toLowerCase() ? undefined : replaced('stage', image.toLowerCase());
  const fault = imageNameFault(image);
  // An empty default is that of a build with --build-arg, which image-needs-build-arg reports.
  if (!fault || withoutValue(variablesIn(from, at), context.model.scopeAt(from)).length > 0) return undefined;
  const [first, ...more] = readJsonLikeArray(text) ?? [];
  if (first !== undefined) return more.length === 0 && !imageNameFault(first) ? replaced('array', first) : { message: 'array' };
  if (image === '') return { message: 'empty', data: { text } };
  if (text !== image && !/^["']/.test(text)) return { message: 'variable', data: { text: shown(text), image: shown(image) } };
  const lower = lowerCaseName(image);
  if (!imageNameFault(lower)) return replaced('upper-case', lower);
  const name = withoutUrl(image);
  if (name !== undefined) return replaced('url', name);
  return { message: fault, data: { image: shown(image) } };
}

/** `https://hub.docker.com/_/debian` is debian, `https://ghcr.io/acme/tool` is ghcr.io/acme/tool. */
function withoutUrl(image: string): string | undefined {
  const [, rest] = /^[a-z]+:\/\/(.+)$/i.exec(image) ?? [];
  const name = rest?.replace(/^hub\.docker\.com\/(?:_\/|r\/)?/, '').replace(/\/+$/, '');
  return name !== undefined && !imageNameFault(name) ? name : undefined;
}

function shown(text: string): string {
  return text.length > 50 ? `${text.slice(0, 47)}...` : text;
}
