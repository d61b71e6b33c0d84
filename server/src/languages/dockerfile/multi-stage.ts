import { factsOf } from '../../facts/facts.ts';
import { conversionSources, convertInSteps } from '../../multi-stage/convert.ts';
import { nothingIsSaved, refuse } from '../../multi-stage/core/conversion.ts';
import type { Converted, Refusal } from '../../multi-stage/core/conversion.ts';
import { recommendedRules } from '../../rules/recommended.generated.ts';
import { formatTotal } from '../../sizes/format.ts';
import type { StageSizes } from '../../sizes/size.ts';
import { minimalEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { finish } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';
import { touches } from '../../base/span.ts';
import type { MultiStageBuild } from '../results.ts';
import { withText } from './document.ts';
import type { DockerfileDocument } from './document.ts';
import { estimatesInSteps } from './document-sizes.ts';
import { fixAllOfRules } from './fix-all.ts';

/** The rule that copies the manifests before the install. It is used even if the settings turn it off. */
const reorderRules = recommendedRules.filter(({ id }) => id === 'source-copied-before-install');

/** Converts the document to a multi-stage build, or returns the reason why that is not possible. */
export function multiStageOf(document: DockerfileDocument): MultiStageBuild | Refusal {
  return finish(multiStageInSteps(document));
}

/** As `multiStageOf`, in steps. */
export function* multiStageInSteps(document: DockerfileDocument): Work<MultiStageBuild | Refusal> {
  const reordered = yield* convertReordered(document);
  yield;
  const conversion = reordered ?? (yield* convertInSteps(factsOf(document.model, document.build)));
  if (conversion.kind === 'refused') return conversion;
  yield;
  const converted = withText(document, conversion.text);
  const [before, after] = [yield* estimatesInSteps(document), yield* estimatesInSteps(converted)];
  if (gainsNothing(before.at(-1), after.at(-1))) return refuse(nothingIsSaved);
  return { ...conversion, summary: sizeSummary(before.at(-1), after.at(-1)) };
}

/** The files of the build context that the conversion reads, so that it can leave out more. */
export function multiStageSources({ model, build }: DockerfileDocument): Work<readonly string[]> {
  return conversionSources(factsOf(model, build));
}

/**
 * Converts the document after moving the manifests before the install, if that is safe. The dependencies then get a stage that source
 * changes do not invalidate. Undefined if the order is already good or has to stay.
 */
function* convertReordered(document: DockerfileDocument): Work<Converted | undefined> {
  const reordered = yield* fixAllOfRules(document, reorderRules);
  if (reordered.applied.length === 0) return undefined;
  const { model, build } = withText(document, reordered.text);
  const conversion = yield* convertInSteps(factsOf(model, build));
  if (conversion.kind === 'refused') return undefined;
  const edit = minimalEdit(document.text, conversion.text);
  const first = message(
    'The manifests are copied before the install and the sources after it, so that source changes do not reinstall anything.',
  );
  return { ...conversion, edits: edit ? [edit] : [], decisions: [first, ...conversion.decisions] };
}

/** `1.21 GB before, 254 MB after`, from the final stages of both files. Undefined if one of the sizes is not known. */
function sizeSummary(before: StageSizes | undefined, after: StageSizes | undefined): Message | undefined {
  if (!isKnown(before) || !isKnown(after)) return undefined;
  return message('Image size: {before} before, {after} after.', { before: formatTotal(before.total), after: formatTotal(after.total) });
}

/** Whether the image is known not to become smaller by one percent. */
function gainsNothing(before: StageSizes | undefined, after: StageSizes | undefined): boolean {
  if (!before?.total.complete || !after?.total.complete) return false;
  return after.total.bytes.likely > before.total.bytes.likely * 0.99;
}

/** Whether the total is at least partly known. Otherwise it would be misleading. */
function isKnown(sizes: StageSizes | undefined): sizes is StageSizes {
  return sizes !== undefined && (sizes.total.complete || sizes.total.bytes.low > 0);
}

/** Whether the offset is on the FROM of the final stage. */
export function isOnFinalFrom({ model }: DockerfileDocument, offset: number): boolean {
  const from = model.final?.from;
  return from !== undefined && touches(from, offset);
}
