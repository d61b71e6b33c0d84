import { wellKnownVariable } from '../../../knowledge/variables.ts';
import type { VariableUse } from '../../../model/model.ts';
import { rootImage } from '../../../model/stages.ts';
import { message } from '../../../base/message.ts';
import { bold, code } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { imageName, lineText } from './phrases.ts';
import type { HoverRequest } from './request.ts';

/** Explains why a variable is not defined at this position in the file, and what to do. */
export function undefinedText(at: HoverRequest, use: VariableUse): Markdown {
  const { document, instruction, stage, translate } = at;
  const { model } = document;
  const name = bold(use.name);
  const arg = code(`ARG ${use.name}`);
  if (model.scriptOf(instruction)?.assigned.has(use.name)) return translate(message('{name} is set in this command.', { name }));

  const argOfBuild = model.scopeAt(instruction).lookup(use.name);
  if (argOfBuild?.instruction && !argOfBuild.inContainer) {
    const line = lineText(at, argOfBuild.instruction.start);
    const keep = code(`ENV ${use.name}=$${use.name}`);
    return translate(
      message('{name} is empty here: the ARG of {line} is not available in the container. Add {keep} to keep it.', { name, line, keep }),
    );
  }
  const global = model.globalArgs.findLast((variable) => variable.name === use.name);
  if (global?.instruction && stage) {
    const line = lineText(at, global.instruction.start);
    return translate(
      message('{name} is empty here: an ARG before FROM ({line}) is only visible in FROM. Add {arg} to this stage.', {
        name,
        line,
        arg,
      }),
    );
  }
  if (stage && wellKnownVariable(use.name)?.kind === 'platform') {
    return translate(message('{name} is empty here: BuildKit only sets it for FROM. Add {arg} to this stage.', { name, arg }));
  }
  if (stage && !model.scopeAt(instruction).closed) {
    const image = imageName(rootImage(stage));
    return translate(message('{name} is not set in this file. The base image {image} may set it.', { name, image }));
  }
  return translate(message('{name} is not set: it is empty here.', { name }));
}
