import { factsOf } from '../../facts/facts.ts';
import { convertToMultiStage } from '../../multi-stage/convert.ts';
import type { Converted, Refusal } from '../../multi-stage/core/conversion.ts';
import { runRules } from '../../linter/engine.ts';
import { allRules } from '../../rules/registry.generated.ts';
import { formatTotal } from '../../sizes/format.ts';
import type { StageSizes } from '../../sizes/size.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { withText } from './document.ts';
import type { DockerfileDocument } from './document.ts';
import { sizesOf } from './document-sizes.ts';
import { difference, fixAllIn } from './fix-all.ts';

/** Puts the manifests in front of the install; asked for by its id, whatever the user's settings say of its findings. */
const reorderRules = allRules.filter(({ id }) => id === 'source-copied-before-install');

/** A conversion, with what the image weighs before and after it. */
export interface MultiStage extends Converted {
  /** The final stage of the old file and of the new one; undefined where there is none. */
  readonly before: StageSizes | undefined;
  readonly after: StageSizes | undefined;
}

/** The document in several stages, or why it cannot be had. */
export function multiStageOf(document: DockerfileDocument): MultiStage | Refusal {
  const conversion = convertReordered(document) ?? convertToMultiStage(factsOf(document.model, document.build));
  if (conversion.kind === 'refused') return conversion;
  const converted = withText(document, conversion.text);
  return { ...conversion, before: sizesOf(document).at(-1), after: sizesOf(converted).at(-1) };
}

/**
 * The conversion of the document after the manifests were put in front of the install, where that is safe: then the dependencies get
 * a stage that an edit of the sources does not touch. Undefined where the order is good, or must stay.
 */
function convertReordered(document: DockerfileDocument): Converted | undefined {
  const reordered = fixAllIn(document, ({ model, build }) => runRules({ model, build, rules: reorderRules }));
  if (reordered.applied.length === 0) return undefined;
  const { model, build } = withText(document, reordered.text);
  const conversion = convertToMultiStage(factsOf(model, build));
  if (conversion.kind === 'refused') return undefined;
  const edit = difference(document.text, conversion.text);
  const first = message(
    'The manifests are copied before the install and the sources after it, so that an edit of the sources installs nothing again.',
  );
  return { ...conversion, edits: edit ? [edit] : [], decisions: [first, ...conversion.decisions] };
}

/** `1.21 GB before, 254 MB after`, as far as it is known. */
export function sizeSummary({ before, after }: MultiStage): Message | undefined {
  if (!isKnown(before) || !isKnown(after)) return undefined;
  return message('The image: {before} before, {after} after.', { before: formatTotal(before.total), after: formatTotal(after.total) });
}

/** A sum of which nothing is known would only mislead. */
function isKnown(sizes: StageSizes | undefined): sizes is StageSizes {
  return sizes !== undefined && (sizes.total.complete || sizes.total.bytes.low > 0);
}
