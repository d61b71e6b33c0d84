import { wellKnownVariable } from '../../../knowledge/variables.ts';
import type { Stage, Variable } from '../../../model/model.ts';
import { message } from '../../../base/message.ts';
import { code, composed, shortCode, table } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { lineText, stageTitle } from './phrases.ts';
import type { HoverRequest } from './request.ts';

/** What the table compares, for ARG or for ENV. */
interface Column {
  readonly build: Markdown;
  readonly container: Markdown;
  readonly history: Markdown;
  readonly value: Markdown;
  readonly override: Markdown;
  readonly beforeFrom: Markdown;
}

/**
 * ARG against ENV, as a table with one column each. The column of the variable's own keyword has its values in this file. Undefined for a
 * variable that neither of them sets.
 */
export function comparedWithOther(at: HoverRequest, variable: Variable): Markdown | undefined {
  const { translate } = at;
  const own = variable.inContainer ? ownEnv(at, variable) : ownArg(at, variable);
  if (!own) return undefined;
  const { name } = variable;
  const [arg, env] = variable.inContainer ? [{ ...anyArg(at, name), ...argRules(at, name) }, own] : [own, anyEnv(at, name)];
  const title = (keyword: 'ARG' | 'ENV', isOwn: boolean): Markdown =>
    isOwn ? translate(message('{keyword} (this variable)', { keyword: code(keyword) })) : code(keyword);
  return table(
    [composed``, title('ARG', !variable.inContainer), title('ENV', variable.inContainer)],
    [
      [translate(message('In the build')), arg.build, env.build],
      [translate(message('In the container')), arg.container, env.container],
      [translate(message('In the history')), arg.history, env.history],
      [translate(message('Default')), arg.value, env.value],
      [translate(message('Override')), arg.override, env.override],
      [translate(message('Before FROM')), arg.beforeFrom, env.beforeFrom],
      [translate(message('Same name')), translate(message('an ENV overrides it')), translate(message('overrides the ARG'))],
    ],
  );
}

/** The rows that are the same for every ARG of that name. */
function argRules({ translate }: HoverRequest, name: string): Pick<Column, 'container' | 'override' | 'beforeFrom'> {
  return {
    container: translate(message('no; add {command} to the stage to keep it', { command: code(`ENV ${name}=$${name}`) })),
    override: code(`docker build --build-arg ${name}=…`),
    beforeFrom: translate(message('allowed, for FROM; a stage needs {arg} again', { arg: code(`ARG ${name}`) })),
  };
}

/** The rows that are the same for every ENV of that name. */
function envRules({ translate }: HoverRequest, name: string): Pick<Column, 'container' | 'override' | 'beforeFrom'> {
  return {
    container: translate(message('yes')),
    override: translate(message('{command}; in the build only through an ARG', { command: code(`docker run -e ${name}=…`) })),
    beforeFrom: translate(message('not allowed')),
  };
}

/** An ARG in general, for the hover on an ENV. */
function anyArg({ translate }: HoverRequest, name: string): Pick<Column, 'build' | 'history' | 'value'> {
  return {
    build: translate(message('from its line on, in its stage and in stages based on it')),
    history: translate(message('yes, with its value')),
    value: translate(message('optional: {arg}', { arg: code(`ARG ${name}=…`) })),
  };
}

/** An ENV in general, for the hover on an ARG. */
function anyEnv(at: HoverRequest, name: string): Column {
  const { translate } = at;
  return {
    ...envRules(at, name),
    build: translate(message('after its line, in its stage and in stages based on it')),
    history: translate(message('yes, with its value')),
    value: translate(message('required: {env}', { env: code(`ENV ${name}=…`) })),
  };
}

const secretMount = code('RUN --mount=type=secret');

/** The maximum number of characters of a value. */
const maxLength = 60;

function ownEnv(at: HoverRequest, { name, instruction, pair }: Variable): Column {
  const { translate } = at;
  const stage = instruction && at.document.model.stageOf(instruction);
  return {
    ...envRules(at, name),
    build: stage ? visibleIn(at, 'after', instruction.start, stage) : translate(message('in the whole stage')),
    history: translate(message('yes: do not use it for secrets, use {mount}', { mount: secretMount })),
    value: pair ? written(at, pair.value) : translate(message('set by the base image')),
  };
}

function ownArg(at: HoverRequest, variable: Variable): Column | undefined {
  const { translate } = at;
  const { name, instruction, origin, pair } = variable;
  const stage = instruction && at.document.model.stageOf(instruction);
  if (!instruction) return ofWellKnown(at, variable);
  const rules = argRules(at, name);
  const isTarget = (origin === 'platform' || variable.source?.origin === 'platform') && name.startsWith('TARGET');
  return {
    ...rules,
    build: stage
      ? visibleIn(at, 'from', instruction.start, stage)
      : translate(message('in FROM, and in stages with {arg}', { arg: code(`ARG ${name}`) })),
    history: stage
      ? translate(message('yes, with its value: do not use it for secrets, use {mount}', { mount: secretMount }))
      : translate(
          message('only in stages with {arg}; do not use it for secrets, use {mount}', { arg: code(`ARG ${name}`), mount: secretMount }),
        ),
    value: pair?.value === undefined ? inherited(at, variable) : written(at, pair.value),
    override: isTarget ? code('docker build --platform …') : rules.override,
  };
}

/** `from`: the line itself counts as well, as for ARG; `after`: only the lines after it, as for ENV. */
function visibleIn(at: HoverRequest, first: 'from' | 'after', start: number, stage: Stage): Markdown {
  const values = { line: lineText(at, start), stage: stageTitle(at, stage) };
  return first === 'from'
    ? at.translate(message('from {line} to the end of {stage}, and in stages based on it', values))
    : at.translate(message('after {line}, to the end of {stage}, and in stages based on it', values));
}

function written({ translate }: HoverRequest, value: string | undefined): Markdown {
  return value === undefined || value === '' ? translate(message('empty')) : shortCode(value, maxLength);
}

/** The default of an ARG without `=`. */
function inherited(at: HoverRequest, { source }: Variable): Markdown {
  const { translate } = at;
  if (source?.instruction) return translate(message('that of {line}', { line: lineText(at, source.instruction.start) }));
  return source ? translate(message('set by BuildKit')) : translate(message('none'));
}

/** A predefined ARG that no instruction declares. Undefined for the variables of the engine and of BuildKit itself. */
function ofWellKnown(at: HoverRequest, { name }: Variable): Column | undefined {
  const { translate } = at;
  const rules = argRules(at, name);
  const arg = code(`ARG ${name}`);
  const { kind } = wellKnownVariable(name) ?? {};
  if (kind === 'platform') {
    const build = code('docker build --platform …');
    return {
      ...rules,
      build: translate(message('in FROM; in stages with {arg}', { arg })),
      history: translate(message('only in stages with {arg}', { arg })),
      value: translate(message('set by BuildKit')),
      override: name.startsWith('TARGET') ? build : translate(message('none')),
    };
  }
  if (kind !== 'proxy') return undefined;
  return {
    ...rules,
    build: translate(message('in every RUN, without an ARG')),
    container: translate(message('no')),
    history: translate(message('no, unless an ARG declares it')),
    value: translate(message('none')),
    beforeFrom: translate(message('not needed')),
  };
}
