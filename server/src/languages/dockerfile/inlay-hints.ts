import { absolutePath, isAbsolutePath } from '../../base/paths.ts';
import type { Variable, VariableUse } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { writtenSpan } from '../../facts/copy.ts';
import type { CopyDestination } from '../../facts/copy.ts';
import { factsOf } from '../../facts/facts.ts';
import { instructionsIn } from '../../syntax/instruction-at.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import type { InlayHint } from '../results.ts';
import type { DockerfileDocument } from './document.ts';

/**
 * Inlay hints in `range`: the value of each variable after its use, and the absolute path after a relative destination of COPY, ADD and
 * WORKDIR. Only values that are known before the build are shown.
 */
export function inlayHintsIn(document: DockerfileDocument, range: Span): InlayHint[] {
  const { model } = document;
  return instructionsIn(model.tree, range)
    .flatMap((instruction) => [...valueHints(document, instruction), ...pathHints(document, instruction)])
    .filter(({ at }) => range.start <= at && at <= range.end)
    .sort((a, b) => a.at - b.at);
}

/** Longer values are truncated, because a hint moves the rest of its line to the right. */
const maxValueLength = 32;

function valueHints({ model }: DockerfileDocument, instruction: Instruction): InlayHint[] {
  const assigned = model.scriptOf(instruction)?.assigned;
  return model.usesIn(instruction).flatMap((use) => {
    // The script may have changed the variable before this use.
    const variable = 'quoted' in use && assigned?.has(use.name) ? undefined : model.resolve(instruction, use);
    const value = variable && isUnmodified(use, variable) ? variable.value : undefined;
    if (value === undefined) return [];
    const shown = value.length > maxValueLength ? `${value.slice(0, maxValueLength - 1)}…` : value;
    return [{ at: use.end, label: `= ${shown === '' ? '""' : shown}`, tooltip: tooltipOf(variable!, value) }];
  });
}

/** Whether the use results in the value itself. `${A:+b}`, `${A#p}` and similar modifiers change it. */
function isUnmodified({ modifier }: VariableUse, { value }: Variable): boolean {
  return modifier === '' || modifier === '-' || modifier === '?' || ((modifier === ':-' || modifier === ':?') && value !== '');
}

function tooltipOf({ name, origin }: Variable, value: string): Message | undefined {
  const canOverride = origin === 'arg' || origin === 'global-arg';
  if (canOverride) return message('{name} is {value}, unless the build sets another value (--build-arg {name}=...).', { name, value });
  return value.length > maxValueLength ? message('{name} is {value}.', { name, value }) : undefined;
}

function pathHints({ model, build }: DockerfileDocument, instruction: Instruction): InlayHint[] {
  const stage = model.stageOf(instruction);
  const target = pathOf(model, build, instruction);
  if (!stage || !target?.value || target.path === undefined || target.absolute) return [];
  const separator = stage.os === 'windows' ? '\\' : '/';
  const isFolder = /(?:^|[/\\])\.{0,2}$/.test(target.value);
  const label = isFolder && !target.path.endsWith(separator) ? target.path + separator : target.path;
  return [{ at: target.end, label: `→ ${label}`, tooltip: undefined }];
}

/** The path that an instruction creates: the destination of COPY and ADD, or the path of WORKDIR. */
function pathOf(
  model: DockerfileDocument['model'],
  build: DockerfileDocument['build'],
  instruction: Instruction,
): Pick<CopyDestination, 'end' | 'value' | 'path' | 'absolute'> | undefined {
  const { keyword, body, bodyText } = instruction;
  if (keyword !== 'WORKDIR') {
    const copy = factsOf(model, build).copyOf(instruction);
    return copy?.destination && { ...copy.destination, ...writtenSpan(copy, copy.destination) };
  }
  const os = model.stageOf(instruction)?.os ?? 'linux';
  const value = bodyText === '' ? undefined : model.scopeAt(instruction).expand(bodyText);
  if (value === undefined) return undefined;
  const path = absolutePath(model.configBefore(instruction).workdir?.value, value, os);
  return { end: body.end, value, path, absolute: isAbsolutePath(value, os) };
}
