import type { Instruction } from '../../../syntax/tree.ts';
import { message } from '../../../base/message.ts';
import type { Completion } from '../../completion-item.ts';
import { behind } from './request.ts';
import type { Maker, CompletionRequest } from './request.ts';

const protocols = ['tcp', 'udp', 'sctp'];

/** Ports that the base image exposes, and those that the file speaks of; behind a slash, the protocols. */
export const portItems: Maker = (request, slot) => {
  const slash = slot.typed.indexOf('/');
  if (slash >= 0) {
    const at = behind(slot, slash + 1);
    return protocols.map((name): Completion => ({ label: name, kind: 'value', slot: at, newText: name }));
  }
  const ports = new Map([...ofBase(request), ...spokenOf(request)]);
  return [...ports].map(([port, detail]): Completion => ({ label: port, kind: 'port', slot, newText: port, detail }));
};

function* ofBase({ document, stage, translate }: CompletionRequest): Generator<[string, string]> {
  if (!stage) return;
  for (const { value, from } of document.model.configOf(stage).exposed) {
    if (from === 'base-image') yield [value.replace(/\/tcp$/, ''), translate(message('in the base image'))];
  }
}

/** `localhost:8080`, `0.0.0.0:8080`, `:8080/health`, `--port=8080`, `--port 8080`. */
const inCommand = /(?:(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]|[\s"'/]):|--(?:http-)?port[=\s"',]+)(\d{2,5})\b/g;

/** Ports by the instruction that speaks of them: EXPOSE of other stages, ENV and ARG named so, addresses in commands. */
function* spokenOf({ document, instruction }: CompletionRequest): Generator<[string, string]> {
  for (const other of document.model.tree.instructions) {
    if (other === instruction) continue;
    for (const port of portsIn(other)) if (isPort(port)) yield [port, other.keyword];
  }
}

function portsIn({ keyword, words, pairs, source }: Instruction): readonly string[] {
  if (keyword === 'EXPOSE') return words.map(({ text }) => text.replace(/\/tcp$/i, ''));
  if (keyword === 'ENV' || keyword === 'ARG')
    return pairs.flatMap(({ name, value }) => (/PORT$/i.test(name) && value ? [value.replace(/["']/g, '')] : []));
  if (keyword === 'CMD' || keyword === 'ENTRYPOINT' || keyword === 'HEALTHCHECK')
    return [...source.matchAll(inCommand)].map((match) => match[1]!);
  return [];
}

function isPort(text: string): boolean {
  return /^\d+(?:-\d+)?(?:\/\w+)?$/.test(text) && parseInt(text, 10) <= 65_535;
}
