import type { DockerfileModel } from '../../../model/model.ts';
import { touches } from '../../../base/span.ts';
import { stageSymbols } from './stages.ts';
import type { DockerfileSymbol, Occurrence, VariableSymbol } from './symbol.ts';
import { variableSymbols } from './variables.ts';
import { memoizeWeak } from '../../../base/memoize.ts';

/** A symbol, and the place of it that was asked for. */
export interface Found {
  readonly symbol: DockerfileSymbol;
  readonly occurrence: Occurrence;
}

/** All symbols of a file, and which of them stands where. */
export class SymbolTable {
  readonly symbols: readonly DockerfileSymbol[];
  /** Places of one kind never overlap; a variable stands inside the word that names a stage. */
  private readonly variables: readonly Found[];
  private readonly stages: readonly Found[];

  constructor(model: DockerfileModel) {
    const variables = variableSymbols(model);
    const stages = stageSymbols(model);
    this.symbols = [...variables, ...stages];
    this.variables = placesOf(variables);
    this.stages = placesOf(stages);
  }

  /** What the cursor is on; of two that touch it, the one behind it. Logarithmic. */
  at(offset: number): Found | undefined {
    return touching(this.variables, offset) ?? touching(this.stages, offset);
  }

  /** The variables of that name, each with its own scope. */
  variablesNamed(name: string): readonly VariableSymbol[] {
    return this.symbols.filter((symbol): symbol is VariableSymbol => symbol.kind === 'variable' && symbol.name === name);
  }

  /** What means what, whatever the names: two files with the same pattern differ in names only. */
  pattern(): string {
    const places = [...this.variables, ...this.stages];
    const declared = new Map(places.map(({ occurrence }, i) => [occurrence.start, i]));
    const numbers = new Map(places.map(({ symbol }, i) => [symbol, i]));
    return places
      .map(({ symbol, occurrence: { role, written, means } }) => {
        return [numbers.get(symbol), role, written, means && declared.get(means.name.start)].join(' ');
      })
      .join('\n');
  }

  /** Whether a name of a variable that is known begins at `offset`. */
  hasVariableAt(offset: number): boolean {
    return this.variables[countUpTo(this.variables, offset) - 1]?.occurrence.start === offset;
  }
}

/** The symbols of a file: made once per model. */
export const symbolsOf = memoizeWeak((model: DockerfileModel) => new SymbolTable(model));

function placesOf(symbols: readonly DockerfileSymbol[]): readonly Found[] {
  return symbols
    .flatMap((symbol) => symbol.occurrences.map((occurrence) => ({ symbol, occurrence })))
    .sort((a, b) => a.occurrence.start - b.occurrence.start);
}

/** How far before its name a place can begin: with `${!`. */
const longestPrefix = 3;

function touching(places: readonly Found[], offset: number): Found | undefined {
  for (let i = countUpTo(places, offset + longestPrefix) - 1; i >= 0; i--) {
    const { occurrence } = places[i]!;
    if (touches(occurrence.reach, offset)) return places[i];
    if (occurrence.start <= offset) return undefined;
  }
  return undefined;
}

/** How many places begin at or before `offset`. */
function countUpTo(places: readonly Found[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (places[mid]!.occurrence.start <= offset) low = mid + 1;
    else high = mid;
  }
  return low;
}
