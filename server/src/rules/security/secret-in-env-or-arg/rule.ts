import { covers } from '../../../base/span.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';
import { isPlain } from '../../../syntax/expand.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { isFingerprint, isPasswordName, isSecretName, secretKinds, secretShapeOf } from '../../../facts/secrets.ts';
import type { SecretShape } from '../../../facts/secrets.ts';
import type { Work } from '../../../base/work.ts';
import { mayBeSecret } from '../../../facts/secret-values.ts';

type Messages = 'env' | 'arg' | SecretShape;

const shapeMessages = Object.fromEntries(
  Object.entries(secretKinds).map(([kind, what]) => [
    kind,
    `This value looks like ${what}, and anyone with the image can read it. Revoke it, and mount it as a secret.`,
  ]),
) as Record<SecretShape, string>;

export const rule = defineRule<Messages>({
  id: 'secret-in-env-or-arg',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['SecretsUsedInArgOrEnv', 'DL3064'],
  checks: [89, 273, 275],
  summary: 'A password, token or key in ENV or ARG can be read by anyone with the image.',
  messages: {
    env: '{name} stays in the image: docker inspect shows its value. Pass it at run time (-e {name}) or mount it as a secret.',
    arg: '{name} stays in the image history: docker history shows its value. Use RUN --mount=type=secret,id={id}.',
    ...shapeMessages,
  },
  onbuild: true,
  on: { ENV: check, ARG: check },
});

function* check(instruction: Instruction, context: RuleContext<Messages>): Work<void> {
  for (const pair of instruction.pairs) {
    const value = plainValue(instruction, pair, context);
    const kind = value === undefined ? undefined : secretShapeOf(value);
    if (kind) context.report({ at: pair.valueSpan ?? pair.nameSpan, message: kind });
    else if (isSecret(pair, value, instruction, context)) {
      const message = instruction.keyword === 'ENV' ? 'env' : 'arg';
      context.report({ at: pair.nameSpan, message, data: { name: pair.name, id: pair.name.toLowerCase() } });
    }
    yield;
  }
}

/** The value without quotes, with known variables expanded. Undefined if there is no value. */
function plainValue(instruction: Instruction, pair: Pair, context: RuleContext): string | undefined {
  if (pair.value === undefined || isPlain(pair.value)) return pair.value;
  return context.model.scopeAt(instruction).expand(pair.value) ?? pair.value.replace(/^(["'])(.*)\1$/, '$2');
}

/** The value of an ARG without a default comes from the command line. */
function isSecret(pair: Pair, value: string | undefined, instruction: Instruction, context: RuleContext): boolean {
  if (!/^[\w.-]+$/.test(pair.name) || !isSecretName(pair.name)) return false;
  if (instruction.keyword === 'ARG' && isReportedElsewhere(pair, instruction, context)) return false;
  if (value === undefined) return instruction.keyword === 'ARG';
  if (isFingerprint(pair.name, value)) return false;
  return mayBeSecret(value, isPasswordName(pair.name)) && !isUnsetVariable(value, instruction, context);
}

/** `ENV PASSWORD=$PASSWORD` without an ARG: the file contains no secret, and the value is empty. */
function isUnsetVariable(value: string, instruction: Instruction, { model }: RuleContext): boolean {
  const name = /^\$(?:(\w+)|\{(\w+)(?::?[-+?].*)?\})$/s.exec(value);
  return name !== null && model.scopeAt(instruction).lookup(name[1] ?? name[2]!) === undefined;
}

/**
 * One mistake is one finding: an ENV that takes the value of the ARG is the one that stays in the image, and an ARG of a stage without a value
 * repeats the one before the first FROM.
 */
function isReportedElsewhere(pair: Pair, instruction: Instruction, context: RuleContext): boolean {
  const { model } = context;
  const stage = context.stageOf(instruction);
  if (stage && pair.value === undefined && model.globalArgs.some(({ name, pair: global }) => global && name === pair.name)) return true;
  const inScope = stage ? stage.instructions : model.stages.flatMap(({ instructions }) => instructions);
  return inScope.some((other) => other.keyword === 'ENV' && other.start > instruction.start && takes(pair.name, other));
}

function takes(name: string, env: Instruction): boolean {
  return env.variables.some((use) => use.name === name && env.pairs.some((pair) => isSecretName(pair.name) && covers(pair, use)));
}
