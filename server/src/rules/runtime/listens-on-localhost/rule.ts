import { serverOf } from '../../../facts/server.ts';
import type { StartedServer, StartedWord } from '../../../facts/server.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';

type Messages = 'given' | 'default' | 'all';

export const rule = defineRule<Messages>({
  id: 'listens-on-localhost',
  category: 'runtime',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'The server only accepts connections from its own container.',
  messages: {
    given: '{server} listens on {host}: only the container itself reaches it, published ports do not work. Use 0.0.0.0.',
    default: '{server} listens on localhost by default: only the container itself reaches it, published ports do not work. Add {option}.',
    all: 'Accept connections from outside the container',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal || !isForLinux(stage)) return;
      const started = serverOf(stage, context.facts);
      if (!started) return;
      const { server, host, words, isConfigured } = started;
      if (host && host.value !== '') {
        const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)(?=:|$)/.exec(host.value)?.[0];
        if (loopback === undefined) {
          if (!isPortAlone(started)) return;
        } else {
          const data = { server: server.name, host: loopback };
          context.report({ at: span(host), message: 'given', data, fixes: replaced(host, loopback, context.text) });
          return;
        }
      }
      if (!server.loopback || isConfigured || (host && !isPortAlone(started)) || server.hostOptions.length + (server.joined ? 1 : 0) === 0)
        return;
      const data = { server: server.name, option: server.allAddresses };
      context.report({ at: span(words[0]!), message: 'default', data, fixes: added(started) });
    },
  },
});

const span = ({ start, end }: StartedWord): { start: number; end: number } => ({ start, end });

/** `manage.py runserver 8000`: the operand is only a port. */
function isPortAlone({ server, host }: StartedServer): boolean {
  return server.joined === 'operand' && /^\d+$/.test(host?.value ?? '');
}

function replaced(host: StartedWord, loopback: string, text: string): readonly ReportedFix<Messages>[] {
  const at = text.slice(host.start, host.end).indexOf(loopback);
  if (at < 0) return [];
  const start = host.start + at;
  return [{ title: 'all', level: 'suggestion', edits: [{ start, end: start + loopback.length, newText: '0.0.0.0' }] }];
}

/** The option after the last word of the command, or before a port that is alone. */
function added(started: StartedServer): readonly ReportedFix<Messages>[] {
  const { server, form, words, host } = started;
  const last = words.at(-1)!;
  if (isPortAlone(started)) {
    const start = host!.start + (form === 'exec' ? 1 : 0);
    return [{ title: 'all', level: 'suggestion', edits: [{ start, end: start, newText: '0.0.0.0:' }] }];
  }
  const newText = form === 'exec' ? `, "${server.allAddresses}"` : ` ${server.allAddresses}`;
  return [{ title: 'all', level: 'suggestion', edits: [{ start: last.end, end: last.end, newText }] }];
}
