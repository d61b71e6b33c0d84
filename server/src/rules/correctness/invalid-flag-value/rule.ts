import { onlyNeighbor } from '../../../base/similar.ts';
import type { CopyFact } from '../../../facts/copy.ts';
import { flagNamed } from '../../../knowledge/flags.ts';
import type { FlagFacts } from '../../../knowledge/flags.ts';
import { flagValues } from '../../../facts/value-checks.ts';
import { rejectsEmptyValue } from '../../../knowledge/values.ts';
import type { ValueFault } from '../../../facts/value-checks.ts';
import { isImageName, lowerCaseName } from '../../../model/image-reference.ts';
import type { Span } from '../../../base/span.ts';
import type { Flag, Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';
import { flagName, effectiveFlags, hasVariable } from '../../../model/flags.ts';

type Messages =
  | ValueFault
  | 'empty-platform'
  | 'missing'
  | 'variable'
  | 'from-variable'
  | 'reference'
  | 'not-remote'
  | 'several-sources'
  | 'replace'
  | 'join';

export const rule = defineRule<Messages>({
  id: 'invalid-flag-value',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange:
    'a value in another notation, or the name of an image in upper case, becomes the one that Docker reads, or a space after a flag an equals sign',
  since: '0.1.0',
  aliases: [
    'FLAG_MISSING_VALUE',
    'FLAG_EXPECTED_BOOLEAN_VALUE',
    'FLAG_INVALID_DURATION',
    'FLAG_MISSING_DURATION',
    'FLAG_LESS_THAN_1MS',
    'FLAG_UNKNOWN_UNIT',
    'FLAG_AT_LEAST_ONE',
    'FLAG_INVALID_FROM_VALUE',
  ],
  checks: [42, 44, 45, 46, 48, 49, 50, 51],
  summary: 'A flag has an invalid value.',
  messages: {
    missing: '--{flag} requires a value, so the build fails.',
    variable: '--{flag} does not expand variables, so the build fails. Write the value itself.',
    'from-variable': '--from does not expand variables, so the build fails. Add a stage "FROM {value} AS <name>" and copy from it.',
    boolean: 'Invalid value "{value}" for --{flag}: use true or false. The build fails.',
    choice: 'Invalid value "{value}" for --{flag}: use {choices}. The build fails.',
    duration: 'Invalid duration "{value}", so the build fails. Use a value such as 30s, 1m30s or 500ms.',
    'too-short': '--{flag} must be at least 1ms, so the build fails.',
    count: 'Invalid value "{value}" for --{flag}, so the build fails. Use an integer.',
    octal: 'Invalid octal number "{value}", so the build fails.',
    mode: 'Invalid permissions "{value}", so the build fails. Use octal digits up to 7777, or symbols such as u=rwX,go=rX.',
    number: 'Invalid number "{value}", so the build fails.',
    size: 'Invalid size "{value}", so the build fails. Use a value such as 512m.',
    platform: 'Invalid platform "{value}", so the build fails. Use a value such as linux/arm64.',
    'unknown-platform': 'Unknown platform "{value}": no image is built for it, so the build fails. Did you mean "{instead}"?',
    'empty-platform': '{value} is empty, so the build fails. Declare an ARG with a default value before the first FROM.',
    reference: '"{value}" is not a stage or a valid image name, so the build fails.',
    checksum: 'Invalid checksum "{value}". Use sha256: and 64 lowercase hexadecimal digits, or the commit of a Git repository.',
    'not-remote': '--{flag} only applies to URLs and Git repositories, and "{source}" is a local file, so the build fails.',
    'several-sources': '--{flag} allows only one source, so the build fails.',
    device: 'Invalid device "{value}", so the build fails. Use a value such as vendor.com/gpu=all,required.',
    replace: 'Replace with "{instead}"',
    join: 'Change to --{flag}={value}',
  },
  onbuild: true,
  on: {
    instruction(instruction, context) {
      for (const flag of effectiveFlags(instruction, context.syntax)) {
        const facts = flagNamed(instruction.keyword, flag.name);
        const report = facts && reportOf(flag, facts, instruction, context);
        if (report) context.report(report);
      }
    },
  },
});

function reportOf(flag: Flag, facts: FlagFacts, instruction: Instruction, context: RuleContext): Report<Messages> | undefined {
  const { name, value, valueSpan } = flag;
  if (value === undefined) return facts.needsValue ? missing(flag, facts, instruction, context) : undefined;
  if (value === '')
    return rejectsEmptyValue.has(facts.value) ? { at: flagName(flag), message: 'missing', data: { flag: name } } : undefined;
  const at = valueSpan!;
  if (facts.sources === 'download') {
    const wrong = downloadReport(flag, context.facts.copyOf(instruction));
    if (wrong) return wrong;
  }
  if (hasVariable(value)) {
    if (facts.value === 'source') return { at, message: 'from-variable', data: { value } };
    if (facts.value === 'platform') return platformReport(flag, value, at, instruction, context);
    const refused = !facts.variables && flagValues[facts.value](value, facts.choices);
    return refused ? { at, message: 'variable', data: { flag: name } } : undefined;
  }
  if (facts.value === 'source') return isSource(flag, instruction, context) ? undefined : sourceReport(value, at);
  const problem = flagValues[facts.value](value, facts.choices);
  if (!problem || (problem.fault === 'unknown-platform' && !pullsImage(instruction, context))) return undefined;
  const { fault, suggestion } = problem;
  const choices = facts.choices.map((choice) => choice.value).join(', ');
  return {
    at,
    message: fault,
    data: { flag: name, value, choices, ...(suggestion !== undefined && { instead: suggestion }) },
    ...(suggestion !== undefined && {
      fixes: [
        {
          title: 'replace',
          data: { instead: suggestion },
          level: isSameValue(fault, value, facts.choices) ? 'safe' : 'suggestion',
          edits: [{ ...at, newText: suggestion }],
        },
      ],
    }),
  };
}

/** An invalid name of an image. The name of a repository is in lower case. */
function sourceReport(value: string, at: Span): Report<Messages> {
  const instead = lowerCaseName(value);
  const edits = [{ start: at.start, end: at.end, newText: instead }];
  const fixes = isImageName(instead) ? [{ title: 'replace' as const, data: { instead }, level: 'safe' as const, edits }] : [];
  return { at, message: 'reference', data: { value }, fixes };
}

/** Whether a value only has another notation: a word for true or false, a duration with a unit in another spelling, octal digits with 0o. */
function isSameValue(fault: ValueFault, value: string, choices: FlagFacts['choices']): boolean {
  if (fault === 'boolean' || fault === 'octal') return true;
  if (fault === 'mode') return /^0o/i.test(value);
  if (fault === 'duration') return /[a-z]$/i.test(value);
  return (
    fault === 'choice' &&
    onlyNeighbor(
      value,
      choices.map((each) => each.value),
    ) !== undefined
  );
}

/** `--platform=$PLATFORM`, if the value in a build without --build-arg is empty or no platform. */
function platformReport(
  { name }: Flag,
  text: string,
  at: Span,
  instruction: Instruction,
  { model }: RuleContext,
): Report<Messages> | undefined {
  const value = model.scopeAt(instruction).expand(text);
  if (value === undefined) return undefined;
  if (value === '') return { at, message: 'empty-platform', data: { flag: name, value: text } };
  return flagValues.platform(value, [])?.fault === 'platform' ? { at, message: 'platform', data: { flag: name, value } } : undefined;
}

/** No value. If there is a space instead of `=`, the next word is probably the value. */
function missing(flag: Flag, facts: FlagFacts, { keyword, body, bodyText }: Instruction, { text }: RuleContext): Report<Messages> {
  const report: Report<Messages> = { at: flagName(flag), message: 'missing', data: { flag: flag.name } };
  const [next, ...rest] = bodyText.split(/\s+/);
  const isCheck = keyword === 'HEALTHCHECK';
  const gap = { start: flag.end, end: body.start };
  if (!next || rest.length === 0 || !/^[ \t]+$/.test(text.slice(gap.start, gap.end)) || !couldBeValue(next, facts)) return report;
  return {
    ...report,
    fixes: [
      {
        title: 'join',
        data: { flag: flag.name, value: next },
        level: rest.length > (facts.name === 'platform' || isCheck ? 0 : 1) ? 'safe' : 'suggestion',
        edits: [{ ...gap, newText: '=' }],
      },
    ],
  };
}

function couldBeValue(word: string, { value, choices }: FlagFacts): boolean {
  if (value === 'source') return isImageName(word);
  if (value === 'mount') return word.includes('=');
  return !flagValues[value](word, choices);
}

/** Whether the value is the number or name of a stage, or may be an image or a named context. */
function isSource({ value, valueSpan }: Flag, instruction: Instruction, { model }: RuleContext): boolean {
  const source = model.sourcesOf(instruction).find(({ at }) => at.start === valueSpan!.start);
  return source?.stage !== undefined || model.stageNamed(value!) !== undefined || isImageName(value!);
}

/** Whether FROM names an image. scratch and stages have no platform to look for. */
function pullsImage(instruction: Instruction, { model }: RuleContext): boolean {
  const image = model.stageOf(instruction)?.image;
  return image !== undefined && !image.isScratch;
}

/** The report for a flag for downloads if the source is not a download (dispatchCopy of dockerfile2llb/convert_copy.go). */
function downloadReport(flag: Flag, copy: CopyFact | undefined): Report<Messages> | undefined {
  const [source] = copy?.sources ?? [];
  if (!copy || !source || copy.sources.some(({ kind, fixed }) => kind === 'heredoc' || !fixed)) return undefined;
  const data = { flag: flag.name, source: source.value ?? source.text };
  if (copy.sources.length > 1) return { at: flagName(flag), message: 'several-sources', data };
  return source.kind === 'http' || source.kind === 'git' ? undefined : { at: flagName(flag), message: 'not-remote', data };
}
