import { insertLineAbove } from '../../../base/layout.ts';
import { portsInCommand } from '../../../knowledge/ports.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';

export const rule = defineRule({
  id: 'unexposed-port',
  category: 'runtime',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [204],
  summary: 'The program listens on a port, but there is no EXPOSE.',
  messages: {
    unexposed: 'The program seems to use port {port}, and nothing is exposed. EXPOSE tells people and docker run --publish-all about it.',
    expose: 'Add EXPOSE {port}',
  },
  withinStage: true,
  on: {
    stage(stage, { model, report, text }) {
      if (!stage.isFinal || !isForLinux(stage)) return;
      const command = stage.instructions.findLast(
        ({ keyword, source }) => (keyword === 'CMD' || keyword === 'ENTRYPOINT') && portsInCommand(source).length > 0,
      );
      if (!command) return;
      const config = model.configOf(stage);
      if (config.exposed.length > 0 || !config.baseKnown || (config.cmd?.from !== command && config.entrypoint?.from !== command)) return;
      const [port] = portsInCommand(command.source);
      if (!port) return;
      const data = { port: port.text };
      report({
        at: { start: command.start + port.start, end: command.start + port.start + port.text.length },
        message: 'unexposed',
        data,
        fixes: [{ title: 'expose', data, level: 'suggestion', edits: [insertLineAbove(text, command.start, `EXPOSE ${port.text}`)] }],
      });
    },
  },
});
