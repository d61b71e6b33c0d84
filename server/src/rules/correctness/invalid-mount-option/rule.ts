import { absolutePath } from '../../../base/paths.ts';
import { onlyNeighbor } from '../../../base/similar.ts';
import type { MountOptionFacts } from '../../../knowledge/mounts.ts';
import { mountValues } from '../../../facts/value-checks.ts';
import { rejectsEmptyOptionValue } from '../../../knowledge/values.ts';
import type { ValueFault } from '../../../facts/value-checks.ts';
import { isImageName, lowerCaseName } from '../../../model/image-reference.ts';
import type { Flag, Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';
import { flagName, hasVariable } from '../../../model/flags.ts';
import { mountField } from '../../../facts/mounts.ts';
import type { MountFact, MountField } from '../../../facts/mounts.ts';

type Messages =
  | Extract<ValueFault, 'boolean' | 'choice' | 'octal' | 'number' | 'size'>
  | 'missing'
  | 'empty'
  | 'from-variable'
  | 'reference'
  | 'before-type'
  | 'no-target'
  | 'root-target'
  | 'one-of'
  | 'either'
  | 'replace'
  | 'remove-comma'
  | 'move-type';

export const rule = defineRule<Messages>({
  id: 'invalid-mount-option',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'an option of a mount in another notation becomes the one that Docker reads, and type= comes first',
  since: '0.1.0',
  aliases: [],
  checks: [42],
  summary: 'A RUN --mount option is invalid, missing, or conflicts with another option.',
  messages: {
    missing: '{option} requires a value, so the build fails.',
    empty: 'Missing option after the comma, so the build fails. Do not put a space after a comma in --mount.',
    'from-variable': 'from does not expand variables, so the build fails. Add a stage "FROM {value} AS <name>" and mount from it.',
    reference: '"{value}" is not a stage or a valid image name, so the build fails.',
    boolean: 'Invalid value "{value}" for {option}: use true or false. The build fails.',
    choice: 'Invalid value "{value}" for {option}: use {choices}. The build fails.',
    octal: 'Invalid permissions "{value}" for {option}, so the build fails. Use an octal number such as 0755.',
    number: 'Invalid value "{value}" for {option}, so the build fails. Use a numeric ID instead of a name.',
    size: 'Invalid size "{value}" for {option}, so the build fails. Use a value such as 512m.',
    'before-type': '{option} must come after type=, so the build fails.',
    'no-target': 'Missing mount target: the working directory is /, which cannot be a mount target, so the build fails.',
    'root-target': 'Invalid mount target "/", so the build fails.',
    'one-of': 'A mount of type {type} requires one of {options}, so the build fails.',
    either: '{option} and {other} are the same option, so the build fails. Use only one of them.',
    replace: 'Replace with "{instead}"',
    'remove-comma': 'Remove the comma',
    'move-type': 'Move type= to the front',
  },
  onbuild: true,
  on: {
    mount(mount, instruction, context) {
      if (context.syntax === 'foreign') return;
      const reports = [
        emptyField(mount.flag, context.text),
        ...mount.fields.flatMap((field) => [valueReport(field, instruction, context), orderReport(field, mount, context.text)]),
        targetReport(mount, instruction, context),
        ...combinationReports(mount),
      ];
      for (const report of reports) if (report) context.report(report);
    },
  },
});

/** A comma with nothing before or after it, usually because the space after it ends the flag. */
function emptyField({ value = '', valueSpan }: Flag, text: string): Report<Messages> | undefined {
  if (!/^,|,,|,$/.test(value)) return undefined;
  const { start, end } = valueSpan!;
  const written = text.slice(start, end);
  const comma = written.startsWith(',') ? start : written.includes(',,') ? start + written.indexOf(',,') + 1 : end - 1;
  const at = { start: comma, end: comma + 1 };
  if (text[comma] !== ',') return { at: { start, end }, message: 'empty' };
  return { at, message: 'empty', fixes: [{ title: 'remove-comma', level: 'suggestion', edits: [{ ...at, newText: '' }] }] };
}

function valueReport(field: MountField, instruction: Instruction, context: RuleContext): Report<Messages> | undefined {
  const { facts, key, keySpan, value, valueSpan } = field;
  if (!facts || (value === undefined && !facts.needsValue)) return undefined;
  const data = { option: key };
  if (value === undefined || (value === '' && rejectsEmptyOptionValue.has(facts.value))) return { at: keySpan, message: 'missing', data };
  if (value === '') return undefined;
  const at = valueSpan!;
  if (facts.value === 'source') return sourceReport(value, at, instruction, context);
  if (hasVariable(value)) return undefined;
  const problem = mountValues[facts.value](value, facts.choices);
  if (!problem) return undefined;
  const { suggestion } = problem;
  return {
    at,
    // The checks for mount values return no other faults.
    message: problem.fault as Messages,
    data: { ...data, value, choices: facts.choices.map((choice) => choice.value).join(', ') },
    ...(suggestion !== undefined && {
      fixes: [{ title: 'replace', data: { instead: suggestion }, level: isSame(problem.fault, value, facts.choices) ? 'safe' : 'suggestion', edits: [{ ...at, newText: suggestion }] }], // prettier-ignore
    }),
  };
}

/** Whether a value only has another notation: a word for true or false, octal digits with 0o, a word of a choice that is cut off or has one wrong letter. */
function isSame(fault: ValueFault, value: string, choices: MountOptionFacts['choices']): boolean {
  const words = choices.map((choice) => choice.value);
  if (fault === 'boolean' || fault === 'octal') return true;
  return (
    fault === 'choice' &&
    (onlyNeighbor(value, words) !== undefined || words.filter((word) => word.startsWith(value.toLowerCase())).length === 1)
  );
}

function sourceReport(value: string, at: Span, instruction: Instruction, { model }: RuleContext): Report<Messages> | undefined {
  if (hasVariable(value)) return { at, message: 'from-variable', data: { value } };
  const source = model.sourcesOf(instruction).find((candidate) => candidate.at.start === at.start);
  const known = source?.stage !== undefined || model.stageNamed(value) !== undefined || isImageName(value);
  if (known) return undefined;
  const instead = lowerCaseName(value);
  const edits = [{ start: at.start, end: at.end, newText: instead }];
  const fixes = isImageName(instead) ? [{ title: 'replace' as const, data: { instead }, level: 'safe' as const, edits }] : [];
  return { at, message: 'reference', data: { value }, fixes };
}

/** An option before the `type` that it belongs to, which BuildKit checks against a bind mount. */
function orderReport(field: MountField, mount: MountFact, text: string): Report<Messages> | undefined {
  const { type, typeField, flag } = mount;
  if (!field.facts?.requiresType || !typeField || typeField.start < field.start || !type || type.rejected.includes(field.facts.name)) {
    return undefined;
  }
  const first = flag.fields[0]!;
  const written = text.slice(typeField.start, typeField.end);
  const comma = text[typeField.start - 1] === ',';
  return {
    at: field.keySpan,
    message: 'before-type',
    data: { option: field.key },
    ...(comma && {
      fixes: [
        {
          title: 'move-type',
          level: 'safe',
          edits: [
            { start: first.start, end: first.start, newText: `${written},` },
            { start: typeField.start - 1, end: typeField.end, newText: '' },
          ],
        },
      ],
    }),
  };
}

/** A target of `/`, or no target with a working directory of `/` (dispatchRunMounts of dockerfile2llb/convert_runmount.go). */
function targetReport(mount: MountFact, instruction: Instruction, context: RuleContext): Report<Messages> | undefined {
  const stage = context.stageOf(instruction);
  const needed = mount.type?.options.some(({ name, required }) => name === 'target' && required);
  if (!needed || !stage || stage.os === 'windows') return undefined;
  const target = mountField(mount, 'target');
  if (target && (target.value === undefined || hasVariable(target.value))) return undefined;
  const path = absolutePath(context.model.configBefore(instruction).workdir?.value, target?.value ?? '', stage.os);
  if (path !== '/') return undefined;
  return target ? { at: target.valueSpan!, message: 'root-target' } : { at: flagName(mount.flag), message: 'no-target' };
}

function combinationReports(mount: MountFact): Report<Messages>[] {
  const { type, flag } = mount;
  if (!type) return [];
  const reports: Report<Messages>[] = [];
  const { requiredAnyOf = [], exclusive = [] } = type;
  if (requiredAnyOf.length > 0 && !requiredAnyOf.some((name) => mountField(mount, name))) {
    reports.push({
      at: mount.typeField ?? flagName(flag),
      message: 'one-of',
      data: { type: type.type, options: requiredAnyOf.join(', ') },
    });
  }
  const written = exclusive.flatMap((name) => mountField(mount, name) ?? []).sort((a, b) => a.start - b.start);
  const [first, second] = written;
  if (first && second) reports.push({ at: second.keySpan, message: 'either', data: { option: second.key, other: first.key } });
  return reports;
}
