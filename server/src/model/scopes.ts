import type { Work } from '../base/work.ts';
import type { Instruction, Pair } from '../syntax/tree.ts';
import { setsNoVariables } from './base-image.ts';
import { isPlain } from '../syntax/expand.ts';
import { Definitions } from './definitions.ts';
import type { Scope, Stage, Variable } from './model.ts';
import { executionOrder } from './positions.ts';
import { distinctVariables, isUnassigned, ScopeAt } from './scope-at.ts';
import type { Escape } from './scope-at.ts';
import { endOfStage } from './timeline.ts';
import { containerVariables, platformVariables, runVariables, variablesOfBase } from './well-known-variables.ts';

/** The ARGs before the first FROM, and the variables that BuildKit sets. FROM sees all of them; a stage only those that it redeclares. */
export class GlobalScope {
  readonly definitions = new Definitions();
  readonly args: Variable[] = [];
  private readonly escape: Escape;

  constructor(instructions: readonly Instruction[], escape: Escape) {
    this.escape = escape;
    instructions.forEach((instruction, index) => {
      if (instruction.keyword !== 'ARG') return;
      instruction.pairs.forEach((pair, i) => {
        const moment = momentOfPair(index, i, instruction.pairs);
        const earlier = pair.value === undefined ? this.lookup(pair.name, moment) : undefined;
        const value = pair.value === undefined ? earlier?.value : this.scopeAt(moment, true).expand(pair.value);
        const origin = earlier?.origin ?? 'global-arg';
        const variable: Variable = {
          name: pair.name,
          origin,
          value,
          pair,
          instruction,
          source: earlier?.source ?? earlier,
          inContainer: false,
        };
        this.definitions.add({ moment, variable });
        this.args.push(variable);
      });
    });
  }

  lookup(name: string, moment: number = endOfStage): Variable | undefined {
    return this.definitions.lookup(name, moment) ?? platformVariables.get(name);
  }

  /** `closed`: whether the instruction is allowed there (ARG, FROM). For other instructions, the visible variables are unknown. */
  scopeAt(moment: number, closed: boolean): Scope {
    return new ScopeAt({
      escape: this.escape,
      closed,
      lookup: (name) => this.lookup(name, moment),
      all: () => distinctVariables(this.definitions.visible(moment), [...platformVariables.values()]),
    });
  }
}

/** The variables of a stage: its own ARG and ENV, then those of its ancestor stages, then those of the base image. */
export class StageScope {
  readonly definitions = new Definitions();
  readonly closed: boolean;
  private readonly parent: StageScope | undefined;
  /** The environment variables of the base image. */
  readonly base: ReadonlyMap<string, Variable>;
  private readonly escape: Escape;
  private readonly fromParents = new Map<string, Variable | undefined>();

  private constructor(stage: Stage, parent: StageScope | undefined, escape: Escape) {
    this.parent = parent;
    this.closed = parent ? parent.closed && !isChosenByBuild(stage) : stage.image !== undefined && setsNoVariables(stage.image);
    this.base = parent?.base ?? variablesOfBase(stage.image);
    this.escape = escape;
  }

  /** Reads a stage. `parent`: the complete scope of the parent stage. */
  static *inSteps(stage: Stage, parent: StageScope | undefined, globals: GlobalScope, escape: Escape): Work<StageScope> {
    const scope = new StageScope(stage, parent, escape);
    for (const [moment, instruction] of executionOrder(stage).entries()) {
      if (instruction.keyword === 'ENV') yield* scope.defineEnv(instruction, moment);
      else if (instruction.keyword === 'ARG') scope.defineArgs(instruction, moment, globals);
    }
    return scope;
  }

  lookup(name: string, moment: number): Variable | undefined {
    return this.definitions.lookup(name, moment) ?? this.inherited(name) ?? this.base.get(name);
  }

  /** The variable in the environment of the processes of a container of this stage's image. */
  lookupInContainer(name: string): Variable | undefined {
    const own = this.definitions.lookupInContainer(name);
    if (own) return own;
    for (let scope = this.parent; scope; scope = scope.parent) {
      const found = scope.definitions.lookupInContainer(name);
      if (found) return found;
    }
    return this.base.get(name) ?? containerVariables.get(name);
  }

  scopeAt(moment: number, reader: 'shell' | 'buildkit'): Scope {
    const more = reader === 'shell' ? runVariables : undefined;
    return new ScopeAt({
      escape: this.escape,
      closed: this.closed,
      lookup: (name) => this.lookup(name, moment) ?? more?.get(name),
      all: () => distinctVariables(...this.chain(moment), [...this.base.values()], [...(more?.values() ?? [])]),
    });
  }

  /** All names and values of an ENV are expanded before any of them is set. */
  private *defineEnv(instruction: Instruction, moment: number): Work<void> {
    yield* instruction.preparePairs();
    for (const [i, pair] of instruction.pairs.entries()) {
      if (i % perStep === 0) yield;
      const name = this.expand(pair.name, moment) ?? pair.name;
      const value = pair.value === undefined ? undefined : this.expand(pair.value, moment);
      this.define(moment + 0.5, { name, origin: 'env', value, pair, instruction, source: undefined, inContainer: true });
    }
  }

  /** Each ARG of a line sees those before it. Without a default, it uses the global value; if there is none, it keeps an existing value. */
  private defineArgs(instruction: Instruction, index: number, globals: GlobalScope): void {
    instruction.pairs.forEach((pair, i) => {
      const moment = momentOfPair(index, i, instruction.pairs);
      const { name } = pair;
      const argument = { name, pair, instruction, inContainer: false };
      if (pair.value !== undefined) {
        const value = this.expand(pair.value, moment);
        this.define(moment, { ...argument, origin: 'arg', value, source: undefined });
        return;
      }
      const source = globals.lookup(name);
      if (source && !isUnassigned(source)) this.define(moment, { ...argument, origin: source.origin, value: source.value, source });
      else if (!this.lookup(name, moment)) this.define(moment, { ...argument, origin: 'arg', value: undefined, source });
    });
  }

  private expand(text: string, moment: number): string | undefined {
    return isPlain(text) ? text : this.scopeAt(moment, 'buildkit').expand(text);
  }

  private define(moment: number, variable: Variable): void {
    this.definitions.add({ moment, variable });
  }

  private inherited(name: string): Variable | undefined {
    if (!this.parent || this.fromParents.has(name)) return this.fromParents.get(name);
    let found: Variable | undefined;
    for (let scope: StageScope | undefined = this.parent; scope && !found; scope = scope.parent) {
      found = scope.definitions.lookup(name, endOfStage);
      if (found || !scope.fromParents.has(name)) continue;
      found = scope.fromParents.get(name);
      break;
    }
    this.fromParents.set(name, found);
    return found;
  }

  private chain(moment: number): (readonly Variable[])[] {
    const chain = [this.definitions.visible(moment)];
    for (let scope = this.parent; scope; scope = scope.parent) chain.push(scope.definitions.visible(endOfStage));
    return chain;
  }
}

/** How many variables of an ENV are read in one step. */
const perStep = 100;

/** Whether a variable names the base of the stage, so that a build can select another stage or image than the default. */
export function isChosenByBuild(stage: Stage): boolean {
  return stage.image ? stage.image.repositorySpan === undefined : (stage.from.words[0]?.text.includes('$') ?? true);
}

/** The pairs of an ARG are set one after the other, all before the next instruction. */
export function momentOfPair(index: number, i: number, pairs: readonly Pair[]): number {
  return index + (i + 1) / (pairs.length + 1);
}
