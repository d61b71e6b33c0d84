import { LineIndex } from '../base/lines.ts';
import type { Message } from '../base/message.ts';
import { finish } from '../base/work.ts';
import type { LanguageDocument, LanguageService } from '../languages/language-service.ts';
import { unfinishedMessage } from '../linter/fix-all.ts';
import type { FileReport } from './report.ts';

/** A checked file, which can be fixed. */
export interface Checked extends FileReport {
  readonly fix: () => Fixed;
}

/** A file with all safe fixes applied. */
export interface Fixed {
  /** The number of findings that were fixed. */
  readonly count: number;
  readonly text: string;
  /** A warning about rules whose fixes undo each other or never finish. */
  readonly warning: Message | undefined;
  /** Checks the fixed text. */
  readonly check: () => Checked;
}

/** Checks a document of any language. `path`: as the user named it. */
export function checkDocument<D extends LanguageDocument>(path: string, service: LanguageService<D>, document: D): Checked {
  const fix = (): Fixed => {
    const result = finish(service.fixAll(document));
    const { text, applied } = result;
    const check = (): Checked => checkDocument(path, service, service.withText(document, text));
    return { count: applied.length, text, warning: unfinishedMessage(result), check };
  };
  const { text } = document;
  return { path, error: undefined, text, lines: new LineIndex(text), findings: finish(service.diagnostics(document)), fix };
}
