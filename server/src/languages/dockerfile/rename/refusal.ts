import { LineIndex } from '../../../base/lines.ts';
import { message } from '../../../base/message.ts';
import type { DockerfileDocument } from '../document.ts';
import type { Refusal } from '../../results.ts';
import type { Occurrence } from '../symbols/symbol.ts';

/** The one-based line of an offset. */
export function lineOf({ text }: DockerfileDocument, offset: number): number {
  return new LineIndex(text).lineAt(offset) + 1;
}

/** Refuses a rename if the name is composed of parts at one of the occurrences. */
export function refuseComputed(document: DockerfileDocument, occurrences: readonly Occurrence[]): Refusal | undefined {
  const computed = occurrences.find(({ written }) => written === 'computed');
  if (!computed) return undefined;
  const line = lineOf(document, computed.start);
  return { refused: message('In line {line}, the name is composed of parts, which cannot be renamed.', { line }) };
}

/** Refuses names that Docker uses. */
export function refuseReserved(name: string, reserved: boolean): Refusal | undefined {
  return reserved ? { refused: message('"{name}" is reserved by Docker.', { name }) } : undefined;
}
