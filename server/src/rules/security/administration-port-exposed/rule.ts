import { administrationPorts, readPortRange } from '../../../knowledge/ports.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type Messages = 'exposed';

export const rule = defineRule<Messages>({
  id: 'administration-port-exposed',
  category: 'security',
  severity: 'warning',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['S6473', 'DS-0004', 'CKV_DOCKER_1'],
  checks: [202],
  summary: 'EXPOSE names a port of SSH, Telnet or another service to administrate a machine.',
  messages: {
    exposed: 'Port {port} is {service}: whoever reaches it can try to log in to the container. Use docker exec, and remove the port.',
  },
  onbuild: true,
  on: { EXPOSE: check },
});

function check(instruction: Instruction, context: RuleContext<Messages>): void {
  for (const { text, start, end } of instruction.words) {
    const value = text.includes('$') ? context.model.scopeAt(instruction).expand(text) : text;
    const range = value === undefined ? undefined : readPortRange(value);
    if (!range || range.protocol !== 'tcp') continue;
    const port = [...administrationPorts.keys()].find((each) => range.first <= each && each <= range.last);
    if (port === undefined) continue;
    context.report({ at: { start, end }, message: 'exposed', data: { port, service: administrationPorts.get(port)! } });
  }
}
