import { absolutePath } from '../base/paths.ts';
import type { Instruction } from '../syntax/tree.ts';
import { configOfBase } from './base-image.ts';
import type { BaseConfig } from './base-image.ts';
import { isPlain } from '../syntax/expand.ts';
import { lazy } from '../base/memoize.ts';
import type { ListSetting, ListSettings, StageLists } from './listed-settings.ts';
import type { CommandSetting, RuntimeConfig, Setting, Stage } from './model.ts';
import { executionOrder } from './positions.ts';
import type { StageScope } from './scopes.ts';
import { Timeline } from './timeline.ts';

/** The settings of an image configuration that have a single value. */
type Single = Omit<RuntimeConfig, ListSetting | 'baseKnown'>;

/** The configuration of one stage's image after each instruction. */
export class StageRuntime {
  private readonly stage: Stage;
  private readonly baseKnown: boolean;
  private readonly start: Single;
  private readonly singles = new Timeline<Single>();
  private current: Single;
  private hasOwnCmd = false;
  private readonly scope: () => StageScope;
  private readonly lists: (stage: Stage) => StageLists;

  /** `parent` is the complete configuration of the parent stage. Scope and lists are created when a value needs them. */
  constructor(stage: Stage, parent: StageRuntime | undefined, scope: () => StageScope, lists: (stage: Stage) => StageLists) {
    const base = parent ? undefined : configOfBase(stage);
    this.stage = stage;
    this.scope = scope;
    this.lists = lists;
    this.baseKnown = parent?.baseKnown ?? base !== undefined;
    this.start = parent?.current ?? singlesOfBase(base, stage.os);
    this.current = this.start;
    executionOrder(stage).forEach((instruction, moment) => {
      const change = this.changeBy(instruction, moment);
      if (!change) return;
      this.current = { ...this.current, ...change };
      this.singles.add(moment + 0.5, this.current);
    });
  }

  configAt(moment: number): RuntimeConfig {
    const single = this.singles.before(moment) ?? this.start;
    return new ConfigAt(single, this.baseKnown, () => this.lists(this.stage).at(moment));
  }

  /** What an instruction sets. Without arguments, as while the user types it, an instruction sets nothing. */
  private changeBy(instruction: Instruction, moment: number): Partial<Single> | undefined {
    const { keyword, bodyText } = instruction;
    if (!setters.has(keyword) || bodyText === '') return undefined;
    const expand = (text: string): string => (isPlain(text) ? text : (this.scope().scopeAt(moment, 'buildkit').expand(text) ?? text));
    const set = <T>(value: T): Setting<T> => ({ value, from: instruction });
    switch (keyword) {
      case 'USER':
        return { user: set(expand(bodyText)) };
      case 'WORKDIR': {
        const path = absolutePath(this.current.workdir?.value, expand(bodyText), this.stage.os);
        return { workdir: path === undefined ? undefined : set(path) };
      }
      case 'STOPSIGNAL':
        return { stopSignal: set(expand(bodyText)) };
      case 'SHELL': {
        const words = instruction.json?.items.map(({ value }) => value) ?? [];
        return words.length > 0 ? { shell: set(words) } : undefined;
      }
      case 'HEALTHCHECK':
        return { healthcheck: set(instruction) };
      case 'CMD':
        this.hasOwnCmd = true;
        return { cmd: set(commandOf(instruction)) };
      default:
        return { entrypoint: set(commandOf(instruction)), cmd: this.hasOwnCmd ? this.current.cmd : this.resetCmd(instruction) };
    }
  }

  /**
   * An ENTRYPOINT resets the CMD of the base image or parent stage, but not one in its own stage (dispatchEntrypoint in dockerfile2llb).
   */
  private resetCmd(entrypoint: Instruction): Single['cmd'] {
    if (!this.current.cmd && this.baseKnown) return undefined;
    return { value: { form: 'exec', words: [] }, from: entrypoint };
  }
}

/** The configuration at a moment. Its lists are computed on first access. */
class ConfigAt implements RuntimeConfig {
  readonly user: RuntimeConfig['user'];
  readonly workdir: RuntimeConfig['workdir'];
  readonly shell: RuntimeConfig['shell'];
  readonly entrypoint: RuntimeConfig['entrypoint'];
  readonly cmd: RuntimeConfig['cmd'];
  readonly stopSignal: RuntimeConfig['stopSignal'];
  readonly healthcheck: RuntimeConfig['healthcheck'];
  readonly baseKnown: boolean;
  private readonly lists: () => ListSettings;

  constructor(single: Single, baseKnown: boolean, lists: () => ListSettings) {
    this.user = single.user;
    this.workdir = single.workdir;
    this.shell = single.shell;
    this.entrypoint = single.entrypoint;
    this.cmd = single.cmd;
    this.stopSignal = single.stopSignal;
    this.healthcheck = single.healthcheck;
    this.baseKnown = baseKnown;
    this.lists = lazy(lists);
  }

  get exposed(): RuntimeConfig['exposed'] {
    return withValue(this.lists().exposed);
  }
  get volumes(): RuntimeConfig['volumes'] {
    return withValue(this.lists().volumes);
  }
  get labels(): RuntimeConfig['labels'] {
    return this.lists().labels;
  }
  get env(): RuntimeConfig['env'] {
    return this.lists().env;
  }
}

const setters: ReadonlySet<string> = new Set(['USER', 'WORKDIR', 'STOPSIGNAL', 'SHELL', 'HEALTHCHECK', 'CMD', 'ENTRYPOINT']);

/** The shell of a stage without SHELL. https://docs.docker.com/reference/dockerfile/#shell */
export const defaultShell: Readonly<Record<Stage['os'], Setting<readonly string[]>>> = {
  linux: { value: ['/bin/sh', '-c'], from: 'default' },
  windows: { value: ['cmd', '/S', '/C'], from: 'default' },
};

/** The configuration before the first FROM, where there is no stage. */
export const noConfig: RuntimeConfig = {
  ...singlesOfBase(undefined, 'linux'),
  exposed: [],
  volumes: [],
  env: new Map(),
  labels: new Map(),
  baseKnown: false,
};

function singlesOfBase(base: BaseConfig | undefined, os: Stage['os']): Single {
  const shell = defaultShell[os];
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

function withValue(settings: ListSettings[ListSetting]): readonly Setting<string>[] {
  return [...settings.values()].filter((setting): setting is Setting<string> => setting.value !== undefined);
}

function commandOf({ json, bodyText }: Instruction): CommandSetting {
  return json ? { form: 'exec', words: json.items.map(({ value }) => value) } : { form: 'shell', words: [bodyText] };
}

/** Whether a user is root: by name or ID, with or without a group. `user` is the value of USER or of an option for a user. */
export function isRootUser(user: string): boolean {
  return /^(?:root|0)(?::|$)/.test(user);
}
