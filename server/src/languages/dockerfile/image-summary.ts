import { joinSentences } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import type { Work } from '../../base/work.ts';
import { addBytes, knownBytes } from '../../sizes/bytes.ts';
import { formatTotal } from '../../sizes/format.ts';
import type { Bytes, StageSizes } from '../../sizes/size.ts';
import type { ImageSummary } from '../results.ts';
import { finalImage } from './advice/gain.ts';
import type { FinalImage, ImagePart } from './advice/gain.ts';
import type { DockerfileDocument } from './document.ts';
import { estimatesInSteps, sizesInSteps } from './document-sizes.ts';
import { bytesInWords, efficiencyOf, totalInWords, wasteText } from './size-text.ts';
import { sizeOrNeed, unknownSize } from './unknown-size.ts';

/** The final image as a whole: its total, its download size, its waste, and its parts. Undefined for a file without stages. */
export function* imageSummary(document: DockerfileDocument, translate: Translate): Work<ImageSummary | undefined> {
  const [estimated, stages] = [yield* estimatesInSteps(document), yield* sizesInSteps(document)];
  const [image, final] = [finalImage(stages), stages.at(-1)];
  if (!image || !final) return undefined;
  const { total } = final;
  const download = downloadSize(image, final);
  const isKnown = total.complete || total.bytes.low > 0;
  return {
    total: translate(totalInWords(total)),
    short: isKnown ? formatTotal(total) : undefined,
    bytes: total.bytes,
    isComplete: total.complete,
    estimate: isMeasured(image) ? translate(totalInWords(estimated.at(-1)!.total)) : undefined,
    download: download && translate(bytesInWords(download)),
    wasted: total.wasted,
    wastedText: wasteText(total.wasted, translate),
    efficiency: efficiencyOf(total),
    parts: [image.base, ...image.layers].filter(isVisible).map((part) => partOf(part, document, translate)),
  };
}

function isMeasured({ base, layers }: FinalImage): boolean {
  return [base, ...layers].some(({ estimate }) => estimate.measure !== undefined);
}

function isVisible({ estimate }: ImagePart): boolean {
  return !estimate.bytes || estimate.bytes.likely > 0;
}

function partOf({ instruction, estimate }: ImagePart, document: DockerfileDocument, translate: Translate): ImageSummary['parts'][number] {
  const { bytes, wasted, detail } = estimate;
  const likely = knownBytes(estimate).likely;
  return {
    at: instruction.keywordSpan,
    text: oneLine(`${instruction.keyword} ${instruction.bodyText}`),
    bytes: likely,
    wasted: Math.min(wasted, likely),
    size: sizeOrNeed(instruction, estimate, document, translate),
    unknown: bytes ? undefined : joinSentences(translate(detail), translate(unknownSize(document, instruction).sentence)),
  };
}

/** An instruction in one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * The smallest part of its size that a layer has after compression with gzip: source code and documentation. Programs and packages have
 * about 0.4, files that are compressed already stay as large as they are.
 */
const mostCompressed = 0.2;

/**
 * The bytes that a registry sends for the image. That of the base image is known from the registry; the layers compress like the base in
 * general, and not at all if their files are compressed already. Undefined if a size is not known.
 */
function downloadSize({ base, layers }: FinalImage, { total }: StageSizes): Bytes | undefined {
  const { compressed, bytes } = base.estimate;
  if (compressed === undefined || !bytes || !total.complete) return undefined;
  const own = layers.reduce((sum, { estimate }) => addBytes(sum, knownBytes(estimate)), { low: 0, likely: 0, high: 0 });
  const ratio = bytes.likely > 0 ? compressed / bytes.likely : 0.4;
  return {
    low: Math.round(compressed + mostCompressed * own.low),
    likely: Math.round(compressed + ratio * own.likely),
    high: compressed + own.high,
  };
}
