import { wellKnownVariable } from '../../../knowledge/variables.ts';
import type { Variable } from '../../../model/model.ts';
import { rootImage } from '../../../model/stages.ts';
import { message, joinSentences } from '../../../base/message.ts';
import { bold, code, escaped, composed } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { imageName, lineText } from './phrases.ts';
import type { HoverRequest } from './request.ts';

/** The first line: the name of the variable, its value at this position, and the line that sets it. */
export function variableLead(at: HoverRequest, variable: Variable): Markdown {
  const { translate } = at;
  const name = bold(variable.name);
  const wellKnown = variable.pair && variable.origin !== 'platform' ? undefined : wellKnownVariable(variable.name);
  const value =
    variable.value === ''
      ? translate(message('{name} is empty here', { name }))
      : variable.value !== undefined
        ? translate(message('{name} is {value} here', { name, value: code(variable.value) }))
        : wellKnown
          ? composed`${name}: ${joinSentences(translate(wellKnown.summary), wellKnown.example ? translate(message('Example: {value}.', { value: code(wellKnown.example) })) : undefined)}`
          : isUnassigned(variable)
            ? translate(message('{name} has no value, unless the build sets one', { name }))
            : translate(message('{name}: the value is only known during the build', { name }));
  return composed`${value} · ${originText(at, variable)}`;
}

/** `ENV, line 3`. For an ARG that is declared again, also the line of its value. */
function originText(at: HoverRequest, variable: Variable): Markdown {
  const { translate } = at;
  const { instruction, source, origin } = variable;
  if (!instruction) {
    if (origin === 'platform') return translate(message('set by BuildKit'));
    if (origin === 'base-image')
      return translate(message('set by the base image {image}', { image: imageName(at.stage && rootImage(at.stage)) }));
    return wellKnownVariable(variable.name)?.kind === 'proxy'
      ? translate(message('set by the user who builds'))
      : translate(message('set by Docker'));
  }
  const own = translate(message('{keyword}, {line}', { keyword: escaped(instruction.keyword), line: lineText(at, instruction.start) }));
  if (source?.origin === 'platform') return translate(message('{own}; the value is set by BuildKit', { own }));
  return source?.instruction
    ? translate(message('{own}; the value comes from {line}', { own, line: lineText(at, source.instruction.start) }))
    : own;
}

/** Whether neither the ARG nor its source has a default. */
function isUnassigned(variable: Variable): boolean {
  let root = variable;
  while (root.source) root = root.source;
  return root.origin !== 'env' && root.origin !== 'platform' && root.pair !== undefined && root.pair.value === undefined;
}
