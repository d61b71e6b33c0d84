import { createModel } from '../model/index.ts';
import { type Converted, type Refusal } from '../refactorings/multi-stage/conversion.ts';
import { convertToMultiStage } from '../refactorings/multi-stage/convert.ts';
import { formatTotal } from '../sizes/format.ts';
import type { StageSizes } from '../sizes/size.ts';
import { parse } from '../syntax/parse.ts';
import { type Message, message } from '../text/message.ts';
import type { DockerfileDocument } from './document.ts';
import { sizesOf } from './document-sizes.ts';

/** A conversion, with what the image weighs before and after it. */
export interface MultiStage extends Converted {
  /** The final stage of the old file and of the new one; undefined where there is none. */
  readonly before: StageSizes | undefined;
  readonly after: StageSizes | undefined;
}

/** The document in several stages, or why it cannot be had. */
export function multiStageOf(document: DockerfileDocument): MultiStage | Refusal {
  const conversion = convertToMultiStage(document);
  if (conversion.kind === 'refused') return conversion;
  const converted = { ...document, text: conversion.text, model: createModel(parse(conversion.text)) };
  return { ...conversion, before: sizesOf(document).at(-1), after: sizesOf(converted).at(-1) };
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
