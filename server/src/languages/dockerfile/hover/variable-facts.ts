import { wellKnownVariable } from '../../../knowledge/variables.ts';
import type { Variable } from '../../../model/model.ts';
import { rootImage } from '../../../model/stages.ts';
import { message, joinSentences } from '../../../base/message.ts';
import { bold, code, escaped, composed } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { imageName, lineText, stageTitle } from './phrases.ts';
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

/** Where the variable is visible, and how to override it. */
export function variableFacts(at: HoverRequest, variable: Variable): readonly (readonly [name: Markdown, value: Markdown | undefined])[] {
  const { translate } = at;
  const rows = variable.inContainer ? factsOfEnv(at, variable) : factsOfArg(at, variable);
  return [
    [translate(message('In the build')), rows?.build],
    [translate(message('In the container')), rows?.container],
    [translate(message('In the history')), rows?.history],
    [translate(message('Another value')), rows?.override],
  ];
}

interface Rows {
  readonly build: Markdown;
  readonly container: Markdown;
  readonly history: Markdown;
  readonly override: Markdown | undefined;
}

const secretMount = code('RUN --mount=type=secret');

function factsOfEnv(at: HoverRequest, { name, instruction }: Variable): Rows {
  const { translate } = at;
  const stage = instruction && at.document.model.stageOf(instruction);
  return {
    build: stage
      ? translate(
          message('after {line}, to the end of {stage}, and in stages based on it', {
            line: lineText(at, instruction.start),
            stage: stageTitle(at, stage),
          }),
        )
      : translate(message('in the whole stage')),
    container: translate(message('yes; override it with {command}', { command: code(`docker run -e ${name}=…`) })),
    history: translate(message('yes: do not use it for secrets, use {mount}', { mount: secretMount })),
    override: undefined,
  };
}

function factsOfArg(at: HoverRequest, variable: Variable): Rows | undefined {
  const { translate } = at;
  const { name, instruction, origin } = variable;
  const stage = instruction && at.document.model.stageOf(instruction);
  if (!instruction) return factsOfWellKnown(at, variable);
  const platform = origin === 'platform';
  return {
    build: stage
      ? translate(
          message('from {line} to the end of {stage}, and in stages based on it', {
            line: lineText(at, instruction.start),
            stage: stageTitle(at, stage),
          }),
        )
      : translate(message('in FROM, and in stages with {arg}', { arg: code(`ARG ${name}`) })),
    container: translate(message('no; add {command} to the stage to keep it', { command: code(`ENV ${name}=$${name}`) })),
    history: stage
      ? translate(message('yes, with its value: do not use it for secrets, use {mount}', { mount: secretMount }))
      : translate(
          message('only in stages with {arg}; do not use it for secrets, use {mount}', {
            arg: code(`ARG ${name}`),
            mount: secretMount,
          }),
        ),
    override: code(platform && name.startsWith('TARGET') ? 'docker build --platform …' : `docker build --build-arg ${name}=…`),
  };
}

function factsOfWellKnown(at: HoverRequest, { name }: Variable): Rows | undefined {
  const { translate } = at;
  const kind = wellKnownVariable(name)?.kind;
  if (kind === 'platform') {
    return {
      build: translate(message('in FROM; in stages with {arg}', { arg: code(`ARG ${name}`) })),
      container: translate(message('no')),
      history: translate(message('only in stages with {arg}', { arg: code(`ARG ${name}`) })),
      override: name.startsWith('TARGET') ? code('docker build --platform …') : undefined,
    };
  }
  if (kind === 'proxy') {
    return {
      build: translate(message('in every RUN, without an ARG')),
      container: translate(message('no')),
      history: translate(message('no, unless an ARG declares it')),
      override: code(`docker build --build-arg ${name}=…`),
    };
  }
  return undefined;
}
