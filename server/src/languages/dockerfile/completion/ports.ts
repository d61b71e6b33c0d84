import type { Instruction } from '../../../syntax/tree.ts';
import { message } from '../../../base/message.ts';
import { portsInCommand } from '../../../knowledge/ports.ts';
import type { Completion } from '../../completion-item.ts';
import { slotAfter } from './request.ts';
import type { ItemMaker, CompletionRequest } from './request.ts';

const protocols = ['tcp', 'udp', 'sctp'];

/** Ports of the base image and ports in the file, or protocols after a slash. */
export const portItems: ItemMaker = (request, slot) => {
  const slash = slot.typed.indexOf('/');
  if (slash >= 0) {
    const at = slotAfter(slot, slash + 1);
    return protocols.map((name): Completion => ({ label: name, kind: 'value', slot: at, newText: name }));
  }
  const ports = new Map([...portsOfBase(request), ...portsInFile(request)]);
  return [...ports].map(([port, detail]): Completion => ({ label: port, kind: 'port', slot, newText: port, detail }));
};

function* portsOfBase({ document, stage, translate }: CompletionRequest): Generator<[string, string]> {
  if (!stage) return;
  for (const { value, from } of document.model.configOf(stage).exposed) {
    if (from === 'base-image') yield [value.replace(/\/tcp$/, ''), translate(message('in the base image'))];
  }
}

/** Ports in the file with their instruction: EXPOSE of other stages, ENV and ARG whose name ends with PORT, and addresses in commands. */
function* portsInFile({ document, instruction }: CompletionRequest): Generator<[string, string]> {
  for (const other of document.model.tree.instructions) {
    if (other === instruction) continue;
    for (const port of portsIn(other)) if (isPort(port)) yield [port, other.keyword];
  }
}

function portsIn({ keyword, words, pairs, source }: Instruction): readonly string[] {
  if (keyword === 'EXPOSE') return words.map(({ text }) => text.replace(/\/tcp$/i, ''));
  if (keyword === 'ENV' || keyword === 'ARG')
    return pairs.flatMap(({ name, value }) => (/PORT$/i.test(name) && value ? [value.replace(/["']/g, '')] : []));
  if (keyword === 'CMD' || keyword === 'ENTRYPOINT' || keyword === 'HEALTHCHECK') return portsInCommand(source).map(({ text }) => text);
  return [];
}

function isPort(text: string): boolean {
  return /^\d+(?:-\d+)?(?:\/\w+)?$/.test(text) && parseInt(text, 10) <= 65_535;
}
