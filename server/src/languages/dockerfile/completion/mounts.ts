import { cacheFolders } from '../../../knowledge/tool-caches.ts';
import { factsOf } from '../../../facts/facts.ts';
import { mountField } from '../../../facts/mounts.ts';
import { defaultMountType, mountOptionNamed, mountTypeNamed, mountTypes } from '../../../knowledge/mounts.ts';
import type { MountOptionFacts, MountTypeFacts, MountValue } from '../../../knowledge/mounts.ts';
import { commandsOf } from '../../../facts/commands/command.ts';
import { message } from '../../../base/message.ts';
import { optionText, typeText } from '../hover/mount.ts';
import { contextPathItems } from './context-paths.ts';
import { imageItems } from './images.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { destinationItems, namedPathItems, stagePathItems } from './paths.ts';
import { slotAt } from './request.ts';
import type { ArgumentsRequest } from './request.ts';
import { stageItems } from './stages.ts';
import { choiceItems, plainItems } from './values.ts';
import { escaped } from '../../markdown.ts';

/** The options of `--mount=type=cache,target=/x` and their values. */
type Fields = ReadonlyMap<string, string>;

/** The rest of an option up to the next comma. */
const fieldRest = /[^\s"',\\`]*/y;

/** Items for an option of the mount at the cursor, or for its value. */
export function mountFieldItems(request: ArgumentsRequest, value: Slot): readonly Completion[] {
  const parts = value.typed.split(',');
  const written = parts.at(-1)!;
  const fields = readFields(request, parts.slice(0, -1));
  const facts = mountTypeNamed(fields.get('type') ?? defaultMountType);
  const equals = written.indexOf('=');
  const slot = slotAt(request, equals < 0 ? written : written.slice(equals + 1), equals < 0 ? /\w*=?/y : fieldRest);
  if (!slot) return [];
  if (equals < 0) return optionItems(request, slot, facts, fields);
  const key = written.slice(0, equals).toLowerCase();
  if (key === 'type') return typeItems(request, slot);
  const option = facts && mountOptionNamed(facts, key);
  return option ? makers[option.value]({ request, slot, option, fields }) : [];
}

/** The options before and after the cursor, without the one at the cursor. */
function readFields({ instruction, offset }: ArgumentsRequest, before: readonly string[]): Fields {
  const fields = new Map<string, string>();
  for (const part of before) {
    const [key = '', value = ''] = part.split(/=(.*)/s);
    fields.set(key.toLowerCase(), value);
  }
  const flag = instruction.flags.find(({ start, end }) => start < offset && offset <= end);
  for (const { key, value, start } of flag?.fields ?? []) if (start > offset) fields.set(key.toLowerCase(), value ?? '');
  return fields;
}

function typeItems(request: ArgumentsRequest, slot: Slot): readonly Completion[] {
  return mountTypes.map((facts): Completion => ({
    label: facts.type,
    kind: 'value',
    slot,
    newText: facts.type,
    documentation: () => typeText({ document: request.document, translate: request.markdown }, facts),
    since: facts.since,
  }));
}

/** The options of the type that are not set yet under any of their names. Required options come first. */
function optionItems(request: ArgumentsRequest, slot: Slot, facts: MountTypeFacts | undefined, fields: Fields): readonly Completion[] {
  const hasType = fields.has('type');
  const isWritten = ({ name, aliases }: MountOptionFacts): boolean => [name, ...aliases].some((alias) => fields.has(alias));
  const options = (facts ?? mountTypeNamed(defaultMountType)!).options.filter((option) => !isWritten(option));
  const rank = ({ value, required }: MountOptionFacts): number => (value === 'type' && !hasType ? 0 : required ? 1 : 2);
  return options
    .toSorted((a, b) => rank(a) - rank(b))
    .map((option): Completion => {
      const text = option.needsValue ? `${option.name}=` : option.name;
      return {
        label: text,
        kind: 'option',
        slot,
        newText: text,
        ...(option.required && { detail: request.translate(message('required')) }),
        documentation: () =>
          optionText(
            { document: request.document, translate: request.markdown },
            facts ?? mountTypeNamed(defaultMountType)!,
            option,
            undefined,
          ),
        since: option.since,
        retrigger: option.needsValue,
      };
    });
}

/** A completion request for the value of a mount option. */
interface MountValueRequest {
  readonly request: ArgumentsRequest;
  readonly slot: Slot;
  readonly option: MountOptionFacts;
  readonly fields: Fields;
}

const makers: Readonly<Record<MountValue, (at: MountValueRequest) => readonly Completion[]>> = {
  type: ({ request, slot }) => typeItems(request, slot),
  path: ({ request, slot, option, fields }) =>
    option.name === 'source' ? sourceItems(request, slot, fields) : targetItems(request, slot, fields),
  source: ({ request, slot }) => [...stageItems(request, slot), ...imageItems(request, slot)],
  name: idItems,
  variable: ({ request, slot, fields }) => {
    const id = fields.get('id');
    return id ? plainItems(slot, [id.toUpperCase().replace(/\W+/g, '_')]) : knownValues(request, slot, 'env');
  },
  boolean: ({ slot }) => plainItems(slot, ['true', 'false']),
  choice: ({ request, slot, option }) => choiceItems(request, slot, option),
  octal: ({ slot, option }) => plainItems(slot, [...new Set([option.fallback ?? '0755', '0755', '0700', '0644', '0600'])]),
  number: ({ slot }) => plainItems(slot, ['0', '1000']),
  size: ({ slot }) => plainItems(slot, ['64m', '256m', '1g']),
};

/** Paths of a stage if `from` names one, otherwise of the build context. A cache mount has a source only with `from`. */
function sourceItems(request: ArgumentsRequest, slot: Slot, fields: Fields): readonly Completion[] {
  const from = fields.get('from');
  if (from === undefined) return fields.get('type') === 'cache' ? [] : contextPathItems(request, slot);
  const stage = request.document.model.stageNamed(from);
  return stage ? stagePathItems(request, slot, stage) : [];
}

/** For a cache mount, the cache folders of programs; for a bind mount, the source path; otherwise paths that the file uses. */
function targetItems(request: ArgumentsRequest, slot: Slot, fields: Fields): readonly Completion[] {
  const type = fields.get('type') ?? defaultMountType;
  if (type === 'cache') return cacheItems(request, slot);
  if (type !== 'bind') return namedPathItems(request, slot);
  const source = fields.get('source') ?? fields.get('src');
  return [...(source && !source.startsWith('/') ? plainItems(slot, [source]) : []), ...destinationItems(request, slot)];
}

/** Cache folders. Those of the programs in this RUN come first. */
function cacheItems({ document, instruction, markdown }: ArgumentsRequest, slot: Slot): readonly Completion[] {
  const running = new Set(commandsOf(document.model, instruction).map(({ program }) => program ?? ''));
  const isRunning = ({ programs }: (typeof cacheFolders)[number]): boolean => programs.some((program) => running.has(program));
  return cacheFolders
    .toSorted((a, b) => Number(isRunning(b)) - Number(isRunning(a)))
    .map(({ folder, programs, locked }): Completion => ({
      label: folder,
      kind: 'folder',
      slot,
      newText: folder,
      detail: programs[0],
      ...(locked && {
        documentation: () => markdown(message('{program} locks the cache: add `sharing=locked`.', { program: escaped(programs[0]!) })),
      }),
    }));
}

/** IDs of other mounts of the same type. */
function idItems({ request, slot, fields }: MountValueRequest): readonly Completion[] {
  const type = fields.get('type') ?? defaultMountType;
  return knownValues(request, slot, 'id', type);
}

/** The values of the same option in other mounts. */
function knownValues({ document, instruction }: ArgumentsRequest, slot: Slot, name: string, type?: string): readonly Completion[] {
  const { mountsOf } = factsOf(document.model, document.build);
  const mounts = document.model.tree.instructions.flatMap((other) => (other === instruction ? [] : mountsOf(other)));
  const values = mounts.flatMap((mount) => (type === undefined || mount.type?.type === type ? (mountField(mount, name)?.value ?? []) : []));
  return plainItems(slot, [...new Set(values)]);
}
