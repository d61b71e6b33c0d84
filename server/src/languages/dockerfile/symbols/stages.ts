import type { DockerfileModel, SourceReference, Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { nameWithin } from './symbol.ts';
import type { Declaration } from '../../results.ts';
import type { Occurrence, StageSymbol } from './symbol.ts';

/** Every stage with its name and all words that name it, in FROM, COPY --from and RUN --mount=from. */
export function stageSymbols(model: DockerfileModel): readonly StageSymbol[] {
  const found = new Map<Stage, Occurrence[]>(model.stages.map((stage) => [stage, [declarationOf(stage)]]));
  for (const instruction of model.tree.instructions) {
    for (const source of model.sourcesOf(instruction)) {
      if (source.stage) found.get(source.stage)!.push(referenceTo(source.stage, source, instruction, model.tree.text));
    }
  }
  return [...found].map(([stage, occurrences]) => ({ kind: 'stage', name: stage.name, stage, occurrences }));
}

function declaration({ nameSpan, from }: Stage): Declaration {
  const { start, end } = from;
  return { name: nameSpan ?? from.keywordSpan, whole: { start, end } };
}

/** A stage without a name is declared by the word FROM. */
function declarationOf(stage: Stage): Occurrence {
  const means = declaration(stage);
  const written = stage.nameSpan ? 'name' : 'computed';
  return { ...means.name, role: 'declaration', written, reach: means.name, instruction: stage.from, means };
}

function referenceTo(stage: Stage, { at, text }: SourceReference, instruction: Instruction, source: string): Occurrence {
  const { start, end } = at;
  const name = stage.name === undefined ? undefined : nameWithin(source, at, stage.name);
  const written = name ? 'name' : /^\d+$/.test(text) ? 'number' : 'computed';
  return { ...(name ?? { start, end }), role: 'read', written, reach: { start, end }, instruction, means: declaration(stage) };
}
