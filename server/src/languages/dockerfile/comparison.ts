import { formatBytes } from '../../base/bytes.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import type { Work } from '../../base/work.ts';
import { factsOf } from '../../facts/facts.ts';
import { ageOf } from '../../sizes/measured/age.ts';
import { knownBytes } from '../../sizes/bytes.ts';
import { formatTotal } from '../../sizes/format.ts';
import { builtImageOf } from '../../sizes/measured/measure.ts';
import { matchesOf } from '../../sizes/measured/match.ts';
import type { StageMatch } from '../../sizes/measured/match.ts';
import type { ComparedPart, ImageComparison, Refusal } from '../results.ts';
import { finalImage } from './advice/gain.ts';
import type { ImagePart } from './advice/gain.ts';
import type { DockerfileDocument } from './document.ts';
import { estimatesInSteps, nowOf } from './document-sizes.ts';
import { oneLine } from './image-summary.ts';
import { addsNothing, sizeText } from './size-text.ts';

/** The document beside the newest image that was built from it, or the reason why there is none. */
export function* comparisonOf(document: DockerfileDocument, translate: Translate): Work<ImageComparison | Refusal> {
  const { model, build, built } = document;
  if (!built)
    return {
      refused: message(
        'The images of container engines are not known. The setting layerwise.engine.enabled has to be on, and an engine has to run.',
      ),
    };
  const stages = yield* estimatesInSteps(document);
  const image = finalImage(stages);
  const match = yield* builtImageOf(stages, factsOf(model, build), built);
  if (!image || !match) return { refused: message('The container engine has no image that was built from this file.') };
  const { tags, created, history } = match.image;
  const age = ageOf(created, nowOf(document));
  return {
    name: tags[0],
    age: age && translate(age),
    size: formatBytes(history.reduce((sum, { bytes }) => sum + bytes, 0)),
    estimate: formatTotal(stages.at(-1)!.total),
    parts: [image.base, ...image.layers].flatMap((part) => comparedPart(part, match, translate)),
    others: match.others
      .filter(({ bytes }) => bytes > 0)
      .map(({ keyword, text, bytes }) => ({ text: oneLine(`${keyword} ${text}`), size: formatBytes(bytes) })),
  };
}

/** Nothing for a layer that adds nothing, neither estimated nor measured. */
function comparedPart({ instruction, estimate }: ImagePart, match: StageMatch, translate: Translate): readonly ComparedPart[] {
  const bytes = instruction.keyword === 'FROM' ? match.base : match.layers.get(instruction);
  if (addsNothing(estimate) && !bytes) return [];
  const likely = knownBytes(estimate).likely;
  return [
    {
      at: instruction.keywordSpan,
      text: oneLine(`${instruction.keyword} ${instruction.bodyText}`),
      estimate: sizeText(estimate, translate),
      measured: bytes === undefined ? undefined : formatBytes(bytes),
      difference: bytes === undefined || !estimate.bytes ? undefined : signed(bytes - likely),
    },
  ];
}

function signed(bytes: number): string {
  return bytes > 0 ? `+${formatBytes(bytes)}` : formatBytes(bytes);
}

/** The ids of the images that were built from this version of a stage of the document, without a difference. */
export function* imagesBuiltFrom(document: DockerfileDocument): Work<readonly string[]> {
  const { model, build, built } = document;
  if (!built) return [];
  const ids: string[] = [];
  for (const stage of model.stages) {
    const matches = yield* matchesOf(stage, factsOf(model, build), built.images, new Set());
    ids.push(...matches.flatMap(({ image, edits }) => (edits === 0 ? [image.id] : [])));
  }
  return ids;
}
