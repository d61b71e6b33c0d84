import { flagNamed, flagsOf } from '../../knowledge/flags.ts';
import type { FlagFacts } from '../../knowledge/flags.ts';
import { instructionNamed } from '../../knowledge/instructions.ts';
import { takesCommand } from '../../syntax/keywords.ts';
import { cursorAt } from './cursor.ts';
import type { ArgumentsCursor } from './cursor.ts';
import type { DockerfileDocument } from './document.ts';
import { flagSignature } from './signature-help/flag.ts';
import { instructionSignatures } from './signature-help/instruction.ts';
import { mountSignature } from './signature-help/mount.ts';
import type { SignatureHelp } from '../results.ts';

/**
 * Whether help at `offset` is worth its place on the screen when nobody asked for it: not in the midst of a shell's commands, which are
 * full of blanks and commas, and of which the help says nothing.
 */
export function helpsUnasked({ model }: DockerfileDocument, offset: number): boolean {
  const cursor = cursorAt(model.tree, offset);
  if (cursor?.kind !== 'arguments') return false;
  const { keyword, flag, body } = cursor;
  return flag !== undefined || body === '' || !takesCommand.has(keyword) || body.startsWith('[');
}

/** Help for the flag, mount or instruction that is being written; undefined on a keyword, and where there is nothing to help with. */
export function signatureHelpAt({ model, text }: DockerfileDocument, offset: number): SignatureHelp | undefined {
  const cursor = cursorAt(model.tree, offset);
  if (cursor?.kind !== 'arguments') return undefined;
  /** From the cursor to the end of its line. */
  const rest = /[^\r\n]*/y;
  rest.lastIndex = offset;
  const after = rest.exec(text)![0];
  const { keyword, holder, flag } = cursor;
  if (flag) {
    const facts = flagBeingWritten(cursor);
    if (facts) return { signatures: [facts.value === 'mount' ? mountSignature(flag, after) : flagSignature(facts)], active: 0 };
    if (flag.value !== undefined) return undefined;
  }
  const facts = instructionNamed(holder ?? keyword);
  return facts && instructionSignatures(facts, cursor, after, model.tree.escape);
}

/** The flag at the cursor, by its whole name; while that is being written, the only one that begins so. */
function flagBeingWritten({ keyword, flag }: ArgumentsCursor): FlagFacts | undefined {
  if (!flag) return undefined;
  const named = flagNamed(keyword, flag.name);
  if (named || flag.value !== undefined || flag.name === '') return named;
  const [only, another] = flagsOf(keyword).filter(({ name }) => name.startsWith(flag.name));
  return another ? undefined : only;
}
