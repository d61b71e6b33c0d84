import type { Facts } from '../facts/facts.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { FactVisitors } from './rule.ts';

/** Where the facts of a visitor come from. All of them are memoized by their owners, so that several rules share one computation. */
export interface FactReader {
  readonly event: string;
  readonly read: (instruction: Instruction, facts: Facts) => readonly unknown[];
}

const readers = {
  imageSource: (instruction, { model }) => model.sourcesOf(instruction),
  // usesIn of an ONBUILD has the uses in its trigger.
  variable: (instruction, { model }) => model.usesIn(instruction),
} satisfies Record<keyof FactVisitors<unknown>, FactReader['read']>;

export const factReaders: readonly FactReader[] = Object.entries(readers).map(([event, read]) => ({ event, read }));
