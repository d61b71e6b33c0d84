import type { Instruction } from '../syntax/tree.ts';
import type { FixLevel } from './rule.ts';

/**
 * The level of a fix that changes a command of an instruction and is safe otherwise. In a here-document it is a suggestion: the text of one
 * may be a file instead of a script, and a safe fix leaves here-documents as they are.
 */
export function fixLevelIn({ heredocs }: Instruction): FixLevel {
  return heredocs.length > 0 ? 'suggestion' : 'safe';
}
