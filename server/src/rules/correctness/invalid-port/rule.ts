import { instructionAt } from '../../../syntax/instruction-at.ts';
import { readJsonLikeArray } from '../../../syntax/json-like-array.ts';
import { onlyNeighbor } from '../../../base/similar.ts';
import { overTcp } from '../../../knowledge/protocols.ts';
import { isKeyword } from '../../../syntax/keywords.ts';
import type { Word } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel, Report, RuleContext } from '../../../linter/rule.ts';
import { hasVariable } from '../../../model/flags.ts';

type MessageId = 'array' | 'variable' | 'mapping' | 'host' | 'no-port' | 'range' | 'protocol' | 'list' | 'replace';

export const rule = defineRule<MessageId>({
  id: 'invalid-port',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange:
    'the host address and the host port, which Docker ignores, are removed from EXPOSE; commas between ports become spaces, and a protocol of an application becomes tcp, without which the build fails',
  since: '0.1.0',
  aliases: ['DL3011', 'ExposeInvalidFormat', 'DS-0008'],
  checks: [198, 199, 201],
  summary: 'EXPOSE has an invalid port.',
  messages: {
    mapping: 'EXPOSE does not publish ports: Docker ignores "{dropped}". To publish the port, use docker run -p {text}.',
    host: 'Invalid host address or port "{dropped}", so the build fails. EXPOSE takes only the port of the container.',
    'no-port': 'Invalid port "{text}", so the build fails. Ports are numbers from 0 to 65535.',
    range: 'Invalid port range "{text}": the end is less than the start, so the build fails.',
    protocol: 'Unknown protocol "{protocol}", so the build fails. Use tcp, udp or sctp.',
    array: 'EXPOSE takes ports, not a JSON array, so the build fails.',
    variable: '{text} is "{value}", which is not a port, so the build fails. Ports are numbers from 0 to 65535.',
    list: 'EXPOSE separates ports with spaces, not commas, so the build fails.',
    replace: 'Change to {ports}',
  },
  onbuild: true,
  on: {
    EXPOSE({ words, body, bodyText }, context) {
      const items = readJsonLikeArray(bodyText);
      if (items?.every(isPort)) {
        const ports = items.join(' ');
        context.report({
          at: { start: body.start, end: body.end },
          message: 'array',
          fixes: [
            { title: 'replace', data: { ports }, level: 'suggestion', edits: [{ start: body.start, end: body.end, newText: ports }] },
          ],
        });
        return;
      }
      for (const word of words) {
        // The rest is meant as a comment or an instruction, which other rules report.
        if (word.text.startsWith('#') || isKeyword(word.text)) return;
        const report = hasVariable(word.text) ? reportOfVariable(word, context) : reportOf(word);
        if (report) context.report({ at: { start: word.start, end: word.end }, ...report });
      }
    },
  },
});

type ReportWithoutSpan = Omit<Report<MessageId>, 'at'> | undefined;

/** A variable whose value is no port in any build without --build-arg. It may contain several ports. */
function reportOfVariable({ text, start }: Word, { model }: RuleContext<MessageId>): ReportWithoutSpan {
  const instruction = instructionAt(model.tree, start);
  const value = instruction && model.scopeAt(instruction).expand(text);
  if (value === undefined || value.trim() === '') return undefined;
  const isValid = value
    .trim()
    .split(/\s+/)
    .every((port) => {
      const { message } = reportOf({ start: 0, end: port.length, text: port }) ?? {};
      return message === undefined || message === 'mapping';
    });
  return isValid ? undefined : { message: 'variable', data: { text, value } };
}

/** Parses `[[ip:]hostPort:]containerPort[-end][/protocol]` as ParsePortSpec of docker/go-connections (nat/nat.go) does. */
function reportOf(word: Word): ReportWithoutSpan {
  const text = word.text.replace(/^(["'])(.*)\1$/, '$2');
  if (/^\d+(?:\/\w+)?(?:,\d+(?:\/\w+)?)+,?$/.test(text)) {
    const ports = text.split(',').filter(Boolean).join(' ');
    return {
      message: 'list',
      fixes: [{ title: 'replace', data: { ports }, level: ports.split(' ').every(isPortWithProtocol) ? 'safe' : 'suggestion', edits: [{ ...spanOf(word), newText: ports }] }], // prettier-ignore
    };
  }
  // Empty quotes are no word (ProcessWords of shell/lex.go).
  if (text === '') return undefined;
  const [, dropped, port = '', protocol = ''] = /^(?:(.*):)?([^/]*)(?:\/(.*))?$/s.exec(text) ?? [];
  if (protocol !== '' && !/^(?:tcp|udp|sctp)$/i.test(protocol)) {
    const transport = overTcp.has(protocol.toLowerCase()) ? 'tcp' : onlyNeighbor(protocol, transports);
    const instead = transport && `${port}/${transport}`;
    const fixes = instead !== undefined && dropped === undefined && isPortRange(port) ? [{ title: 'replace' as const, data: { ports: instead }, level: 'safe' as const, edits: [{ ...spanOf(word), newText: instead }] }] : []; // prettier-ignore
    return { message: 'protocol', data: { protocol }, fixes };
  }
  const [start, end = start, ...more] = port.split('-');
  if (more.length > 0 || !isPort(start!) || !isPort(end!)) return { message: 'no-port', data: { text } };
  if (Number(start) > Number(end)) return { message: 'range', data: { text } };
  if (dropped === undefined) return undefined;
  const ports = text.slice(dropped.length + 1);
  const edits = [{ ...spanOf(word), newText: ports }];
  const fixes = (level: FixLevel) => [{ title: 'replace' as const, data: { ports }, level, edits }];
  if (!isHost(dropped, Number(end) - Number(start))) return { message: 'host', data: { dropped }, fixes: fixes('suggestion') };
  // Docker warns (ExposeInvalidFormat) and continues with the port of the container.
  return { message: 'mapping', severity: 'warning', data: { text, dropped: dropped || ':' }, fixes: fixes('safe') };
}

/**
 * Whether Docker accepts the part before the port of the container: `[address:]port[-end]`, both of which may be empty.
 *
 * @param length The ports of the container, without the first one: a range of the host has as many, unless the container has one port.
 */
function isHost(text: string, length: number): boolean {
  const [, address = '', port = ''] = /^(?:(.*):)?([^:]*)$/s.exec(text) ?? [];
  if (address !== '' && !isAddress(address)) return false;
  if (port === '') return true;
  const [start, end = start, ...more] = port.split('-');
  if (more.length > 0 || !isPort(start!) || !isPort(end!) || Number(start) > Number(end)) return false;
  return length === 0 || Number(end) - Number(start) === length;
}

/** An IPv4 address without leading zeros, or text that looks like an IPv6 address. */
function isAddress(text: string): boolean {
  if (text.includes(':')) return /^(?:\[[\da-f:.%]+\]|[\da-f:.%]+)$/i.test(text);
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 65_535;
}

function isPortRange(text: string): boolean {
  const [start = '', end = start, ...more] = text.split('-');
  return more.length === 0 && isPort(start) && isPort(end) && Number(start) <= Number(end);
}

/** `80`, `53/udp` */
function isPortWithProtocol(text: string): boolean {
  const [port = '', protocol = 'tcp'] = text.split('/');
  return isPort(port) && transports.includes(protocol.toLowerCase());
}

const transports = ['tcp', 'udp', 'sctp'];

function spanOf({ start, end }: Word): { readonly start: number; readonly end: number } {
  return { start, end };
}
