import type { Instruction } from '../syntax/tree.ts';
import { configOfBase, type BaseConfig } from './base-image.ts';
import type { CommandSetting, RuntimeConfig, Scope, Setting, Stage } from './model.ts';
import { joinWorkdir } from './paths.ts';
import { runOrder } from './places.ts';
import type { StageScope } from './scopes.ts';

import { Timeline } from './timeline.ts';

/** What there is one of in an image's configuration. */
type Single = Pick<RuntimeConfig, 'user' | 'workdir' | 'shell' | 'entrypoint' | 'cmd' | 'stopSignal' | 'healthcheck'>;

/** What an image's configuration has any number of, each under its name. */
type Listed = 'exposed' | 'volumes' | 'labels';
interface Entry {
  readonly list: Listed;
  readonly name: string;
  readonly setting: Setting<string | undefined>;
}

const defaultShell: Readonly<Record<Stage['os'], readonly string[]>> = { linux: ['/bin/sh', '-c'], windows: ['cmd', '/S', '/C'] };

/** What is known of an image where there is no stage, before the first FROM. */
export const noConfig: RuntimeConfig = {
  ...singlesOfBase(undefined, 'linux'),
  exposed: [],
  volumes: [],
  env: new Map(),
  labels: new Map(),
  baseKnown: false,
};

/** How the configuration of one stage's image comes about, instruction by instruction. */
export class StageRuntime {
  readonly parent: StageRuntime | undefined;
  readonly scope: StageScope;
  readonly baseKnown: boolean;
  readonly start: Single;
  readonly entriesOfBase: readonly Entry[];
  readonly entries = new Timeline<Entry>();
  readonly singles = new Timeline<Single>();
  private current: Single;
  private hasOwnCmd = false;
  private readonly os: Stage['os'];

  /** `parent` is the finished runtime of the stage's parent; `scope` the stage's own. */
  constructor(stage: Stage, parent: StageRuntime | undefined, scope: StageScope) {
    const base = parent || !stage.image ? undefined : configOfBase(stage.image);
    this.parent = parent;
    this.scope = scope;
    this.os = stage.os;
    this.baseKnown = parent?.baseKnown ?? base !== undefined;
    this.start = parent?.end ?? singlesOfBase(base, stage.os);
    this.entriesOfBase = base?.exposed.map((port) => ({ list: 'exposed', name: port, setting: { value: port, from: 'base-image' } })) ?? [];
    this.current = this.start;
    runOrder(stage).forEach((instruction, moment) => this.apply(instruction, moment));
  }

  get end(): Single {
    return this.current;
  }

  configAt(moment: number): RuntimeConfig {
    return new ConfigAt(this, moment);
  }

  private apply(instruction: Instruction, moment: number): void {
    const { keyword, json, bodyText } = instruction;
    if (bodyText === '') return;
    const scope = (): Scope => this.scope.scopeAt(moment, 'buildkit');
    const expanded = (text: string): string => scope().expand(text) ?? text;
    const set = (change: Partial<Single>): void => {
      this.current = { ...this.current, ...change };
      this.singles.add(moment + 0.5, this.current);
    };
    const add = (list: Listed, name: string, value: string | undefined): void =>
      this.entries.add(moment + 0.5, { list, name, setting: { value, from: instruction } });

    switch (keyword) {
      case 'USER':
        return set({ user: { value: expanded(bodyText), from: instruction } });
      case 'WORKDIR': {
        const value = joinWorkdir(this.current.workdir?.value, expanded(bodyText), this.os);
        return set({ workdir: value === undefined ? undefined : { value, from: instruction } });
      }
      case 'STOPSIGNAL':
        return set({ stopSignal: { value: expanded(bodyText), from: instruction } });
      case 'SHELL':
        return json && json.items.length > 0
          ? set({ shell: { value: json.items.map(({ value }) => value), from: instruction } })
          : undefined;
      case 'HEALTHCHECK':
        return set({ healthcheck: { value: instruction, from: instruction } });
      case 'CMD':
        this.hasOwnCmd = true;
        return set({ cmd: { value: commandOf(instruction), from: instruction } });
      case 'ENTRYPOINT': {
        const entrypoint = { value: commandOf(instruction), from: instruction };
        return set(this.hasOwnCmd ? { entrypoint } : { entrypoint, cmd: this.cmdTakenAway(instruction) });
      }
      case 'EXPOSE':
        for (const word of instruction.words) for (const port of portsOf(expanded(word.text))) add('exposed', port, port);
        return undefined;
      case 'VOLUME':
        for (const { text } of instruction.words) add('volumes', expanded(text), expanded(text));
        return undefined;
      case 'LABEL':
        for (const pair of instruction.pairs) add('labels', expanded(pair.name), pair.value && scope().expand(pair.value));
        return undefined;
    }
  }

  /** An ENTRYPOINT drops the CMD that the base or the parent stage brings, not one of its own stage (dispatchEntrypoint in dockerfile2llb). */
  private cmdTakenAway(entrypoint: Instruction): Single['cmd'] {
    if (!this.current.cmd && this.baseKnown) return undefined;
    return { value: { form: 'exec', words: [] }, from: entrypoint };
  }
}

/** The configuration at a moment; what it has many of is gathered when first asked for. */
class ConfigAt implements RuntimeConfig {
  readonly user: RuntimeConfig['user'];
  readonly workdir: RuntimeConfig['workdir'];
  readonly shell: RuntimeConfig['shell'];
  readonly entrypoint: RuntimeConfig['entrypoint'];
  readonly cmd: RuntimeConfig['cmd'];
  readonly stopSignal: RuntimeConfig['stopSignal'];
  readonly healthcheck: RuntimeConfig['healthcheck'];
  readonly baseKnown: boolean;
  private readonly runtime: StageRuntime;
  private readonly moment: number;
  private readonly lists = new Map<Listed, ReadonlyMap<string, Setting<string | undefined>>>();
  private variables: RuntimeConfig['env'] | undefined;

  constructor(runtime: StageRuntime, moment: number) {
    const single = runtime.singles.before(moment) ?? runtime.start;
    this.user = single.user;
    this.workdir = single.workdir;
    this.shell = single.shell;
    this.entrypoint = single.entrypoint;
    this.cmd = single.cmd;
    this.stopSignal = single.stopSignal;
    this.healthcheck = single.healthcheck;
    this.baseKnown = runtime.baseKnown;
    this.runtime = runtime;
    this.moment = moment;
  }

  get exposed(): RuntimeConfig['exposed'] {
    return withValue(this.listed('exposed'));
  }
  get volumes(): RuntimeConfig['volumes'] {
    return withValue(this.listed('volumes'));
  }
  get labels(): RuntimeConfig['labels'] {
    return this.listed('labels');
  }
  get env(): RuntimeConfig['env'] {
    return (this.variables ??= new Map(
      this.runtime.scope
        .environment(this.moment)
        .map(({ name, value, instruction }) => [name, { value, from: instruction ?? 'base-image' }]),
    ));
  }

  private listed(list: Listed): ReadonlyMap<string, Setting<string | undefined>> {
    let found = this.lists.get(list);
    if (!found) {
      const entries = [...this.runtime.entries.allBefore(this.moment)];
      let { parent, entriesOfBase } = this.runtime;
      for (; parent; { parent, entriesOfBase } = parent) entries.unshift(...parent.entries.allBefore(Infinity));
      const all = [...entriesOfBase, ...entries].filter((entry) => entry.list === list);
      this.lists.set(list, (found = new Map(all.map(({ name, setting }) => [name, setting]))));
    }
    return found;
  }
}

function withValue(settings: ReadonlyMap<string, Setting<string | undefined>>): readonly Setting<string>[] {
  return [...settings.values()].filter((setting): setting is Setting<string> => setting.value !== undefined);
}

function singlesOfBase(base: BaseConfig | undefined, os: Stage['os']): Single {
  const shell: Setting<readonly string[]> = { value: defaultShell[os], from: 'default' };
  const nothing = { entrypoint: undefined, cmd: undefined, stopSignal: undefined, healthcheck: undefined };
  if (!base) return { ...nothing, user: undefined, workdir: undefined, shell };
  const exec = (words: readonly string[] | undefined): Single['cmd'] =>
    words && words.length > 0 ? { value: { form: 'exec', words }, from: 'base-image' } : undefined;
  return {
    ...nothing,
    user: base.user ? { value: base.user, from: 'base-image' } : { value: 'root', from: 'default' },
    workdir: base.workdir ? { value: base.workdir, from: 'base-image' } : { value: '/', from: 'default' },
    shell,
    entrypoint: exec(base.entrypoint),
    cmd: exec(base.cmd),
  };
}

function commandOf({ json, bodyText }: Instruction): CommandSetting {
  return json ? { form: 'exec', words: json.items.map(({ value }) => value) } : { form: 'shell', words: [bodyText] };
}

/** `80` is `80/tcp`; the protocol is in lower case, as `docker inspect` shows it. One variable may hold several ports. */
function portsOf(text: string): readonly string[] {
  const ports = text.split(/\s+/).filter((port) => port !== '');
  return ports.map((port) => (port.includes('/') ? port.toLowerCase() : `${port}/tcp`));
}
