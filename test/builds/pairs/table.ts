import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { english } from '../../../server/src/base/message.ts';
import { fixAllInIgnoreFileInSteps } from '../../../server/src/languages/dockerignore/fix-all.ts';
import { finish } from '../../../server/src/base/work.ts';
import { fixAll } from '../../../server/src/linter/fix-all.ts';
import { offersAt } from '../../../server/src/refactorings/offers.ts';
import { allRefactorings } from '../../../server/src/refactorings/registry.generated.ts';
import { allRules } from '../../../server/src/rules/registry.generated.ts';
import { readContextBlock } from '../../support/context-block.ts';
import { cursor } from '../../support/cursor.ts';
import { documentOf } from '../../support/document.ts';
import { ignoreDocumentOf } from '../../support/ignore-file.ts';
import { check, everyRule, isAboutIgnoreFiles, noContext, ruleOf } from '../../support/rules.ts';

/** A Dockerfile that is built before and after an edit; README.md describes the format of the table. */
export interface Pair {
  readonly title: string;
  /** The id of a rule with a safe fix, or of a refactoring. */
  readonly id: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A block for `readContextBlock`. */
  readonly context: string | undefined;
  /** A shell script that runs in the folder of the build context: modes, links and archives. */
  readonly setup: string;
  /** The first words of the offer of a refactoring that has several. */
  readonly offer: string;
  /** What the edit changes in the image: patterns of paths, and names of the configuration. */
  readonly changes: readonly string[];
  readonly expected: Expected;
}

/**
 * same: both images are equal. not offered: there is no edit. repaired: the build fails before, and works afterwards. fails: it fails before and
 * afterwards.
 */
export type Expected = 'same' | 'not offered' | 'repaired' | 'fails';

/** The texts after the edit. */
export interface Edited {
  readonly text: string;
  /** Undefined if .dockerignore did not change. */
  readonly ignore: string | undefined;
}

const outcomes = ['not offered', 'repaired', 'fails'] as const satisfies readonly Expected[];
const known = new Set<string>([...outcomes, 'context', 'setup', 'offer', 'changes']);

/** Every pair of the files `*.txt` of a folder. Throws for a pair that cannot be read. */
export function readPairs(folder: string): readonly Pair[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => readTable(readFileSync(path.join(folder, name), 'utf8')));
}

function readTable(table: string): readonly Pair[] {
  return table
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...rest] = part.split(/^--- /m);
      const title = firstLine(head);
      const id = title.split(':')[0]!;
      if (![...allRules, ...allRefactorings].some((candidate) => candidate.id === id)) throw new Error(`${title}: there is no ${id}`);
      const sections = new Map(rest.map((section) => [firstLine(section), textAfter(section)]));
      const unknown = [...sections.keys()].find((name) => !known.has(name));
      if (unknown !== undefined) throw new Error(`${title}: unknown section ${unknown}`);
      const [before = '', selected, after] = textAfter(head).replace('<end of file>\n', '').split(cursor);
      const end = before.length + (after === undefined ? 0 : selected!.length);
      return {
        title,
        id,
        text: before + (selected ?? '') + (after ?? ''),
        start: before.length,
        end,
        context: sections.get('context'),
        setup: sections.get('setup') ?? '',
        offer: (sections.get('offer') ?? '').trim(),
        changes: (sections.get('changes') ?? '').split('\n').filter((line) => line !== ''),
        expected: outcomes.find((outcome) => sections.has(outcome)) ?? 'same',
      };
    });
}

/**
 * The texts after the safe fixes of the rule, or after the refactoring; undefined if there is nothing to edit. Throws if a refactoring makes
 * several offers of which the pair names none.
 */
export function edit(pair: Pair): Edited | undefined {
  return allRefactorings.some(({ id }) => id === pair.id) ? refactored(pair) : fixed(pair);
}

function refactored({ id, title, text, start, end, offer, context }: Pair): Edited | undefined {
  const document = documentOf(text, context === undefined ? noContext : readContextBlock(context));
  const offers = finish(offersAt(document, { start, end })).filter((each) => each.id === id && english(each.title).startsWith(offer));
  if (offers.length > 1) throw new Error(`${title}: choose an offer: ${offers.map((each) => english(each.title)).join('; ')}`);
  return offers[0] && { text: applyEdits(text, offers[0].edits), ignore: undefined };
}

function fixed({ id, text, context }: Pair): Edited | undefined {
  const rule = ruleOf(id);
  const snapshot = context === undefined ? noContext : readContextBlock(context);
  if (isAboutIgnoreFiles(rule)) {
    const before = snapshot.state === 'known' ? (snapshot.value.ignore?.text ?? '') : '';
    const ignore = finish(fixAllInIgnoreFileInSteps(ignoreDocumentOf(before, snapshot, { settings: everyRule, rules: allRules }), id)).text;
    return ignore === before ? undefined : { text, ignore };
  }
  const after = fixAll(text, (current) => check(current, { rules: [rule], context: snapshot })).text;
  return after === text ? undefined : { text: after, ignore: undefined };
}

/** Safe fixes that cannot be built here, because there is no image for them: Windows, and the packages of Ruby and Node.js. */
const notBuilt: ReadonlySet<string> = new Set([
  'deprecated-bundler-option', 'gem-documentation-installed', 'owner-flag-on-windows', 'package-cache-left', 'powershell-alias',
  'powershell-progress-bar', 'stopsignal-on-windows',
]); // prettier-ignore

/** What has a safe fix, or is a refactoring, but has no pair whose images are compared. */
export function withoutPair(pairs: readonly Pair[]): readonly string[] {
  const ids = new Set(pairs.filter(({ expected }) => expected !== 'not offered').map(({ id }) => id));
  return [...allRules.filter(({ fix }) => fix === 'safe'), ...allRefactorings]
    .map(({ id }) => id)
    .filter((id) => !ids.has(id) && !notBuilt.has(id));
}

/** The names and texts of the files of a context block. */
export function filesOf(context: string | undefined): readonly (readonly [string, string])[] {
  const snapshot = readContextBlock(context ?? '');
  return snapshot.state === 'known' ? [...snapshot.value.texts] : [];
}

const firstLine = (section: string): string => section.slice(0, section.indexOf('\n')).trim();
const textAfter = (section: string): string => `${section.slice(section.indexOf('\n') + 1).trimEnd()}\n`;
