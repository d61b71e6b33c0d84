import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Occurrence, VariableSymbol } from './symbol.ts';

/** The places of one name in one stage (or before all stages, or in one script); several may turn out to be one variable. */
interface Group {
  readonly name: string;
  readonly scope: VariableSymbol['scope'];
  readonly stage: Stage | undefined;
  readonly occurrences: Occurrence[];
  declared: boolean;
  /** An `ARG NAME` without a value stands here: the global one gives it its value. */
  takesGlobal: boolean;
  /** The group that it has become part of. */
  into: Group | undefined;
}

/** Sorts places into variables. */
export class VariableGroups {
  /** By name first: most names stand in one stage only, and need no look at the others. */
  private readonly inFile = new Map<string, Map<Stage | undefined, Group>>();
  private readonly others = new Map<object | undefined, Map<string, Group>>();
  private readonly later: { readonly stage: Stage | undefined; readonly name: string; readonly occurrence: Occurrence }[] = [];

  /** What ARG, ENV or Docker declare. `stage` undefined: the global scope. */
  ofFile(stage: Stage | undefined, name: string): Group {
    return entry(entry(this.inFile, name, newMap<Stage | undefined, Group>), stage, () => group(name, 'file', stage));
  }

  /** A variable that nobody but a script knows. */
  ofScript(instruction: Instruction, stage: Stage | undefined, name: string): Group {
    return this.other(instruction, () => group(name, 'script', stage), name);
  }

  unknown(stage: Stage | undefined, name: string): Group {
    return this.other(stage, () => group(name, 'unknown', stage), name);
  }

  add({ occurrences }: Group, occurrence: Occurrence): void {
    occurrences.push(occurrence);
  }

  /** A place in an ONBUILD, which runs when the whole stage is done: any ARG or ENV of the stage may be meant. */
  addLater(stage: Stage | undefined, name: string, occurrence: Occurrence): void {
    this.later.push({ stage, name, occurrence });
  }

  /** `takesGlobal`: it is an `ARG NAME` without a value. */
  declare(stage: Stage | undefined, name: string, takesGlobal: boolean): void {
    const declared = this.ofFile(stage, name);
    declared.declared = true;
    declared.takesGlobal ||= takesGlobal && stage !== undefined;
  }

  /** The variables, each with its places in order of the text. Nothing can be added after. */
  symbols(): readonly VariableSymbol[] {
    for (const { stage, name, occurrence } of this.later) {
      const declared = this.nearest(name, stage, (found) => found.declared);
      this.add(declared ?? this.unknown(stage, name), occurrence);
    }
    for (const [name, groups] of this.inFile) if (groups.size > 1) this.joinInherited(name, groups);
    const members = new Map<Group, Group[]>();
    for (const groups of [...this.inFile.values(), ...this.others.values()]) {
      for (const member of groups.values()) entry(members, rootOf(member), newList<Group>).push(member);
    }
    return [...members.values()].map(toSymbol);
  }

  /** A stage has the variables of the stage that it builds on; an ARG without a value has that of the global scope. */
  private joinInherited(name: string, groups: ReadonlyMap<Stage | undefined, Group>): void {
    const global = groups.get(undefined);
    for (const member of groups.values()) {
      if (!member.stage) continue;
      const inherited = this.nearest(name, member.stage.parent, () => true);
      if (inherited) join(member, inherited);
      if (global && member.takesGlobal) join(member, global);
    }
  }

  /** The group of the stage or of the nearest one that it builds on. */
  private nearest(name: string, from: Stage | undefined, accepts: (group: Group) => boolean): Group | undefined {
    const groups = this.inFile.get(name);
    for (let stage = groups && from; stage; stage = stage.parent) {
      const found = groups!.get(stage);
      if (found && accepts(found)) return found;
    }
    return undefined;
  }

  private other(owner: object | undefined, make: () => Group, name: string): Group {
    return entry(entry(this.others, owner, newMap<string, Group>), name, make);
  }
}

function group(name: string, scope: Group['scope'], stage: Stage | undefined): Group {
  return { name, scope, stage, occurrences: [], declared: scope === 'script', takesGlobal: false, into: undefined };
}

function rootOf(member: Group): Group {
  let root = member;
  while (root.into) root = root.into;
  if (member !== root) member.into = root;
  return root;
}

function join(a: Group, b: Group): void {
  const root = rootOf(b);
  const other = rootOf(a);
  if (other !== root) other.into = root;
}

function toSymbol(members: readonly Group[]): VariableSymbol {
  const { name, scope } = members[0]!;
  const places = members.flatMap((member) => member.occurrences).sort((a, b) => a.start - b.start);
  const occurrences = places.filter((place, i) => place.start !== places[i - 1]?.start);
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

/** The value of a key, made where there is none yet. */
function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
