import { lazy } from '../base/memoize.ts';
import { labelPatterns } from '../knowledge/label-values.ts';
import type { LabelType } from '../knowledge/label-values.ts';
import { licenseExceptionIds, licenseIds } from '../knowledge/licenses.generated.ts';

/** Whether a value, after expansion and without quotes, is of a type. An empty one never is. */
export function isOfLabelType(value: string, type: LabelType): boolean {
  if (value === '') return false;
  if (type === 'text') return true;
  return type === 'spdx' ? isLicenseExpression(value) : labelPatterns[type].test(value);
}

const ids = lazy(() => new Map(licenseIds.trim().split(/\s+/).map((id) => [id.toLowerCase(), id]))); // prettier-ignore
const exceptions = lazy(() => new Set(licenseExceptionIds.toLowerCase().trim().split(/\s+/)));

/**
 * Whether a text is an SPDX license expression. Identifiers are compared without letter case.
 * https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
 */
export function isLicenseExpression(text: string): boolean {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const operand = (): boolean => {
    const token = tokens[at++];
    if (token === '(') return expression() && tokens[at++] === ')';
    if (token === undefined || !isLicense(token)) return false;
    if (tokens[at]?.toUpperCase() !== 'WITH') return true;
    const exception = tokens[at + 1]?.toLowerCase() ?? '';
    at += 2;
    return exceptions().has(exception) || exception.startsWith('additionref-');
  };
  const expression = (): boolean => {
    if (!operand()) return false;
    while (/^(?:and|or)$/i.test(tokens[at] ?? '')) {
      at++;
      if (!operand()) return false;
    }
    return true;
  };
  return expression() && at === tokens.length;
}

function isLicense(token: string): boolean {
  return ids().has(token.toLowerCase().replace(/\+$/, '')) || /^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/.test(token);
}

/** The identifier of a license that is written in another way: `Apache 2.0`, `MIT License`. Returns undefined if there is none for certain. */
export function licenseNamed(text: string): string | undefined {
  return byLetters().get(lettersOf(text));
}

const byLetters = lazy(() => {
  const all = new Map<string, string | undefined>();
  for (const id of ids().values()) all.set(lettersOf(id), all.has(lettersOf(id)) ? undefined : id);
  return all;
});

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b(?:the|licen[cs]e|version)\b/g, '')
    .replace(/\bv(?=\d)/g, '')
    .replace(/[^a-z0-9.]/g, '');
}
