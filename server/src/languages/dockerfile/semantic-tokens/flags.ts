import type { DockerfileModel, ImageReference, SourceReference } from '../../../model/model.ts';
import type { Flag, FlagField, Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import type { TokenBuilder } from './token-builder.ts';
import { addByFormat } from './values.ts';

/** Flags and mount options with a fixed list of values. */
const choices: ReadonlySet<string> = new Set(['network', 'platform', 'security', 'sharing', 'type']);
/** Flags and mount options whose value is a path. */
const paths: ReadonlySet<string> = new Set(['destination', 'dst', 'exclude', 'source', 'src', 'target']);

/** Adds the flags of an instruction, their values, and the options of mounts. */
export function addFlags(instruction: Instruction, into: TokenBuilder): void {
  for (const flag of instruction.flags) {
    into.add({ start: flag.start, end: flag.nameSpan.end }, 'flag');
    for (const field of flag.fields) {
      into.add(field.keySpan, 'property');
      addFlagValue(field.key, field, into);
    }
    if (flag.name !== 'mount') addFlagValue(flag.name, flag, into);
  }
}

function addFlagValue(name: string, { value, valueSpan }: Flag | FlagField, into: TokenBuilder): void {
  if (value === undefined || !valueSpan || name === 'from') return;
  if (choices.has(name)) into.add(valueSpan, 'choice');
  else if (paths.has(name)) into.add(valueSpan, 'path');
  else addByFormat(valueSpan, value, into);
}

/** Adds the stages and images that an instruction refers to, in FROM, COPY --from and RUN --mount=from. */
export function addSources(model: DockerfileModel, instruction: Instruction, into: TokenBuilder): void {
  for (const source of model.sourcesOf(instruction)) addSource(source, into);
}

function addSource({ at, text, stage, image }: SourceReference, into: TokenBuilder): void {
  if (/^\d+$/.test(text)) into.add(at, 'number');
  else if (stage) into.add(at, 'stage');
  else if (image) addImage(image, at, into);
}

function addImage({ isScratch, tagSpan, digestSpan, repositorySpan, raw }: ImageReference, at: Span, into: TokenBuilder): void {
  if (isScratch) into.add(at, 'emptyImage');
  else {
    const end = repositorySpan?.end ?? at.start + raw.search(/:[^/]*$|@|$/);
    into.add({ start: at.start, end: Math.min(end, at.end) }, 'image');
  }
  if (tagSpan) into.add(tagSpan, 'number');
  if (digestSpan) into.add(digestSpan, 'number');
}
