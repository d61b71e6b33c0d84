import { expandLength } from './expand-length.ts';

/** The parts of a rule's rule.md. */
export interface RulePage {
  readonly title: string | undefined;
  readonly headings: readonly string[];
  /** Text of each section, by heading. */
  readonly sections: ReadonlyMap<string, string>;
  readonly bad: readonly Example[];
  readonly fixed: readonly Example[];
  readonly good: readonly Example[];
}

/** A ```dockerfile or ```dockerignore block, with the ```context and ```json blocks before it, if there are any. */
export interface Example {
  readonly language: 'dockerfile' | 'dockerignore';
  readonly text: string;
  readonly context: string | undefined;
  /** The options of the rule. */
  readonly options: Readonly<Record<string, unknown>> | undefined;
}

export const ruleHeadings = ['What it does', 'Why', 'Bad', 'Fixed', 'Good', 'When not to'];

/** The text of `## Fixed` if the rule has no fix. */
export const noFix = '_No automatic fix._';

export function readRulePage(markdown: string): RulePage {
  const [head, ...parts] = markdown.split(/^## /m);
  const sections = new Map(
    parts.map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return [heading.trim(), lines.join('\n').trim()];
    }),
  );
  const examples = (heading: string): readonly Example[] => examplesOf(sections.get(heading) ?? '');
  return {
    title: /^# (.*)$/m.exec(head!)?.[1],
    headings: [...sections.keys()],
    sections,
    bad: examples('Bad'),
    fixed: examples('Fixed'),
    good: examples('Good'),
  };
}

function examplesOf(section: string): readonly Example[] {
  const examples: Example[] = [];
  let context: string | undefined;
  let options: Example['options'];
  for (const [, language, text] of section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    if (language === 'context') context = text!;
    if (language === 'json') options = JSON.parse(text!) as Example['options'];
    if (language !== 'dockerfile' && language !== 'dockerignore') continue;
    examples.push({ language, text: expandLength(text!), context, options });
    context = undefined;
    options = undefined;
  }
  return examples;
}
