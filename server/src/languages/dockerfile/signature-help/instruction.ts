import type { InstructionFacts, InstructionForm } from '../../../knowledge/instructions.ts';
import type { ArgumentsCursor } from '../cursor.ts';
import { jsonWordAt, plainWordAt } from '../typed-word.ts';
import type { TypedWord } from '../typed-word.ts';
import type { Signature, SignatureHelp, SignatureParameter } from '../../results.ts';

/**
 * The forms of an instruction; the one in use is active.
 *
 * @param after The text after the cursor on its line.
 */
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
  /** Whether no other word follows it. */
  readonly isLast: boolean;
  /** Whether it is the name of a flag. */
  readonly inFlags: boolean;
}

function isLastWord({ form }: TypedWord, after: string): boolean {
  return form === 'json' ? !/^[^"]*"[^"]*"/.test(after) : !/^\S*\s+\S/.test(after);
}

/** The spans of the parameters in the label, each searched after the previous one. */
function parameterSpans({ label, parameters }: InstructionForm): readonly SignatureParameter[] {
  let from = 0;
  return parameters.map(({ text, summary }) => {
    const start = label.indexOf(text, from);
    from = start + text.length;
    return { start, end: from, summary };
  });
}

/** The form of the text so far: JSON, a here-document, NONE, or the plain form. */
function formInUse({ forms }: InstructionFacts, { body, holder }: ArgumentsCursor): number {
  const formMarker = body.startsWith('[') ? '["' : body.includes('<<') ? '<<' : !holder && /^n/i.test(body) ? 'NONE' : undefined;
  const marked = formMarker === undefined ? -1 : forms.findIndex(({ label }) => label.includes(formMarker));
  return Math.max(marked >= 0 ? marked : forms.findIndex(({ label }) => !/\["|<<|NONE/.test(label)), 0);
}

/** Returns a pattern for the text of the parameter that a word belongs to. Undefined: the last parameter of the form. */
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
  // ARG accepts several variables, with or without a value.
  ARG: ({ typed }) => (typed.includes('=') ? /<default>/ : /<name>/),
  EXPOSE: ({ typed }) => (typed.includes('/') ? /<protocol>/ : /<port>/),
  USER: ({ typed }) => (typed.includes(':') ? /<group>/ : /<user>/),
};

function activeParameter(keyword: string, { parameters }: InstructionForm, word: BodyWord): number | undefined {
  const part = word.inFlags ? /^\[OPTIONS\]|^--/ : readers[keyword]?.(word);
  const found = part ? parameters.findIndex(({ text }) => part.test(text)) : parameters.length - 1;
  return found < 0 ? undefined : found;
}
