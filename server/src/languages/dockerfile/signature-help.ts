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
 * Whether to show signature help at `offset` when it is triggered by typing: not inside shell commands, which contain many spaces and
 * commas.
 */
export function showsAutomatically({ model }: DockerfileDocument, offset: number): boolean {
  const cursor = cursorAt(model.tree, offset);
  if (cursor?.kind !== 'arguments') return false;
  const { keyword, flag, body } = cursor;
  return flag !== undefined || body === '' || !takesCommand.has(keyword) || body.startsWith('[');
}

/** Signature help for the flag, mount or instruction at the cursor. Undefined on a keyword, and if there is nothing to show. */
export function signatureHelpAt({ model, text }: DockerfileDocument, offset: number): SignatureHelp | undefined {
  const cursor = cursorAt(model.tree, offset);
  if (cursor?.kind !== 'arguments') return undefined;
  /** The text from the cursor to the end of its line. */
  const rest = /[^\r\n]*/y;
  rest.lastIndex = offset;
  const after = rest.exec(text)![0];
  const { keyword, holder, flag } = cursor;
  if (flag) {
    const facts = flagAtCursor(cursor);
    if (facts) return { signatures: [facts.value === 'mount' ? mountSignature(flag, after) : flagSignature(facts)], active: 0 };
    if (flag.value !== undefined) return undefined;
  }
  const facts = instructionNamed(holder ?? keyword);
  return facts && instructionSignatures(facts, cursor, after, model.tree.escape);
}

/** The flag at the cursor, by its full name, or by a prefix that only one flag has. */
function flagAtCursor({ keyword, flag }: ArgumentsCursor): FlagFacts | undefined {
  if (!flag) return undefined;
  const named = flagNamed(keyword, flag.name);
  if (named || flag.value !== undefined || flag.name === '') return named;
  const [only, another] = flagsOf(keyword).filter(({ name }) => name.startsWith(flag.name));
  return another ? undefined : only;
}
