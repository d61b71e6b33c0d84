import { replaceControls } from '../../base/control-characters.ts';
import type { Severity } from '../../linter/rule.ts';
import type { Formatter } from '../report.ts';

/** Severities of GitHub's workflow commands. https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

/** Annotations for a pull request: one workflow command per finding. */
export const github: Formatter = (translate) => ({
  add: ({ path, lines, findings }) =>
    findings
      .map(({ severity, span, message, rule }) => {
        const [start, end] = [lines.positionAt(span.start), lines.positionAt(span.end)];
        const columns = start.line === end.line ? `,col=${start.character + 1},endColumn=${end.character + 1}` : '';
        const place = `file=${property(path)},line=${start.line + 1},endLine=${end.line + 1}${columns},title=${property(rule)}`;
        return `::${levels[severity]} ${place}::${data(translate(message))}\n`;
      })
      .join(''),
  end: () => '',
});

function data(text: string): string {
  return replaceControls(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
