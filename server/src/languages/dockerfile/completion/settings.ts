import { signals } from '../../../knowledge/signals.ts';
import { stopSignalOf } from '../../../knowledge/stop-signals.ts';
import { message } from '../../../base/message.ts';
import type { FixedMessage } from '../../../base/message.ts';
import type { Completion } from '../../completion-item.ts';
import { slotAt } from './request.ts';
import type { ArgumentsRequest, ItemMaker } from './request.ts';

/** Signals for STOPSIGNAL: the one of the base image, then common stop signals, then all others. */
export const signalItems: ItemMaker = ({ stage, translate, markdown }, slot) => {
  const image = stage?.image;
  const own = image?.registry === 'docker.io' ? stopSignalOf(image.repository, image.tag) : undefined;
  const rank = (name: string): number => (name === own ? 0 : name === 'SIGTERM' ? 1 : 2);
  const usual = signals.filter(({ meaning }) => meaning !== undefined).toSorted((a, b) => rank(a.name) - rank(b.name));
  const others = signals.filter(({ meaning, name }) => meaning === undefined && !/[+-]/.test(name));
  return [...usual, ...others].map(({ name, number, meaning }): Completion => ({
    label: name,
    kind: 'signal',
    slot,
    newText: name,
    detail: name === own ? translate(message('{number}, in the base image', { number })) : String(number),
    ...(meaning && { documentation: () => markdown(meaning) }),
  }));
};

interface ShellForm {
  readonly words: readonly string[];
  readonly os: 'linux' | 'windows';
  /** Distributions whose images include it. Undefined: all distributions. */
  readonly distros?: readonly string[];
  readonly summary: FixedMessage;
}

/** Sources: https://docs.docker.com/reference/dockerfile/#shell; ash supports pipefail since BusyBox 1.16. */
const shellForms: readonly ShellForm[] = [
  {
    words: ['/bin/bash', '-o', 'pipefail', '-c'],
    os: 'linux',
    distros: ['debian', 'ubuntu', 'fedora', 'centos', 'rockylinux', 'almalinux', 'amazonlinux', 'oraclelinux', 'archlinux'],
    summary: message('Bash; a pipeline fails if any of its commands fails.'),
  },
  {
    words: ['/bin/ash', '-o', 'pipefail', '-c'],
    os: 'linux',
    distros: ['alpine'],
    summary: message('The shell of Alpine; a pipeline fails if any of its commands fails.'),
  },
  { words: ['/bin/bash', '-c'], os: 'linux', summary: message('Bash. On Alpine, it requires `apk add bash`.') },
  { words: ['/bin/sh', '-c'], os: 'linux', summary: message('The default on Linux.') },
  {
    words: ['powershell', '-Command', "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"],
    os: 'windows',
    summary: message('Windows PowerShell; stops at the first error.'),
  },
  {
    words: ['pwsh', '-Command', "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"],
    os: 'windows',
    summary: message('PowerShell 7; stops at the first error.'),
  },
  { words: ['cmd', '/S', '/C'], os: 'windows', summary: message('The default on Windows.') },
];

/** The shells of the operating system and distribution of the stage. Offered only at the start of the array. */
export function shellFormItems(request: ArgumentsRequest): readonly Completion[] {
  const { body } = request.cursor;
  const { stage, markdown } = request;
  const slot = /^(?:\["?)?$/.test(body) ? slotAt(request, body, /"?\]?/y) : undefined;
  if (!slot) return [];
  const isAvailable = ({ os, distros }: ShellForm): boolean =>
    os === (stage?.os ?? 'linux') && (distros?.includes(stage?.distro ?? 'debian') ?? true);
  return shellForms.filter(isAvailable).map(({ words, summary }): Completion => {
    const text = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
    return { label: text, kind: 'value', slot, newText: text, documentation: () => markdown(summary) };
  });
}
