import type { Instruction, Pair } from '../../../syntax/tree.ts';
import { isPlain } from '../../../model/expand.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { secretShapeOf, isSecretName } from '../../../facts/secrets.ts';
import type { SecretShape } from '../../../facts/secrets.ts';

type Messages = 'env' | 'arg' | SecretShape;

export const rule = defineRule<Messages>({
  id: 'secret-in-env-or-arg',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['SecretsUsedInArgOrEnv', 'DL3064'],
  summary: 'A password, token or key in ENV or ARG can be read by anyone with the image.',
  messages: {
    env: '{name} stays in the image: docker inspect shows its value. Pass it at run time (-e {name}) or mount it as a secret.',
    arg: '{name} stays in the image history: docker history shows its value. Use RUN --mount=type=secret,id={id}.',
    'github-token': looksLike('a GitHub token'),
    'gitlab-token': looksLike('a GitLab token'),
    'aws-key': looksLike('an AWS access key'),
    'slack-token': looksLike('a Slack token'),
    'stripe-key': looksLike('a Stripe key'),
    'npm-token': looksLike('an npm token'),
    'private-key': looksLike('a private key'),
    'url-password': looksLike('a URL with a password'),
  },
  onbuild: true,
  on: { ENV: check, ARG: check },
});

function looksLike(what: string): string {
  return `This value looks like ${what}, and anyone with the image can read it. Revoke it, and mount it as a secret.`;
}

function check(instruction: Instruction, context: RuleContext<Messages>): void {
  for (const pair of instruction.pairs) {
    const value = plainValue(instruction, pair, context);
    const kind = value === undefined ? undefined : secretShapeOf(value);
    if (kind) context.report({ at: pair.valueSpan ?? pair.nameSpan, message: kind });
    else if (isSecretName(pair.name) && mayContainSecret(instruction, value)) {
      const message = instruction.keyword === 'ENV' ? 'env' : 'arg';
      context.report({ at: pair.nameSpan, message, data: { name: pair.name, id: pair.name.toLowerCase() } });
    }
  }
}

/** The value with known variables expanded. Undefined if there is no value. */
function plainValue(instruction: Instruction, pair: Pair, context: RuleContext): string | undefined {
  if (pair.value === undefined || isPlain(pair.value)) return pair.value;
  return context.model.scopeAt(instruction).expand(pair.value) ?? pair.value;
}

/**
 * Whether the value may be a secret. The value of ARG without a default comes from the command line. An empty value, a switch, a number or
 * a path reveals nothing.
 */
function mayContainSecret(instruction: Instruction, value: string | undefined): boolean {
  if (value === undefined) return instruction.keyword === 'ARG';
  return value !== '' && !/^(?:true|false|yes|no|on|off|none|null|\d+)$/i.test(value) && !value.startsWith('/');
}
