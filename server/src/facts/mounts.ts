import { absolutePath, baseName, isWithin } from '../base/paths.ts';
import { memoize, memoizeWeak } from '../base/memoize.ts';
import { covers } from '../base/span.ts';
import { anyMountOptionNamed, defaultMountType, mountTypeNamed } from '../knowledge/mounts.ts';
import type { MountOptionFacts, MountTypeFacts } from '../knowledge/mounts.ts';
import type { DockerfileModel, SourceReference } from '../model/model.ts';
import type { Flag, FlagField, Instruction } from '../syntax/tree.ts';

/** A `--mount` of a RUN. Option values are those that BuildKit uses, with expanded variables; undefined if one is unknown. */
export interface MountFact {
  readonly flag: Flag;
  readonly fields: readonly MountField[];
  /** The field with the type; the last one if there are several. */
  readonly typeField: FlagField | undefined;
  /** Undefined if the type does not exist, or contains a variable. */
  readonly type: MountTypeFacts | undefined;
  /** The absolute path in the container, without a trailing slash. Undefined for a secret that is only a variable, and if unknown. */
  readonly target: string | undefined;
  /** The path in the source of the mount; undefined if there is none. */
  readonly source: string | undefined;
  /** The stage or image of `from`; undefined if the mount has none. */
  readonly from: SourceReference | undefined;
  readonly id: string | undefined;
  readonly sharing: string | undefined;
  /** Whether the command cannot write to it. */
  readonly readonly: boolean;
  /** Whether it contains files of the build context. */
  readonly fromContext: boolean;
  /** Whether an absolute path is the target or below it, so that files written there are not part of the layer. */
  covers(path: string): boolean;
}

/** A field of a `--mount`, with its option. */
export interface MountField extends FlagField {
  /** The option of any mount type with that name; undefined if there is none. */
  readonly facts: MountOptionFacts | undefined;
}

/**
 * A reader for the mounts of a RUN, except those without a value, which fail the build. The same version of a file always has the same
 * objects.
 */
export const mountsOfModel = memoizeWeak((model: DockerfileModel) => memoize((instruction: Instruction) => readMounts(model, instruction)));

function readMounts(model: DockerfileModel, instruction: Instruction): readonly MountFact[] {
  if (instruction.keyword !== 'RUN') return [];
  return instruction.flags.filter(({ name, value }) => name === 'mount' && value).map((flag) => readMount(model, instruction, flag));
}

/** The field that sets an option: the last one, unless it is empty. */
export function mountField({ fields }: Pick<MountFact, 'fields'>, name: string): MountField | undefined {
  return fields.findLast(({ facts, value }) => facts?.name === name && value !== '');
}

/** Whether a path is on one of these mounts. */
export function isMounted(mounts: readonly MountFact[], path: string): boolean {
  return mounts.some((mount) => mount.covers(path));
}

function readMount(model: DockerfileModel, instruction: Instruction, flag: Flag): MountFact {
  const fields = flag.fields.map((field): MountField => ({ ...field, facts: anyMountOptionNamed(field.key) }));
  const typeField = fields.findLast(({ facts }) => facts?.value === 'type');
  const type = mountTypeNamed(typeField ? (typeField.value ?? '') : defaultMountType);
  const valueOf = (name: string): string | undefined => {
    const value = mountField({ fields }, name)?.value;
    return value === undefined || !value.includes('$') ? value : model.scopeAt(instruction).expand(value);
  };
  const target = targetOf(model, instruction, { fields, type, valueOf });
  const from = model.sourcesOf(instruction).find(({ kind, at }) => kind === 'mount' && covers(flag, at));
  return {
    flag,
    fields,
    typeField,
    type,
    target,
    source: valueOf('source'),
    from,
    id: valueOf('id'),
    sharing: valueOf('sharing'),
    readonly: isReadOnly(fields, type),
    fromContext: type?.type === 'bind' && mountField({ fields }, 'from') === undefined,
    covers: (path) => target !== undefined && isWithin(target, path),
  };
}

interface Options {
  readonly fields: readonly MountField[];
  readonly type: MountTypeFacts | undefined;
  readonly valueOf: (name: string) => string | undefined;
}

/** dispatchRunMounts and dispatchSecret of moby/buildkit, frontend/dockerfile/dockerfile2llb. */
function targetOf(model: DockerfileModel, instruction: Instruction, { fields, type, valueOf }: Options): string | undefined {
  const os = model.stageOf(instruction)?.os ?? 'linux';
  const isWritten = mountField({ fields }, 'target') !== undefined;
  if (!isWritten && type?.type === 'secret') {
    const id = valueOf('id') ?? valueOf('source');
    return id === undefined || mountField({ fields }, 'env') ? undefined : `/run/secrets/${baseName(id)}`;
  }
  if (!isWritten && type?.type === 'ssh') return undefined;
  const target = isWritten ? valueOf('target') : '.';
  const workdir = target?.startsWith('/') ? undefined : model.configBefore(instruction).workdir?.value;
  return target === undefined ? undefined : absolutePath(workdir, target, os);
}

/** The last of `readonly` and `readwrite` applies; a bind mount is read-only by default. */
function isReadOnly(fields: readonly MountField[], type: MountTypeFacts | undefined): boolean {
  const last = fields.findLast(({ facts }) => facts?.name === 'readonly' || facts?.name === 'readwrite');
  if (!last) return type?.type === 'bind';
  return (last.facts!.name === 'readonly') === (last.value === undefined || last.value.toLowerCase() === 'true');
}
