import type { ShellScript } from '../../server/src/shell/script.ts';
import type { DockerfileModel } from '../../server/src/model/model.ts';
import type { Instruction } from '../../server/src/syntax/tree.ts';
import { documentOf } from './document.ts';
import { commentsOf, heredocsOf } from './meaning.ts';

/**
 * The content of a Dockerfile without its layout, as values that can be compared: directives, comments, heredocs, and the parts of each
 * instruction; of a shell script, the words of its commands. What the parser could not read is compared character by character.
 */
export function layoutFreeMeaning(text: string): unknown {
  const { model } = documentOf(text);
  const { tree } = model;
  return {
    escape: tree.escape,
    directives: tree.directives.map(({ name, value }) => [name, value]),
    comments: commentsOf(tree),
    heredocs: heredocsOf(tree),
    problems: tree.problems.map(({ code }) => code),
    instructions: tree.instructions.map((instruction) => meaningOf(instruction, model)),
  };
}

function meaningOf(instruction: Instruction, model: DockerfileModel): unknown {
  const { keyword, flags, json, pairs, words, trigger, heredocs } = instruction;
  const script = trigger ? undefined : model.scriptOf(instruction);
  return {
    keyword,
    flags: flags.map(({ name, value, fields }) => [name, value, fields.map((field) => [field.key, field.value])]),
    heredocs: heredocs.map(({ name, expand, fd, stripTabs, terminator }) => [name, expand, fd, stripTabs, !!terminator]),
    json: json?.items.map(({ value }) => value),
    // A name or an open quote at the end of a line is read with the blanks after it, which BuildKit removes.
    pairs: pairs.map(({ name, value, legacy }) => [name.trim(), value?.trimEnd(), legacy]),
    trigger: trigger && meaningOf(trigger, model),
    body: script ? scriptMeaning(script, instruction, model.tree.text) : trigger ? [] : wordsOf(words, instruction),
  };
}

/** AS may be written in any case. https://docs.docker.com/reference/dockerfile/#from */
function wordsOf(words: Instruction['words'], { keyword }: Instruction): readonly string[] {
  // A word before two lines that only contain an escape character is read with the blank between them.
  const texts = words.map(({ text }) => text.trim());
  return texts.map((text, i) => (keyword === 'FROM' && i === 1 && /^as$/i.test(text) ? 'AS' : text));
}

function scriptMeaning(script: ShellScript, { bodyText }: Instruction, text: string): unknown {
  if (script.opaque || script.errors.length > 0) return bodyText;
  return {
    text: withoutBlanks(bodyText),
    operators: script.operators.map(({ start, end }) => text.slice(start, end).trim()),
    commands: script.commands.map(({ name, args, containers, operator }) => ({
      name,
      containers,
      operator,
      args: args.map(({ value }) => value),
    })),
  };
}

/**
 * A shell text in which every run of blanks outside of quotes is one blank, and there is none next to an operator, unless two operators
 * would become one without it.
 */
function withoutBlanks(text: string): string {
  let quote = '';
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    // A comment extends to the end, because line breaks have been removed.
    if (c === '#' && quote === '' && /^$|[\s;&|()]/.test(out.slice(-1))) return separatorAfter(out) + text.slice(i).replace(/\s+/g, ' ');
    if (c === quote) quote = '';
    else if (quote === '' && (c === '"' || c === "'")) quote = c;
    else if (c === '\\' && quote !== "'") out += text[i++];
    else if (quote === '' && /\s/.test(c)) {
      if (!/\s/.test(out.at(-1) ?? '')) out += ' ';
      continue;
    }
    out += text[i] ?? '';
  }
  return separatorAfter(out);
}

function separatorAfter(out: string): string {
  return out
    .replace(/ (?=[;&|()])/g, (_, at: number) => (fuses(out, at) ? ' ' : ''))
    .replace(/(?<=[;&|()]) /g, (_, at: number, whole: string) => (fuses(whole, at) ? ' ' : ''));
}

function fuses(text: string, at: number): boolean {
  return /^(?:&&|\|\||;;|;&|\|&|\(\(|\)\))$/.test(`${text[at - 1]}${text[at + 1]}`);
}
