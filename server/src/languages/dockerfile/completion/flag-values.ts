import { flagNamed } from '../../../knowledge/flags.ts';
import type { FlagFacts, FlagValue } from '../../../knowledge/flags.ts';
import { platforms } from '../../../knowledge/platforms.ts';
import { message } from '../../../base/message.ts';
import type { FixedMessage } from '../../../base/message.ts';
import { contextPathItems } from './context-paths.ts';
import { imageItems } from './images.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { mountFieldItems } from './mounts.ts';
import { slotAt } from './request.ts';
import type { ArgumentsRequest, CompletionRequest } from './request.ts';
import { numberedStageItems, stageItems } from './stages.ts';
import { userItems } from './users.ts';
import { choiceItems, defaultFirst, plainItems } from './values.ts';

/** Items for the value of the flag at the cursor. */
export function flagValueItems(request: ArgumentsRequest): readonly Completion[] {
  const { keyword, flag } = request.cursor;
  const facts = flag && flagNamed(keyword, flag.name);
  const slot = flag?.value === undefined ? undefined : slotAt(request, flag.value, facts?.value === 'mount' ? /(?:)/y : undefined);
  return facts && slot ? makers[facts.value](request, slot, facts) : [];
}

type ValueMaker = (request: ArgumentsRequest, slot: Slot, facts: FlagFacts) => readonly Completion[];

const makers: Readonly<Record<FlagValue, ValueMaker>> = {
  boolean: (_, slot) => plainItems(slot, ['true', 'false']),
  choice: choiceItems,
  duration: (request, slot, { fallback }) => durationItems(request, slot, fallback),
  count: (request, slot, { fallback }) => defaultFirst(request, slot, ['1', '2', '3', '5', '10'], fallback),
  platform: (request, slot) => [
    ...variablePlatforms.map(({ name, summary }): Completion => ({
      label: name,
      kind: 'variable',
      slot,
      newText: name,
      documentation: () => request.markdown(summary),
    })),
    ...plainItems(slot, platforms),
  ],
  source: (request, slot) => [...stageItems(request, slot), ...numberedStageItems(request, slot), ...imageItems(request, slot)],
  owner: userItems,
  mode: modeItems,
  checksum: (_, slot) => plainItems(slot, ['sha256:']),
  pattern: (request, slot) => contextPathItems(request, slot),
  mount: mountFieldItems,
  device: (_, slot) => plainItems(slot, ['nvidia.com/gpu=all']),
};

/** https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope */
const variablePlatforms: readonly { readonly name: string; readonly summary: FixedMessage }[] = [
  {
    name: '$BUILDPLATFORM',
    summary: message('The build machine: compilers run natively and must be told the target platform.'),
  },
  { name: '$TARGETPLATFORM', summary: message('The target platform: the same as without this flag.') },
];

const durations = ['5s', '10s', '30s', '1m', '5m'];

/** The typed number with each unit, or common durations if there is no number. */
function durationItems(request: CompletionRequest, slot: Slot, fallback: string | undefined): readonly Completion[] {
  const number = /^(?:.*[a-z])?\d+(?:\.\d+)?$/.exec(slot.typed)?.[0];
  return number
    ? plainItems(
        slot,
        ['s', 'm', 'h', 'ms'].map((unit) => number + unit),
      )
    : defaultFirst(request, slot, durations, fallback);
}

const octalModes: readonly (readonly [mode: string, summary: FixedMessage])[] = [
  ['755', message('Programs and folders: everyone can read and execute, the owner can write.')],
  ['644', message('Files: everyone can read, the owner can write.')],
  ['600', message('Only the owner can read and write.')],
  ['700', message('Only the owner can read, write and execute.')],
  ['444', message('Everyone can read, nobody can write.')],
];

function modeItems({ markdown }: CompletionRequest, slot: Slot): readonly Completion[] {
  const octal = octalModes.map(([mode, summary]): Completion => ({
    label: mode,
    kind: 'value',
    slot,
    newText: mode,
    documentation: () => markdown(summary),
  }));
  const symbolic = ['+x', 'u=rwX,go=rX'].map((mode): Completion => ({
    label: mode,
    kind: 'value',
    slot,
    newText: mode,
    since: { stable: '1.14' },
  }));
  return [...octal, ...symbolic];
}
