import type { Span } from '../../../base/span.ts';
import { serverOf } from '../../../facts/server.ts';
import { readPortRange } from '../../../knowledge/ports.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Stage } from '../../../model/model.ts';

type Messages = 'found' | 'replace';

export const rule = defineRule<Messages>({
  id: 'exposed-port-differs',
  category: 'runtime',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'EXPOSE names another port than the one that the server listens on.',
  messages: {
    found: '{server} listens on port {port}, but {exposed} is exposed: docker run --publish-all publishes a port that nobody answers.',
    replace: 'Expose {port}',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal || !isForLinux(stage)) return;
      const exposed = exposedPorts(stage, context);
      const [first] = exposed;
      if (!first) return;
      const started = serverOf(stage, context.facts);
      // With a port in the command, nothing else matters.
      if (started?.port === undefined || (started.isConfigured && !started.isPortGiven)) return;
      const { port, server } = started;
      if (exposed.some(({ range }) => range.first <= port && port <= range.last)) return;
      const data = { server: server.name, port, exposed: first.text };
      const fixes =
        exposed.length > 1 || !first.plain
          ? []
          : [{ title: 'replace', data, level: 'suggestion', edits: [{ ...first.at, newText: String(port) }] } as const];
      context.report({ at: first.at, message: 'found', data, fixes });
    },
  },
});

/** The TCP ports that the file exposes. Empty if the base image exposes some, or if one is a variable. */
function exposedPorts(stage: Stage, { model }: RuleContext<Messages>) {
  const { exposed, baseKnown } = model.configOf(stage);
  if (!baseKnown || exposed.some(({ from }) => typeof from === 'string')) return [];
  const words = [...new Set(exposed.map(({ from }) => from))].flatMap((from) => (typeof from === 'string' ? [] : from.words));
  const ports = words.flatMap(({ start, end, text }) => {
    const range = readPortRange(text);
    const at: Span = { start, end };
    return range?.protocol === 'tcp' ? [{ at, text, range, plain: !text.includes('-') && !text.includes('/') }] : [];
  });
  return words.some(({ text }) => text.includes('$')) ? [] : ports;
}
