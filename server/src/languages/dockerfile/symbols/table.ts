import type { DockerfileModel } from '../../../model/model.ts';
import { touches } from '../../../base/span.ts';
import { stageSymbols } from './stages.ts';
import type { DockerfileSymbol, Occurrence, VariableSymbol } from './symbol.ts';
import { variableSymbols } from './variables.ts';
import { LazyWork } from '../../../base/lazy-work.ts';
import { memoizeWeak } from '../../../base/memoize.ts';
import type { Work } from '../../../base/work.ts';

/** A symbol, and one of its occurrences. */
export interface FoundSymbol {
  readonly symbol: DockerfileSymbol;
  readonly occurrence: Occurrence;
}

/** All symbols of a file, searchable by offset. */
export class SymbolTable {
  readonly symbols: readonly DockerfileSymbol[];
  /** Occurrences of one kind never overlap. A variable may be inside the name of a stage. */
  private readonly variables: readonly FoundSymbol[];
  private readonly stages: readonly FoundSymbol[];

  private constructor(variables: readonly VariableSymbol[], stages: readonly DockerfileSymbol[]) {
    this.symbols = [...variables, ...stages];
    this.variables = occurrencesOf(variables);
    this.stages = occurrencesOf(stages);
  }

  /** Finds the symbols of a file, in steps. */
  static *of(model: DockerfileModel): Work<SymbolTable> {
    yield* model.prepare();
    const variables = yield* variableSymbols(model);
    const stages = yield* stageSymbols(model);
    yield;
    return new SymbolTable(variables, stages);
  }

  /** The symbol at the cursor. If two symbols touch it, the one after it. Logarithmic. */
  at(offset: number): FoundSymbol | undefined {
    return findTouching(this.variables, offset) ?? findTouching(this.stages, offset);
  }

  /** The variables with that name, one for each scope. */
  variablesNamed(name: string): readonly VariableSymbol[] {
    return this.symbols.filter((symbol): symbol is VariableSymbol => symbol.kind === 'variable' && symbol.name === name);
  }

  /**
   * A text that describes which occurrences belong together, independent of names. Two files with the same structure differ only in names.
   */
  structure(): string {
    const occurrences = [...this.variables, ...this.stages];
    const declared = new Map(occurrences.map(({ occurrence }, i) => [occurrence.start, i]));
    const numbers = new Map(occurrences.map(({ symbol }, i) => [symbol, i]));
    return occurrences
      .map(({ symbol, occurrence: { role, written, definition } }) => {
        return [numbers.get(symbol), role, written, definition && declared.get(definition.name.start)].join(' ');
      })
      .join('\n');
  }

  /** Whether the name of a known variable starts at `offset`. */
  hasVariableAt(offset: number): boolean {
    return this.variables[countUpTo(this.variables, offset) - 1]?.occurrence.start === offset;
  }
}

/** The symbols of a file, memoized per model. */
export function symbolsOf(model: DockerfileModel): SymbolTable {
  return tables(model).now();
}

/** As `symbolsOf`, in steps. */
export function symbolsInSteps(model: DockerfileModel): Work<SymbolTable> {
  return tables(model).inSteps();
}

const tables = memoizeWeak((model: DockerfileModel) => new LazyWork(() => SymbolTable.of(model)));

function occurrencesOf(symbols: readonly DockerfileSymbol[]): readonly FoundSymbol[] {
  return symbols
    .flatMap((symbol) => symbol.occurrences.map((occurrence) => ({ symbol, occurrence })))
    .sort((a, b) => a.occurrence.start - b.occurrence.start);
}

/** The maximum length of the text before a name: `${!`. */
const maxPrefixLength = 3;

function findTouching(occurrences: readonly FoundSymbol[], offset: number): FoundSymbol | undefined {
  for (let i = countUpTo(occurrences, offset + maxPrefixLength) - 1; i >= 0; i--) {
    const { occurrence } = occurrences[i]!;
    if (touches(occurrence.cursorSpan, offset)) return occurrences[i];
    if (occurrence.start <= offset) return undefined;
  }
  return undefined;
}

/** The number of occurrences that start at or before `offset`. */
function countUpTo(occurrences: readonly FoundSymbol[], offset: number): number {
  let low = 0;
  let high = occurrences.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (occurrences[mid]!.occurrence.start <= offset) low = mid + 1;
    else high = mid;
  }
  return low;
}
