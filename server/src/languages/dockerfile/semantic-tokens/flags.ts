import type { DockerfileModel, ImageReference, SourceReference } from '../../../model/model.ts';
import type { Flag, FlagField, Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import type { Pieces } from './pieces.ts';
import { addByLook } from './values.ts';

/** Flags and fields of mounts whose value is one of a fixed list. */
const choices: ReadonlySet<string> = new Set(['network', 'platform', 'security', 'sharing', 'type']);
/** Those whose value is a path, in whatever way it is written. */
const paths: ReadonlySet<string> = new Set(['destination', 'dst', 'exclude', 'source', 'src', 'target']);

/** The flags of an instruction, their values, and the fields of its mounts. */
export function addFlags(instruction: Instruction, into: Pieces): void {
  for (const flag of instruction.flags) {
    into.add({ start: flag.start, end: flag.nameSpan.end }, 'flag');
    for (const field of flag.fields) {
      into.add(field.keySpan, 'property');
      addFlagValue(field.key, field, into);
    }
    if (flag.name !== 'mount') addFlagValue(flag.name, flag, into);
  }
}

function addFlagValue(name: string, { value, valueSpan }: Flag | FlagField, into: Pieces): void {
  if (value === undefined || !valueSpan || name === 'from') return;
  if (choices.has(name)) into.add(valueSpan, 'choice');
  else if (paths.has(name)) into.add(valueSpan, 'path');
  else addByLook(valueSpan, value, into);
}

/** The stages and images that an instruction names, in FROM, COPY --from and RUN --mount=from. */
export function addSources(model: DockerfileModel, instruction: Instruction, into: Pieces): void {
  for (const source of model.sourcesOf(instruction)) addSource(source, into);
}

function addSource({ at, text, stage, image }: SourceReference, into: Pieces): void {
  if (/^\d+$/.test(text)) into.add(at, 'number');
  else if (stage) into.add(at, 'stage');
  else if (image) addImage(image, at, into);
}

function addImage({ isScratch, tagSpan, digestSpan, repositorySpan, raw }: ImageReference, at: Span, into: Pieces): void {
  if (isScratch) into.add(at, 'emptyImage');
  else {
    const end = repositorySpan?.end ?? at.start + raw.search(/:[^/]*$|@|$/);
    into.add({ start: at.start, end: Math.min(end, at.end) }, 'image');
  }
  if (tagSpan) into.add(tagSpan, 'number');
  if (digestSpan) into.add(digestSpan, 'number');
}
