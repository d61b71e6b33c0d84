import { flagNamed, type FlagFacts } from '../knowledge/flags.ts';
import { instructionNamed, type InstructionForm } from '../knowledge/instructions.ts';
import { defaultMountType, mountOptionNamed, mountTypeNamed, type MountTypeFacts } from '../knowledge/mounts.ts';
import { instructionAt } from '../syntax/instruction-at.ts';
import type { Flag, Instruction } from '../syntax/tree.ts';
import type { Message } from '../text/message.ts';
import { touches, type Span } from '../text/span.ts';
import type { DockerfileDocument } from './document.ts';

/** How something is written: a label, its changeable parts, and which of these the cursor is in. */
export interface Signature {
  readonly label: string;
  readonly summary: Message;
  readonly parameters: readonly SignatureParameter[];
  /** Index of the parameter at the cursor; undefined where it is in none. */
  readonly active: number | undefined;
}

/** A part of a label; the span counts in the label. */
export interface SignatureParameter extends Span {
  readonly summary: Message;
}

/** All ways to write what is being written, and which one it is. */
export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  readonly active: number;
}

/**
 * Whether help at `offset` is worth its place on the screen when nobody asked for it: not in the midst of a shell's commands, which are
 * full of blanks and commas, and of which the help says nothing.
 */
export function helpsUnasked(document: DockerfileDocument, offset: number): boolean {
  const instruction = writtenAt(document, offset);
  const script = instruction && document.model.scriptOf(instruction);
  if (!script || offset <= script.start) return instruction !== undefined;
  return /^\[\s*"/.test(instruction.bodyText); // an array that is not closed yet
}

/** Help for the flag, mount or instruction that the cursor is in; undefined on its keyword, and where there is nothing to help with. */
export function signatureHelpAt(document: DockerfileDocument, offset: number): SignatureHelp | undefined {
  const { text } = document;
  const instruction = writtenAt(document, offset);
  if (!instruction?.known || offset <= instruction.keywordSpan.end) return undefined;
  const flag = instruction.flags.find((candidate) => touches(candidate, offset));
  if (flag) return helpForFlag(instruction, flag, offset);
  return helpForInstruction(instruction, text, offset);
}

/** The instruction that is being written, the innermost of ONBUILD's. */
function writtenAt({ model: { tree }, text }: DockerfileDocument, offset: number): Instruction | undefined {
  return innermostAt(instructionAt(tree, offset) ?? openLineBefore(tree.instructions, text, offset), offset);
}

/** The cursor behind the blanks at the end of an instruction's line: its next argument is about to be written. */
function openLineBefore(instructions: readonly Instruction[], text: string, offset: number): Instruction | undefined {
  const before = instructions.findLast(({ end }) => end <= offset);
  return before && /^[ \t]*$/.test(text.slice(before.end, offset)) ? before : undefined;
}

function innermostAt(instruction: Instruction | undefined, offset: number): Instruction | undefined {
  let inner = instruction;
  while (inner?.trigger && inner.keyword === 'ONBUILD' && offset >= inner.trigger.start) inner = inner.trigger;
  return inner;
}

function helpForFlag({ keyword }: Instruction, flag: Flag, offset: number): SignatureHelp | undefined {
  const facts = flagNamed(keyword, flag.name);
  if (!facts) return undefined;
  const mount = facts.value === 'mount' ? mountTypeOf(flag) : undefined;
  return { signatures: [mount ? mountSignature(mount, flag, offset) : flagSignature(facts)], active: 0 };
}

/** `--interval=<duration>` */
function flagSignature({ name, value, choices, summary }: FlagFacts): Signature {
  const head = `--${name}=`;
  const part = `<${choices.length > 0 ? choices.map((choice) => choice.value).join('|') : value}>`;
  const at = { start: head.length, end: head.length + part.length };
  return { label: head + part, summary, parameters: [{ ...at, summary }], active: 0 };
}

function mountTypeOf(flag: Flag): MountTypeFacts | undefined {
  return mountTypeNamed(flag.fields.find(({ key }) => key.toLowerCase() === 'type')?.value ?? defaultMountType);
}

/** `--mount=type=cache,target=<path>,...`: an option each, the one at the cursor active. */
function mountSignature(facts: MountTypeFacts, flag: Flag, offset: number): Signature {
  const parts = facts.options.map((option) => {
    const written = option.value === 'type' ? `type=${facts.type}` : option.needsValue ? `${option.name}=<${option.value}>` : option.name;
    return { text: option.required || option.value === 'type' ? written : `[${written}]`, summary: option.summary };
  });
  const field = flag.fields.find((candidate) => touches(candidate, offset));
  const option = field && mountOptionNamed(facts, field.key);
  const active = option ? facts.options.indexOf(option) : undefined;
  const { label, parameters } = joined('--mount=', parts, ',');
  return { label, summary: facts.summary, parameters, active };
}

function joined(
  head: string,
  parts: readonly { readonly text: string; readonly summary: Message }[],
  separator: string,
): Pick<Signature, 'label' | 'parameters'> {
  let label = head;
  const parameters = parts.map(({ text, summary }, i) => {
    if (i > 0) label += separator;
    const start = label.length;
    label += text;
    return { start, end: label.length, summary };
  });
  return { label, parameters };
}

function helpForInstruction(instruction: Instruction, text: string, offset: number): SignatureHelp | undefined {
  const facts = instructionNamed(instruction.keyword);
  if (!facts) return undefined;
  const signatures = facts.forms.map((form): Signature => {
    const parameters = placesOf(form);
    const active = activeParameter(instruction, form, text, offset);
    return { label: form.label, summary: facts.summary, parameters, active };
  });
  return { signatures, active: formInUse(instruction, facts.forms) };
}

/** Where the parameters stand in the label; each is looked for behind the one before. */
function placesOf({ label, parameters }: InstructionForm): readonly SignatureParameter[] {
  let from = 0;
  return parameters.map(({ text, summary }) => {
    const start = label.indexOf(text, from);
    from = start + text.length;
    return { start, end: from, summary };
  });
}

/** The form that the text so far is in: JSON, a here-document, NONE, or the plain one. */
function formInUse({ bodyText, heredocs }: Instruction, forms: readonly InstructionForm[]): number {
  const fits = (mark: string): number => forms.findIndex(({ label }) => label.includes(mark));
  const wanted = bodyText.startsWith('[')
    ? fits('["')
    : heredocs.length > 0
      ? fits('<<')
      : bodyText.toUpperCase() === 'NONE'
        ? fits('NONE')
        : -1;
  const plain = forms.findIndex(({ label }) => !/\["|<<|NONE/.test(label));
  return Math.max(wanted >= 0 ? wanted : plain, 0);
}

/** Which of a form's parameters the cursor is in. */
function activeParameter(instruction: Instruction, form: InstructionForm, text: string, offset: number): number | undefined {
  const { keyword, words, json, pairs } = instruction;
  const index = (part: RegExp): number | undefined => {
    const found = form.parameters.findIndex((parameter) => part.test(parameter.text));
    return found < 0 ? undefined : found;
  };
  const items: readonly Span[] = json?.items ?? words;
  const before = items.filter((word) => word.end < offset).length;
  switch (keyword) {
    case 'FROM':
      return before === 0 ? index(/<image>/) : index(/AS/);
    case 'COPY':
    case 'ADD':
      return before > 0 && before >= items.length - 1 ? index(/<dest>/) : index(/<src>/);
    case 'ENV':
    case 'LABEL':
    case 'ARG': {
      const pair = pairs.find((candidate) => touches(candidate, offset));
      const inValue = pair !== undefined && offset > pair.nameSpan.end && text.slice(pair.nameSpan.end, offset).length > 0;
      return inValue ? index(/<value>|<default>/) : index(/<name>|<key>/);
    }
    case 'EXPOSE':
    case 'USER': {
      const word = words.find((candidate) => touches(candidate, offset));
      const separated = word !== undefined && /[/:]/.test(text.slice(word.start, offset));
      return separated ? 1 : 0;
    }
    default:
      return form.parameters.length > 0 ? form.parameters.length - 1 : undefined;
  }
}
