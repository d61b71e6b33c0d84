import { isOfficialEntrypoint } from '../../facts/start/process.ts';
import { imagesOfRoot } from '../../knowledge/base-users.ts';
import { languageOfImage } from '../../knowledge/image-languages.ts';
import type { DockerfileModel, RuntimeConfig, Setting } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';

/**
 * The first setting that differs between containers of the last stages of two files; undefined when all are equal. Only PATH may have more
 * folders at its start, as for a virtual environment; and variables that the old base image sets may be written in the new file.
 */
export function changedConfiguration(before: DockerfileModel, after: DockerfileModel): string | undefined {
  const [a, b] = [before, after].map((model) => model.configOf(model.final!)) as [RuntimeConfig, RuntimeConfig];
  const settings: readonly (readonly [string, unknown, unknown])[] = [
    ['USER', userOf(before, a), userOf(after, b)],
    ['WORKDIR', valueOf(a.workdir), valueOf(b.workdir)],
    ['SHELL', a.shell.value, b.shell.value],
    ['ENTRYPOINT', entrypointOf(a), entrypointOf(b)],
    ['CMD', cmdOf(a), cmdOf(b)],
    ['STOPSIGNAL', valueOf(a.stopSignal), valueOf(b.stopSignal)],
    ['EXPOSE', valuesOf(a.exposed), valuesOf(b.exposed)],
    ['VOLUME', valuesOf(a.volumes), valuesOf(b.volumes)],
    ['ENV', mapOf(ownEnv(a.env)), mapOf(ownEnv(b.env, a.env))],
    ['LABEL', mapOf(a.labels), mapOf(b.labels)],
    ['HEALTHCHECK', sourceOf(a.healthcheck), sourceOf(b.healthcheck)],
  ];
  return settings.find(([, x, y]) => !isSame(x, y))?.[0];
}

/**
 * What the file itself sets, without PATH and without variables that have the same value as in the `old` base image, or an empty one, as for
 * those of the new base image that the old one does not have.
 */
function ownEnv(env: RuntimeConfig['env'], old?: RuntimeConfig['env']): RuntimeConfig['env'] {
  const isOwn = (name: string, { from, value }: Setting<string | undefined>): boolean => {
    const was = old?.get(name);
    return name !== 'PATH' && value !== '' && from !== 'base-image' && !(was?.from === 'base-image' && was.value === value);
  };
  return new Map([...env].filter(([name, setting]) => isOwn(name, setting)));
}

/** A value that is not known before the build counts as equal: it comes from the same text. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => item === null || b[i] === null || isSame(item, b[i]));
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Undefined for the entrypoint script of an official image, which only starts the command that it is given. */
function entrypointOf({ entrypoint }: RuntimeConfig): unknown {
  const [program = ''] = entrypoint?.value.words ?? [];
  return entrypoint?.from === 'base-image' && isOfficialEntrypoint(program) ? undefined : entrypoint?.value;
}

/** The official images for a language that the catalogue does not list run as root, too, as does Microsoft's SDK. */
function userOf({ final }: DockerfileModel, { user }: RuntimeConfig): string | undefined {
  const image = final?.image;
  const isOfficial = image?.registry === 'docker.io' && !image.repository.includes('/') && languageOfImage(image.repository) !== undefined;
  const isRoot = isOfficial || imagesOfRoot.has(image?.repository ?? '') || image?.registry === 'mcr.microsoft.com';
  return user?.value ?? (isRoot ? 'root' : undefined);
}

/** Undefined for no command as well as for the empty one that an ENTRYPOINT leaves behind. */
function cmdOf({ cmd }: RuntimeConfig): unknown {
  return cmd && cmd.value.words.length > 0 ? cmd.value : undefined;
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
