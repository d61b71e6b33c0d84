import type { Work } from '../../../base/work.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Occurrence, VariableSymbol } from './symbol.ts';

/** The occurrences of one name in one stage, before all stages, or in one script. Several groups may be the same variable. */
interface Group {
  readonly name: string;
  readonly scope: VariableSymbol['scope'];
  readonly stage: Stage | undefined;
  readonly occurrences: Occurrence[];
  declared: boolean;
  /** Whether it contains an `ARG NAME` without a value, which takes the value of the global ARG. */
  takesGlobal: boolean;
  /** The group that it was merged mergedInto. */
  mergedInto: Group | undefined;
}

/** Groups occurrences into variables. */
export class VariableGroups {
  /** By name first, because most names occur in only one stage. */
  private readonly inFile = new Map<string, Map<Stage | undefined, Group>>();
  private readonly others = new Map<object | undefined, Map<string, Group>>();
  private readonly deferred: { readonly stage: Stage | undefined; readonly name: string; readonly occurrence: Occurrence }[] = [];

  /**
   * The group of a variable that ARG, ENV or Docker declares.
   *
   * @param stage Undefined for the global scope.
   */
  ofFile(stage: Stage | undefined, name: string): Group {
    return getOrCreate(getOrCreate(this.inFile, name, newMap<Stage | undefined, Group>), stage, () => group(name, 'file', stage));
  }

  /** The group of a variable that only a script sets. */
  ofScript(instruction: Instruction, stage: Stage | undefined, name: string): Group {
    return this.other(instruction, () => group(name, 'script', stage), name);
  }

  unknown(stage: Stage | undefined, name: string): Group {
    return this.other(stage, () => group(name, 'unknown', stage), name);
  }

  add({ occurrences }: Group, occurrence: Occurrence): void {
    occurrences.push(occurrence);
  }

  /** Adds an occurrence in ONBUILD, which runs after the whole stage: it may refer to any ARG or ENV of the stage. */
  addLater(stage: Stage | undefined, name: string, occurrence: Occurrence): void {
    this.deferred.push({ stage, name, occurrence });
  }

  /**
   * Marks a variable as declared.
   *
   * @param takesGlobal Whether it is an `ARG NAME` without a value.
   */
  declare(stage: Stage | undefined, name: string, takesGlobal: boolean): void {
    const declared = this.ofFile(stage, name);
    declared.declared = true;
    declared.takesGlobal ||= takesGlobal && stage !== undefined;
  }

  /** The variables, each with its occurrences in the order of the text. Nothing can be added after this call. */
  *symbols(): Work<readonly VariableSymbol[]> {
    for (const { stage, name, occurrence } of this.deferred) {
      const declared = this.nearest(name, stage, (found) => found.declared);
      this.add(declared ?? this.unknown(stage, name), occurrence);
      yield;
    }
    for (const [name, groups] of this.inFile) {
      if (groups.size > 1) this.mergeInherited(name, groups);
      yield;
    }
    const members = new Map<Group, Group[]>();
    for (const groups of [...this.inFile.values(), ...this.others.values()]) {
      for (const member of groups.values()) {
        getOrCreate(members, rootOf(member), newList<Group>).push(member);
        yield;
      }
    }
    const symbols: VariableSymbol[] = [];
    for (const group of members.values()) {
      symbols.push(toSymbol(group));
      yield;
    }
    return symbols;
  }

  /** A stage inherits the variables of its base stage, and an ARG without a value has the value of the global scope. */
  private mergeInherited(name: string, groups: ReadonlyMap<Stage | undefined, Group>): void {
    const global = groups.get(undefined);
    for (const member of groups.values()) {
      if (!member.stage) continue;
      const inherited = this.nearest(name, member.stage.parent, () => true);
      if (inherited) merge(member, inherited);
      if (global && member.takesGlobal) merge(member, global);
    }
  }

  /** The group of the stage or of its nearest base stage. */
  private nearest(name: string, from: Stage | undefined, accepts: (group: Group) => boolean): Group | undefined {
    const groups = this.inFile.get(name);
    for (let stage = groups && from; stage; stage = stage.parent) {
      const found = groups!.get(stage);
      if (found && accepts(found)) return found;
    }
    return undefined;
  }

  private other(owner: object | undefined, make: () => Group, name: string): Group {
    return getOrCreate(getOrCreate(this.others, owner, newMap<string, Group>), name, make);
  }
}

function group(name: string, scope: Group['scope'], stage: Stage | undefined): Group {
  return { name, scope, stage, occurrences: [], declared: scope === 'script', takesGlobal: false, mergedInto: undefined };
}

function rootOf(member: Group): Group {
  let root = member;
  while (root.mergedInto) root = root.mergedInto;
  if (member !== root) member.mergedInto = root;
  return root;
}

function merge(a: Group, b: Group): void {
  const root = rootOf(b);
  const other = rootOf(a);
  if (other !== root) other.mergedInto = root;
}

function toSymbol(members: readonly Group[]): VariableSymbol {
  const { name, scope } = members[0]!;
  const sorted = members.flatMap((member) => member.occurrences).sort((a, b) => a.start - b.start);
  const occurrences = sorted.filter((item, i) => item.start !== sorted[i - 1]?.start);
  if (scope === 'script') {
    const first = Math.max(0, occurrences.findIndex(({ role }) => role === 'write')); // prettier-ignore
    occurrences[first] = { ...occurrences[first]!, role: 'declaration' };
  }
  return {
    kind: 'variable',
    name,
    scope,
    declared: members.some((member) => member.declared),
    stages: new Set(members.map((member) => member.stage)),
    occurrences,
  };
}

function newMap<K, V>(): Map<K, V> {
  return new Map();
}

function newList<V>(): V[] {
  return [];
}

/** Returns the value of a key, and creates it if it is missing. */
function getOrCreate<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
