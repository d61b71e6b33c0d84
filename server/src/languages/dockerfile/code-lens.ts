import { appendAll } from '../../base/lists.ts';
import { commandsOf } from '../../facts/commands/command.ts';
import { aptTable } from '../../facts/apt/releases.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { Stage } from '../../model/model.ts';
import { rootImage } from '../../model/stages.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { formatInterval, formatTotal } from '../../sizes/format.ts';
import type { LayerSize, StageSizes } from '../../sizes/size.ts';
import { formatBytes } from '../../base/bytes.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import { finish } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';
import type { CodeLens } from '../results.ts';
import type { DockerfileDocument } from './document.ts';
import { nowOf, sizesInSteps } from './document-sizes.ts';
import { isInBase } from './hover/package.ts';
import { addsNothing, sourceText, wasteText } from './size-text.ts';
import { sizeOrNeed, unknownSize } from './unknown-size.ts';

/**
 * Code lenses above FROM with the size of the base image and of the stage, and above RUN, COPY and ADD with the size of the layer. There
 * are none above instructions that add nothing, except where a RUN installs what the base image has already.
 *
 * @param leastPart Layers that are smaller than this part of the image of their stage have no lens; from 0 to 1.
 */
export function codeLensesOf(document: DockerfileDocument, translate: Translate, leastPart = 0): readonly CodeLens[] {
  return finish(codeLensesInSteps(document, translate, leastPart));
}

/** As `codeLensesOf`, in steps. */
export function* codeLensesInSteps(document: DockerfileDocument, translate: Translate, leastPart = 0): Work<readonly CodeLens[]> {
  const lenses: CodeLens[] = [];
  for (const sizes of yield* sizesInSteps(document)) {
    const own = new Set(sizes.stage.instructions);
    appendAll(lenses, stageLens(sizes, document, translate));
    const least = leastPart * sizes.total.bytes.likely;
    yield;
    for (const layer of sizes.layers) {
      yield;
      if (isSmall(layer, least)) continue;
      if (own.has(layer.instruction)) appendAll(lenses, layerLens(layer, { document, stage: sizes.stage, translate }));
    }
  }
  return lenses;
}

/** Nothing is small without a size, and what adds nothing is not small: it may have a text of its own. */
function isSmall({ estimate }: LayerSize, least: number): boolean {
  return estimate.bytes !== undefined && estimate.bytes.high > 0 && estimate.bytes.likely < least;
}

function stageLens(sizes: StageSizes, document: DockerfileDocument, translate: Translate): readonly CodeLens[] {
  const texts = [...baseTexts(sizes, document, translate), totalText(sizes, translate)].filter((text) => text !== undefined);
  return texts.length > 0 ? [{ span: sizes.stage.from.keywordSpan, title: texts.join(' · ') }] : [];
}

function baseTexts({ stage, base }: StageSizes, document: DockerfileDocument, translate: Translate): readonly (string | undefined)[] {
  if (addsNothing(base)) return [];
  if (stage.parent) return base.bytes ? [translate(message('{size} inherited', { size: formatInterval(base.bytes) }))] : [];
  if (!base.bytes) return [translate(message('base: {size}', { size: translate(unknownSize(document, stage.from).short) }))];
  return [
    translate(message('{size} on disk', { size: formatInterval(base.bytes) })),
    base.measure && sourceText(base, nowOf(document), translate),
    base.compressed === undefined ? undefined : translate(message('{size} to download', { size: formatBytes(base.compressed) })),
  ];
}

/** The total of the stage. The last stage is labeled as the image. Undefined if the stage adds nothing to its base image. */
function totalText({ stage, base, layers, total }: StageSizes, translate: Translate): string | undefined {
  if (base.bytes && layers.every(({ estimate }) => addsNothing(estimate))) return undefined;
  if (!total.complete && total.bytes.low === 0) return undefined;
  const size = formatTotal(total);
  return stage.isFinal ? translate(message('image {size}', { size })) : translate(message('stage {size}', { size }));
}

interface LayerPlace {
  readonly document: DockerfileDocument;
  readonly stage: Stage;
  readonly translate: Translate;
}

function layerLens({ instruction, estimate }: LayerSize, place: LayerPlace): readonly CodeLens[] {
  const { translate } = place;
  if (addsNothing(estimate)) {
    const image = imageWithPackages(instruction, place);
    const title = image && translate(message('{size}, already in {image}', { size: formatBytes(0), image }));
    return title ? [{ span: instruction.keywordSpan, title }] : [];
  }
  const source = sourceText(estimate, nowOf(place.document), translate);
  const texts = [sizeOrNeed(instruction, estimate, place.document, translate), source, wasteText(estimate.wasted, translate)].filter(
    (text) => text !== undefined,
  );
  return [{ span: instruction.keywordSpan, title: texts.join(' · ') }];
}

/** The base image if a RUN installs packages with apt that are all in it already. */
function imageWithPackages(instruction: Instruction, { document, stage }: LayerPlace): string | undefined {
  if (instruction.keyword !== 'RUN') return undefined;
  const installs = commandsOf(document.model, instruction).flatMap(({ packages }) =>
    packages?.verb === 'install' && hasRole(packages.tool, 'apt') ? packages.packages : [],
  );
  const table = installs.length > 0 && stage.distro === 'debian' ? aptTable(document.assets, stage.release) : undefined;
  if (table?.state !== 'known') return undefined;
  return installs.every(({ name }) => isInBase(stage, table.value, name)) ? rootImage(stage)?.raw : undefined;
}
