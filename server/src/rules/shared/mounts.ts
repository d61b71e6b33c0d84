import { anyMountOptionNamed, defaultMountType, mountTypeNamed } from '../../knowledge/mounts.ts';
import type { MountOptionFacts, MountTypeFacts } from '../../knowledge/mounts.ts';
import type { DockerfileTree, Flag, FlagField, Instruction } from '../../syntax/tree.ts';
import { flagsRead } from './flags.ts';

/** A `--mount`, its fields with what is known of them. */
export interface Mount {
  readonly flag: Flag;
  /** The field that says the type; the last one where there are several. */
  readonly typeField: FlagField | undefined;
  /** Undefined where the type does not exist, or comes from a variable. */
  readonly type: MountTypeFacts | undefined;
  readonly fields: readonly MountField[];
}

export interface MountField extends FlagField {
  /** Of an option of any type; undefined where no type has one of that name. */
  readonly facts: MountOptionFacts | undefined;
}

/** The mounts of a RUN as far as BuildKit reads them; those without a value left out. */
export function mountsOf(instruction: Instruction, tree: DockerfileTree): readonly Mount[] {
  if (instruction.keyword !== 'RUN') return [];
  return flagsRead(instruction, tree)
    .filter(({ name, value }) => name === 'mount' && value)
    .map((flag) => {
      const fields = flag.fields.map((field) => ({ ...field, facts: anyMountOptionNamed(field.key) }));
      const typeField = fields.findLast(({ facts }) => facts?.value === 'type');
      const type = mountTypeNamed(typeField ? (typeField.value ?? '') : defaultMountType);
      return { flag, typeField, type, fields };
    });
}

/** The option that counts under a name: the last one, unless it is empty. */
export function optionOf({ fields }: Mount, name: string): MountField | undefined {
  return fields.findLast(({ facts, value }) => facts?.name === name && value !== '');
}
