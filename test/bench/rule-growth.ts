import { createBuildContext } from '../../server/src/context/snapshot-context.ts';
import { runRules } from '../../server/src/linter/engine.ts';
import type { AnyRule } from '../../server/src/linter/rule.ts';
import { createModel } from '../../server/src/model/index.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { assets } from '../support/assets.ts';
import { readFixture } from '../support/fixture.ts';
import { readRuleFile } from '../support/rule-files.ts';
import { everyRule, isAboutIgnoreFiles, noContext } from '../support/rules.ts';

/** A text that grows, for one rule. */
export interface GrowingText {
  readonly rule: string;
  readonly title: string;
  /** Milliseconds of the rule, with all that it reads, for a text of the smaller size and for one that is four times as long. */
  readonly small: number;
  readonly large: number;
}

/** The sizes of the texts in bytes. */
const sizes = { small: 12_000, large: 48_000 };

/** What each rule takes for each of its own cases, repeated: as more lines, and as one RUN with more commands. */
export function* growthOfRules(only: string | undefined): Generator<GrowingText> {
  for (const rule of allRules) {
    if (isAboutIgnoreFiles(rule) || (only !== undefined && rule.id !== only)) continue;
    for (const { title, text } of readFixture(readRuleFile(rule, 'cases.txt'))) {
      for (const [kind, grown] of [
        ['lines', moreLines],
        ['one RUN', oneRun],
      ] as const) {
        const [small, large] = [grown(text, sizes.small), grown(text, sizes.large)];
        if (small !== undefined && large !== undefined)
          yield { rule: rule.id, title: `${title} (${kind})`, small: timeOf(rule, small), large: timeOf(rule, large) };
      }
    }
  }
}

function timeOf(rule: AnyRule, text: string): number {
  const began = process.cpuUsage();
  const model = createModel(parse(text));
  runRules({ model, build: createBuildContext(noContext), assets, rules: [rule], settings: everyRule });
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** The lines after the first FROM, repeated up to a size. */
function moreLines(text: string, size: number): string | undefined {
  const from = /^FROM .*\n/im.exec(text);
  const [head, body] = from ? [text.slice(0, from.index + from[0].length), text.slice(from.index + from[0].length)] : ['', text];
  return body.trim() === '' ? undefined : head + `${body}\n`.repeat(Math.ceil(size / (body.length + 1)));
}

/** The commands of all RUN instructions of one line in one RUN, repeated up to a size. */
function oneRun(text: string, size: number): string | undefined {
  const commands = [...text.matchAll(/^RUN (?!<<|\[|--)(.*[^\\\n])$/gm)].map(([, command]) => command);
  if (commands.length === 0) return undefined;
  const head = /^FROM .*\n/im.exec(text)?.[0] ?? 'FROM debian:12\n';
  const line = `${commands.join(' && \\\n    ')} && \\\n    `;
  return `${head}RUN ${line.repeat(Math.ceil(size / line.length))}true\n`;
}
