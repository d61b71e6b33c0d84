import { insertLineAbove } from '../../../base/layout.ts';
import { gracefulSignalOf } from '../../../knowledge/stop-signals.ts';
import { signalNamed, signalsThatCannotBeHandled } from '../../../knowledge/signals.ts';
import { startedProgram, stopSignalAt } from '../../../facts/stop.ts';
import { setterOf } from '../../../facts/start/own-command.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Stage } from '../../../model/model.ts';

type Messages = 'abrupt' | 'ignored' | 'add' | 'replace';

export const rule = defineRule<Messages>({
  id: 'abrupt-stop-signal',
  category: 'runtime',
  severity: 'info',
  preset: 'strict',
  fix: 'safe',
  mayChange: 'STOPSIGNAL is set for nginx or systemd',
  since: '0.1.0',
  aliases: ['tally/prefer-nginx-sigquit', 'tally/prefer-systemd-sigrtmin-plus-3'],
  checks: [208, 209],
  summary: 'The stop signal is not the one with which nginx, Apache, systemd or another server stops cleanly.',
  messages: {
    abrupt: '{program} drops open requests when it gets {signal}. It finishes them with {graceful}: set STOPSIGNAL {graceful}.',
    ignored: 'systemd does not stop on {signal}: docker stop waits 10 seconds and kills it with all services. Set STOPSIGNAL {graceful}.',
    add: 'Add STOPSIGNAL {graceful}',
    replace: 'Use {graceful}',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (stage.isFinal && isForLinux(stage) && stage.instructions.some(({ keyword }) => starting.has(keyword))) check(stage, context);
    },
  },
});

const starting: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT']);

function check(stage: Stage, context: RuleContext<Messages>): void {
  const { facts, model, text } = context;
  const command = stage.instructions.findLast(({ keyword }) => starting.has(keyword))!;
  const program = startedProgram(stage, facts);
  const graceful = program === undefined ? undefined : gracefulSignalOf(program);
  const current = graceful === undefined ? undefined : stopSignalAt(stage, model);
  const signal = current === undefined ? undefined : signalNamed(current.value)?.name;
  if (program === undefined || graceful === undefined || !current || signal === undefined || signal === graceful) return;
  if (signalsThatCannotBeHandled.has(signal)) return;
  const setter = setterOf(current);
  const isOwn = setter !== undefined && stage.instructions.includes(setter);
  const body = isOwn ? { start: setter.body.start, end: setter.body.end } : undefined;
  context.report({
    at: body ?? command.keywordSpan,
    message: graceful.startsWith('SIGRT') ? 'ignored' : 'abrupt',
    data: { program, signal, graceful },
    fixes: [
      body
        ? { title: 'replace', data: { graceful }, level: 'suggestion', edits: [{ ...body, newText: graceful }] }
        : {
            title: 'add',
            data: { graceful },
            // Other servers may run in a script, which gets the signal instead.
            level: command.json && (program === 'nginx' || program === 'systemd') ? 'safe' : 'suggestion',
            edits: [insertLineAbove(text, command.start, `STOPSIGNAL ${graceful}`)],
          },
    ],
  });
}
