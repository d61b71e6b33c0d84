import type { InstructionFacts, InstructionForm } from '../../../knowledge/instructions.ts';
import type { ArgumentsCursor } from '../cursor.ts';
import { jsonWordAt, plainWordAt } from '../typed-word.ts';
import type { TypedWord } from '../typed-word.ts';
import type { Signature, SignatureHelp, SignatureParameter } from '../../results.ts';

/** The ways to write an instruction, the one in use active. `after`: what stands behind the cursor on its line. */
export function instructionSignatures(facts: InstructionFacts, cursor: ArgumentsCursor, after: string, escape: string): SignatureHelp {
  const { body } = cursor;
  const word = body.startsWith('[') ? (jsonWordAt(body) ?? { before: [], typed: '', form: 'json' }) : plainWordAt(body, escape);
  const bodyWord: BodyWord = { ...word, isLast: isLastWord(word, after), inFlags: cursor.flag !== undefined };
  const signatures = facts.forms.map((form): Signature => {
    return {
      label: form.label,
      summary: facts.summary,
      parameters: parameterSpans(form),
      active: activeParameter(facts.keyword, form, bodyWord),
    };
  });
  return { signatures, active: formInUse(facts, cursor) };
}

/** A word of an instruction's body. */
interface BodyWord extends TypedWord {
  /** No other word follows it. */
  readonly isLast: boolean;
  /** It is a flag whose name is being written. */
  readonly inFlags: boolean;
}

function isLastWord({ form }: TypedWord, after: string): boolean {
  return form === 'json' ? !/^[^"]*"[^"]*"/.test(after) : !/^\S*\s+\S/.test(after);
}

/** Where the parameters stand in the label; each is looked for behind the one before. */
function parameterSpans({ label, parameters }: InstructionForm): readonly SignatureParameter[] {
  let from = 0;
  return parameters.map(({ text, summary }) => {
    const start = label.indexOf(text, from);
    from = start + text.length;
    return { start, end: from, summary };
  });
}

/** The form that the text so far is in: JSON, a here-document, NONE, or the plain one. */
function formInUse({ forms }: InstructionFacts, { body, holder }: ArgumentsCursor): number {
  const mark = body.startsWith('[') ? '["' : body.includes('<<') ? '<<' : !holder && /^n/i.test(body) ? 'NONE' : undefined;
  const marked = mark === undefined ? -1 : forms.findIndex(({ label }) => label.includes(mark));
  return Math.max(marked >= 0 ? marked : forms.findIndex(({ label }) => !/\["|<<|NONE/.test(label)), 0);
}

/** Tells which parameter a word is, by what stands in the parameter's text; undefined: the form's last. */
type Reader = (word: BodyWord) => RegExp;

const pairReader: Reader = ({ before, typed }) => {
  const isLegacy = before.length > 0 && !before[0]!.includes('=');
  return typed.includes('=') || isLegacy ? /<value>|<default>/ : /<name>|<key>/;
};
const copyReader: Reader = ({ before, isLast }) => (before.length > 0 && isLast ? /<dest>/ : /<src>/);

const readers: Readonly<Record<string, Reader>> = {
  FROM: ({ before }) => (before.length === 0 ? /<image>/ : /AS/),
  COPY: copyReader,
  ADD: copyReader,
  ENV: pairReader,
  LABEL: pairReader,
  // An ARG names any number of variables, with or without a value.
  ARG: ({ typed }) => (typed.includes('=') ? /<default>/ : /<name>/),
  EXPOSE: ({ typed }) => (typed.includes('/') ? /<protocol>/ : /<port>/),
  USER: ({ typed }) => (typed.includes(':') ? /<group>/ : /<user>/),
};

function activeParameter(keyword: string, { parameters }: InstructionForm, word: BodyWord): number | undefined {
  const part = word.inFlags ? /^\[OPTIONS\]|^--/ : readers[keyword]?.(word);
  const found = part ? parameters.findIndex(({ text }) => part.test(text)) : parameters.length - 1;
  return found < 0 ? undefined : found;
}
