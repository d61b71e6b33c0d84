import { instructionAt } from '../../syntax/instruction-at.ts';
import type { Flag, Instruction } from '../../syntax/tree.ts';
import type { ShellCommand, ShellScript } from '../../shell/script.ts';
import { covers, touches } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import type { DockerfileDocument } from './document.ts';

/**
 * The spans of "expand selection" at `offset`, from the inside out: part of a word, word, argument, command, shell line, body, instruction,
 * stage, file. Each span contains the previous one, without duplicates.
 */
export function selectionsAt(document: DockerfileDocument, offset: number): readonly Span[] {
  const { text, model } = document;
  const whole = instructionAt(model.tree, offset);
  const stage = whole && model.stageOf(whole);
  // Not `push(...)`: an instruction may have more spans than a call can have arguments.
  let spans: readonly Span[] = [
    ...model.tree.directives.flatMap((directive) => [directive.nameSpan, directive.valueSpan, directive]),
    ...model.tree.comments,
    { start: 0, end: text.length },
  ];
  if (stage) spans = [...spans, stage];
  for (let part = whole; part; part = part.trigger) spans = [...spans, ...spansOf(part, model.scriptOf(part))];
  const plain = plainWordAt(text, offset);
  return nestedSpans(plain ? [plain, ...spans] : spans, offset);
}

function spansOf(instruction: Instruction, script: ShellScript | undefined): readonly Span[] {
  const { keywordSpan, flags, body, words, json, pairs, heredocs, variables, comments } = instruction;
  return [
    instruction,
    keywordSpan,
    body,
    ...flags.flatMap(flagSpans),
    ...(script && !script.opaque ? [] : words),
    ...(json ? json.items.flatMap((item) => [item, { start: item.start + 1, end: item.end - 1 }]) : []),
    ...pairs.flatMap((pair) => [pair, pair.nameSpan, ...(pair.valueSpan ? [pair.valueSpan] : [])]),
    ...heredocs.flatMap((heredoc) => [heredoc.marker, heredoc.body]),
    ...variables.flatMap((variable) => [variable, variable.nameSpan]),
    ...comments,
    ...(script ? scriptSpans(script) : []),
  ];
}

function flagSpans(flag: Flag): readonly Span[] {
  const fields = flag.fields.flatMap((field) => [field, field.keySpan, ...(field.valueSpan ? [field.valueSpan] : [])]);
  return [flag, flag.nameSpan, ...(flag.valueSpan ? [flag.valueSpan] : []), ...fields];
}

function scriptSpans({ pieces, commands, variables }: ShellScript): readonly Span[] {
  return [...pieces, ...commands.flatMap(commandSpans), ...variables.flatMap((variable) => [variable, variable.nameSpan])];
}

function commandSpans(command: ShellCommand): readonly Span[] {
  const { nameWord, args, assignments, redirects } = command;
  const targets = redirects.flatMap(({ target }) => (target ? [target] : []));
  return [command, ...(nameWord ? [nameWord] : []), ...args, ...assignments, ...targets];
}

/** The letters, digits and underscores at the cursor, as a double click selects them. */
function plainWordAt(text: string, offset: number): Span | undefined {
  let start = offset;
  let end = offset;
  while (start > 0 && /[\p{L}\p{N}_]/u.test(text[start - 1]!)) start--;
  while (end < text.length && /[\p{L}\p{N}_]/u.test(text[end]!)) end++;
  return start < end ? { start, end } : undefined;
}

/**
 * The spans that contain the cursor, smallest first, each containing the previous one. Of two overlapping spans, the smaller one is kept.
 */
function nestedSpans(spans: readonly Span[], offset: number): readonly Span[] {
  const around = spans.filter((span) => span.start < span.end && touches(span, offset));
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  const steps: Span[] = [];
  for (const { start, end } of around) {
    const last = steps.at(-1);
    if (!last || (covers({ start, end }, last) && (start < last.start || last.end < end))) steps.push({ start, end });
  }
  return steps;
}
