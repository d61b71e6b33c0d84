import { applyEdits } from '../../../base/edit.ts';
import type { TextEdit } from '../../../base/edit.ts';
import type { Span } from '../../../base/span.ts';
import type { Work } from '../../../base/work.ts';
import { footprintOf } from '../../../linter/fix-all.ts';
import { instructionAt } from '../../../syntax/instruction-at.ts';
import { withText } from '../document.ts';
import type { DockerfileDocument } from '../document.ts';
import { candidatesIn } from './candidates.ts';
import { conversionSource } from './conversion-candidate.ts';
import { withIgnoreFile } from './ignore-candidates.ts';
import type { Candidate } from '../../saving.ts';

/**
 * The document after several changes. Those of different instructions are made together. A change of an instruction that another one has
 * changed is looked for again in the new text, and left out if it is not there any more, because the other one has made it too. The
 * conversion to a multi-stage build comes last.
 */
export function* withChanges(document: DockerfileDocument, picks: readonly Candidate[]): Work<DockerfileDocument> {
  let current = picks.reduce((before, { change }) => (change.kind === 'ignoreFile' ? withIgnoreFile(before, change) : before), document);
  let open = [...picks].filter(isEdit).sort((a, b) => Number(isConversion(a)) - Number(isConversion(b)));
  while (open.length > 0) {
    const round = compatible(open, current);
    const edits = round.flatMap(({ change }) => change.edits);
    current = withText(current, applyEdits(current.text, edits));
    const left = open.filter((pick) => !round.includes(pick));
    if (left.length === 0) break;
    yield;
    const found = (yield* candidatesIn(current)).filter(isEdit);
    open = left.flatMap((pick) => foundAgain(pick, movedBy(edits, pick.at.start), found, current) ?? []);
  }
  return current;
}

type EditCandidate = Candidate & { readonly change: { readonly kind: 'edits' } };

function isEdit(candidate: Candidate): candidate is EditCandidate {
  return candidate.change.kind === 'edits';
}

function isConversion({ source }: Candidate): boolean {
  return source === conversionSource;
}

/** The first changes, each with other instructions than those before it; the conversion only alone. */
function compatible(open: readonly EditCandidate[], { model }: DockerfileDocument): readonly EditCandidate[] {
  const [first] = open;
  if (first && isConversion(first)) return [first];
  const chosen: { readonly pick: EditCandidate; readonly footprint: Span }[] = [];
  for (const pick of open.filter((each) => !isConversion(each))) {
    const footprint = footprintOf(pick.change, model.tree.instructions);
    if (chosen.every((other) => footprint.end < other.footprint.start || other.footprint.end < footprint.start)) chosen.push({ pick, footprint }); // prettier-ignore
  }
  return chosen.map(({ pick }) => pick);
}

/** Where an offset is after edits of the text; the start of the new text if it was in a part that an edit replaced. */
function movedBy(edits: readonly TextEdit[], offset: number): number {
  const before = edits.filter(({ start, end }) => end <= offset || start < offset);
  return before.reduce((at, { start, end, newText }) => at + (end <= offset ? newText.length - (end - start) : start - offset), offset);
}

/** The same change in another version of the text: of the same source, in the instruction at the offset, and the nearest there. */
function foundAgain(
  pick: EditCandidate,
  offset: number,
  found: readonly EditCandidate[],
  { model }: DockerfileDocument,
): EditCandidate | undefined {
  const instruction = instructionAt(model.tree, offset);
  const same = found.filter(
    ({ source, title, at }) =>
      source === pick.source &&
      title.text === pick.title.text &&
      (isConversion(pick) || (instruction !== undefined && at.start >= instruction.start && at.start <= instruction.end)),
  );
  return same.toSorted((a, b) => Math.abs(a.at.start - offset) - Math.abs(b.at.start - offset))[0];
}
