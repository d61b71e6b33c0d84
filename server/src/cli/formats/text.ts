import { inOneLine } from '../../base/control-characters.ts';
import type { Finding } from '../../linter/rule.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import type { FileReport, Formatter, Style } from '../report.ts';
import { colored } from '../terminal.ts';
import type { Color } from '../terminal.ts';

/** `path:line:column severity message (rule)`, one line per finding; on a terminal followed by the source line. Lines and columns are one-based. */
export const text: Formatter = (translate, style) => {
  let [count, files] = [0, 0];
  return {
    add(report) {
      const blocks = report.findings.map((finding) => block(finding, report, translate, style));
      count += blocks.length;
      files++;
      return style.interactive ? blocks.map((each) => `${each}\n`).join('') : blocks.join('');
    },
    end() {
      if (!style.interactive) return '';
      return `${translate(count === 0 ? message('No problems found. Files: {files}', { files }) : message('Problems: {count}. Files: {files}', { count, files }))}\n`;
    },
  };
};

function block(finding: Finding, report: FileReport, translate: Translate, { interactive, coloured }: Style): string {
  const { line, character } = report.lines.positionAt(finding.span.start);
  const paint = (color: Color, words: string): string => (coloured ? colored(color, words) : words);
  const place = `${report.path}:${line + 1}:${character + 1}`;
  const words = inOneLine(translate(finding.message));
  const head = `${inOneLine(place)} ${paint(finding.severity, finding.severity)} ${words} ${paint('hint', `(${finding.rule})`)}\n`;
  return interactive ? head + excerpt(finding, report) : head;
}

/** The first line of the finding, with marks below the reported words. */
function excerpt({ span }: Finding, { text: source, lines }: FileReport): string {
  const line = lines.lineAt(span.start);
  const [start, end] = [lines.lineStart(line), lines.lineEnd(line)];
  const lead = source.slice(start, span.start).replace(/[^\t]/g, ' ');
  const marks = '~'.repeat(Math.max(1, Math.min(span.end, end) - span.start));
  return `    ${inOneLine(source.slice(start, end))}\n    ${lead}${marks}\n`;
}
