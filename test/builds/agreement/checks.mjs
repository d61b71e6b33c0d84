// The checks of Docker (`docker build --check`) and the rules that have their names.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRules } from '../../../scripts/generate/rules.mjs';
import { readParts } from './inputs.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * Checks that need files of the build context, images of other platforms or build arguments. Without the build argument that
 * InvalidDefaultArgInFrom is about, the build fails.
 */
const notAsked = new Set(['CopyIgnoredFile', 'InvalidBaseImagePlatform', 'InvalidDefaultArgInFrom']);

/** Checks whose warning is on a line below the text that it is about: the last line of the instruction, the instruction below a comment. */
const onLaterLine = new Set(['NoEmptyContinuation', 'InvalidDefinitionDescription']);

/** The rules of each check, by the name of the check: an alias of letters alone, except for those of PSScriptAnalyzer. */
export async function checkNames() {
  return checkNamesOf(await loadRules());
}

/** @param {readonly { id: string, aliases: readonly string[] }[]} rules @returns {Map<string, Set<string>>} */
export function checkNamesOf(rules) {
  const names = new Map();
  for (const { id, aliases } of rules) {
    for (const name of aliases) {
      if (/^(?!PS)[A-Z][A-Za-z]+$/.test(name) && !notAsked.has(name)) names.set(name, (names.get(name) ?? new Set()).add(id));
    }
  }
  return names;
}

/**
 * Compares the warnings of Docker with our findings. A finding agrees with a warning of its check if it begins on one of its lines.
 *
 * @param {ReadonlyMap<string, ReadonlySet<string>>} names
 * @param {readonly { name: string, first: number, last: number }[]} warnings
 * @param {readonly { rule: string, line: number }[]} findings
 */
export function compareChecks(names, warnings, findings) {
  const differences = [];
  const agreements = {};
  const isSame = ({ name, first, last }, { line }) => line <= last && (onLaterLine.has(name) || line >= first);
  for (const warning of warnings) {
    const rules = names.get(warning.name);
    if (!rules) continue;
    if (findings.some((finding) => rules.has(finding.rule) && isSame(warning, finding))) {
      agreements[warning.name] = (agreements[warning.name] ?? 0) + 1;
    } else differences.push({ name: warning.name, side: 'Docker', line: warning.first });
  }
  for (const finding of findings) {
    // A rule can have the names of several checks.
    const own = [...names].flatMap(([name, rules]) => (rules.has(finding.rule) ? [name] : []));
    const agrees = warnings.some((warning) => own.includes(warning.name) && isSame(warning, finding));
    if (own.length > 0 && !agrees) differences.push({ name: own[0], side: 'Layerwise', line: finding.line });
  }
  return { agreements, differences };
}

/** The Dockerfiles of checks.txt, by title, in order. */
export function readCheckInputs() {
  return readParts('checks.txt');
}

/** Docker's recorded warnings by title. @returns {Readonly<Record<string, { name: string, first: number, last: number }[]>>} */
export function readRecordedChecks() {
  return JSON.parse(readFileSync(path.join(here, 'recorded-checks.json'), 'utf8'));
}

/** The reasons of check-differences.txt. @returns {ReadonlyMap<string, string>} */
export function readCheckReasons() {
  return new Map(readParts('check-differences.txt').map(({ title, text }) => [title, text.trim().replaceAll('\n', ' ')]));
}
