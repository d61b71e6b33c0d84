import type { Work } from '../../../base/work.ts';
import type { DockerfileModel, SourceReference, Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { nameWithin } from './symbol.ts';
import type { Declaration } from '../../results.ts';
import type { Occurrence, StageSymbol } from './symbol.ts';

/** All stages with their declarations and references in FROM, COPY --from and RUN --mount=from. */
export function* stageSymbols(model: DockerfileModel): Work<readonly StageSymbol[]> {
  const found = new Map<Stage, Occurrence[]>();
  for (const stage of model.stages) {
    found.set(stage, [declarationOf(stage)]);
    yield;
  }
  for (const instruction of model.tree.instructions) {
    for (const source of model.sourcesOf(instruction)) {
      if (source.stage) found.get(source.stage)!.push(referenceTo(source.stage, source, instruction, model.tree.text));
    }
    yield;
  }
  return [...found].map(([stage, occurrences]) => ({ kind: 'stage', name: stage.name, stage, occurrences }));
}

function declaration({ nameSpan, from }: Stage): Declaration {
  const { start, end } = from;
  return { name: nameSpan ?? from.keywordSpan, whole: { start, end } };
}

/** The declaration of an unnamed stage is the keyword FROM. */
function declarationOf(stage: Stage): Occurrence {
  const definition = declaration(stage);
  const written = stage.nameSpan ? 'name' : 'computed';
  return { ...definition.name, role: 'declaration', written, cursorSpan: definition.name, instruction: stage.from, definition };
}

function referenceTo(stage: Stage, { at, text }: SourceReference, instruction: Instruction, source: string): Occurrence {
  const { start, end } = at;
  const name = stage.name === undefined ? undefined : nameWithin(source, at, stage.name);
  const written = name ? 'name' : /^\d+$/.test(text) ? 'number' : 'computed';
  return { ...(name ?? { start, end }), role: 'read', written, cursorSpan: { start, end }, instruction, definition: declaration(stage) };
}
