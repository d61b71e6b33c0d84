import { flagNamed } from '../../../knowledge/flags.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { formatDuration, parseDuration } from '../../../base/duration.ts';
import { message } from '../../../base/message.ts';
import { bold, code, escaped, factTable, paragraphs } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { quoteWords } from '../../../shell/command-line.ts';
import { definition, docsLink } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** Hover on HEALTHCHECK, except on its flags: when the check runs, and how soon a failing container is unhealthy. */
export const hoverHealthcheck: HoverKind = (at) => {
  const { whole } = at;
  if (whole.keyword !== 'HEALTHCHECK') return undefined;
  const { start, end, trigger } = whole;
  return {
    span: { start, end },
    markdown: paragraphs(
      definition(at, 'HEALTHCHECK'),
      trigger ? timing(at, whole) : undefined,
      trigger ? factTable(facts(at, whole, trigger)) : at.translate(message('Disables the health check of the base image.')),
      docsLink(at, 'healthcheck'),
    ),
  };
};

/** The values of the flags, in milliseconds. Zero means the default, as in the engine. */
interface Timing {
  readonly interval: number;
  readonly timeout: number;
  readonly startPeriod: number;
  readonly startInterval: number;
  readonly retries: number;
}

function timingOf(instruction: Instruction): Timing {
  const read = (name: string, parse: (text: string) => number | undefined): number => {
    const given = instruction.flags.findLast((flag) => flag.name === name)?.value;
    return (given && parse(given)) || parse(flagNamed('HEALTHCHECK', name)!.fallback!)!;
  };
  return {
    interval: read('interval', parseDuration),
    timeout: read('timeout', parseDuration),
    startPeriod: read('start-period', parseDuration),
    startInterval: read('start-interval', parseDuration),
    retries: read('retries', Number),
  };
}

/** A program that fails directly after a check is checked one interval later. Each check may take the whole timeout. */
function timing({ translate }: HoverRequest, instruction: Instruction): Markdown {
  const { interval, timeout, retries } = timingOf(instruction);
  return translate(
    message('A program that stops working is unhealthy after {soon} at the latest, or {late} if the check runs into its timeout.', {
      soon: bold(formatDuration(interval * retries)),
      late: bold(formatDuration((interval + timeout) * retries)),
    }),
  );
}

function facts(at: HoverRequest, instruction: Instruction, command: Instruction): readonly (readonly [Markdown, Markdown | undefined])[] {
  const { translate, document, stage } = at;
  const { interval, timeout, startPeriod, startInterval, retries } = timingOf(instruction);
  const shell = stage ? document.model.configOf(stage).shell.value : ['/bin/sh', '-c'];
  const words = command.json?.items.map(({ value }) => value) ?? [...shell, command.bodyText];
  const times = { interval: escaped(formatDuration(interval)), timeout: escaped(formatDuration(timeout)) };
  return [
    [translate(message('Command')), code(quoteWords(words))],
    [
      translate(message('Interval')),
      translate(message('{interval} after the start, then {interval} after each check; a check can take {timeout}', times)),
    ],
    [
      translate(message('Unhealthy')),
      retries === 1
        ? translate(message('after the first failure'))
        : translate(message('after {retries} consecutive failures', { retries })),
    ],
    [
      translate(message('During start')),
      startPeriod > 0
        ? translate(
            message('failures do not count for {period}; a check every {interval}', {
              period: escaped(formatDuration(startPeriod)),
              interval: escaped(formatDuration(startInterval)),
            }),
          )
        : undefined,
    ],
  ];
}
