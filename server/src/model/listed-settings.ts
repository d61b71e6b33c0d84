import type { Instruction } from '../syntax/tree.ts';
import type { BaseConfig } from './base-image.ts';
import type { Setting, Stage } from './model.ts';
import { executionOrder } from './positions.ts';
import type { StageScope } from './scopes.ts';
import { endOfStage, Timeline } from './timeline.ts';

/** The settings of an image configuration that can have several values, each with a name. */
export type ListSetting = 'exposed' | 'volumes' | 'labels' | 'env';

/** The settings of each kind, by name, in the order in which the names first occur. */
export type ListSettings = Readonly<Record<ListSetting, ReadonlyMap<string, Setting<string | undefined>>>>;

interface Entry {
  readonly list: ListSetting;
  readonly name: string;
  readonly setting: Setting<string | undefined>;
}

/** What one stage adds to the lists in its image configuration, by instruction. */
export class StageLists {
  private readonly parent: StageLists | undefined;
  private readonly ofBase: readonly Entry[];
  private readonly entries = new Timeline<Entry>();

  /** `base`: the configuration of the base image of a stage without parent, if known. */
  constructor(stage: Stage, parent: StageLists | undefined, scope: StageScope, base: BaseConfig | undefined) {
    this.parent = parent;
    this.ofBase = parent ? [] : entriesOfBase(base, scope);
    executionOrder(stage).forEach((instruction, moment) => {
      for (const entry of entriesOf(instruction, moment, scope)) this.entries.add(moment + 0.5, entry);
    });
  }

  /** All settings that apply at a moment, including those of the base image. */
  at(moment: number): ListSettings {
    const lists = {
      exposed: new Map<string, Entry['setting']>(),
      volumes: new Map<string, Entry['setting']>(),
      labels: new Map<string, Entry['setting']>(),
      env: new Map<string, Entry['setting']>(),
    };
    const groups = [this.entries.allBefore(moment), this.ofBase];
    for (let { parent } = this; parent; { parent } = parent) groups.push(parent.entries.allBefore(endOfStage), parent.ofBase);
    for (const group of groups.reverse()) for (const { list, name, setting } of group) lists[list].set(name, setting);
    return lists;
  }
}

function entriesOfBase(config: BaseConfig | undefined, { base }: StageScope): readonly Entry[] {
  const from = 'base-image';
  const ports = config?.exposed ?? [];
  return [
    ...[...base.values()].map(({ name, value }): Entry => ({ list: 'env', name, setting: { value, from } })),
    ...ports.map((port): Entry => ({ list: 'exposed', name: port, setting: { value: port, from } })),
  ];
}

function entriesOf(instruction: Instruction, moment: number, scope: StageScope): readonly Entry[] {
  const entry = (list: ListSetting, name: string, value: string | undefined): Entry => ({
    list,
    name,
    setting: { value, from: instruction },
  });
  const value = (text: string): string | undefined => scope.scopeAt(moment, 'buildkit').expand(text);
  const words = (): readonly string[] => instruction.words.map(({ text }) => value(text) ?? text);
  switch (instruction.keyword) {
    case 'ENV':
      return scope.definitions.definedBy(instruction).map((variable) => entry('env', variable.name, variable.value));
    case 'EXPOSE':
      return words()
        .flatMap(portsOf)
        .map((port) => entry('exposed', port, port));
    case 'VOLUME':
      return words().map((path) => entry('volumes', path, path));
    case 'LABEL':
      return instruction.pairs.map((pair) => entry('labels', value(pair.name) ?? pair.name, pair.value && value(pair.value)));
    default:
      return [];
  }
}

/** `80` is `80/tcp`; the protocol is in lower case, as in `docker inspect`. One variable can contain several ports. */
function portsOf(text: string): readonly string[] {
  const ports = text.split(/\s+/).filter((port) => port !== '');
  return ports.map((port) => (port.includes('/') ? port.toLowerCase() : `${port}/tcp`));
}
