import { everyRule } from '../support/rules.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import { finish } from '../../server/src/base/work.ts';
import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import { readIgnoreFile } from '../../server/src/context/dockerignore/patterns.ts';
import { createDockerfileDocument } from '../../server/src/languages/dockerfile/document.ts';
import type { DockerfileDocument } from '../../server/src/languages/dockerfile/document.ts';
import { sizesOf } from '../../server/src/languages/dockerfile/document-sizes.ts';
import { dockerfileService } from '../../server/src/languages/dockerfile/service.ts';
import { dockerignoreService } from '../../server/src/languages/dockerignore/service.ts';
import type { LanguageDocument, LanguageService } from '../../server/src/languages/language-service.ts';
import type { Finding } from '../../server/src/linter/rule.ts';
import type { SizeEstimate } from '../../server/src/sizes/size.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { assets } from '../support/assets.ts';
import { ignoreDocumentOf } from '../support/ignore-file.ts';
import { layoutFreeMeaning } from '../support/layout-free-meaning.ts';
import { commentsOf, surplus } from '../support/meaning.ts';
import { commandLineProblems } from './command-line.ts';
import { changed } from './input.ts';
import type { FuzzInput } from './input.ts';
import { members, spanProblems } from './members.ts';
import type { Place } from './members.ts';

/** What is wrong with an input. `kind` is the same for similar inputs: only the first failure of each kind is shown. */
export interface Problem {
  readonly kind: string;
  readonly detail: string;
}

/** Yields what is wrong. An exception is a problem too. */
type Property = (input: FuzzInput) => AsyncGenerator<Problem> | Generator<Problem>;

export const properties: Readonly<Record<string, Property>> = {
  'every feature answers, with spans and edits inside the text': featureProblems,
  'after edits, everything is as in a file that is read anew': incrementalProblems,
  'fix-all finishes, keeps every comment, and changes nothing when repeated': fixAllProblems,
  'formatting keeps the meaning and every comment, and changes nothing when repeated': formatProblems,
  'the conversion keeps every comment, and its result can be read': conversionProblems,
  'sizes are numbers in order': sizeProblems,
  'the command line ends with a status and complete output': commandLineProblems,
};

const serviceFor = ({ language }: FuzzInput): LanguageService => (language === 'dockerfile' ? dockerfileService : dockerignoreService);

function documentFor(input: FuzzInput, text = input.text): LanguageDocument {
  return input.language === 'dockerfile' ? dockerfileOf(input, text) : ignoreDocumentOf(text, input.context);
}

function dockerfileOf({ context }: FuzzInput, text: string, previous?: DockerfileDocument): DockerfileDocument {
  return createDockerfileDocument(
    { text, build: createBuildContext(context), users: [], rules: { settings: everyRule, rules: allRules }, assets },
    previous,
  );
}

function placesIn(input: FuzzInput, text: string): readonly Place[] {
  const offsets = input.places.map((share) => Math.round(share * text.length));
  return offsets.map((offset, i) => {
    const other = offsets[i + 1] ?? offset;
    return { offset, range: { start: Math.min(offset, other), end: Math.max(offset, other) }, input };
  });
}

/** All findings. A rule that throws is an exception here, not a missing finding. */
function diagnose(service: LanguageService, document: LanguageDocument): readonly Finding[] {
  return finish(
    service.diagnostics(document, ({ rule, error }) => {
      throw new Error(`rule ${rule} failed`, { cause: error });
    }),
  );
}

function* featureProblems(input: FuzzInput): Generator<Problem> {
  const [service, document] = [serviceFor(input), documentFor(input)];
  const { length } = input.text;
  for (const finding of diagnose(service, document)) {
    for (const detail of spanProblems(finding, length)) yield { kind: finding.rule, detail };
    for (const { edits, title } of finding.fixes) {
      const text = applyEdits(input.text, edits);
      if (text === input.text && edits.length > 0) yield { kind: `${finding.rule} changes nothing`, detail: title.text };
    }
  }
  for (const place of placesIn(input, input.text)) {
    for (const [name, ask] of Object.entries(members)) {
      for (const detail of spanProblems(ask(service, document, place), length)) yield { kind: name, detail };
    }
  }
}

/** The results of features that are computed from parts which an edit keeps. */
const compared = ['outline', 'folds', 'links', 'semanticTokens', 'codeLenses', 'layers', 'hover', 'inlayHints', 'references'] as const;

function* incrementalProblems(input: FuzzInput): Generator<Problem> {
  const service = serviceFor(input);
  let document = documentFor(input);
  diagnose(service, document);
  const layers = service.layers?.(document, (message) => message.text);
  if (layers) finish(layers);
  for (const change of input.edits) {
    const text = changed(document.text, change);
    document =
      input.language === 'dockerfile' ? dockerfileOf(input, text, document as DockerfileDocument) : service.withText(document, text);
    const fresh = documentFor(input, text);
    const difference = differenceOf(diagnose(service, document), diagnose(service, fresh));
    if (difference !== undefined) yield { kind: `diagnostics: ${ruleIn(difference)}`, detail: difference };
    if (change !== input.edits.at(-1)) continue;
    for (const place of placesIn(input, text).slice(0, 1)) {
      for (const name of compared) {
        const detail = differenceOf(members[name](service, document, place), members[name](service, fresh, place));
        if (detail !== undefined) yield { kind: name, detail };
      }
    }
  }
}

/** The first part in which two results differ. */
function differenceOf(edited: unknown, fresh: unknown): string | undefined {
  const [was, is] = [edited, fresh].map((result) => (Array.isArray(result) ? result : [result]).map((part) => JSON.stringify(part) ?? ''));
  const at = is!.length === was!.length ? is!.findIndex((part, i) => part !== was![i]) : Math.min(is!.length, was!.length);
  const missing = [...surplus(is!, was!).map((part) => `edited only: ${part}`), ...surplus(was!, is!).map((part) => `fresh only: ${part}`)];
  if (at < 0) return undefined;
  return missing.slice(0, 2).join('\n') || `order: ${was![at]} / ${is![at]}`;
}

const ruleIn = (finding: string): string => /"rule":"([\w-]+)"/.exec(finding)?.[1] ?? '';

function commentsIn({ language }: FuzzInput, text: string): readonly string[] {
  return language === 'dockerfile' ? commentsOf(parse(text)) : readIgnoreFile(text).comments.map((comment) => comment.text);
}

function* fixAllProblems(input: FuzzInput): Generator<Problem> {
  const [service, document] = [serviceFor(input), documentFor(input)];
  const { text, applied, unfinished } = finish(service.fixAll(document));
  const rules = [...new Set(applied.map(({ rule }) => rule))].sort().join(', ');
  for (const rule of unfinished) yield { kind: `does not finish: ${rule}`, detail: text };
  // A line of a here-document that the builder did not know before is no comment any more.
  const lines = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const lost = surplus(commentsIn(input, text), commentsIn(input, input.text)).filter((comment) => !lines.has(comment.trim()));
  if (lost.length > 0) yield { kind: `lost comment: ${rules}`, detail: `${lost.join('\n')}\nin\n${text}` };
  const twice = finish(service.fixAll(documentFor(input, text)));
  const again = [...new Set(twice.applied.map(({ rule }) => rule))].sort().join(', ');
  if (twice.text !== text && unfinished.length === 0) yield { kind: `again: ${again}`, detail: `${text}\n--- again ---\n${twice.text}` };
}

function* formatProblems(input: FuzzInput): Generator<Problem> {
  const service = serviceFor(input);
  if (!service.format) return;
  const text = applyEdits(input.text, finish(service.format(documentFor(input), input.format)));
  const lost = surplus(commentsIn(input, text), commentsIn(input, input.text));
  if (lost.length > 0) yield { kind: 'lost comment', detail: `${lost.join('\n')}\nin\n${text}` };
  else if (JSON.stringify(layoutFreeMeaning(text)) !== JSON.stringify(layoutFreeMeaning(input.text)))
    yield { kind: 'meaning', detail: text };
  const again = finish(service.format(documentFor(input, text), input.format));
  if (again.length > 0) yield { kind: 'again', detail: `${JSON.stringify(again)}\nof\n${JSON.stringify(text)}` };
}

function* conversionProblems(input: FuzzInput): Generator<Problem> {
  const work = serviceFor(input).multiStage?.(documentFor(input));
  const result = work && finish(work);
  if (result?.kind !== 'converted') return;
  const { text, edits } = result;
  if (applyEdits(input.text, edits) !== text) yield { kind: 'the edits are not the text', detail: text };
  const lost = surplus(commentsIn(input, text), commentsIn(input, input.text));
  if (lost.length > 0) yield { kind: 'lost comment', detail: `${lost.join('\n')}\nin\n${text}` };
  for (const { code } of parse(text).problems) yield { kind: `new problem: ${code}`, detail: text };
  diagnose(dockerfileService, dockerfileOf(input, text));
}

function* sizeProblems(input: FuzzInput): Generator<Problem> {
  if (input.language !== 'dockerfile') return;
  for (const { base, layers, total } of sizesOf(dockerfileOf(input, input.text))) {
    for (const estimate of [base, ...layers.map((layer) => layer.estimate)]) {
      if (!isValid(estimate)) yield { kind: 'estimate', detail: JSON.stringify(estimate) };
    }
    if (!isInOrder([0, total.bytes.low, total.bytes.likely, total.bytes.high])) yield { kind: 'total', detail: JSON.stringify(total) };
  }
}

function isValid({ bytes, source, wasted, parts }: SizeEstimate): boolean {
  return (
    isInOrder(bytes ? [0, bytes.low, bytes.likely, bytes.high] : [0]) &&
    isInOrder([0, wasted]) &&
    (bytes === undefined) === (source === 'unknown') &&
    parts.every((part) => isInOrder([0, part.bytes]))
  );
}

/** Whether the numbers are finite, and none is smaller than the one before it. */
function isInOrder(numbers: readonly number[]): boolean {
  return numbers.every((number, i) => Number.isFinite(number) && number >= (numbers[i - 1] ?? 0));
}
