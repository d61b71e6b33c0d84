import type { ExpectedStep } from './expected-step.ts';
import type { HistoryStep } from './history-step.ts';

/** How the instructions of a file correspond to the history of an image. */
export interface Alignment {
  /** For each instruction, the index of the entry that it made; undefined if none is equal to it. */
  readonly entries: readonly (number | undefined)[];
  /** How many entries at the start of the history belong to the base image. */
  readonly start: number;
  /** How many instructions or entries differ: 0 if the image was built from exactly these instructions. */
  readonly edits: number;
}

/**
 * Aligns instructions with the end of a history, with the fewest differences. What precedes them in the history belongs to the base image.
 * `baseLength`: how many entries that are; undefined if it is not known.
 */
export function align(expected: readonly ExpectedStep[], steps: readonly HistoryStep[], baseLength: number | undefined): Alignment {
  const costs = costsOf(expected, steps, baseLength);
  const cost = (i: number, j: number): number => costs[i]![j]!;
  const entries: (number | undefined)[] = expected.map(() => undefined);
  let [i, j] = [expected.length, steps.length];
  while (i > 0) {
    const [step, entry] = [expected[i - 1]!, steps[j - 1]];
    const here = cost(i, j);
    const isEqual = entry !== undefined && step.accepts(entry);
    if (isEqual && here === cost(i - 1, j - 1)) entries[--i] = --j;
    else if (entry && !isEqual && step.keyword === entry.keyword && here === cost(i - 1, j - 1) + 1) [i, j] = [i - 1, j - 1];
    else if (here === cost(i - 1, j) + costWithoutEntry(step)) i--;
    else if (entry && here === cost(i, j - 1) + costOfExtra(entry, i === expected.length)) j--;
    else [i, j] = [i - 1, j - 1];
  }
  return { entries, start: baseLength ?? j, edits: cost(expected.length, steps.length) };
}

/** The fewest differences between the first `i` instructions and the first `j` entries. */
function costsOf(expected: readonly ExpectedStep[], steps: readonly HistoryStep[], baseLength: number | undefined): readonly number[][] {
  const first = [0, ...steps].map((_, j) => (baseLength === undefined ? 0 : j < baseLength ? Infinity : j - baseLength));
  const costs = [first];
  for (const [i, step] of expected.entries()) {
    const above = costs[i]!;
    const row = [above[0]! + costWithoutEntry(step)];
    for (const [j, entry] of steps.entries()) {
      row.push(
        Math.min(
          above[j]! + (step.accepts(entry) ? 0 : 1),
          above[j + 1]! + costWithoutEntry(step),
          row[j]! + costOfExtra(entry, i === expected.length - 1),
        ),
      );
    }
    costs.push(row);
  }
  return costs;
}

function costWithoutEntry({ isOptional }: ExpectedStep): number {
  return isOptional ? 0 : 1;
}

/** An entry without an instruction: the classic builder adds one for `docker build --label` at the end. */
function costOfExtra({ keyword }: HistoryStep, isAtEnd: boolean): number {
  return keyword === 'LABEL' && isAtEnd ? 0 : 1;
}
