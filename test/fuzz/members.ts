import { english } from '../../server/src/base/message.ts';
import { areDisjoint } from '../../server/src/base/edit.ts';
import type { TextEdit } from '../../server/src/base/edit.ts';
import type { Span } from '../../server/src/base/span.ts';
import { finish } from '../../server/src/base/work.ts';
import type { Work } from '../../server/src/base/work.ts';
import type { LanguageDocument, LanguageService } from '../../server/src/languages/language-service.ts';
import { builders, imagesOf } from '../support/histories.ts';
import type { FuzzInput } from './input.ts';

/** Where a feature is asked. */
export interface Place {
  readonly offset: number;
  /** A range that starts or ends at the offset. */
  readonly range: Span;
  readonly input: FuzzInput;
}

type Ask = (service: LanguageService, document: LanguageDocument, place: Place) => unknown;

/** Members with properties of their own, and those that are not features. */
type NotAsked = 'id' | 'contextRole' | 'createDocument' | 'withText' | 'withBuild' | 'diagnostics' | 'fixAll' | 'format' | 'multiStage';

/** How each feature is asked. A new member of LanguageService does not compile until it is here. */
export const members: Readonly<Record<Exclude<keyof LanguageService, NotAsked>, Ask>> = {
  prepare: (service, document) => (['symbols', 'sizes', 'files'] as const).map((what) => whole(service.prepare?.(document, what))),
  contextSources: (service, document) => whole(service.contextSources?.(document)),
  usesContext: (service, document) => service.usesContext?.(document),
  quickFixes: (service, document, { range }) => service.quickFixes(document, range),
  refactorings: (service, document, { range }) => whole(service.refactorings?.(document, range)),
  shellScripts: (service, document) => service.shellScripts?.(document),
  withShellCheck: (service, document) => service.withShellCheck?.(document, whole(service.diagnostics(document)) ?? [], []),
  hover: (service, document, { offset }) => service.hover?.(document, offset, english),
  completion: (service, document, { offset }) =>
    service
      .completion?.(document, offset, { translate: english })
      .items.map(({ documentation, ...item }, i) => ({ ...item, documentation: i < 3 ? documentation?.() : undefined })),
  signatureHelp: (service, document, { offset }) => {
    const help = service.signatureHelp?.(document, offset, false);
    // The spans of parameters count in the label.
    return help?.signatures.map(({ label, parameters }) => [label, parameters.map(({ start, end }) => label.slice(start, end))]);
  },
  definition: (service, document, { offset }) => service.definition?.(document, offset),
  // Only what a reference promises: the occurrences of a Dockerfile also hold their instruction, with what was read from it so far.
  references: (service, document, { offset }) =>
    service.references?.(document, offset, true).map(({ start, end, role }) => ({ start, end, role })),
  prepareRename: (service, document, { offset }) => service.prepareRename?.(document, offset),
  rename: (service, document, { offset, input }) => whole(service.rename?.(document, offset, input.newName)),
  outline: (service, document) => service.outline?.(document, english),
  folds: (service, document) => service.folds?.(document),
  links: (service, document) => service.links?.(document),
  selections: (service, document, { offset }) => service.selections?.(document, offset),
  semanticTokens: (service, document) => whole(service.semanticTokens?.(document)),
  inlayHints: (service, document, { range }) => service.inlayHints?.(document, range),
  codeLenses: (service, document) => whole(service.codeLenses?.(document, english, 0)),
  formatRange: (service, document, { range, input }) => whole(service.formatRange?.(document, range, input.format)),
  formatNewLine: (service, document, { offset, input }) => service.formatNewLine?.(document, offset, input.format),
  imagesBuiltFrom: (service, document) => whole(service.imagesBuiltFrom?.(withImages(document))),
  comparison: (service, document) => whole(service.comparison?.(withImages(document), english)),
  image: (service, document) => whole(service.image?.(document, english)),
  savings: (service, document) => whole(service.savings?.(document, { users: [], translate: english })),
  withSavings: (service, document) => {
    const savings = whole(service.savings?.(document, { users: [], translate: english })) ?? [];
    return whole(service.withSavings?.(document, savings))?.text;
  },
  layers: (service, document) => whole(service.layers?.(document, english)),
  offersMultiStage: (service, document, { offset }) => service.offersMultiStage?.(document, offset),
  multiStageSources: (service, document) => whole(service.multiStageSources?.(document)),
  ignoreFile: (service, document) => service.ignoreFile?.(document, [], english),
  offersIgnoreFile: (service, document, { offset }) => service.offersIgnoreFile?.(document, offset),
};

/** Images of an engine, some of which may be built from a mutated file of them. */
const built = { images: builders.flatMap((builder) => imagesOf(builder)).slice(0, 50), known: new Set<string>(), asOf: 0 };

function withImages(document: LanguageDocument): LanguageDocument {
  const measured = { ...document, built };
  return measured;
}

/** The result of work in steps. */
function whole<T>(work: Work<T> | undefined): T | undefined {
  return work && finish(work);
}

/** Every object with a start and an end in a result, and every list of edits in it that overlap. */
export function spanProblems(result: unknown, length: number): readonly string[] {
  if (typeof result !== 'object' || result === null) return [];
  const { start, end } = result as Partial<Span>;
  const outside = typeof start === 'number' && typeof end === 'number' && !(0 <= start && start <= end && end <= length);
  const overlapping = isEdits(result) && !areDisjoint(result);
  return [
    ...(outside ? [`span ${start}..${end} leaves a text of ${length}`] : []),
    ...(overlapping ? [`edits overlap: ${JSON.stringify(result)}`] : []),
    ...Object.values(result).flatMap((part) => spanProblems(part, length)),
  ];
}

function isEdits(result: object): result is readonly TextEdit[] {
  return Array.isArray(result) && result.length > 1 && result.every((part) => typeof part?.newText === 'string' && 'start' in part);
}
