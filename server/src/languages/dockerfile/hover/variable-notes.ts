import type { Stage, Variable } from '../../../model/model.ts';
import { rootImage } from '../../../model/stages.ts';
import { isSecretName } from '../../../facts/secrets.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';
import { message } from '../../../base/message.ts';
import { covers } from '../../../base/span.ts';
import { code, joined } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { imageName, lineText, stageTitle } from './phrases.ts';
import type { HoverRequest } from './request.ts';

/** Notes about common problems with ARG and ENV that apply to this variable. */
export function variableNotes(at: HoverRequest, variable: Variable): readonly (Markdown | undefined)[] {
  const { instruction } = variable;
  if (!instruction) return [];
  const stage = at.document.model.stageOf(instruction);
  if (variable.inContainer) return [secret(at, variable), overriddenArg(at, variable, stage)];
  return stage ? [secret(at, variable), overriddenByEnv(at, variable, stage)] : [redeclared(at, variable)];
}

/** The history of the image contains the values of ENV, and of ARG after its declaration. */
function secret({ translate }: HoverRequest, { name, pair }: Variable): Markdown | undefined {
  if (!isSecretName(name) || (pair?.value ?? '…') === '') return undefined;
  const mount = code(`RUN --mount=type=secret,id=${name.toLowerCase()}`);
  return translate(message('The value stays in the image: `docker history` shows it. Pass a secret with {mount} instead.', { mount }));
}

/** ENV overrides an ARG with the same name. */
function overriddenArg(at: HoverRequest, { name, pair, instruction }: Variable, stage: Stage | undefined): Markdown | undefined {
  const arg = stage && declarationsOf(stage, 'ARG', name).findLast((found) => found.instruction.start < instruction!.start);
  const build = code(`--build-arg ${name}=…`);
  const passed = instruction!.variables.find((use) => pair && covers(pair, use) && isArg(at, instruction!, use));
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

function overriddenByEnv(at: HoverRequest, { name, instruction }: Variable, stage: Stage): Markdown | undefined {
  const earlier = at.document.model.scopeAt(instruction!).lookup(name);
  if (earlier?.inContainer) {
    const from = earlier.instruction ? lineText(at, earlier.instruction.start) : imageName(rootImage(stage));
    return at.translate(message('This ARG has no effect: the ENV with the same name ({from}) overrides it. Rename one of them.', { from }));
  }
  const env = declarationsOf(stage, 'ENV', name).find((found) => found.instruction.start > instruction!.start);
  if (!env) return undefined;
  const line = lineText(at, env.instruction.start);
  return at.translate(message('ENV overrides ARG: from {line} on, the ENV with the same name is used.', { line }));
}

/** An ARG before FROM is empty in stages that do not declare it. */
function redeclared(at: HoverRequest, { name }: Variable): Markdown {
  const stages = at.document.model.stages.filter((stage) => declarationsOf(stage, 'ARG', name).length > 0);
  const arg = code(`ARG ${name}`);
  if (stages.length === 0) {
    return at.translate(message('It is declared before FROM, so it is empty in a stage without {arg}. No stage has it.', { arg }));
  }
  const names = joined(
    stages.map((stage) => stageTitle(at, stage)),
    ', ',
  );
  return at.translate(
    message('It is declared before FROM, so it is empty in a stage without {arg}. Stages with it: {stages}.', { arg, stages: names }),
  );
}

/** The ARG or ENV pairs of a stage with that name. */
export function declarationsOf(stage: Stage, keyword: 'ARG' | 'ENV', name: string): readonly { instruction: Instruction; pair: Pair }[] {
  return stage.instructions
    .filter((instruction) => instruction.keyword === keyword)
    .flatMap((instruction) => instruction.pairs.filter((pair) => pair.name === name).map((pair) => ({ instruction, pair })));
}
