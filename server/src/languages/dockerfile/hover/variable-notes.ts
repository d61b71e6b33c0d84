import type { Stage, Variable } from '../../../model/model.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';
import { message } from '../../../base/message.ts';
import { code } from '../../markdown.ts';
import { lineText, stageTitle } from './phrases.ts';
import type { HoverRequest } from './request.ts';

/** The traps of ARG and ENV that this variable is in. */
export function variableNotes(at: HoverRequest, variable: Variable): readonly (string | undefined)[] {
  const { instruction } = variable;
  if (!instruction) return [];
  const stage = at.document.model.stageOf(instruction);
  if (variable.inContainer) return [hiddenArg(at, variable, stage)];
  return stage ? [takenOver(at, variable, stage)] : [redeclared(at, variable)];
}

/** ENV wins over an ARG of the same name. https://docs.docker.com/reference/dockerfile/#using-arg-variables */
function hiddenArg(at: HoverRequest, { name, pair, instruction }: Variable, stage: Stage | undefined): string | undefined {
  const arg = stage && declarationsOf(stage, 'ARG', name).findLast((found) => found.instruction.start < instruction!.start);
  const build = code(`--build-arg ${name}=…`);
  const passed = instruction!.variables.find(
    (use) => pair && pair.start <= use.start && use.end <= pair.end && isArg(at, instruction!, use),
  );
  if (passed) {
    return at.translate(
      message('{build} sets it during the build: its value comes from ARG {name}.', {
        build: code(`--build-arg ${passed.name}=…`),
        name: code(passed.name),
      }),
    );
  }
  if (!arg) return undefined;
  const line = lineText(at, arg.instruction.start);
  return at.translate(message('It overrides the ARG with the same name in {line}: {build} has no effect from here on.', { line, build }));
}

function isArg({ document }: HoverRequest, instruction: Instruction, use: Instruction['variables'][number]): boolean {
  const variable = document.model.resolve(instruction, use);
  return variable !== undefined && !variable.inContainer && variable.pair !== undefined;
}

function takenOver(at: HoverRequest, { name, instruction }: Variable, stage: Stage): string | undefined {
  const env = declarationsOf(stage, 'ENV', name).find((found) => found.instruction.start > instruction!.start);
  if (!env) return undefined;
  const line = lineText(at, env.instruction.start);
  return at.translate(message('ENV overrides ARG: from {line} on, the ENV with the same name is used.', { line }));
}

/** The trap of ARG before FROM, and which stages are out of it. */
function redeclared(at: HoverRequest, { name }: Variable): string {
  const stages = at.document.model.stages.filter((stage) => declarationsOf(stage, 'ARG', name).length > 0);
  const arg = code(`ARG ${name}`);
  if (stages.length === 0) {
    return at.translate(message('It is declared before FROM, so it is empty in a stage without {arg}. No stage has it.', { arg }));
  }
  const names = stages.map((stage) => stageTitle(at, stage)).join(', ');
  return at.translate(
    message('It is declared before FROM, so it is empty in a stage without {arg}. Stages with it: {stages}.', { arg, stages: names }),
  );
}

/** The pairs of a stage that declare a name. */
export function declarationsOf(stage: Stage, keyword: 'ARG' | 'ENV', name: string): readonly { instruction: Instruction; pair: Pair }[] {
  return stage.instructions
    .filter((instruction) => instruction.keyword === keyword)
    .flatMap((instruction) => instruction.pairs.filter((pair) => pair.name === name).map((pair) => ({ instruction, pair })));
}
