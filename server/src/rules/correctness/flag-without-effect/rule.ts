import type { CopyFact } from '../../../facts/copy.ts';
import { flagNamed } from '../../../knowledge/flags.ts';
import type { FlagFacts } from '../../../knowledge/flags.ts';
import { mountOptionNamed } from '../../../knowledge/mounts.ts';
import { rejectsEmptyValue, rejectsEmptyOptionValue } from '../../../knowledge/values.ts';
import type { Flag, Instruction } from '../../../syntax/tree.ts';
import { parseDuration } from '../../../base/duration.ts';
import { withoutFlag } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';
import { ignoresAllFlags, flagName, effectiveFlags } from '../../../model/flags.ts';
import type { MountFact, MountField } from '../../../facts/mounts.ts';

type Messages = 'dropped' | 'empty' | 'zero' | 'not-git' | 'empty-option' | 'other-type' | 'overridden' | 'later' | 'remove';

export const rule = defineRule<Messages>({
  id: 'flag-without-effect',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'a flag without effect is removed',
  since: '0.1.0',
  aliases: [],
  checks: [47, 50],
  summary: 'A flag or --mount option is accepted but has no effect.',
  messages: {
    dropped: '--{flag} has no effect: {keyword} ignores flags.',
    empty: '--{flag} has no effect without a value.',
    zero: '"{value}" is ignored: the default is used instead, {fallback}.',
    'not-git': '--{flag} has no effect on "{source}": it only applies to Git repositories.',
    'empty-option': '{option} has no effect without a value.',
    'other-type': '{option} has no effect in a mount of type {type}.',
    overridden: '{option} has no effect: it is set again later, and the last value is used.',
    later: 'This value is used.',
    remove: 'Remove --{flag}',
  },
  onbuild: true,
  withinStage: true,
  on: {
    instruction(instruction, context) {
      if (!instruction.known || instruction.flags.length === 0 || context.syntax === 'foreign') return;
      const text = context.text;
      const reports = ignoresAllFlags(instruction)
        ? instruction.flags.map((flag) => removable(droppedReport(flag, instruction), flag, text))
        : effectiveFlags(instruction, context.syntax).map((flag) => flagReport(flag, instruction, context));
      for (const report of reports) if (report) context.report({ ...report, tag: 'unnecessary' });
    },
    mount(mount, _, context) {
      if (context.syntax === 'foreign') return;
      for (const field of mount.fields) {
        const report = optionReport(field, mount);
        if (report) context.report({ ...report, tag: 'unnecessary' });
      }
    },
  },
});

function droppedReport(flag: Flag, { keyword, words }: Instruction): Report<Messages> {
  const none = keyword === 'HEALTHCHECK' ? ` ${words[0]!.text}` : '';
  return { at: flagName(flag), message: 'dropped', data: { keyword: keyword + none, flag: flag.name } };
}

function flagReport(flag: Flag, instruction: Instruction, context: RuleContext<Messages>): Report<Messages> | undefined {
  const facts = flagNamed(instruction.keyword, flag.name);
  const { value, valueSpan } = flag;
  if (!facts) return undefined;
  if (value === '')
    return rejectsEmptyValue.has(facts.value)
      ? undefined
      : removable({ at: flagName(flag), message: 'empty', data: { flag: flag.name } }, flag, context.text);
  if (value !== undefined && isZero(value, facts) && facts.fallback !== undefined && !isZero(facts.fallback, facts)) {
    return removable({ at: valueSpan!, message: 'zero', data: { value, fallback: facts.fallback } }, flag, context.text);
  }
  return facts.sources === 'git' ? notGitReport(flag, context.facts.copyOf(instruction)) : undefined;
}

/** The image is the same without the flag. */
function removable(report: Report<Messages>, flag: Flag, text: string): Report<Messages> {
  const fix = { title: 'remove', data: { flag: flag.name }, level: 'safe', edits: [withoutFlag(flag, text)] } as const;
  return { ...report, fixes: [fix] };
}

/** Whether the value is zero, which means the default: parseHealthcheck in instructions/parse.go, and HealthConfig of the engine. */
function isZero(value: string, { value: kind }: FlagFacts): boolean {
  return kind === 'duration' ? parseDuration(value) === 0 : kind === 'count' && /^[+-]?0+$/.test(value);
}

function notGitReport(flag: Flag, copy: CopyFact | undefined): Report<Messages> | undefined {
  const [source] = copy?.sources ?? [];
  if (!copy || !source || copy.sources.some(({ kind, fixed }) => kind === 'git' || kind === 'heredoc' || !fixed)) return undefined;
  return { at: flagName(flag), message: 'not-git', data: { flag: flag.name, source: source.value ?? source.text } };
}

function optionReport({ facts, key, keySpan, value, start }: MountField, { type, fields }: MountFact): Report<Messages> | undefined {
  if (!facts) return undefined;
  if (type && !mountOptionNamed(type, facts.name)) {
    return type.rejected.includes(facts.name) ? undefined : { at: keySpan, message: 'other-type', data: { option: key, type: type.type } };
  }
  if (value === '')
    return rejectsEmptyOptionValue.has(facts.value) ? undefined : { at: keySpan, message: 'empty-option', data: { option: key } };
  const later = fields.find((other) => other.start > start && other.facts && canonicalName(other.facts.name) === canonicalName(facts.name));
  if (!later) return undefined;
  return { at: keySpan, message: 'overridden', data: { option: key }, related: [{ at: later.keySpan, message: 'later' }] };
}

/** `readonly` and `readwrite` set the same option. */
function canonicalName(name: string): string {
  return name === 'readwrite' ? 'readonly' : name;
}
