import type { DockerfileModel, RuntimeConfig, Setting } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { startsItsArguments } from '../evidence/start-command.ts';

/**
 * The first setting that a container of the last stage of `after` would not get as one of `before` does; undefined when it gets all.
 * PATH alone may have more in front: the folder of a virtual environment; and what the old base image sets may be written out.
 */
export function changedConfiguration(before: DockerfileModel, after: DockerfileModel): string | undefined {
  const [a, b] = [before, after].map((model) => model.configOf(model.final!)) as [RuntimeConfig, RuntimeConfig];
  const settings: readonly (readonly [string, unknown, unknown])[] = [
    ['USER', valueOf(a.user), valueOf(b.user)],
    ['WORKDIR', valueOf(a.workdir), valueOf(b.workdir)],
    ['SHELL', a.shell.value, b.shell.value],
    ['ENTRYPOINT', entrypointOf(a), entrypointOf(b)],
    ['CMD', valueOf(a.cmd), valueOf(b.cmd)],
    ['STOPSIGNAL', valueOf(a.stopSignal), valueOf(b.stopSignal)],
    ['EXPOSE', valuesOf(a.exposed), valuesOf(b.exposed)],
    ['VOLUME', valuesOf(a.volumes), valuesOf(b.volumes)],
    ['ENV', mapOf(ownEnv(a.env)), mapOf(ownEnv(b.env, a.env))],
    ['LABEL', mapOf(a.labels), mapOf(b.labels)],
    ['HEALTHCHECK', sourceOf(a.healthcheck), sourceOf(b.healthcheck)],
  ];
  return settings.find(([, x, y]) => !isSame(x, y))?.[0];
}

/** What the file sets, PATH left out, and of the `old` image's own variables those that now have another value. */
function ownEnv(env: RuntimeConfig['env'], old?: RuntimeConfig['env']): RuntimeConfig['env'] {
  const isOwn = (name: string, { from, value }: Setting<string | undefined>): boolean => {
    const was = old?.get(name);
    return name !== 'PATH' && from !== 'base-image' && !(was?.from === 'base-image' && was.value === value);
  };
  return new Map([...env].filter(([name, setting]) => isOwn(name, setting)));
}

/** A value that is not known before the build is taken for the same: it is made of the same text. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => item === null || b[i] === null || isSame(item, b[i]));
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Without the script of an official image that does nothing but start the command it is given. */
function entrypointOf({ entrypoint }: RuntimeConfig): unknown {
  const [program = ''] = entrypoint?.value.words ?? [];
  return entrypoint?.from === 'base-image' && startsItsArguments(program) ? undefined : entrypoint?.value;
}

function valueOf<T>(setting: Setting<T> | undefined): T | undefined {
  return setting?.value;
}

function valuesOf(settings: readonly Setting<string>[]): readonly string[] {
  return settings.map(({ value }) => value).sort();
}

function mapOf(settings: ReadonlyMap<string, Setting<string | undefined>>): readonly (readonly [string, string | null])[] {
  return [...settings].map(([name, { value }]) => [name, value ?? null] as const).sort(); // prettier-ignore
}

function sourceOf(setting: Setting<Instruction> | undefined): string | undefined {
  return setting && typeof setting.from !== 'string' ? setting.value.source : undefined;
}
