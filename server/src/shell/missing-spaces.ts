import type { Span } from '../base/span.ts';
import type { ShellScript } from './script.ts';

/** A word of a script that cannot be parsed, which a space would divide into two. */
export interface MissingSpace extends Span {
  /** `brace`: `function f{`. `comment`: `then# ...`. */
  readonly kind: 'brace' | 'comment';
  /** Where the space belongs. */
  readonly at: number;
  /** The part before the space. */
  readonly before: string;
}

/** A declaration at the end of a text, up to the brace. */
const declaration = /(?:^|[\s;&|({])function[ \t]+([\w.:-]+)\{[\s\\]*$/;
/** Longer names are not looked for. */
const longestDeclaration = 200;

/** The missing spaces that make a script invalid. `text`: the text that the offsets of the script refer to. */
export function missingSpaces({ errors, commands }: ShellScript, text: string): readonly MissingSpace[] {
  if (errors.length === 0) return [];
  const found: MissingSpace[] = [];
  for (const error of errors) {
    if (error.text !== 'expected compound command as function body') continue;
    const before = text.slice(Math.max(0, error.start - longestDeclaration), error.start);
    const name = declaration.exec(before)?.[1];
    if (name === undefined) continue;
    const at = error.start - before.length + before.lastIndexOf('{');
    found.push({ kind: 'brace', start: at - name.length, end: at + 1, at, before: name });
  }
  for (const { nameWord } of commands) {
    const keyword = nameWord && /^(?:then|do|else|done|fi|esac)(?=#)/.exec(nameWord.raw)?.[0];
    if (keyword !== undefined) {
      const { start, end } = nameWord!;
      found.push({ kind: 'comment', start, end, at: start + keyword.length, before: keyword });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
